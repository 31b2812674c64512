#pragma once
// How the outbox of one kiosk works.

#include "core/base/Bytes.h"

#include <chrono>
#include <functional>

namespace xiaowu::outbox {

struct Options {
  std::string kioskId;
  /// Ed25519 signature over a manifest's canonical text (crypto::Signer::sign). Needed for
  /// Submissions::enqueue().
  std::function<Bytes(std::string_view)> sign;
  /// The key that `sign` signs with, 32 bytes. Without it no manifest is known as this kiosk's own: nothing
  /// is rebuilt and nothing signed anew.
  Bytes publicKey;
  std::uint64_t reserveBytes = 64ULL << 20;  ///< submissions and drafts keep this much of the disk free
  std::chrono::hours draftLife{72};
  /// Somebody who knows has told the time since the start; empty: always. By a clock that is only the
  /// machine's no draft is deleted before this run has lasted a draft's whole life.
  std::function<bool()> isTimeConfirmed;
  /// Delivered submissions are kept sealed for so long after their receipt, and longer while the platform has
  /// not said that it is backed up; see Copies.h.
  std::chrono::hours keepCopies{7 * 24};
  std::chrono::hours keepCopiesAtMost{30 * 24};
  /// A full disk that a simulator plays; empty: the disk's own word.
  std::function<bool()> isDiskFull;
  /// Called right after each commit point; see the list in Outbox.h. For tests that end the process there.
  std::function<void(std::string_view point)> commitPoint;
};

}  // namespace xiaowu::outbox
