#pragma once
// The chip's 256-byte text block: UTF-16LE, blank padded, one of four layouts told apart by the type mark at
// offset 248 (GA/T 490 and the permits' published tables). The reader decodes and the simulator encodes with
// the same tables; tests hold them against fixed offsets.

#include "core/base/Result.h"
#include "core/domain/IdCard.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace xiaowu::idcard {

inline constexpr std::size_t kTextSize = 256;    ///< bytes
inline constexpr std::size_t kPhotoSize = 1024;  ///< bytes
inline constexpr std::size_t kFingerprintSize = 1024;
inline constexpr std::size_t kTypeMarkOffset = 248;

enum class Field {
  Name,
  EnglishName,
  EnglishNameRest,
  Sex,
  EthnicGroup,
  Nationality,
  Birth,
  Address,
  Number,
  Issuer,
  ValidFrom,
  ValidTo,
  TravelPermit,
  Counter,
  TypeMark,
  Reserved
};

/// Bytes; every offset and width is even, because a character takes two.
struct FieldSpan {
  Field field;
  std::uint16_t offset;
  std::uint16_t width;
};

struct CardLayout {
  domain::CardKind kind;
  char16_t typeMark;
  std::span<const FieldSpan> fields;  ///< in order, without gaps, 256 bytes in all
};

[[nodiscard]] const CardLayout& layoutOf(domain::CardKind kind);

/// Any length but 256, an unknown type mark, an unpaired surrogate or control character, a date that does not
/// exist, a number with wrong characters: drivers::errors::kCardUnreadable. The detail names the field, never
/// its content.
[[nodiscard]] Result<domain::IdCard> decodeCardText(ByteView text);

/// The inverse, for simulators and tests; fails with kCardUnreadable when a value does not fit its field.
/// Counters (times issued) are written as "01", because IdCard does not carry them.
[[nodiscard]] Result<Bytes> encodeCardText(const domain::IdCard& card);

/// GB/T 3304 name of a code ("01" is 汉), empty when there is none; and back.
[[nodiscard]] std::string_view ethnicGroupName(int code);
[[nodiscard]] int ethnicGroupCode(std::string_view name);  ///< 0 when unknown

}  // namespace xiaowu::idcard
