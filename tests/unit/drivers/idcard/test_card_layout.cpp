#include "drivers/idcard/internal/CardLayout.h"

#include "drivers/api/IdCardReader.h"
#include "drivers/persons/Persons.h"

#include "tests/support/Catch.h"

#include <array>

using namespace xiaowu;
using namespace xiaowu::idcard;
using domain::CardKind;
using domain::IdCard;

namespace {

const std::vector<simulator::Person>& persons() {
  static const auto list = simulator::loadPersons().value();
  return list;
}

const IdCard& cardOf(std::string_view id) {
  return simulator::findPerson(persons(), id)->card;
}

/// Writes ASCII at a byte offset, independent of the encoder.
void writeAt(Bytes& block, std::size_t offset, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    block[offset + 2 * i] = static_cast<std::uint8_t>(text[i]);
    block[offset + 2 * i + 1] = 0;
  }
}

void writeUnit(Bytes& block, std::size_t offset, unsigned unit) {
  block[offset] = static_cast<std::uint8_t>(unit & 0xFF);
  block[offset + 1] = static_cast<std::uint8_t>(unit >> 8);
}

Bytes blank() {
  Bytes block(kTextSize, 0);
  for (std::size_t i = 0; i < kTextSize; i += 2) {
    block[i] = ' ';
  }
  return block;
}

/// A resident's block written by hand from the published table.
Bytes handmadeResident() {
  auto block = blank();
  writeUnit(block, 0, 0x674E);  // 李
  writeUnit(block, 2, 0x4F1F);  // 伟
  writeAt(block, 30, "1");
  writeAt(block, 32, "01");
  writeAt(block, 36, "19930815");
  writeUnit(block, 52, 0x6E56);  // 湖
  writeUnit(block, 54, 0x5357);  // 南
  writeAt(block, 122, "430624199308150019");
  writeUnit(block, 158, 0x5C40);  // 局
  writeAt(block, 188, "20190603");
  writeAt(block, 204, "20390603");
  return block;
}

std::string codeOf(const Bytes& block) {
  const auto card = decodeCardText(block);
  return card ? "ok" : card.error().code;
}

}  // namespace

TEST_CASE("layouts cover 256 bytes without gap or overlap") {
  for (const auto kind :
       {CardKind::Resident, CardKind::HkMacaoTaiwan, CardKind::Foreigner2017, CardKind::Foreigner2023}) {
    std::size_t at = 0;
    for (const auto& span : layoutOf(kind).fields) {
      CHECK(span.offset == at);
      CHECK(span.width % 2 == 0);
      at += span.width;
    }
    CHECK(at == kTextSize);
  }
}

TEST_CASE("a resident's block written by hand decodes field by field") {
  const auto card = decodeCardText(handmadeResident());
  REQUIRE(card);
  CHECK(card->kind == CardKind::Resident);
  CHECK(card->name == "李伟");
  CHECK(card->sex == domain::Sex::Male);
  CHECK(card->ethnicGroup == "汉");
  CHECK(card->birth == std::chrono::year{1993} / 8 / 15);
  CHECK(card->address == "湖南");
  CHECK(card->number == "430624199308150019");
  CHECK(card->issuer == "局");
  CHECK(card->validFrom == std::chrono::year{2019} / 6 / 3);
  CHECK(card->validTo == std::chrono::year{2039} / 6 / 3);
  CHECK_FALSE(card->longTerm);
}

TEST_CASE("every person's card survives encoding and decoding") {
  std::array<int, 4> kinds{};
  for (const auto& person : persons()) {
    INFO(person.id);
    const auto block = encodeCardText(person.card);
    REQUIRE(block);
    REQUIRE(block->size() == kTextSize);
    const auto card = decodeCardText(*block);
    REQUIRE(card);
    CHECK(card->kind == person.card.kind);
    CHECK(card->name == person.card.name);
    CHECK(card->englishName == person.card.englishName);
    CHECK(card->sex == person.card.sex);
    CHECK(card->ethnicGroup == person.card.ethnicGroup);
    CHECK(card->nationality == person.card.nationality);
    CHECK(card->birth == person.card.birth);
    CHECK(card->address == person.card.address);
    CHECK(card->number == person.card.number);
    CHECK(card->issuer == person.card.issuer);
    CHECK(card->validFrom == person.card.validFrom);
    CHECK(card->validTo == person.card.validTo);
    CHECK(card->longTerm == person.card.longTerm);
    CHECK(card->travelPermitNumber == person.card.travelPermitNumber);
    ++kinds[static_cast<std::size_t>(person.card.kind)];
  }
  for (const int count : kinds) {
    CHECK(count > 0);
  }
}

