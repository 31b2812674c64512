#include "drivers/camera/Cameras.h"
#include "drivers/camera/simulator/CameraSimulator.h"

#include "tests/support/Catch.h"
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>

#include <QTemporaryDir>

#include <fstream>
#include <future>
#include <semaphore>
#include <thread>

using namespace xiaowu;
using namespace xiaowu::drivers;
using camera::makeCamera;
using camera::makeCaptureCamera;
using simulator::CameraSimulator;
using simulator::CameraStream;
using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

namespace {

// The watchdog of cases that are not about its length.
constexpr camera::CaptureOptions kQuick{milliseconds{300}};

CallContext soon(milliseconds time = milliseconds{5'000}) {
  return CallContext::within(time);
}

cv::Mat noisePicture(int width, int height, int seed) {
  cv::Mat picture(height, width, CV_8UC3);
  cv::RNG(static_cast<std::uint64_t>(seed) + 1).fill(picture, cv::RNG::UNIFORM, 0, 255);
  return picture;
}

/// Films and pictures made once for all cases.
struct Media {
  QTemporaryDir folder;
  std::string path = folder.path().toStdString();

  Media() {
    cv::VideoWriter film(path + "/film.avi", cv::CAP_OPENCV_MJPEG,
                         cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 25, cv::Size(160, 120));
    for (int i = 0; i < 8; ++i) {
      const auto picture = noisePicture(160, 120, i);
      film.write(picture);
      cv::imwrite(cv::format("%s/still_%03d.png", path.c_str(), i), picture);
    }
    cv::imwrite(path + "/large.png", noisePicture(1600, 1200, 1));
    cv::imwrite(path + "/grey.png", cv::Mat(120, 160, CV_8UC1, cv::Scalar(90)));
    std::ofstream(path + "/text.avi") << "not a film";
  }
};

const Media& media() {
  static const Media theMedia;
  return theMedia;
}

std::shared_ptr<CameraSimulator> makeSimulator() {
  auto simulator = CameraSimulator::create();
  if (!simulator || !(*simulator)->show("li-wei")) {
    WARN("skipped: no sample pictures (packaging/setup/models.sh fetches them)");
    return nullptr;
  }
  return *simulator;
}

std::unique_ptr<Camera> openCamera(const std::string& uri, camera::CaptureOptions options = {}) {
  auto made = makeCamera(uri, options);
  REQUIRE(made);
  const auto health = (*made)->open(soon());
  INFO(uri << ": " << (health ? std::string("open") : describe(health.error())));
  REQUIRE(health);
  CHECK(health->state == DeviceState::Online);
  return std::move(*made);
}

std::string openingError(const std::string& uri) {
  auto made = makeCamera(uri);
  REQUIRE(made);
  const auto health = (*made)->open(soon());
  REQUIRE_FALSE(health);
  CHECK((*made)->health(soon()).state == DeviceState::NoDevice);
  return health.error().code;
}

/// The error that comes when reading on; fails the test when frames never end.
std::string errorAfterFrames(Camera& camera, int framesMax = 200) {
  for (int i = 0; i < framesMax; ++i) {
    const auto frame = camera.nextFrame(soon());
    if (!frame) {
      return frame.error().code;
    }
  }
  FAIL("frames never end");
  return {};
}

/// Blocks in read() until the test lets go, deaf to interrupt(): like a kernel driver whose camera hangs.
class StuckSource final : public camera::FrameSource {
 public:
  explicit StuckSource(std::shared_ptr<std::counting_semaphore<8>> release, bool opens)
      : m_release(std::move(release)), m_opens(opens) {}
  Result<void> open() override {
    if (!m_opens) {
      m_release->acquire();
    }
    return {};
  }
  Result<camera::Shot> read() override {
    if (std::exchange(m_isFirst, false)) {
      return camera::Shot{Image::of(8, 8, PixelFormat::Grey8, Bytes(64)), std::nullopt};
    }
    m_release->acquire();
    return fail(drivers::errors::kGone, Fault::ServiceUnavailable);
  }
  void interrupt() override {}

 private:
  std::shared_ptr<std::counting_semaphore<8>> m_release;
  bool m_opens;
  bool m_isFirst = true;
};

class ThrowingSource final : public camera::FrameSource {
 public:
  Result<void> open() override { return {}; }
  Result<camera::Shot> read() override { throw std::runtime_error("broken cable"); }
  void interrupt() override {}
};

}  // namespace

TEST_CASE("every camera keeps the promises of the interface") {
  const std::string kind = GENERATE("simulator", "simulator-nir", "film", "sequence", "gst");
  std::shared_ptr<CameraSimulator> simulator;
  std::unique_ptr<Camera> camera;
  if (kind.starts_with("simulator")) {
    simulator = makeSimulator();
    if (!simulator) {
      return;
    }
    camera = simulator::makeSimulatedCamera(simulator,
                                            kind == "simulator" ? CameraStream::Rgb : CameraStream::Nir);
  } else {
    std::string uri =
        "gst:videotestsrc is-live=true pattern=snow ! video/x-raw,width=320,height=240,framerate=25/1";
    if (kind == "film") {
      uri = "file:" + media().path + "/film.avi?loop";
    } else if (kind == "sequence") {
      uri = "file:" + media().path + "/still_%03d.png?loop";
    }
    camera = std::move(makeCamera(uri).value());
  }
  INFO(kind);
  CHECK(camera->health(soon()).reason == drivers::errors::kNotOpen);
  CHECK(camera->nextFrame(soon()).error().code == drivers::errors::kNotOpen);
  REQUIRE(camera->open(soon()));
  CHECK(camera->health(soon()).state == DeviceState::Online);

  Frame previous;
  const auto start = Steady::now();
  for (int i = 0; i < 12; ++i) {
    const auto frame = camera->nextFrame(soon());
    REQUIRE(frame);
    CHECK(frame->sequence > previous.sequence);
    CHECK(frame->captured > previous.captured);
    CHECK(frame->digest != previous.digest);
    CHECK(frame->image.width <= 1280);
    CHECK(frame->image.height <= 720);
    CHECK(frame->image.pixels->size() ==
          frame->image.stride() * static_cast<std::size_t>(frame->image.height));
    previous = *frame;
  }
  CHECK(Steady::now() - start > milliseconds{250});  // in real time, not as fast as a file can be read

  CHECK(camera->nextFrame(CallContext::within(milliseconds{0})).has_value() == false);
  REQUIRE(camera->open(soon()));
  CHECK(camera->nextFrame(soon()));
  camera->close();
  camera->close();
  CHECK(camera->nextFrame(soon()).error().code == drivers::errors::kNotOpen);
}

TEST_CASE("a stop request ends a wait within 100 ms, a deadline soon after it") {
  auto release = std::make_shared<std::counting_semaphore<8>>(0);
  const bool opens = GENERATE(true, false);
  auto camera = makeCaptureCamera([=] { return std::make_unique<StuckSource>(release, opens); });
  const auto call = [&](const CallContext& context) -> std::string {
    const auto started = camera->open(context);
    if (!started) {
      return started.error().code;
    }
    std::ignore = camera->nextFrame(context);
    return camera->nextFrame(context).error().code;
  };
  std::stop_source stop;
  auto waiting = std::async(
      std::launch::async, [&] { return call(CallContext::within(milliseconds{20'000}, stop.get_token())); });
  CHECK(waiting.wait_for(milliseconds{50}) == std::future_status::timeout);
  const auto asked = Steady::now();
  stop.request_stop();
  CHECK(waiting.get() == xiaowu::errors::kCancelled);
  // open() that fails also leaves the stuck thread behind, which may take its 200 ms.
  CHECK(Steady::now() - asked < milliseconds{opens ? 100 : 400});
  release->release();
  CHECK(call(CallContext::within(milliseconds{60})) == xiaowu::errors::kTimedOut);
  release->release();
}

TEST_CASE("a camera whose driver hangs is reported as stalled, and closing does not wait for it") {
  auto release = std::make_shared<std::counting_semaphore<8>>(0);
  auto camera = makeCaptureCamera([=] { return std::make_unique<StuckSource>(release, true); }, kQuick);
  REQUIRE(camera->open(soon()));
  REQUIRE(camera->nextFrame(soon()));
  CHECK(camera->nextFrame(soon()).error().code == drivers::errors::kCameraStalled);
  CHECK(camera->health(soon()).state == DeviceState::HardwareError);
  CHECK(camera->health(soon()).reason == drivers::errors::kCameraStalled);
  const auto closing = Steady::now();
  camera->close();
  CHECK(Steady::now() - closing < milliseconds{500});
  release->release();
}

TEST_CASE("an exception in a driver becomes an error") {
  auto camera = makeCaptureCamera([] { return std::make_unique<ThrowingSource>(); });
  CHECK(camera->open(soon()).error().code == drivers::errors::kHardware);
}

TEST_CASE("a file that ends is a camera that is gone; one that repeats goes on") {
  auto film = openCamera("file:" + media().path + "/film.avi");
  CHECK(errorAfterFrames(*film) == drivers::errors::kGone);
  CHECK(film->health(soon()).state == DeviceState::NoDevice);
  CHECK(film->nextFrame(soon()).error().code == drivers::errors::kGone);
  REQUIRE(film->open(soon()));
  CHECK(film->nextFrame(soon()));

  auto loop = openCamera("file:" + media().path + "/film.avi?loop");
  for (int i = 0; i < 20; ++i) {
    REQUIRE(loop->nextFrame(soon()));
  }
}

TEST_CASE("a picture that never changes is a frozen camera") {
  auto still = openCamera("file:" + media().path + "/grey.png?loop", kQuick);
  CHECK(errorAfterFrames(*still) == drivers::errors::kCameraFrozen);
  CHECK(still->health(soon()).reason == drivers::errors::kCameraFrozen);
  auto black = openCamera("gst:videotestsrc is-live=true pattern=black ! video/x-raw,framerate=25/1", kQuick);
  CHECK(errorAfterFrames(*black) == drivers::errors::kCameraFrozen);
}

TEST_CASE("a large picture is made smaller, in proportion") {
  auto large = openCamera("file:" + media().path + "/large.png");
  const auto frame = large->nextFrame(soon()).value();
  CHECK(frame.image.width == 960);
  CHECK(frame.image.height == 720);
  CHECK(errorAfterFrames(*large) == drivers::errors::kGone);
}

TEST_CASE("GStreamer: an end and a wrong pipeline") {
  auto shortOne = openCamera("gst:videotestsrc num-buffers=5 pattern=snow ! video/x-raw,framerate=25/1");
  CHECK(errorAfterFrames(*shortOne) == drivers::errors::kGone);
  CHECK(openingError("gst:filesrc location=/nonexistent ! decodebin") == drivers::errors::kNotFound);
  // OpenCV waits for ever for the first picture of a pipeline without a source.
  auto sourceless = makeCamera("gst:nosuchelement").value();
  const auto start = Steady::now();
  CHECK_FALSE(sourceless->open(soon(milliseconds{300})));
  CHECK(Steady::now() - start < milliseconds{1'000});
}

TEST_CASE("addresses that name nothing") {
  CHECK(openingError("file:/nonexistent.avi") == drivers::errors::kNotFound);
  CHECK(openingError("file:" + media().path + "/text.avi") == drivers::errors::kNotFound);
  CHECK(openingError("file:" + media().path) == drivers::errors::kNotFound);
  CHECK(openingError("file:" + media().path + "/none_%03d.png") == drivers::errors::kNotFound);
  CHECK(openingError("v4l2:/dev/video-none") == drivers::errors::kNotFound);
  for (const auto* uri : {"", "v4l2", "v4l2:", "file:", "http://camera/", "simulator:rgb", "/dev/video0"}) {
    CHECK(makeCamera(uri).error().code == drivers::errors::kAddress);
  }
}

TEST_CASE("the simulator freezes, stalls, is unplugged and comes back") {
  const auto simulator = makeSimulator();
  if (!simulator) {
    return;
  }
  auto camera = simulator::makeSimulatedCamera(simulator, CameraStream::Rgb, kQuick.watchdog);
  REQUIRE(camera->open(soon()));
  REQUIRE(camera->nextFrame(soon()));
  simulator->freeze(true);
  CHECK(errorAfterFrames(*camera) == drivers::errors::kCameraFrozen);
  simulator->freeze(false);
  bool isBack = false;
  for (int i = 0; i < 100 && !isBack; ++i) {
    isBack = camera->nextFrame(soon()).has_value();
  }
  CHECK(isBack);
  simulator->stall(true);
  CHECK(errorAfterFrames(*camera) == drivers::errors::kCameraStalled);
  simulator->stall(false);
  REQUIRE(camera->open(soon()));
  simulator->unplug();
  CHECK(errorAfterFrames(*camera) == drivers::errors::kGone);
  CHECK(camera->open(soon()).error().code == drivers::errors::kNotFound);
  simulator->plug();
  REQUIRE(camera->open(soon()));
  CHECK(camera->nextFrame(soon()));
}

TEST_CASE("the news of a frozen camera comes within the promised two seconds") {
  const auto simulator = makeSimulator();
  if (!simulator) {
    return;
  }
  auto camera = simulator::makeSimulatedCamera(simulator, CameraStream::Rgb);
  REQUIRE(camera->open(soon()));
  REQUIRE(camera->nextFrame(soon()));
  simulator->freeze(true);
  const auto frozen = Steady::now();
  CHECK(errorAfterFrames(*camera) == drivers::errors::kCameraFrozen);
  CHECK(Steady::now() - frozen < milliseconds{2'000});
}

TEST_CASE("the simulator's two cameras come as pairs, and lose one another with a reason") {
  const auto simulator = makeSimulator();
  if (!simulator) {
    return;
  }
  const auto pair = simulator::makeSimulatedCameraPair(simulator);
  REQUIRE(pair->open(soon()));
  int paired = 0;
  for (int i = 0; i < 25; ++i) {
    const auto next = pair->nextPair(soon()).value();
    CHECK(next.rgb.image.format == PixelFormat::Bgr8);
    if (!next.nir) {
      continue;
    }
    ++paired;
    CHECK(next.nir->image.format == PixelFormat::Grey8);
    CHECK(std::chrono::abs(next.nir->captured - next.rgb.captured) < milliseconds{40});
  }
  CHECK(paired >= 15);  // a busy machine may delay a frame; an idle one pairs them all
  simulator->unplugNir();
  auto reason = pair->nextPair(soon()).value().nirReason;
  for (int i = 0; i < 10 && reason != drivers::errors::kGone; ++i) {
    reason = pair->nextPair(soon()).value().nirReason;
  }
  CHECK(reason == drivers::errors::kGone);
  CHECK(pair->health(soon()).state == DeviceState::Online);
  CHECK(pair->health(soon()).reason == drivers::errors::kGone);
  simulator->plugNir();
  REQUIRE(pair->open(soon()));
  CHECK(pair->nextPair(soon()));
}

TEST_CASE(
    "the simulator refuses persons without a face and folders without pictures, and keeps what it shows") {
  const auto simulator = makeSimulator();
  if (!simulator) {
    return;
  }
  CHECK(simulator->show("nobody-known").error().code == "simulator.person");
  CHECK(simulator->second("nobody-known").error().code == "simulator.person");
  CHECK(CameraSimulator::create("/nonexistent").error().code == "simulator.faces");
  CHECK(CameraSimulator::create("/").value()->show("li-wei").error().code == "simulator.faces");
  const auto photo = simulator::personPhoto("wang-fang").value();
  CHECK(photo.width == 102);
  CHECK(photo.height == 126);
  CHECK(simulator::personPhoto("nobody-known").error().code == "simulator.person");
}
