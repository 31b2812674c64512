#include "app/viewmodels/MaterialPages.h"

#include "app/session/PaperSides.h"
#include "app/viewmodels/Messages.h"
#include "app/viewmodels/Wording.h"
#include "app/workflow/FormRules.h"
#include "app/workflow/SessionFacts.h"
#include "core/domain/Dates.h"

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

QString dayOf(const domain::KeptPaper& paper) {
  return QString::fromStdString(domain::isoDate(paper.receivedOn));
}

/// "2026年05月20日交过（本人上传）", for the paper of this material; empty when none is kept or it is in use
/// already.
QString offerFor(const workflow::Session& session, const domain::Material& material) {
  if (material.reused) {
    return {};
  }
  const auto kept = session.keptPapers.find(material.code);
  if (kept == session.keptPapers.end()) {
    return {};
  }
  const auto& paper = kept->second;
  return MaterialsViewModel::tr("%1 交过（%2），办件编号 %3")
      .arg(dayOf(paper), wording::gradeName(paper.trust), QString::fromStdString(paper.caseNumber));
}

/// A side of a paper of two sides, in the middle of a sentence: "有照片的一面".
QString sideName(const Scene& scene, const QString& documentType) {
  const QString name = scene.text(scene.paperKinds.value(documentType).side);
  return name.isEmpty() ? wording::otherSide() : name;
}

QString sidePicture(const Scene& scene, const QString& documentType) {
  return scene.paperKinds.value(documentType).picture;
}

/// What the paper's kind says of one of its fields. `asked`: the kind that is asked for.
PaperKind::Field kindOfField(const Scene& scene, const std::string& asked, const domain::ReadField& field) {
  const auto type = QString::fromStdString(field.side.empty() ? asked : field.side);
  return scene.paperKinds.value(type).fields.value(QString::fromStdString(field.name));
}

QString fieldName(const Scene& scene, const std::string& asked, const domain::ReadField& field) {
  const QString name = scene.text(kindOfField(scene, asked, field).label);
  return name.isEmpty() ? wording::otherField() : name;
}

/// Of a paper of two sides, while only one of them is there: which one is still wanted.
QString sideMissing(const Scene& scene, const catalog::MaterialRequirement& wanted,
                    const domain::Material& material) {
  if (!wanted.twoSided() || material.sides.size() != 1) {
    return {};
  }
  const auto& there = material.sides.front().documentType;
  return MaterialsViewModel::tr("还差%1").arg(sideName(
      scene, QString::fromStdString(there == wanted.documentType ? wanted.backType : wanted.documentType)));
}

QString drawingOf(const Scene& scene, const catalog::MaterialRequirement& wanted) {
  const QString drawing = scene.paperKinds.value(QString::fromStdString(wanted.documentType)).picture;
  return drawing.isEmpty() ? QStringLiteral("paper") : drawing;
}

/// The kind of paper that is being scanned.
std::string wantedType(const Scene& scene) {
  const auto& session = *scene.session();
  return session.materials[session.scanning].documentType;
}

/// What was read, and what the resident or nobody yet has said of it.
QString readValue(const domain::ReadField& field) {
  if (field.value.empty()) {
    return ScanViewModel::tr("没有读到");
  }
  const QString value = wording::readFieldValue(QString::fromStdString(field.value));
  switch (field.resident) {
    case domain::ResidentWord::Same: return ScanViewModel::tr("%1（您对过了）").arg(value);
    case domain::ResidentWord::Different: return ScanViewModel::tr("%1（您说不一样）").arg(value);
    case domain::ResidentWord::CannotTell: return ScanViewModel::tr("%1（请工作人员看）").arg(value);
    case domain::ResidentWord::NotAsked: break;
  }
  return field.doubtful ? ScanViewModel::tr("%1（请看一看）").arg(value) : value;
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
    const QString missing = sideMissing(scene, *wanted, material);
    const QString status = material.reused     ? tr("用 %1 交过的那份").arg(dayOf(*material.reused))
                           : missing.isEmpty() ? wording::materialStatus(material.status)
                                               : missing;
    m_papers.append({QString::fromStdString(material.code), scene.text(wanted->name),
                     scene.text(wanted->hint), status, drawingOf(scene, *wanted), stateOf(material.status),
                     wanted->promiseAllowed, wanted->promiseDays, offerFor(*session, material)});
  }
  const bool asking =
      scene.state.operation && scene.state.operation->kind == workflow::OperationKind::FindPapers;
  m_canAskKept =
      session->item->allowsReuse() && !session->papersAsked && !asking && scene.state.availability.online;
  m_keptNotice = asking ? tr("正在找您以前交过的材料，通常 1 秒。")
                 : session->papersAsked && session->keptPapers.empty()
                     ? tr("没有找到能用的、以前交过的材料，请扫描。")
                     : QString();
  if (scene.state.step == workflow::Step::Scan) {
    m_picked.clear();  // after this paper the next one is proposed
  }
  rebuild();
}

