#include "tests/integration/platform/Client.h"
#include "platform/server/rendering/Text.h"

#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <fstream>
#include <future>
#include <set>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

Filing sealedFor(TestPlatform& running, std::int64_t seq = 1) {
  Filing filing;
  filing.seq = seq;
  filing.seal(running.platform().keys().opening.publicKey, running.platform().keys().keyId);
  return filing;
}

std::string errorCode(const Reply& reply) {
  return Json::parse(reply.body)["error"]["code"];
}

bool receiptHolds(const Json& r, const crypto::Key32& key) {
  const auto text = crypto::canonicalText(
      "xiaowu-receipt-1", {r["kioskId"].get<std::string>(), std::to_string(r["seq"].get<int>()),
                           r["submissionId"].get<std::string>(), r["manifestSha256"].get<std::string>(),
                           r["state"].get<std::string>(), r["caseNumber"].get<std::string>(),
                           r["receivedAt"].get<std::string>()});
  return crypto::verify(text, *fromBase64(r["signature"].get<std::string>()), key);
}

}  // namespace

TEST_CASE("a submission goes in part by part and gets one signed receipt for ever") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  const auto state = [&] {
    return Json::parse(running.kiosk.call("GET", "/v1/submissions/" + filing.id.text()).body);
  };
  CHECK(state()["state"] == "unknown");
  const auto unknown = get(running.port(), "/case/" + filing.id.text());
  CHECK(unknown.status == 404);
  CHECK(unknown.body.find("这里还没有这件申请") != std::string::npos);
  CHECK(unknown.body.find("送达") == std::string::npos);
  CHECK(filing.put(running.kiosk, 1).status == 201);
  CHECK(filing.put(running.kiosk, 1).status == 200);
  CHECK(state()["state"] == "receiving");
  CHECK(get(running.port(), "/case/" + filing.id.text()).body.find("正在接收") != std::string::npos);
  const auto early = filing.file(running.kiosk);
  CHECK(early.status == 422);
  CHECK(Json::parse(early.body)["error"]["missing"] == Json({0, 2}));
  CHECK(filing.put(running.kiosk, 0).status == 201);
  CHECK(filing.put(running.kiosk, 2).status == 201);
  const auto first = filing.file(running.kiosk);
  REQUIRE(first.status == 201);
  const auto receipt = Json::parse(first.body);
  CHECK(receipt["state"] == "accepted");
  CHECK(receiptHolds(receipt, running.platform().keys().signer.publicKey()));
  for (int i = 0; i < 3; ++i) {
    const auto again = filing.file(running.kiosk);
    CHECK(again.status == 200);
    CHECK(again.body == first.body);
    if (i == 1) {
      running.restart();
    }
  }
  CHECK(state()["receipt"] == receipt);
  const auto page = get(running.port(), "/case/" + filing.id.text()).body;
  CHECK(page.find("已受理") != std::string::npos);
  CHECK(page.find(receipt["caseNumber"].get<std::string>()) != std::string::npos);
  CHECK(page.find("李伟") == std::string::npos);
  CHECK(Json::parse(running.state())["cases"] == 1);
}

TEST_CASE("the same id with other content is a conflict") {
  TestPlatform running;
  auto filing = sealedFor(running);
  auto other = filing;
  other.seal(running.platform().keys().opening.publicKey, running.platform().keys().keyId);
  CHECK(filing.put(running.kiosk, 0).status == 201);
  CHECK(other.put(running.kiosk, 0).status == 409);
  CHECK(other.put(running.kiosk, 1).status == 201);
  CHECK(other.put(running.kiosk, 2).status == 201);
  CHECK(errorCode(filing.file(running.kiosk)) == "submission.conflict");
  auto next = sealedFor(running);
  REQUIRE(next.sendAll(running.kiosk).status == 201);
  auto changed = next;
  changed.seq = 7;
  CHECK(changed.file(running.kiosk).status == 409);
  CHECK(running.kiosk.call("PUT", "/v1/submissions/" + next.id.text() + "/parts/9", "late").status == 409);
  auto sameSeq = sealedFor(running, 1);
  CHECK(errorCode(sameSeq.sendAll(running.kiosk)) == "submission.number-taken");
  Kiosk second("XY-002", running.port());
  REQUIRE(running.platform().enrol(second.id(), second.publicKey(), "430624"));
  CHECK(next.put(second, 0).status == 409);
  CHECK(next.file(second).status == 409);
  CHECK(Json::parse(second.call("GET", "/v1/submissions/" + next.id.text()).body)["state"] == "unknown");
}

