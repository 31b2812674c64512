#include "app/sync/SubmissionTransfer.h"

#include "core/domain/ContractCodes.h"
#include "app/outbox/Errors.h"

#include <QFutureWatcher>

#include <algorithm>

namespace xiaowu::sync {

namespace {

constexpr int kRoundsMax = 2;  // the platform may have lost parts between the answer and the manifest; more
                               // often than that is for a later attempt
constexpr int kTurnsMax = 3;   // likewise, of one part

}  // namespace

SubmissionTransfer::SubmissionTransfer(const outbox::Submissions& submissions, PlatformClient& client,
                                       outbox::Manifest manifest,
                                       std::function<void(std::string_view)> commitPoint,
                                       std::string oldReceipt)
    : m_submissions(submissions),
      m_client(client),
      m_manifest(std::move(manifest)),
      m_oldReceipt(std::move(oldReceipt)),
      m_commitPoint(std::move(commitPoint)) {}

SubmissionTransfer::~SubmissionTransfer() {
  stop();
}

template <typename T, typename Handle>
void SubmissionTransfer::await(const QFuture<Answer<T>>& future, Handle handle) {
  auto* watcher = new QFutureWatcher<Answer<T>>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, handle] {
    watcher->deleteLater();
    m_cancel = nullptr;
    const auto finished = watcher->future();
    if (finished.resultCount() > 0) {
      return handle(finished.result());
    }
    Refusal cancelled;  // the client went away with the call
    cancelled.code = xiaowu::errors::kCancelled;
    cancelled.fault = Fault::Cancelled;
    cancelled.retry = true;
    end(tl::unexpected<Refusal>(cancelled));
  });
  m_cancel = [watcher] {
    watcher->disconnect();
    watcher->cancel();
  };
  watcher->setFuture(future);
}

void SubmissionTransfer::start(Done done, std::function<void()> uploaded) {
  m_uploaded = std::move(uploaded);
  m_done = std::move(done);
  await(m_client.submissionState(m_manifest),
        [this](const Answer<RemoteState>& answer) { stateKnown(answer); });
}

void SubmissionTransfer::stop() {
  m_done = nullptr;
  if (const auto cancel = std::exchange(m_cancel, nullptr)) {
    cancel();
  }
}

void SubmissionTransfer::stateKnown(const Answer<RemoteState>& answer) {
  const bool neverSeen = !answer && answer.error().status == 404;
  if (!answer && !neverSeen) {
    return end(tl::unexpected<Refusal>(answer.error()));
  }
  if (answer && answer->receipt) {
    return end(*answer->receipt);
  }
  std::set<int> there;
  if (answer) {
    there.insert(answer->parts.begin(), answer->parts.end());
    m_held = answer->held;
  }
  m_missing.clear();
  for (std::size_t index = 0; index < m_manifest.parts.size(); ++index) {
    if (!there.contains(static_cast<int>(index))) {
      m_missing.push_back(index);
    }
  }
  sendNext();
}

void SubmissionTransfer::sendNext() {
  if (m_missing.empty()) {
    if (m_uploaded) {
      m_uploaded();
    }
    return await(m_client.postManifest(m_manifest, m_oldReceipt),
                 [this](const Answer<Receipt>& answer) { manifestAnswered(answer); });
  }
  const auto index = m_missing.front();
  auto part = m_submissions.readPart(m_manifest.id, index);
  if (!part) {
    Refusal refusal;
    static_cast<Error&>(refusal) = part.error();
    refusal.retry = true;  // only the platform's word ends a case: people may put the part back
    refusal.held = part.error().code == outbox::errors::kPartDamaged;
    return end(tl::unexpected<Refusal>(refusal));
  }
  m_part = std::move(*part);
  m_offset = heldOf(index);
  m_turns = 0;
  sendPiece();
}

