// The reader on the simulators' papers, as a scanner and as a camera see them. Few pages, because each takes
// about a second.
#include "recognition/documents/DocumentReader.h"
#include "recognition/documents/MaterialCheck.h"
#include "drivers/scanner/simulator/papers/Papers.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <thread>

using namespace xiaowu;
using namespace xiaowu::documents;
using namespace xiaowu::simulator;

namespace {

DocumentReader& reader() {
  static const auto instance =
      DocumentReader::load(places::source() / "kiosk-config" / "documents", {places::models(), 1});
  REQUIRE(instance);
  return **instance;
}

PaperOrder order(PaperKind kind, const std::string& person, PaperFlaw flaw = PaperFlaw::None,
                 std::uint64_t seed = 7) {
  PaperOrder paper;
  paper.kind = kind;
  paper.person = person;
  paper.flaw = flaw;
  paper.seed = seed;
  return paper;
}

DocumentReading readPaper(const PaperOrder& paper, bool camera, std::string_view expected = "") {
  const auto image = capturePaper(paper, camera ? CaptureSettings::camera() : CaptureSettings::scan());
  REQUIRE(image);
  const auto reading = reader().read(*image, expected, {});
  INFO((reading ? std::string() : describe(reading.error())));
  REQUIRE(reading);
  return *reading;
}

bool isNumber(const std::string& name) {
  return name.rfind("id", 0) == 0;
}

/// Right or doubtful, never wrong and accepted.
int numbersAccepted(const DocumentReading& reading, const PaperTruth& truth) {
  int accepted = 0;
  for (const auto& [name, value] : truth) {
    const auto* field = reading.field(name);
    if (!isNumber(name) || field == nullptr || !field->accepted()) {
      continue;
    }
    CHECK(field->value == value);
    ++accepted;
  }
  return accepted;
}

double exactShare(const DocumentReading& reading, const PaperTruth& truth) {
  int exact = 0;
  for (const auto& [name, value] : truth) {
    const auto* field = reading.field(name);
    if (field != nullptr && field->value == value) {
      ++exact;
    }
  }
  return exact / static_cast<double>(truth.size());
}

}  // namespace

TEST_CASE("the couple's papers are read from scanner and camera") {
  const bool camera = GENERATE(false, true);
  const auto kind = GENERATE(PaperKind::Marriage, PaperKind::Hukou, PaperKind::Letter);
  const auto paper = order(kind, kind == PaperKind::Hukou ? "wang-fang" : "li-wei");
  const auto truth = paperTruth(paper);
  REQUIRE(truth);
  const auto reading = readPaper(paper, camera);
  INFO(paperKindName(kind) << (camera ? " camera" : " scan"));
  CHECK(reading.type == paperKindName(kind));
  CHECK(reading.pageFound);
  CHECK_FALSE(reading.turned);
  CHECK(reading.findings.empty());
  CHECK(numbersAccepted(reading, *truth) >= 1);
  CHECK(exactShare(reading, *truth) >= 0.6);
  REQUIRE(reading.hasSeal());
  const double radius = kind == PaperKind::Hukou ? 14 : 20;
  CHECK(reading.seals.front().radiusMm == Approx(radius).margin(radius * 0.05));
  for (const auto& field : reading.fields) {
    CHECK(field.crop.x + field.crop.width <= reading.page.width + 2);
    CHECK(field.crop.y + field.crop.height <= reading.page.height + 2);
  }
}

TEST_CASE("a sheet that lies upside down is turned") {
  const auto paper = order(PaperKind::Marriage, "wang-fang", PaperFlaw::UpsideDown);
  const auto reading = readPaper(paper, false);
  CHECK(reading.type == "marriage");
  CHECK(reading.turned);
  CHECK(numbersAccepted(reading, *paperTruth(paper)) >= 1);
  CHECK(reading.hasSeal());
}

