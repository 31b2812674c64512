// Pages say what is so: what stays in the machine, what can be done, what came out, who was told.
#include "app/viewmodels/Messages.h"
#include "core/domain/FaceGuidance.h"
#include "tests/support/UsualDevices.h"
#include "tests/unit/app/viewmodels/ViewModelFixture.h"

#include <QMetaProperty>
#include <QRegularExpression>

using namespace xiaowu;
using viewmodels::test::Fixture;
using workflow::Remains;

namespace {

QString pointsOf(Fixture& fixture, Remains remains) {
  auto state = fixture.scene("22-farewell");
  state.remains = remains;
  fixture.kiosk.show(state);
  return fixture.kiosk.rating()->points().join(QLatin1Char('\n'));
}

}  // namespace

TEST_CASE("the farewell says what stays in this machine, and erased only of what is", "[viewmodels]") {
  Fixture fixture;
  const auto erased = QStringLiteral("已经从这台机器上清除");
  CHECK(pointsOf(fixture, Remains::Nothing).contains(erased));
  for (const auto remains : {Remains::Draft, Remains::Stored, Remains::Delivered}) {
    const QString said = pointsOf(fixture, remains);
    CHECK_FALSE(said.contains(erased));
    CHECK(said.contains(QStringLiteral("这台机器上")));
    CHECK(said.contains(QStringLiteral("加密")));
  }
  CHECK(pointsOf(fixture, Remains::Draft).contains(QStringLiteral("72 小时")));
  CHECK(pointsOf(fixture, Remains::Discarded).contains(QStringLiteral("没有保存")));
}

TEST_CASE("a card that still lies there is the farewell's first word", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("22-farewell");
  state.cardOnPlate = true;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.rating()->cardLeft());
  CHECK(fixture.kiosk.rating()->farewell() == QStringLiteral("请先拿走您的身份证"));
  state.cardOnPlate = false;
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.rating()->cardLeft());
  CHECK(fixture.kiosk.rating()->farewell() == QStringLiteral("谢谢您，请慢走"));
}

TEST_CASE("whoever goes back from a case reads on the guide that it is kept", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("03-guide-application");
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.guide()->left().isEmpty());
  state.session->left = Remains::Draft;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.guide()->left().contains(QStringLiteral("72 小时")));
  CHECK(fixture.kiosk.guide()->leftSafe());
  state.session->left = Remains::Discarded;
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.guide()->leftSafe());
}

TEST_CASE("the consent to an application does not promise that nothing is kept", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("04-consent"));
  const auto atOnce = QStringLiteral("办完就从这台机器上清除");
  CHECK(fixture.kiosk.consent()->promises().contains(atOnce));
  auto state = fixture.scene("03-guide-application");
  state.step = workflow::Step::Consent;
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.consent()->promises().contains(atOnce));
  CHECK(fixture.kiosk.consent()->promises().join(u' ').contains(QStringLiteral("72 小时")));
}

TEST_CASE("without a camera the attract screen does not say that everything can be done", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("01-attract");
  state.availability.staffListed = true;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.attract()->allWell());
  testing::deviceGone(state.availability, "camera", "device.gone");
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.attract()->allWell());
  CHECK_FALSE(fixture.kiosk.attract()->headline().contains(QStringLiteral("都可以办")));
  CHECK(fixture.kiosk.attract()->headline().contains(QStringLiteral("要请工作人员核对本人")));
}

TEST_CASE("what says that everything can be done is not marked with a warning", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("01-attract");
  testing::deviceGone(state.availability, "fingerprint", "device.gone");  // no item waits for it
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.attract()->problems()->count() == 1);
  CHECK(fixture.kiosk.attract()->headline().contains(QStringLiteral("都可以办")));
  CHECK(fixture.kiosk.attract()->allWell());
}

