// The handler with a comparison elsewhere: the simulators' cameras, the real check, and a comparison that
// says what the test wants.
#include "ComparisonFixture.h"

#include "app/session/handlers/FaceHandler.h"
#include "recognition/face/liveness/FaceCheck.h"
#include "drivers/api/PhotoDecoder.h"
#include "drivers/camera/simulator/CameraSimulator.h"
#include "tests/support/OneDevice.h"
#include "tests/support/Places.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace std::chrono_literals;
using Answer = Result<sync::ComparisonAnswer>;

namespace {

bool spinUntil(const std::function<bool()>& condition) {
  const QDeadlineTimer deadline(60s);
  while (!condition()) {
    if (deadline.hasExpired()) {
      return false;
    }
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
  }
  return true;
}

/// Keeps the question open until the test answers it.
class Asked final : public session::FaceComparison {
 public:
  QFuture<Answer> compare(Bytes encodedPhoto, Image face) override {
    photo = std::move(encodedPhoto);
    picture = std::move(face);
    ++questions;
    promise = {};
    promise.start();
    return promise.future();
  }
  void forgetSession() override { ++forgotten; }
  void answer(Answer given) {
    promise.addResult(std::move(given));
    promise.finish();
  }

  int questions = 0;
  int forgotten = 0;
  Bytes photo;
  Image picture;
  QPromise<Answer> promise;
};

class NoDecoder final : public drivers::PhotoDecoder {
  Result<Image> decode(ByteView) const override {
    return fail(drivers::errors::kPhotoNotDecodable, Fault::ServiceUnavailable);
  }
};

struct Fixture {
  explicit Fixture(session::FaceRules rules = {}) {
    auto made = simulator::CameraSimulator::create();
    REQUIRE(made);
    simulator = std::move(*made);
    cameras = std::make_unique<devices::DeviceSet>(
        testing::oneDevice("camera", simulator::makeSimulatedCameraPair(simulator)),
        [](const std::string&, const drivers::DeviceHealth&) {});
    auto comparison = std::make_unique<Asked>();
    asked = comparison.get();
    session::HandlerContext context{[this](workflow::Event event) { sent.push_back(std::move(event)); },
                                    [this]() -> const workflow::State& { return state; }};
    handler = std::make_unique<session::FaceHandler>(
        std::move(context), cameras->pool<drivers::CameraPair>("camera"), std::make_shared<NoDecoder>(),
        places::models(), session::FaceSetup{true, testing::calibrated().calibration, rules},
        std::move(comparison));
    // The models load on a worker of low priority: on a busy machine that takes longer than a check may.
    QObject::connect(handler.get(), &session::FaceHandler::modelsLoaded, handler.get(),
                     [this](const Error& problem) {
                       loaded = true;
                       trouble = problem;
                     });
    REQUIRE(spinUntil([this] { return loaded; }));
    state.session.emplace().card.emplace().encodedPhoto = Bytes(1024, 5);
    state.session->faceConsent = true;
  }
  ~Fixture() { cameras.reset(); }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;

  void begin() {
    state.operation = workflow::Operation{7, workflow::OperationKind::CheckFace};
    handler->checkFace(7);
  }
  [[nodiscard]] bool passed() const {
    return std::any_of(sent.begin(), sent.end(),
                       [](const auto& one) { return std::holds_alternative<workflow::FacePassed>(one); });
  }
  [[nodiscard]] std::string failure() const {
    for (const auto& one : sent) {
      if (const auto* failed = std::get_if<workflow::OperationFailed>(&one)) {
        return failed->error.code;
      }
    }
    return {};
  }
  [[nodiscard]] bool ended() const { return passed() || !failure().empty(); }

  /// Until the check has ended or asked the comparison. A machine that is busy with other things may not get
  /// seven good frames in time: the resident tries again, and so does this.
  void lookUntilDecided() {
    for (int tries = 0; tries < 4 && asked->questions == 0; ++tries) {
      REQUIRE((failure() == "" || failure() == "face.not-seen" || failure() == xiaowu::errors::kTimedOut));
      sent.clear();
      begin();
      REQUIRE(spinUntil([&] { return asked->questions > 0 || ended(); }));
      if (failure() == "face.not-alive" || failure() == "face.unavailable") {
        return;
      }
    }
  }

  bool loaded = false;
  Error trouble;  ///< of the models
  workflow::State state;
  std::vector<workflow::Event> sent;
  std::shared_ptr<simulator::CameraSimulator> simulator;
  std::unique_ptr<devices::DeviceSet> cameras;
  Asked* asked = nullptr;
  std::unique_ptr<session::FaceHandler> handler;
};

}  // namespace

