// Seeded, so a failure repeats: text that an engine could have read, damaged, through rows, labels, votes and
// fields of every shipped type; damaged definitions of types through their loader; noise through every rule
// of numbers and dates.
#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/Validity.h"
#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/fields/internal/Fields.h"
#include "recognition/documents/text/internal/Utf8Characters.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace xiaowu;
using namespace xiaowu::documents;
namespace fs = std::filesystem;

namespace {

const fs::path kShipped = places::source() / "kiosk-config" / "documents";

class Dice {
 public:
  explicit Dice(unsigned seed) : m_engine(seed) {}
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_engine() % limit; }
  bool once(std::size_t in) { return below(in) == 0; }
  template <typename List>
  const auto& oneOf(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::mt19937 m_engine;
};

/// Characters that make trouble: look-alikes, halves of pairs, marks, ruled lines, full-width forms, an
/// emoji, an empty one, bytes that are no UTF-8.
const std::vector<std::string> kLetters{
    "0",  "1",  "9",  "O",  "l", "X", "J", "-",      ".", ",", "年", "月", "日", "长期", "男",
    "女", "号", "：", "（", "|", "_", " ", "\u3000", "①", "Ⅷ", "𠮷", "😀", "",   "\xff", "\xe5\xa7"};

std::vector<TextLine> damagedPage(Dice& dice, const DocumentType& type) {
  std::vector<TextLine> lines;
  const std::size_t count = dice.below(14);
  for (std::size_t index = 0; index < count; ++index) {
    TextLine line;
    int x = static_cast<int>(dice.below(1500)) - 100;
    const int y = static_cast<int>(dice.below(1100)) - 50;
    const auto put = [&](const std::string& text) {
      const int width = static_cast<int>(dice.below(60));
      line.push_back({text,
                      {x, y + static_cast<int>(dice.below(9)), width, static_cast<int>(dice.below(70))},
                      static_cast<double>(dice.below(101)) / 100,
                      Reader::PpOcr,
                      {},
                      0});
      x += width + static_cast<int>(dice.below(80)) - 10;
    };
    if (!type.labels.empty() && dice.once(2)) {
      put(dice.oneOf(type.labels));
    }
    if (!type.keywords.empty() && dice.once(3)) {
      put(dice.oneOf(type.keywords).text);
    }
    if (dice.once(3)) {
      put("430624199308150019");
    }
    for (std::size_t letters = dice.below(24); letters > 0; --letters) {
      put(dice.oneOf(kLetters));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string noise(Dice& dice, std::size_t most) {
  std::string text;
  for (std::size_t count = dice.below(most); count > 0; --count) {
    text += dice.once(3) ? std::string(1, static_cast<char>(dice.below(256))) : dice.oneOf(kLetters);
  }
  return text;
}

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Words that letters are made of, in no order; `all` is what stands there.
std::vector<TextLine> shuffledLetter(Dice& dice, std::string& all) {
  static const std::vector<std::string> kWords{"证明",
                                               "兹证明",
                                               "村民",
                                               "王",
                                               "欧阳",
                                               "张三",
                                               "·",
                                               "阿卜杜拉",
                                               "，",
                                               "。",
                                               "：",
                                               "（",
                                               "）",
                                               "男",
                                               "系",
                                               "的",
                                               "现住",
                                               "住",
                                               "湖南省",
                                               "湘阴县",
                                               "清溪镇",
                                               "龙井村",
                                               "四组",
                                               "8号",
                                               "村民委员会",
                                               "派出所",
                                               "有限公司",
                                               "特此证明",
                                               "身份证号",
                                               "430624195907120024",
                                               "43062419590712002",
                                               "2026年",
                                               "二〇二六年",
                                               "三月八日",
                                               "3月",
                                               "8日",
                                               "（盖章）",
                                               "姓名",
                                               "性别",
                                               "\xe5\xa7",
                                               "𠮷",
                                               "",
                                               " ",
                                               "        ",
                                               "郏城县",
                                               "一二三四五六七八九十百千万亿零"};
  std::vector<TextLine> lines;
  for (std::size_t line = dice.below(12); line > 0; --line) {
    TextLine text;
    int x = static_cast<int>(dice.below(900)) - 50;
    for (std::size_t words = dice.below(14); words > 0; --words) {
      for (const auto& character : utf8Characters(dice.oneOf(kWords))) {
        text.push_back({character,
                        {x, static_cast<int>(lines.size()) * 60 + static_cast<int>(dice.below(9)), 36, 40},
                        0.9 + static_cast<double>(dice.below(10)) / 100,
                        Reader::PpOcr,
                        {},
                        0});
        x += 40;
        all += character == " " ? "" : character;
      }
    }
    lines.push_back(std::move(text));
  }
  return lines;
}

}  // namespace

TEST_CASE("no text breaks the fields, and no number is accepted that its rule refuses") {
  const auto types = loadDocumentTypes(kShipped);
  REQUIRE(types);
  Dice dice(20261122);
  int accepted = 0;
  for (int round = 0; round < 4000; ++round) {
    const auto& type = dice.oneOf(*types);
    PageText page{rowsOf(damagedPage(dice, type)), 1700, 1200, dice.once(2), {}};
    if (dice.once(2)) {
      page.ink = [&](const Rect&) { return static_cast<double>(dice.below(100)) / 100; };
    }
    const Reread reread = [&](const Rect&, const std::string&, int) {
      return SecondLook{noise(dice, 30), static_cast<double>(dice.below(101)) / 100, Reader::TesseractLatin};
    };
    const auto vote = voteType(*types, page.rows, "", static_cast<double>(dice.below(300)) / 100);
    if (vote.best != nullptr) {
      REQUIRE(vote.score > 0);
    }
    const auto fields = extractFields(type, page, dice.once(3) ? Reread() : reread);
    REQUIRE(fields.size() == type.fields.size());
    for (std::size_t index = 0; index < fields.size(); ++index) {
      const auto& field = fields[index];
      REQUIRE((field.confidence >= 0 && field.confidence <= 1));
      if (!field.accepted()) {
        continue;
      }
      ++accepted;
      const auto kind = type.fields[index].kind;
      if (kind == FieldKind::IdNumber) {
        REQUIRE(idNumberValid(field.value));
      }
      if (kind == FieldKind::CreditCode) {
        REQUIRE(creditCodeValid(field.value));
      }
      if (kind == FieldKind::BankCard) {
        REQUIRE(bankCardValid(field.value));
      }
      if (kind == FieldKind::PropertyUnit) {
        REQUIRE(propertyUnitValid(field.value));
      }
      if (kind == FieldKind::Validity) {
        REQUIRE(validitySpanValid(field.value));
      }
      if (kind == FieldKind::Date) {
        REQUIRE(isoDateValid(field.value));
      }
    }
  }
  CHECK(accepted > 100);
}

TEST_CASE("no shuffled letter breaks the extractor, and it states nothing that does not stand there") {
  const auto types = loadDocumentTypes(kShipped);
  REQUIRE(types);
  const auto* letter = findType(*types, "letter");
  REQUIRE(letter != nullptr);
  Dice dice(12);
  int stated = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string all;
    const auto lines = shuffledLetter(dice, all);
    const PageText page{rowsOf(lines), 1700, 1200, dice.once(2), {}};
    (void)voteType(*types, page.rows, "letter", 1.41);
    (void)footIncomplete(*types, page.rows);
    for (const auto& field : extractFields(*letter, page, nullptr)) {
      REQUIRE((field.confidence >= 0 && field.confidence <= 1));
      stated += field.accepted() ? 1 : 0;
      if (field.accepted() && field.name == "id") {
        REQUIRE(idNumberValid(field.value));
      }
      if (field.accepted() && field.name == "date") {
        REQUIRE(isoDateValid(field.value));
      }
      if (field.accepted() && field.name == "name") {
        INFO(field.value << " in " << all);
        REQUIRE(all.find(field.value) != std::string::npos);
      }
    }
    (void)withNearestCounty(all, dice.once(2) ? "371322" : noise(dice, 8));
  }
  CHECK(stated > 100);
}

TEST_CASE("no noise breaks the rules of numbers, and what they find they also hold valid") {
  Dice dice(7);
  for (int round = 0; round < 60000; ++round) {
    std::string text = noise(dice, 40);
    if (dice.once(3)) {
      text.insert(dice.below(text.size() + 1), dice.once(2) ? "34012319660721161X" : "91350100M000100Y43");
    }
    if (const auto id = findIdNumber(asDigits(text))) {
      REQUIRE(idNumberValid(*id));
    }
    if (const auto code = findCreditCode(asCreditCode(text))) {
      REQUIRE(creditCodeValid(*code));
    }
    if (const auto card = findBankCard(asDigits(text))) {
      REQUIRE(bankCardValid(*card));
    }
    if (const auto unit = findPropertyUnit(text)) {
      REQUIRE(propertyUnitValid(*unit));
    }
    if (const auto fitted = fitFormat(text, "J######-####-######")) {
      REQUIRE(fitted->size() == 19);
    }
    if (const auto validity = validityIn(text)) {
      REQUIRE(validity->size() >= 11);
    }
    (void)validitySpanValid(text);
    (void)validityFitsAge(text, text);
    (void)validityCovers(text, "2026-11-22");
    (void)organisationCodeValid(text);
    (void)marriageNumberValid(text);
    (void)isoDateValid(text);
    (void)areaStatus(text);
    if (const auto prefix = divisionPrefix(text)) {
      REQUIRE(prefix->bytes <= text.size());
    }
  }
}

TEST_CASE("no damaged definition breaks the loader: it loads or says what is wrong") {
  const fs::path folder = fs::temp_directory_path() / ("xiaowu-fuzz-types-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  fs::copy_file(kShipped / "document.schema.json", folder / "document.schema.json",
                fs::copy_options::overwrite_existing);
  fs::copy(kShipped / "free-text", folder / "free-text",
           fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  std::vector<std::string> good;
  for (const auto& entry : fs::directory_iterator(kShipped)) {
    if (entry.is_regular_file() && entry.path().filename() != "document.schema.json") {
      good.push_back(content(entry.path()));
    }
  }
  Dice dice(99);
  int loaded = 0;
  int refused = 0;
  static const std::vector<std::string> kPieces{"null",
                                                "[]",
                                                "{}",
                                                "-1",
                                                "1e999",
                                                "\"\"",
                                                "\"x\"",
                                                "true",
                                                ",",
                                                "}",
                                                "]",
                                                ":",
                                                "[[[[[[[[",
                                                "\"pattern\": \"(((((((\"",
                                                "\"nth\": 99999999999",
                                                "\xff"};
  for (int round = 0; round < 1500; ++round) {
    std::string text = dice.oneOf(good);
    for (std::size_t changes = 1 + dice.below(3); changes > 0; --changes) {
      const auto at = dice.below(text.size());
      switch (dice.below(4)) {
        case 0: text[at] = static_cast<char>(dice.below(256)); break;
        case 1: text.erase(at, 1 + dice.below(12)); break;
        case 2: text.insert(at, dice.oneOf(kPieces)); break;
        default:
          if (dice.once(4)) {
            text.resize(at);
          }
          break;
      }
      if (text.empty()) {
        break;
      }
    }
    std::ofstream(folder / "paper.json", std::ios::binary) << text;
    const auto types = loadDocumentTypes(folder);
    if (types) {
      ++loaded;
      REQUIRE(types->size() == 1);
    } else {
      ++refused;
      REQUIRE(types.error().code == documents::errors::kTypesBroken);
      REQUIRE_FALSE(types.error().detail.empty());
    }
  }
  fs::remove_all(folder);
  CHECK(loaded > 20);
  CHECK(refused > 300);
}
