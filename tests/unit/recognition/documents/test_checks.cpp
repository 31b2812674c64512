#include "recognition/documents/fields/Checks.h"

#include "tests/support/Catch.h"

#include <string>

using namespace xiaowu::documents;

TEST_CASE("a wrong digit in an ID number is always noticed") {
  const std::string good = "430624199308150019";
  REQUIRE(idNumberValid(good));
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = good;
      if (wrong[at] == digit) {
        continue;
      }
      wrong[at] = digit;
      INFO("place " << at << " digit " << digit);
      REQUIRE_FALSE(idNumberValid(wrong));
    }
  }
}

TEST_CASE("ID numbers that cannot be") {
  for (const auto* number : {"", "43062419930815001", "4306241993081500199", "030624199308150019",
                             "430624199313150019", "43062419930815001A", "430624189908150019"}) {
    INFO(number);
    CHECK_FALSE(idNumberValid(number));
  }
  CHECK(idNumberValid("34012319660721161X"));
  CHECK_FALSE(idNumberValid("34012319660721161x"));
}

TEST_CASE("credit codes by GB 32100") {
  CHECK(creditCodeValid("91350100M000100Y43"));
  CHECK(creditCodeValid("933708831W4R8P2U58"));
  CHECK_FALSE(creditCodeValid("91350100M000100Y44"));
  CHECK_FALSE(creditCodeValid("91350100I000100Y43"));
  CHECK_FALSE(creditCodeValid(""));
}

TEST_CASE("look-alike letters become digits, nothing is repaired") {
  CHECK(asDigits("43O624I9930815OO1g") == "430624199308150019");
  CHECK(findIdNumber(asDigits("号码:43O624199308150019,")) ==
        std::optional<std::string>("430624199308150019"));
  // One digit wrong: about ten changes would satisfy the check character, so none is made.
  CHECK_FALSE(findIdNumber("430624199308150018").has_value());
  CHECK(asCreditCode("9 1350100m00O100y43") == "91350100M000100Y43");
}

TEST_CASE("a certificate number fits its format or is nothing") {
  constexpr auto kFormat = "J######-####-######";
  CHECK(fitFormat("J430624-2022-821965", kFormat) == std::optional<std::string>("J430624-2022-821965"));
  CHECK(fitFormat("号J43O624 2022一82196S", kFormat) == std::optional<std::string>("J430624-2022-821965"));
  CHECK_FALSE(fitFormat("J430624-2022-82196", kFormat).has_value());
  CHECK_FALSE(fitFormat("J430624-2022-8219655", kFormat).has_value());
  CHECK_FALSE(fitFormat("", kFormat).has_value());
}

TEST_CASE("what an ID number says about its holder") {
  CHECK(birthOf("430624199502200024") == "1995-02-20");
  CHECK(sexOf("430624199502200024") == "女");
  CHECK(sexOf("430624199308150019") == "男");
  CHECK_FALSE(isoDateValid("2023-02-29"));
  CHECK(isoDateValid("2024-02-29"));
}