TEST_CASE("alive alone is no pass: only the comparison's yes is") {
  if (!haveModels()) {
    return;
  }
  Fixture cabin;
  REQUIRE(cabin.simulator->show("li-wei"));
  CHECK(cabin.trouble.code == "");
  cabin.lookUntilDecided();
  REQUIRE(cabin.failure() == "");
  REQUIRE(cabin.asked->questions == 1);
  CHECK_FALSE(cabin.ended());
  CHECK(cabin.asked->photo == Bytes(1024, 5));
  CHECK(face::encodeCrop(cabin.asked->picture));
  std::string expected;
  SECTION("yes") {
    cabin.asked->answer(sync::ComparisonAnswer{true, "m", "t", {}});
  }
  SECTION("no") {
    expected = "face.not-matched";
    cabin.asked->answer(sync::ComparisonAnswer{false, "m", "t", {}});
  }
  SECTION("nobody answers") {
    expected = session::errors::kComparisonUnavailable;
    cabin.asked->answer(fail(sync::errors::kTimedOut, Fault::ServiceUnavailable));
  }
  SECTION("another's answer") {
    expected = session::errors::kComparisonUnavailable;
    cabin.asked->answer(fail(sync::errors::kUntrusted, Fault::ServiceUnavailable));
  }
  SECTION("the resident goes") {
    expected = xiaowu::errors::kCancelled;
    cabin.handler->cancel(7);
    CHECK(cabin.asked->promise.isCanceled());
    cabin.asked->promise.finish();
  }
  REQUIRE(spinUntil([&] { return cabin.ended(); }));
  CHECK(cabin.failure() == expected);
  CHECK(cabin.passed() == expected.empty());
  for (const auto& one : cabin.sent) {
    if (const auto* pass = std::get_if<workflow::FacePassed>(&one)) {
      CHECK_FALSE(pass->evidence.score);
    }
  }
}

TEST_CASE("nothing leaves the kiosk without consent, or of what is not alive") {
  if (!haveModels()) {
    return;
  }
  Fixture cabin;
  std::string expected;
  SECTION("no consent") {
    expected = xiaowu::errors::kInternal;
    cabin.state.session->faceConsent = false;
    REQUIRE(cabin.simulator->show("li-wei"));
  }
  SECTION("a printed photo") {
    expected = "face.not-alive";
    REQUIRE(cabin.simulator->showPhoto("li-wei"));
  }
  cabin.begin();
  REQUIRE(spinUntil([&] { return cabin.ended(); }));
  CHECK(cabin.failure() == expected);
  CHECK(cabin.asked->questions == 0);
  cabin.handler->wipe();
  CHECK(cabin.asked->forgotten == 1);
}

TEST_CASE("the handler judges by the site's limits") {
  if (!haveModels()) {
    return;
  }
  // What no living face reaches, and no other limit of the table asks for.
  face::FusionLimits limits;
  const auto check = [&] {
    Fixture cabin({limits});
    CHECK(cabin.trouble.code == "");
    REQUIRE(cabin.simulator->show("li-wei"));
    cabin.lookUntilDecided();
    CHECK(cabin.failure() == "face.not-alive");
    CHECK(cabin.asked->questions == 0);
  };
  SECTION("of depth") {
    limits.reliefMin = 5;
    check();
  }
  SECTION("of the net for visible light") {
    limits.textureMin = 1.1;
    check();
  }
}

TEST_CASE("with a limit looser than the table or a model's card the handler checks nobody") {
  if (!haveModels()) {
    return;
  }
  face::FusionLimits limits;
  std::string named;
  SECTION("depth") {
    limits.reliefMin = 0.1, named = "depth";
  }
  SECTION("the net for visible light") {
    limits.textureMin = 0.05, named = "texture";
  }
  SECTION("likeness") {
    limits.likenessMin = 0.1, named = "likeness";
  }
  Fixture cabin({limits});
  CHECK(cabin.trouble.code == "face.unavailable");
  CHECK(cabin.trouble.detail.find('"' + named + '"') != std::string::npos);
  REQUIRE(cabin.simulator->show("li-wei"));
  cabin.begin();
  REQUIRE(spinUntil([&] { return cabin.ended(); }));
  CHECK(cabin.failure() == "face.unavailable");
  CHECK(cabin.asked->questions == 0);
}
