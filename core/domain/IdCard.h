#pragma once
// What the chip of a Chinese ID card or permit says, independent of its layout. Field meanings: GA/T 490
// (resident), the 2017 and 2023 foreigner permits and the residence permit for Hong Kong, Macao and Taiwan
// residents.

#include "core/base/Bytes.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::domain {

enum class CardKind { Resident, HkMacaoTaiwan, Foreigner2017, Foreigner2023 };

/// "resident", "hk-macao-taiwan", "foreigner-2017", "foreigner-2023".
[[nodiscard]] std::string_view cardKindName(CardKind kind);

enum class Sex { Unknown = 0, Male = 1, Female = 2, NotStated = 9 };  // GB/T 2261.1

struct IdCard {
  CardKind kind = CardKind::Resident;
  std::string name;         ///< Chinese name, UTF-8; may be empty on a foreigner's permit
  std::string englishName;  ///< foreigners only
  Sex sex = Sex::Unknown;
  std::string ethnicGroup;  ///< "汉", residents only (GB/T 3304)
  std::string nationality;  ///< three letters (ISO 3166-1 alpha-3), foreigners only
  std::optional<std::chrono::year_month_day> birth;
  std::string address;  ///< residents and HK/Macao/Taiwan
  std::string number;   ///< 18 characters, 15 for the 2017 foreigner's permit
  std::string issuer;   ///< 签发机关 (or the authority code of a foreigner's permit)
  std::optional<std::chrono::year_month_day> validFrom;
  std::optional<std::chrono::year_month_day> validTo;  ///< absent: long-term (长期) if `longTerm`
  bool longTerm = false;
  std::string travelPermitNumber;  ///< HK/Macao/Taiwan only
  Bytes encodedPhoto;              ///< WLT, 1,024 bytes, as the chip holds it; empty when the item is absent
  /// 1,024 bytes, 512 for each of two fingers (GA 490-2013, 4.4), or empty: cards issued before 2013, and
  /// readers that do not ask.
  Bytes fingerprint;
};

}  // namespace xiaowu::domain
