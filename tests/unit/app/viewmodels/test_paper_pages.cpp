// Papers on the screen: what was read beside what stands there, both sides, people who look first.
#include "tests/unit/app/viewmodels/ViewModelFixture.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using viewmodels::test::Fixture;

TEST_CASE(
    "a doubtful field is shown beside its crop, as papers write it, and the answers leave as they were given",
    "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("16-scan-compare-name");
  fixture.kiosk.setFieldCut(7, 1, QImage(90, 30, QImage::Format_RGB32));
  fixture.kiosk.show(state);
  const auto* scan = fixture.kiosk.scan();
  CHECK(scan->phase() == viewmodels::ScanViewModel::Compare);
  CHECK(scan->compareValue() == QStringLiteral("陈桂英"));
  CHECK(scan->compareLabel() == QStringLiteral("姓名"));
  CHECK(scan->hint() == QStringLiteral("第 1 处，共 3 处。"));
  CHECK(scan->comparePicture().width() == 90);
  CHECK(scan->compareShape() == Approx(3));
  fixture.kiosk.scan()->saySame();
  REQUIRE(fixture.last<workflow::CompareField>() != nullptr);
  CHECK(fixture.last<workflow::CompareField>()->word == domain::ResidentWord::Same);
  fixture.kiosk.scan()->sayDifferent();
  CHECK(fixture.last<workflow::CompareField>()->word == domain::ResidentWord::Different);
  fixture.kiosk.scan()->sayCannotTell();
  CHECK(fixture.last<workflow::CompareField>()->word == domain::ResidentWord::CannotTell);
  state.session->finding->fields[0].value = "1944-03-12";
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.scan()->compareValue() == QStringLiteral("1944年3月12日"));
  // Papers differ in how they write it.
  CHECK(fixture.kiosk.scan()->hint().contains(QStringLiteral("08 月")));
  SECTION("the crop goes with its page") {
    fixture.kiosk.dropPageImage(7);
    fixture.kiosk.show(state);
    CHECK(fixture.kiosk.scan()->comparePicture().isNull());
  }
  SECTION("and not with another one whose number begins alike") {
    fixture.kiosk.dropPageImage(70);
    fixture.kiosk.show(state);
    CHECK_FALSE(fixture.kiosk.scan()->comparePicture().isNull());
  }
  SECTION("and with the session") {
    fixture.kiosk.show(fixture.scene("22-farewell"));
    fixture.kiosk.show(state);
    CHECK(fixture.kiosk.scan()->comparePicture().isNull());
  }
}

TEST_CASE(
    "after the comparison the page says what the resident said, and proposes another scan where it differs",
    "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("16-scan-compare-differs"));
  CHECK(fixture.kiosk.scan()->phase() == viewmodels::ScanViewModel::Disputed);
  REQUIRE(fixture.kiosk.scan()->fields()->count() == 1);
  CHECK(fixture.kiosk.scan()->fields()->value(0, "value").toString().contains(QStringLiteral("您说不一样")));
  fixture.kiosk.show(fixture.scene("16-scan-compare-same"));
  CHECK(fixture.kiosk.scan()->phase() == viewmodels::ScanViewModel::Good);
  CHECK(fixture.kiosk.scan()->fields()->value(0, "value").toString().contains(QStringLiteral("您对过了")));
  fixture.kiosk.show(fixture.scene("16-scan-compare-cannot-tell"));
  CHECK(fixture.kiosk.scan()->phase() == viewmodels::ScanViewModel::Doubtful);
  CHECK(fixture.kiosk.scan()->hint().contains(QStringLiteral("工作人员")));
  fixture.kiosk.show(fixture.scene("17-review-compared"));
  CHECK(fixture.kiosk.review()->doubts() == 1);  // the other one
}