TEST_CASE("a paper without seal, and a black-and-white copy of one with seal") {
  const MaterialRequirement requirement{"letter", "proofOfResidence", true};
  const auto bare = readPaper(order(PaperKind::Letter, "chen-guiying", PaperFlaw::NoSeal), false);
  CHECK(bare.seals.empty());
  CHECK(checkMaterial(requirement, bare, {}).outcome == MaterialOutcome::NoSeal);
  const auto copy = readPaper(order(PaperKind::Letter, "li-wei", PaperFlaw::Copy), false);
  CHECK_FALSE(copy.hasSeal());
  CHECK(checkMaterial(requirement, copy, {}).outcome == MaterialOutcome::NoSeal);
}

TEST_CASE("a medical bill is called a medical bill, whatever was expected") {
  const auto reading = readPaper(order(PaperKind::Hukou, "li-wei", PaperFlaw::Wrong), false, "hukou");
  const auto verdict = checkMaterial({"hukou", "householdRegister", false}, reading, {});
  CHECK(verdict.outcome == MaterialOutcome::WrongPaper);
  CHECK(verdict.seemsToBe == "medical-bill");
}

TEST_CASE("an empty sheet and a picture out of focus are told apart") {
  CHECK(readPaper(order(PaperKind::Letter, "li-wei", PaperFlaw::Blank), true).findings ==
        std::vector<PageFinding>{PageFinding::Blank});
  for (const auto kind : {PaperKind::Marriage, PaperKind::Letter}) {
    const auto blurred = readPaper(order(kind, "li-wei", PaperFlaw::Blurred), true);
    INFO("sharpness " << blurred.sharpness);
    CHECK(blurred.has(PageFinding::Blurred));
    CHECK(checkMaterial({std::string(paperKindName(kind)), "m", true}, blurred, {}).outcome ==
          MaterialOutcome::Unreadable);
  }
}

TEST_CASE("a sheet that reaches over the edge is cut off") {
  const auto image = capturePaper(order(PaperKind::Marriage, "li-wei"), CaptureSettings::scan());
  REQUIRE(image);
  const int width = image->width * 3 / 4;
  Bytes pixels;
  for (int y = 0; y < image->height; ++y) {
    const auto* row = image->data() + static_cast<std::size_t>(y) * image->stride();
    pixels.insert(pixels.end(), row, row + width * 3);
  }
  const auto reading =
      reader().read(Image::of(width, image->height, image->format, std::move(pixels), image->dpi), "", {});
  REQUIRE(reading);
  CHECK(reading->has(PageFinding::CutOff));
}

TEST_CASE("a stop ends a read at once, and the reader reads on") {
  const auto image = capturePaper(order(PaperKind::Letter, "li-wei"), CaptureSettings::scan());
  REQUIRE(image);
  std::stop_source source;
  std::chrono::steady_clock::time_point asked;
  // The stop falls into the work: the reader's own thread has begun when it holds the picture besides the
  // call and the job.
  std::jthread stopper([&] {
    while (image->pixels.use_count() < 3) {
      std::this_thread::yield();
    }
    asked = std::chrono::steady_clock::now();
    source.request_stop();
  });
  const auto cancelled = reader().read(*image, "", source.get_token());
  const auto ended = std::chrono::steady_clock::now();
  stopper.join();
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == xiaowu::errors::kCancelled);
  CHECK(ended - asked < std::chrono::milliseconds(100));
  const auto before = reader().read(*image, "", source.get_token());
  REQUIRE_FALSE(before);
  const auto again = reader().read(*image, "letter", {});
  REQUIRE(again);
  CHECK(again->type == "letter");
}

