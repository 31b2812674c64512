#include "core/domain/Numbers.h"
#include "drivers/persons/Persons.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::domain;
using namespace std::chrono_literals;

namespace {

constexpr auto kToday = 2026y / 7 / 1;

IdNumberKind numberKindOf(CardKind card) {
  switch (card) {
    case CardKind::Resident: return IdNumberKind::Resident;
    case CardKind::HkMacaoTaiwan: return IdNumberKind::HkMacaoTaiwanResident;
    default: return IdNumberKind::ForeignerPermanentResident;
  }
}

std::string outcome(std::string_view kind, std::string_view text) {
  const auto result = checkNumber(kind, text, kToday);
  if (result) {
    return "ok";
  }
  // A reason is given and does not repeat the number.
  CHECK_FALSE(result.error().detail.empty());
  if (text.size() > 4) {
    CHECK(result.error().detail.find(text) == std::string::npos);
  }
  return result.error().code;
}

}  // namespace

TEST_CASE("the standard's own example of an ID number") {
  // GB 11643-1999, annex: 11010519491231002X and 440524188001010014.
  const auto number = parseIdNumber("11010519491231002X", kToday);
  REQUIRE(number);
  CHECK(number->kind == IdNumberKind::Resident);
  CHECK(number->birth == 1949y / 12 / 31);
  CHECK(number->sex == Sex::Female);
  CHECK(number->areaCode == "110105");
  CHECK(idNumberCheck("44052418800101001") == '4');
  CHECK(outcome("id", "440524188001010014") == domain::errors::kNumberDate);  // born 1880
}

TEST_CASE("every simulator person's number has its check digit, birth and sex") {
  const auto persons = simulator::loadPersons();
  REQUIRE(persons);
  int checked = 0;
  for (const auto& person : *persons) {
    if (person.card.kind == domain::CardKind::Foreigner2017) {
      continue;
    }
    INFO(person.id);
    const auto number = parseIdNumber(person.card.number, kToday);
    REQUIRE(number);
    CHECK(number->birth == person.card.birth);
    CHECK(number->sex == person.card.sex);
    CHECK(number->kind == numberKindOf(person.card.kind));
    ++checked;
  }
  CHECK(checked >= 5);
}

TEST_CASE("every single wrong digit and every swap of unequal neighbours is noticed") {
  const std::string good = "430624199308150019";
  REQUIRE(outcome("id", good) == "ok");
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      auto bad = good;
      bad[i] = c;
      if (bad != good) {
        CHECK(outcome("id", bad) != "ok");
      }
    }
    auto swapped = good;
    if (i + 1 < good.size() && good[i] != good[i + 1]) {
      std::swap(swapped[i], swapped[i + 1]);
      CHECK(outcome("id", swapped) != "ok");
    }
  }
}

TEST_CASE("ID numbers fail with the rule they break") {
  CHECK(outcome("id", "") == domain::errors::kNumberLength);
  CHECK(outcome("id", "43062419930815001") == domain::errors::kNumberLength);
  CHECK(outcome("id", "4306241993081500190") == domain::errors::kNumberLength);
  CHECK(outcome("id", "43062419930815O019") == domain::errors::kNumberCharacter);
  CHECK(outcome("id", "11010519491231002x") == domain::errors::kNumberCharacter);
  CHECK(outcome("id", "11010519491231002Y") == domain::errors::kNumberCharacter);
  CHECK(outcome("id", "430624199302300019") == domain::errors::kNumberDate);
  CHECK(outcome("id", "430624199313010019") == domain::errors::kNumberDate);
  CHECK(outcome("id", "430624202607020019") == domain::errors::kNumberDate);  // tomorrow
  CHECK(outcome("id", "990624199308150019") == domain::errors::kNumberForm);
  CHECK(outcome("id", "090624199308150019") == domain::errors::kNumberForm);
  CHECK(outcome("id", "810001196801090017") == domain::errors::kNumberForm);
  CHECK(outcome("id", "840000196801090017") == domain::errors::kNumberForm);
  CHECK(outcome("id", "430624199308150010") == domain::errors::kNumberCheck);
  const std::string today17 = "43062420260701001";
  CHECK(outcome("id", today17 + *idNumberCheck(today17)) == "ok");
  CHECK(idNumberCheck("4306241993081500") == std::nullopt);
  CHECK(idNumberCheck("4306241993081500A") == std::nullopt);
}

