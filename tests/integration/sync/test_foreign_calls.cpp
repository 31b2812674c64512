// Every call that somebody waits for, answered by somebody else than the platform: with any status, with
// bodies that copy the contract's forms, cut, endless or not at all. None of them is taken for the platform's
// word.
#include "SyncFixture.h"

#include "app/sync/FaceComparison.h"

#include <array>

namespace xiaowu::sync::test {

using Kind = Trouble::Kind;

namespace {

const std::array<std::string, 6> kForgedAnswers{
    "",
    "<html><body>Please log in to the network.</body></html>",
    "{}",
    R"({"receivedAt":"2026-11-21T08:30:00.000Z","lastSeq":9000,"commands":[]})",
    R"({"requestId":"01900000-0000-7000-8000-00000000000b","found":false,"title":"t","entries":[],"papers":[],"asOf":"2026-11-21T08:30:01.000Z"})",
    R"({"error":{"code":"seal.unavailable","message":"of a gateway that copies the form"}})"};

RecordRequest record() {
  RecordRequest made;
  made.requestId = *Uuid::parse("01900000-0000-7000-8000-00000000000b");
  made.service = "property-none";
  made.holder = {"李伟", "430624199308150019"};
  made.evidence = {"face", 0.83, "sface"};
  return made;
}

template <typename T>
std::string codeAfter(QFuture<Result<T>> future) {
  REQUIRE(spinUntil([&] { return future.isFinished(); }));
  return codeOf(future.result());
}

using Call = std::string (*)(PlatformClient&);
const std::array<std::pair<const char*, Call>, 7> kCalls{{
    {"record", [](PlatformClient& client) { return codeAfter(client.queryRecord(record())); }},
    {"papers",
     [](PlatformClient& client) {
       return codeAfter(
           client.queryPapers({record().requestId, record().service, record().holder, record().evidence}));
     }},
    {"proof", [](PlatformClient& client) { return codeAfter(client.issueProof(record())); }},
    {"comparison",
     [](PlatformClient& client) {
       const auto key = crypto::makeSealingKeyPair().publicKey;
       return codeAfter(client.compareFaces(
           sealComparison(record().requestId, record().requestId, Bytes(1024, 1), Bytes(900, 2), key, "k1")));
     }},
    {"printed", [](PlatformClient& client) { return codeAfter(client.reportPrinted("0190-p", 1)); }},
    {"heartbeat", [](PlatformClient& client) { return codeAfter(client.heartbeat({})); }},
    {"rating",
     [](PlatformClient& client) {
       return codeAfter(client.postRating({record().requestId, "s", {}, 5, WallTime{}}));
     }},
}};

}  // namespace

TEST_CASE("No call takes the answer of somebody else, whatever its status and form") {
  ScriptedPlatform server(kioskKey().publicKey());
  ManualClock clock;
  PlatformClient client(platformOptions(server.url(), server.key().publicKey()), kioskKey(), clock);
  int tried = 0;
  for (const auto& [name, call] : kCalls) {
    for (const int status : kForeignStatuses) {
      for (const auto& body : kForgedAnswers) {
        INFO(name << " " << status << " " << body);
        server.script = [&](const Seen&) {
          return Trouble{Kind::Foreign,
                         status,
                         body,
                         "Retry-After: 86400\r\nDate: Sat, 21 Nov 2020 08:30:00 GMT\r\n",
                         {}};
        };
        // 407 is a proxy's alone: the network's own word for it.
        CHECK(call(client) == (status == 407 ? errors::kUnreachable : errors::kForeignAnswer));
        ++tried;
      }
    }
  }
  CHECK(tried == static_cast<int>(kCalls.size() * kForeignStatuses.size() * kForgedAnswers.size()));
  CHECK(!client.channel().clock().isConfirmed());
}

TEST_CASE("No call hangs or succeeds on an answer that is cut, endless or never comes") {
  ScriptedPlatform server(kioskKey().publicKey());
  ManualClock clock;
  PlatformClient client(platformOptions(server.url(), server.key().publicKey()), kioskKey(), clock);
  const auto kind =
      GENERATE(Kind::DropAnswer, Kind::CutAnswer, Kind::CutBody, Kind::Never, Kind::Garbage, Kind::Huge);
  server.script = [&](const Seen& seen) {
    const bool bodyless = kind == Kind::CutBody && seen.headers.count("content-length") == 0;
    return Trouble{bodyless ? Kind::DropAnswer : kind, 0, {}, {}, {}};
  };
  for (const auto& [name, call] : kCalls) {
    INFO(name);
    const auto code = call(client);
    CHECK(code != "success");
    CHECK((code == errors::kForeignAnswer || code == errors::kUnreachable || code == errors::kTimedOut));
  }
}

}  // namespace xiaowu::sync::test
