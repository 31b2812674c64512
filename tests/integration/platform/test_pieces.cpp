// Parts that come in pieces: where to go on, what a restart keeps, and what is not the whole.
#include "tests/integration/platform/Client.h"

#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>

#include <fstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

struct Pieces {
  Pieces() {
    const std::string jpeg = "\xff\xd8\xff\xe0" + std::string(200'000, 'p');
    filing.plain[1] = Bytes(jpeg.begin(), jpeg.end());
    filing.seal(running.platform().keys().opening.publicKey, running.platform().keys().keyId);
    part = std::string(textOf(filing.sealed[2]));
    sha256 = toHex(crypto::sha256(viewOf(part)));
  }

  Reply put(std::size_t offset, std::size_t bytes, const std::string& hash = {}) {
    return putBytes(running.kiosk, offset, part.substr(offset, bytes), hash.empty() ? sha256 : hash);
  }
  Reply putBytes(const Kiosk& kiosk, std::size_t offset, const std::string& bytes, const std::string& hash) {
    return kiosk.call("PUT",
                      "/v1/submissions/" + filing.id.text() + "/parts/2?offset=" + std::to_string(offset) +
                          "&size=" + std::to_string(part.size()) + "&sha256=" + hash,
                      bytes, "Content-Type: application/octet-stream\r\n");
  }
  [[nodiscard]] Json state() const {
    return Json::parse(running.kiosk.call("GET", "/v1/submissions/" + filing.id.text()).body);
  }
  [[nodiscard]] std::filesystem::path partial() const {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(running.folder.path / "data/parts/partial")) {
      if (entry.is_regular_file()) {
        return entry.path();
      }
    }
    return {};
  }
  Reply fileRest() {
    for (const int index : {0, 1}) {
      REQUIRE(filing.put(running.kiosk, index).status == 201);
    }
    return filing.file(running.kiosk);
  }

  TestPlatform running;
  Filing filing;
  std::string part, sha256;
};

std::int64_t offsetIn(const Reply& reply) {
  const auto error = Json::parse(reply.body)["error"];
  CHECK(error["code"] == "submission.part-offset");
  return error["offset"];
}

}  // namespace

TEST_CASE("a part that comes in pieces goes on where it was cut off, also after a restart, and is one part") {
  Pieces pieces;
  const auto first = pieces.put(0, 70'000);
  REQUIRE(first.status == 202);
  CHECK(Json::parse(first.body)["held"] == 70'000);
  CHECK(pieces.state()["state"] == "receiving");
  CHECK(pieces.state()["parts"].empty());
  pieces.running.restart();
  CHECK(pieces.state()["held"][0]["bytes"] == 70'000);
  CHECK(pieces.state()["held"][0]["index"] == 2);
  CHECK(pieces.state()["held"][0]["sha256"] == pieces.sha256);
  // Its answer was lost and it comes again, or one came that is too far on: nothing is stored twice.
  const auto again = pieces.put(0, 70'000);
  CHECK(again.status == 409);
  CHECK(offsetIn(again) == 70'000);
  CHECK(offsetIn(pieces.put(90'000, 10'000)) == 70'000);
  REQUIRE(pieces.put(70'000, 100'000).status == 202);
  CHECK(pieces.put(170'000, 1'000'000).status == 201);
  CHECK(pieces.put(170'000, 1'000'000).status == 200);
  CHECK(pieces.filing.put(pieces.running.kiosk, 2).status == 200);
  CHECK(pieces.state()["parts"] == Json({2}));
  CHECK_FALSE(pieces.state().contains("held"));
  CHECK(pieces.partial().empty());
  CHECK(pieces.fileRest().status == 201);
}

TEST_CASE("pieces are their kiosk's own, and those of another content are apart") {
  Pieces pieces;
  auto& running = pieces.running;
  Kiosk other("XY-002", running.port());
  REQUIRE(running.platform().enrol(other.id(), other.publicKey(), "430624"));
  REQUIRE(pieces.putBytes(other, 0, std::string(70'000, 'x'), pieces.sha256).status == 202);
  REQUIRE(pieces.put(0, 1'000, std::string(64, 'a')).status == 202);
  CHECK(pieces.state()["held"].size() == 1);
  REQUIRE(pieces.put(0, 100'000).status == 202);
  CHECK(pieces.state()["held"].size() == 2);
  REQUIRE(pieces.put(100'000, 1'000'000).status == 201);
  CHECK(pieces.fileRest().status == 201);
}

TEST_CASE("what is not the whole in the end, or was damaged on the disk, comes again from the start") {
  Pieces pieces;
  REQUIRE(pieces.put(0, 100'000).status == 202);
  std::fstream(pieces.partial(), std::ios::in | std::ios::out | std::ios::binary).seekp(500) << "damaged";
  const auto whole = pieces.put(100'000, 1'000'000);
  CHECK(whole.status == 409);
  CHECK(offsetIn(whole) == 0);
  CHECK(pieces.state()["parts"].empty());
  CHECK_FALSE(pieces.state().contains("held"));
  REQUIRE(pieces.put(0, 100'000).status == 202);
  CHECK(pieces.put(100'000, 1'000'000).status == 201);
  CHECK(pieces.fileRest().status == 201);
}

TEST_CASE("a part that was whole when the power went needs its last byte once more, and no more") {
  Pieces pieces;
  REQUIRE(pieces.put(0, 100'000).status == 202);
  std::ofstream(pieces.partial(), std::ios::app | std::ios::binary) << pieces.part.substr(100'000);
  CHECK(pieces.put(pieces.part.size() - 1, 1).status == 201);
  CHECK(pieces.fileRest().status == 201);
}

TEST_CASE("a piece that is none is refused, and one kiosk's pieces do not fill the disk") {
  Pieces pieces;
  const auto target = "/v1/submissions/" + pieces.filing.id.text() + "/parts/2?";
  const auto status = [&](const std::string& query) {
    return pieces.running.kiosk.call("PUT", target + query, "piece").status;
  };
  const auto hash = "&sha256=" + std::string(64, 'a');
  CHECK(status("offset=0&size=10" + hash) == 202);
  for (const auto& query : std::vector<std::string>{
           "offset=0", "offset=0&size=10", "offset=10&size=10" + hash, "offset=6&size=10" + hash,
           "offset=-1&size=10" + hash, "offset=0&size=16777217" + hash, "offset=0x0&size=10" + hash,
           "offset=0&size=10&sha256=" + std::string(64, 'A'), "offset=0&size=10&sha256=../../x",
           "offset=99999999999999999999&size=10" + hash, "x=1"}) {
    INFO(query);
    CHECK(status(query) == 400);
  }
  for (int i = 0; i < 40; ++i) {
    Filing filing;
    CHECK(
        pieces.running.kiosk
            .call("PUT", "/v1/submissions/" + filing.id.text() + "/parts/0?offset=0&size=10" + hash, "piece")
            .status == 202);
  }
  const auto owner = pieces.running.folder.path / "data/parts/partial/XY-001";
  CHECK(std::distance(std::filesystem::directory_iterator(owner), {}) == 16);
}
