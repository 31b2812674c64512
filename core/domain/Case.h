#pragma once
// Values of a case (办件): who applies, what was answered and from which source, which papers were handed in,
// how the identity was proven. Plain values, UTF-8 text, no I/O. All of it is personal data: it lives in
// one session object and is destroyed with it.

#include "core/base/Uuid.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::domain {

/// L0 nobody · L1 card seen · L2 person proven.
enum class IdentityLevel { L0, L1, L2 };
[[nodiscard]] std::string_view identityLevelName(IdentityLevel level);
/// This and each …From below gives nothing for a text that is no such name.
[[nodiscard]] std::optional<IdentityLevel> identityLevelFrom(std::string_view name);

/// Where an answer comes from; sent with it.
enum class AnswerSource { Card, Ocr, Resident, Library };
[[nodiscard]] std::string_view answerSourceName(AnswerSource source);
[[nodiscard]] std::optional<AnswerSource> answerSourceFrom(std::string_view name);

/// A 机关签发 · B 窗口核验 · C 本人上传 · D 本人声明.
enum class TrustGrade { A, B, C, D };
[[nodiscard]] std::string_view trustGradeName(TrustGrade grade);
[[nodiscard]] std::optional<TrustGrade> trustGradeFrom(std::string_view name);

/// An answer that could not be entered here: staff ask for it and fill it in (what was read stays beside it),
/// or the applicant has no such thing, a telephone for one.
enum class AnswerNote { None, LeftToStaff, HasNone };
/// "", "left-to-staff", "has-none": stable, travels with the answer.
[[nodiscard]] std::string_view answerNoteName(AnswerNote note);
[[nodiscard]] std::optional<AnswerNote> answerNoteFrom(std::string_view name);

struct Answer {
  std::string field;  ///< id of a form field of the service item
  std::string value;
  AnswerSource source = AnswerSource::Resident;
  TrustGrade trust = TrustGrade::D;
  bool doubtful = false;  ///< read by machine with doubt: shown for confirmation, staff looks at it
  /// The resident held the doubtful value against the paper and says that it is the same.
  bool compared = false;
  AnswerNote note = AnswerNote::None;
};

enum class MaterialStatus { Missing, Good, Doubtful, WrongPaper, NoSeal, Unreadable, Promised };
[[nodiscard]] std::string_view materialStatusName(MaterialStatus status);

/// What the resident said of a doubtful field after seeing its crop. Evidence only: it settles no
/// check and takes no doubt away.
enum class ResidentWord { NotAsked, Same, Different, CannotTell };
/// "", "same", "different", "cannot-tell": stable, travels with the evidence.
[[nodiscard]] std::string_view residentWordName(ResidentWord word);
[[nodiscard]] std::optional<ResidentWord> residentWordFrom(std::string_view name);

struct ReadField {  ///< one field that was read from a paper
  std::string name;
  std::string value;
  double confidence = 0;  ///< 0..1
  bool doubtful = false;
  std::vector<std::string> checks{};   ///< by name; one that did not pass has "!" in front
  std::vector<std::string> readers{};  ///< those that read just this value
  std::string role{};  ///< as in the type's file: "person-number", "validity", …; may be empty
  std::string side{};  ///< documentType of the side it stands on, in a paper of two sides; else empty
  int cut = 0;         ///< n-th crop of its page, from 1, while the resident is to compare it; 0: none
  ResidentWord resident = ResidentWord::NotAsked;
};

struct ReadSeal {       ///< never a proof that it is genuine
  std::string text;     ///< what it reads as; may be empty
  std::string finding;  ///< "present", "grey-copy" or "unreadable"
};

/// A paper that the holder handed in before and let the platform keep (证照留存复用).
struct KeptPaper {
  std::string paperId;
  std::string documentType;
  std::string caseNumber;                    ///< of the case it came with
  std::chrono::year_month_day receivedOn{};  ///< in China
  TrustGrade trust = TrustGrade::C;
  std::vector<ReadField> fields;
  std::string backType{};  ///< of a paper of two sides: both are in it
};

/// Key of a picture in the page store of the session (app/session/PageStore.h); the state itself holds no
/// picture.
using PageId = std::uint64_t;

/// One side of a paper of which both are asked for. Its fields are the material's, by their `side`.
struct MaterialSide {
  std::string documentType;
  PageId page = 0;                                  ///< both sides may be on one
  MaterialStatus status = MaterialStatus::Missing;  ///< of this side alone
  std::vector<std::string> reasons;
};

struct Material {
  std::string code;          ///< of the service item
  std::string documentType;  ///< what is wanted
  MaterialStatus status = MaterialStatus::Missing;
  std::vector<std::string> reasons;  ///< stable codes
  std::string seemsType;             ///< with WrongPaper: the type it seems to be, or "unknown"
  std::vector<PageId> pages;
  std::vector<ReadField> fields;
  std::vector<ReadSeal> seals{};
  std::optional<KeptPaper> reused{};  ///< instead of pages: a paper from before; its fields are in `fields`
  /// Of a paper of two sides those that are there; Missing until both are.
  std::vector<MaterialSide> sides{};
  /// Of a promise (容缺): its last day in China, as the resident agreed to it.
  std::optional<std::chrono::year_month_day> promisedUntil{};

  [[nodiscard]] const MaterialSide* side(std::string_view type) const;
  /// The resident says of a field that the paper has something else, or that it cannot be read: staff has to
  /// look.
  [[nodiscard]] bool disputed() const;
};

/// How L2 was reached.
struct IdentityEvidence {
  std::string way;  ///< "face", "fingerprint" or "staff"
  /// Of the face; empty: another way, or compared elsewhere, where nobody here knows how near it was.
  std::optional<double> score{};
  std::string model{};   ///< what compared: the face model, the fingerprint reader
  std::string staff{};   ///< id of the staff member's card (crypto::staffCardId), with way "staff" only
  std::string reason{};  ///< why staff vouched, with way "staff" only
};

struct RecordEntry {
  std::string label;
  std::string value;
};

struct Record {  ///< the platform's answer to a record query
  bool found = false;
  std::string title;
  std::vector<RecordEntry> entries;
  std::string asOf;
};

/// 已暂存 → 已上传 → 已受理 (→ 秒批), as far as it is true. Approved: accepted, and approved by the item's
/// rules in the same moment.
enum class SubmissionState { None, Stored, Uploaded, Accepted, Approved, AlreadySubmitted, Returned };
[[nodiscard]] std::string_view submissionStateName(SubmissionState state);

}  // namespace xiaowu::domain
