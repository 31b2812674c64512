#include "core/catalog/Catalog.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace xiaowu;
using namespace xiaowu::catalog;

namespace {

const std::filesystem::path kFolder = places::source() / "kiosk-config/services";

std::string content(const char* name) {
  std::ostringstream text;
  text << std::ifstream(kFolder / name).rdbuf();
  return text.str();
}

const DocumentFields& shippedDocuments() {
  static const auto documents = documentFieldsIn(kFolder.parent_path() / "documents");
  REQUIRE(documents);
  return *documents;
}

/// The shipped item with one change, among the kinds of paper given.
Result<ServiceItem> alteredAmong(const DocumentFields& documents, const std::string& from,
                                 const std::string& to) {
  auto text = content("birth-registration.json");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return parseServiceItem(text, content("service.schema.json"), "x.json", &documents);
}

Result<ServiceItem> altered(const std::string& from, const std::string& to) {
  return alteredAmong(shippedDocuments(), from, to);
}

std::string complaint(const std::string& from, const std::string& to) {
  const auto item = altered(from, to);
  REQUIRE_FALSE(item);
  return item.error().detail;
}

}  // namespace

TEST_CASE("the shipped service items load, every file of them") {
  const auto catalog = loadCatalog(kFolder, &shippedDocuments());
  REQUIRE(catalog);
  CHECK(catalog->refused.empty());
  const auto isItem = [](const std::filesystem::directory_entry& entry) {
    return entry.path().string().find(".schema.") == std::string::npos;
  };
  const auto files = std::filesystem::directory_iterator(kFolder);
  CHECK(static_cast<std::ptrdiff_t>(catalog->items.size()) ==
        std::count_if(begin(files), end(files), isItem));
  const auto named = [&](const std::string& zh) -> const ServiceItem& {
    const auto found = std::find_if(catalog->items.begin(), catalog->items.end(),
                                    [&](const ServiceItemPtr& item) { return item->name.zh == zh; });
    REQUIRE(found != catalog->items.end());
    return **found;
  };
  const auto& birth = named("生育服务登记");
  CHECK(birth.kind == ServiceKind::Application);
  CHECK(birth.material("letter")->promiseAllowed);
  CHECK(birth.material("letter")->sealRequired);
  CHECK(birth.field("phone")->type == FieldType::Phone);
  CHECK_FALSE(birth.material("hukou")->twoSided());
  CHECK(named("不动产登记信息查询").identityLevel == domain::IdentityLevel::L2);
  const auto& allowance = named("高龄津贴申请");
  CHECK(allowance.material("idcard")->twoSided());
  CHECK(allowance.material("idcard")->backType == "idback");
}

TEST_CASE("a telephone may be missing where the item has words for it, and a due date has its limits") {
  const auto catalog = loadCatalog(kFolder, &shippedDocuments());
  REQUIRE(catalog);
  const auto item = std::find_if(catalog->items.begin(), catalog->items.end(),
                                 [](const auto& each) { return each->code == "SY-REG-01"; });
  REQUIRE(item != catalog->items.end());
  CHECK((*item)->field("phone")->none.zh == "没有手机");
  CHECK((*item)->field("childOrder")->none.zh.empty());
  const auto* due = (*item)->field("expectedBirth");
  REQUIRE(due->daysAhead);
  CHECK(*due->daysAhead < 366);  // nobody is born later than that
  CHECK(due->daysBack);
  CHECK_FALSE((*item)->field("applicantBirth")->daysBack);
}

TEST_CASE("an item that asks for a kind of paper nobody described is refused, either side") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(complaint("\"documentType\": \"marriage\"", "\"documentType\": \"divorce\""),
             ContainsSubstring(
                 "x.json: $.materials[marriage].documentType: no kind of paper is called \"divorce\""));
  CHECK_THAT(complaint("\"documentType\": \"marriage\",",
                       "\"documentType\": \"marriage\", \"backType\": \"marriage-back\","),
             ContainsSubstring("x.json: $.materials[marriage].backType: no kind of paper is called"));
}

TEST_CASE("a field that points to what its paper does not have is refused with file, path and reason") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(
      complaint("\"from\": \"marriage.certno\"", "\"from\": \"marriage.certnr\""),
      ContainsSubstring("x.json: $.form[marriageNumber].from: the kind of paper \"marriage\" has no field "
                        "\"certnr\""));
  CHECK_THAT(complaint("\"from\": \"marriage.certno\"", "\"from\": \"marriage.\""),
             ContainsSubstring("$.form[marriageNumber].from") && ContainsSubstring("has no field"));
  CHECK_THAT(
      complaint("\"other\": \"marriage.spouse_id\"", "\"other\": \"marriage.spouse_no\""),
      ContainsSubstring("x.json: rule \"spouse-number\".other: the kind of paper \"marriage\" has no field"));
}

TEST_CASE("where the kinds of paper are not known, an item is taken as it is") {
  auto text = content("birth-registration.json");
  const std::string known = "marriage.certno";
  text.replace(text.find(known), known.size(), "marriage.certnr");
  CHECK(parseServiceItem(text, content("service.schema.json"), "x.json", nullptr));
}

