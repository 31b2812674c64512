#include "core/crypto/StaffCard.h"

#include "core/crypto/Sealing.h"

namespace xiaowu::crypto {

Result<std::string> staffCardId(const StaffCardContent& content) {
  if (content.encodedPhoto.empty()) {
    return fail(errors::kStaffCardWithoutPhoto, Fault::AttendantNeeded, "the card's chip holds no photo");
  }
  // Each part ends with a zero, so that no two contents give the same text. The first part keeps this hash
  // apart from those of drafts.
  Bytes text;
  for (const std::string_view part :
       {std::string_view("xiaowu-staff-card-1"), std::string_view(content.number),
        std::string_view(content.issuer), std::string_view(content.validFrom)}) {
    text.insert(text.end(), part.begin(), part.end());
    text.push_back(0);
  }
  text.insert(text.end(), content.encodedPhoto.begin(), content.encodedPhoto.end());
  auto id = toHex(sha256(text));
  wipe(text);
  return id;
}

}  // namespace xiaowu::crypto
