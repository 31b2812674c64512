#include "app/viewmodels/entry/GuideViewModel.h"

#include "app/viewmodels/Wording.h"
#include "app/viewmodels/entry/Availability.h"

namespace xiaowu::viewmodels {

namespace {

QStringList textsOf(const Scene& scene, const std::vector<catalog::LocalText>& texts) {
  QStringList lines;
  for (const auto& text : texts) {
    lines.append(scene.text(text));
  }
  return lines;
}

}  // namespace

void GuideViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  if (item == nullptr) {
    return;  // nothing personal here: the words stay while the page leaves
  }
  m_name = scene.text(item->name);
  m_summary = scene.text(item->summary);
  const QString promised = scene.text(item->promisedTime);
  m_time = tr("多久办好：%1").arg(promised.isEmpty() ? scene.text(item->legalTime) : promised);
  m_fee = scene.text(item->fee);
  m_conditions = textsOf(scene, item->conditions);
  m_bring = textsOf(scene, item->bring);
  m_steps = textsOf(scene, item->steps);
  const auto left = scene.session()->left;
  m_leftSafe = left == workflow::Remains::Draft;
  m_left = left == workflow::Remains::Nothing ? QString() : wording::remains(left, scene.rules.draftLife);
  const QString reason = whyNot(*item, scene);
  m_canDoHere = reason.isEmpty();
  m_verdict = tr("在这台机器上现在就能办");
  if (!m_canDoHere) {
    m_verdict = tr("现在不能在这里办：%1").arg(reason);
  } else if (needsStaff(*item, scene)) {
    m_verdict = tr("可以在这里办，但是现在不能刷脸，要请工作人员核对本人");
  }
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
