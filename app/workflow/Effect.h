#pragma once
// What the session machine wants done. The effect runner (app/session) performs effects in order and feeds
// results back as events. An effect that begins an operation ends exactly once: with its result, or with
// OperationFailed (also after CancelOperation). They are performed when the step is over, so the state may
// have moved on: an effect that is about one case, operation or page carries its id.

#include "app/workflow/State.h"

#include <chrono>
#include <variant>

namespace xiaowu::workflow {

struct BeginOperation {
  static constexpr std::string_view kName = "beginOperation";
  Operation operation;
};  ///< inputs are taken from the state's session at this moment
struct CancelOperation {
  static constexpr std::string_view kName = "cancelOperation";
  OperationId operation = 0;
};
struct LeaveOperation {
  static constexpr std::string_view kName = "leaveOperation";
  OperationId operation = 0;
};  ///< let it end by itself; nobody waits for its result any more
struct WatchCard {
  static constexpr std::string_view kName = "watchCard";
  bool on = false;
};  ///< tell when the card leaves or returns; off releases the reader
/// after a proof by face: tell who is in front of the camera; off forgets the face
struct WatchFace {
  static constexpr std::string_view kName = "watchFace";
  bool on = false;
};
struct StartTimer {
  static constexpr std::string_view kName = "startTimer";
  TimerKind timer = TimerKind::Idle;
  std::chrono::milliseconds after{};
};
struct StopTimer {
  static constexpr std::string_view kName = "stopTimer";
  TimerKind timer = TimerKind::Idle;
};
/// The session's case, sealed with a key that only the card gives back. Nothing is saved when the session has
/// gone on to another one.
struct SaveDraft {
  static constexpr std::string_view kName = "saveDraft";
  Uuid caseId;
};
struct RemoveDraft {
  static constexpr std::string_view kName = "removeDraft";
  Uuid caseId;
};
struct DropPage {
  static constexpr std::string_view kName = "dropPage";
  domain::PageId page = 0;
};
struct ReportPrinted {
  static constexpr std::string_view kName = "reportPrinted";
  int sheetsOut = 0;
};
struct SendRating {
  static constexpr std::string_view kName = "sendRating";
  int stars = 0;
  std::string service;
  Uuid caseId;
};
struct NotifyStaff {
  static constexpr std::string_view kName = "notifyStaff";
  std::string code;
};  ///< help called, paper out …
struct ShowHolder {
  static constexpr std::string_view kName = "showHolder";
  bool on = false;
};  ///< the chip's photo for the staff member's eyes; off forgets it
struct RecordStaffCheck {
  static constexpr std::string_view kName = "recordStaffCheck";
  std::string staffCard;
  StaffReason reason = StaffReason::Other;
  bool confirmed = false;
  std::string service;
};  ///< for the audit
/// forget every picture, frame, print and text of the session that is kept outside the state
struct Wipe {
  static constexpr std::string_view kName = "wipe";
};

using Effect = std::variant<BeginOperation, CancelOperation, LeaveOperation, WatchCard, WatchFace, StartTimer,
                            StopTimer, SaveDraft, RemoveDraft, DropPage, ReportPrinted, SendRating,
                            NotifyStaff, ShowHolder, RecordStaffCheck, Wipe>;

[[nodiscard]] std::string_view effectName(const Effect& effect);

}  // namespace xiaowu::workflow