TEST_CASE("of a card with two sides the page says which is wanted", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("16-scan-sides-front"));
  CHECK(fixture.kiosk.scan()->title().contains(QStringLiteral("有照片的一面")));
  CHECK(fixture.kiosk.scan()->placePicture() == QStringLiteral("card-portrait-side"));
  fixture.kiosk.show(fixture.scene("16-scan-sides-back"));
  CHECK(fixture.kiosk.scan()->title().contains(QStringLiteral("有国徽的一面")));
  CHECK(fixture.kiosk.scan()->placePicture() == QStringLiteral("card-emblem-side"));
  fixture.kiosk.show(fixture.scene("16-scan-sides-same"));
  CHECK(fixture.kiosk.scan()->phase() == viewmodels::ScanViewModel::Bad);
  CHECK(fixture.kiosk.scan()->title() == QStringLiteral("有照片的一面已经有了，还差有国徽的一面"));
  fixture.kiosk.show(fixture.scene("15-materials-sides"));
  CHECK(fixture.kiosk.materials()->rows()->value(3, "stateText").toString() ==
        QStringLiteral("还差有国徽的一面"));
  CHECK_FALSE(fixture.kiosk.materials()->allSettled());
  fixture.kiosk.show(fixture.scene("16-scan-sides-again"));
  CHECK(fixture.kiosk.scan()->placePicture().isEmpty());
  CHECK(fixture.kiosk.scan()->hint().contains(QStringLiteral("另一面不用再扫")));
}

TEST_CASE("the receipt says when people look at a paper first", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("20-receipt-accepted"));
  CHECK(fixture.kiosk.submission()->explanation().startsWith(
      QStringLiteral("有 1 份材料工作人员会再看一眼。")));
  auto state = fixture.scene("20-receipt-accepted");
  for (auto& material : state.session->materials) {
    material.status = domain::MaterialStatus::Good;
  }
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.submission()->explanation().contains(QStringLiteral("工作人员")));
}

TEST_CASE(
    "a wrong paper is named, the right one is drawn, and a kind that nobody described has no name made up "
    "for it",
    "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("16-scan-wrong");
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.scan()->title() ==
        QStringLiteral("这看起来是“医疗票据”，我们需要的是“户口簿”，像这样。"));
  CHECK(fixture.kiosk.scan()->paperPicture() == QStringLiteral("paper-hukou"));
  CHECK(fixture.kiosk.materials()->rows()->value(0, "picture").toString() == QStringLiteral("paper-hukou"));
  CHECK(fixture.kiosk.scan()->canPromise());
  state.session->finding->seemsType = "unknown";
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.scan()->title() == QStringLiteral("这看起来不是“户口簿”。我们需要的像这样。"));
  fixture.kiosk.show(fixture.scene("16-scan-noseal"));  // of a letter nothing is described in these scenes
  CHECK(fixture.kiosk.scan()->paperPicture() == QStringLiteral("paper"));
}

TEST_CASE(
    "what a field is called is the kind of paper's to say, and a copy of a field is no second difference",
    "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("16-scan-compare-differs");
  auto& fields = state.session->finding->fields;
  fields = {{"owner", "陈桂英", 0.9, true}, {"spouse_name", "陈桂英", 0.9, true}, {"unheard_of", "x", 0.9}};
  fields[0].resident = fields[1].resident = domain::ResidentWord::Different;
  viewmodels::PaperKind kind{{"房产证", "Deed"}, {}};
  kind.fields[QStringLiteral("owner")] = {{"权利人", "Owner"}};
  kind.fields[QStringLiteral("spouse_name")] = {{"配偶姓名", "Name of spouse"}, true};
  fixture.kiosk.setPaperKinds({{QStringLiteral("hukou"), kind}});
  fixture.kiosk.show(state);
  REQUIRE(fixture.kiosk.scan()->fields()->count() == 1);
  CHECK(fixture.kiosk.scan()->fields()->value(0, "label").toString() == QStringLiteral("权利人"));
  fields[0].resident = fields[1].resident = domain::ResidentWord::Same;
  fixture.kiosk.show(state);
  REQUIRE(fixture.kiosk.scan()->fields()->count() == 3);
  CHECK(fixture.kiosk.scan()->fields()->value(1, "label").toString() == QStringLiteral("配偶姓名"));
  CHECK(fixture.kiosk.scan()->fields()->value(2, "label").toString() == QStringLiteral("其他内容"));
  state.preferences.language = workflow::Language::English;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.scan()->fields()->value(0, "label").toString() == QStringLiteral("Owner"));
}
