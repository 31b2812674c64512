#include "core/catalog/Catalog.h"

#include "tests/support/Catch.h"

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

Result<ServiceItem> altered(const std::string& from, const std::string& to) {
  auto text = content("birth-registration.json");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return parseServiceItem(text, content("service.schema.json"), "x.json");
}

std::string complaint(const std::string& from, const std::string& to) {
  const auto item = altered(from, to);
  REQUIRE_FALSE(item);
  return item.error().detail;
}

}  // namespace

TEST_CASE("the shipped service items load") {
  const auto catalog = loadCatalog(kFolder);
  REQUIRE(catalog);
  CHECK(catalog->refused.empty());
  REQUIRE(catalog->items.size() == 3);
  const auto& birth = *catalog->items[0];
  CHECK(birth.name.zh == "生育服务登记");
  CHECK(birth.kind == ServiceKind::Application);
  CHECK(birth.material("letter")->promiseAllowed);
  CHECK(birth.material("letter")->sealRequired);
  CHECK(birth.field("phone")->type == FieldType::Phone);
  CHECK(catalog->items[2]->identityLevel == domain::IdentityLevel::L2);
  const auto& allowance = *catalog->items[1];
  CHECK(allowance.material("idcard")->twoSided());
  CHECK(allowance.material("idcard")->backType == "idback");
  CHECK_FALSE(birth.material("hukou")->twoSided());
}

TEST_CASE("every kind of paper that an item asks for, either side, has a file that says how to read it") {
  const auto catalog = loadCatalog(kFolder);
  REQUIRE(catalog);
  for (const auto& item : catalog->items) {
    for (const auto& material : item->materials) {
      INFO(item->code << ' ' << material.code);
      CHECK(std::filesystem::exists(kFolder.parent_path() / "documents" / (material.documentType + ".json")));
      if (material.twoSided()) {
        CHECK(std::filesystem::exists(kFolder.parent_path() / "documents" / (material.backType + ".json")));
      }
    }
  }
}

TEST_CASE("a paper of two sides is asked for as a whole") {
  using Catch::Contains;
  const auto marriage = std::string("\"documentType\": \"marriage\",");
  CHECK_THAT(complaint(marriage, marriage + "\"backType\": \"marriage\","),
             Contains("materials[marriage].backType") && Contains("front"));
  // Used again as a whole, each side by its own dates.
  const auto both = altered(marriage, marriage + "\"backType\": \"idback\", \"notOlderDays\": 30,");
  REQUIRE(both);
  CHECK(both->material("marriage")->twoSided());
  CHECK(both->material("marriage")->reuseDays == 365);
  CHECK(both->material("marriage")->notOlderDays == 30);
  CHECK_THAT(
      complaint("\"documentType\": \"letter\",", "\"documentType\": \"letter\", \"backType\": \"idback\","),
      Contains("materials[letter].sealRequired") &&
          Contains("a seal cannot be asked for on a paper of two sides"));
  CHECK_THAT(complaint(marriage, marriage + "\"backType\": \"Emblem side\","), Contains("backType"));
}

TEST_CASE("a wrong item is refused with file, path and reason") {
  using Catch::Contains;
  CHECK_THAT(complaint("\"kind\": \"application\"", "\"kind\": \"aplication\""),
             Contains("x.json") && Contains("kind"));
  CHECK_THAT(complaint("\"version\": 1,", ""), Contains("x.json") && Contains("version"));
  CHECK_THAT(complaint("\"from\": \"marriage.certno\"", "\"from\": \"marrige.certno\""),
             Contains("marriageNumber") && Contains("material"));
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

TEST_CASE("an empty folder is an error, not an empty kiosk") {
  CHECK_FALSE(loadCatalog(kFolder / "nothing-here"));
}

TEST_CASE("a rule that names nothing of the item is refused with its id") {
  CHECK(complaint("\"form.spouseIdNumber\"", "\"form.nobody\"").find("rule \"spouse-number\".fact") !=
        std::string::npos);
  CHECK(complaint("\"other\": \"marriage.spouse_id\"", "\"other\": \"divorce.spouse_id\"")
            .find("rule \"spouse-number\".other") != std::string::npos);
  CHECK(complaint("\"id\": \"child-order\"", "\"id\": \"spouse-number\"").find("used twice") !=
        std::string::npos);
  CHECK(complaint("\"kind\": \"ageBetween\"", "\"kind\": \"ageAbout\"").find("instantApproval") !=
        std::string::npos);
  CHECK(complaint("\"samplePercent\": 5", "\"samplePercent\": 101").find("samplePercent") !=
        std::string::npos);
}
