// How readings of one ring become its title: what is trimmed, what a gap means, where the title is looked
// for. The reader is scripted.
#include "recognition/documents/seals/SealFinder.h"
#include "recognition/documents/seals/SealReader.h"
#include "recognition/documents/seals/internal/SealRing.h"
#include "tests/unit/recognition/documents/DrawnSeal.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::documents;
using namespace xiaowu::testing;

namespace {

constexpr double kStep = 180 / 7.0;  // the marks of drawn()
constexpr double kMargin = 5;        // degrees of paper that a strip has beside the title

/// A letter as a reading gives it, `degrees` from six o'clock.
struct Letter {
  std::string text;
  double degrees = 0;
  double confidence = 0.9;
  std::string rival{};
  double rivalConfidence = 0;
};

/// Eight letters where drawn() has its marks.
std::vector<Letter> title() {
  std::vector<Letter> letters;
  for (const char* text : {"青", "山", "县", "河", "口", "镇", "政", "府"}) {
    letters.push_back({text, 90 + static_cast<double>(letters.size()) * kStep});
  }
  return letters;
}

/// The seal of drawn() as it comes out when the strips read as `readings`, one after the other; the last one
/// again for more strips.
Seal readAs(const std::vector<std::vector<Letter>>& readings) {
  const Image picture = sealImage(drawn(kRed));
  const auto seals = findSeals(picture);
  REQUIRE(seals.size() == 1);
  const auto band = titleBand(picture, refined(picture, seals[0]));
  std::size_t strips = 0;
  const auto read = readSeal(picture, seals[0], [&](const Image& strip) -> Result<TextLine> {
    TextLine line;
    for (const auto& letter : readings[std::min(strips, readings.size() - 1)]) {
      const double share = (letter.degrees - band.from + kMargin) / (band.to - band.from + 2 * kMargin);
      Symbol symbol{letter.text,
                    {static_cast<int>(share * strip.width) - 15, 0, 30, strip.height},
                    letter.confidence,
                    Reader::PpOcr};
      symbol.rival = letter.rival;
      symbol.rivalConfidence = letter.rivalConfidence;
      line.push_back(symbol);
    }
    ++strips;
    return line;
  });
  REQUIRE(read);
  return *read;
}

}  // namespace

TEST_CASE("print beside a title is trimmed: it is out of step, however sure it reads") {
  CHECK(readAs({title()}).text == "青山县河口镇政府");
  auto beside = title();
  beside.push_back({"易", 270 + 0.5 * kStep});
  CHECK(readAs({beside}).text == "青山县河口镇政府");
  auto before = title();
  before.insert(before.begin(), {"章", 90 - 0.55 * kStep});
  CHECK(readAs({before}).text == "青山县河口镇政府");
}

TEST_CASE("an unsure letter at an end is not believed, and its place counts as a letter that was not read") {
  auto rare = title();
  rare.front() = {"晨", 90, 0.14};
  const auto seal = readAs({rare});
  CHECK(seal.text == "山县河口镇政府");
  CHECK(seal.confidence == Approx(0.9 * 7 / 8));
}

TEST_CASE(
    "a gap in the title is a letter that was not read: it takes confidence, and another reading may fill "
    "it") {
  auto gap = title();
  gap.erase(gap.begin() + 3);
  const auto holed = readAs({gap});
  CHECK(holed.text == "青山县口镇政府");
  CHECK(holed.confidence == Approx(0.9 * 7 / 8));
  auto headless = title();
  headless.erase(headless.begin());
  CHECK(readAs({headless}).confidence == Approx(0.9 * 7 / 8));
  CHECK(readAs({title()}).confidence == Approx(0.9));
  const std::vector<Letter> part{
      {"山", 90 + kStep, 0.5}, {"河", 90 + 3 * kStep, 0.5}, {"口", 90 + 4 * kStep, 0.5}};
  CHECK(readAs({gap, part, gap}).text == "青山县河口镇政府");
}

TEST_CASE("only an unsure letter may also be another one, and only one that was seen nearly as surely") {
  auto letters = title();
  letters[4] = {"日", 90 + 4 * kStep, 0.5, "口", 0.3};
  letters[3] = {"河", 90 + 3 * kStep, 0.6, "何", 0.05};
  letters[1] = {"山", 90 + kStep, 0.9, "出", 0.3};
  const auto seal = readAs({letters});
  REQUIRE(seal.also.size() == 8);
  CHECK(seal.also[4] == "口");
  CHECK(seal.also[3].empty());
  CHECK(seal.also[1].empty());
}

TEST_CASE(
    "the title ends at the ring's emptiest stretch, not at a letter that is missing, a code or a centre "
    "line") {
  cv::Mat page = drawnRing(kRed);
  for (int mark = 0; mark < 12; ++mark) {
    if (mark != 5) {
      drawMark(page, kRed, 60 + mark * 240 / 11.0, 0.77, 9);  // a gap of 44 degrees
    }
  }
  for (int digit = 0; digit < 13; ++digit) {
    drawMark(page, kRed, -30 + digit * 5, 0.9, 3);  // a company's code
  }
  for (const double end : {-63.0, 63.0}) {
    drawMark(page, kRed, end, 0.55, 8);  // where a centre line ends
  }
  const Image picture = sealImage(page);
  const auto seals = findSeals(picture);
  REQUIRE(seals.size() == 1);
  const auto band = titleBand(picture, refined(picture, seals[0]));
  CHECK(band.from == Approx(55).margin(8));
  CHECK(band.to == Approx(305).margin(8));
}
