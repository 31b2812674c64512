#pragma once
// What the outbox tests share: a folder of its own, a manual clock, a kiosk key, and submissions with real
// sealed parts.

#include "app/outbox/Outbox.h"
#include "core/crypto/Signing.h"

#include "tests/support/Results.h"
#include "tests/support/TempFolder.h"

namespace xiaowu::outbox::test {

using xiaowu::test::codeOf;
using xiaowu::test::need;
using xiaowu::test::TempFolder;

inline const crypto::Signer& kioskKey() {
  static const auto key = crypto::Signer::generate();
  return key;
}

inline Options options(std::function<void(std::string_view)> commitPoint = {}) {
  Options made;
  made.kioskId = "kiosk-7";
  made.sign = [](std::string_view text) { return kioskKey().sign(text); };
  made.publicKey.assign(kioskKey().publicKey().begin(), kioskKey().publicKey().end());
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

struct Fixture {
  TempFolder folder;
  ManualClock clock;
  std::unique_ptr<Outbox> outbox = need(Outbox::open(folder.path(), clock, options()));

  Fixture() { hear(clock.wall(), {}); }  // nothing is kept yet: nothing is to be offered

  /// The platform's word, always of one epoch.
  int hear(WallTime at, std::optional<WallTime> backedUpTo) const {
    return need(outbox->copies().heard({1, "0000abcd", backedUpTo, at}));
  }
  /// Removes the copies of what was received before, as if all of it were backed up. Returns how many.
  int purge(WallTime receivedBefore) const {
    const auto at = receivedBefore + Options{}.keepCopies;
    hear(at, at);
    return need(outbox->copies().purge(0));
  }
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
