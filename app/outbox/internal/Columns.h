#pragma once
// How ids and times stand in the outbox's tables.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"

#include <algorithm>

namespace xiaowu::outbox {

inline ByteView blobOf(const Uuid& id) {
  return id.bytes();
}

inline Uuid uuidOf(const Bytes& blob) {
  std::array<std::uint8_t, 16> id{};
  std::copy_n(blob.begin(), std::min(blob.size(), id.size()), id.begin());
  return Uuid(id);
}

inline WallTime timeOf(std::int64_t micros) {
  return WallTime{std::chrono::microseconds{micros}};
}

}  // namespace xiaowu::outbox
