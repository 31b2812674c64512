#pragma once
// Port: the kiosks that may speak to this platform, and what each last said of itself.
// Guarantees of each method: it is one transaction; a value means that it is committed and survives a power
// cut; errors::kDatabase means that nothing changed. Any thread, several at once. Times are microseconds
// since 1970-01-01T00:00:00Z and come from the caller.

#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xiaowu::platform {

struct KioskRow {
  std::string kioskId;
  std::string publicKey;  ///< Ed25519, base64
  std::string areaCode;   ///< six digits (GB/T 2260)
  std::int64_t enrolledAt = 0;
  bool mayCompareFaces = false;  ///< POST /v1/face-comparisons
  std::int64_t lastSeq = 0;      ///< the highest sequence number that was filed; enrol() does not touch it
};

struct KioskState {
  KioskRow kiosk;
  std::optional<std::string> heartbeat;                     ///< the last one, the JSON as it came
  std::int64_t seenAt = 0;                                  ///< when it came
  std::vector<std::pair<std::int64_t, std::int64_t>> gaps;  ///< first and last missing number, at most 1,000
};

/// What operators tell a kiosk to do; it travels in the answer to its heartbeat until the kiosk has said what
/// came of it.
struct KioskCommand {
  std::string commandId, kioskId;
  std::string kind;    ///< "requeue"
  std::string itemId;  ///< of the item; empty: all
  std::int64_t createdAt = 0;
  std::optional<std::int64_t> doneAt{};
  std::string outcome{};   ///< the kiosk's word: "done", "unknown"
  std::int64_t items = 0;  ///< how many it concerned
};

class Kiosks {
 public:
  virtual ~Kiosks() = default;

  /// Adds the kiosk, or replaces its key, area and rights; `enrolledAt` stays that of the first time.
  [[nodiscard]] virtual Result<void> enrol(const KioskRow& kiosk) = 0;
  [[nodiscard]] virtual Result<std::optional<KioskRow>> find(const std::string& kioskId) = 0;
  /// Ordered by id.
  [[nodiscard]] virtual Result<std::vector<KioskState>> all() = 0;
  /// Replaces the last one of this kiosk, which must be enrolled.
  [[nodiscard]] virtual Result<void> heartbeat(const std::string& kioskId, const std::string& body,
                                               std::int64_t at) = 0;
  /// The kiosk must be enrolled.
  [[nodiscard]] virtual Result<void> order(const KioskCommand& command) = 0;
  /// Not done yet, the oldest first, at most `limit`.
  [[nodiscard]] virtual Result<std::vector<KioskCommand>> waitingCommands(const std::string& kioskId,
                                                                          std::size_t limit) = 0;
  /// The first word of its kiosk counts; what was never ordered of it changes nothing.
  [[nodiscard]] virtual Result<void> commandDone(const std::string& kioskId, const std::string& commandId,
                                                 const std::string& outcome, std::int64_t items,
                                                 std::int64_t at) = 0;
  /// The newest first, at most `limit`; of one kiosk, or of all (empty).
  [[nodiscard]] virtual Result<std::vector<KioskCommand>> commands(const std::string& kioskId,
                                                                   std::size_t limit) = 0;
  /// Of all kiosks, since the beginning.
  [[nodiscard]] virtual Result<std::int64_t> heartbeatCount() = 0;
};

}  // namespace xiaowu::platform
