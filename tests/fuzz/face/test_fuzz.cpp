// Seeded, so a failure repeats: 60,000 damaged cards, 20,000 cards with one value of another kind, 4,000
// damaged pictures, 2,000 damaged lists.
#include "recognition/face/models/internal/ModelCard.h"
#include "recognition/face/quality/PictureFile.h"
#include "tools/cli/faces/FacePairs.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <QTemporaryDir>

#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>

using namespace xiaowu;
using namespace xiaowu::face;
namespace fs = std::filesystem;

namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : m_engine(seed) {}
  std::size_t below(std::size_t limit) {
    return limit == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_engine);
  }

  template <typename Text>
  Text mutated(Text text) {
    using Letter = typename Text::value_type;
    for (std::size_t changes = 1 + below(5); changes > 0 && !text.empty(); --changes) {
      const auto at = static_cast<std::ptrdiff_t>(below(text.size()));
      auto& here = text[static_cast<std::size_t>(at)];
      switch (below(6)) {
        case 0: here = static_cast<Letter>(below(256)); break;
        case 1: here = static_cast<Letter>(static_cast<unsigned char>(here) ^ (1U << below(8))); break;
        case 2:
          text.erase(
              text.begin() + at,
              text.begin() + at +
                  static_cast<std::ptrdiff_t>(
                      1 + below(std::min<std::size_t>(8, text.size() - static_cast<std::size_t>(at)))));
          break;
        case 3: text.insert(text.begin() + at, static_cast<Letter>(below(256))); break;
        case 4: text.resize(static_cast<std::size_t>(at)); break;
        default: {
          const auto from = below(text.size());
          const Text piece(text.begin() + static_cast<std::ptrdiff_t>(from),
                           text.begin() + static_cast<std::ptrdiff_t>(from + below(text.size() - from)));
          if (text.size() < 100'000) {
            text.insert(text.begin() + at, piece.begin(), piece.end());
          }
        }
      }
    }
    return text;
  }

 private:
  std::mt19937 m_engine;
};

std::vector<std::string> shippedCards() {
  std::vector<std::string> cards;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(places::source() / "kiosk-config/models")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream stream(file);
    cards.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return cards;
}

/// What the rest of the program relies on in any card that was accepted.
void requireSound(const ModelCard& card) {
  REQUIRE(card.width >= 8);
  REQUIRE(card.width <= 2048);
  REQUIRE(card.height >= 8);
  REQUIRE(card.height <= 2048);
  REQUIRE(card.file.find('/') == std::string::npos);
  REQUIRE(card.file.front() != '.');
  REQUIRE(std::isfinite(card.scale));
  REQUIRE(card.scale > 0);
  REQUIRE((card.isFamily() ? card.sha256.empty() && card.bytes[0] >= 1 : card.sha256.size() == 64));
  if (card.role != "landmark") {
    REQUIRE((card.threshold > 0 && card.threshold < 1));
  }
  if (card.role == "feature") {
    REQUIRE(card.alignment.size() == 5);
    REQUIRE((card.chipThreshold > 0 && card.chipThreshold < 1));
  }
  REQUIRE((card.liveIndex >= 0 && card.liveIndex < 100));
  REQUIRE((card.cropScale >= 1 && card.cropScale <= 8));
  std::size_t outputs = 1;
  if (card.role == "detect" || card.role == "mesh") {
    outputs = card.role == "detect" && card.layout == Layout::YuNet ? 12 : 2;
  }
  REQUIRE(card.outputs.size() == outputs);
}

}  // namespace