TEST_CASE("a citizen's number is implausible only by its check character") {
  CHECK(isPlausibleIdNumber("430624199308150019"));
  CHECK_FALSE(isPlausibleIdNumber("430624199308150018"));
  CHECK(isPlausibleIdNumber("11010519491231002X"));
  CHECK(isPlausibleIdNumber("USA430179073006"));
}

TEST_CASE("what an ID number says of its holder") {
  CHECK(idNumberBirth("11010519491231002X") == 1949y / 12 / 31);
  CHECK_FALSE(idNumberBirth("110105194912310"));
  CHECK_FALSE(idNumberBirth("11010519490231002X"));
  CHECK(idNumberSex("11010519491231002X") == Sex::Female);
  CHECK(idNumberSex("430624199308150019") == Sex::Male);
  CHECK(idNumberSex("USA430179073006") == Sex::Unknown);
}

TEST_CASE("credit codes") {
  CHECK(creditCodeCheck("91350100M000100Y4") == '3');  // the example of GB 32100-2015
  CHECK(organisationCodeCheck("M000100Y") == '4');
  CHECK(outcome("credit-code", "91350100M000100Y43") == "ok");
  CHECK(outcome("credit-code", "91350100M000100Y44") == domain::errors::kNumberCheck);
  CHECK(outcome("credit-code", "91350100M000100Y4") == domain::errors::kNumberLength);
  CHECK(outcome("credit-code", "91350100I000100Y43") == domain::errors::kNumberCharacter);
  CHECK(outcome("credit-code", "91350100m000100Y43") == domain::errors::kNumberCharacter);
  CHECK(outcome("credit-code", "9135A100M000100Y43") == domain::errors::kNumberCharacter);
  // Outer check right, inner wrong.
  const std::string inner = "91350100M000100Y5";
  CHECK(outcome("credit-code", inner + *creditCodeCheck(inner)) == domain::errors::kNumberCheck);
  CHECK(creditCodeCheck("91350100") == std::nullopt);
  CHECK(organisationCodeCheck("D2143569") == 'X');  // the example of GB 11714-1997
}

TEST_CASE("marriage certificate numbers") {
  CHECK(outcome("marriage", "J430624-2019-001234") == "ok");
  CHECK(outcome("marriage", "J430624-2026-001234") == "ok");
  CHECK(outcome("marriage", "J430624-2027-001234") == domain::errors::kNumberDate);
  CHECK(outcome("marriage", "J430624-1948-001234") == domain::errors::kNumberDate);
  CHECK(outcome("marriage", "L430624-2019-001234") == domain::errors::kNumberForm);
  CHECK(outcome("marriage", "J430624_2019-001234") == domain::errors::kNumberForm);
  CHECK(outcome("marriage", "J43062A-2019-001234") == domain::errors::kNumberForm);
  CHECK(outcome("marriage", "J430624-2019-00123") == domain::errors::kNumberLength);
}

TEST_CASE("mobile numbers") {
  CHECK(outcome("mobile", "13800138000") == "ok");
  CHECK(outcome("mobile", "19912345678") == "ok");
  CHECK(outcome("mobile", "12800138000") == domain::errors::kNumberForm);
  CHECK(outcome("mobile", "23800138000") == domain::errors::kNumberForm);
  CHECK(outcome("mobile", "1380013800") == domain::errors::kNumberLength);
  CHECK(outcome("mobile", "1380013800O") == domain::errors::kNumberCharacter);
}

TEST_CASE("bank cards") {
  CHECK(outcome("bank-card", "4111111111111111") == "ok");
  CHECK(outcome("bank-card", "6222021234567890128") == "ok");
  CHECK(outcome("bank-card", "4111111111111112") == domain::errors::kNumberCheck);
  CHECK(outcome("bank-card", "0000000000000000") == domain::errors::kNumberCheck);
  CHECK(outcome("bank-card", "411111111111") == domain::errors::kNumberLength);
  CHECK(outcome("bank-card", "41111111111111111111") == domain::errors::kNumberLength);
  CHECK(outcome("bank-card", "4111 11111111111") == domain::errors::kNumberCharacter);
}

TEST_CASE("an unknown kind is a mistake of the caller") {
  CHECK(checkNumber("passport", "E12345678", kToday).error().code == domain::errors::kNumberKind);
  CHECK(checkNumber("passport", "E12345678", kToday).error().fault == Fault::Bug);
}
