#include "platform/server/storage/Keys.h"

#include "core/crypto/Random.h"
#include "core/storage/DurableFile.h"
#include "platform/server/storage/StorageErrors.h"

#include <algorithm>
#include <functional>

namespace xiaowu::platform {
namespace {

namespace fs = std::filesystem;

Result<Bytes> readKey(const fs::path& file, std::size_t size, const std::function<Bytes()>& make) {
  std::error_code problem;
  if (!fs::exists(file, problem)) {
    if (const auto written = storage::writeDurably(file, make(), kFileCodes); !written) {
      return fail(written.error());
    }
  }
  auto bytes = storage::readWhole(file, 4096, kFileCodes);
  if (bytes && bytes->size() != size) {
    return fail(crypto::errors::kBadKey, Fault::ServiceUnavailable, file.filename().string());
  }
  return bytes;
}

Bytes joined(ByteView a, ByteView b) {
  Bytes out(a.size() + b.size());
  std::copy(b.begin(), b.end(), std::copy(a.begin(), a.end(), out.begin()));
  return out;
}

}  // namespace

bool areKeysThere(const fs::path& data) {
  return std::all_of(kKeyFiles.begin(), kKeyFiles.end(), [&](const char* name) {
    std::error_code problem;
    return fs::file_size(data / name, problem) > 0 && !problem;
  });
}

Result<Keys> Keys::openOrMake(const fs::path& data) {
  const auto folder = data / "keys";
  const auto newPair = [] {
    const auto pair = crypto::makeSealingKeyPair();
    return joined(pair.publicKey, pair.secretKey);
  };
  const bool first = !fs::exists(folder / "signing.key");
  if (first) {  // only ever made with the platform itself: a seal key that was taken away stays away
    const auto seal =
        readKey(folder / "seal.key", 32, [] { return crypto::Signer::generate().secretSeed(); });
    if (!seal) {
      return fail(seal.error());
    }
  }
  const auto signing =
      readKey(folder / "signing.key", 32, [] { return crypto::Signer::generate().secretSeed(); });
  if (!signing) {
    return fail(signing.error());
  }
  const auto opening = readKey(folder / "sealing.key", 64, newPair);
  if (!opening) {
    return fail(opening.error());
  }
  const auto pepper = readKey(folder / "pepper.key", 32, [] { return crypto::randomBytes(32); });
  if (!pepper) {
    return fail(pepper.error());
  }
  const auto token = readKey(folder / "operator.token", 48, [] {
    const auto text = toHex(crypto::randomBytes(24));
    return Bytes(text.begin(), text.end());
  });
  if (!token) {
    return fail(token.error());
  }
  auto signer = crypto::Signer::fromSeed(*signing);
  if (!signer) {
    return fail(signer.error());
  }
  crypto::SealingKeyPair pair;
  std::copy_n(opening->begin(), 32, pair.publicKey.begin());
  std::copy_n(opening->begin() + 32, 32, pair.secretKey.begin());
  const auto keyId = "k" + toHex(crypto::sha256(joined(signer->publicKey(), pair.publicKey))).substr(0, 16);
  return Keys{std::move(*signer), pair, keyId, *pepper, std::string(textOf(*token))};
}

std::optional<crypto::Signer> sealKey(const fs::path& data) {
  const auto seed = storage::readWhole(data / "keys" / "seal.key", 32, kFileCodes);
  if (!seed) {
    return std::nullopt;
  }
  auto signer = crypto::Signer::fromSeed(*seed);
  return signer ? std::optional(std::move(*signer)) : std::nullopt;
}

}  // namespace xiaowu::platform
