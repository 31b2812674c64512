#pragma once
// What the outbox tests share: a folder of its own, a manual clock, a kiosk key, and submissions with real
// sealed parts.

#include "app/outbox/Outbox.h"
#include "core/crypto/Signing.h"

#include "tests/support/Catch.h"

#include <cstdlib>

namespace xiaowu::outbox::test {

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "xiaowu-outbox-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    m_path = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

inline const crypto::Signer& kioskKey() {
  static const auto key = crypto::Signer::generate();
  return key;
}

inline Options options(std::function<void(std::string_view)> commitPoint = {}) {
  Options made;
  made.kioskId = "kiosk-7";
  made.sign = [](std::string_view text) { return kioskKey().sign(text); };
  made.reserveBytes = 1 << 20;
  made.commitPoint = std::move(commitPoint);
  return made;
}

inline Submission submission(const Uuid& id, WallTime createdAt, std::size_t parts = 3,
                             std::size_t bytes = 2000) {
  const auto key = crypto::ContentKey::random();
  Submission made{
      id, "elderly-allowance", "seal-1", key.sealTo(crypto::makeSealingKeyPair().publicKey), {}, createdAt};
  for (std::size_t index = 0; index < parts; ++index) {
    made.sealedParts.push_back(
        key.sealPart(id, static_cast<std::uint32_t>(index), Bytes(bytes, static_cast<std::uint8_t>(index))));
  }
  return made;
}

template <typename T>
T need(Result<T> result) {
  if (!result) {
    FAIL(describe(result.error()));
  }
  if constexpr (!std::is_void_v<T>) {
    return std::move(*result);
  }
}

inline std::string codeOf(const auto& result) {
  return result ? std::string("success") : result.error().code;
}

struct Fixture {
  TempFolder folder;
  ManualClock clock;
  std::unique_ptr<Outbox> outbox = need(Outbox::open(folder.path(), clock, options()));

  void reopen() {
    outbox.reset();
    outbox = need(Outbox::open(folder.path(), clock, options()));
  }
  [[nodiscard]] Uuid newId() const { return Uuid::makeV7(clock.wall()); }
  [[nodiscard]] std::filesystem::path partsOf(const Uuid& id) const {
    return folder.path() / "parts" / id.text();
  }
};

}  // namespace xiaowu::outbox::test
