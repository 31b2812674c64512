#include "VisionFixture.h"

#include "recognition/face/models/internal/ModelCard.h"
#include "recognition/face/quality/Preview.h"
#include "tests/support/Places.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;
namespace fs = std::filesystem;

namespace {

/// A models folder of its own whose file `damaged` the test may spoil.
struct ModelsCopy {
  QTemporaryDir folder;
  fs::path path = folder.path().toStdString();

  ModelsCopy() {
    for (const auto& entry : fs::directory_iterator(places::models())) {
      fs::copy_file(entry.path(), path / entry.path().filename());
    }
  }
};

std::string readText(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void writeText(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

Error refusalOf(const fs::path& models, const fs::path& cards = modelCardsFolder()) {
  const auto loaded = FaceEngine::load(models, cards);
  REQUIRE_FALSE(loaded);
  INFO(describe(loaded.error()));
  CHECK(loaded.error().fault == Fault::ServiceUnavailable);
  return loaded.error();
}

Error cardRefusal(const std::function<void(std::string&)>& spoil) {
  QTemporaryDir folder;
  const fs::path path = folder.path().toStdString();
  auto text = readText(modelCardsFolder() / "liveness.json");
  spoil(text);
  writeText(path / "liveness.json", text);
  const auto card = readModelCard(path, "liveness");
  REQUIRE_FALSE(card);
  CHECK(card.error().code == face::errors::kModelCard);
  CHECK(card.error().detail.find("liveness.json") != std::string::npos);
  return card.error();
}

void replace(std::string& text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("a model that is missing, cut short, swapped or only a pointer is refused by name") {
  if (!haveModels()) {
    return;
  }
  ModelsCopy copy;
  SECTION("missing") {
    fs::remove(copy.path / "fr_feature.onnx");
    const auto error = refusalOf(copy.path);
    CHECK(error.code == face::errors::kModelMissing);
    CHECK(error.detail.find("fr_feature.onnx") != std::string::npos);
  }
  SECTION("cut short") {
    fs::resize_file(copy.path / "fr_liveness.onnx", 1'000'000);
    const auto error = refusalOf(copy.path);
    CHECK(error.code == face::errors::kModelDamaged);
    CHECK(error.detail.find("fr_liveness.onnx") != std::string::npos);
  }
  SECTION("a pointer file") {
    writeText(copy.path / "fr_detect.onnx",
              "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1217758\n");
    const auto error = refusalOf(copy.path);
    CHECK(error.code == face::errors::kModelDamaged);
    CHECK(error.detail.find("Git LFS pointer") != std::string::npos);
  }
  SECTION("another valid model under its name") {
    fs::copy_file(copy.path / "fr_feature.onnx", copy.path / "fr_landmark.onnx",
                  fs::copy_options::overwrite_existing);
    CHECK(refusalOf(copy.path).code == face::errors::kModelDamaged);
  }
}

TEST_CASE("a model that its card describes wrongly is refused, not run") {
  if (!haveModels()) {
    return;
  }
  QTemporaryDir folder;
  const fs::path cards = folder.path().toStdString();
  for (const auto& entry : fs::directory_iterator(modelCardsFolder())) {
    fs::copy_file(entry.path(), cards / entry.path().filename());
  }
  auto text = readText(cards / "landmark.json");
  SECTION("a net of another role") {
    replace(text, "fr_landmark.onnx", "fr_feature.onnx");
    replace(text, "f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258",
            "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581");
    replace(text, "\"grey\", \"mean\": [0]", "\"bgr\", \"mean\": [0, 0, 0]");
    replace(text, "\"width\": 64, \"height\": 64", "\"width\": 112, \"height\": 112");
  }
  SECTION("an output that the net does not have") {
    replace(text, "[\"output\"]", "[\"nothing\"]");
  }
  SECTION("a wrong input size") {
    replace(text, "\"width\": 64, \"height\": 64", "\"width\": 100, \"height\": 90");
  }
  writeText(cards / "landmark.json", text);
  CHECK(refusalOf(places::models(), cards).code == face::errors::kModelRefused);
}

TEST_CASE("a card that is missing or wrong is refused") {
  CHECK(readModelCard("/nonexistent", "detect").error().code == face::errors::kModelCard);
  cardRefusal([](auto& text) { text = "not json"; });
  cardRefusal([](auto& text) { replace(text, "\"liveness\"", "\"feature\""); });
  cardRefusal([](auto& text) { replace(text, "\"threshold\": 0.2", "\"threshold\": 0"); });
  cardRefusal([](auto& text) { replace(text, "fr_liveness.onnx", "../fr_liveness.onnx"); });
  cardRefusal([](auto& text) { replace(text, "\"bgr\"", "\"yuv\""); });
  cardRefusal([](auto& text) { replace(text, "[0, 0, 0]", "[0]"); });
  cardRefusal([](auto& text) { replace(text, "\"height\": 128", "\"height\": \"128\""); });
}

TEST_CASE("the engine finds, places and tells apart the simulators' faces") {
  if (!haveModels()) {
    return;
  }
  const auto frame = frameOf(sceneOf("li-wei"), simulator::CameraStream::Rgb, 0).image;
  const auto faces = engine().detect(frame).value();
  REQUIRE(faces.size() == 1);
  const auto& face = faces.front();
  CHECK(face.score > 0.9F);
  CHECK(face.points[0].x < face.points[2].x);
  CHECK(face.points[1].x > face.points[2].x);
  CHECK(face.points[3].y > face.points[2].y);
  CHECK(engine().detect(frameOf(sceneOf(""), simulator::CameraStream::Rgb, 0).image).value().empty());

  auto embedding = engine().embed(frame, face).value();
  CHECK(similarity(embedding, embedding) == Approx(1).margin(1e-4));
  auto foreign = embedding;
  foreign.model = "another";
  CHECK(similarity(embedding, foreign) == -1);
  const float* memory = embedding.values.data();
  const auto length = embedding.values.size();
  embedding.wipe();
  CHECK(embedding.empty());
  CHECK(similarity(embedding, foreign) == -1);
  // The vector keeps its storage after clear(), so what was there can be looked at.
  REQUIRE(embedding.values.capacity() >= length);
  CHECK(std::all_of(memory, memory + length, [](float value) { return value == 0; }));
}

TEST_CASE("pictures that are none are answered with an error, not a crash") {
  if (!haveModels()) {
    return;
  }
  CHECK(engine().detect({}).error().code == face::errors::kPicture);
  const Image lying{640, 480, PixelFormat::Bgr8, 0, std::make_shared<const Bytes>(100)};
  CHECK(engine().detect(lying).error().code == face::errors::kPicture);
  CHECK(engine().detect(Image::of(1, 1, PixelFormat::Bgr8, Bytes(3))).value().empty());
  CHECK(engine().detect(Image::of(9, 7, PixelFormat::Grey8, Bytes(63, 128))).value().empty());
  const auto frame = Image::of(64, 48, PixelFormat::Bgr8, Bytes(64 * 48 * 3, 90));
  const Face outside{{500, 500, 30, 30}, 1, {}};
  CHECK(engine().liveness(frame, outside));
  CHECK(engine().embed(frame, outside));
}

TEST_CASE("the preview is mirrored and never wider than 640 pixels") {
  Bytes pixels(std::size_t{1280} * 720 * 3, 0);
  pixels[0] = 255;
  pixels[3] = 255;
  pixels[1280 * 3] = 255;
  pixels[1280 * 3 + 3] = 255;
  const drivers::FramePair pair{
      {Image::of(1280, 720, PixelFormat::Bgr8, std::move(pixels)), {}, 1, 1}, std::nullopt, {}};
  const auto preview = previewOf(pair);
  CHECK(preview.width == 640);
  CHECK(preview.height == 360);
  CHECK(int{preview.data()[639 * 3]} == 255);
  CHECK(int{preview.data()[0]} == 0);
  CHECK(previewOf({}).empty());
}
