// Instant approval and papers used again, over real HTTP: what the platform decides from what it opened
// itself.
#include "tests/integration/platform/Client.h"
#include "core/domain/Dates.h"
#include "platform/server/rendering/Text.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

Json field(const char* name, const char* value, bool doubtful = false) {
  return {{"name", name}, {"value", value}, {"confidence", 0.99}, {"doubtful", doubtful}};
}

Json answer(const char* name, const char* value) {
  return {{"field", name}, {"value", value}, {"source", "ocr"}, {"trust", "C"}, {"doubtful", false}};
}

Json paper(const char* code, Json fields, std::vector<int> parts) {
  return {
      {"code", code}, {"documentType", code},        {"outcome", "good"},        {"reasons", Json::array()},
      {"trust", "C"}, {"fields", std::move(fields)}, {"parts", std::move(parts)}};
}

constexpr const char* kLiWei = "430624199308150019";

/// A case of the shipped item that its rules approve for this person.
Json flawless(const std::string& idNumber = kLiWei) {
  return {{"answers",
           {answer("childOrder", "1"), answer("spouseName", "王芳"),
            answer("spouseIdNumber", "430624199402150029"), answer("marriageNumber", "J430624-2019-001234")}},
          {"materials",
           {paper("marriage",
                  {field("spouse_name", "王芳"), field("spouse_id", "430624199402150029"),
                   field("certno", "J430624-2019-001234")},
                  {2}),
            paper("hukou", {field("name", "李伟"), field("id", idNumber.c_str()), field("marital", "已婚")},
                  {3})}},
          {"approval", {{"verdict", "approve"}, {"itemVersion", 1}, {"findings", Json::array()}}}};
}

/// The shipped items, with another share of the approvals drawn for people, and with changes to the item and
/// to its first material.
std::filesystem::path itemsWith(const std::filesystem::path& folder, int percent, const Json& firstMaterial,
                                const Json& change) {
  const auto source = places::source() / "kiosk-config/services";
  std::filesystem::create_directories(folder);
  for (const auto* name : {"service.schema.json", "birth-registration.json"}) {
    std::stringstream text;
    text << std::ifstream(source / name).rdbuf();
    auto item = Json::parse(text.str());
    if (item.contains("instantApproval")) {
      item["instantApproval"]["samplePercent"] = percent;
      item["materials"][0].merge_patch(firstMaterial);
      item.merge_patch(change);
    }
    std::ofstream(folder / name) << item.dump();
  }
  return folder;
}

class Office {
 public:
  explicit Office(int samplePercent) { change(samplePercent, Json::object()); }

  /// The platform starts again with items that ask for something else.
  void change(int samplePercent, const Json& firstMaterial, const Json& item = Json::object()) {
    running.restartWith(itemsWith(running.folder.path / "services", samplePercent, firstMaterial, item));
  }

  /// Files a case with this content; the receipt.
  Json file(const Json& change, const std::string& idNumber = kLiWei, const std::string& name = "李伟") {
    const auto reply = filingOf(change, idNumber, name).sendAll(running.kiosk);
    REQUIRE(reply.status == 201);
    return Json::parse(reply.body);
  }

  /// Sealed, and not sent yet.
  Filing filingOf(const Json& change, const std::string& idNumber = kLiWei,
                  const std::string& name = "李伟") {
    Filing filing;
    filing.service = "SY-REG-01";
    filing.seq = ++m_seq;
    filing.idNumber = idNumber;
    filing.name = name;
    filing.plain.push_back(filing.plain.back());
    filing.change = change.dump();
    filing.seal(running.platform().keys().opening.publicKey, running.platform().keys().keyId);
    m_last = filing.id.text();
    return filing;
  }

  Json findings() {
    const auto row = running.platform().repository().submissions().find(m_last);
    REQUIRE((row && *row));
    return Json::parse((*row)->approval);
  }

  Json papersOf(const std::string& idNumber = kLiWei, const std::string& name = "李伟") {
    const Json query{{"requestId", Uuid::makeV7(SystemClock().wall()).text()},
                     {"identityLevel", "L2"},
                     {"holder", {{"name", name}, {"idNumber", idNumber}}},
                     {"service", "SY-REG-01"},
                     {"evidence", {{"way", "face"}, {"score", 0.83}}},
                     {"service", "SY-REG-01"},
                     {"evidence", {{"way", "face"}}},
                     {"consent", true}};
    const auto reply = running.kiosk.call("POST", "/v1/papers/query", query.dump());
    REQUIRE(reply.status == 200);
    return Json::parse(reply.body)["papers"];
  }