TEST_CASE("fields lie where the published tables say") {
  const auto asciiAt = [](const Bytes& block, std::size_t offset, std::size_t characters) {
    std::string text;
    for (std::size_t i = 0; i < characters; ++i) {
      text += static_cast<char>(block[offset + 2 * i]);
    }
    return text;
  };
  const auto resident = encodeCardText(cardOf("chen-guiying")).value();
  CHECK(asciiAt(resident, 30, 1) == "2");
  CHECK(asciiAt(resident, 36, 8) == "19440312");
  CHECK(asciiAt(resident, 122, 18) == "430624194403120042");
  CHECK(toHex(ByteView(resident).subspan(204, 4)) == "7f951f67");  // 长期
  CHECK(asciiAt(resident, 248, 1) == " ");
  const auto permit = encodeCardText(cardOf("lin-zhiming")).value();
  CHECK(asciiAt(permit, 220, 9) == "H03826417");
  CHECK(asciiAt(permit, 238, 2) == "01");
  CHECK(asciiAt(permit, 248, 1) == "J");
  const auto older = encodeCardText(cardOf("james-miller")).value();
  CHECK(asciiAt(older, 0, 13) == "MILLER, JAMES");
  CHECK(asciiAt(older, 120, 1) == "1");
  CHECK(asciiAt(older, 122, 15) == "USA430179073006");
  CHECK(asciiAt(older, 152, 3) == "USA");
  CHECK(asciiAt(older, 188, 8) == "20180521");
  CHECK(asciiAt(older, 220, 8) == "19790730");
  CHECK(asciiAt(older, 240, 4) == "4300");
  CHECK(asciiAt(older, 248, 1) == "I");
  const auto newer = encodeCardText(cardOf("anna-schmidt")).value();
  CHECK(asciiAt(newer, 36, 8) == "19881105");
  CHECK(asciiAt(newer, 52, 20) == "SCHMIDT, ANNA MARIE ");
  CHECK(asciiAt(newer, 122, 18) == "943017198811050025");
  CHECK(asciiAt(newer, 242, 3) == "DEU");
  CHECK(asciiAt(newer, 248, 1) == "Y");
}

TEST_CASE("a long English name is split over its two fields") {
  auto card = cardOf("anna-schmidt");
  // Once split inside a word, once at the blank between two.
  card.englishName = GENERATE(as<std::string>{}, "ABCDEFGHIJ KLMNOPQRST UVWXYZABCD EFGHIJKLMNOPQ",
                              "ABCDEFGHIJ KLMNOPQRST UVWXYZABCDEF HIJKLMNOPQR");
  REQUIRE(card.englishName.size() == 46);
  const auto block = encodeCardText(card);
  REQUIRE(block);
  CHECK(decodeCardText(*block)->englishName == card.englishName);
  card.englishName += "R";
  CHECK(encodeCardText(card).error().code == drivers::errors::kCardUnreadable);
}

TEST_CASE("content that breaks the layout is card.unreadable") {
  auto block = handmadeResident();
  REQUIRE(codeOf(block) == "ok");
  SECTION("lone high surrogate") {
    writeUnit(block, 4, 0xD840);
  }
  SECTION("lone low surrogate") {
    writeUnit(block, 4, 0xDC00);
  }
  SECTION("high surrogate at the end of its field") {
    writeUnit(block, 28, 0xD840);
  }
  SECTION("control character") {
    writeUnit(block, 0, 0x0007);
  }
  SECTION("zero inside a text") {
    writeUnit(block, 0, 0x0000);
  }
  SECTION("sex") {
    writeAt(block, 30, "3");
  }
  SECTION("ethnic group without entry") {
    writeAt(block, 32, "58");
  }
  SECTION("ethnic group not digits") {
    writeAt(block, 32, "A1");
  }
  SECTION("birth on 30 February") {
    writeAt(block, 36, "19930230");
  }
  SECTION("birth with a letter") {
    writeAt(block, 36, "1993081A");
  }
  SECTION("birth blank") {
    writeAt(block, 36, "        ");
  }
  SECTION("number with a letter") {
    writeAt(block, 122, "43062419930815O019");
  }
  SECTION("number too short") {
    writeAt(block, 122, "43062419930815001 ");
  }
  SECTION("valid from") {
    writeAt(block, 188, "20191301");
  }
  SECTION("valid to neither date nor long-term") {
    writeAt(block, 204, "LONGTERM");
  }
  SECTION("unknown type mark") {
    writeAt(block, 248, "Z");
  }
  SECTION("type mark of another layout") {
    writeAt(block, 248, "I");
  }
  SECTION("no name") {
    writeAt(block, 0, "  ");
  }
  SECTION("too short") {
    block.pop_back();
  }
  SECTION("too long") {
    block.push_back(0);
  }
  SECTION("empty") {
    block.clear();
  }
  CHECK(codeOf(block) == drivers::errors::kCardUnreadable);
}

TEST_CASE("characters beyond the basic plane and zero padding are read") {
  auto block = handmadeResident();
  writeUnit(block, 2, 0xD842);  // 𠮷, U+20BB7
  writeUnit(block, 4, 0xDFB7);
  for (std::size_t i = 6; i < 30; ++i) {
    block[i] = 0;
  }
  const auto card = decodeCardText(block);
  REQUIRE(card);
  CHECK(card->name == "李𠮷");
  CHECK(decodeCardText(encodeCardText(*card).value())->name == "李𠮷");
}

TEST_CASE("an X as check character and ethnic groups without own code are read") {
  auto block = handmadeResident();
  writeAt(block, 122, "43062419930815001X");
  writeAt(block, 32, "97");
  const auto card = decodeCardText(block);
  REQUIRE(card);
  CHECK(card->number.back() == 'X');
  CHECK(card->ethnicGroup == "其他");
}

TEST_CASE("ethnic groups are those of GB/T 3304") {
  CHECK(ethnicGroupName(1) == "汉");
  CHECK(ethnicGroupName(15) == "土家");
  CHECK(ethnicGroupName(31) == "达斡尔");
  CHECK(ethnicGroupName(46) == "德昂");
  CHECK(ethnicGroupName(56) == "基诺");
  CHECK(ethnicGroupName(58).empty());
  CHECK(ethnicGroupName(0).empty());
  for (int code = 1; code <= 56; ++code) {
    CHECK(ethnicGroupCode(ethnicGroupName(code)) == code);
  }
  CHECK(ethnicGroupCode("nobody") == 0);
}
