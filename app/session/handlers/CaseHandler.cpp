#include "app/session/handlers/CaseHandler.h"

#include "core/base/Log.h"
#include "app/session/CaseDocument.h"
#include "app/session/SubmissionWords.h"
#include "app/workflow/SessionFacts.h"

namespace xiaowu::session {
namespace {

/// Everything that must not wait on the GUI thread: seals the document and each picture for the platform.
outbox::Submission sealed(const CaseParts& parts, const Uuid& id, const std::string& service, WallTime now,
                          const SealingTarget& target) {
  const auto key = crypto::ContentKey::random();
  outbox::Submission submission;
  submission.id = id;
  submission.service = service;
  submission.keyId = target.keyId;
  submission.createdAt = now;
  submission.sealedKey = key.sealTo(target.publicKey);
  submission.sealedParts.push_back(key.sealPart(id, 0, viewOf(parts.document)));
  for (const auto& part : parts.parts) {
    submission.sealedParts.push_back(
        key.sealPart(id, static_cast<std::uint32_t>(submission.sealedParts.size()), part));
  }
  return submission;
}

}  // namespace

CaseHandler::CaseHandler(HandlerContext context, sync::SyncHost& host, PageStore& pages, SealingTarget target,
                         const Clock& clock)
    : m_context(std::move(context)),
      m_host(host),
      m_pages(pages),
      m_target(std::move(target)),
      m_clock(clock),
      m_worker("sealing") {}

struct CaseHandler::DraftKey {
  crypto::ContentKey key;
  Bytes lookup;
};

/// At most one of the two; none: it is not for this card, or cannot be read.
struct CaseHandler::OpenedDraft {
  std::optional<Uuid> handedIn;
  std::optional<ReadDraft> read;
};

CaseHandler::DraftKey CaseHandler::draftKeyOf(const workflow::Session& session) {
  auto secret = cardSecret(*session.card, session.item->code);
  // The lookup is a hash with a purpose of its own: it finds the row and says nothing about the key.
  Bytes salted = secret;
  salted.insert(salted.end(), {'l', 'o', 'o', 'k', 'u', 'p'});
  DraftKey result{crypto::ContentKey::derive(secret, "xiaowu-draft-1"), crypto::sha256(salted)};
  crypto::wipe(secret);
  crypto::wipe(salted);
  return result;
}

CaseHandler::OpenedDraft CaseHandler::openDraft(const DraftKey& keys, const outbox::Draft& sealed) {
  OpenedDraft opened;
  auto plain = keys.key.openPart(sealed.caseId, 0, sealed.sealedBlob);
  if (!plain) {
    return opened;
  }
  opened.handedIn = readHandedInNote(textOf(*plain));
  if (!opened.handedIn) {
    auto read = readDraft(textOf(*plain), sealed.caseId);
    if (read) {
      opened.read = std::move(*read);
    } else {
      qCWarning(logWorkflow, "a draft could not be read and is left alone");
    }
  }
  crypto::wipe(*plain);
  return opened;
}

bool CaseHandler::isRunning(workflow::OperationId operation) const {
  const auto& running = m_context.state().operation;
  return running && running->id == operation && m_context.state().session;
}

void CaseHandler::findDraft(workflow::OperationId operation) {
  auto keys = std::make_shared<DraftKey>(draftKeyOf(*m_context.state().session));
  // After the saves and removals that the worker still has.
  m_worker.post([this, operation, keys] {
    auto future =
        m_host.withOutbox([lookup = keys->lookup](outbox::Drafts& drafts) { return drafts.find(lookup); });
    onGui([this, operation, keys, future] {
      whenDone(future, this, [this, operation, keys](const Result<std::optional<outbox::Draft>>& found) {
        draftLookedUp(operation, keys, found);
      });
    });
  });
}

void CaseHandler::draftLookedUp(workflow::OperationId operation, const std::shared_ptr<DraftKey>& keys,
                                const Result<std::optional<outbox::Draft>>& found) {
  if (!found) {
    return m_context.send(workflow::OperationFailed{operation, found.error()});
  }
  if (!*found || !isRunning(operation)) {
    return m_context.send(workflow::NoDraft{operation});
  }
  m_worker.post([this, operation, keys, sealed = std::make_shared<outbox::Draft>(**found)] {
    auto opened = std::make_shared<OpenedDraft>(openDraft(*keys, *sealed));
    onGui([this, operation, id = sealed->caseId, opened] { draftOpened(operation, id, *opened); });
  });
}

void CaseHandler::draftOpened(workflow::OperationId operation, const Uuid& id, OpenedDraft& opened) {
  if (!isRunning(operation)) {
    return m_context.send(workflow::NoDraft{operation});  // what was opened goes with its last owner
  }
  if (opened.handedIn) {
    return findHandedIn(operation, *opened.handedIn, id);
  }
  if (!opened.read || !workflow::somethingWritten(opened.read->draft.answers, opened.read->draft.materials)) {
    return m_context.send(workflow::NoDraft{operation});
  }
  // Before the proof the card alone says that there is one, and nothing more.
  if (m_context.state().session->level != domain::IdentityLevel::L2) {
    return m_context.send(workflow::DraftSealed{operation, id});
  }
  auto draft = keepPages(std::move(*opened.read), m_pages);
  draft.operation = operation;
  m_context.send(std::move(draft));
}

void CaseHandler::findHandedIn(workflow::OperationId operation, const Uuid& caseId, const Uuid& noteId) {
  auto future = m_host.withOutbox([caseId](outbox::Submissions& cases) { return cases.stateOf(caseId); });
  whenDone(future, this, [this, operation, caseId, noteId](const Result<outbox::SubmissionStatus>& status) {
    if (!isRunning(operation)) {
      return;
    }
    if (status) {
      return m_context.send(workflow::CaseFound{operation, caseId, wordFor(status->state), status->caseNumber,
                                                status->state == outbox::SubmissionState::Dead});
    }
    if (status.error().code != outbox::errors::kUnknown) {
      return m_context.send(workflow::NoDraft{operation});
    }
    // The power went between the note and the case: the draft is still there, and the note says nothing.
    (void)m_host.withOutbox([noteId](outbox::Drafts& drafts) { return drafts.remove(noteId); });
    findDraft(operation);
  });
}

void CaseHandler::saveDraft(const Uuid& caseId) {
  const auto& open = m_context.state().session;
  if (!open || open->caseId != caseId) {
    return;
  }
  const auto& session = *open;
  // Without the chip's photo the card's content could be guessed, and so could the key: then there is no
  // draft.
  if (!session.card || session.card->encodedPhoto.empty()) {
    return;
  }
  // An empty form would stand before what the same card left earlier: a draft, or the note of a case handed
  // in.
  if (!workflow::somethingWritten(session.answers, session.materials)) {
    return removeDraft(caseId);
  }
  // Copies of the state as it stands now: the text has megabytes of pages, and is the worker's.
  m_worker.post([this, session = std::make_shared<const workflow::Session>(session),
                 pages = std::make_shared<const PageStore>(m_pages),
                 now = m_clock.wall()] { keepDraft(*session, *pages, now); });
}

void CaseHandler::keepDraft(const workflow::Session& session, const PageStore& pages, WallTime now) {
  const auto id = session.caseId;
  auto keys = draftKeyOf(session);
  auto text = makeDraft(session, pages);
  auto blob = keys.key.sealPart(id, 0, viewOf(text));
  crypto::wipe(text);
  auto future = m_host.withOutbox([lookup = std::move(keys.lookup), id, blob = std::move(blob), now](
                                      outbox::Drafts& drafts) { return drafts.save(lookup, id, blob, now); });
  onGui([this, id, future] {
    whenDone(future, this, [this, id](const Result<void>& saved) { draftSaved(id, saved); });
  });
}

void CaseHandler::draftSaved(const Uuid& caseId, const Result<void>& saved) {
  if (saved) {
    return m_context.send(workflow::DraftKept{caseId});
  }
  qCWarning(logWorkflow, "a draft was not saved: %s", saved.error().code.c_str());
  // The case goes on in memory; nobody else is to begin one.
  if (saved.error().code == outbox::errors::kDiskFull) {
    m_context.send(workflow::StorageChanged{true});
  }
  m_context.send(workflow::DraftNotKept{caseId});
}

void CaseHandler::removeDraft(const Uuid& caseId) {
  // After the saves that the worker still has: a draft that was thrown away must not come back.
  m_worker.post([this, id = caseId] {
    (void)m_host.withOutbox([id](outbox::Drafts& drafts) { return drafts.remove(id); });
  });
}

void CaseHandler::submit(workflow::OperationId operation) {
  m_worker.post([this, operation,
                 session = std::make_shared<const workflow::Session>(*m_context.state().session),
                 pages = std::make_shared<const PageStore>(m_pages),
                 now = m_clock.wall()] { handIn(operation, *session, *pages, now); });
}

void CaseHandler::handIn(workflow::OperationId operation, const workflow::Session& session,
                         const PageStore& pages, WallTime now) {
  auto parts = makeCaseParts(session, pages, now);
  if (!parts) {
    return onGui([this, operation, error = parts.error()] {
      m_context.send(workflow::OperationFailed{operation, error});
    });
  }
  // Written before the case: whatever the power cuts off, its owner is told where it is.
  if (!session.card->encodedPhoto.empty()) {
    auto keys = draftKeyOf(session);
    const auto noteId = Uuid::makeV7(now);
    auto note = keys.key.sealPart(noteId, 0, viewOf(makeHandedInNote(session.caseId)));
    // Newer than the last draft, so that it is found first.
    (void)m_host.withOutbox([lookup = std::move(keys.lookup), noteId, note = std::move(note),
                             at = now + std::chrono::microseconds{1}](outbox::Drafts& drafts) {
      return drafts.save(lookup, noteId, note, at);
    });
  }
  auto submission = sealed(*parts, session.caseId, session.item->code, now, m_target);
  crypto::wipe(parts->document);
  for (auto& part : parts->parts) {
    crypto::wipe(part);
  }
  auto future = m_host.submit(std::move(submission));
  onGui([this, operation, future] {
    whenDone(future, this,
             [this, operation](const Result<outbox::Enqueued>& answer) { stored(operation, answer); });
  });
}

void CaseHandler::stored(workflow::OperationId operation, const Result<outbox::Enqueued>& answer) {
  if (answer) {
    m_context.send(workflow::Stored{operation});
  } else {
    m_context.send(workflow::OperationFailed{operation, answer.error()});
  }
}

void CaseHandler::sendRating(const workflow::SendRating& given) {
  sync::Rating rating;
  rating.ratingId = Uuid::makeV7(m_clock.wall());
  rating.service = given.service;
  if (!given.caseId.isNull()) {
    rating.caseId = given.caseId;
  }
  rating.stars = given.stars;
  rating.at = m_clock.wall();
  const auto report = sync::PlatformClient::ratingReport(rating);
  if (report) {
    (void)m_host.report(rating.ratingId, report->first, report->second);
  }
}

void CaseHandler::reportPrinted(const std::string& proofId, int sheetsOut) {
  const auto report = sync::PlatformClient::printedReport(proofId, sheetsOut);
  if (report) {
    (void)m_host.report(Uuid::makeV7(m_clock.wall()), report->first, report->second);
  }
}

}  // namespace xiaowu::session
