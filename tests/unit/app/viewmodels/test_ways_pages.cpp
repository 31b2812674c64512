// The ways to prove oneself on the screen: what the face page asks, which ways are offered, what staff see.
#include "app/viewmodels/Messages.h"
#include "core/domain/FaceGuidance.h"
#include "tests/unit/app/viewmodels/ViewModelFixture.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <QFile>
#include <QRegularExpression>

using namespace xiaowu;
using viewmodels::test::Fixture;

TEST_CASE("the face's consent page says whether a picture leaves the machine", "[viewmodels]") {
  Fixture fixture;
  const auto sent = QStringLiteral("政务平台");
  fixture.kiosk.show(fixture.scene("06-faceconsent"));
  CHECK_FALSE(fixture.kiosk.face()->why().contains(sent));
  CHECK(fixture.kiosk.face()->promises().first().contains(QStringLiteral("不保存")));
  CHECK(fixture.kiosk.face()->pictureWords().contains(QStringLiteral("只给您自己看")));
  fixture.rules.facesComparedOnPlatform = true;
  fixture.kiosk.setRules(fixture.rules);
  auto state = fixture.scene("06-faceconsent");
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.face()->why().contains(sent));
  CHECK_FALSE(fixture.kiosk.face()->pictureWords().contains(QStringLiteral("只给您自己看")));
  state.preferences.language = workflow::Language::English;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.face()->why().contains(QStringLiteral("platform")));
  CHECK(fixture.kiosk.face()->promises().first().contains(QStringLiteral("delete")));
  CHECK(fixture.kiosk.face()->pictureWords().contains(QStringLiteral("sent")));
}

TEST_CASE("every way to stand wrong and every action has a sentence and a drawing of its own",
          "[viewmodels]") {
  Fixture fixture;
  QStringList seen;
  for (int guidance = static_cast<int>(domain::FaceGuidance::NoFace);
       guidance <= static_cast<int>(domain::FaceGuidance::HoldStill); ++guidance) {
    fixture.kiosk.show(fixture.scene("07-face-hint-" + std::to_string(guidance)));
    seen.append(fixture.kiosk.face()->guidance());
    seen.append(fixture.kiosk.face()->hint());
  }
  for (int action = 0; action < 4; ++action) {
    fixture.kiosk.show(fixture.scene("07-face-action-" + std::to_string(action)));
    seen.append(fixture.kiosk.face()->guidance());
    seen.append(fixture.kiosk.face()->hint());
  }
  CHECK(seen.size() == 28);
  CHECK(seen.removeDuplicates() == 0);
  CHECK_FALSE(seen.contains(QString()));
  for (const auto& name : seen.filter(QRegularExpression(QStringLiteral("^(face|do)-")))) {
    CHECK(QFile::exists(QString::fromStdString(places::source() / "resources/pictures/%1.svg").arg(name)));
  }
}

TEST_CASE("how to stand comes before what to do", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("07-face-action-0");
  state.session->guidance = domain::FaceGuidance::ComeCloser;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.face()->hint() == QStringLiteral("face-far"));
  CHECK(fixture.kiosk.face()->place().isEmpty());
}

TEST_CASE("other ways are listed only where they are, and offline nobody is said to be told",
          "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("08-otherways"));
  CHECK_FALSE(fixture.kiosk.otherWays()->staff());
  CHECK_FALSE(fixture.kiosk.otherWays()->fingerprint());
  CHECK(fixture.kiosk.otherWays()->face());
  fixture.kiosk.show(fixture.scene("08-otherways-all"));
  CHECK(fixture.kiosk.otherWays()->staff());
  CHECK(fixture.kiosk.otherWays()->fingerprint());
  const auto online = fixture.kiosk.otherWays()->staffLine();
  fixture.kiosk.show(fixture.scene("08-otherways-offline"));
  CHECK_FALSE(fixture.kiosk.otherWays()->face());
  CHECK(fixture.kiosk.otherWays()->staffLine() != online);
  const workflow::Trouble told{"device.gone", 0, 0, {}, false, true};
  CHECK(viewmodels::message(told, false).help != viewmodels::message(told).help);
}

TEST_CASE("staff see the masked number, and nothing once they have answered or the session is over",
          "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("08c-staffcheck"));
  QImage picture(102, 126, QImage::Format_RGB32);
  fixture.kiosk.setHolderPhoto(picture);
  auto* staff = fixture.kiosk.staff();
  CHECK(staff->hasPhoto());
  CHECK(staff->facts()->count() == 3);
  CHECK(staff->facts()->value(1, "value").toString() == QStringLiteral("4306**********0019"));
  CHECK(staff->reasons()->count() == workflow::kStaffReasonCount);
  fixture.kiosk.staff()->chooseReason(3);
  REQUIRE(fixture.last<workflow::ChooseStaffReason>());
  CHECK(fixture.last<workflow::ChooseStaffReason>()->reason == workflow::StaffReason::Injury);
  fixture.kiosk.show(fixture.scene("08c-staffcheck-confirmed"));
  CHECK(staff->facts()->count() == 0);
  fixture.kiosk.show(fixture.scene("01-attract"));
  CHECK(staff->facts()->count() == 0);
  CHECK_FALSE(staff->hasPhoto());
}

TEST_CASE("a covered page says what brings it back, and offers what the person who is there can do",
          "[viewmodels]") {
  Fixture fixture;
  const auto& mask = *fixture.kiosk.mask();
  auto state = fixture.scene("30-masked");
  fixture.kiosk.show(state);
  CHECK(mask.shown());
  CHECK(mask.ends());
  CHECK(fixture.kiosk.secondsLeft() == 15);
  CHECK_FALSE(mask.line().contains(QStringLiteral("摄像头")));  // no face is known: only the card helps
  state.session->evidence = domain::IdentityEvidence{"face", 0.7, "model"};
  fixture.kiosk.show(state);
  CHECK(mask.line().contains(QStringLiteral("摄像头")));

  fixture.kiosk.show(fixture.scene("30-masked-second-face"));
  CHECK(mask.helperOffered());
  CHECK_FALSE(mask.ends());
  fixture.kiosk.mask()->allowCompanion();
  CHECK(fixture.last<workflow::AllowCompanion>() != nullptr);
  state = fixture.scene("30-masked-second-face");
  state.session->faceHere = false;  // his card lies there, but somebody else looks at the screen
  fixture.kiosk.show(state);
  CHECK(mask.shown());
  CHECK_FALSE(mask.helperOffered());

  state.masked = false;
  fixture.kiosk.show(state);
  CHECK_FALSE(mask.shown());
  CHECK(mask.line().isEmpty());
}

TEST_CASE("a print that waits for paper can be left, one that failed cannot be waited for", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("11-printing-paperout");
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.trouble()->canLeave());
  CHECK(fixture.kiosk.trouble()->waits());
  state.operation.reset();
  fixture.kiosk.show(state);
  CHECK_FALSE(fixture.kiosk.trouble()->canLeave());
}