  /// Behind the platform's back.
  void sql(const char* text) {
    sqlite3* handle = nullptr;
    const auto database = running.folder.path / "data/platform.sqlite";
    REQUIRE(std::filesystem::exists(database));
    REQUIRE(sqlite3_open(database.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, text, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
  }

  [[nodiscard]] std::string page() const { return get(running.port(), "/case/" + m_last).body; }

  TestPlatform running;

 private:
  std::int64_t m_seq = 0;
  std::string m_last;
};

bool failed(const Json& findings, const std::string& rule) {
  return std::find(findings["failed"].begin(), findings["failed"].end(), rule) != findings["failed"].end();
}

}  // namespace

TEST_CASE("a case that the rules hold for is approved with its receipt") {
  Office office(0);
  CHECK(office.file(flawless())["state"] == "approved");
  CHECK(office.findings() == Json{{"verdict", "approve"}, {"sampled", false}, {"failed", Json::array()}});
  CHECK(office.page().find("秒批") != std::string::npos);
  CHECK(Json::parse(office.running.state())["cases"] == 1);
  CHECK(office.file(flawless())["state"] == "alreadySubmitted");
}

TEST_CASE(
    "the card is judged by the day on which it was used, and a case without its last day goes to people") {
  Office office(0);
  const auto now = SystemClock().wall();
  const auto day = [&](int back) {
    return domain::isoDate(domain::dateInChina(now - std::chrono::hours(24 * back)));
  };
  const auto fileWith = [&](const Json& validTo, int daysUnderWay) {
    auto content = flawless();
    content["applicant"] = {{"validTo", validTo}};
    auto filing = office.filingOf(content);
    filing.createdAt = platform::formatTime(toUnixMicros(now - std::chrono::hours(24 * daysUnderWay)));
    return Json::parse(filing.sendAll(office.running.kiosk).body)["state"].get<std::string>();
  };
  CHECK(fileWith(day(2), 3) == "approved");  // expired since, while the line was down
  CHECK(fileWith(day(2), 2) == "approved");  // on its last day
  CHECK(fileWith(day(2), 1) == "accepted");
  CHECK(failed(office.findings(), "card-expired"));
  CHECK(office.findings()["verdict"] == "staff");
  CHECK(fileWith(nullptr, 4) == "accepted");
  CHECK(failed(office.findings(), "card-validity-unknown"));
  CHECK(fileWith("2024-02-31", 5) == "accepted");  // no day of the calendar
  CHECK(failed(office.findings(), "card-validity-unknown"));
  CHECK(fileWith("long-term", 6) == "approved");
  CHECK(fileWith("long-term", 91) == "accepted");  // a clock that was wrong, or a case that was long lost
  CHECK(failed(office.findings(), "filed-long-ago"));
}

TEST_CASE("what the sample draws goes to people although the rules approve") {
  Office office(100);
  CHECK(office.file(flawless())["state"] == "accepted");
  CHECK(office.findings()["sampled"] == true);
  CHECK(office.page().find("秒批") == std::string::npos);
}

TEST_CASE("the platform judges for itself: a kiosk's yes alone approves nothing") {
  Office office(0);
  auto content = flawless();
  SECTION("a doubtful field") {
    content["materials"][1]["fields"][2]["doubtful"] = true;
    office.file(content);
    CHECK(failed(office.findings(), "married"));
  }
  SECTION("another person's household page") {
    content["materials"][1]["fields"][1]["value"] = "430624199402150029";
    office.file(content);
    CHECK(failed(office.findings(), "hukou-number"));
  }
  SECTION("a doubtful paper") {
    content["materials"][0]["outcome"] = "doubtful";
    office.file(content);
    CHECK(failed(office.findings(), "material-doubtful:marriage"));
  }
  SECTION("card seen, person not proven") {
    content["identity"] = {{"level", "L1"}};
    office.file(content);
    CHECK(failed(office.findings(), "identity-level"));
  }
  SECTION("proven, but by no way that proves anybody") {
    content["identity"] = {{"way", "card"}};
    office.file(content);
    CHECK(failed(office.findings(), "identity-level"));
  }
  SECTION("on a paper of which nobody knows until when it holds") {
    content["materials"][0]["fields"].push_back({{"name", "until"},
                                                 {"value", "2016.05.01-2046.05.01"},
                                                 {"confidence", 0.6},
                                                 {"doubtful", true},
                                                 {"role", "validity"}});
    office.file(content);
    CHECK(failed(office.findings(), "material-doubtful:marriage"));
  }
  SECTION("vouched for by nobody") {
    content["identity"] = {{"way", "staff"}, {"score", nullptr}};
    office.file(content);
    CHECK(failed(office.findings(), "identity-level"));
  }
  SECTION("by a way that the item does not allow") {
    office.change(0, Json::object(), {{"identityWays", {"staff"}}});
    office.file(content);
    CHECK(failed(office.findings(), "identity-level"));
  }
  SECTION("the kiosk found a doubt") {
    content["approval"]["verdict"] = "staff";
    office.file(content);
    CHECK(failed(office.findings(), "kiosk-verdict"));
  }
  SECTION("on content that is not what the resident signed") {
    content["signature"]["contentSha256"] = std::string(64, 'b');
    office.file(content);
    CHECK(office.findings()["failed"] == Json({"signed-content"}));
  }
  SECTION("the kiosk judged by older rules") {
    content["approval"]["itemVersion"] = 7;
    office.file(content);
    CHECK(failed(office.findings(), "kiosk-verdict"));
  }
  SECTION("a kiosk that sends no evidence") {
    content.erase("approval");
    office.file(content);
    CHECK(failed(office.findings(), "kiosk-verdict"));
  }
  CHECK(office.findings()["verdict"] == "staff");
  CHECK(office.page().find("秒批") == std::string::npos);
}

TEST_CASE("papers are kept only with consent and offered only to their holder") {
  Office office(0);
  office.file(flawless());
  CHECK(office.papersOf().empty());
  auto content = flawless("110101199003077571");
  content["keepForReuse"] = true;
  content["materials"][0]["outcome"] = "doubtful";
  const auto receipt = office.file(content, "110101199003077571");
  const auto papers = office.papersOf("110101199003077571");
  REQUIRE(papers.size() == 1);  // what was in doubt is not offered again
  CHECK(papers[0]["documentType"] == "hukou");
  CHECK(papers[0]["trust"] == "C");
  CHECK(papers[0]["caseNumber"] == receipt["caseNumber"]);
  CHECK(papers[0]["fields"][2]["value"] == "已婚");
  CHECK(office.papersOf("110101199003077571", "王芳").empty());
  CHECK(office.papersOf("430624199402150029").empty());
}

TEST_CASE("a paper used again must be the person's own, of the same type and grade") {
  Office office(0);
  const std::string other = "110101199003077571";
  auto first = flawless();
  first["keepForReuse"] = true;
  office.file(first);
  const auto papers = office.papersOf();
  REQUIRE(papers.size() == 2);
  const auto& kept = papers[0]["documentType"] == "marriage" ? papers[0] : papers[1];
  auto again = [&](const std::string& person) {
    auto content = flawless(person);
    content["materials"][0]["parts"] = Json::array();
    content["materials"][0]["reusedFrom"] = kept["paperId"];
    return content;
  };
  SECTION("somebody else's") {
    CHECK(office.file(again(other), other)["reason"] == "material.reuse-unknown");
  }
  SECTION("another type") {
    auto content = again(kLiWei);
    content["materials"][0]["documentType"] = "letter";
    CHECK(office.file(content)["reason"] == "material.reuse-unknown");
  }
  SECTION("a better grade than it has") {
    auto content = again(kLiWei);
    content["materials"][0]["trust"] = "A";
    CHECK(office.file(content)["reason"] == "material.reuse-unknown");
  }
  SECTION("by somebody who was not proven") {
    auto content = again(kLiWei);
    content["identity"] = {{"level", "L1"}};
    CHECK(office.file(content)["reason"] == "material.reuse-unknown");
  }
  SECTION("one side where both were kept, or the other way round") {
    auto content = again(kLiWei);
    content["materials"][0]["backType"] = "idback";
    CHECK(office.file(content)["reason"] == "material.reuse-unknown");
  }
  SECTION("one that nobody kept") {
    auto content = again(kLiWei);
    content["materials"][0]["reusedFrom"] = Uuid::makeV7(SystemClock().wall()).text();
    CHECK(office.file(content)["reason"] == "material.reuse-unknown");
  }
  SECTION("his own") {
    // One case a day, and its paper was accepted.
    CHECK(office.file(again(kLiWei))["state"] == "alreadySubmitted");
  }
}

TEST_CASE(
    "of a paper used again the platform judges what it keeps, not what the kiosk says of it, and by today's "
    "date") {
  Office office(0);
  auto first = flawless();
  first["keepForReuse"] = true;
  first["materials"][1]["fields"][2]["value"] = "未婚";  // of the household page: not a case for the rules
  first["materials"][0]["fields"].push_back({{"name", "validity"},
                                             {"value", "2016.05.01-2046.05.01"},
                                             {"confidence", 0.99},
                                             {"doubtful", false},
                                             {"role", "validity"}});
  office.file(first);
  const auto kept = office.papersOf();
  REQUIRE(kept.size() == 2);
  auto second = flawless();
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& paper = kept[kept[0]["documentType"] == second["materials"][i]["documentType"] ? 0 : 1];
    second["materials"][i]["parts"] = Json::array();
    second["materials"][i]["reusedFrom"] = paper["paperId"];
  }
  SECTION("a kiosk that says something better") {
    office.file(second);
    CHECK(failed(office.findings(), "married"));
    CHECK_FALSE(failed(office.findings(), "reuse-out-of-date:marriage"));
  }
  SECTION("the item wants a younger one than it is") {
    office.change(0, {{"notOlderDays", 30}});  // this paper says nowhere how old it is
    office.file(second);
    CHECK(failed(office.findings(), "reuse-out-of-date:marriage"));
    CHECK(office.findings()["verdict"] == "staff");
  }
  SECTION("the item takes no paper twice any more") {
    office.change(0, {{"reuseDays", nullptr}});
    office.file(second);
    CHECK(failed(office.findings(), "reuse-out-of-date:marriage"));
  }
}

