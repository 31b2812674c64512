#include "PanelFixture.h"

#include "app/workflow/Steps.h"
#include "ui/simulator/Panel.h"
#include "ui/simulator/panel/PanelWords.h"

#include <QRegularExpression>
#include <QVariantMap>

using namespace xiaowu;

namespace {

QString nameOf(const QString& id) {
  return id == q("li-wei") ? q("李伟") : id;
}

}  // namespace

TEST_CASE("the panel has words and a next action for every page of the kiosk") {
  const QRegularExpression letters(q("[A-Za-z{]"));
  for (const auto& row : workflow::kSteps) {
    const auto step = QString::fromUtf8(row.name.data(), static_cast<qsizetype>(row.name.size()));
    INFO(step.toStdString());
    CHECK(panel::words::step(step) != step);
    CHECK_FALSE(panel::words::next(step, {}).isEmpty());
    CHECK_FALSE(panel::words::next(step, {}).contains(letters));
    CHECK(panel::words::next(step, {}) != panel::words::next(q("nowhere"), {}));
  }
}

TEST_CASE("what to press next follows what lies there") {
  CHECK(panel::words::nextOrder(q("card"), {}) == q("card.put"));
  CHECK(panel::words::nextOrder(q("attract"), {}).isEmpty());
  CHECK(panel::words::nextOrder(q("face"), {}) == q("face.show"));
  CHECK(panel::words::nextOrder(q("face"), {{q("face"), q("li-wei person")}}).isEmpty());
  CHECK(panel::words::nextOrder(q("farewell"), {{q("card"), q("li-wei")}}) == q("card.remove"));
  CHECK(panel::words::nextOrder(q("farewell"), {}).isEmpty());
}

TEST_CASE("orders are told as sentences") {
  CHECK(panel::words::order(q("card.put finger=true person=li-wei"), nameOf) == q("放上李伟的身份证"));
  CHECK(panel::words::order(q("scan.put document=bankcard person=li-wei"), nameOf) ==
        q("在高拍仪上放李伟的银行卡"));
  CHECK(panel::words::order(q("card.hang on=false"), nameOf) == q("不再：读卡器不应答"));
  CHECK(panel::words::order(q("ui.tap name=x"), nameOf) == q("ui.tap name=x"));
}

TEST_CASE("what lies under the scanner is told in words") {
  CHECK(panel::words::paper(q("marriage li-wei noseal"), nameOf) == q("李伟的结婚证，没有章"));
  CHECK(panel::words::paper(q("bankcard li-wei"), nameOf) == q("李伟的银行卡"));
  CHECK(panel::words::paper({}, nameOf).isEmpty());
}

TEST_CASE("the panel stands beside the kiosk, not over it") {
  const QRect kiosk(0, 0, 560, 1000);
  const QRect desk(0, 0, 1920, 1080);
  const QRect wide = panel::besideOf(kiosk, desk, {760, 700}, {900, 1000});
  CHECK_FALSE(wide.intersects(kiosk));
  CHECK(desk.contains(wide));
  const QRect tight = panel::besideOf(kiosk, {0, 0, 1366, 768}, {760, 700}, {900, 1000});
  CHECK_FALSE(tight.intersects(kiosk));
  CHECK(tight.width() >= 760);
  const QRect little = panel::besideOf({0, 0, 900, 700}, {0, 0, 1366, 768}, {760, 700}, {900, 1000});
  CHECK(little.right() == 1365);  // at the edge: over the kiosk only as far as it must
}
