// The client's calls one by one: proofs, cancelling, the clock, addresses.
#include "SyncFixture.h"
#include "core/base/Time.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTimer>

namespace xiaowu::sync::test {

using Json = nlohmann::json;
using Kind = Trouble::Kind;

namespace {

RecordRequest request() {
  RecordRequest made;
  made.requestId = *Uuid::parse("01900000-0000-7000-8000-00000000000b");
  made.service = "property-none";
  made.holder = {"\xE5\xBC\xA0\xE4\xB8\x89", "530102199001011234"};
  made.evidence = {"face", 0.83, "sface"};
  return made;
}

std::string proofFor(const std::string& body, const crypto::Signer& key) {
  const auto asked = Json::parse(body);
  const Bytes pdf(500'000, 'p');
  Json json{{"proofId", "0190-p"},
            {"requestId", asked["requestId"]},
            {"checkCode", "7K3M-AAAA-BBBB-CCCC"},
            {"verifyUrl", "https://p.example/verify?code=7K3M-AAAA-BBBB-CCCC"},
            {"sheets", 1},
            {"media", "iso_a4_210x297mm"},
            {"pdf", toBase64(pdf)},
            {"pdfSha256", toHex(crypto::sha256(pdf))},
            {"issuedAt", "2026-11-21T08:30:01.000Z"}};
  json["holderHash"] = toHex(crypto::sha256(viewOf(asked["holder"]["name"].get<std::string>() + "\n" +
                                                   asked["holder"]["idNumber"].get<std::string>())));
  json["signature"] = toBase64(key.sign(crypto::canonicalText(
      "xiaowu-proof-1", {"0190-p", json["requestId"].get<std::string>(), "7K3M-AAAA-BBBB-CCCC",
                         json["pdfSha256"].get<std::string>(), json["holderHash"].get<std::string>(), "1",
                         "2026-11-21T08:30:01.000Z"})));
  return json.dump();
}

struct Client {
  explicit Client(ScriptedPlatform& server)
      : client(platformOptions(server.url(), server.key().publicKey()), kioskKey(), clock) {}
  ManualClock clock;
  PlatformClient client;
};

}  // namespace

TEST_CASE("A query is answered, a proof is handed out when all of it holds") {
  ScriptedPlatform server(kioskKey().publicKey());
  Client kiosk(server);
  auto signer = server.key();
  server.answer = [&](const Seen& seen, std::string& json) {
    if (seen.path == "/v1/records/query") {
      json = Json{{"requestId", Json::parse(seen.body)["requestId"]},
                  {"found", false},
                  {"title", "t"},
                  {"entries", Json::array()},
                  {"asOf", "2026-11-21T08:30:01.000Z"}}
                 .dump();
    } else if (seen.path == "/v1/proofs") {
      json = proofFor(seen.body, signer);
    } else {
      return false;
    }
    return true;
  };
  const auto record = finished(kiosk.client.queryRecord(request()));
  REQUIRE(record);
  CHECK_FALSE(record->found);
  const auto proof = finished(kiosk.client.issueProof(request()));
  REQUIRE(proof);
  CHECK(proof->pdf.size() == 500'000);
  CHECK(finished(kiosk.client.reportPrinted(proof->proofId, 1)).has_value());
  CHECK(server.reports["/v1/proofs/0190-p/printed"] == R"({"sheetsOut":1})");
  CHECK(codeOf(finished(kiosk.client.reportPrinted("../x", 1))) == errors::kBadRequest);
  CHECK(server.badSignatures == 0);

  signer = crypto::Signer::generate();  // somebody else's platform
  CHECK(codeOf(finished(kiosk.client.issueProof(request()))) == errors::kUntrusted);
  signer = server.key();
  server.answer = [&](const Seen&, std::string& json) {
    auto other = request();
    other.holder.name = "other";
    json = proofFor(Json{{"requestId", other.requestId.text()},
                         {"holder", {{"name", "other"}, {"idNumber", other.holder.idNumber}}}}
                        .dump(),
                    signer);
    return true;
  };
  CHECK(codeOf(finished(kiosk.client.issueProof(request()))) == errors::kUntrusted);
}

TEST_CASE("Refusals keep the platform's code and say whose fault it is") {
  ScriptedPlatform server(kioskKey().publicKey());
  Client kiosk(server);
  Trouble next;
  server.script = [&](const Seen&) { return next; };
  const auto code = [&](Trouble trouble) {
    next = std::move(trouble);
    const auto answer = finished(kiosk.client.issueProof(request()));
    REQUIRE_FALSE(answer);
    return answer.error();
  };
  CHECK(code({Kind::Status, 503, "seal.unavailable", {}, {}}).code == errors::kSealUnavailable);
  const auto rejected = code({Kind::Status, 422, "request.malformed", {}, {}});
  CHECK(rejected.code == errors::kRejected);
  CHECK(rejected.detail == "request.malformed");
  CHECK(rejected.fault == Fault::AttendantNeeded);
  CHECK(code({Kind::Status, 503, "", {}, {}}).code == errors::kBusy);
  CHECK(code({Kind::Never, 0, {}, {}, {}}).code == errors::kTimedOut);
  CHECK(code({Kind::DropAnswer, 0, {}, {}, {}}).code == errors::kUnreachable);
  CHECK(code({Kind::Garbage, 0, {}, {}, {}}).code == errors::kForeignAnswer);
  server.goAway();
  CHECK(code({}).code == errors::kUnreachable);
}

TEST_CASE("The platform's time puts right the clock that all of the kiosk asks") {
  ScriptedPlatform server(kioskKey().publicKey());
  ManualClock machine;
  CorrectedClock clock(machine);
  auto options = platformOptions(server.url(), server.key().publicKey());
  options.channel.corrected = &clock;
  PlatformClient client(options, kioskKey(), clock);
  const auto platformNow = machine.wall() + std::chrono::hours{24 * 400};
  server.time = rfc3339(platformNow);
  server.script = [&](const Seen& seen) {
    const bool off = seen.headers.at("xiaowu-time").substr(0, 10) != server.time.substr(0, 10);
    return off ? Trouble{Kind::Status, 401, "auth.clock", {}, {}} : Trouble{};
  };
  CHECK(finished(client.heartbeat({})).has_value());
  CHECK(clock.wall() == platformNow);
  // From there it goes on whatever becomes of the machine's clock; any signed answer confirms it.
  machine.advance(90s);
  CHECK(clock.wall() == platformNow + 90s);
  // A platform that is moved on is followed from there, not from the machine's time once more.
  server.time = rfc3339(platformNow + std::chrono::hours{24});
  CHECK(finished(client.heartbeat({})).has_value());
  CHECK(clock.wall() == platformNow + std::chrono::hours{24});
  CHECK(clock.steady() == machine.steady());
}

TEST_CASE("A clock that is off by less than the platform refuses is put right all the same") {
  ScriptedPlatform server(kioskKey().publicKey());
  ManualClock machine;
  CorrectedClock clock(machine);
  auto options = platformOptions(server.url(), server.key().publicKey());
  options.channel.corrected = &clock;
  PlatformClient client(options, kioskKey(), clock);
  const auto truth = machine.wall() - 4min;
  server.time = rfc3339(truth);
  CHECK(finished(client.heartbeat({})).has_value());
  CHECK(clock.isConfirmed());
  CHECK(clock.wall() - truth < 10ms);
  CHECK(server.requests.size() == 1);
}

TEST_CASE("A part that goes slowly is not timed out while bytes go, and is no proof of a dead line") {
  // A line that takes a quarter of a megabyte every 20 ms, so that bytes go longer than the time-out; then
  // nothing more is read.
  QTcpServer slow;
  REQUIRE(slow.listen(QHostAddress::LocalHost));
  std::unique_ptr<QTcpSocket> peer;
  QTimer drip;
  qint64 taken = 0;
  const qint64 takenAtMost = 6 << 20;
  QObject::connect(&slow, &QTcpServer::newConnection, &slow, [&] {
    peer.reset(slow.nextPendingConnection());
    peer->setReadBufferSize(256 << 10);
    // Else the kernel swallows megabytes at once, and nothing is left to go slowly.
    peer->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 64 << 10);
  });
  QObject::connect(&drip, &QTimer::timeout, &drip, [&] {
    if (peer && taken < takenAtMost) {
      taken += peer->read(256 << 10).size();
    }
  });
  drip.start(20ms);
  ManualClock clock;
  auto options = platformOptions("http://127.0.0.1:" + std::to_string(slow.serverPort()), {});
  options.transferTimeout = 400ms;
  PlatformClient client(options, kioskKey(), clock);
  const Bytes part(14 << 20, 7);
  QElapsedTimer lasted;
  lasted.start();
  const auto answer = finished(client.putPart(Uuid::makeV7(clock.wall()), 0, part));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == errors::kTimedOut);
  CHECK_FALSE(answer.error().link);
  CHECK(lasted.elapsed() > 500);
}

TEST_CASE("A wrong clock is corrected by the platform's signed time, once, and remembered") {
  ScriptedPlatform server(kioskKey().publicKey());
  server.time = "2026-11-21T08:30:00.000Z";
  const std::string falseDate = "Date: Sat, 21 Nov 2020 08:30:00 GMT\r\n";  // anybody between can change it
  Kiosk kiosk(server);
  server.script = [&](const Seen& seen) {
    const auto at = *parseRfc3339(seen.headers.at("xiaowu-time"));
    const auto truth = *parseRfc3339("2026-11-21T08:30:00.000Z");
    const bool off = at > truth + 5min || at < truth - 5min;
    return off ? Trouble{Kind::Status, 401, "auth.clock", falseDate, {}} : Trouble{};
  };
  kiosk.service->start();
  const auto id = kiosk.enqueue();
  REQUIRE(spinUntil([&] { return kiosk.settled(id); }));
  CHECK(kiosk.stateOf(id) == outbox::SubmissionState::Accepted);
  CHECK(server.count("GET", id.text()) == 2);  // only the first request was sent twice
  CHECK(server.count("PUT", id.text()) == 3);
  kiosk.boot();
  kiosk.service->start();
  const auto next = kiosk.enqueue();
  REQUIRE(spinUntil([&] { return kiosk.settled(next); }));
  CHECK(server.count("GET", next.text()) == 1);
  // A platform that is never satisfied is asked twice, not for ever.
  server.script = [&](const Seen&) { return Trouble{Kind::Status, 401, "auth.clock", falseDate, {}}; };
  const auto before = server.requests.size();
  CHECK(codeOf(finished(kiosk.client->queryRecord(request()))) == errors::kClock);
  CHECK(server.requests.size() == before + 2);
  // The battery is dead, and the clock had been ahead: what is known of the time still is.
  kiosk.service.reset();
  kiosk.clock = ManualClock(WallTime{});
  kiosk.boot();
  kiosk.service->start();
  CHECK(kiosk.client->channel().clock().wall() >= *parseRfc3339("2026-11-21T08:30:00.000Z"));
}

TEST_CASE("Cancelling cuts the request off, also when the client goes away") {
  ScriptedPlatform server(kioskKey().publicKey());
  auto kiosk = std::make_unique<Client>(server);
  server.script = [](const Seen&) { return Trouble{Kind::Never, 0, {}, {}, {}}; };
  auto cancelled = kiosk->client.queryRecord(request());
  REQUIRE(spinUntil([&] { return server.requests.size() == 1; }));
  cancelled.cancel();
  CHECK(spinUntil([&] { return cancelled.isFinished(); }, 250ms));
  CHECK(spinUntil([&] { return server.findChildren<QTcpSocket*>().isEmpty(); }));
  auto early = kiosk->client.queryRecord(request());
  early.cancel();  // before anything was sent
  CHECK(spinUntil([&] { return early.isFinished(); }, 250ms));
  auto orphan = kiosk->client.queryRecord(request());
  auto underWay = kiosk->client.queryRecord(request());
  REQUIRE(spinUntil([&] { return server.requests.size() >= 3; }));
  auto queued = kiosk->client.queryRecord(request());
  kiosk.reset();
  CHECK(orphan.isFinished());
  CHECK(codeOf(orphan.result()) == xiaowu::errors::kCancelled);
  CHECK(underWay.isFinished());
  CHECK(queued.isFinished());
}

TEST_CASE("Personal data goes over TLS only, except on this machine") {
  ManualClock clock;
  for (const auto* url :
       {"http://192.0.2.1:8080", "ftp://127.0.0.1", "", "nonsense", "http://localhost.evil.example"}) {
    PlatformClient client(platformOptions(url, {}), kioskKey(), clock);
    INFO(url);
    CHECK(codeOf(finished(client.queryRecord(request()))) == errors::kBadRequest);
  }
}

}  // namespace xiaowu::sync::test
