#include "app/viewmodels/MaterialPages.h"

#include "app/viewmodels/Messages.h"
#include "app/viewmodels/Wording.h"
#include "app/workflow/FormRules.h"

#include <algorithm>

namespace xiaowu::viewmodels {

namespace {

MaterialsViewModel::State stateOf(domain::MaterialStatus status) {
  switch (status) {
    case domain::MaterialStatus::Missing: return MaterialsViewModel::Open;
    case domain::MaterialStatus::Good:
    case domain::MaterialStatus::Doubtful: return MaterialsViewModel::Settled;
    case domain::MaterialStatus::Promised: return MaterialsViewModel::Promised;
    default: return MaterialsViewModel::Problem;
  }
}

QString dayOf(const domain::KeptPaper& paper) { return QString::fromStdString(workflow::isoDate(paper.receivedOn)); }

/// "2026年05月20日交过（本人上传）", for the paper of this material; empty when none is kept or it is in use already.
QString offerFor(const workflow::Session& session, const domain::Material& material) {
  if (material.reused) return {};
  for (const auto& paper : session.keptPapers) {
    if (paper.documentType != material.documentType) continue;
    return MaterialsViewModel::tr("%1 交过（%2），办件编号 %3").arg(dayOf(paper), wording::gradeName(paper.trust), QString::fromStdString(paper.caseNumber));
  }
  return {};
}

}  // namespace

void MaterialsViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_papers.clear();
  if (session == nullptr) {
    m_picked.clear();
    m_keptNotice.clear();
    m_canAskKept = false;
    return rebuild();
  }
  for (const auto& material : session->materials) {
    const auto* wanted = session->item->material(material.code);
    if (wanted == nullptr) {
      continue;
    }
    const QString status = material.reused ? tr("用 %1 交过的那份").arg(dayOf(*material.reused)) : wording::materialStatus(material.status);
    m_papers.append({QString::fromStdString(material.code), scene.text(wanted->name), scene.text(wanted->hint), status, QString::fromStdString(wanted->documentType),
                     stateOf(material.status), wanted->promiseAllowed, wanted->promiseDays, offerFor(*session, material)});
  }
  const bool asking = scene.state.operation && scene.state.operation->kind == workflow::OperationKind::FindPapers;
  m_canAskKept = session->item->allowsReuse() && !session->papersAsked && !asking && scene.state.availability.online;
  m_keptNotice = asking ? tr("正在找您以前交过的材料，通常 1 秒。")
                 : session->papersAsked && session->keptPapers.empty() ? tr("没有找到能用的、以前交过的材料，请扫描。") : QString();
  if (scene.state.step == workflow::Step::Scan) {
    m_picked.clear();  // after this paper the next one is proposed
  }
  rebuild();
}

void MaterialsViewModel::rebuild() {
  const auto open = std::find_if(m_papers.cbegin(), m_papers.cend(), [](const Paper& paper) { return paper.state == Open || paper.state == Problem; });
  auto chosen = std::find_if(m_papers.cbegin(), m_papers.cend(), [this](const Paper& paper) { return paper.code == m_picked; });
  if (chosen == m_papers.cend()) {
    chosen = open;
  }
  m_allSettled = !m_papers.isEmpty() && open == m_papers.cend();
  const bool any = chosen != m_papers.cend();
  m_chosen = any ? chosen->code : QString();
  m_chosenName = any ? chosen->name : QString();
  m_canPromise = any && chosen->promiseAllowed && chosen->state != Promised;
  m_keptOffer = any ? chosen->offer : QString();
  m_promiseHint = m_canPromise ? tr("没带“%1”？可以先承诺，%2 天内补交。").arg(chosen->name).arg(chosen->promiseDays) : QString();
  const auto left = std::count_if(m_papers.cbegin(), m_papers.cend(), [](const Paper& paper) { return paper.state == Open || paper.state == Problem; });
  m_title = m_allSettled ? tr("材料齐了") : tr("还差 %1 份材料").arg(left);
  m_hint = m_allSettled ? tr("请按“下一步”核对。想重新扫描哪一份，就点哪一份。") : tr("现在扫描：%1").arg(m_chosenName);
  QList<Row> rows;
  for (const Paper& paper : std::as_const(m_papers)) {
    rows.append({paper.code, paper.name, paper.hint, paper.state, paper.stateText, any && paper.code == m_chosen, paper.type});
  }
  m_rows->setRows(rows);
  Q_EMIT changed();
}