TEST_CASE("no damaged card breaks the reader, and what it accepts is sound") {
  Dice dice(20260103);
  const auto cards = shippedCards();
  REQUIRE(cards.size() >= 7);
  int accepted = 0;
  int refused = 0;
  for (int round = 0; round < 60'000; ++round) {
    const auto card = parseModelCard(dice.mutated(cards[dice.below(cards.size())]), "card.json");
    if (card) {
      ++accepted;
      requireSound(*card);
    } else {
      ++refused;
      REQUIRE(card.error().code == face::errors::kModelCard);
      REQUIRE(card.error().detail.starts_with("card.json: "));
    }
  }
  CHECK(accepted > 1000);  // damage in a text for people
  CHECK(refused > 10'000);
}

TEST_CASE("no value of another kind or size in a card breaks the reader") {
  Dice dice(3);
  const auto cards = shippedCards();
  const std::vector<std::string> values{"null",
                                        "true",
                                        "-1",
                                        "0",
                                        "1e300",
                                        "-1e300",
                                        "1e-300",
                                        "18446744073709551615",
                                        "-9223372036854775808",
                                        "3.7",
                                        "\"\"",
                                        "\"..\"",
                                        "[]",
                                        "[[]]",
                                        "{}",
                                        "[1,2,3]",
                                        "\"*\"",
                                        "\"a*b*.onnx\"",
                                        "\"../x.onnx\"",
                                        "99999999999999999999999",
                                        "\"\\u0000\""};
  int accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto card = cards[dice.below(cards.size())];
    // The value after some colon, up to the next comma or end, becomes another one.
    auto colon = card.find("\": ", dice.below(card.size()));
    if (colon == std::string::npos) {
      continue;
    }
    colon += 3;
    const auto end = card.find_first_of(",}\n", colon);
    card.replace(colon, end - colon, values[dice.below(values.size())]);
    const auto parsed = parseModelCard(card, "card.json");
    if (!parsed) {
      continue;
    }
    ++accepted;
    requireSound(*parsed);
  }
  CHECK(accepted < 15'000);
  CHECK_FALSE(parseModelCard(std::string(100'000, '['), "card.json"));
  CHECK_FALSE(parseModelCard(std::string(50'000, '['), "card.json"));
  CHECK_FALSE(parseModelCard("", "card.json"));
}

TEST_CASE("no damaged picture breaks the decoder, and what it gives is a whole picture") {
  Dice dice(5);
  // A PNG of 16 × 16 of one colour and a BMP of 4 × 4, made by hand; deflate's stored blocks need no packer.
  Bytes bmp(54 + 4 * 12, 90);
  const std::array<std::uint8_t, 54> head{'B', 'M', 102, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0,  40,
                                          0,   0,   0,   4, 0, 0, 0, 4, 0, 0, 0,  1, 0, 24, 0};
  std::copy(head.begin(), head.end(), bmp.begin());
  const Bytes jpeg{0xFF, 0xD8, 0xFF, 0xE0, 0,    4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 16,   1,
                   1,    0x11, 0,    0xFF, 0xDA, 0, 8, 1, 1,    0,    0, 63, 0, 1, 2,  3, 0xFF, 0xD9};
  REQUIRE(pictureOf(bmp));
  int decoded = 0;
  for (int round = 0; round < 4'000; ++round) {
    const auto image = pictureOf(dice.mutated(round % 2 == 0 ? bmp : jpeg));
    if (!image) {
      REQUIRE(image.error().code == face::errors::kPictureFile);
      continue;
    }
    ++decoded;
    REQUIRE(image->pixels->size() ==
            static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height) * 3);
  }
  CHECK(decoded > 100);
}

TEST_CASE("no damaged list of pairs breaks its reader") {
  Dice dice(9);
  const QTemporaryDir folder;
  const fs::path file = fs::path(folder.path().toStdString()) / "pairs.csv";
  const std::string list =
      "Decision,file_y,\"file_x\"\r\nYes,a.jpg,b.jpg\r\n\"No, not\",\"c \"\"1\"\".jpg\",d.jpg\r\n";
  std::ofstream(file) << list;
  const auto pairs = cli::readPairs(file);
  REQUIRE(pairs);
  REQUIRE(pairs->size() == 2);
  CHECK((*pairs)[0].x == "b.jpg");
  CHECK((*pairs)[1].y == "c \"1\".jpg");
  for (int round = 0; round < 2'000; ++round) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << dice.mutated(list);
    const auto read = cli::readPairs(file);
    if (!read) {
      REQUIRE(read.error().code == "tool.input");
      continue;
    }
    for (const auto& pair : *read) {
      REQUIRE_FALSE((pair.x.empty() || pair.y.empty()));
    }
  }
}
