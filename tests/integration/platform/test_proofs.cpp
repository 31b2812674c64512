#include "platform/server/main/AuditCommand.h"
#include "tests/integration/platform/Client.h"
#include "platform/server/rendering/Text.h"

#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <sstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

std::string query(const std::string& requestId, const std::string& name = "李伟",
                  const std::string& number = "430624199308150019") {
  return Json{{"requestId", requestId},
              {"service", "real-estate-query"},
              {"identityLevel", "L2"},
              {"holder", {{"name", name}, {"idNumber", number}}},
              {"evidence", {{"way", "face"}, {"score", 0.71}, {"model", "sface"}}}}
      .dump();
}

/// Every byte that the platform has on its disk, its keys aside.
std::string onDisk(const std::filesystem::path& data) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data)) {
    if (entry.is_regular_file() && entry.path().parent_path().filename() != "keys") {
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
  }
  return all;
}

}  // namespace

TEST_CASE(
    "a record query answers what is registered, that nothing is, or that name and number do not match") {
  TestPlatform running;
  const auto found = running.kiosk.call("POST", "/v1/records/query", query("request-1"));
  REQUIRE(found.status == 200);
  const auto answer = Json::parse(found.body);
  CHECK(answer["found"] == true);
  CHECK(answer["entries"][0]["value"] == "湘(2021)湘阴县不动产权第0012345号");
  CHECK(answer["entries"][1]["value"].get<std::string>().size() == 28);
  const auto none = Json::parse(
      running.kiosk.call("POST", "/v1/records/query", query("request-2", "王芳", "430624199502200024")).body);
  CHECK(none["found"] == false);
  CHECK(none["entries"].empty());
  const auto other = running.kiosk.call("POST", "/v1/records/query", query("request-3", "王芳"));
  CHECK(other.status == 422);
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-3", "王芳")).status == 422);
}

TEST_CASE("whoever vouched is named with his reason, and nobody is named for a machine's verdict") {
  TestPlatform running;
  const auto status = [&](const Json& evidence) {
    auto body = Json::parse(query("request-1"));
    body["evidence"] = evidence;
    const int asked = running.kiosk.call("POST", "/v1/records/query", body.dump()).status;
    CHECK(running.kiosk.call("POST", "/v1/proofs", body.dump()).status == asked);
    return asked;
  };
  const std::string staff(64, 'a');
  CHECK(status({{"way", "staff"}}) == 400);
  CHECK(status({{"way", "staff"}, {"staff", staff}}) == 400);
  CHECK(status({{"way", "staff"}, {"staff", "li-wei"}, {"reason", "injury"}}) == 400);
  CHECK(status({{"way", "staff"}, {"staff", staff}, {"reason", "because"}}) == 400);
  CHECK(status({{"way", "face"}, {"score", 0.7}, {"staff", staff}, {"reason", "injury"}}) == 400);
  CHECK(status({{"way", "staff"}, {"staff", staff}, {"reason", "injury"}}) == 200);
  CHECK(status({{"way", "fingerprint"}, {"model", "reader-1"}}) == 200);
}

TEST_CASE("staff checks are kept once, also those that ended with no") {
  TestPlatform running;
  Json check{{"checkId", "019aa000-0000-7000-8000-00000000000a"},
             {"service", "real-estate-query"},
             {"staff", std::string(64, 'a')},
             {"reason", "frail"},
             {"confirmed", false},
             {"at", "2026-11-21T08:30:00.000Z"}};
  for (int i = 0; i < 2; ++i) {
    CHECK(running.kiosk.call("POST", "/v1/staff-checks", check.dump()).status == 200);
  }
  check["checkId"] = "019aa000-0000-7000-8000-00000000000b";
  check["confirmed"] = true;
  CHECK(running.kiosk.call("POST", "/v1/staff-checks", check.dump()).status == 200);
  check["holder"] = "李伟";
  CHECK(running.kiosk.call("POST", "/v1/staff-checks", check.dump()).status == 400);
  CHECK(Json::parse(running.state())["staffChecks"] == 2);
}

