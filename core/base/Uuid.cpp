#include "core/base/Uuid.h"

#include "core/base/Bytes.h"

#include <QRandomGenerator>

#include <algorithm>
#include <atomic>

namespace xiaowu {
namespace {

constexpr std::string_view kUuid = "base.uuid";

constexpr std::uint64_t kCounterBits = 12;  // beside the version, in the first eight bytes

std::uint64_t millisecondsOf(WallTime time) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count());
}

// RFC 9562, 6.2 method 1: milliseconds and a 12-bit counter, which together only grow. The counter starts at
// a random number for each millisecond; where it is full, it runs into the next millisecond.
std::uint64_t nextTick(WallTime now, std::uint64_t random) {
  static std::atomic<std::uint64_t> last{0};
  const auto fresh = (millisecondsOf(now) << kCounterBits) | (random & 0x7ffU);
  auto before = last.load();
  std::uint64_t next = 0;
  do {
    next = std::max(fresh, before + 1);
  } while (!last.compare_exchange_weak(before, next));
  return next;
}

}  // namespace

Uuid Uuid::makeV7(WallTime now) {
  std::array<std::uint8_t, 16> bytes{};
  QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(bytes.data()), 4);
  const auto tick = nextTick(now, static_cast<std::uint64_t>(bytes[6]) << 8U | bytes[7]);
  const auto millis = tick >> kCounterBits;
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  }
  bytes[6] = static_cast<std::uint8_t>(0x70 | ((tick >> 8U) & 0x0fU));
  bytes[7] = static_cast<std::uint8_t>(tick);
  bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));
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
