#include "app/session/handlers/CaseHandler.h"

#include "core/base/Log.h"
#include "app/session/CaseDocument.h"
#include "app/session/SubmissionWords.h"
#include "app/workflow/SessionFacts.h"

namespace xiaowu::session {
namespace {

struct DraftKey {
  crypto::ContentKey key;
  Bytes lookup;
};

DraftKey draftKeyOf(const workflow::Session& session) {
  auto secret = cardSecret(*session.card, session.item->code);
  // The lookup is a hash with a purpose of its own: it finds the row and says nothing about the key.
  Bytes salted = secret;
  salted.insert(salted.end(), {'l', 'o', 'o', 'k', 'u', 'p'});
  DraftKey result{crypto::ContentKey::derive(secret, "xiaowu-draft-1"), crypto::sha256(salted)};
  crypto::wipe(secret);
  crypto::wipe(salted);
  return result;
}

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

void CaseHandler::findDraft(workflow::OperationId operation) {
  auto keys = std::make_shared<DraftKey>(draftKeyOf(*m_context.state().session));
  auto future =
      m_host.withOutbox([lookup = keys->lookup](outbox::Drafts& drafts) { return drafts.find(lookup); });
  whenDone(future, this, [this, operation, keys](const Result<std::optional<outbox::Draft>>& found) {
    if (!found) {
      return m_context.send(workflow::OperationFailed{operation, found.error()});
    }
    const auto& running = m_context.state().operation;
    if (!*found || !running || running->id != operation) {
      return m_context.send(workflow::NoDraft{operation});
    }
    const auto plain = keys->key.openPart((*found)->caseId, 0, (*found)->sealedBlob);
    if (!plain) {
      return m_context.send(workflow::NoDraft{operation});
    }
    if (const auto handedIn = readHandedInNote(textOf(*plain))) {
      return findHandedIn(operation, *handedIn, (*found)->caseId);
    }
    auto draft = readDraft(textOf(*plain), (*found)->caseId, m_pages);
    if (!draft) {
      qCWarning(logWorkflow, "a draft could not be read and is left alone");
      return m_context.send(workflow::NoDraft{operation});
    }
    if (!workflow::somethingWritten(draft->answers, draft->materials)) {
      return m_context.send(workflow::NoDraft{operation});
    }
    // Before the proof the card alone says that there is one, and nothing more.
    if (m_context.state().session->level != domain::IdentityLevel::L2) {
      dropPages(*draft);
      return m_context.send(workflow::DraftSealed{operation, draft->caseId});
    }
    draft->operation = operation;
    m_context.send(std::move(*draft));
  });
}

void CaseHandler::dropPages(const workflow::DraftFound& draft) {
  for (const auto& material : draft.materials) {
    for (const auto page : material.pages) {
      m_pages.drop(page);
    }
  }
}

void CaseHandler::findHandedIn(workflow::OperationId operation, const Uuid& caseId, const Uuid& noteId) {
  auto future = m_host.withOutbox([caseId](outbox::Submissions& cases) { return cases.stateOf(caseId); });
  whenDone(future, this, [this, operation, caseId, noteId](const Result<outbox::SubmissionStatus>& status) {
    const auto& running = m_context.state().operation;
    if (!running || running->id != operation) {
      return;
    }
    if (status) {
      return m_context.send(
          workflow::CaseFound{operation, caseId, wordFor(status->state), status->caseNumber});
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
  auto keys = std::make_shared<DraftKey>(draftKeyOf(session));
  // The text is made here, where the state stands still; sealing megabytes of pages is the worker's.
  m_worker.post(
      [this, keys, id = session.caseId, text = makeDraft(session, m_pages), now = m_clock.wall()]() mutable {
        auto blob = keys->key.sealPart(id, 0, viewOf(text));
        crypto::wipe(text);
        auto future =
            m_host.withOutbox([lookup = keys->lookup, id, blob = std::move(blob),
                               now](outbox::Drafts& drafts) { return drafts.save(lookup, id, blob, now); });
        QMetaObject::invokeMethod(this, [this, future] {
          whenDone(future, this, [this](const auto& saved) {
            if (!saved) {
              draftNotSaved(saved.error());
            }
          });
        });
      });
}

void CaseHandler::draftNotSaved(const Error& error) {
  // The case goes on in memory and is refused, with its reason, when it is handed in; nobody else is to begin
  // one.
  qCWarning(logWorkflow, "a draft was not saved: %s", error.code.c_str());
  if (error.code == outbox::errors::kDiskFull) {
    m_context.send(workflow::StorageChanged{true});
  }
}

void CaseHandler::removeDraft(const Uuid& caseId) {
  // After the saves that the worker still has: a draft that was thrown away must not come back.
  m_worker.post([this, id = caseId] {
    (void)m_host.withOutbox([id](outbox::Drafts& drafts) { return drafts.remove(id); });
  });
}

void CaseHandler::submit(workflow::OperationId operation) {
  const auto& session = *m_context.state().session;
  const auto now = m_clock.wall();
  auto parts = makeCaseParts(session, m_pages, now);
  if (!parts) {
    return m_context.send(workflow::OperationFailed{operation, parts.error()});
  }
  // Written before the case: whatever the power cuts off, its owner is told where it is.
  const bool canBeFound = !session.card->encodedPhoto.empty();
  auto keys = canBeFound ? std::make_shared<DraftKey>(draftKeyOf(session)) : nullptr;
  m_worker.post([this, operation, parts = std::move(*parts), id = session.caseId, keys,
                 service = session.item->code, now]() mutable {
    if (keys) {
      const auto noteId = Uuid::makeV7(now);
      auto note = keys->key.sealPart(noteId, 0, viewOf(makeHandedInNote(id)));
      // Newer than the last draft, so that it is found first.
      (void)m_host.withOutbox([keys, noteId, note = std::move(note),
                               at = now + std::chrono::microseconds{1}](outbox::Drafts& drafts) {
        return drafts.save(keys->lookup, noteId, note, at);
      });
    }
    auto submission = sealed(parts, id, service, now, m_target);
    crypto::wipe(parts.document);
    for (auto& part : parts.parts) {
      crypto::wipe(part);
    }
    auto future = m_host.submit(std::move(submission));
    QMetaObject::invokeMethod(this, [this, operation, future] {
      whenDone(future, this,
               [this, operation](const Result<outbox::Enqueued>& answer) { stored(operation, answer); });
    });
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