TEST_CASE("a proof is signed, bound to its holder and its PDF, and the same for the same request") {
  TestPlatform running;
  const auto reply = running.kiosk.call("POST", "/v1/proofs", query("request-1"));
  REQUIRE(reply.status == 200);
  const auto proof = Json::parse(reply.body);
  const auto pdf = fromBase64(proof["pdf"].get<std::string>());
  REQUIRE(pdf);
  CHECK(textOf(*pdf).substr(0, 5) == "%PDF-");
  CHECK(toHex(crypto::sha256(*pdf)) == proof["pdfSha256"].get<std::string>());
  CHECK(proof["holderHash"] == toHex(crypto::sha256(viewOf("李伟\n430624199308150019"))));
  CHECK(proof["verifyUrl"] ==
        "https://gov.example.cn/xiaowu/verify?code=" + proof["checkCode"].get<std::string>());
  const auto text = crypto::canonicalText(
      "xiaowu-proof-1", {proof["proofId"].get<std::string>(), "request-1",
                         proof["checkCode"].get<std::string>(), proof["pdfSha256"].get<std::string>(),
                         proof["holderHash"].get<std::string>(), "1", proof["issuedAt"].get<std::string>()});
  CHECK(crypto::verify(text, *fromBase64(proof["signature"].get<std::string>()),
                       running.platform().keys().signer.publicKey()));
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-1")).body == reply.body);
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-1", "陈桂英", "430624194403120042")).status ==
        409);
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-2")).body != reply.body);
  CHECK(Json::parse(running.state())["proofs"] == 2);
}

TEST_CASE("nothing on the disk shows what a proof says, or whose it is") {
  TestPlatform running;
  const auto proof = Json::parse(running.kiosk.call("POST", "/v1/proofs", query("request-1")).body);
  const auto disk = onDisk(running.folder.path / "data");
  REQUIRE(disk.find(proof["proofId"].get<std::string>()) != std::string::npos);
  const auto pdf = proof["pdf"].get<std::string>();
  CHECK(disk.find(pdf.substr(0, 60)) == std::string::npos);
  CHECK(disk.find(pdf.substr(pdf.size() / 2, 60)) == std::string::npos);
  CHECK(disk.find("%PDF-") == std::string::npos);
  CHECK(disk.find(proof["holderHash"].get<std::string>()) == std::string::npos);
  CHECK(disk.find("430624199308150019") == std::string::npos);
  CHECK(disk.find("李伟") == std::string::npos);
}

TEST_CASE("a proof whose paper is no longer kept verifies on, and is not given again") {
  TestPlatform running;
  const auto proof = Json::parse(running.kiosk.call("POST", "/v1/proofs", query("request-1")).body);
  REQUIRE(running.platform().repository().proofs().forgetPapers(INT64_MAX, 100).value() == 1);
  const auto again = running.kiosk.call("POST", "/v1/proofs", query("request-1"));
  CHECK(again.status == 410);
  CHECK(Json::parse(again.body)["error"]["code"] == "proof.expired");
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-1", "陈桂英", "430624194403120042")).status ==
        409);
  CHECK(running.kiosk
            .call("POST", "/v1/proofs/" + proof["proofId"].get<std::string>() + "/printed",
                  R"({"sheetsOut":1})")
            .status == 200);
  const auto code = proof["checkCode"].get<std::string>();
  CHECK(Json::parse(get(running.port(), "/v1/verify/" + code).body)["result"] == "valid");
  CHECK(get(running.port(), "/verify?code=" + code).body.find("<h1>有效</h1>") != std::string::npos);
}

TEST_CASE("a proof verifies as unconfirmed until its sheets were counted out") {
  TestPlatform running;
  const auto proof = Json::parse(
      running.kiosk.call("POST", "/v1/proofs", query("request-1", "王芳", "430624199502200024")).body);
  const auto code = proof["checkCode"].get<std::string>();
  const auto printed = "/v1/proofs/" + proof["proofId"].get<std::string>() + "/printed";
  const auto result = [&](const std::string& typed) {
    return Json::parse(get(running.port(), "/v1/verify/" + typed).body)["result"];
  };
  CHECK(result(code) == "notPrinted");
  CHECK(get(running.port(), "/verify?code=" + code).body.find("已签发，未确认出纸") != std::string::npos);
  CHECK(Json::parse(running.kiosk.call("POST", printed, R"({"sheetsOut":0})").body)["state"] == "issued");
  CHECK(result(code) == "notPrinted");
  const auto once = running.kiosk.call("POST", printed, R"({"sheetsOut":1})");
  CHECK(Json::parse(once.body)["state"] == "printed");
  CHECK(running.kiosk.call("POST", printed, R"({"sheetsOut":0})").body == once.body);
  std::string typed;
  for (const char c : code) {
    typed += c == '-' ? std::string{} : std::string(1, static_cast<char>(std::tolower(c)));
  }
  CHECK(result(typed) == "valid");
  const auto page = get(running.port(), "/verify?code=" + typed).body;
  CHECK(page.find("<h1>有效</h1>") != std::string::npos);
  CHECK(page.find("王*") != std::string::npos);
  CHECK(page.find("王芳") == std::string::npos);
  CHECK(page.find("430624199502200024") == std::string::npos);
  CHECK(result("0000-0000-0000-0000") == "unknown");
  CHECK(get(running.port(), "/verify?code=nonsense").body.find("查无此证") != std::string::npos);
  CHECK(running.kiosk
            .call("POST", "/v1/proofs/019aa000-0000-7000-8000-000000000001/printed", R"({"sheetsOut":1})")
            .status == 404);
}

