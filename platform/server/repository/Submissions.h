#pragma once
// Port: submissions, from their first part to the receipt. Guarantees, errors, threads and times as in
// Kiosks.h.

#include "core/base/Result.h"
#include "platform/server/repository/Errors.h"
#include "platform/server/repository/Papers.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

/// What became of a filed case (`state` of a receipt).
enum class CaseState { Accepted, Approved, AlreadySubmitted, Returned };
/// "accepted", "approved", "alreadySubmitted", "returned": in the contract and in the database.
[[nodiscard]] std::string_view caseStateName(CaseState state);
/// Nothing for any other text.
[[nodiscard]] std::optional<CaseState> caseStateFrom(std::string_view name);
/// Accepted or approved: it counts as a case, and its papers are kept.
[[nodiscard]] bool isTakenOn(CaseState state);

/// A sealed part that has come; its bytes are a file.
struct PartRow {
  std::string submissionId;
  int index = 0;
  std::string sha256, kioskId;
  std::int64_t size = 0, storedAt = 0;
};
enum class PartOutcome { Stored, Same, Conflict };
/// A file of a part as the store of parts names it.
struct PartFile {
  int index = 0;
  std::string sha256;
};
struct ForgottenParts {
  std::int64_t parts = 0, bytes = 0;
};

struct SubmissionRow {
  std::string submissionId, kioskId;
  std::int64_t seq = 0;
  std::string service, keyId, sealedKey, manifestSha256;
  CaseState state = CaseState::Accepted;
  std::string caseNumber;
  std::string reason;  ///< code of a returned case, else empty
  std::string holderMasked;
  std::int64_t receivedAt = 0;
  std::string receipt;     ///< the JSON answer, the same for ever
  std::string approval{};  ///< the platform's findings as JSON (cases/Approval.h); empty for a returned case
};

/// A case whose content was opened and checked. An accepted or approved one becomes AlreadySubmitted if
/// `applicantHash` filed `service` with the same content on its filing day; other content is another case.
struct NewCase {
  SubmissionRow row;  ///< caseNumber and receipt are filled in by file()
  std::string applicantHash;
  std::string areaCode, day;  ///< six digits; YYYYMMDD in China, of the case number: the day it arrived
  std::string filingDay{};    ///< the same form: the day it was handed in; empty: `day`
  std::string contentHash{};  ///< of what was handed in; empty: like nothing else
  std::size_t parts = 0;      ///< how many it has; 0: not looked at
  bool isGivenBack = false;  ///< its receipt was given before a restore: state, number, seq, hash and time of
                             ///< `row` stay as they are in it
  std::vector<PaperRow> papers{};  ///< to keep if the case is taken on; holder, submission, case number and
                                   ///< time are filled in by file()
};
struct FileOutcome {
  bool conflict = false;     ///< the sequence number belongs to another submission
  bool partsGone = false;    ///< parts were forgotten meanwhile (forgetUnfinished): nothing was filed
  bool created = false;      ///< false without conflict: it was filed before, `row` is what was kept
  bool numberInUse = false;  ///< of one given back: another case has its number too
  SubmissionRow row;
};

struct SubmissionCounts {
  std::int64_t cases = 0;                                 ///< accepted or approved
  std::int64_t receipts = 0;                              ///< of any state
  std::int64_t unfinishedParts = 0, unfinishedBytes = 0;  ///< of no case yet
};
struct SubmissionLine {
  std::string id, kioskId;
  std::optional<CaseState> state;  ///< nothing: parts are still coming
  std::string caseNumber;
  int parts = 0;
  std::int64_t seq = 0;
};

class Submissions {
 public:
  virtual ~Submissions() = default;

  /// A part belongs to the kiosk that sent it: what one sends under another's id is nothing to the other.
  /// Same: this very part came before. Conflict: other bytes came before from this kiosk under that index.
  [[nodiscard]] virtual Result<PartOutcome> addPart(const PartRow& part) = 0;
  [[nodiscard]] virtual Result<void> forgetPart(const std::string& submissionId, const std::string& kioskId,
                                                int index) = 0;
  /// Of this kiosk, ordered by index.
  [[nodiscard]] virtual Result<std::vector<PartRow>> parts(const std::string& submissionId,
                                                           const std::string& kioskId) = 0;
  /// Of all submissions and kiosks: what a backup has to hold.
  [[nodiscard]] virtual Result<std::vector<PartRow>> allParts() = 0;
  /// How many parts have come of it, of the kiosk that has sent most.
  [[nodiscard]] virtual Result<int> partCount(const std::string& submissionId) = 0;
  /// Bytes of parts that this kiosk has sent since then for submissions that it has not filed yet.
  [[nodiscard]] virtual Result<std::int64_t> unfinishedBytes(const std::string& kioskId,
                                                             std::int64_t since) = 0;

  [[nodiscard]] virtual Result<std::optional<SubmissionRow>> find(const std::string& submissionId) = 0;
  /// In one transaction: decides on duplicates, gives the case number (`<area>-<day>-<6 digits>`, counted per
  /// area and day without holes, in each epoch above caseNumbersAfter()), lets `receiptFor` write the
  /// receipt, keeps the papers and the gaps of seq. An id that is filed already comes back as it is. What
  /// `receiptFor` throws goes through, and nothing is kept.
  [[nodiscard]] virtual Result<FileOutcome> file(
      const NewCase& filed, const std::function<std::string(const SubmissionRow&)>& receiptFor) = 0;

  // What may go away. `remove` is called for each file before the commit, while no part can be added and no
  // case filed: it removes the file and asks nothing of this repository.

  /// Forgets parts of submissions that their kiosk has not filed and has sent nothing of since then, at most
  /// `limit`; `remove` unless another kiosk's row has the same file.
  [[nodiscard]] virtual Result<ForgottenParts> forgetUnfinished(
      std::int64_t quietSince, std::size_t limit, const std::function<void(const PartRow&)>& remove) = 0;
  /// `remove` for each of the files that no row of this submission names; how many.
  [[nodiscard]] virtual Result<std::int64_t> removeStray(
      const std::string& submissionId, const std::vector<PartFile>& files,
      const std::function<void(const PartFile&)>& remove) = 0;
  /// Forgets by what a second filing would be known, of filing days before this one, at most `limit`; how
  /// many.
  [[nodiscard]] virtual Result<std::int64_t> forgetFilings(const std::string& dayBefore,
                                                           std::size_t limit) = 0;

  [[nodiscard]] virtual Result<SubmissionCounts> counts() = 0;
  /// Everything that has at least a part or a receipt, ordered by id.
  [[nodiscard]] virtual Result<std::vector<SubmissionLine>> overview() = 0;
};

}  // namespace xiaowu::platform
