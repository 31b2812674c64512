#pragma once
// The query of a piece: "offset=65536&size=250000&sha256=<hex of the whole part>". It is part of the path
// that the kiosk signs.

#include "core/base/Bytes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xiaowu::platform {

struct PieceRequest {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;  ///< of the whole part
  std::string sha256;      ///< likewise
};

/// Nothing when it is not in form, or `bytes` do not fit between offset and size.
[[nodiscard]] std::optional<PieceRequest> readPiece(std::string_view query, std::uint64_t bytes);

}  // namespace xiaowu::platform
