// Rules of the newer kinds of numbers, validity, divisions, and agreement with what is known.
#include "recognition/documents/fields/Agreement.h"
#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/Validity.h"
#include "recognition/documents/fields/internal/Divisions.h"

#include "tests/support/Catch.h"

#include <algorithm>
#include <string>

using namespace xiaowu::documents;

TEST_CASE("organisation codes by GB 11714") {
  CHECK(organisationCodeValid("M000100Y4"));
  CHECK(organisationCodeValid("M000100Y-4"));
  CHECK_FALSE(organisationCodeValid("M000100Y5"));
  CHECK_FALSE(organisationCodeValid("M000100Y"));
  CHECK_FALSE(organisationCodeValid(""));
  CHECK(organisationInsideValid("91350100M000100Y43"));
  CHECK_FALSE(organisationInsideValid("91350100M000100Y"));
}

TEST_CASE("bank cards: Luhn, 16 to 19 digits, nothing taken out of a longer run") {
  CHECK(bankCardValid("6222020000000000000"));
  CHECK_FALSE(bankCardValid("6222020000000000001"));
  CHECK_FALSE(bankCardValid("622202000000009"));
  CHECK_FALSE(bankCardValid("62220200000000000O4"));
  CHECK(findBankCard("6222020000000000000").has_value());
  CHECK_FALSE(findBankCard("16222020000000000000").has_value());
}

TEST_CASE("real-estate unit numbers have 28 places, each with its form") {
  const std::string good = "430624001002GB00123F00010001";
  CHECK(propertyUnitValid(good));
  CHECK(propertyUnitValid("430624001002JC00123W00000000"));
  CHECK_FALSE(propertyUnitValid("430624001002JC00123W00000001"));
  CHECK_FALSE(propertyUnitValid("430624001002JC00123F00000000"));
  for (const std::size_t place : {0U, 12U, 13U, 19U}) {
    std::string wrong = good;
    wrong[place] = place == 0 ? '0' : 'I';
    INFO(place);
    CHECK_FALSE(propertyUnitValid(wrong));
  }
  CHECK_FALSE(propertyUnitValid(good.substr(1)));
  CHECK(findPropertyUnit("号:43O624 OO1002 gb00123 F00010001") == std::optional(good));
  CHECK_FALSE(findPropertyUnit(good + "7").has_value());
}

TEST_CASE("marriage numbers") {
  CHECK(marriageNumberValid("J430624-2019-001234"));
  CHECK_FALSE(marriageNumberValid("J430624-1899-001234"));
  CHECK_FALSE(marriageNumberValid("J4306242019001234"));
}

TEST_CASE("validity is read whatever became of its marks") {
  CHECK(validityIn("2019.08.14-2039.08.14") == std::optional<std::string>("2019.08.14-2039.08.14"));
  CHECK(validityIn("2019.O8.142039.08.14") == std::optional<std::string>("2019.08.14-2039.08.14"));
  CHECK(validityIn("2010.06.24-长期") == std::optional<std::string>("2010.06.24-长期"));
  CHECK_FALSE(validityIn("2019.08.1-2039.08.14").has_value());
  CHECK_FALSE(validityIn("长期").has_value());
  CHECK_FALSE(validityIn("").has_value());
}

TEST_CASE("spans of validity, also from a leap day") {
  CHECK(validitySpanValid("2019.08.14-2039.08.14"));
  CHECK(validitySpanValid("2019.08.14-2024.08.14"));
  CHECK(validitySpanValid("2016.02.29-2026.03.01"));
  CHECK(validitySpanValid("2016.02.29-2036.02.29"));
  CHECK_FALSE(validitySpanValid("2019.08.14-2039.08.15"));
  CHECK_FALSE(validitySpanValid("2019.08.14-2034.08.14"));
  CHECK_FALSE(validitySpanValid("2019.02.30-2039.02.30"));
  CHECK_FALSE(validitySpanValid("2039.08.14-2019.08.14"));
}

TEST_CASE("the age at issue tells how long a card is valid") {
  CHECK(validityFitsAge("2019.08.14-2024.08.14", "2003-08-15"));        // 15
  CHECK_FALSE(validityFitsAge("2019.08.14-2024.08.14", "2003-08-14"));  // 16 that day
  CHECK(validityFitsAge("2019.08.14-2029.08.14", "2003-08-14"));
  CHECK(validityFitsAge("2019.08.14-2039.08.14", "1993-08-14"));  // 26
  CHECK(validityFitsAge("2019.08.14-2039.08.14", "1973-08-15"));  // 45
  CHECK(validityFitsAge("2019.08.14-长期", "1973-08-14"));        // 46
  CHECK_FALSE(validityFitsAge("2019.08.14-长期", "1993-08-14"));
  CHECK_FALSE(validityFitsAge("2019.08.14-2039.08.14", "2020-01-01"));
  CHECK_FALSE(validityFitsAge("2019.08.14-2039.08.14", "nonsense"));
}

