#include "app/sync/Channel.h"

#include "core/base/Log.h"
#include "core/domain/ContractCodes.h"
#include "core/domain/ContractFields.h"
#include "core/crypto/Random.h"
#include "core/crypto/SignedAnswer.h"
#include "app/outbox/Manifest.h"
#include "app/sync/Backoff.h"
#include "app/sync/Wire.h"
#include "core/base/Time.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimer>
#include <QUrl>

namespace xiaowu::sync {

namespace {

Refusal refusal(std::string_view code, Fault fault, std::string detail, bool retry) {
  Refusal made;
  made.code = code;
  made.fault = fault;
  made.detail = std::move(detail);
  made.retry = retry;
  return made;
}

Refusal lost(std::string_view code, std::string detail) {
  auto made = refusal(code, Fault::ServiceUnavailable, std::move(detail), true);
  made.link = true;
  return made;
}

bool mayHelpLater(int status, std::string_view code) {
  return (status == 401 && code == errors::kClock) || status == 408 || status == 425 || status == 429 ||
         status >= 500;
}

/// The platform's words that end an item: this very content, as it was made, can never be taken. Every other
/// refusal can come from a platform that was restored, moved or set up wrongly, and waits for people.
bool isFinal(std::string_view code) {
  return code == domain::contract::kSubmissionInvalid || code == domain::contract::kMalformed ||
         code == domain::contract::kProofUnknown;  // proofs are not given back after a restore
}

QByteArray bytesOf(std::string_view text) {
  return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}
std::string_view viewOfArray(const QByteArray& bytes) {
  return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

struct Channel::Call {
  Request request;
  Handler handler;
  std::string signature;  ///< of the request as it was sent last
  QByteArray body;
  qint64 sent = 0;    ///< bytes of the body, when it is watched
  SteadyTime sentAt;  ///< as it was sent last
  bool clockCorrected = false;
  std::unique_ptr<QTimer> timer;
  QNetworkReply* reply = nullptr;

  /// The reply must not speak to us again; it is deleted by the event loop because this may run inside one of
  /// its signals.
  void dropReply(Channel* channel) {
    if (!reply) {
      return;
    }
    reply->disconnect(
        channel);  // not from everybody: Qt carries the abort to its own thread by a signal of the reply
    if (reply->isRunning()) {
      reply->abort();
    }
    reply->deleteLater();
    reply = nullptr;
  }
};

Channel::Channel(ChannelOptions options, const crypto::Key32& platformKey, crypto::Signer signer,
                 const Clock& clock)
    : m_options(std::move(options)),
      m_platformKey(platformKey),
      m_signer(std::move(signer)),
      m_ownClock(clock),
      m_clock(m_options.corrected != nullptr ? *m_options.corrected : m_ownClock) {}

Channel::~Channel() {
  abortAll();
}

quint64 Channel::send(Request request, Handler handler) {
  const auto number = ++m_lastNumber;
  auto call = std::make_unique<Call>();
  call->request = std::move(request);
  call->handler = std::move(handler);
  call->timer = std::make_unique<QTimer>();
  call->timer->setSingleShot(true);
  connect(call->timer.get(), &QTimer::timeout, this, [this, number] { timedOut(number); });
  call->timer->start(call->request.timeout);
  m_calls.emplace(number, std::move(call));
  QMetaObject::invokeMethod(this, [this, number] { transmit(number); }, Qt::QueuedConnection);
  return number;
}

void Channel::abort(quint64 number) {
  finish(number, tl::unexpected<Refusal>(refusal(xiaowu::errors::kCancelled, Fault::Cancelled, {}, true)));
}

void Channel::abortAll() {
  while (!m_calls.empty()) {
    abort(m_calls.begin()->first);
  }
}

Result<void> Channel::checkAddress() const {
  const QUrl base(QString::fromStdString(m_options.baseUrl));
  const auto host = base.host();
  const bool here = host == QStringLiteral("127.0.0.1") || host == QStringLiteral("localhost") ||
                    host == QStringLiteral("::1");
  if (base.isValid() && base.scheme() == QStringLiteral("https")) {
    return {};
  }
  if (base.isValid() && base.scheme() == QStringLiteral("http") && (here || m_options.allowPlainHttp)) {
    return {};
  }
  return fail(errors::kBadRequest, Fault::AttendantNeeded, "the platform's address must be https");
}

QNetworkAccessManager& Channel::network() {
  if (m_network) {
    return *m_network;
  }
  m_network = std::make_unique<QNetworkAccessManager>();
  m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
  QNetworkProxy proxy(QNetworkProxy::NoProxy);
  if (!m_options.proxy.empty()) {
    const QUrl url(QString::fromStdString(m_options.proxy));
    proxy = QNetworkProxy(QNetworkProxy::HttpProxy, url.host(), static_cast<quint16>(url.port(8080)),
                          url.userName(), url.password());
  }
  m_network->setProxy(proxy);
  return *m_network;
}

void Channel::transmit(quint64 number) {
  const auto it = m_calls.find(number);
  if (it == m_calls.end()) {
    return;
  }
  auto& call = *it->second;
  if (auto good = checkAddress(); !good) {
    return finish(number, tl::unexpected<Refusal>(
                              refusal(good.error().code, good.error().fault, good.error().detail, true)));
  }
  QNetworkRequest request(QUrl(QString::fromStdString(m_options.baseUrl + call.request.path)));
  if (!m_options.caFile.empty()) {
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(QString::fromStdString(m_options.caFile)));
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    request.setSslConfiguration(tls);
  }
  const auto time = rfc3339(m_clock.wall());
  call.sentAt = m_clock.steady();
  const auto bodyHash = toHex(crypto::sha256(viewOf(viewOfArray(call.request.body))));
  const auto nonce =
      toHex(crypto::randomBytes(16));  // new for each try: what came before is not served again
  const auto text = crypto::canonicalText(
      "xiaowu-request-2", {viewOfArray(call.request.method), call.request.path, time, nonce, bodyHash});
  request.setRawHeader("Xiaowu-Kiosk", bytesOf(m_options.kioskId));
  request.setRawHeader(domain::contract::kTimeField, bytesOf(time));
  call.signature = toBase64(m_signer.sign(text));
  request.setRawHeader(domain::contract::kSignatureField, bytesOf(call.signature));
  request.setRawHeader("Accept-Encoding", "identity");  // setting it also switches Qt's decompression off
  request.setRawHeader("User-Agent", "xiaowu-kiosk");
  request.setRawHeader(domain::contract::kNonceField, bytesOf(nonce));
  if (!call.request.body.isEmpty()) {
    request.setRawHeader(domain::contract::kSha256Field, bytesOf(bodyHash));
    request.setHeader(QNetworkRequest::ContentTypeHeader, call.request.contentType);
  }
  request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
  request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
  request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
  request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);

