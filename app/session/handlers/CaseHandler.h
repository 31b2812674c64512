#pragma once
// Drafts and submissions of the session's case, ratings and print reports: everything that goes through the
// outbox. Texts are made, sealed, opened and read on a worker, in the order in which they were asked for. A
// draft is sealed with a key made from the card's own content: without that card nobody opens it. GUI thread
// only, but for what it starts.

#include "app/session/CaseDocument.h"
#include "app/session/handlers/Handler.h"
#include "app/session/PageStore.h"
#include "app/session/Worker.h"
#include "app/sync/SyncHost.h"

namespace xiaowu::session {

struct SealingTarget {
  crypto::Key32 publicKey{};
  std::string keyId;
};

class CaseHandler final : public QObject {
  Q_OBJECT

 public:
  CaseHandler(HandlerContext context, sync::SyncHost& host, PageStore& pages, SealingTarget target,
              const Clock& clock);
  /// Answers with DraftFound, with CaseFound where this card handed the item in within the life of a draft,
  /// else with NoDraft.
  void findDraft(workflow::OperationId operation);
  /// Answers with DraftKept or DraftNotKept; not at all where there is nothing to save, or no key. Where the
  /// disk is full, StorageChanged is sent too, so that nobody else begins an application.
  void saveDraft(const Uuid& caseId);
  void removeDraft(const Uuid& caseId);
  void submit(workflow::OperationId operation);
  void sendRating(const workflow::SendRating& rating);
  void reportPrinted(const std::string& proofId, int sheetsOut);

 private:
  struct DraftKey;
  struct OpenedDraft;
  [[nodiscard]] static DraftKey draftKeyOf(const workflow::Session& session);
  [[nodiscard]] static OpenedDraft openDraft(const DraftKey& keys, const outbox::Draft& sealed);
  [[nodiscard]] bool isRunning(workflow::OperationId operation) const;
  void draftLookedUp(workflow::OperationId operation, const std::shared_ptr<DraftKey>& keys,
                     const Result<std::optional<outbox::Draft>>& found);
  void draftOpened(workflow::OperationId operation, const Uuid& id, OpenedDraft& opened);
  void findHandedIn(workflow::OperationId operation, const Uuid& caseId, const Uuid& noteId);
  void keepDraft(const workflow::Session& session, const PageStore& pages, WallTime now);
  void handIn(workflow::OperationId operation, const workflow::Session& session, const PageStore& pages,
              WallTime now);
  void stored(workflow::OperationId operation, const Result<outbox::Enqueued>& answer);
  void draftSaved(const Uuid& caseId, const Result<void>& saved);
  /// From the worker to the GUI thread; not at all when this is gone.
  template <typename Work>
  void onGui(Work work) {
    QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
  }

  HandlerContext m_context;
  sync::SyncHost& m_host;
  PageStore& m_pages;
  SealingTarget m_target;
  const Clock& m_clock;
  Worker m_worker;
};

}  // namespace xiaowu::session
