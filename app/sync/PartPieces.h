#pragma once
// Messages about parts that go in pieces (platform/api/README.md, Submissions, 1).

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace xiaowu::sync {

/// One piece of a part that is too large to be sent at once over this line.
struct PartPiece {
  Uuid id;
  std::size_t index = 0;
  std::uint64_t offset = 0;  ///< where it begins
  Bytes bytes;
  std::uint64_t size = 0;  ///< of the whole part
  std::string sha256;      ///< likewise, lower-case hex
};

/// What the platform has of a part after a piece.
struct PieceAnswer {
  std::optional<std::uint64_t> held;  ///< bytes; nothing: the part is whole
};

struct HeldPart {
  int index = 0;
  std::string sha256;  ///< of the whole part
  std::uint64_t bytes = 0;
};

}  // namespace xiaowu::sync
