#pragma once
// A reader of ID card chips behind a SAM.

#include "drivers/api/Device.h"
#include "core/domain/IdCard.h"

namespace xiaowu::drivers {

namespace errors {
inline constexpr std::string_view kCardMoved = "card.moved";  ///< lifted while it was read: put it back
/// Not an ID card, or card and reader refuse each other.
inline constexpr std::string_view kCardRejected = "card.rejected";
/// Chip answers, content breaks the layout.
inline constexpr std::string_view kCardUnreadable = "card.unreadable";
}  // namespace errors

class IdCardReader : public Device {
 public:
  /// Waits for a card and reads it. Returns errors::kTimedOut if none came before the deadline,
  /// errors::kCardMoved when it went away half-way (the caller informs the resident and calls again). A card
  /// whose photo or fingerprint item is absent is a success.
  [[nodiscard]] virtual Result<domain::IdCard> readCard(const CallContext& context) = 0;

  /// True while a card lies on the plate; one find/select exchange, no content is read.
  [[nodiscard]] virtual Result<bool> cardPresent(const CallContext& context) = 0;

  /// The SAM's 16-byte number in its printed form, for the technician.
  [[nodiscard]] virtual Result<std::string> samNumber(const CallContext& context) = 0;
};

}  // namespace xiaowu::drivers
