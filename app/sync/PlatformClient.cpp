#include "app/sync/PlatformClient.h"

#include "app/sync/Wire.h"
#include "core/domain/ContractCodes.h"

#include <QFutureWatcher>
#include <QPointer>

#include <type_traits>

namespace xiaowu::sync {

namespace {

constexpr qint64 kProofAnswerMax = 12 << 20;

std::string_view textOfArray(const QByteArray& bytes) {
  return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}
QByteArray arrayOf(std::string_view text) {
  return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

Request requestOf(QByteArray method, std::string path, QByteArray body, std::chrono::milliseconds timeout) {
  Request request;
  request.method = std::move(method);
  request.path = std::move(path);
  request.body = std::move(body);
  request.timeout = timeout;
  return request;
}

/// An answer that cannot be read or trusted is like one that was lost: the platform gives the same one again.
Refusal unreadable(const Error& error) {
  Refusal made;
  static_cast<Error&>(made) = error;
  made.retry = error.code != errors::kBadRequest;
  made.held = error.code == domain::contract::kSubmissionConflict;
  return made;
}

template <typename R>
R refused(const Refusal& refusal) {
  if constexpr (std::is_same_v<typename R::error_type, Refusal>) {
    return tl::unexpected<Refusal>(refusal);
  } else {
    return tl::unexpected<Error>(static_cast<const Error&>(refusal));
  }
}

template <typename R>
void end(QPromise<R>& promise, R result) {
  promise.addResult(std::move(result));
  promise.finish();
}

Result<void> ignoreBody(std::string_view) {
  return {};
}
Result<bool> acceptBody(std::string_view) {
  return true;
}

}  // namespace

PlatformClient::PlatformClient(PlatformOptions options, crypto::Signer kioskKey, const Clock& clock)
    : m_options(std::move(options)),
      m_clock(clock),
      m_channel(m_options.channel, m_options.platformKey, std::move(kioskKey), clock),
      m_pieceSize(clock) {
  m_channel.setParent(this);  // so that moveToThread() takes it along
}

PlatformClient::~PlatformClient() {
  m_channel.setParent(nullptr);
  m_channel.abortAll();
}

template <typename R>
void PlatformClient::watch(const std::shared_ptr<QPromise<R>>& promise, quint64 number) {
  auto* watcher = new QFutureWatcher<R>(this);
  connect(watcher, &QFutureWatcher<R>::canceled, this, [this, number] { m_channel.abort(number); });
  connect(watcher, &QFutureWatcher<R>::finished, watcher, &QObject::deleteLater);
  watcher->setFuture(promise->future());
}

template <typename R, typename Parse>
QFuture<R> PlatformClient::call(Result<Request> request, Parse parse) {
  auto promise = std::make_shared<QPromise<R>>();
  promise->start();
  auto future = promise->future();
  if (!request) {
    end<R>(*promise, refused<R>(unreadable(request.error())));
    return future;
  }
  auto begin = [this, promise, request = std::move(*request), parse = std::move(parse)]() mutable {
    const auto number =
        m_channel.send(std::move(request), [promise, parse = std::move(parse)](Answer<QByteArray> answer) {
          if (!answer) {
            return end<R>(*promise, refused<R>(answer.error()));
          }
          auto parsed = parse(textOfArray(*answer));
          if (!parsed) {
            return end<R>(*promise, refused<R>(unreadable(parsed.error())));
          }
          if constexpr (std::is_void_v<typename R::value_type>) {
            end<R>(*promise, R());
          } else {
            end<R>(*promise, R(std::move(*parsed)));
          }
        });
    watch<R>(promise, number);
  };
  // Also on the same thread: the caller gets its future before anything happens. When this object goes first,
  // the promise goes with the call.
  QMetaObject::invokeMethod(this, std::move(begin), Qt::QueuedConnection);
  return future;
}

Result<Request> PlatformClient::post(std::string path, Result<std::string> body) const {
  if (!body) {
    return fail(body.error());
  }
  return requestOf("POST", std::move(path), arrayOf(*body), m_options.timeout);
}

QFuture<Result<RecordAnswer>> PlatformClient::queryRecord(const RecordRequest& request) {
  return call<Result<RecordAnswer>>(
      post("/v1/records/query", wire::recordBody(request)),
      [request](std::string_view body) { return wire::parseRecord(body, request); });
}

QFuture<Result<std::vector<KeptPaper>>> PlatformClient::queryPapers(const PaperQuery& query) {
  return call<Result<std::vector<KeptPaper>>>(
      post("/v1/papers/query", wire::papersBody(query)),
      [query](std::string_view body) { return wire::parsePapers(body, query); });
}

QFuture<Result<Proof>> PlatformClient::issueProof(const RecordRequest& request) {
  auto made = post("/v1/proofs", wire::recordBody(request));
  if (made) {
    made->answerMax = kProofAnswerMax;
  }
  return call<Result<Proof>>(std::move(made), [request, key = m_options.platformKey](std::string_view body) {
    return wire::parseProof(body, request, key);
  });
}

QFuture<Result<ComparisonAnswer>> PlatformClient::compareFaces(const SealedComparison& comparison) {
  auto request = post("/v1/face-comparisons", wire::comparisonBody(comparison));
  request->timeout = m_options.comparisonTimeout;
  return call<Result<ComparisonAnswer>>(std::move(request), [this, comparison](std::string_view body) {
    return wire::parseComparison(body, comparison, kioskId(), m_options.platformKey,
                                 m_channel.clock().wall());
  });
}

QFuture<Result<void>> PlatformClient::reportPrinted(const std::string& proofId, int sheetsOut) {
  const auto report = printedReport(proofId, sheetsOut);
  return call<Result<void>>(
      report ? post(report->first, report->second) : Result<Request>(fail(report.error())), ignoreBody);
}

QFuture<Result<HeartbeatAnswer>> PlatformClient::heartbeat(const Heartbeat& heartbeat) {
  return call<Result<HeartbeatAnswer>>(post("/v1/heartbeats", wire::heartbeatBody(heartbeat, kioskId())),
                                       wire::parseHeartbeat);
}

QFuture<Answer<HeartbeatAnswer>> PlatformClient::heartbeatAnswer(const Heartbeat& heartbeat) {
  return call<Answer<HeartbeatAnswer>>(post("/v1/heartbeats", wire::heartbeatBody(heartbeat, kioskId())),
                                       wire::parseHeartbeat);
}

QFuture<Result<void>> PlatformClient::postRating(const Rating& rating) {
  return call<Result<void>>(post("/v1/ratings", wire::ratingBody(rating)), ignoreBody);
}

QFuture<Answer<RemoteState>> PlatformClient::submissionState(const outbox::Manifest& manifest) {
  return call<Answer<RemoteState>>(
      requestOf("GET", "/v1/submissions/" + manifest.id.text(), {}, m_options.timeout),
      [manifest, key = m_options.platformKey](std::string_view body) {
        return wire::parseState(body, manifest, key);
      });
}

QFuture<Answer<bool>> PlatformClient::putPart(const Uuid& id, std::size_t index, const Bytes& sealed) {
  auto request = requestOf("PUT", "/v1/submissions/" + id.text() + "/parts/" + std::to_string(index),
                           arrayOf(textOf(sealed)), m_options.transferTimeout);
  request.contentType = "application/octet-stream";
  request.byProgress = true;
  return call<Answer<bool>>(std::move(request), acceptBody);
}

QFuture<Answer<PieceAnswer>> PlatformClient::putPiece(const PartPiece& piece) {
  auto request = requestOf("PUT",
                           "/v1/submissions/" + piece.id.text() + "/parts/" + std::to_string(piece.index) +
                               "?offset=" + std::to_string(piece.offset) +
                               "&size=" + std::to_string(piece.size) + "&sha256=" + piece.sha256,
                           arrayOf(textOf(piece.bytes)), m_options.transferTimeout);
  request.contentType = "application/octet-stream";
  request.byProgress = true;
  return call<Answer<PieceAnswer>>(std::move(request), wire::parsePiece);
}

QFuture<Answer<Receipt>> PlatformClient::postManifest(const outbox::Manifest& manifest,
                                                      const std::string& oldReceipt) {
  auto request = post("/v1/submissions/" + manifest.id.text(), wire::manifestBody(manifest, oldReceipt));
  request->timeout = m_options.transferTimeout;
  return call<Answer<Receipt>>(std::move(request),
                               [manifest, key = m_options.platformKey](std::string_view body) {
                                 return wire::parseReceipt(body, manifest, key);
                               });
}

QFuture<Answer<bool>> PlatformClient::postStored(const std::string& path, const std::string& json) {
  return call<Answer<bool>>(post(path, json), acceptBody);
}

Result<std::pair<std::string, std::string>> PlatformClient::ratingReport(const Rating& rating) {
  auto body = wire::ratingBody(rating);
  if (!body) {
    return fail(body.error());
  }
  return std::pair(std::string("/v1/ratings"), std::move(*body));
}

Result<std::pair<std::string, std::string>> PlatformClient::staffCheckReport(const StaffCheck& check) {
  auto body = wire::staffCheckBody(check);
  if (!body) {
    return fail(body.error());
  }
  return std::pair(std::string("/v1/staff-checks"), std::move(*body));
}

Result<std::pair<std::string, std::string>> PlatformClient::printedReport(const std::string& proofId,
                                                                          int sheetsOut, bool isVoid) {
  const bool pathSafe =
      !proofId.empty() &&
      proofId.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") ==
          std::string::npos;
  if (!pathSafe || sheetsOut < 0) {
    return fail(errors::kBadRequest, Fault::Bug, "proof id or sheets");
  }
  return std::pair("/v1/proofs/" + proofId + "/printed", wire::printedBody(sheetsOut, isVoid));
}

}  // namespace xiaowu::sync
