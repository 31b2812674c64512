#pragma once
// Papers that their holder let us keep (证照留存复用), as the sealed submission that they came with has them.
// Nothing personal is stored for it beside that submission: a row says where the paper is, and what was read
// from it is opened anew for each question of its holder. Any thread.

#include "core/storage/PartStore.h"
#include "platform/server/cases/ServiceItems.h"
#include "platform/server/cases/Submission.h"
#include "platform/server/repository/Papers.h"
#include "platform/server/repository/Submissions.h"
#include "platform/server/storage/Keys.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::platform {

/// What became of the papers that a submission takes from before.
struct Reused {
  bool hold = true;  ///< each is the applicant's own, who was proven, and of the type, sides and grade that
                     ///< the case says
  std::vector<std::string> outOfDate;  ///< codes of the materials whose paper may not stand for them (any
                                       ///< more), by the item's rules
};

class KeptPapers {
 public:
  /// The arguments outlive this.
  KeptPapers(const ServiceItems& items, Papers& papers, Submissions& submissions,
             const storage::PartStore& parts, const Keys& keys)
      : m_items(items), m_papers(papers), m_submissions(submissions), m_parts(parts), m_keys(keys) {}

  /// The submission that the paper came with. Nothing when it cannot be opened any more or does not have it
  /// (a damaged file, a key that was taken out of use); errors::kDatabase when the database cannot answer
  /// now.
  [[nodiscard]] Result<std::optional<Submission>> open(const PaperRow& row) const;

  /// Puts what stands in kept papers in place of what the kiosk says was read from them, and judges their age
  /// by the day on which the submission was handed in. errors::kDatabase when the database cannot answer now.
  [[nodiscard]] Result<Reused> take(Submission& submission, const std::string& holderHash,
                                    std::chrono::year_month_day filedOn) const;

 private:
  [[nodiscard]] Result<std::optional<Submission>> contentOf(const SubmissionRow& row) const;
  [[nodiscard]] bool mayStand(const Submission& submission, const SubmittedMaterial& wanted,
                              const PaperRow& row, const SubmittedMaterial& kept,
                              std::chrono::year_month_day filedOn) const;

  const ServiceItems& m_items;
  Papers& m_papers;
  Submissions& m_submissions;
  const storage::PartStore& m_parts;
  const Keys& m_keys;
};

}  // namespace xiaowu::platform