TEST_CASE("a proof whose print ended before its last sheet is void, for good, and the page says so") {
  TestPlatform running;
  const auto proof = Json::parse(running.kiosk.call("POST", "/v1/proofs", query("request-1")).body);
  const auto code = proof["checkCode"].get<std::string>();
  const auto printed = "/v1/proofs/" + proof["proofId"].get<std::string>() + "/printed";
  const auto state = [&](const char* body) {
    return Json::parse(running.kiosk.call("POST", printed, body).body)["state"];
  };
  CHECK(running.kiosk.call("POST", printed, R"({"sheetsOut":0,"void":1})").status == 400);
  CHECK(state(R"({"sheetsOut":0,"void":false})") == "issued");
  CHECK(state(R"({"sheetsOut":0,"void":true})") == "void");
  CHECK(state(R"({"sheetsOut":1})") == "void");
  // All sheets are out, whatever the printer calls the end of its job: their owner has a proof.
  const auto whole = Json::parse(running.kiosk.call("POST", "/v1/proofs", query("request-2")).body);
  CHECK(Json::parse(running.kiosk
                        .call("POST", "/v1/proofs/" + whole["proofId"].get<std::string>() + "/printed",
                              R"({"sheetsOut":1,"void":true})")
                        .body)["state"] == "printed");
  const auto answer = Json::parse(get(running.port(), "/v1/verify/" + code).body);
  CHECK(answer["result"] == "void");
  CHECK_FALSE(answer.contains("printedAt"));
  const auto page = get(running.port(), "/verify?code=" + code).body;
  CHECK(page.find("已作废") != std::string::npos);
  CHECK(page.find("出纸时间") == std::string::npos);
  CHECK(page.find("有效<") == std::string::npos);
  CHECK(Json::parse(running.state())["printed"] == 1);
}

TEST_CASE("no proof without a seal: service down, or the seal's key gone") {
  TestPlatform running;
  CHECK_FALSE(running.fault(R"({"sealDown":true})").empty());
  const auto down = running.kiosk.call("POST", "/v1/proofs", query("request-1"));
  CHECK(down.status == 503);
  CHECK(down.header("Retry-After") == "60");
  CHECK(Json::parse(down.body)["error"]["code"] == "seal.unavailable");
  CHECK(running.kiosk.call("POST", "/v1/records/query", query("request-1")).status == 200);
  CHECK_FALSE(running.fault(R"({"sealDown":false})").empty());
  const auto sealed = running.kiosk.call("POST", "/v1/proofs", query("request-1"));
  CHECK(sealed.status == 200);
  std::filesystem::remove(running.folder.path / "data/keys/seal.key");
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-2")).status == 503);
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-1")).body == sealed.body);
  running.restart();  // it does not come back by itself
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-2")).status == 503);
}