  call.body.clear();
  call.reply = network().sendCustomRequest(request, call.request.method, call.request.body);
  connect(call.reply, &QIODevice::readyRead, this, [this, number] { received(number); });
  if (call.request.byProgress) {
    connect(call.reply, &QNetworkReply::uploadProgress, this,
            [this, number](qint64 sent, qint64) { progressed(number, sent); });
  }
  connect(call.reply, &QNetworkReply::finished, this, [this, number] { replied(number); });
}

void Channel::progressed(quint64 number, qint64 sent) {
  const auto it = m_calls.find(number);
  if (it == m_calls.end() || sent <= it->second->sent) {
    return;
  }
  it->second->sent = sent;
  it->second->timer->start(it->second->request.timeout);
}

void Channel::timedOut(quint64 number) {
  auto refused = lost(errors::kTimedOut, {});
  // Bytes went and no more did: slow, and no proof that nobody is there. Heartbeats tell that.
  const auto it = m_calls.find(number);
  refused.link = it == m_calls.end() || it->second->sent == 0;
  finish(number, tl::unexpected<Refusal>(std::move(refused)));
}

void Channel::received(quint64 number) {
  const auto it = m_calls.find(number);
  if (it == m_calls.end()) {
    return;
  }
  auto& call = *it->second;
  call.body += call.reply->readAll();
  if (call.body.size() <= call.request.answerMax) {
    return;
  }
  // Longer than anything the platform answers: somebody else's, and perhaps without end.
  finish(number, tl::unexpected<Refusal>(lost(errors::kForeignAnswer, "the answer is too large")));
}

void Channel::replied(quint64 number) {
  received(number);
  const auto it = m_calls.find(number);
  if (it == m_calls.end()) {
    return;
  }
  auto& call = *it->second;
  const auto time = platformTime(call);
  if (time) {
    confirmClock(*time, call);
  }
  const int status = call.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (time && call.reply->error() == QNetworkReply::NoError && status >= 200 && status < 300) {
    return finish(number, QByteArray(call.body));
  }
  auto refused = time ? refusalOf(*call.reply, call.body) : failureOf(*call.reply);
  if (refused.code == errors::kClock && !call.clockCorrected) {
    call.clockCorrected = true;
    call.dropReply(this);
    return transmit(number);
  }
  finish(number, tl::unexpected<Refusal>(std::move(refused)));
}

/// What the platform's clock said when it signed this answer; nothing when it did not sign it.
std::optional<WallTime> Channel::platformTime(const Call& call) const {
  const auto time = call.reply->rawHeader(domain::contract::kTimeField).toStdString();
  const auto signature = call.reply->rawHeader(domain::contract::kSignatureField).toStdString();
  const int status = call.reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  const crypto::AnswerFacts facts{status, time, call.signature, viewOfArray(call.body)};
  if (!crypto::isPlatformsAnswer(facts, signature, m_platformKey)) {
    return std::nullopt;
  }
  return parseRfc3339(time);
}

/// Nothing came from the platform: no answer at all, or somebody else's.
Refusal Channel::failureOf(const QNetworkReply& reply) {
  const auto error = reply.error();
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  const std::string detail =
      "transport error " + std::to_string(error) + ", status " + std::to_string(status);
  if (error == QNetworkReply::SslHandshakeFailedError) {
    auto made = lost(errors::kUntrusted, detail);
    made.fault = Fault::AttendantNeeded;
    return made;
  }
  // 1..199 of QNetworkReply::NetworkError are those of the network and the proxy: whatever had come before is
  // not an answer.
  if (error > QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied) {
    return lost(errors::kUnreachable, detail);
  }
  return lost(errors::kForeignAnswer, detail);
}

Refusal Channel::refusalOf(const QNetworkReply& reply, const QByteArray& body) const {
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (status < 400) {
    return refusal(errors::kBadAnswer, Fault::ServiceUnavailable, "status " + std::to_string(status), true);
  }
  const auto parsed = wire::parseError(viewOfArray(body));
  const bool busy = mayHelpLater(status, parsed.code);
  const bool final = !busy && isFinal(parsed.code);
  auto made = refusal(busy ? errors::kBusy : errors::kRejected,
                      busy ? Fault::ServiceUnavailable : Fault::AttendantNeeded,
                      parsed.code.empty() ? "status " + std::to_string(status) : parsed.code, !final);
  made.held = !busy && !final;
  if (parsed.code == errors::kSealUnavailable || parsed.code == errors::kClock) {
    made.code = parsed.code;
  }
  made.status = status;
  made.platformCode = parsed.code;
  made.missing = parsed.missing;
  made.lastSeq = parsed.lastSeq;
  made.offset = parsed.offset;
  if (reply.hasRawHeader("Retry-After")) {
    made.retryAfter = parseRetryAfter(viewOfArray(reply.rawHeader("Retry-After")), m_clock.wall());
  }
  return made;
}

/// The platform signed while the request was under way: its time then, and what passed since at the most.
void Channel::confirmClock(WallTime platformTime, const Call& call) {
  constexpr std::chrono::milliseconds kToldTo{1};
  const auto underWay = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.steady() - call.sentAt);
  const auto moved = m_clock.confirm(platformTime, platformTime + underWay + kToldTo);
  if (std::chrono::abs(moved) < std::chrono::seconds{1}) {
    return;
  }
  qCWarning(logSync, "the clock was %lld s off the platform's",
            static_cast<long long>(moved.count() / 1000000));
  Q_EMIT clockMoved();
}

void Channel::finish(quint64 number, Answer<QByteArray> answer) {
  const auto it = m_calls.find(number);
  if (it == m_calls.end()) {
    return;
  }
  const auto call = std::move(it->second);
  m_calls.erase(it);
  call->dropReply(this);
  call->timer->disconnect();
  call->timer->stop();
  call->timer.release()->deleteLater();  // this may run inside its own signal
  call->handler(std::move(answer));
}

}  // namespace xiaowu::sync
