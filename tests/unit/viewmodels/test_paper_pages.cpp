// Papers on the screen: what was read beside what stands there, both sides, people who look first.
#include "tests/unit/viewmodels/Desk.h"

#include <catch2/catch.hpp>

using namespace xiaowu;
using viewmodels::test::Desk;

TEST_CASE(
    "a doubtful field is shown beside its crop, as papers write it, and the answers leave as they were given",
    "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("16-scan-compare-name");
  desk.kiosk.setFieldCut(7, 1, QImage(90, 30, QImage::Format_RGB32));
  desk.kiosk.show(state);
  const auto* scan = desk.kiosk.scan();
  CHECK(scan->phase() == viewmodels::ScanViewModel::Compare);
  CHECK(scan->compareValue() == QStringLiteral("陈桂英"));
  CHECK(scan->compareLabel() == QStringLiteral("姓名"));
  CHECK(scan->hint() == QStringLiteral("第 1 处，共 3 处。"));
  CHECK(scan->comparePicture().width() == 90);
  CHECK(scan->compareShape() == Approx(3));
  desk.kiosk.sayFieldIsSame();
  REQUIRE(desk.last<workflow::CompareField>() != nullptr);
  CHECK(desk.last<workflow::CompareField>()->word == domain::ResidentWord::Same);
  desk.kiosk.sayFieldDiffers();
  CHECK(desk.last<workflow::CompareField>()->word == domain::ResidentWord::Different);
  desk.kiosk.sayCannotTell();
  CHECK(desk.last<workflow::CompareField>()->word == domain::ResidentWord::CannotTell);
  state.session->finding->fields[0].value = "1944-03-12";
  desk.kiosk.show(state);
  CHECK(desk.kiosk.scan()->compareValue() == QStringLiteral("1944年3月12日"));
  CHECK(desk.kiosk.scan()->hint().contains(QStringLiteral("08 月")));  // papers differ in how they write it
  SECTION("the crop goes with its page") {
    desk.kiosk.dropPageImage(7);
    desk.kiosk.show(state);
    CHECK(desk.kiosk.scan()->comparePicture().isNull());
  }
  SECTION("and not with another one whose number begins alike") {
    desk.kiosk.dropPageImage(70);
    desk.kiosk.show(state);
    CHECK_FALSE(desk.kiosk.scan()->comparePicture().isNull());
  }
  SECTION("and with the session") {
    desk.kiosk.show(desk.scene("22-farewell"));
    desk.kiosk.show(state);
    CHECK(desk.kiosk.scan()->comparePicture().isNull());
  }
}

TEST_CASE(
    "after the comparison the page says what the resident said, and proposes another scan where it differs",
    "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("16-scan-compare-differs"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Disputed);
  REQUIRE(desk.kiosk.scan()->fields()->count() == 1);
  CHECK(desk.kiosk.scan()->fields()->value(0, "value").toString().contains(QStringLiteral("您说不一样")));
  desk.kiosk.show(desk.scene("16-scan-compare-same"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Good);
  CHECK(desk.kiosk.scan()->fields()->value(0, "value").toString().contains(QStringLiteral("您对过了")));
  desk.kiosk.show(desk.scene("16-scan-compare-cannot-tell"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Doubtful);
  CHECK(desk.kiosk.scan()->hint().contains(QStringLiteral("工作人员")));
  desk.kiosk.show(desk.scene("17-review-compared"));
  CHECK(desk.kiosk.review()->doubts() == 1);  // the other one
}

TEST_CASE("of a card with two sides the page says which is wanted", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("16-scan-sides-front"));
  CHECK(desk.kiosk.scan()->title().contains(QStringLiteral("有照片的一面")));
  CHECK(desk.kiosk.scan()->placePicture() == QStringLiteral("card-portrait-side"));
  desk.kiosk.show(desk.scene("16-scan-sides-back"));
  CHECK(desk.kiosk.scan()->title().contains(QStringLiteral("有国徽的一面")));
  CHECK(desk.kiosk.scan()->placePicture() == QStringLiteral("card-emblem-side"));
  desk.kiosk.show(desk.scene("16-scan-sides-same"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Bad);
  CHECK(desk.kiosk.scan()->title() == QStringLiteral("有照片的一面已经有了，还差有国徽的一面"));
  desk.kiosk.show(desk.scene("15-materials-sides"));
  CHECK(desk.kiosk.materials()->rows()->value(3, "stateText").toString() ==
        QStringLiteral("还差有国徽的一面"));
  CHECK_FALSE(desk.kiosk.materials()->allSettled());
  desk.kiosk.show(desk.scene("16-scan-sides-again"));
  CHECK(desk.kiosk.scan()->placePicture().isEmpty());
  CHECK(desk.kiosk.scan()->hint().contains(QStringLiteral("另一面不用再扫")));
}

TEST_CASE("the receipt says when people look at a paper first", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("20-receipt-accepted"));
  CHECK(desk.kiosk.submission()->explanation().startsWith(QStringLiteral("有 1 份材料工作人员会再看一眼。")));
  auto state = desk.scene("20-receipt-accepted");
  for (auto& material : state.session->materials) {
    material.status = domain::MaterialStatus::Good;
  }
  desk.kiosk.show(state);
  CHECK_FALSE(desk.kiosk.submission()->explanation().contains(QStringLiteral("工作人员")));
}

TEST_CASE(
    "a wrong paper is named, the right one is drawn, and a kind that nobody described has no name made up "
    "for it",
    "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("16-scan-wrong");
  desk.kiosk.show(state);
  CHECK(desk.kiosk.scan()->title() == QStringLiteral("这看起来是“医疗票据”，我们需要的是“户口簿”，像这样。"));
  CHECK(desk.kiosk.scan()->paperPicture() == QStringLiteral("paper-hukou"));
  CHECK(desk.kiosk.materials()->rows()->value(0, "picture").toString() == QStringLiteral("paper-hukou"));
  CHECK(desk.kiosk.scan()->canPromise());
  state.session->finding->seemsType = "unknown";
  desk.kiosk.show(state);
  CHECK(desk.kiosk.scan()->title() == QStringLiteral("这看起来不是“户口簿”。我们需要的像这样。"));
  desk.kiosk.show(desk.scene("16-scan-noseal"));  // of a letter nothing is described in these scenes
  CHECK(desk.kiosk.scan()->paperPicture() == QStringLiteral("paper"));
}