TEST_CASE("a kiosk operation needs a fresh signature of an enrolled kiosk") {
  TestPlatform running;
  const auto code = [](const Reply& reply) {
    return Json::parse(reply.body)["error"]["code"].get<std::string>();
  };
  Kiosk stranger("XY-999", running.port());
  CHECK(stranger.call("POST", "/v1/records/query", query("request-1")).status == 401);
  auto wrongKey = running.kiosk;
  wrongKey.signAs(crypto::Signer::generate());
  CHECK(code(wrongKey.call("POST", "/v1/records/query", query("request-1"))) == "auth.signature");
  auto late = running.kiosk;
  for (const auto shift : {-301LL, 301LL}) {
    late.shiftClock(shift * 1'000'000);
    const auto reply = late.call("POST", "/v1/records/query", query("request-1"));
    CHECK(code(reply) == "auth.clock");
    CHECK(reply.header("Date").find("GMT") != std::string::npos);
  }
  // So far off that it has no place in the contract's form: it is the clock all the same, not the key.
  constexpr std::int64_t kYear = 365LL * 86'400 * 1'000'000;
  for (const auto years : {-100, -70, 300, 9000}) {
    late.shiftClock(years * kYear);
    CHECK(code(late.call("POST", "/v1/records/query", query("request-1"))) == "auth.clock");
    auto forged = late;
    forged.signAs(crypto::Signer::generate());
    CHECK(code(forged.call("POST", "/v1/records/query", query("request-1"))) == "auth.signature");
  }
  late.shiftClock(290'000'000);
  CHECK(late.call("POST", "/v1/records/query", query("request-1")).status == 200);
  late.shiftClock(-290'000'000);  // from before this platform's start: it may have been served then
  CHECK(code(late.call("POST", "/v1/records/query", query("request-1"))) == "auth.clock");
  // The signature covers method, path, query and body.
  auto raw = running.kiosk.request("POST", "/v1/records/query", query("request-1"));
  CHECK(sendRaw(running.port(), raw).status == 200);
  auto altered = running.kiosk.request("POST", "/v1/records/query", query("request-1"));
  altered.replace(altered.find("request-1"), 9, "request-9");
  CHECK(sendRaw(running.port(), altered).status == 401);
  altered = running.kiosk.request("POST", "/v1/records/query", query("request-1"));
  altered.replace(altered.find("/v1/records/query"), 17, "/v1/records/query?");
  CHECK(sendRaw(running.port(), altered).status == 401);
  CHECK(sendRaw(running.port(),
                "GET /v1/submissions/019aa000-0000-7000-8000-000000000001 HTTP/1.1\r\nHost: t\r\n\r\n")
            .status == 401);
}

TEST_CASE("what was asked about a person is noted before it is answered, without the person") {
  TestPlatform running;
  auto& audit = running.platform().repository().audit();
  REQUIRE(running.kiosk.call("POST", "/v1/records/query", query("request-1")).status == 200);
  REQUIRE(running.kiosk.call("POST", "/v1/records/query", query("request-1", "张三")).status == 422);
  REQUIRE(running.kiosk.call("POST", "/v1/proofs", query("request-1")).status == 200);
  REQUIRE(running.kiosk.call("POST", "/v1/proofs", query("request-1")).status == 200);
  const Json papers{{"requestId", "request-2"},
                    {"service", "SY-REG-01"},
                    {"identityLevel", "L2"},
                    {"holder", {{"name", "李伟"}, {"idNumber", "430624199308150019"}}},
                    {"evidence", {{"way", "face"}, {"score", 0.83}}},
                    {"consent", true}};
  REQUIRE(running.kiosk.call("POST", "/v1/papers/query", papers.dump()).status == 200);
  auto unproven = papers;
  unproven["evidence"] = {{"way", "staff"}};
  CHECK(running.kiosk.call("POST", "/v1/papers/query", unproven.dump()).status == 400);
  unproven.erase("evidence");
  CHECK(running.kiosk.call("POST", "/v1/papers/query", unproven.dump()).status == 400);
  const Json check{{"checkId", "019aa000-0000-7000-8000-0000000000c1"},
                   {"service", "SY-REG-01"},
                   {"staff", std::string(64, 'b')},
                   {"reason", "injury"},
                   {"confirmed", false},
                   {"at", "2099-11-21T08:30:00.000Z"}};  // a wrong clock: it counts as now
  REQUIRE(running.kiosk.call("POST", "/v1/staff-checks", check.dump()).status == 200);
  REQUIRE(running.kiosk.call("POST", "/v1/staff-checks", check.dump()).status == 200);  // one check, one row
  std::vector<std::string> words;
  const auto rows = audit.list({}, 100).value();
  for (const auto& row : rows) {
    CHECK(row.kioskId == running.kiosk.id());
    words.push_back(std::string(platform::auditActionName(row.action)) + " " + row.way + " " + row.outcome +
                    " " + row.scoreBand + (row.proofId.empty() ? "" : " with its proof"));
  }
  CHECK(words == std::vector<std::string>{"record-query face found 0.7-0.8",
                                          "record-query face other-holder 0.7-0.8",
                                          "proof face issued 0.7-0.8 with its proof",
                                          "proof face given-again 0.7-0.8 with its proof",
                                          "papers-query face none 0.8-0.9", "staff-check staff denied "});
  std::ostringstream printed;
  REQUIRE(platform::printAudit(running.folder.path / "data", {{"--staff", std::string(64, 'b')}}, printed));
  CHECK(Json::parse(printed.str())["outcome"] == "denied");
  CHECK_FALSE(platform::printAudit(running.folder.path / "nowhere", {}, printed));
  TestPlatform emptied;
  const auto database = emptied.folder.path / "data/platform.sqlite";
  std::filesystem::resize_file(database, 0);
  CHECK_FALSE(platform::printAudit(emptied.folder.path / "data", {}, printed));
  CHECK(std::filesystem::file_size(database) == 0);  // it makes no platform of what was lost
  CHECK_FALSE(platform::printAudit(running.folder.path / "data", {{"--since", "yesterday"}}, printed));
}