void MaterialsViewModel::rebuild() {
  const auto open = std::find_if(m_papers.cbegin(), m_papers.cend(), [](const Paper& paper) {
    return paper.state == Open || paper.state == Problem;
  });
  auto chosen = std::find_if(m_papers.cbegin(), m_papers.cend(),
                             [this](const Paper& paper) { return paper.code == m_picked; });
  if (chosen == m_papers.cend()) {
    chosen = open;
  }
  m_allSettled = !m_papers.isEmpty() && open == m_papers.cend();
  const bool any = chosen != m_papers.cend();
  m_chosen = any ? chosen->code : QString();
  m_chosenName = any ? chosen->name : QString();
  m_canPromise = any && chosen->promiseAllowed && chosen->state != Promised;
  m_keptOffer = any ? chosen->offer : QString();
  m_promiseHint = m_canPromise
                      ? tr("没带“%1”？可以先承诺，%2 天内补交。").arg(chosen->name).arg(chosen->promiseDays)
                      : QString();
  const auto left = std::count_if(m_papers.cbegin(), m_papers.cend(), [](const Paper& paper) {
    return paper.state == Open || paper.state == Problem;
  });
  m_title = m_allSettled ? tr("材料齐了") : tr("还差 %1 份材料").arg(left);
  m_hint = m_allSettled ? tr("请按“下一步”核对。想重新扫描哪一份，就点哪一份。")
                        : tr("现在扫描：%1").arg(m_chosenName);
  QList<Row> rows;
  for (const Paper& paper : std::as_const(m_papers)) {
    rows.append({paper.code, paper.name, paper.hint, paper.state, paper.stateText,
                 any && paper.code == m_chosen, paper.drawing});
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
  const auto* wanted = session != nullptr && session->scanning < session->materials.size()
                           ? session->item->material(session->materials[session->scanning].code)
                           : nullptr;
  m_fields->setRows({});
  m_picture = {};
  m_comparePicture = {};
  m_title.clear();
  m_hint.clear();
  m_placePicture.clear();
  m_compareLabel.clear();
  m_compareValue.clear();
  if (wanted == nullptr) {
    m_phase = Place;
    m_paperName.clear();
    Q_EMIT changed();
    return;
  }
  m_code = QString::fromStdString(wanted->code);
  m_paperName = scene.text(wanted->name);
  m_paperPicture = drawingOf(scene, *wanted);
  m_canPromise = wanted->promiseAllowed;
  m_picture = scene.pictures.find(QStringLiteral("page-%1").arg(session->scannedPage));
  switch (session->scanPhase) {
    case workflow::ScanPhase::Place: tellPlace(scene); break;
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
    case workflow::ScanPhase::Compare:
      if (session->finding) {
        tellComparison(scene, *session->finding);
      }
      break;
  }
  Q_EMIT changed();
}

void ScanViewModel::tellPlace(const Scene& scene) {
  const auto& session = *scene.session();
  const auto& material = session.materials[session.scanning];
  const auto& wanted = *session.item->material(material.code);
  m_phase = Place;
  m_title = tr("请把“%1”放在扫描台上").arg(m_paperName);
  m_hint = scene.text(wanted.hint);
  if (!wanted.twoSided()) {
    return;
  }
  const auto asked = workflow::sideAsked(session);
  const QString side = QString::fromUtf8(asked.data(), static_cast<qsizetype>(asked.size()));
  if (side.isEmpty()) {  // scanned again: whichever side lies there takes the place of the same one
    m_hint = tr("想重新扫描哪一面，就把哪一面朝上。另一面不用再扫。");
  } else if (material.sides.empty()) {
    m_title = tr("请把%1朝上，放在扫描台上").arg(sideName(scene, side));
    m_hint = tr("两面都要。两面印在同一张纸上的，扫一次就行。");
    m_placePicture = sidePicture(scene, side);
  } else {
    m_title = tr("请翻过来，再扫描%1").arg(sideName(scene, side));
    m_hint = tr("前一面已经收好了。");
    m_placePicture = sidePicture(scene, side);
  }
}

void ScanViewModel::tellComparison(const Scene& scene, const domain::Material& finding) {
  const auto now = workflow::comparing(finding);
  m_phase = Compare;
  if (now.field == nullptr) {
    return;
  }
  m_title = tr("请您看一看，上下两行一样吗？");
  m_hint = now.total > 1 ? tr("第 %1 处，共 %2 处。").arg(now.number).arg(now.total)
                         : tr("只有这一处机器没看太清楚。");
  if (wording::isReadDate(QString::fromStdString(now.field->value))) {
    m_hint = tr("%1写成 8 月还是 08 月没关系，日子一样就行。").arg(m_hint);
  }
  m_compareLabel = fieldName(scene, wantedType(scene), *now.field);
  m_compareValue = wording::readFieldValue(QString::fromStdString(now.field->value));
  m_comparePicture = scene.pictures.find(fieldCutName(scene.session()->scannedPage, now.field->cut));
  m_compareShape = m_comparePicture.isNull()
                       ? 1
                       : static_cast<double>(m_comparePicture.width()) / m_comparePicture.height();
}

void ScanViewModel::tellFinding(const Scene& scene, const domain::Material& finding) {
  const auto asked = wantedType(scene);
  QList<Row> rows;
  QList<Row> different;
  for (const auto& field : finding.fields) {
    const auto* side = field.side.empty() ? nullptr : finding.side(field.side);
    if (side != nullptr && side->page != scene.session()->scannedPage) {
      continue;  // of the side that was taken before
    }
    rows.append({fieldName(scene, asked, field), readValue(field), QString()});
    const bool isCopy = kindOfField(scene, asked, field).isCopy;
    if (field.resident == domain::ResidentWord::Different && !isCopy) {
      different.append(rows.last());
    }
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
      m_placePicture = wording::findingPicture(finding.reasons);
      break;
    case domain::MaterialStatus::WrongPaper:
      tellWrongPaper(scene, finding);
      rows.clear();
      break;
    case domain::MaterialStatus::NoSeal:
      m_phase = Bad;
      m_title = tr("这份材料上没有找到公章");
      m_hint = wording::findingReason(finding.reasons,
                                      m_canPromise ? tr("请看看是不是放错了一面，也可以先承诺、以后补交。")
                                                   : tr("请看看是不是放错了一面，也可以请工作人员帮忙。"));
      m_placePicture = wording::findingPicture(finding.reasons);
      rows.clear();
      break;
    default:
      m_phase = Bad;
      m_title = tr("这一页没有看清楚");
      m_hint = wording::findingReason(finding.reasons, tr("请放平、放正，不要折角，再扫一次。"));
      m_placePicture = wording::findingPicture(finding.reasons);
      rows.clear();
      break;
  }
  if (!different.isEmpty() && m_phase != Bad) {
    m_phase = Disputed;
    rows = different;  // what the choice is about, and nothing else
    m_title = tr("有 %1 处和原件不一样").arg(different.size());
    m_hint = tr("最好重新扫描一次。也可以就这样交，由工作人员核对、改正。");
  } else if (finding.disputed() && m_phase != Bad) {
    m_phase = Doubtful;
    m_title = tr("可以用，工作人员会再看一眼");
    m_hint = tr("看不清的地方，由工作人员核对。");
  }
  m_fields->setRows(rows);
}

void ScanViewModel::tellWrongPaper(const Scene& scene, const domain::Material& finding) {
  m_phase = Bad;
  const QString seems = QString::fromStdString(finding.seemsType);
  const auto& wanted = *scene.item()->material(m_code.toStdString());
  m_hint = scene.text(wanted.hint);
  if (!finding.reasons.empty() && finding.reasons.front() == session::reasons::kSameSide) {
    const auto asked = workflow::sideAsked(*scene.session());
    const QString side = QString::fromUtf8(asked.data(), static_cast<qsizetype>(asked.size()));
    m_title = tr("%1已经有了，还差%2").arg(sideName(scene, seems), sideName(scene, side));
    m_hint = tr("请把身份证翻过来，再扫一次。");
    m_placePicture = sidePicture(scene, side);
    return;
  }
  const auto kind = scene.paperKinds.constFind(seems);
  m_title = kind != scene.paperKinds.cend()
                ? tr("这看起来是“%1”，我们需要的是“%2”，像这样。").arg(scene.text(kind->name), m_paperName)
                : tr("这看起来不是“%1”。我们需要的像这样。").arg(m_paperName);
}

}  // namespace xiaowu::viewmodels
