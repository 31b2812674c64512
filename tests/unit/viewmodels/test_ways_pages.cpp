// The ways to prove oneself on the screen: what the face page asks, which ways are offered, what staff see.
#include "app/viewmodels/Messages.h"
#include "tests/unit/viewmodels/Desk.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QRegularExpression>

using namespace xiaowu;
using viewmodels::test::Desk;

TEST_CASE("the face's consent page says whether a picture leaves the machine", "[viewmodels]") {
  Desk desk;
  const auto sent = QStringLiteral("政务平台");
  desk.kiosk.show(desk.scene("06-faceconsent"));
  CHECK_FALSE(desk.kiosk.face()->why().contains(sent));
  CHECK(desk.kiosk.face()->promises().first().contains(QStringLiteral("不保存")));
  CHECK(desk.kiosk.face()->pictureWords().contains(QStringLiteral("只给您自己看")));
  desk.rules.facesComparedOnPlatform = true;
  desk.kiosk.setRules(desk.rules);
  auto state = desk.scene("06-faceconsent");
  desk.kiosk.show(state);
  CHECK(desk.kiosk.face()->why().contains(sent));
  CHECK_FALSE(desk.kiosk.face()->pictureWords().contains(QStringLiteral("只给您自己看")));
  state.preferences.language = workflow::Language::English;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.face()->why().contains(QStringLiteral("platform")));
  CHECK(desk.kiosk.face()->promises().first().contains(QStringLiteral("nothing is kept")));
  CHECK(desk.kiosk.face()->pictureWords().contains(QStringLiteral("sent")));
}

TEST_CASE("every way to stand wrong and every action has a sentence and a drawing of its own",
          "[viewmodels]") {
  Desk desk;
  QStringList seen;
  for (int guidance = static_cast<int>(workflow::FaceGuidance::NoFace);
       guidance <= static_cast<int>(workflow::FaceGuidance::HoldStill); ++guidance) {
    desk.kiosk.show(desk.scene("07-face-hint-" + std::to_string(guidance)));
    seen.append(desk.kiosk.face()->guidance());
    seen.append(desk.kiosk.face()->hint());
  }
  for (int action = 0; action < 4; ++action) {
    desk.kiosk.show(desk.scene("07-face-action-" + std::to_string(action)));
    seen.append(desk.kiosk.face()->guidance());
    seen.append(desk.kiosk.face()->hint());
  }
  CHECK(seen.size() == 28);
  CHECK(seen.removeDuplicates() == 0);
  CHECK_FALSE(seen.contains(QString()));
  for (const auto& name : seen.filter(QRegularExpression(QStringLiteral("^(face|do)-")))) {
    CHECK(QFile::exists(QStringLiteral(XIAOWU_SOURCE_DIR "/resources/pictures/%1.svg").arg(name)));
  }
}

TEST_CASE("how to stand comes before what to do", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("07-face-action-0");
  state.session->guidance = workflow::FaceGuidance::TooFar;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.face()->hint() == QStringLiteral("face-far"));
  CHECK(desk.kiosk.face()->place().isEmpty());
}

TEST_CASE("other ways are listed only where they are, and offline nobody is said to be told",
          "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("08-otherways"));
  CHECK_FALSE(desk.kiosk.otherWays()->staff());
  CHECK_FALSE(desk.kiosk.otherWays()->fingerprint());
  CHECK(desk.kiosk.otherWays()->face());
  desk.kiosk.show(desk.scene("08-otherways-all"));
  CHECK(desk.kiosk.otherWays()->staff());
  CHECK(desk.kiosk.otherWays()->fingerprint());
  const auto online = desk.kiosk.otherWays()->staffLine();
  desk.kiosk.show(desk.scene("08-otherways-offline"));
  CHECK_FALSE(desk.kiosk.otherWays()->face());
  CHECK(desk.kiosk.otherWays()->staffLine() != online);
  CHECK(viewmodels::message(workflow::Trouble{"device.gone", 0, 0, {}, false}, false).help !=
        viewmodels::message(workflow::Trouble{"device.gone", 0, 0, {}, false}).help);
}

TEST_CASE("staff see the masked number, and nothing once they have answered or the session is over",
          "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("08c-staffcheck"));
  QImage picture(102, 126, QImage::Format_RGB32);
  desk.kiosk.setHolderPhoto(picture);
  auto* staff = desk.kiosk.staff();
  CHECK(staff->hasPhoto());
  CHECK(staff->facts()->count() == 3);
  CHECK(staff->facts()->value(1, "value").toString() == QStringLiteral("4306**********0019"));
  CHECK(staff->reasons()->count() == workflow::kStaffReasonCount);
  desk.kiosk.chooseStaffReason(3);
  REQUIRE(desk.last<workflow::ChooseStaffReason>());
  CHECK(desk.last<workflow::ChooseStaffReason>()->reason == workflow::StaffReason::Injury);
  desk.kiosk.show(desk.scene("08c-staffcheck-confirmed"));
  CHECK(staff->facts()->count() == 0);
  desk.kiosk.show(desk.scene("01-attract"));
  CHECK(staff->facts()->count() == 0);
  CHECK_FALSE(staff->hasPhoto());
}
