#pragma once
// Opens a submission whose parts have all come, and finds out what may become of it. Any thread.

#include "platform/api/OpenApi.h"
#include "platform/server/cases/Approval.h"
#include "platform/server/cases/KeptPapers.h"
#include "platform/server/cases/Manifest.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace xiaowu::platform {

/// The content can be read. Nothing of it is personal but what is masked.
struct ReadCase {
  std::string_view reason;  ///< one of domain::contract:: when it cannot be accepted, else empty
  std::string applicantHash, holderMasked;
  std::string contentHash{};  ///< keyed, of what was handed in (ContentHash.h)
  Judgement judgement;        ///< empty with a reason
  std::vector<PaperRow>
      papers;  ///< to keep for the next time; paperId, material, type and grade are filled in
};
/// Files that rotted or went away: to be sent again while the kiosk still has them.
struct PartsLost {
  std::vector<int> indices;
};
/// 422 for ever.
struct ContentRefused {
  std::string_view code;  ///< one of domain::contract::
};
/// Nothing is known yet: to be asked again.
struct StorageDown {};
using ReadOutcome = std::variant<ReadCase, PartsLost, ContentRefused, StorageDown>;

class SubmissionReader {
 public:
  /// The arguments outlive this.
  SubmissionReader(const Clock& clock, const OpenApi& contract, const Keys& keys,
                   const storage::PartStore& parts, Submissions& submissions, const KeptPapers& kept,
                   const Approval& approval)
      : m_clock(clock),
        m_contract(contract),
        m_keys(keys),
        m_parts(parts),
        m_submissions(submissions),
        m_kept(kept),
        m_approval(approval) {}

  /// Reads every part back from the disk, opens it and looks at it; the plain text exists in memory for one
  /// part at a time and is overwritten.
  [[nodiscard]] ReadOutcome read(const Manifest& manifest) const;

 private:
  [[nodiscard]] ReadOutcome readContent(const Manifest& manifest, std::string_view plain,
                                        const std::vector<std::string>& pages,
                                        const std::vector<bool>& readable) const;
  [[nodiscard]] std::vector<PaperRow> papersIn(const Submission& submission) const;

  const Clock& m_clock;
  const OpenApi& m_contract;
  const Keys& m_keys;
  const storage::PartStore& m_parts;
  Submissions& m_submissions;
  const KeptPapers& m_kept;
  const Approval& m_approval;
};

}  // namespace xiaowu::platform