/// Of the part as it stands in the manifest. Never all of it: the platform ends a part with its last piece.
std::size_t SubmissionTransfer::heldOf(std::size_t index) const {
  const auto found = std::find_if(m_held.begin(), m_held.end(), [&](const HeldPart& held) {
    return held.index == static_cast<int>(index) && held.sha256 == m_manifest.parts[index].sha256;
  });
  return found == m_held.end() || m_part.empty()
             ? 0
             : std::min<std::size_t>(static_cast<std::size_t>(found->bytes), m_part.size() - 1);
}

void SubmissionTransfer::sendPiece() {
  const auto index = m_missing.front();
  m_going = std::min(m_part.size() - m_offset, m_client.pieceSize().bytes());
  m_client.pieceSize().begin();
  if (m_going == m_part.size()) {
    return await(m_client.putPart(m_manifest.id, index, m_part), [this](const Answer<bool>& answer) {
      pieceAnswered(answer ? Answer<PieceAnswer>(PieceAnswer{}) : tl::unexpected<Refusal>(answer.error()));
    });
  }
  const auto begin = m_part.begin() + static_cast<std::ptrdiff_t>(m_offset);
  const PartPiece piece{m_manifest.id, index,
                        m_offset,      Bytes(begin, begin + static_cast<std::ptrdiff_t>(m_going)),
                        m_part.size(), m_manifest.parts[index].sha256};
  await(m_client.putPiece(piece), [this](const Answer<PieceAnswer>& answer) { pieceAnswered(answer); });
}

void SubmissionTransfer::pieceAnswered(const Answer<PieceAnswer>& answer) {
  if (!answer) {
    const auto& refusal = answer.error();
    const bool isElsewhere =
        refusal.platformCode == domain::contract::kSubmissionPartOffset && refusal.offset.has_value();
    if (isElsewhere && ++m_turns <= kTurnsMax) {
      m_offset = std::min(static_cast<std::size_t>(*refusal.offset), m_part.size() - 1);
      return sendPiece();
    }
    // The network library sends by itself once more what a cut has cost, and the platform knows it again.
    if (refusal.status == 0 || refusal.platformCode == domain::contract::kReplay) {
      m_client.pieceSize().lost();
    }
    auto ended = refusal;
    ended.held = ended.held && !isElsewhere;  // nothing that people must remove: a later attempt asks anew
    return end(tl::unexpected<Refusal>(ended));
  }
  m_client.pieceSize().arrived(m_going);
  if (!answer->held) {
    return partSent();
  }
  const auto held = static_cast<std::size_t>(*answer->held);
  if (held <= m_offset || held >= m_part.size()) {
    Refusal refusal;
    refusal.code = errors::kBadAnswer;
    refusal.fault = Fault::ServiceUnavailable;
    refusal.retry = true;
    return end(tl::unexpected<Refusal>(refusal));
  }
  m_offset = held;
  sendPiece();
}

void SubmissionTransfer::partSent() {
  if (m_commitPoint) {
    m_commitPoint("part.sent");
  }
  m_missing.pop_front();
  sendNext();
}

void SubmissionTransfer::manifestAnswered(const Answer<Receipt>& answer) {
  if (answer) {
    if (m_commitPoint) {
      m_commitPoint("manifest.sent");
    }
    return end(*answer);
  }
  auto refusal = answer.error();
  if (refusal.platformCode != domain::contract::kSubmissionPartsMissing) {
    return end(tl::unexpected<Refusal>(refusal));
  }
  for (const int index : refusal.missing) {
    if (index >= 0 && static_cast<std::size_t>(index) < m_manifest.parts.size()) {
      m_missing.push_back(static_cast<std::size_t>(index));
    }
  }
  if (++m_rounds <= kRoundsMax && !m_missing.empty()) {
    return sendNext();
  }
  refusal.retry = true;  // parts can be sent again, so this 422 is not the end of the submission
  end(tl::unexpected<Refusal>(refusal));
}

void SubmissionTransfer::end(Answer<Receipt> answer) {
  if (const auto done = std::exchange(m_done, nullptr)) {
    done(std::move(answer));
  }
}

}  // namespace xiaowu::sync