TEST_CASE("a part under another kiosk's case id does not keep the owner out") {
  TestPlatform running;
  Kiosk thief("XY-666", running.port());
  REQUIRE(running.platform().enrol(thief.id(), thief.publicKey(), "430624"));
  const auto filing = sealedFor(running);
  const auto path = "/v1/submissions/" + filing.id.text();
  CHECK(thief.call("PUT", path + "/parts/0", "nonsense").status == 201);
  CHECK(thief.call("PUT", path + "/parts/7", "nonsense").status == 201);
  CHECK(Json::parse(running.kiosk.call("GET", path).body)["parts"].empty());
  CHECK(filing.sendAll(running.kiosk).status == 201);
}

TEST_CASE("what a power cut left half written is gone after the next start, what is being written is not") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  REQUIRE(filing.put(running.kiosk, 0).status == 201);
  const auto id = filing.id.text();
  const auto folder = running.folder.path / "data/parts" / id.substr(id.size() - 2) / id;
  std::ofstream(folder / "1-abc.tmp4711-0") << "half";
  std::ofstream(folder / "2-abc.tmp4711-1") << "half";
  std::filesystem::last_write_time(folder / "1-abc.tmp4711-0",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours{2});
  running.restart();
  CHECK_FALSE(std::filesystem::exists(folder / "1-abc.tmp4711-0"));
  CHECK(std::filesystem::exists(folder / "2-abc.tmp4711-1"));
  CHECK(filing.sendAll(running.kiosk).status == 201);
}

TEST_CASE("who leaves parts without a manifest is stopped, and can still file what has come") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  REQUIRE(filing.put(running.kiosk, 0).status == 201);
  auto& submissions = running.platform().repository().submissions();
  const auto now = toUnixMicros(SystemClock().wall());
  REQUIRE(submissions.addPart({"019aa000-0000-7000-8000-00000000aaaa", 0, "hash", running.kiosk.id(),
                               512LL * 1024 * 1024 - 4096, now - 24LL * 3600 * 1'000'000 + 60'000'000}));
  const auto base = std::string("/v1/submissions/019aa000-0000-7000-8000-00000000bbbb/parts/");
  const auto refused = running.kiosk.call("PUT", base + "0", std::string(5000, 'x'));
  CHECK(refused.status == 429);
  CHECK(errorCode(refused) == "quota.unfinished");
  CHECK_FALSE(refused.header("Retry-After").empty());
  CHECK(filing.put(running.kiosk, 0).status == 200);
  CHECK(filing.sendAll(running.kiosk).status == 201);
}

TEST_CASE("parts need the signed hash, a fair index and a fair size") {
  TestPlatform running;
  const auto base = "/v1/submissions/019aa000-0000-7000-8000-000000000001/parts/";
  CHECK(running.kiosk.call("PUT", base + std::string("0"), "x").status == 201);
  CHECK(running.kiosk.call("PUT", base + std::string("1")).status == 400);
  auto altered = running.kiosk.request("PUT", base + std::string("1"), "x");
  altered.back() = 'y';
  CHECK(errorCode(sendRaw(running.port(), altered)) == "auth.signature");
  auto unsaid = running.kiosk.request("PUT", base + std::string("1"), "x");
  unsaid.replace(unsaid.find("Xiaowu-Sha256"), 13, "Xiaowu-Sha255");
  CHECK(errorCode(sendRaw(running.port(), unsaid)) == "auth.signature");
  for (const auto* index : {"200", "-1", "01", "x", "99999999999999999999"}) {
    CHECK(running.kiosk.call("PUT", base + std::string(index), "x").status == 400);
  }
  CHECK(running.kiosk.call("PUT", "/v1/submissions/..%2f..%2fx/parts/0", "x").status == 400);
  CHECK(
      running.kiosk.call("PUT", "/v1/submissions/019AA000-0000-7000-8000-000000000001/parts/0", "x").status ==
      400);
  const std::string large(16 * 1024 * 1024, 'a');
  CHECK(running.kiosk.call("PUT", base + std::string("2"), large).status == 201);
  const std::string tooLarge = large + "a";
  CHECK(sendRaw(running.port(), running.kiosk.request("PUT", base + std::string("3"), tooLarge)).status ==
        413);
}