TEST_CASE("no sheet out is not told as sheets to take", "[viewmodels]") {
  workflow::Trouble trouble{"printer.paper-out", 0, 3, "", false, true};
  const QString none = viewmodels::message(trouble, true).what;
  CHECK(none == QStringLiteral("打印纸用完了。还没有出纸，一共 3 张。"));
  trouble.sheetsOut = 1;
  trouble.sheetsMissing = 2;
  CHECK(viewmodels::message(trouble, true).what ==
        QStringLiteral("打印纸用完了。已经出来 1 张，还差 2 张，请先收好。"));
}

TEST_CASE("staff are said to be told only where they were", "[viewmodels]") {
  for (const auto& code : viewmodels::messageCodes()) {
    INFO(code);
    CHECK_FALSE(viewmodels::message(workflow::Trouble{code, 0, 1, "", true, false}, true)
                    .help.contains(QStringLiteral("已通知")));
    CHECK_FALSE(viewmodels::message(workflow::Trouble{code, 0, 1, "", true, true}, false)
                    .help.contains(QStringLiteral("已通知")));
  }
}

TEST_CASE("who may not try again is not told to", "[viewmodels]") {
  for (const auto* code : {"face.not-matched", "face.not-alive", "face.not-seen", "face.covered",
                           "finger.not-matched", "finger.not-felt", "staff.own-card", "staff.not-listed"}) {
    INFO(code);
    const QString now = viewmodels::message(workflow::Trouble{code, 0, 0, "", false, false}, true).now;
    CHECK_FALSE(now.contains(QStringLiteral("再试")));
    CHECK(now.contains(QStringLiteral("别的办法")));
    CHECK(viewmodels::message(workflow::Trouble{code, 0, 0, "", true, false}, true).now != now);
  }
}

TEST_CASE("the trouble of a face that was not seen says what was wrong with it", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("32-trouble-face");
  state.trouble->code = "face.not-seen";
  state.session->guidance = domain::FaceGuidance::TooDark;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.trouble()->now().contains(QStringLiteral("光线有点暗")));
  CHECK_FALSE(fixture.kiosk.trouble()->now().contains(QStringLiteral("站到屏幕前")));
  state.session->guidance = domain::FaceGuidance::NoFace;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.trouble()->now().contains(QStringLiteral("站到屏幕前")));
}

TEST_CASE("a paper of somebody else or out of date is not titled as good", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("16-scan-doubtful");
  auto* scan = fixture.kiosk.scan();
  for (const auto* reason : {"material.person-differs", "material.expired", "material.too-old",
                             "material.seal-other", "material.sides-differ"}) {
    INFO(reason);
    state.session->finding->reasons = {reason};
    fixture.kiosk.show(state);
    CHECK_FALSE(scan->title().contains(QStringLiteral("可以用")));
    CHECK(scan->phase() == viewmodels::ScanViewModel::Disputed);
    scan->proceed();
    CHECK(fixture.last<workflow::RetakeScan>() != nullptr);
    scan->another();
    CHECK(fixture.last<workflow::AcceptScan>() != nullptr);
  }
  state.session->finding->reasons = {"material.glare"};
  fixture.kiosk.show(state);
  CHECK(scan->title().contains(QStringLiteral("可以用")));
}

TEST_CASE("pages speak of no light and no sound: nothing on this machine makes them", "[viewmodels]") {
  Fixture fixture;
  const QRegularExpression none(QStringLiteral("嘀|亮灯|亮着"));
  for (const auto& scene : pagestest::scenes(fixture.rules)) {
    fixture.kiosk.show(scene.state);
    INFO(scene.name);
    const std::vector<const viewmodels::PageViewModel*> pages{fixture.kiosk.card(), fixture.kiosk.face(),
                                                              fixture.kiosk.finger(), fixture.kiosk.staff()};
    for (const auto* page : pages) {
      for (int i = 0; i < page->metaObject()->propertyCount(); ++i) {
        CHECK_FALSE(page->metaObject()->property(i).read(page).toString().contains(none));
      }
    }
  }
  for (const auto& code : viewmodels::messageCodes()) {
    const auto words = viewmodels::message(code);
    CHECK_FALSE((words.what + words.now).contains(none));
  }
}
