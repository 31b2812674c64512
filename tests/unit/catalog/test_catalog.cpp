#include "app/catalog/Catalog.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace xiaowu;
using namespace xiaowu::catalog;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(XIAOWU_SOURCE_DIR) / "kiosk-config/services";

std::string content(const char* name) {
  std::ostringstream text;
  text << std::ifstream(kFolder / name).rdbuf();
  return text.str();
}

std::string complaint(const std::string& from, const std::string& to) {
  auto text = content("birth-registration.json");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const auto item = parseServiceItem(text, content("service.schema.json"), "x.json");
  REQUIRE_FALSE(item);
  return item.error().detail;
}

}  // namespace

TEST_CASE("the shipped service items load") {
  const auto catalog = loadCatalog(kFolder);
  REQUIRE(catalog);
  CHECK(catalog->refused.empty());
  REQUIRE(catalog->items.size() == 2);
  const auto& birth = *catalog->items[0];
  CHECK(birth.name.zh == "生育服务登记");
  CHECK(birth.kind == ServiceKind::Application);
  CHECK(birth.material("letter")->promiseAllowed);
  CHECK(birth.material("letter")->sealRequired);
  CHECK(birth.field("phone")->type == FieldType::Phone);
  CHECK(catalog->items[1]->identityLevel == domain::IdentityLevel::L2);
}

TEST_CASE("a wrong item is refused with file, path and reason") {
  using Catch::Contains;
  CHECK_THAT(complaint("\"kind\": \"application\"", "\"kind\": \"aplication\""), Contains("x.json") && Contains("kind"));
  CHECK_THAT(complaint("\"version\": 1,", ""), Contains("x.json") && Contains("version"));
  CHECK_THAT(complaint("\"from\": \"marriage.certno\"", "\"from\": \"marrige.certno\""), Contains("marriageNumber") && Contains("material"));
}

TEST_CASE("an item may not contradict itself") {
  using Catch::Contains;
  CHECK_THAT(complaint("\"from\": \"birth\"", "\"from\": \"birthday\""), Contains("the card has no"));
  CHECK_THAT(complaint("\"id\": \"childOrder\"", "\"id\": \"phone\""), Contains("used twice"));
  CHECK_THAT(complaint("\"key\": false", "\"key\": true"), Contains("容缺"));
}

TEST_CASE("text that is not JSON is told with its place") {
  const auto item = parseServiceItem("{\"code\": ", content("service.schema.json"), "broken.json");
  REQUIRE_FALSE(item);
  CHECK_THAT(item.error().detail, Catch::Contains("broken.json") && Catch::Contains("not JSON"));
}

TEST_CASE("an empty folder is an error, not an empty kiosk") { CHECK_FALSE(loadCatalog(kFolder / "nothing-here")); }

TEST_CASE("a rule that names nothing of the item is refused with its id") {
  CHECK(complaint("\"form.spouseIdNumber\"", "\"form.nobody\"").find("rule \"spouse-number\".fact") != std::string::npos);
  CHECK(complaint("\"other\": \"marriage.spouse_id\"", "\"other\": \"divorce.spouse_id\"").find("rule \"spouse-number\".other") != std::string::npos);
  CHECK(complaint("\"id\": \"child-order\"", "\"id\": \"spouse-number\"").find("used twice") != std::string::npos);
  CHECK(complaint("\"kind\": \"ageBetween\"", "\"kind\": \"ageAbout\"").find("instantApproval") != std::string::npos);
  CHECK(complaint("\"samplePercent\": 5", "\"samplePercent\": 101").find("samplePercent") != std::string::npos);
}
