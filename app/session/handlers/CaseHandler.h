#pragma once
// Drafts and submissions of the session's case, ratings and print reports: everything that goes through the
// outbox. Sealing runs on a worker. A draft is sealed with a key made from the card's own content: without
// that card nobody opens it. GUI thread only, but for what it starts.

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
  /// One that cannot be saved is in the log with its code only; where the disk is full, StorageChanged is
  /// sent, so that nobody else begins an application.
  void saveDraft(const Uuid& caseId);
  void removeDraft(const Uuid& caseId);
  void submit(workflow::OperationId operation);
  void sendRating(const workflow::SendRating& rating);
  void reportPrinted(const std::string& proofId, int sheetsOut);

 private:
  void findHandedIn(workflow::OperationId operation, const Uuid& caseId, const Uuid& noteId);
  void stored(workflow::OperationId operation, const Result<outbox::Enqueued>& answer);
  void dropPages(const workflow::DraftFound& draft);
  void draftNotSaved(const Error& error);

  HandlerContext m_context;
  sync::SyncHost& m_host;
  PageStore& m_pages;
  SealingTarget m_target;
  const Clock& m_clock;
  Worker m_worker;
};

}  // namespace xiaowu::session
