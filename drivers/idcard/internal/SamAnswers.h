#pragma once
// What the answers of a SAM mean: status words as errors, and the content of a card. Pure.

#include "core/domain/IdCard.h"
#include "drivers/idcard/Framing.h"
#include "drivers/idcard/Link.h"

namespace xiaowu::idcard {

struct Failure {
  Error error;
  bool retry = false;  ///< a second try may succeed
};
template <typename T>
using Attempt = tl::expected<T, Failure>;

[[nodiscard]] tl::unexpected<Failure> failed(const tl::unexpected<Error>& error, bool retry = false);
/// card.rejected: put another card there.
[[nodiscard]] tl::unexpected<Error> rejected(std::string detail);

/// What a status word means that is neither success nor "no card" for its command.
[[nodiscard]] tl::unexpected<Failure> failureOf(std::uint8_t status);
/// The reader did not accept the request: it may be sent once more.
[[nodiscard]] bool requestRefused(std::uint8_t status);

/// The answer to 30 01 (two lengths) or 30 10 (three lengths), then text, photo, fingerprint.
[[nodiscard]] Attempt<domain::IdCard> cardOf(ByteView data, bool fingerprint);

/// Whether the answer can be one to this command. An answer carries no command code, so only its form
/// distinguishes a late answer from the awaited one.
[[nodiscard]] bool fits(SamCommand command, const SamAnswer& answer, bool oneStep);

}  // namespace xiaowu::idcard
