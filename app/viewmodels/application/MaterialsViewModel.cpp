#include "app/viewmodels/application/MaterialsViewModel.h"

#include "app/viewmodels/Wording.h"
#include "app/viewmodels/application/PaperWords.h"
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
  return wording::day(paper.receivedOn);
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

bool isStuck(const workflow::Session& session, const domain::Material& material) {
  const auto bad = session.badScans.find(material.code);
  return bad != session.badScans.end() && bad->second >= workflow::kBadScansMax;
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

QString statusOf(const Scene& scene, const catalog::MaterialRequirement& wanted,
                 const domain::Material& material) {
  if (material.reused) {
    return MaterialsViewModel::tr("用 %1 交过的那份").arg(dayOf(*material.reused));
  }
  const QString missing = sideMissing(scene, wanted, material);
  return missing.isEmpty() ? wording::materialStatus(material) : missing;
}

/// A paper's row shows what is wrong with it or how it was settled, else the paper.
QString rowPicture(MaterialsViewModel::State state, const QString& drawing) {
  switch (state) {
    case MaterialsViewModel::Promised: return QStringLiteral("promise");
    case MaterialsViewModel::Problem: return QStringLiteral("wrong-paper");
    case MaterialsViewModel::Open:
    case MaterialsViewModel::Settled: break;
  }
  return drawing;
}

}  // namespace

void MaterialsViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  m_papers.clear();
  if (session == nullptr) {
    m_picked.clear();
    m_keptNotice.clear();
    m_canAskKept = false;
    rebuild();
    return;
  }
  for (const auto& material : session->materials) {
    const auto* wanted = session->item->material(material.code);
    if (wanted == nullptr) {
      continue;
    }
    m_papers.append({QString::fromStdString(material.code), scene.text(wanted->name),
                     scene.text(wanted->hint), statusOf(scene, *wanted, material), scene.pictureOf(*wanted),
                     stateOf(material.status), wanted->promiseAllowed, wanted->promiseDays,
                     offerFor(*session, material), isStuck(*session, material)});
  }
  m_draftHours = static_cast<int>(scene.rules.draftLife.count());
  m_draftKept = remainsOf(*session) == workflow::Remains::Draft;
  const bool asking =
      scene.state.operation && scene.state.operation->kind == workflow::OperationKind::FindPapers;
  m_canAskKept =
      session->item->allowsReuse() && !session->papersAsked && !asking && scene.state.availability.online;
  m_keptNotice.clear();
  if (asking) {
    m_keptNotice = tr("正在找您以前交过的材料，通常 1 秒。");
  } else if (session->papersAsked && session->keptPapers.empty()) {
    m_keptNotice = tr("没有找到能用的、以前交过的材料，请扫描。");
  }
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
  const auto promised = std::count_if(m_papers.cbegin(), m_papers.cend(),
                                      [](const Paper& paper) { return paper.state == Promised; });
  m_title = m_allSettled ? tr("材料齐了") : tr("还差 %1 份材料").arg(left);
  if (m_allSettled && promised > 0) {
    m_title = tr("现在要交的都有了，还有 %1 份以后补交").arg(promised);
  }
  m_hint = m_allSettled ? tr("请按“下一步”核对。想重新扫描哪一份，就点哪一份。")
                        : tr("现在扫描：%1").arg(m_chosenName);
  m_proceedText = m_allSettled ? tr("下一步") : tr("扫描");
  m_stuckNotice = any && chosen->isStuck && !m_allSettled
                      ? tr("“%1”扫了几次都没有成。可以按“求助”请工作人员帮忙。").arg(chosen->name)
                      : QString();
  if (!m_stuckNotice.isEmpty() && m_draftKept) {
    m_stuckNotice +=
        tr("也可以先走：填过的内容加密存 %1 小时，换个时间来，核对是您本人就接着办。").arg(m_draftHours);
  }
  m_offersPromise = m_canPromise && !m_allSettled;
  m_offersAskKept = m_canAskKept && !m_allSettled;
  m_offersScanAgain = m_allSettled && any;
  QList<Row> rows;
  for (const Paper& paper : std::as_const(m_papers)) {
    rows.append({paper.code, paper.name, paper.hint, paper.state, paper.stateText,
                 any && paper.code == m_chosen, rowPicture(paper.state, paper.drawing)});
  }
  m_rows->setRows(rows);
  Q_EMIT changed();
}

void MaterialsViewModel::choose(const QString& code) {
  m_picked = code;
  rebuild();
}

void MaterialsViewModel::proceed() {
  if (m_allSettled) {
    send(workflow::Continue{});
  } else {
    scan();
  }
}

void MaterialsViewModel::scan() {
  send(workflow::ScanMaterial{m_chosen.toStdString()});
}

void MaterialsViewModel::promise() {
  send(workflow::PromiseMaterial{m_chosen.toStdString()});
}

void MaterialsViewModel::reuse() {
  send(workflow::ReuseMaterial{m_chosen.toStdString()});
}

void MaterialsViewModel::findKept() {
  send(workflow::FindKeptPapers{});
}

}  // namespace xiaowu::viewmodels