TEST_CASE("content that cannot be opened or does not fit is refused for good") {
  TestPlatform running;
  auto foreign = sealedFor(running);
  foreign.seal(crypto::makeSealingKeyPair().publicKey, running.platform().keys().keyId);
  CHECK(errorCode(foreign.sendAll(running.kiosk)) == "submission.cannot-open");
  auto oldKey = sealedFor(running);
  oldKey.keyId = "k0";
  CHECK(errorCode(oldKey.sendAll(running.kiosk)) == "submission.cannot-open");
  auto swapped = sealedFor(running);
  std::swap(swapped.sealed[1], swapped.sealed[2]);
  CHECK(errorCode(swapped.sendAll(running.kiosk)) == "submission.cannot-open");
  auto borrowed = sealedFor(running);
  borrowed.caseId = "019aa000-0000-7000-8000-000000000001";
  borrowed.seal(running.platform().keys().opening.publicKey, running.platform().keys().keyId);
  CHECK(errorCode(borrowed.sendAll(running.kiosk)) == "submission.invalid");
  auto nameless = sealedFor(running);
  nameless.name = "";
  nameless.seal(running.platform().keys().opening.publicKey, running.platform().keys().keyId);
  CHECK(errorCode(nameless.sendAll(running.kiosk)) == "submission.invalid");
  auto unsigned_ = sealedFor(running);
  auto manifest = Json::parse(unsigned_.manifest(running.kiosk));
  manifest["createdAt"] = "2026-11-21T08:30:00.001Z";
  CHECK(errorCode(running.kiosk.call("POST", "/v1/submissions/" + unsigned_.id.text(), manifest.dump())) ==
        "submission.invalid");
  CHECK(Json::parse(running.state())["receiptsGiven"] == 0);
}

TEST_CASE("the same person and item on the same day is one case; a returned case does not count") {
  TestPlatform running;
  const auto& keys = running.platform().keys();
  auto returned = sealedFor(running, 1);
  returned.pages = {2, 3};
  returned.seal(keys.opening.publicKey, keys.keyId);
  const auto back = Json::parse(returned.sendAll(running.kiosk).body);
  CHECK(back["state"] == "returned");
  CHECK(back["reason"] == "material.parts-missing");
  CHECK(receiptHolds(back, keys.signer.publicKey()));
  CHECK(get(running.port(), "/case/" + returned.id.text()).body.find("缺页") != std::string::npos);
  auto noPicture = sealedFor(running, 2);
  noPicture.plain[1] = {'n', 'o'};
  noPicture.seal(keys.opening.publicKey, keys.keyId);
  CHECK(Json::parse(noPicture.sendAll(running.kiosk).body)["reason"] == "material.unreadable");
  auto mistyped = sealedFor(running, 3);
  mistyped.idNumber = "430624199308150018";
  mistyped.seal(keys.opening.publicKey, keys.keyId);
  CHECK(Json::parse(mistyped.sendAll(running.kiosk).body)["reason"] == "applicant.number-implausible");
  const auto first = Json::parse(sealedFor(running, 4).sendAll(running.kiosk).body);
  CHECK(first["state"] == "accepted");
  const auto second = Json::parse(sealedFor(running, 5).sendAll(running.kiosk).body);
  CHECK(second["state"] == "alreadySubmitted");
  CHECK(second["caseNumber"] == first["caseNumber"]);
  auto otherItem = sealedFor(running, 6);
  otherItem.service = "business-licence";
  otherItem.seal(keys.opening.publicKey, keys.keyId);
  CHECK(Json::parse(otherItem.sendAll(running.kiosk).body)["state"] == "accepted");
  CHECK(Json::parse(running.state())["cases"] == 2);
  // The same day and something else: another answer, or another page of a paper that nobody could read.
  auto otherAnswer = sealedFor(running, 7);
  otherAnswer.change =
      R"({"answers":[{"field":"reason","value":"投靠子女","source":"resident","trust":"D"}]})";
  otherAnswer.seal(keys.opening.publicKey, keys.keyId);
  const auto different = Json::parse(otherAnswer.sendAll(running.kiosk).body);
  CHECK(different["state"] == "accepted");
  CHECK(different["caseNumber"] != first["caseNumber"]);
  auto otherPage = sealedFor(running, 8);
  otherPage.plain[1].push_back('2');
  otherPage.seal(keys.opening.publicKey, keys.keyId);
  CHECK(Json::parse(otherPage.sendAll(running.kiosk).body)["state"] == "accepted");
  auto yesterday = sealedFor(running, 9);
  yesterday.createdAt = platform::formatTime(toUnixMicros(SystemClock().wall() - std::chrono::hours(24)));
  CHECK(Json::parse(yesterday.sendAll(running.kiosk).body)["state"] == "accepted");
}

