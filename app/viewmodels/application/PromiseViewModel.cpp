#include "app/viewmodels/application/PromiseViewModel.h"

#include "app/viewmodels/Wording.h"

namespace xiaowu::viewmodels {

void PromiseViewModel::update(const Scene& scene) {
  const auto* session = scene.session();
  const bool asks = session != nullptr && scene.state.step == workflow::Step::Promise;
  const auto* wanted = asks ? session->item->material(session->materials[session->scanning].code) : nullptr;
  m_title.clear();
  m_statement.clear();
  m_points.clear();
  if (wanted != nullptr) {
    const QString name = scene.text(wanted->name);
    m_title = tr("“%1”以后补交，可以吗？").arg(name);
    m_statement = tr("我承诺：最迟 %1 补交“%2”。").arg(wording::day(session->promiseUntil), name);
    m_points = {tr("这一天会印在小票上"), tr("补交请带上小票和材料，到服务中心窗口"),
                tr("到期没有补交，这次申请可能会退回")};
  }
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
