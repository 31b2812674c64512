#include "core/base/Bytes.h"

#include "tests/support/Catch.h"

using namespace xiaowu;

TEST_CASE("bytes survive a round trip through hexadecimal and base64") {
  const Bytes bytes{0x00, 0x7f, 0x80, 0xff, 0x10};
  CHECK(toHex(bytes) == "007f80ff10");
  CHECK(fromHex(toHex(bytes)).value() == bytes);
  CHECK(toBase64(bytes) == "AH+A/xA=");
  CHECK(fromBase64(toBase64(bytes)).value() == bytes);
}

TEST_CASE("malformed text is an error, not a guess") {
  CHECK_FALSE(fromHex("abc"));
  CHECK_FALSE(fromHex("zz"));
  CHECK_FALSE(fromBase64("A*=="));
}