TEST_CASE("gaps in a kiosk's numbers are kept and close when the missing ones come") {
  TestPlatform running;
  const auto gaps = [&] {
    const auto list = get(running.port(), "/v1/kiosks",
                          "Authorization: Bearer " + running.platform().keys().operatorToken + "\r\n");
    return Json::parse(list.body)["kiosks"][0]["seqGaps"];
  };
  for (const std::int64_t seq : {1, 6, 4}) {
    CHECK(sealedFor(running, seq).sendAll(running.kiosk).status == 201);
  }
  CHECK(gaps() == Json::parse(R"([{"from":2,"to":3},{"from":5,"to":5}])"));
  for (const std::int64_t seq : {5, 2, 3}) {
    CHECK(sealedFor(running, seq).sendAll(running.kiosk).status == 201);
  }
  CHECK(gaps().empty());
}

TEST_CASE("a part that rotted on the disk is asked for again, not receipted") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  for (int i = 0; i < 3; ++i) {
    REQUIRE(filing.put(running.kiosk, i).status == 201);
  }
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(running.folder.path / "data/parts")) {
    if (entry.path().filename().string().rfind("2-", 0) == 0) {
      std::filesystem::resize_file(entry.path(), 10);
    }
  }
  const auto reply = filing.file(running.kiosk);
  CHECK(reply.status == 422);
  CHECK(Json::parse(reply.body)["error"]["missing"] == Json({2}));
  CHECK(filing.put(running.kiosk, 2).status == 201);
  CHECK(filing.file(running.kiosk).status == 201);
}

TEST_CASE("a lost part that cannot even be forgotten is no final refusal") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  for (int i = 0; i < 3; ++i) {
    REQUIRE(filing.put(running.kiosk, i).status == 201);
  }
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(running.folder.path / "data/parts")) {
    if (entry.path().filename().string().rfind("0-", 0) == 0) {
      std::filesystem::resize_file(entry.path(), 10);
    }
  }
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open((running.folder.path / "data/platform.sqlite").c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(filing.file(running.kiosk).status == 503);
  REQUIRE(sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(other);
  CHECK(filing.file(running.kiosk).status == 422);
  CHECK(filing.put(running.kiosk, 0).status == 201);
  CHECK(filing.file(running.kiosk).status == 201);
}

TEST_CASE("many senders of one submission at once: one case, one receipt") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  std::vector<std::future<std::string>> senders;
  for (int i = 0; i < 8; ++i) {
    senders.push_back(std::async(std::launch::async, [&] {
      for (int part = 0; part < 3; ++part) {
        const auto& bytes = filing.sealed[static_cast<std::size_t>(part)];
        (void)sendRaw(running.port(),
                      running.kiosk.request(
                          "PUT", "/v1/submissions/" + filing.id.text() + "/parts/" + std::to_string(part),
                          std::string(textOf(bytes))));
      }
      return sendRaw(running.port(), running.kiosk.request("POST", "/v1/submissions/" + filing.id.text(),
                                                           filing.manifest(running.kiosk)))
          .body;
    }));
  }
  std::set<std::string> answers;
  for (auto& sender : senders) {
    answers.insert(sender.get());
  }
  CHECK(answers.size() == 1);
  CHECK(Json::parse(running.state())["cases"] == 1);
}

