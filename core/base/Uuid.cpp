#include "core/base/Uuid.h"

#include "core/base/Bytes.h"

#include <QRandomGenerator>

#include <algorithm>
#include <mutex>

namespace xiaowu {
namespace {

constexpr std::string_view kUuid = "base.uuid";

// RFC 9562, 6.2 method 3: within one millisecond the 74 random bits count upwards, so ids stay in order
// however fast they are made.
void increment(std::array<std::uint8_t, 16>& bytes) {
  for (std::size_t i = 15; i >= 9; --i) {
    if (++bytes[i] != 0) {
      return;
    }
  }
}

}  // namespace

Uuid Uuid::makeV7(WallTime now) {
  static std::mutex mutex;
  static std::array<std::uint8_t, 16> last{};
  std::array<std::uint8_t, 16> bytes{};
  QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(bytes.data()), 4);
  const auto millis = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  }
  bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0f));
  bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));

  const std::lock_guard lock(mutex);
  if (bytes <= last) {  // same millisecond, or the wall clock was set back
    bytes = last;
    increment(bytes);
  }
  last = bytes;
  return Uuid(bytes);
}

Result<Uuid> Uuid::parse(std::string_view text) {
  constexpr std::array kDashes = {8U, 13U, 18U, 23U};
  const auto bad = [] { return fail(kUuid, Fault::Bug, "not a UUID"); };
  if (text.size() != 36 ||
      std::any_of(kDashes.begin(), kDashes.end(), [&](auto at) { return text[at] != '-'; })) {
    return bad();
  }
  std::string digits(text);
  std::erase(digits, '-');
  const auto bytes = fromHex(digits);
  if (!bytes || bytes->size() != 16) {
    return bad();
  }
  std::array<std::uint8_t, 16> array{};
  std::copy(bytes->begin(), bytes->end(), array.begin());
  return Uuid(array);
}

std::string Uuid::text() const {
  std::string hex = toHex(m_bytes);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) {
    hex.insert(at, "-");
  }
  return hex;
}

}  // namespace xiaowu
