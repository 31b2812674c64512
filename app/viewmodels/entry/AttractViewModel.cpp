#include "app/viewmodels/entry/AttractViewModel.h"

#include "app/viewmodels/entry/Availability.h"
#include "app/viewmodels/Wording.h"

#include <algorithm>

namespace xiaowu::viewmodels {

void AttractViewModel::update(const Scene& scene) {
  tellOffers(scene);
  tellProblems(scene);
  const int total = static_cast<int>(scene.rules.items.size());
  // A device that no item needs now does no harm to what the line says.
  m_allWell = m_working == total && m_byStaff == 0;
  m_headline = headlineOf(m_working, total);
  // On this page nothing reads a card yet: it says what leads there.
  m_afterPowerCut = scene.state.powerFailed
                        ? tr("刚才停电了，填过的内容没有丢。请按“开始办理”，选刚才办的事，再放身份证。")
                        : QString();
  Q_EMIT changed();
}

void AttractViewModel::tellOffers(const Scene& scene) {
  m_working = 0;
  m_byStaff = 0;
  QList<Row> offers;
  for (const auto& item : scene.rules.items) {
    const bool works = whyNot(*item, scene).isEmpty();
    m_working += works ? 1 : 0;
    m_byStaff += needsStaff(*item, scene) ? 1 : 0;
    offers.append(
        {scene.text(item->name), wording::categoryPicture(QString::fromStdString(item->category)), works});
  }
  std::stable_partition(offers.begin(), offers.end(), [](const Row& row) { return row.last().toBool(); });
  constexpr int kOffersShown = 6;
  m_offers->setRows(offers.mid(0, kOffersShown));
}

void AttractViewModel::tellProblems(const Scene& scene) {
  const auto& available = scene.state.availability;
  QList<Row> problems;
  for (const auto& need : lostNeeds(available)) {
    problems.append(
        {tr("%1现在不能用。").arg(deviceName(scene, need)), wording::withoutDevice(need, available)});
  }
  if (!available.online) {
    problems.append({tr("网络断了。"), tr("能收材料，网络恢复后自动送出；查询和打印要等网络恢复。")});
  }
  if (available.storageFull) {
    problems.append({tr("现在不能收新材料。"), tr("查询还可以用。")});
  }
  m_problems->setRows(problems);
}

QString AttractViewModel::headlineOf(int working, int total) const {
  if (working == 0) {
    return tr("现在只能查看办事指南");
  }
  if (working == total && m_byStaff == 0) {
    return tr("%1 项服务现在都可以办").arg(total);
  }
  if (working == total) {
    return tr("%1 项服务现在可以办，其中 %2 项要请工作人员核对本人").arg(working).arg(m_byStaff);
  }
  return tr("%1 项服务现在可以办，%2 项暂时不能办").arg(working).arg(total - working);
}

void AttractViewModel::start() {
  send(workflow::Start{});
}

}  // namespace xiaowu::viewmodels
