#pragma once
// What follows from a session: its case as facts for core/approval, and what is asked next of the paper under
// the lens. Pure.

#include "core/approval/CaseFacts.h"
#include "app/workflow/State.h"

namespace xiaowu::workflow {

/// `session` has a card and an open case.
[[nodiscard]] approval::CaseFacts factsOf(const Session& session, WallTime now);

/// Whether a case holds anything that its resident would miss: an answer of his own or a word instead of one,
/// a paper or a side of it, a promise. What comes from the card and from the platform comes again.
[[nodiscard]] bool somethingWritten(const std::map<std::string, domain::Answer>& answers,
                                    const std::vector<domain::Material>& materials);

/// Ids of the item's checks that certainly do not hold, in the item's order.
[[nodiscard]] std::vector<std::string> contradictionsIn(const Session& session, WallTime now);

/// What the resident is asked to compare now, of the doubtful fields of a finding; fields of the same crop
/// are one question.
struct Comparing {
  const domain::ReadField* field = nullptr;  ///< null: everything has been asked, or nothing has to be
  int number = 0;                            ///< of this question, from 1
  int total = 0;
};
[[nodiscard]] Comparing comparing(const domain::Material& finding);

/// The type of the side that the paper being scanned still lacks, the front first; empty for a paper of one
/// side, and when both are there.
[[nodiscard]] std::string_view sideAsked(const Session& session);

/// The page that was found wanting may be handed in all the same: this paper failed here again and again.
[[nodiscard]] bool mayHandInAnyway(const Session& session);

}  // namespace xiaowu::workflow
