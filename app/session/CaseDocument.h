#pragma once
// The texts of a case: the document inside a sealed submission (platform/api/README.md), the text that the
// resident signs, and the draft. Pure.

#include "core/base/Result.h"
#include "app/session/PageStore.h"
#include "app/workflow/Event.h"

#include <optional>
#include <string>
#include <vector>

namespace xiaowu::session {

namespace errors {
inline constexpr std::string_view kDraftUnreadable = "draft.unreadable";
}

struct CaseParts {
  std::string document;      ///< part 0
  std::vector<Bytes> parts;  ///< part 1 the signature, then the pages, in the order the document names them
};

/// What the review page shows, line by line, in the item's order; its hash is what the signature is bound to.
[[nodiscard]] std::string reviewText(const workflow::Session& session);

/// Fails when a picture that the case names is not in the store.
[[nodiscard]] Result<CaseParts> makeCaseParts(const workflow::Session& session, const PageStore& pages,
                                              WallTime now);

/// Answers, materials and their pages as one text, to be sealed by the caller.
[[nodiscard]] std::string makeDraft(const workflow::Session& session, const PageStore& pages);

struct ReadDraft {
  workflow::DraftFound draft;     ///< names each page by its place in `pages`, counted from 1
  std::vector<StoredPage> pages;  ///< in no store yet
};
/// The contrary. Strict: anything unexpected is errors::kDraftUnreadable.
[[nodiscard]] Result<ReadDraft> readDraft(std::string_view text, const Uuid& caseId);
/// Puts its pages into the store.
[[nodiscard]] workflow::DraftFound keepPages(ReadDraft read, PageStore& pages);

/// What lies in a draft's place once its case was handed in: its id and nothing else.
[[nodiscard]] std::string makeHandedInNote(const Uuid& caseId);
/// Nothing where the text is no such note.
[[nodiscard]] std::optional<Uuid> readHandedInNote(std::string_view text);

/// Facts of the card that only its holder can bring back, with enough entropy for a key (the chip's photo
/// item has over 1,000 bytes).
[[nodiscard]] Bytes cardSecret(const domain::IdCard& card, std::string_view serviceCode);

}  // namespace xiaowu::session
