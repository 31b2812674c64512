#pragma once
// What the platform keeps, behind one interface: SQLite now, PostgreSQL by the same SQL (integer
// microseconds, ids and time made by the caller). Guarantees: a method that returned a value has committed
// (synchronous=FULL); all methods are thread-safe; each is one transaction.

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kDatabase =
    "platform.database";  ///< cannot be opened, is damaged, newer than this program, or the disk is full
}  // namespace errors

struct KioskRow {
  std::string kioskId, publicKey, areaCode;
  std::int64_t enrolledAt = 0;
  bool mayCompareFaces = false;  ///< POST /v1/face-comparisons
};

struct KioskState {
  KioskRow kiosk;
  std::optional<std::string> heartbeat;  ///< the last one, as it came
  std::int64_t seenAt = 0;
  std::int64_t lastSeq = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> gaps;  ///< first and last missing number
};

struct ProofRow {
  std::string proofId, requestId, kioskId, checkCode, holderHash, holderMasked, title, sealMark;
  int sheets = 1;
  std::int64_t issuedAt = 0;
  std::string answer;  ///< the JSON answer, PDF inside
  std::optional<std::int64_t> printedAt;
  int sheetsOut = 0;
};

struct PartRow {
  std::string submissionId;
  int index = 0;
  std::string sha256, kioskId;
  std::int64_t size = 0, storedAt = 0;
};
enum class PartOutcome { Stored, Same, Conflict };

struct SubmissionRow {
  std::string submissionId, kioskId;
  std::int64_t seq = 0;
  std::string service, keyId, sealedKey, manifestSha256, state, caseNumber, reason, holderMasked;
  std::int64_t receivedAt = 0;
  std::string receipt;     ///< the JSON answer, the same for ever
  std::string approval{};  ///< the platform's findings (Approval.h); empty for a returned case
};

/// A paper that its holder let us keep for the next time; the paper itself stays in its submission.
struct PaperRow {
  std::string paperId, holderHash, submissionId, material, documentType, trust, caseNumber;
  std::int64_t receivedAt = 0;
};

/// A case whose content was opened and checked; state is "accepted", "approved" or "returned", and becomes
/// "alreadySubmitted" if `applicantHash` filed `service` that day.
struct NewCase {
  SubmissionRow row;  ///< caseNumber and receipt are filled in by file()
  std::string applicantHash, areaCode, day;
  std::vector<PaperRow> papers{};  ///< to keep if the case is accepted; caseNumber is filled in by file()
};
struct FileOutcome {
  bool conflict = false;  ///< the sequence number belongs to another submission
  bool created = false;
  SubmissionRow row;
};

struct RatingRow {
  std::string ratingId, kioskId, service, caseId;
  int stars = 0;
  std::int64_t at = 0, receivedAt = 0;
};

/// A member of the staff compared person and card by eye.
struct StaffCheckRow {
  std::string checkId, kioskId, service, staff, reason;
  bool confirmed = false;
  std::int64_t at = 0, receivedAt = 0;
};
/// The audit of one face comparison. Holds no picture and no similarity, and the hash is one of sealed bytes:
/// nothing here leads to a face.
struct ComparisonRow {
  std::string kioskId, requestId, sessionId, requestSha256;
  std::int64_t startedAt = 0;
  std::string outcome;  ///< "match", "no-match" or the code of the refusal; empty while it is under way
  std::string model, thresholdId;
  std::int64_t answeredAt = 0;
};
enum class ComparisonStart { Begun, Known, UnderWay, Conflict, TooMany };

struct Counts {
  std::int64_t cases = 0, receipts = 0, proofs = 0, printed = 0, ratings = 0, heartbeats = 0, staffChecks = 0;
  struct Line {
    std::string id, kioskId, state, caseNumber;
    int parts = 0;
    std::int64_t seq = 0;
  };
  std::vector<Line> submissions;
};

class Repository {
 public:
  virtual ~Repository() = default;

  /// Adds the kiosk or replaces its key, area and rights.
  [[nodiscard]] virtual Result<void> enrol(const KioskRow& kiosk) = 0;
  [[nodiscard]] virtual Result<std::optional<KioskRow>> kiosk(const std::string& kioskId) = 0;
  [[nodiscard]] virtual Result<std::vector<KioskState>> kiosks() = 0;
  [[nodiscard]] virtual Result<void> heartbeat(const std::string& kioskId, const std::string& body,
                                               std::int64_t at) = 0;

  /// Keeps the proof unless this kiosk's requestId has one already; returns the one that is kept.
  [[nodiscard]] virtual Result<ProofRow> keepProof(const ProofRow& proof) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> proofByRequest(const std::string& kioskId,
                                                                       const std::string& requestId) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> proofById(const std::string& proofId) = 0;
  [[nodiscard]] virtual Result<std::optional<ProofRow>> proofByCode(const std::string& checkCode) = 0;
  /// The first report that all sheets are out counts; later ones change nothing.
  [[nodiscard]] virtual Result<void> reportPrinted(const std::string& proofId, int sheetsOut,
                                                   std::optional<std::int64_t> printedAt) = 0;

  /// Conflict: other bytes came before under that index, or another kiosk owns the submission.
  [[nodiscard]] virtual Result<PartOutcome> addPart(const PartRow& part) = 0;
  [[nodiscard]] virtual Result<void> forgetPart(const std::string& submissionId, int index) = 0;
  [[nodiscard]] virtual Result<std::vector<PartRow>> parts(const std::string& submissionId) = 0;

  [[nodiscard]] virtual Result<std::optional<SubmissionRow>> submission(const std::string& submissionId) = 0;
  /// Decides on duplicates, gives the case number, lets `receiptFor` write the receipt, keeps the gaps of
  /// seq, commits. An id that is filed already comes back as it is.
  [[nodiscard]] virtual Result<FileOutcome> file(
      const NewCase& filed, const std::function<std::string(const SubmissionRow&)>& receiptFor) = 0;

  /// The newest first, at most `limit`; of each type only the newest.
  [[nodiscard]] virtual Result<std::vector<PaperRow>> papersOf(const std::string& holderHash,
                                                               std::size_t limit) = 0;
  [[nodiscard]] virtual Result<std::optional<PaperRow>> paper(const std::string& paperId) = 0;
  /// Takes a place among the `triesMax` comparisons of the row's session. Known: this request was answered
  /// before, `row` is what was kept. UnderWay: it began less than `abandonedAfter` microseconds ago and has
  /// no outcome yet. Conflict: other content came under the same request id.
  [[nodiscard]] virtual Result<ComparisonStart> beginComparison(ComparisonRow& row, int triesMax,
                                                                std::int64_t abandonedAfter) = 0;
  [[nodiscard]] virtual Result<void> endComparison(const ComparisonRow& row) = 0;
  /// The request was not looked at and does not count as a try.
  [[nodiscard]] virtual Result<void> forgetComparison(const std::string& kioskId,
                                                      const std::string& requestId) = 0;

  [[nodiscard]] virtual Result<void> rate(const RatingRow& rating) = 0;
  [[nodiscard]] virtual Result<void> keepStaffCheck(const StaffCheckRow& check) = 0;
  [[nodiscard]] virtual Result<Counts> counts() = 0;
};

/// Opens or makes the database file and brings it to the newest schema version.
[[nodiscard]] Result<std::unique_ptr<Repository>> openSqlite(const std::filesystem::path& file);

}  // namespace xiaowu::platform
