// Pages say what is so: what stays in the machine, what can be done, what came out, who was told.
#include "app/viewmodels/Messages.h"
#include "core/domain/FaceGuidance.h"
#include "tests/support/UsualDevices.h"
#include "tests/unit/app/viewmodels/ViewModelFixture.h"

#include <QCoreApplication>
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

TEST_CASE("papers are not complete while one is promised, and the promise has its day", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("15-materials-settled");
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.materials()->title().contains(QStringLiteral("齐了")));
  CHECK(fixture.kiosk.materials()->title().contains(QStringLiteral("还有 1 份以后补交")));
  CHECK(fixture.kiosk.materials()->rows()->value(1, "stateText").toString() ==
        QStringLiteral("已承诺，最迟 2026年12月6日 补交"));
  state.session->materials[1].status = domain::MaterialStatus::Good;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.materials()->title() == QStringLiteral("材料齐了"));
  fixture.kiosk.show(fixture.scene("15-promise"));
  CHECK(fixture.kiosk.promise()->statement().contains(QStringLiteral("2026年12月6日")));
  fixture.kiosk.show(fixture.scene("20-receipt-accepted"));
  CHECK(fixture.kiosk.submission()->promised().contains(QStringLiteral("2026年12月6日")));
  fixture.kiosk.show(fixture.scene("22-farewell"));
  CHECK(fixture.kiosk.promise()->statement().isEmpty());
}

TEST_CASE("words are left to staff with one touch, a telephone that is not there too", "[viewmodels]") {
  Fixture fixture;
  auto& kiosk = fixture.kiosk;
  kiosk.form()->edit(QStringLiteral("head"));
  auto state = fixture.scene("14-form-words");
  kiosk.show(state);
  CHECK(kiosk.form()->kind() == viewmodels::FormViewModel::Text);
  CHECK(kiosk.form()->value() == QStringLiteral("李伟"));
  CHECK(kiosk.form()->proceedText() == QStringLiteral("请工作人员改"));
  kiosk.form()->next();
  REQUIRE(fixture.last<workflow::LeaveAnswer>() != nullptr);
  CHECK(fixture.last<workflow::LeaveAnswer>()->note == domain::AnswerNote::LeftToStaff);
  state.session->answers["head"].note = domain::AnswerNote::LeftToStaff;
  kiosk.show(state);
  QCoreApplication::processEvents();
  CHECK(fixture.last<workflow::Continue>() != nullptr);  // back to the review
  kiosk.show(fixture.scene("17-review-left"));
  CHECK(kiosk.review()->answers()->value(7, "value").toString() == QStringLiteral("李伟（请工作人员改）"));
  CHECK_FALSE(kiosk.review()->answers()->value(7, "doubtful").toBool());
  kiosk.show(fixture.scene("14-form-table"));
  kiosk.form()->showQuestion(1);
  CHECK(kiosk.form()->noneText() == QStringLiteral("没有手机"));
  kiosk.form()->sayNone();
  REQUIRE(fixture.last<workflow::LeaveAnswer>() != nullptr);
  CHECK(fixture.last<workflow::LeaveAnswer>()->note == domain::AnswerNote::HasNone);
  kiosk.form()->showQuestion(3);
  CHECK(kiosk.form()->noneText().isEmpty());
}

TEST_CASE("a paper that fails again may go to staff as it is, and the list says how to leave",
          "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("16-scan-noseal"));
  CHECK_FALSE(fixture.kiosk.scan()->offersStaff());
  fixture.kiosk.show(fixture.scene("16-scan-stuck"));
  CHECK(fixture.kiosk.scan()->offersStaff());
  fixture.kiosk.scan()->handInAnyway();
  CHECK(fixture.last<workflow::AcceptScan>() != nullptr);
  fixture.kiosk.show(fixture.scene("15-materials-stuck"));
  CHECK(fixture.kiosk.materials()->stuckNotice().contains(QStringLiteral("求助")));
  fixture.kiosk.show(fixture.scene("15-materials"));
  CHECK(fixture.kiosk.materials()->stuckNotice().isEmpty());
}