TEST_CASE("a picture of many megapixels is read smaller, and its places are those of the picture") {
  const auto image = capturePaper(order(PaperKind::IdFront, "li-wei"), CaptureSettings::scan());
  REQUIRE(image);
  const auto channels = static_cast<std::size_t>(image->channels());
  const int times =
      1 + static_cast<int>(std::sqrt(13e6 / (static_cast<double>(image->width) * image->height)));
  const auto enlarge = static_cast<std::size_t>(times);
  const std::size_t width = static_cast<std::size_t>(image->width) * enlarge;
  Bytes pixels(width * static_cast<std::size_t>(image->height) * enlarge * channels);
  for (std::size_t at = 0; at < pixels.size(); ++at) {
    const std::size_t x = at / channels % width / enlarge;
    const std::size_t y = at / channels / width / enlarge;
    pixels[at] = image->data()[y * image->stride() + x * channels + at % channels];
  }
  const auto large = reader().read(
      Image::of(image->width * times, image->height * times, image->format, std::move(pixels)), "", {});
  const auto small = reader().read(*image, "", {});
  REQUIRE(large);
  REQUIRE(small);
  CHECK(large->type == "idfront");
  CHECK(static_cast<std::int64_t>(large->page.width) * large->page.height <= 12'000'000);
  for (std::size_t at = 0; at < 4; ++at) {
    CHECK(large->quad[at].x == Approx(small->quad[at].x * times).margin(0.02 * image->width * times));
    CHECK(large->quad[at].y == Approx(small->quad[at].y * times).margin(0.02 * image->height * times));
  }
}

TEST_CASE("pictures that are none are errors") {
  CHECK(reader().read(Image{}, "", {}).error().code == documents::errors::kImageInvalid);
  CHECK(reader().read(Image::of(10, 10, PixelFormat::Grey8, Bytes(100)), "", {}).error().code ==
        documents::errors::kImageInvalid);
  CHECK(reader()
            .read(Image{500, 500, PixelFormat::Bgr8, 0, std::make_shared<const Bytes>(100)}, "", {})
            .error()
            .code == documents::errors::kImageInvalid);
  CHECK(reader().read(Image::of(70, 70, PixelFormat::Grey8, Bytes(4900)), "passport", {}).error().code ==
        documents::errors::kUnknownType);
  const auto black = reader().read(Image::of(300, 200, PixelFormat::Grey8, Bytes(60000)), "", {});
  REQUIRE(black);
  CHECK(black->type == "unknown");
  CHECK(black->findings == std::vector<PageFinding>{PageFinding::Blank});
}

TEST_CASE("the same order gives the same pixels; orders that cannot be met are errors") {
  const auto paper = order(PaperKind::Hukou, "li-wei");
  CHECK(*capturePaper(paper, CaptureSettings::camera())->pixels ==
        *capturePaper(paper, CaptureSettings::camera())->pixels);
  auto other = paper;
  other.seed = 8;
  CHECK(*capturePaper(paper, CaptureSettings::camera())->pixels !=
        *capturePaper(other, CaptureSettings::camera())->pixels);
  auto dated = order(PaperKind::Letter, "li-wei");
  dated.date = "2026-11-12";
  const auto truth = paperTruth(dated);
  REQUIRE(truth);
  CHECK(std::find(truth->begin(), truth->end(), std::pair<std::string, std::string>{"date", "2026-11-12"}) !=
        truth->end());
  CHECK(renderPaper(order(PaperKind::Marriage, "nobody")).error().code == "simulator.paper");
  CHECK(renderPaper(order(PaperKind::Marriage, "chen-guiying")).error().code == "simulator.paper");
  CHECK_FALSE(renderPaper(order(PaperKind::Hukou, "anna-schmidt")));
  for (const auto flaw : {PaperFlaw::None, PaperFlaw::NoSeal, PaperFlaw::Copy, PaperFlaw::ForgedSeal,
                          PaperFlaw::Blurred, PaperFlaw::UpsideDown, PaperFlaw::Blank, PaperFlaw::Wrong}) {
    CHECK(paperFlawOf(paperFlawName(flaw)) == flaw);
  }
}
