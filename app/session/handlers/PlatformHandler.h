#pragma once
// Asks the platform for the holder's record and for the sealed proof. The proof's PDF stays here, for the
// printer, and is overwritten at the end of the session. GUI thread only.

#include "app/session/handlers/Handler.h"
#include "app/sync/SyncHost.h"

namespace xiaowu::session {

class PlatformHandler final : public QObject {
  Q_OBJECT

 public:
  PlatformHandler(HandlerContext context, sync::SyncHost& host);
  ~PlatformHandler() override { wipe(); }
  void queryRecord(workflow::OperationId operation);
  void issueProof(workflow::OperationId operation);
  void findPapers(workflow::OperationId operation);
  void cancel(workflow::OperationId operation);
  void wipe();
  [[nodiscard]] const sync::Proof& proof() const { return m_proof; }

 private:
  [[nodiscard]] sync::Holder holder() const;
  [[nodiscard]] sync::RecordRequest request() const;
  [[nodiscard]] sync::PaperQuery papersRequest() const;

  HandlerContext m_context;
  sync::SyncHost& m_host;
  std::map<workflow::OperationId, std::function<void()>> m_cancel;
  sync::Proof m_proof;
};

}  // namespace xiaowu::session