TEST_CASE("in date or not") {
  CHECK(validityCovers("2019.08.14-2039.08.14", "2026-11-22"));
  CHECK(validityCovers("2019.08.14-2039.08.14", "2039-08-14"));
  CHECK_FALSE(validityCovers("2019.08.14-2039.08.14", "2039-08-15"));
  CHECK(validityCovers("2010.06.24-长期", "2090-01-01"));
  CHECK_FALSE(validityCovers("2010.06.24-长期", "2010-06-23"));
}

TEST_CASE("divisions of today, retired ones and those that never were") {
  REQUIRE(divisionCount() > 6000);
  CHECK(areaStatus("430624") == AreaStatus::Current);
  CHECK(areaName("430624") == "湘阴县");
  CHECK(areaStatus("610125") == AreaStatus::Retired);
  CHECK(areaName("610125") == "户县");
  CHECK(areaStatus("520321") == AreaStatus::Retired);
  CHECK(areaStatus("439999") == AreaStatus::Unknown);
  CHECK(areaStatus("830000") == AreaStatus::Current);
  CHECK(areaStatus("") == AreaStatus::Unknown);
  CHECK(areaStatus("43062A") == AreaStatus::Unknown);
}

TEST_CASE("the divisions that a text begins with") {
  const auto whole = divisionPrefix("湖南省岳阳市湘阴县清溪镇");
  REQUIRE(whole);
  CHECK(whole->code == 430624);
  CHECK(whole->county);
  CHECK(divisionPrefix("湖南省湘阴县清溪镇")->code == 430624);
  CHECK(divisionPrefix("湘阴县清溪镇")->code == 430624);
  CHECK_FALSE(divisionPrefix("湖南省")->county);
  // A county of another province does not follow: 朝阳区 is in Beijing and in Changchun.
  CHECK(divisionPrefix("北京市朝阳区")->code / 10000 == 11);
  CHECK(divisionPrefix("吉林省长春市朝阳区")->code / 10000 == 22);
  CHECK_FALSE(divisionPrefix("激浦县公安局").has_value());
  CHECK_FALSE(divisionPrefix("").has_value());
}

namespace {

FieldReading field(const std::string& name, const std::string& role, const std::string& value,
                   bool doubtful) {
  FieldReading reading;
  reading.name = name;
  reading.role = role;
  reading.value = value;
  reading.doubtful = doubtful;
  return reading;
}

}  // namespace

TEST_CASE("the chip settles a doubt, a contradiction raises one, and nothing is replaced") {
  KnownFacts facts;
  facts.chip.name = "田旻昊";
  facts.chip.number = "511523199708043123";
  facts.chip.address = "四川省江安县夕佳山镇坝上村三组98号";
  std::vector<FieldReading> fields{field("name", "person-name", "田晏昊", false),
                                   field("id", "person-number", "511523199708043123", true),
                                   field("address", "address", "四川省江安县城关镇", false)};
  compareWithFacts(fields, facts);
  CHECK(fields[0].value == "田晏昊");
  CHECK(fields[0].doubtful);
  CHECK(fields[0].checks.back().check == "agrees-with-chip");
  CHECK_FALSE(fields[1].doubtful);
  CHECK_FALSE(fields[2].doubtful);
  CHECK(fields[2].checks.empty());
}

TEST_CASE("each group of a certificate is compared with the person it is about") {
  KnownFacts facts;
  facts.chip.number = "430624199308150019";
  facts.chip.name = "李伟";
  facts.others.push_back({"王芳", "430624199502200024", "", "", "", "", "", ""});
  std::vector<FieldReading> fields{field("name_a", "person-name", "李伟", true),
                                   field("id_a", "person-number", "430624199308150019", false),
                                   field("name_b", "person-name", "王芳", true),
                                   field("id_b", "person-number", "430624199502200024", false)};
  compareWithFacts(fields, facts);
  CHECK_FALSE(fields[0].doubtful);
  CHECK(fields[2].checks.back().check == "agrees-with-case");
  CHECK(fields[2].checks.back().passed);
  CHECK(fields[2].doubtful);  // evidence, not proof
}

TEST_CASE("a paper about somebody else is not compared") {
  KnownFacts facts;
  facts.form.name = "李伟";
  facts.form.number = "430624199308150019";
  std::vector<FieldReading> fields{field("name", "person-name", "黄子涵", false),
                                   field("id", "person-number", "520321195108289700", false)};
  compareWithFacts(fields, facts);
  CHECK(fields[0].checks.empty());
  CHECK(fields[1].checks.empty());
}