TEST_CASE("what cannot be noted is not told") {
  TestPlatform running;
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((running.folder.path / "data/platform.sqlite").c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, "DROP TABLE audit", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
  const auto reply = running.kiosk.call("POST", "/v1/records/query", query("request-1"));
  CHECK(reply.status == 503);
  CHECK(reply.body.find("entries") == std::string::npos);
  CHECK(running.kiosk.call("POST", "/v1/proofs", query("request-1")).status == 503);
}

TEST_CASE("bodies that the contract does not allow are refused") {
  TestPlatform running;
  const auto good = query("request-1");
  const auto refused = [&](const std::string& body) {
    return running.kiosk.call("POST", "/v1/records/query", body).status == 400;
  };
  CHECK(refused("{}"));
  CHECK(refused("[]"));
  CHECK(refused("nonsense"));
  CHECK(refused(good + "x"));
  CHECK(refused("{\"requestId\":\"other-request\"," + good.substr(1)));  // a key twice
  CHECK(refused("{\"more\":1," + good.substr(1)));
  CHECK(refused(std::string(100'000, '[')));
  CHECK(refused(query("request-1", std::string(101, 'a'))));
  CHECK(refused(query("request-1", "line\nfeed")));
  CHECK(refused(query("request-1", std::string("nul\0", 4))));
  CHECK(refused(query("request-1", "李伟", "430624' OR 1=1")));
  CHECK(refused("{\"requestId\":\"" + std::string(200'000, 'a') + "\"}"));
  CHECK(refused("\xff\xfe"));
  CHECK(running.kiosk.call("POST", "/v1/records/query", good).status == 200);
}

TEST_CASE("heartbeats are kept as the last state, for operators only; ratings count once") {
  TestPlatform running;
  const Json beat{{"kioskId", "XY-001"},
                  {"at", "2026-11-21T08:30:00.000Z"},
                  {"version", "0.1.0"},
                  {"uptimeS", 3600},
                  {"devices",
                   {{{"name", "printer"},
                     {"state", "ok"},
                     {"reason", ""},
                     {"since", "2026-11-21T08:00:00.000Z"},
                     {"lastGoodAnswerAgeS", 1.5}}}},
                  {"outbox",
                   {{"pending", 2},
                    {"oldestAgeS", 0},
                    {"deadLetters", 1},
                    {"lastSeq", 7},
                    {"pendingReports", 3},
                    {"held", 1},
                    {"unexplainedParts", 4},
                    {"loss", {{"what", "database-lost"}, {"at", "2026-11-21T08:00:00.000Z"}}}}}};
  const auto beaten = running.kiosk.call("POST", "/v1/heartbeats", beat.dump());
  CHECK(beaten.status == 200);
  CHECK(Json::parse(beaten.body)["lastSeq"] == 0);
  auto foreign = beat;
  foreign["kioskId"] = "XY-002";
  CHECK(running.kiosk.call("POST", "/v1/heartbeats", foreign.dump()).status == 400);
  CHECK(get(running.port(), "/v1/kiosks").status == 401);
  CHECK(get(running.port(), "/v1/kiosks", "Authorization: Bearer nonsense\r\n").status == 401);
  const auto list = get(running.port(), "/v1/kiosks",
                        "Authorization: Bearer " + running.platform().keys().operatorToken + "\r\n");
  REQUIRE(list.status == 200);
  CHECK(Json::parse(list.body)["kiosks"][0]["heartbeat"]["uptimeS"] == 3600);
  CHECK(Json::parse(list.body)["kiosks"][0]["heartbeat"]["outbox"] == beat["outbox"]);
  CHECK(Json::parse(list.body)["kiosks"][0]["seqUnaccounted"] == 4);
  const Json rating{{"ratingId", "019aa000-0000-7000-8000-000000000001"},
                    {"service", "real-estate-query"},
                    {"stars", 5},
                    {"at", "2026-11-21T08:30:00.000Z"}};
  for (int i = 0; i < 2; ++i) {
    CHECK(running.kiosk.call("POST", "/v1/ratings", rating.dump()).status == 200);
  }
  CHECK(Json::parse(running.state())["ratings"] == 1);
}
