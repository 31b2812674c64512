// Which model is chosen, with nets made by the test and with the shipped ones under other names. Real YuNet
// and SFace files are not at hand here: their places in the order, their cards and YuNet's decoder are
// tested, not their accuracy.
#include "TinyNet.h"
#include "VisionFixture.h"

#include "recognition/face/models/internal/ModelTestImage.h"
#include "recognition/face/models/internal/ModelCheck.h"
#include "recognition/face/models/internal/ModelSelector.h"
#include "tests/support/Places.h"

#include <opencv2/core.hpp>

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;
namespace fs = std::filesystem;

namespace {

constexpr const char* kZooYuNet = "face_detection_yunet_2023mar.onnx";
constexpr const char* kZooSFace = "face_recognition_sface_2021dec.onnx";

/// The shipped models by links, and whatever a site lays beside them.
struct Site {
  QTemporaryDir folder;
  fs::path models = folder.path().toStdString();

  Site() {
    for (const auto& entry : fs::directory_iterator(places::models())) {
      fs::create_symlink(entry.path(), models / entry.path().filename());
    }
  }
  void put(const std::string& name, const std::string& content) const {
    std::ofstream(models / name, std::ios::binary) << content;
  }
  [[nodiscard]] std::unique_ptr<FaceEngine> engine() const {
    auto loaded = FaceEngine::load(models);
    if (!loaded) {
      throw std::runtime_error(describe(loaded.error()));
    }
    return std::move(*loaded);
  }
};

std::string textOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

bool hasName(const FaceEngine& engine, const std::string& file) {
  const auto names = engine.modelNames();
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name.starts_with(file + ' '); });
}

bool wasRefused(const FaceEngine& engine, const std::string& file, const std::string& reason) {
  return std::any_of(engine.refusals().begin(), engine.refusals().end(), [&](const Error& error) {
    UNSCOPED_INFO(error.detail);
    return error.detail.find(file) != std::string::npos && error.detail.find(reason) != std::string::npos;
  });
}

/// The mean of the blue channel that the net sees: the drawn face in a grey room of 640 × 480, fitted into
/// 320 × 320.
double meanOfRoom(bool hasFace) {
  const auto face = modelTestImage();
  const double drawn = cv::mean(face)[0] * static_cast<double>(face.total());
  const double room =
      hasFace ? drawn + 128.0 * (640.0 * 480 - static_cast<double>(face.total())) : 128.0 * 640 * 480;
  return room / 4 / (320.0 * 320);
}

/// A "YuNet" that sees the drawn face where it is, by the picture's mean colour, in cell (20, 16) of
/// stride 8.
std::string seeingYuNet(double shiftX = 0) {
  const double with = meanOfRoom(true);
  const double without = meanOfRoom(false);
  const double slope = 2 / (with - without);
  constexpr int kColumn = 20;
  constexpr int kRow = 16;
  TinyNet net("input", 320, 320);
  for (const auto* kind : {"cls_", "obj_"}) {
    for (const int stride : {8, 16, 32}) {
      const auto cells = static_cast<std::size_t>((320 / stride) * (320 / stride));
      std::vector<float> values(cells, 0);
      std::vector<float> slopes(cells, 0);
      if (stride == 8) {
        slopes[kRow * 40 + kColumn] = static_cast<float>(slope);
        values[kRow * 40 + kColumn] = static_cast<float>(-1 - slope * (without + with) / 2 + 1);
      }
      net.output(kind + std::to_string(stride), values, slopes);
    }
  }
  const auto place = [&](double x, double y) {
    return std::pair((x + 224 + shiftX) / 2 / 8 - kColumn, (y + 144) / 2 / 8 - kRow);
  };
  for (const auto* kind : {"bbox_", "kps_"}) {
    for (const int stride : {8, 16, 32}) {
      const std::size_t each = kind[0] == 'b' ? 4 : 10;
      std::vector<float> values(static_cast<std::size_t>((320 / stride) * (320 / stride)) * each, 0);
      auto* cell = &values[stride == 8 ? (kRow * 40 + kColumn) * each : 0];
      if (stride == 8 && each == 4) {
        const auto [x, y] = place(96, 104);
        const std::array<double, 4> box{x, y, std::log(50.0 / 8), std::log(66.0 / 8)};
        std::copy(box.begin(), box.end(), cell);
      } else if (stride == 8) {
        for (const auto& [px, py] : {std::pair(73, 92), std::pair(119, 92), std::pair(96, 121),
                                     std::pair(76, 142), std::pair(116, 142)}) {
          const auto [x, y] = place(px, py);
          *cell++ = static_cast<float>(x);
          *cell++ = static_cast<float>(y);
        }
      }
      net.output(kind + std::to_string(stride), values);
    }
  }
  return net.onnx();
}

Image room() {
  cv::Mat picture(480, 640, CV_8UC3, cv::Scalar::all(128));
  modelTestImage().copyTo(picture(cv::Rect(224, 144, 192, 192)));
  return Image::of(640, 480, PixelFormat::Bgr8, Bytes(picture.datastart, picture.dataend));
}

}  // namespace

