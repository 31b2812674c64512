#pragma once
// The name under which a staff member's ID card stands in a site's list (docs/adr/0010): SHA-256 over what
// the card's chip holds, photo item included, as 64 hexadecimal digits. Nobody can guess it from a name and a
// number, and a card that was lost and issued again has another.

#include "core/base/Bytes.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace xiaowu::crypto {

namespace errors {
/// Such an id could be guessed: the card cannot be listed.
inline constexpr std::string_view kStaffCardWithoutPhoto = "staff.card-without-photo";
}  // namespace errors

struct StaffCardContent {
  std::string number;
  std::string issuer;
  std::string validFrom;  ///< "2019-06-03"
  Bytes encodedPhoto;     ///< the chip's item as it is
};

[[nodiscard]] Result<std::string> staffCardId(const StaffCardContent& content);

}  // namespace xiaowu::crypto
