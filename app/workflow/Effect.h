#pragma once
// What the session machine wants done. The effect runner (app/session) performs effects in order and feeds
// results back as events. An effect that begins an operation ends exactly once: with its result, or with
// OperationFailed (also after CancelOperation).

#include "app/workflow/State.h"

#include <chrono>
#include <variant>

namespace xiaowu::workflow {

struct BeginOperation {
  Operation operation;
};  ///< inputs are taken from the state's session at this moment
struct CancelOperation {
  OperationId operation = 0;
};
struct LeaveOperation {
  OperationId operation = 0;
};  ///< let it end by itself; nobody waits for its result any more
struct WatchCard {
  bool on = false;
};  ///< tell when the card leaves or returns; off releases the reader
struct StartTimer {
  TimerKind timer = TimerKind::Idle;
  std::chrono::milliseconds after{};
};
struct StopTimer {
  TimerKind timer = TimerKind::Idle;
};
struct SaveDraft {};  ///< of the session's case, sealed with a key that only the card gives back
struct RemoveDraft {};
struct DropPage {
  domain::PageId page = 0;
};
struct ReportPrinted {
  int sheetsOut = 0;
};
struct SendRating {
  int stars = 0;
  std::string service;
  Uuid caseId;
};
struct NotifyStaff {
  std::string code;
};  ///< help called, paper out …
struct ShowHolder {
  bool on = false;
};  ///< the chip's photo for the staff member's eyes; off forgets it
struct RecordStaffCheck {
  std::string staffCard;
  StaffReason reason = StaffReason::Other;
  bool confirmed = false;
  std::string service;
};  ///< for the audit
struct Wipe {
};  ///< forget every picture, frame, print and text of the session that is kept outside the state

using Effect = std::variant<BeginOperation, CancelOperation, LeaveOperation, WatchCard, StartTimer, StopTimer,
                            SaveDraft, RemoveDraft, DropPage, ReportPrinted, SendRating, NotifyStaff,
                            ShowHolder, RecordStaffCheck, Wipe>;

[[nodiscard]] std::string_view effectName(const Effect& effect);

}  // namespace xiaowu::workflow