TEST_CASE("help says whom to call, how long it takes, and that nobody is there at night", "[viewmodels]") {
  Fixture fixture;
  const auto state = fixture.scene("31-help");
  auto* help = fixture.kiosk.help();
  fixture.kiosk.show(state);
  CHECK(help->line().contains(QStringLiteral("晚上和周末不一定有人")));  // nothing is known of the site
  CHECK_FALSE(help->line().contains(QStringLiteral("电话")));
  viewmodels::HelpDesk desk{QStringLiteral("0730-2266001"), 10, QStringLiteral("08:30"),
                            QStringLiteral("17:30")};
  fixture.kiosk.setHelpDesk(desk);
  CHECK(help->line().contains(QStringLiteral("0730-2266001")));
  CHECK(help->line().contains(QStringLiteral("10 分钟")));
  desk.isStaffed = false;
  fixture.kiosk.setHelpDesk(desk);
  CHECK(help->title().contains(QStringLiteral("下班时间")));
  CHECK(help->line().contains(QStringLiteral("08:30")));
  CHECK(help->line().contains(QStringLiteral("0730-2266001")));
  CHECK_FALSE(help->line().contains(QStringLiteral("10 分钟")));
  fixture.kiosk.show(fixture.scene("31-help-offline"));
  CHECK(help->title().contains(QStringLiteral("还没有送出去")));
  CHECK(help->line().contains(QStringLiteral("0730-2266001")));
}

TEST_CASE("after a power cut the attract screen says what works there", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("01-attract-limited"));
  CHECK(fixture.kiosk.attract()->afterPowerCut().contains(QStringLiteral("开始办理")));
}

TEST_CASE("a number looks the same on every page, and a day too", "[viewmodels]") {
  Fixture fixture;
  const auto masked = QStringLiteral("4306**********0019");
  fixture.kiosk.show(fixture.scene("14-form-table"));
  CHECK(fixture.kiosk.form()->known()->value(1, "value").toString() == masked);
  auto state = fixture.scene("16-scan-good");
  state.session->finding->fields = {{"id", "430624199308150019", 0.99, false},
                                    {"birth", "1993-08-15", 0.99, false},
                                    {"other", "430624194403120042", 0.99, false}};
  fixture.kiosk.show(state);
  const auto* fields = fixture.kiosk.scan()->fields();
  CHECK(fields->value(0, "value").toString() == masked);  // his own, which the chip has said
  CHECK(fields->value(1, "value").toString() == QStringLiteral("1993年8月15日"));
  CHECK(fields->value(2, "value").toString() == QStringLiteral("430624194403120042"));  // to be checked
  fixture.kiosk.show(fixture.scene("17-review"));
  CHECK(fixture.kiosk.review()->answers()->value(1, "value").toString() == masked);
  CHECK(fixture.kiosk.review()->answers()->value(2, "value").toString() == QStringLiteral("1993年8月15日"));
  fixture.kiosk.show(fixture.scene("10-record"));
  CHECK(fixture.kiosk.record()->asOf() == QStringLiteral("查询时间：2026年11月21日 21:40"));
}

TEST_CASE("whose case is in reads its number instead of an empty form", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("13-draftoffer-handedin"));
  CHECK(fixture.kiosk.draft()->title() == QStringLiteral("这件事您已经交过了"));
  CHECK(fixture.kiosk.draft()->why().contains(QStringLiteral("430624-20261121-000318")));
  auto stuck = fixture.scene("13-draftoffer-handedin");
  stuck.session->caseNumber.clear();
  stuck.session->submission = domain::SubmissionState::Stored;
  fixture.kiosk.show(stuck);
  CHECK(fixture.kiosk.draft()->why().contains(QStringLiteral("正在送往")));
  stuck.session->caseStuck = true;
  fixture.kiosk.show(stuck);
  CHECK_FALSE(fixture.kiosk.draft()->why().contains(QStringLiteral("正在送往")));
  CHECK(fixture.kiosk.draft()->why().contains(QStringLiteral("工作人员")));
  CHECK_FALSE(fixture.kiosk.draft()->anewLine().contains(QStringLiteral("照常办理")));
  fixture.kiosk.show(fixture.scene("13-draftoffer"));
  CHECK(fixture.kiosk.draft()->title() == QStringLiteral("您上次填的内容还在"));
  CHECK_FALSE(fixture.kiosk.draft()->why().contains(QStringLiteral("430624")));
}