TEST_CASE("a paper of two sides may have the field on either") {
  const auto marriage = std::string("\"documentType\": \"marriage\",");
  auto documents = shippedDocuments();
  documents["marriage-back"] = {"certnr"};
  auto text = content("birth-registration.json");
  text.replace(text.find(marriage), marriage.size(), marriage + "\"backType\": \"marriage-back\",");
  const std::string known = "marriage.certno";
  text.replace(text.find(known), known.size(), "marriage.certnr");
  const auto item = parseServiceItem(text, content("service.schema.json"), "x.json", &documents);
  INFO((item ? std::string() : item.error().detail));
  CHECK(item);
}

TEST_CASE("the name of a kind of paper may have hyphens") {
  auto documents = shippedDocuments();
  documents["village-letter"] = documents.at("letter");
  const auto item =
      alteredAmong(documents, "\"documentType\": \"letter\"", "\"documentType\": \"village-letter\"");
  INFO((item ? std::string() : item.error().detail));
  REQUIRE(item);
  CHECK(item->material("letter")->documentType == "village-letter");
}

TEST_CASE("a folder without kinds of paper is told, with the file where one is broken") {
  const auto missing = documentFieldsIn(kFolder / "nothing-here");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == catalog::errors::kNoDocuments);
  const auto wrong = documentFieldsIn(kFolder);  // these are items
  REQUIRE_FALSE(wrong);
  CHECK_THAT(wrong.error().detail, Catch::Matchers::ContainsSubstring(".json: "));
}

TEST_CASE("a paper of two sides is asked for as a whole") {
  using Catch::Matchers::ContainsSubstring;
  const auto marriage = std::string("\"documentType\": \"marriage\",");
  CHECK_THAT(complaint(marriage, marriage + "\"backType\": \"marriage\","),
             ContainsSubstring("materials[marriage].backType") && ContainsSubstring("front"));
  // Used again as a whole, each side by its own dates.
  const auto both = altered(marriage, marriage + "\"backType\": \"idback\", \"notOlderDays\": 30,");
  REQUIRE(both);
  CHECK(both->material("marriage")->twoSided());
  CHECK(both->material("marriage")->reuseDays == 365);
  CHECK(both->material("marriage")->notOlderDays == 30);
  CHECK_THAT(
      complaint("\"documentType\": \"letter\",", "\"documentType\": \"letter\", \"backType\": \"idback\","),
      ContainsSubstring("materials[letter].sealRequired") &&
          ContainsSubstring("a seal cannot be asked for on a paper of two sides"));
  CHECK_THAT(complaint(marriage, marriage + "\"backType\": \"Emblem side\","), ContainsSubstring("backType"));
}

TEST_CASE("a wrong item is refused with file, path and reason") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(complaint("\"kind\": \"application\"", "\"kind\": \"aplication\""),
             ContainsSubstring("x.json") && ContainsSubstring("kind"));
  CHECK_THAT(complaint("\"version\": 1,", ""), ContainsSubstring("x.json") && ContainsSubstring("version"));
  CHECK_THAT(complaint("\"from\": \"marriage.certno\"", "\"from\": \"marrige.certno\""),
             ContainsSubstring("marriageNumber") && ContainsSubstring("material"));
}

TEST_CASE("an item may not contradict itself") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(complaint("\"from\": \"birth\"", "\"from\": \"birthday\""),
             ContainsSubstring("the card has no"));
  CHECK_THAT(complaint("\"id\": \"childOrder\"", "\"id\": \"phone\""), ContainsSubstring("used twice"));
  CHECK_THAT(complaint("\"key\": false", "\"key\": true"), ContainsSubstring("容缺"));
}

TEST_CASE("text that is not JSON is told with its place") {
  const auto item = parseServiceItem("{\"code\": ", content("service.schema.json"), "broken.json", nullptr);
  REQUIRE_FALSE(item);
  CHECK_THAT(item.error().detail, Catch::Matchers::ContainsSubstring("broken.json") &&
                                      Catch::Matchers::ContainsSubstring("not JSON"));
}

TEST_CASE("an empty folder is an error, not an empty kiosk") {
  CHECK_FALSE(loadCatalog(kFolder / "nothing-here", nullptr));
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

TEST_CASE("an item that asks for a device of no known class is refused with file and word") {
  const std::set<std::string> all = {"idcard", "scanner", "printer.slip"};
  const std::set<std::string> few = {"idcard"};
  const auto shippedFile = content("birth-registration.json");
  const auto schema = content("service.schema.json");
  const auto withScanner = parseServiceItem(shippedFile, schema, "x.json", nullptr, &all);
  REQUIRE(withScanner);
  const auto without = parseServiceItem(shippedFile, schema, "x.json", nullptr, &few);
  REQUIRE_FALSE(without);
  CHECK_THAT(without.error().detail, Catch::Matchers::ContainsSubstring("x.json: $.needsDevices") &&
                                         Catch::Matchers::ContainsSubstring("\"scanner\""));
  CHECK_THAT(complaint("\"scanner\"", "\"scan ner\""), Catch::Matchers::ContainsSubstring("needsDevices"));
}
