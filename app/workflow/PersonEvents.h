#pragma once
// What a person does at the machine, as events of the session machine. Each carries its own name.

#include "app/workflow/State.h"

namespace xiaowu::workflow {

/// any touch: feeds the session clock
struct Touched {
  static constexpr std::string_view kName = "touched";
};
struct Start {
  static constexpr std::string_view kName = "start";
};
struct Back {
  static constexpr std::string_view kName = "back";
};
/// the page's one primary action
struct Continue {
  static constexpr std::string_view kName = "continue";
};
/// ends the session from any page
struct Cancel {
  static constexpr std::string_view kName = "cancel";
};
struct CallHelp {
  static constexpr std::string_view kName = "callHelp";
};
struct CloseHelp {
  static constexpr std::string_view kName = "closeHelp";
};
/// "I am still here"
struct Extend {
  static constexpr std::string_view kName = "extend";
};
/// "Somebody is helping me": a second face masks no more
struct AllowCompanion {
  static constexpr std::string_view kName = "allowCompanion";
};
struct AnswerTrouble {
  static constexpr std::string_view kName = "answerTrouble";
  bool retry = false;
};
struct ChooseItem {
  static constexpr std::string_view kName = "chooseItem";
  std::string code;
};
struct SetLanguage {
  static constexpr std::string_view kName = "setLanguage";
  Language language = Language::Chinese;
};
struct SetCare {
  static constexpr std::string_view kName = "setCare";
  bool care = false;
};
struct SetControlsLow {
  static constexpr std::string_view kName = "setControlsLow";
  bool low = false;
};
struct RefuseFace {
  static constexpr std::string_view kName = "refuseFace";
};
struct TryFaceAgain {
  static constexpr std::string_view kName = "tryFaceAgain";
};
struct UseFingerprint {
  static constexpr std::string_view kName = "useFingerprint";
};
/// 请工作人员核对
struct AskStaff {
  static constexpr std::string_view kName = "askStaff";
};
struct ChooseStaffReason {
  static constexpr std::string_view kName = "chooseStaffReason";
  StaffReason reason = StaffReason::Other;
};
struct VouchForPerson {
  static constexpr std::string_view kName = "vouchForPerson";
  bool isHolder = false;
};  ///< the staff member's verdict after comparing person and card
struct SetAnswer {
  static constexpr std::string_view kName = "setAnswer";
  std::string field;
  std::string value;
};
/// It cannot be entered here, or there is no such thing: the note says which.
struct LeaveAnswer {
  static constexpr std::string_view kName = "leaveAnswer";
  std::string field;
  domain::AnswerNote note = domain::AnswerNote::LeftToStaff;
};
struct EditField {
  static constexpr std::string_view kName = "editField";
  std::string field;
};
struct OpenDraft {
  static constexpr std::string_view kName = "openDraft";
  bool open = true;
};
struct ScanMaterial {
  static constexpr std::string_view kName = "scanMaterial";
  std::string code;
};
/// Asks for it: the page with text and date, where Continue is the promise.
struct PromiseMaterial {
  static constexpr std::string_view kName = "promiseMaterial";
  std::string code;
};
/// "I handed this in before": proves the person first where that has not happened
struct FindKeptPapers {
  static constexpr std::string_view kName = "findKeptPapers";
};
struct ReuseMaterial {
  static constexpr std::string_view kName = "reuseMaterial";
  std::string code;
};
struct KeepPapers {
  static constexpr std::string_view kName = "keepPapers";
  bool keep = false;
};
struct StartScan {
  static constexpr std::string_view kName = "startScan";
};
struct AcceptScan {
  static constexpr std::string_view kName = "acceptScan";
};
struct RetakeScan {
  static constexpr std::string_view kName = "retakeScan";
};
struct CompareField {
  static constexpr std::string_view kName = "compareField";
  domain::ResidentWord word = domain::ResidentWord::Same;
};  ///< of the field that is shown beside its crop
struct Signed {
  static constexpr std::string_view kName = "signed";
  domain::PageId page = 0;
  int strokes = 0;
};
struct Rated {
  static constexpr std::string_view kName = "rated";
  int stars = 0;
};

}  // namespace xiaowu::workflow
