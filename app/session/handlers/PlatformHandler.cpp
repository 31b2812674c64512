#include "app/session/handlers/PlatformHandler.h"

#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "app/outbox/Manifest.h"
#include "core/crypto/Sealing.h"

namespace xiaowu::session {

namespace {

// Each way says what it knows: a face how alike, a reader which one, staff who and why.
sync::Evidence evidenceOf(const domain::IdentityEvidence& known) {
  sync::Evidence evidence{known.way};
  if (known.way == "face") {
    evidence.score = known.score;
  }
  if (!known.model.empty()) {
    evidence.model = known.model;
  }
  if (!known.staff.empty()) {
    evidence.staff = known.staff;
  }
  if (!known.reason.empty()) {
    evidence.reason = known.reason;
  }
  return evidence;
}

domain::KeptPaper keptPaperOf(const sync::KeptPaper& paper) {
  auto grade = domain::TrustGrade::C;
  if (paper.trust == 'A' || paper.trust == 'B') {
    grade = paper.trust == 'A' ? domain::TrustGrade::A : domain::TrustGrade::B;
  }
  const auto received = domain::dateInChina(paper.receivedAt);
  domain::KeptPaper kept{paper.paperId, paper.documentType, paper.caseNumber, received, grade, {},
                         paper.backType};
  for (const auto& field : paper.fields) {
    kept.fields.push_back({field.name, field.value, field.confidence, field.doubtful, {}, {}, field.role});
  }
  return kept;
}

}  // namespace

PlatformHandler::PlatformHandler(HandlerContext context, sync::SyncHost& host)
    : m_context(std::move(context)), m_host(host) {}

sync::Holder PlatformHandler::holder() const {
  const auto& card = *m_context.state().session->card;
  return {card.name.empty() ? card.englishName : card.name, card.number};
}

sync::RecordRequest PlatformHandler::request() const {
  const auto& session = *m_context.state().session;
  sync::RecordRequest request;
  request.requestId = session.requestId;
  request.service = session.item->code;
  request.holder = holder();
  if (session.evidence) {
    request.evidence = evidenceOf(*session.evidence);
  }
  return request;
}

void PlatformHandler::queryRecord(workflow::OperationId operation) {
  auto future = m_host.platform().queryRecord(request());
  m_cancel[operation] = [future]() mutable { future.cancel(); };
  whenDone(future, this, [this, operation](const Result<sync::RecordAnswer>& answer) {
    m_cancel.erase(operation);
    if (!answer) {
      return m_context.send(workflow::OperationFailed{operation, answer.error()});
    }
    domain::Record record;
    record.found = answer->found;
    record.title = answer->title;
    for (const auto& [label, value] : answer->entries) {
      record.entries.push_back({label, value});
    }
    record.asOf = rfc3339(answer->asOf);
    m_context.send(workflow::RecordArrived{operation, std::move(record)});
  });
}

void PlatformHandler::issueProof(workflow::OperationId operation) {
  auto future = m_host.platform().issueProof(request());
  m_cancel[operation] = [future]() mutable { future.cancel(); };
  whenDone(future, this, [this, operation](const Result<sync::Proof>& proof) {
    m_cancel.erase(operation);
    if (!proof) {
      return m_context.send(workflow::OperationFailed{operation, proof.error()});
    }
    const auto& running = m_context.state().operation;
    if (!running || running->id != operation) {
      return;  // the holder has gone: nothing of it is kept
    }
    m_proof = *proof;
    m_context.send(workflow::ProofIssued{operation, proof->checkCode, proof->verifyUrl, proof->sheets});
  });
}

sync::PaperQuery PlatformHandler::papersRequest() const {
  const auto& session = *m_context.state().session;
  sync::PaperQuery query{session.caseId, session.item->code, holder(), {}};
  if (session.evidence) {
    query.evidence = evidenceOf(*session.evidence);
  }
  return query;
}

void PlatformHandler::findPapers(workflow::OperationId operation) {
  auto future = m_host.platform().queryPapers(papersRequest());
  m_cancel[operation] = [future]() mutable { future.cancel(); };
  whenDone(future, this, [this, operation](const Result<std::vector<sync::KeptPaper>>& papers) {
    m_cancel.erase(operation);
    if (!papers) {
      return m_context.send(workflow::OperationFailed{operation, papers.error()});
    }
    workflow::PapersFound found{operation, {}};
    for (const auto& paper : *papers) {
      found.papers.push_back(keptPaperOf(paper));
    }
    m_context.send(std::move(found));
  });
}

void PlatformHandler::cancel(workflow::OperationId operation) {
  const auto found = m_cancel.find(operation);
  if (found != m_cancel.end()) {
    found->second();
  }
}

void PlatformHandler::wipe() {
  crypto::wipe(m_proof.pdf);
  m_proof = {};
}

}  // namespace xiaowu::session