TEST_CASE("a database that cannot answer for a moment returns nobody's case: the kiosk asks again") {
  Office office(0);
  auto first = flawless();
  first["keepForReuse"] = true;
  office.file(first);
  const auto papers = office.papersOf();
  auto content = flawless();
  content["materials"][0]["parts"] = Json::array();
  content["materials"][0]["reusedFrom"] = papers[papers[0]["documentType"] == "marriage" ? 0 : 1]["paperId"];
  const auto filing = office.filingOf(content);
  office.sql("ALTER TABLE papers RENAME TO gone");
  CHECK(filing.sendAll(office.running.kiosk).status == 503);
  const Json query{{"requestId", Uuid::makeV7(SystemClock().wall()).text()},
                   {"identityLevel", "L2"},
                   {"holder", {{"name", "李伟"}, {"idNumber", kLiWei}}},
                   {"service", "SY-REG-01"},
                   {"evidence", {{"way", "face"}}},
                   {"consent", true}};
  CHECK(office.running.kiosk.call("POST", "/v1/papers/query", query.dump()).status == 503);
  office.sql("ALTER TABLE gone RENAME TO papers");
  CHECK(filing.file(office.running.kiosk).status == 201);
}

TEST_CASE("a paper whose submission cannot be opened any more is not offered, and not taken") {
  Office office(0);
  auto first = flawless();
  first["keepForReuse"] = true;
  const auto receipt = office.file(first);
  const auto papers = office.papersOf();
  REQUIRE(papers.size() == 2);
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(office.running.folder.path / "data/parts")) {
    if (file.is_regular_file()) {
      std::ofstream(file.path(), std::ios::trunc) << "rotten";
    }
  }
  CHECK(office.papersOf().empty());
  auto second = flawless();
  second["materials"][0]["parts"] = Json::array();
  second["materials"][0]["reusedFrom"] = papers[papers[0]["documentType"] == "marriage" ? 0 : 1]["paperId"];
  CHECK(office.file(second)["reason"] == "material.reuse-unknown");
}
