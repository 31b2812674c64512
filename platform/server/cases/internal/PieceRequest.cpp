#include "platform/server/cases/PieceRequest.h"

#include "core/storage/PartStore.h"
#include "platform/server/http/Query.h"

#include <charconv>

namespace xiaowu::platform {
namespace {

constexpr std::size_t kHashDigits = 64;

std::optional<std::uint64_t> numberIn(std::string_view query, std::string_view name) {
  const auto text = queryValue(query, name);
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

std::optional<PieceRequest> readPiece(std::string_view query, std::uint64_t bytes) {
  const auto offset = numberIn(query, "offset");
  const auto size = numberIn(query, "size");
  auto sha256 = queryValue(query, "sha256");
  const bool isHash =
      sha256.size() == kHashDigits && sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!offset || !size || !isHash || *size > storage::kPartBytesMax || *offset >= *size ||
      bytes > *size - *offset) {
    return std::nullopt;
  }
  return PieceRequest{*offset, *size, std::move(sha256)};
}

}  // namespace xiaowu::platform
