#include "drivers/camera/Cameras.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <utility>
#include <vector>

namespace xiaowu::drivers::camera {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kMaxWidth = 1280;
constexpr int kMaxHeight = 720;

Result<Shot> shotOf(const cv::Mat& picture) {
  if (picture.depth() != CV_8U || (picture.channels() != 1 && picture.channels() != 3)) {
    return fail(drivers::errors::kProtocol, Fault::ServiceUnavailable,
                "picture of OpenCV type " + std::to_string(picture.type()));
  }
  cv::Mat fitting = picture;
  const double scale = std::min(
      {1.0, static_cast<double>(kMaxWidth) / picture.cols, static_cast<double>(kMaxHeight) / picture.rows});
  if (scale < 1) {
    cv::resize(picture, fitting, cv::Size(), scale, scale, cv::INTER_AREA);
  }
  const auto format = picture.channels() == 1 ? PixelFormat::Grey8 : PixelFormat::Bgr8;
  Bytes pixels(fitting.total() * fitting.elemSize());
  fitting.copyTo(cv::Mat(fitting.rows, fitting.cols, fitting.type(), pixels.data()));
  return Shot{Image::of(fitting.cols, fitting.rows, format, std::move(pixels)), std::nullopt};
}

/// Live back-ends: they set the pace themselves and cannot be interrupted.
class LiveSource final : public FrameSource {
 public:
  LiveSource(std::string address, int backend) : m_address(std::move(address)), m_backend(backend) {}

  Result<void> open() override {
    std::error_code none;
    if (m_backend == cv::CAP_V4L2 && !std::filesystem::exists(m_address, none)) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable, m_address);
    }
    if (!m_capture.open(m_address, m_backend)) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable, m_address + ": does not open");
    }
    if (m_backend == cv::CAP_V4L2) {
      // Without MJPG most USB cameras give 5 frames a second at this size; a camera that knows neither keeps
      // its own.
      m_capture.set(cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'));
      m_capture.set(cv::CAP_PROP_FRAME_WIDTH, kMaxWidth);
      m_capture.set(cv::CAP_PROP_FRAME_HEIGHT, kMaxHeight);
      m_capture.set(cv::CAP_PROP_BUFFERSIZE, 2);
    }
    return {};
  }

  Result<Shot> read() override {
    cv::Mat picture;
    if (!m_capture.read(picture) || picture.empty()) {
      return fail(drivers::errors::kGone, Fault::ServiceUnavailable, "the source delivers no more");
    }
    return shotOf(picture);
  }

  void interrupt() override {}

 private:
  std::string m_address;
  int m_backend;
  cv::VideoCapture m_capture;
};

/// Films, sequences and single pictures, slowed to real time.
class FileSource final : public FrameSource {
 public:
  FileSource(std::string path, bool isLoop) : m_path(std::move(path)), m_isLoop(isLoop) {}

  Result<void> open() override {
    std::error_code none;
    const bool isSequence = m_path.find('%') != std::string::npos;
    if (!isSequence && !std::filesystem::is_regular_file(m_path, none)) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable, m_path);
    }
    if (!rewind()) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable,
                  m_path + ": not a film or picture that can be read");
    }
    m_due = Clock::now();
    return {};
  }

  Result<Shot> read() override {
    if (!waitUntilDue()) {
      return fail(drivers::errors::kGone, Fault::Cancelled, "closed");
    }
    cv::Mat picture = next();
    if (picture.empty() && m_isLoop && rewind()) {
      picture = next();
    }
    if (picture.empty()) {
      return fail(drivers::errors::kGone, Fault::ServiceUnavailable, "the file has ended");
    }
    return shotOf(picture);
  }

  void interrupt() override {
    const std::lock_guard lock(m_mutex);
    m_isInterrupted = true;
    m_wake.notify_all();
  }

 private:
  [[nodiscard]] bool isPicture() const {
    return m_path.find('%') == std::string::npos && cv::haveImageReader(m_path);
  }

  bool rewind() {
    if (isPicture()) {
      m_picture = cv::imread(m_path, cv::IMREAD_COLOR);
      return !m_picture.empty();
    }
    const bool isSequence = m_path.find('%') != std::string::npos;
    const bool isAvi = m_path.ends_with(".avi");
    std::vector<int> backends{cv::CAP_FFMPEG};
    if (isSequence) {
      backends = {cv::CAP_IMAGES};
    }
    if (isAvi) {
      backends.insert(backends.begin(), cv::CAP_OPENCV_MJPEG);  // built in: reads Motion JPEG without FFmpeg
    }
    for (const int backend : backends) {
      if (!m_capture.open(m_path, backend)) {
        continue;
      }
      const double rate = m_capture.get(cv::CAP_PROP_FPS);
      // A sequence has no rate of its own, and some back-ends answer 0 or 1 for it.
      m_period = std::chrono::microseconds(
          static_cast<std::int64_t>(1e6 / (!isSequence && rate >= 5 && rate <= 60 ? rate : 25.0)));
      return true;
    }
    return false;
  }

  cv::Mat next() {
    cv::Mat picture;
    if (isPicture()) {
      return std::exchange(m_picture, cv::Mat());
    }
    m_capture.read(picture);
    return picture;
  }

  bool waitUntilDue() {
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, m_due, [this] { return m_isInterrupted; });
    // A reader that fell behind is not made up for: a camera drops frames too.
    m_due = std::max(m_due + m_period, Clock::now());
    return !m_isInterrupted;
  }

  std::string m_path;
  bool m_isLoop;
  cv::VideoCapture m_capture;
  cv::Mat m_picture;
  std::chrono::microseconds m_period{40'000};
  SteadyTime m_due;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_isInterrupted = false;
};

std::string pipelineOf(std::string pipeline) {
  // drop=true: a slow reader sees the newest picture, not an ever older one.
  if (pipeline.find("appsink") == std::string::npos) {
    pipeline += " ! videoconvert ! video/x-raw,format=BGR ! appsink drop=true max-buffers=2 sync=true";
  }
  return pipeline;
}

}  // namespace

Result<std::unique_ptr<Camera>> makeCamera(std::string_view uri, CaptureOptions options) {
  const auto colon = uri.find(':');
  const auto scheme = uri.substr(0, colon);
  std::string rest(colon == std::string_view::npos ? std::string_view() : uri.substr(colon + 1));
  if (!rest.empty() && scheme == "v4l2") {
    return makeCaptureCamera([rest] { return std::make_unique<LiveSource>(rest, cv::CAP_V4L2); }, options);
  }
  if (!rest.empty() && scheme == "gst") {
    return makeCaptureCamera(
        [pipeline = pipelineOf(rest)] { return std::make_unique<LiveSource>(pipeline, cv::CAP_GSTREAMER); },
        options);
  }
  if (!rest.empty() && scheme == "file") {
    const bool isLoop = rest.ends_with("?loop");
    if (isLoop) {
      rest.resize(rest.size() - 5);
    }
    return makeCaptureCamera([rest, isLoop] { return std::make_unique<FileSource>(rest, isLoop); }, options);
  }
  return fail(drivers::errors::kAddress, Fault::ServiceUnavailable,
              std::string(uri) + ": expected v4l2:, gst: or file: and an address");
}

}  // namespace xiaowu::drivers::camera
