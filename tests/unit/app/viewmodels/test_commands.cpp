// What the buttons of the pages do: which event leaves, in the state that the page shows.
#include "tests/unit/app/viewmodels/ViewModelFixture.h"

#include "tests/support/Catch.h"

#include <functional>

using namespace xiaowu;
using viewmodels::KioskViewModel;
using viewmodels::test::Fixture;

namespace {

struct Command {
  std::string scene;
  std::function<void(KioskViewModel&)> give;
  std::string_view event;
};

const std::vector<Command> kCommands = {
    {"01-attract", [](auto& kiosk) { kiosk.attract()->start(); }, workflow::Start::kName},
    {"02-items", [](auto& kiosk) { kiosk.items()->choose(QStringLiteral("X")); },
     workflow::ChooseItem::kName},
    {"06-faceconsent", [](auto& kiosk) { kiosk.face()->refuse(); }, workflow::RefuseFace::kName},
    {"08-otherways", [](auto& kiosk) { kiosk.otherWays()->askStaff(); }, workflow::AskStaff::kName},
    {"08-otherways", [](auto& kiosk) { kiosk.otherWays()->useFingerprint(); },
     workflow::UseFingerprint::kName},
    {"08-otherways", [](auto& kiosk) { kiosk.otherWays()->tryFaceAgain(); }, workflow::TryFaceAgain::kName},
    {"08c-staffcheck", [](auto& kiosk) { kiosk.staff()->vouch(true); }, workflow::VouchForPerson::kName},
    {"13-draftoffer", [](auto& kiosk) { kiosk.draft()->open(); }, workflow::OpenDraft::kName},
    {"15-materials", [](auto& kiosk) { kiosk.materials()->proceed(); }, workflow::ScanMaterial::kName},
    {"15-materials-settled", [](auto& kiosk) { kiosk.materials()->proceed(); }, workflow::Continue::kName},
    {"15-materials-settled", [](auto& kiosk) { kiosk.materials()->scan(); }, workflow::ScanMaterial::kName},
    {"15-materials", [](auto& kiosk) { kiosk.materials()->promise(); }, workflow::PromiseMaterial::kName},
    {"15-materials", [](auto& kiosk) { kiosk.materials()->findKept(); }, workflow::FindKeptPapers::kName},
    {"15-materials-kept", [](auto& kiosk) { kiosk.materials()->reuse(); }, workflow::ReuseMaterial::kName},
    {"16-scan-place", [](auto& kiosk) { kiosk.scan()->proceed(); }, workflow::StartScan::kName},
    {"16-scan-good", [](auto& kiosk) { kiosk.scan()->proceed(); }, workflow::AcceptScan::kName},
    {"16-scan-good", [](auto& kiosk) { kiosk.scan()->another(); }, workflow::RetakeScan::kName},
    {"16-scan-doubtful", [](auto& kiosk) { kiosk.scan()->proceed(); }, workflow::AcceptScan::kName},
    {"16-scan-wrong", [](auto& kiosk) { kiosk.scan()->proceed(); }, workflow::RetakeScan::kName},
    {"16-scan-noseal", [](auto& kiosk) { kiosk.scan()->promise(); }, workflow::PromiseMaterial::kName},
    {"16-scan-compare-differs", [](auto& kiosk) { kiosk.scan()->proceed(); }, workflow::RetakeScan::kName},
    {"16-scan-compare-differs", [](auto& kiosk) { kiosk.scan()->another(); }, workflow::AcceptScan::kName},
    {"17-review", [](auto& kiosk) { kiosk.review()->keepPapers(true); }, workflow::KeepPapers::kName},
    {"21-rating", [](auto& kiosk) { kiosk.rating()->rate(5); }, workflow::Rated::kName},
    {"32-trouble-face", [](auto& kiosk) { kiosk.trouble()->answer(true); }, workflow::AnswerTrouble::kName},
};

}  // namespace

TEST_CASE("each command of a page leaves as its event", "[viewmodels]") {
  for (const auto& command : kCommands) {
    Fixture fixture;
    fixture.kiosk.show(fixture.scene(command.scene));
    command.give(fixture.kiosk);
    INFO(command.scene << " → " << command.event);
    REQUIRE(fixture.sent.size() == 1);
    CHECK(workflow::eventName(fixture.sent.back()) == command.event);
  }
}

TEST_CASE("a command means the paper that is chosen, and the answer that was given", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("15-materials"));
  fixture.kiosk.materials()->proceed();
  REQUIRE(fixture.last<workflow::ScanMaterial>() != nullptr);
  CHECK(QString::fromStdString(fixture.last<workflow::ScanMaterial>()->code) ==
        fixture.kiosk.materials()->chosen());
  fixture.kiosk.draft()->beginAnew();
  REQUIRE(fixture.last<workflow::OpenDraft>() != nullptr);
  CHECK_FALSE(fixture.last<workflow::OpenDraft>()->open);
  fixture.kiosk.staff()->vouch(false);
  REQUIRE(fixture.last<workflow::VouchForPerson>() != nullptr);
  CHECK_FALSE(fixture.last<workflow::VouchForPerson>()->isHolder);
}

TEST_CASE("the page that is shown is the one of the step's row", "[viewmodels]") {
  Fixture fixture;
  for (const auto& scene : pagestest::scenes(fixture.rules)) {
    fixture.kiosk.show(scene.state);
    CHECK(fixture.kiosk.page().toStdString() == workflow::stepPage(scene.state.step));
    CHECK(fixture.kiosk.place() == static_cast<int>(scene.state.step));
  }
}