TEST_CASE("OpenCV Zoo's detector is taken before the shipped one when it is there and computes") {
  if (!haveModels()) {
    return;
  }
  const Site site;
  site.put(kZooYuNet, seeingYuNet());
  const auto engine = site.engine();
  for (const auto& error : engine->refusals()) {
    UNSCOPED_INFO(error.detail);
  }
  REQUIRE(hasName(*engine, kZooYuNet));
  CHECK_FALSE(hasName(*engine, "fr_detect.onnx"));
  const auto faces = engine->detect(room()).value();
  REQUIRE(faces.size() == 1);
  CHECK(faces[0].box.x == Approx(270).margin(1));
  CHECK(faces[0].box.y == Approx(182).margin(1));
  CHECK(faces[0].box.width == Approx(100).margin(1));
  CHECK(faces[0].box.height == Approx(132).margin(1));
  CHECK(faces[0].points[2].x == Approx(320).margin(1));
  CHECK(faces[0].points[2].y == Approx(265).margin(1));
}

TEST_CASE(
    "a Zoo file that is a pointer, cut short, blind or wrong is refused by name and the next is taken") {
  if (!haveModels()) {
    return;
  }
  const Site site;
  std::string reason;
  SECTION("a pointer") {
    site.put(kZooYuNet, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 232589\n");
    reason = "Git LFS pointer";
  }
  SECTION("cut short") {
    site.put(kZooYuNet, seeingYuNet().substr(0, 300'000));
    reason = kZooYuNet;
  }
  SECTION("loads but lacks the outputs") {
    site.put(kZooYuNet, TinyNet("input", 320, 320).output("something", std::vector<float>(10'000, 0)).onnx());
    reason = kZooYuNet;
  }
  SECTION("sees nothing") {
    TinyNet net("input", 320, 320);
    for (const auto& [kind, each] :
         {std::pair("cls_", 1), std::pair("obj_", 1), std::pair("bbox_", 4), std::pair("kps_", 10)}) {
      for (const int stride : {8, 16, 32}) {
        net.output(kind + std::to_string(stride),
                   std::vector<float>(static_cast<std::size_t>(320 / stride * (320 / stride) * each), 0));
      }
    }
    site.put(kZooYuNet, net.onnx());
    reason = "does not find the drawn face";
  }
  SECTION("sees it at a wrong place") {
    site.put(kZooYuNet, seeingYuNet(-120));
    reason = "wrong place";
  }
  const auto engine = site.engine();
  CHECK(wasRefused(*engine, kZooYuNet, reason));
  CHECK(hasName(*engine, "fr_detect.onnx"));
}

TEST_CASE("a recogniser that gives everybody the same vector, or is no SFace, is refused") {
  if (!haveModels()) {
    return;
  }
  const Site site;
  SECTION("one vector for everybody") {
    site.put(kZooSFace, TinyNet("data", 112, 112).output("fc1", std::vector<float>(100'000, 1)).onnx());
    const auto engine = site.engine();
    CHECK(wasRefused(*engine, kZooSFace, "cannot distinguish the drawn face from even grey"));
    CHECK(hasName(*engine, "fr_feature.onnx"));
  }
  SECTION("another net under its name") {
    fs::copy_file(places::models() / "fr_feature.onnx", site.models / kZooSFace);
    const auto engine = site.engine();
    CHECK(wasRefused(*engine, kZooSFace, kZooSFace));
    CHECK(hasName(*engine, "fr_feature.onnx"));
  }
}

TEST_CASE("a site's card beside its model wins, without code, and its vectors are not mixed with others") {
  if (!haveModels()) {
    return;
  }
  const Site site;
  fs::copy_file(places::models() / "fr_feature.onnx", site.models / "our_faces.onnx");
  auto card = replaced(textOf(modelCardsFolder() / "feature.json"), "fr_feature.onnx", "our_faces.onnx");
  site.put("our_faces.json", replaced(card, "\"threshold\": 0.47", "\"threshold\": 0.55"));
  const auto swapped = site.engine();
  CHECK(hasName(*swapped, "our_faces.onnx"));
  CHECK(swapped->refusals().empty());
  CHECK(swapped->similarityThreshold() == Approx(0.55));
  const auto picture = room();
  const auto face = swapped->detect(picture).value().at(0);
  const auto ours = swapped->embed(picture, face).value();
  CHECK(similarity(ours, swapped->embed(picture, face, Care::Thorough).value()) > 0.9F);
  CHECK(similarity(ours, engine().embed(picture, face).value()) == -1);
}

TEST_CASE("a site's card that is wrong is named and the shipped model takes its place") {
  if (!haveModels()) {
    return;
  }
  const Site site;
  site.put("broken.json", "{ \"role\": ");
  // The order that the package's own code feeds.
  site.put("liveness.json", replaced(textOf(modelCardsFolder() / "liveness.json"), "\"bgr\"", "\"rgb\""));
  const auto engine = site.engine();
  CHECK(wasRefused(*engine, "broken.json", "not JSON"));
  CHECK(wasRefused(*engine, "fr_liveness.onnx", "its card says otherwise"));
  CHECK(hasName(*engine, "fr_liveness.onnx"));
}

TEST_CASE("newest first, whole-number versions last") {
  const QTemporaryDir folder;
  const fs::path models = folder.path().toStdString();
  for (const auto* name : {"2022mar.onnx", "2023mar.onnx", "2023mar_int8.onnx", "2023mar_int8bq.onnx"}) {
    std::ofstream(models / (std::string("face_detection_yunet_") + name)) << 'x';
  }
  std::vector<std::string> order;
  for (const auto& card : readShelf(models, modelCardsFolder()).cards) {
    if (card.role == "detect") {
      order.push_back(card.file);
    }
  }
  CHECK(order == std::vector<std::string>{"face_detection_yunet_2023mar.onnx",
                                          "face_detection_yunet_2022mar.onnx",
                                          "face_detection_yunet_2023mar_int8bq.onnx",
                                          "face_detection_yunet_2023mar_int8.onnx", "fr_detect.onnx"});
}