TEST_CASE("faults: a status for a while, a lost request, a lost answer") {
  TestPlatform running;
  const auto filing = sealedFor(running);
  CHECK_FALSE(
      running.fault(R"({"status":429,"count":2,"retryAfterS":7,"pathPrefix":"/v1/submissions"})").empty());
  const auto limited = filing.put(running.kiosk, 0);
  CHECK(limited.status == 429);
  CHECK(limited.header("Retry-After") == "7");
  CHECK(get(running.port(), "/v1/health").status == 200);
  CHECK(filing.put(running.kiosk, 0).status == 429);
  CHECK_FALSE(running.fault(R"({"dropBody":1})").empty());
  CHECK(filing.put(running.kiosk, 0).status == 0);
  CHECK(filing.put(running.kiosk, 0).status == 201);
  CHECK(filing.put(running.kiosk, 1).status == 201);
  CHECK(filing.put(running.kiosk, 2).status == 201);
  CHECK_FALSE(running.fault(R"({"dropAnswer":1})").empty());
  CHECK(filing.file(running.kiosk).status == 0);
  const auto answer = filing.file(running.kiosk);
  CHECK(answer.status == 200);
  CHECK(Json::parse(answer.body)["state"] == "accepted");
  CHECK_FALSE(running.fault(R"({"delayMs":20,"count":1})").empty());
  CHECK(filing.file(running.kiosk).body == answer.body);
  CHECK(Json::parse(running.state())["cases"] == 1);
}

TEST_CASE("health says what is missing, one by one") {
  TestPlatform running;
  const auto health = [&] { return Json::parse(get(running.port(), "/v1/health").body); };
  const auto data = running.folder.path / "data";
  const auto good = health();
  CHECK(good["database"] == "ok");
  CHECK(good["keys"] == "ok");
  CHECK(good["clock"] == "ok");
  std::filesystem::remove(data / "keys/seal.key");
  CHECK(health()["keys"] == "seal-missing");
  CHECK(health()["status"] != "ok");
  std::filesystem::rename(data / "keys/pepper.key", data / "keys/elsewhere");
  CHECK(health()["keys"] == "missing");
  CHECK(health()["status"] == "down");
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((data / "platform.sqlite").c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, "PRAGMA foreign_keys=OFF; DROP TABLE kiosks", nullptr, nullptr, nullptr) ==
          SQLITE_OK);
  sqlite3_close(db);
  CHECK(health()["database"] == "failed");
}

TEST_CASE("the public file is not written again when nothing in it changes") {
  TestPlatform running;
  const auto file = running.folder.path / "data/public.json";
  const auto before = std::filesystem::last_write_time(file) - std::chrono::hours{1};
  std::filesystem::last_write_time(file, before);
  running.restart();
  CHECK(std::filesystem::last_write_time(file) == before);
  REQUIRE(running.platform().setPublicUrl("https://other.example.cn"));
  CHECK(std::filesystem::last_write_time(file) != before);
}

TEST_CASE(
    "operators see what upkeep took away and what is kept; what a kiosk left behind goes, and comes again") {
  TestPlatform running;
  auto filing = sealedFor(running);
  REQUIRE(filing.put(running.kiosk, 0).status == 201);
  const auto figures = [&] {
    const auto reply = get(running.port(), "/v1/upkeep",
                           "Authorization: Bearer " + running.platform().keys().operatorToken + "\r\n");
    REQUIRE(reply.status == 200);
    return Json::parse(reply.body);
  };
  CHECK(get(running.port(), "/v1/upkeep").status == 401);
  CHECK(figures()["kept"]["unfinishedParts"] == 1);
  CHECK(figures()["rounds"] == 0);
  running.platform().upkeep().runRound();
  CHECK(figures()["rounds"] == 1);
  CHECK(figures()["lastRound"]["unfinishedParts"] == 0);
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open((running.folder.path / "data/platform.sqlite").c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, "UPDATE unfinished_parts SET stored_at = 1", nullptr, nullptr, nullptr) ==
          SQLITE_OK);
  sqlite3_close(db);
  running.platform().upkeep().runRound();
  CHECK(figures()["sinceStart"]["unfinishedParts"] == 1);
  CHECK(figures()["kept"]["unfinishedBytes"] == 0);
  CHECK(Json::parse(filing.sendAll(running.kiosk).body)["state"] == "accepted");
}
