#include "app/session/PlatformDesk.h"

#include "app/outbox/Manifest.h"
#include "app/sealing/Sealing.h"

namespace xiaowu::session {

PlatformDesk::PlatformDesk(DeskContext context, sync::SyncHost& host) : m_context(std::move(context)), m_host(host) {}

sync::RecordRequest PlatformDesk::request() const {
  const auto& session = *m_context.state().session;
  sync::RecordRequest request;
  request.requestId = session.requestId;
  request.service = session.item->code;
  request.holder = {session.card->name.empty() ? session.card->englishName : session.card->name, session.card->number};
  if (session.evidence) request.evidence = {session.evidence->way, session.evidence->score, session.evidence->model};
  return request;
}

void PlatformDesk::queryRecord(workflow::OperationId operation) {
  auto future = m_host.platform().queryRecord(request());
  m_cancel[operation] = [future]() mutable { future.cancel(); };
  whenDone(future, this, [this, operation](const Result<sync::RecordAnswer>& answer) {
    m_cancel.erase(operation);
    if (!answer) return m_context.send(workflow::OperationFailed{operation, answer.error()});
    domain::Record record;
    record.found = answer->found;
    record.title = answer->title;
    for (const auto& [label, value] : answer->entries) record.entries.push_back({label, value});
    record.asOf = outbox::rfc3339(answer->asOf);
    m_context.send(workflow::RecordArrived{operation, std::move(record)});
  });
}

void PlatformDesk::issueProof(workflow::OperationId operation) {
  auto future = m_host.platform().issueProof(request());
  m_cancel[operation] = [future]() mutable { future.cancel(); };
  whenDone(future, this, [this, operation](const Result<sync::Proof>& proof) {
    m_cancel.erase(operation);
    if (!proof) return m_context.send(workflow::OperationFailed{operation, proof.error()});
    const auto& running = m_context.state().operation;
    if (!running || running->id != operation) return;  // the holder has gone: nothing of it is kept
    m_proof = *proof;
    m_context.send(workflow::ProofIssued{operation, proof->checkCode, proof->verifyUrl, proof->sheets});
  });
}

void PlatformDesk::cancel(workflow::OperationId operation) {
  const auto found = m_cancel.find(operation);
  if (found != m_cancel.end()) found->second();
}

void PlatformDesk::wipe() {
  sealing::wipe(m_proof.pdf);
  m_proof = {};
}

}  // namespace xiaowu::session
