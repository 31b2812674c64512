#pragma once
// A reader that compares a finger with the fingerprint item of an ID card. The item is the one of the
// resident card's chip (机读指纹信息, GA 490-2013, 4.4): 1,024 bytes, 512 for each of two fingers. The
// comparison and its threshold follow GA/T 1012-2019 and are the maker's: the program passes the item
// on and gets yes or no, never a picture, a template or a score.

#include "core/base/Bytes.h"
#include "drivers/api/Device.h"

#include <string>
#include <string_view>

namespace xiaowu::drivers {

namespace errors {
/// No finger came before the deadline; also errors::kTimedOut.
inline constexpr std::string_view kFingerNotFelt = "finger.not-felt";
/// Touched, but too short, wet or dry: to be laid once more.
inline constexpr std::string_view kFingerUnclear = "finger.unclear";
/// The card's item is none that this reader can compare with.
inline constexpr std::string_view kFingerItem = "finger.item-unreadable";
}  // namespace errors

class FingerprintReader : public Device {
 public:
  /// Waits for a finger and compares it with `cardItem`: true when it is one of the card's fingers. Fails
  /// with kFingerNotFelt or errors::kTimedOut when none came, with kFingerUnclear after a touch that cannot
  /// be compared (and only once the finger was lifted), with kFingerItem when the item is none. Keeps neither
  /// print nor item.
  [[nodiscard]] virtual Result<bool> matches(ByteView cardItem, const CallContext& context) = 0;

  /// What compares, for the evidence: letters, digits, dot, hyphen, plus; at most 64. Known after open().
  [[nodiscard]] virtual std::string model() const = 0;
};

}  // namespace xiaowu::drivers
