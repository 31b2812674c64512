#include "platform/server/storage/Keys.h"

#include "tests/support/Catch.h"
#include "tests/support/TempFolder.h"

using namespace xiaowu;
using namespace xiaowu::platform;

TEST_CASE("keys are made once; a damaged key stops the start") {
  const test::TempFolder folder;
  const auto first = Keys::openOrMake(folder.path()).value();
  const auto second = Keys::openOrMake(folder.path()).value();
  CHECK(first.keyId == second.keyId);
  CHECK(first.operatorToken == second.operatorToken);
  CHECK(first.signer.publicKey() == second.signer.publicKey());
  CHECK(sealKey(folder.path()));
  std::filesystem::resize_file(folder.path() / "keys/signing.key", 5);
  CHECK_FALSE(Keys::openOrMake(folder.path()));
}