void MaterialsViewModel::choose(const QString& code) {
  m_picked = code;
  rebuild();
}

void ScanViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  const auto* wanted = session != nullptr && session->scanning < session->materials.size() ? session->item->material(session->materials[session->scanning].code) : nullptr;
  m_fields->setRows({});
  m_picture = {};
  m_title.clear();
  m_hint.clear();
  if (wanted == nullptr) {
    m_phase = Place;
    m_paperName.clear();
    Q_EMIT changed();
    return;
  }
  m_code = QString::fromStdString(wanted->code);
  m_paperName = scene.text(wanted->name);
  m_paperType = QString::fromStdString(wanted->documentType);
  m_canPromise = wanted->promiseAllowed;
  m_picture = scene.pictures.find(QStringLiteral("page-%1").arg(session->scannedPage));
  switch (session->scanPhase) {
    case workflow::ScanPhase::Place:
      m_phase = Place;
      m_title = tr("请把“%1”放在扫描台上").arg(m_paperName);
      m_hint = scene.text(wanted->hint);
      break;
    case workflow::ScanPhase::Scanning:
      m_phase = Scanning;
      m_title = tr("正在扫描，请不要动");
      m_hint = tr("通常 5 秒。想停下来，请按“返回”。");
      break;
    case workflow::ScanPhase::Reading:
      m_phase = Reading;
      m_title = tr("正在看这份材料");
      m_hint = tr("通常 3 秒。想停下来，请按“返回”。");
      break;
    case workflow::ScanPhase::Finding:
      if (session->finding) {
        tellFinding(scene, *session->finding);
      }
      break;
  }
  Q_EMIT changed();
}

void ScanViewModel::tellFinding(const Scene& scene, const domain::Material& finding) {
  QList<Row> rows;
  for (const auto& field : finding.fields) {
    const QString name = QString::fromStdString(field.name);
    const QString value = QString::fromStdString(field.value);
    rows.append({wording::readFieldName(name), value.isEmpty() ? tr("没有读到") : field.doubtful ? tr("%1（请看一看）").arg(value) : value, QString()});
  }
  switch (finding.status) {
    case domain::MaterialStatus::Good:
      m_phase = Good;
      m_title = tr("看清楚了，可以用");
      m_hint = tr("请看看读到的内容对不对。");
      break;
    case domain::MaterialStatus::Doubtful:
      m_phase = Doubtful;
      m_title = tr("可以用，工作人员会再看一眼");
      m_hint = wording::findingReason(finding.reasons, tr("带“请看一看”的，请和原件对一对。"));
      break;
    case domain::MaterialStatus::WrongPaper: {
      m_phase = Bad;
      const QString seems = QString::fromStdString(finding.seemsType);
      const bool known = !seems.isEmpty() && seems != QLatin1String("unknown");
      m_title = known ? tr("这看起来是“%1”，我们需要的是“%2”，像这样。").arg(wording::documentName(seems), m_paperName)
                      : tr("这看起来不是“%1”。我们需要的像这样。").arg(m_paperName);
      m_hint = scene.text(scene.item()->material(m_code.toStdString())->hint);
      rows.clear();
      break;
    }
    case domain::MaterialStatus::NoSeal:
      m_phase = Bad;
      m_title = tr("这份材料上没有找到公章");
      m_hint = wording::findingReason(finding.reasons, m_canPromise ? tr("请看看是不是放错了一面，也可以先承诺、以后补交。") : tr("请看看是不是放错了一面，也可以请工作人员帮忙。"));
      rows.clear();
      break;
    default:
      m_phase = Bad;
      m_title = tr("这一页没有看清楚");
      m_hint = wording::findingReason(finding.reasons, tr("请放平、放正，不要折角，再扫一次。"));
      rows.clear();
      break;
  }
  m_fields->setRows(rows);
}

}  // namespace xiaowu::viewmodels
