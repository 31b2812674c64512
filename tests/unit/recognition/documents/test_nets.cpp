// PP-OCR's rewritten nets: the same answers as the shipped ones give in ONNX Runtime
// (golden/onnxruntime.json), and what the engine makes of them.
#include "recognition/inference/ModelFile.h"
#include "recognition/inference/NetLayers.h"
#include "recognition/documents/page/Pictures.h"
#include "recognition/documents/text/PpOcrEngine.h"
#include "recognition/documents/text/internal/TextRecogniser.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include <nlohmann/json.hpp>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

const std::filesystem::path kModels = places::models();
const std::filesystem::path kSource = places::source();
const std::filesystem::path kGolden = kSource / "tests" / "unit" / "recognition" / "documents" / "golden";

std::string fileText(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Image picture(const std::string& name) {
  const std::string text = fileText(kGolden / name);
  auto image = decodeImage(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
  REQUIRE(image);
  REQUIRE(image->format == PixelFormat::Grey8);
  image->dpi = 150;
  return *image;
}

const nlohmann::json& golden() {
  static const auto json = nlohmann::json::parse(fileText(kGolden / "onnxruntime.json"));
  return json;
}

/// Grey / 127.5 - 1 in all three planes, as the golden answers were made with.
cv::Mat blobOf(const Image& image) {
  cv::Mat blob(std::vector<int>{1, 3, image.height, image.width}, CV_32F);
  const cv::Mat grey(image.height, image.width, CV_8UC1, const_cast<std::uint8_t*>(image.data()));
  for (int channel = 0; channel < 3; ++channel) {
    cv::Mat plane(image.height, image.width, CV_32F, blob.ptr<float>(0, channel));
    grey.convertTo(plane, CV_32F, 1 / 127.5, -1);
  }
  return blob;
}

cv::Mat answerOf(cv::dnn::Net& net, const cv::Mat& blob) {
  net.setInput(blob);
  return net.forward().clone();
}

cv::dnn::Net netOf(const std::string& name) {
  inference::registerNetLayers();
  auto net = cv::dnn::readNetFromONNX((kModels / name).string());
  net.enableFusion(false);
  return net;
}

Image turnedBy(const Image& image, double degrees) {
  const cv::Mat from(image.height, image.width, CV_8UC1, const_cast<std::uint8_t*>(image.data()));
  const int side = image.width + image.height;
  cv::Mat turn = cv::getRotationMatrix2D(
      {static_cast<float>(image.width) / 2, static_cast<float>(image.height) / 2}, degrees, 1);
  turn.at<double>(0, 2) += (side - image.width) / 2.0;
  turn.at<double>(1, 2) += (side - image.height) / 2.0;
  Bytes pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  cv::Mat to(side, side, CV_8UC1, pixels.data());
  cv::warpAffine(from, to, turn, to.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar(255));
  return Image::of(side, side, PixelFormat::Grey8, std::move(pixels), image.dpi);
}

std::string textOf(const TextLine& line) {
  std::string text;
  for (const auto& symbol : line) {
    if (symbol.text != " ") {
      text += symbol.text;
    }
  }
  return text;
}

PpOcrEngine& engine() {
  static const auto loaded = PpOcrEngine::load(kModels, 2);
  REQUIRE(loaded);
  return **loaded;
}

TextRecogniser& recogniser() {
  static const auto loaded = TextRecogniser::load(kModels);
  REQUIRE(loaded);
  return **loaded;
}

std::vector<std::string> linesOf(const Image& page) {
  const auto lines = engine().readPage(page, {});
  REQUIRE(lines);
  std::vector<std::string> texts;
  for (const auto& line : *lines) {
    texts.push_back(textOf(line));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace

TEST_CASE("the recognition net answers as ONNX Runtime does") {
  auto net = netOf("ppocr_rec.onnx");
  const cv::Mat answer = answerOf(net, blobOf(picture("line.png")));
  REQUIRE(answer.dims == 3);
  const auto& steps = golden().at("rec");
  REQUIRE(answer.size[1] == static_cast<int>(steps.size()));
  for (int at = 0; at < answer.size[1]; ++at) {
    const float* row = answer.ptr<float>(0, at);
    const auto best = std::max_element(row, row + answer.size[2]) - row;
    INFO("step " << at);
    CHECK(best == steps[static_cast<std::size_t>(at)][0].get<int>());
    CHECK(row[best] == Approx(steps[static_cast<std::size_t>(at)][1].get<float>()).margin(1e-3));
  }
}

TEST_CASE("the detection net answers as ONNX Runtime does") {
  auto net = netOf("ppocr_det.onnx");
  const cv::Mat answer = answerOf(net, blobOf(picture("page.png")));
  std::size_t at = 0;
  int bright = 0;
  for (int y = 3; y < 224; y += 8) {
    for (int x = 3; x < 320; x += 8) {
      const float value = answer.ptr<float>(0, 0, y)[x];
      bright += value > 0.5F ? 1 : 0;
      if (std::abs(value - golden().at("det")[at].get<float>()) > 1e-3F) {
        FAIL("at " << x << ", " << y << ": " << value << ", wanted " << golden().at("det")[at]);
      }
      ++at;
    }
  }
  CHECK(bright > 50);
  CHECK(at == golden().at("det").size());
}

TEST_CASE("a net that has seen another size answers as a fresh one") {
  for (const auto* name : {"ppocr_det.onnx", "ppocr_rec.onnx"}) {
    auto used = netOf(name);
    const bool rec = std::string(name) == "ppocr_rec.onnx";
    for (const int width : {320, 192, 320}) {
      cv::Mat blob(std::vector<int>{1, 3, rec ? 48 : 128, width}, CV_32F);
      cv::randu(blob, -1, 1);
      auto fresh = netOf(name);
      const cv::Mat one = answerOf(used, blob);
      CHECK(cv::norm(one.reshape(1, 1), answerOf(fresh, blob).reshape(1, 1), cv::NORM_INF) < 1e-4);
    }
  }
}

TEST_CASE("a strip is read with a place for each character") {
  const Image strip = picture("line.png");
  const auto line = recogniser().readStrip(strip);
  CHECK(textOf(line) == golden().at("text").get<std::string>());
  int before = -1;
  for (const auto& symbol : line) {
    CHECK(symbol.reader == Reader::PpOcr);
    CHECK(symbol.confidence > 0.5);
    CHECK(symbol.rivalConfidence < symbol.confidence);
    CHECK(symbol.box.x >= before);
    CHECK(symbol.box.height == 48);
    CHECK(symbol.box.x + symbol.box.width <= strip.width);
    before = symbol.box.x + symbol.box.width;
  }
  // The hanzi end at about 45 % of the ink, where the number begins.
  const auto digit =
      std::find_if(line.begin(), line.end(), [](const Symbol& symbol) { return symbol.text == "4"; });
  REQUIRE(digit != line.end());
  CHECK(digit->box.x > 155);
  CHECK(digit->box.x < 215);
  for (const auto& symbol : recogniser().readStrip(strip, "0123456789X旻")) {
    CHECK(std::string("0123456789X").find(symbol.text) != std::string::npos);
  }
  CHECK(recogniser().knows("溆"));
  CHECK_FALSE(recogniser().knows("旻"));
  CHECK(recogniser().readStrip(Image::of(3, 3, PixelFormat::Grey8, Bytes(9))).empty());
  CHECK(recogniser().readStrip(Image::of(200, 48, PixelFormat::Bgr8, Bytes(200 * 48 * 3, 255))).empty());
}

TEST_CASE("lines of a page are found and read, also of a turned page") {
  const std::vector<std::string> wanted{"住址清溪镇木兰村12组", "受理号2026-003071", "居民委员会证明"};
  for (const double degrees : {0.0, 12.0, -25.0}) {
    const auto lines = linesOf(degrees == 0 ? picture("page.png") : turnedBy(picture("page.png"), degrees));
    INFO(degrees);
    for (const auto& text : wanted) {
      CHECK(std::find(lines.begin(), lines.end(), text) != lines.end());
    }
  }
  CHECK(linesOf(Image::of(300, 200, PixelFormat::Grey8, Bytes(60000, 255), 150)).empty());
}

TEST_CASE("a stop is heard before and between lines") {
  std::stop_source source;
  source.request_stop();
  CHECK(engine().readPage(picture("page.png"), source.get_token()).error().code ==
        xiaowu::errors::kCancelled);
  CHECK(engine().readLines(picture("page.png"), {}, source.get_token()).error().code ==
        xiaowu::errors::kCancelled);
  CHECK(engine().readStrip(picture("line.png"), "", source.get_token()).error().code ==
        xiaowu::errors::kCancelled);
}

TEST_CASE("models that are absent, cut short or changed are refused") {
  const auto folder = std::filesystem::temp_directory_path() / ("xiaowu-nets-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  CHECK(PpOcrEngine::load(folder, 1).error().code == documents::errors::kEngineMissing);
  for (const auto* name : {"ppocr_det.onnx", "ppocr_rec.onnx", "ppocr_keys.txt"}) {
    std::filesystem::copy_file(kModels / name, folder / name);
  }
  CHECK(PpOcrEngine::load(folder, 1));
  for (const auto* name : {"ppocr_det.onnx", "ppocr_rec.onnx", "ppocr_keys.txt"}) {
    const std::string whole = fileText(folder / name);
    std::string changed = whole;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    for (const auto& bytes : {whole.substr(0, whole.size() / 2), changed, std::string()}) {
      std::ofstream(folder / name, std::ios::binary | std::ios::trunc) << bytes;
      const auto loaded = PpOcrEngine::load(folder, 1);
      REQUIRE_FALSE(loaded);
      CHECK(loaded.error().code == documents::errors::kEngineMissing);
      CHECK(loaded.error().detail.find(name) != std::string::npos);
    }
    std::ofstream(folder / name, std::ios::binary | std::ios::trunc) << whole;
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("the program and the setup know the same models") {
  const std::string code = fileText(kSource / "recognition" / "inference" / "ModelFile.cpp");
  std::ifstream sums(kSource / "packaging" / "setup" / "models.sha256");
  int found = 0;
  for (std::string sum, name; sums >> sum >> name;) {
    if (name.rfind("models/ppocr_", 0) != 0) {
      continue;
    }
    ++found;
    CHECK(code.find("\"" + name.substr(7) + "\", \"" + sum + "\"") != std::string::npos);
  }
  CHECK(found == 3);
}
