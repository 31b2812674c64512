#include "drivers/idcard/Framing.h"

#include "drivers/api/Device.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::idcard;

namespace {

std::string requestOf(const Framing& framing, SamCommand command) {
  const auto frame = framing.encode(command);
  return frame ? toHex(*frame) : frame.error().code;
}

Bytes bytesOf(std::string_view hex) {
  return fromHex(hex).value();
}

const std::string kFoundFrame = "aaaaaa9669000800009f0000000097";

}  // namespace

TEST_CASE("requests are the frames that unrelated public clients send") {
  const auto framing = makeSamFraming();
  CHECK(requestOf(*framing, SamCommand::Status) == "aaaaaa9669000311ffed");
  CHECK(requestOf(*framing, SamCommand::SamId) == "aaaaaa9669000312ffee");
  CHECK(requestOf(*framing, SamCommand::Find) == "aaaaaa96690003200122");
  CHECK(requestOf(*framing, SamCommand::Select) == "aaaaaa96690003200221");
  CHECK(requestOf(*framing, SamCommand::ReadBase) == "aaaaaa96690003300132");
  CHECK(requestOf(*framing, SamCommand::ReadAddress) == "aaaaaa96690003300330");
  CHECK(requestOf(*framing, SamCommand::ReadWithFingerprint) == "aaaaaa96690003301023");
}

TEST_CASE("short command codes go in the standard frame, and missing ones are refused") {
  const auto framing = makeSamFraming(CommandSet::Short);
  CHECK(requestOf(*framing, SamCommand::Status) == "aaaaaa96690003000102");
  CHECK(requestOf(*framing, SamCommand::Find) == "aaaaaa96690003008182");
  CHECK(requestOf(*framing, SamCommand::Select) == "aaaaaa96690003008281");
  CHECK(requestOf(*framing, SamCommand::ReadBase) == "aaaaaa96690003008380");
  CHECK(requestOf(*framing, SamCommand::SamId) == drivers::errors::kProtocol);
}

TEST_CASE("the maker's frame wraps the read command") {
  const auto framing = makeMakerFraming();
  CHECK(requestOf(*framing, SamCommand::ReadBase) == "020003ca0100cb03");
  CHECK(requestOf(*framing, SamCommand::Status) == "020003ca0102c903");
  CHECK(requestOf(*framing, SamCommand::Find) == drivers::errors::kProtocol);
  framing->feed(bytesOf("020004900041429303"));
  const auto answer = framing->next();
  REQUIRE(answer);
  REQUIRE(*answer);
  CHECK((*answer)->status == sw::kDone);
  CHECK(toHex((*answer)->data) == "4142");
  framing->feed(bytesOf("0200026a827e03"));  // 6a ^ 82 is e8
  const auto wrong = framing->next();
  REQUIRE(wrong);
  CHECK(wrong->error().code == drivers::errors::kProtocol);
}

TEST_CASE("an answer is decoded however it is cut into pieces") {
  const auto frame = bytesOf(kFoundFrame);
  for (std::size_t cut = 0; cut <= frame.size(); ++cut) {
    const auto framing = makeSamFraming();
    framing->feed(ByteView(frame).first(cut));
    if (cut < frame.size()) {
      REQUIRE_FALSE(framing->next());
    }
    framing->feed(ByteView(frame).subspan(cut));
    const auto answer = framing->next();
    REQUIRE(answer);
    REQUIRE(*answer);
    CHECK((*answer)->status == sw::kFound);
    CHECK((*answer)->data == Bytes(4, 0));
    CHECK_FALSE(framing->next());
    CHECK(framing->pending() == 0);
  }
}

TEST_CASE("every damaged frame is reported, and the next good one is found") {
  // wrong checksum, length too short to hold a status, absurd length, length one too small, first status
  // bytes not zero
  const auto bad =
      GENERATE(as<std::string>{}, "aaaaaa9669000800009f0000000096", "aaaaaa96690003000090",
               "aaaaaa9669ffff000090", "aaaaaa9669000700009f0000000097", "aaaaaa9669000401009095");
  const auto framing = makeSamFraming();
  framing->feed(bytesOf(bad + kFoundFrame));
  const auto first = framing->next();
  REQUIRE(first);
  REQUIRE_FALSE(*first);
  CHECK(first->error().code == drivers::errors::kProtocol);
  const auto second = framing->next();
  REQUIRE(second);
  REQUIRE(*second);
  CHECK((*second)->status == sw::kFound);
}

TEST_CASE("garbage before the preamble is skipped, even if it resembles one") {
  const auto garbage = GENERATE(as<std::string>{}, "00", "aa", "aaaa", "aaaaaa96", "aaaaaaaa", "9669",
                                "aaaaaa9668", "ffffffffffffffffffff");
  const auto framing = makeSamFraming();
  framing->feed(bytesOf(garbage + kFoundFrame));
  const auto answer = framing->next();
  REQUIRE(answer);
  CHECK(answer->has_value());
}

TEST_CASE("reset forgets half an answer") {
  const auto framing = makeSamFraming();
  framing->feed(ByteView(bytesOf(kFoundFrame)).first(9));
  CHECK_FALSE(framing->next());
  CHECK(framing->pending() == 9);
  framing->reset();
  framing->feed(bytesOf(kFoundFrame));
  CHECK(framing->next()->has_value());
}
