#pragma once
// The session machine: pure and total. The same function runs in the kiosk, in unit tests and by the million
// in simulation.

#include "app/workflow/Effect.h"
#include "app/workflow/Event.h"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace xiaowu::workflow {

/// Every delay of the session, in one place.
struct Delays {
  std::chrono::milliseconds idle{60'000};
  std::chrono::milliseconds idleCare{120'000};
  std::chrono::milliseconds idleStaff{
      180'000};  ///< while staff is on the way: nothing personal is on the screen
  std::chrono::milliseconds idleCountdown{20'000};
  std::chrono::milliseconds idleWaiting{
      40'000};  ///< while a print waits for paper: with the count-down, a minute
  std::chrono::milliseconds holderAway{3'000};  ///< without card and face, until the page is masked
  std::chrono::milliseconds maskedEnd{15'000};  ///< from there to the end of the session
  std::chrono::milliseconds acceptWait{
      8'000};  ///< how long the resident is asked to wait for 已受理 before the slip says 已暂存
  std::chrono::milliseconds farewell{15'000};
};

inline constexpr int kAttemptsMax = 3;  ///< of each way to prove oneself, in one session

/// After so many bad scans of a paper it may be handed in as it is, for staff to look at.
inline constexpr int kBadScansMax = 2;

struct Rules {
  std::vector<catalog::ServiceItemPtr> items;
  Delays delays;
  std::set<std::string> staffCards;  ///< ids of the cards whose holders may vouch (site.toml, docs/adr/0010)
  std::chrono::hours draftLife{
      72};  ///< how long the outbox keeps a draft (Options::draftLife), for the words
  bool facesComparedOnPlatform =
      false;  ///< a picture of the face leaves this kiosk; the consent page says so
  std::map<std::string, domain::LocalText> deviceNames{};  ///< by need, for the screen: also of classes of
                                                           ///< which this site has no device
};

struct Transition {
  State state;
  std::vector<Effect> effects;
};

/// Never throws, never blocks; an event that means nothing in a state changes nothing (but Touched restarts
/// the session clock).
[[nodiscard]] Transition step(const Rules& rules, State state, const StampedEvent& event);

/// Ways in that are really there now for this resident, this item and this machine.
struct IdentityMethods {
  bool face = false;
  bool fingerprint = false;
  bool staff = false;
};
[[nodiscard]] IdentityMethods availableIdentityMethods(const Session& session,
                                                       const Availability& availability);

/// Devices and services that are missing for this item now; empty when it can be done. A camera is not
/// missing where staff may vouch instead.
[[nodiscard]] std::vector<std::string> missingFor(const catalog::ServiceItem& item,
                                                  const Availability& availability);

}  // namespace xiaowu::workflow
