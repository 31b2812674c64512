#pragma once
// Signed HTTP to the platform. Lives on the sync thread and is used only there. Each request ends exactly
// once: with the platform's answer of 200..299, or with a Refusal (time-out, lost, foreign, 4xx/5xx,
// cancelled). An answer counts as the platform's only with its signature over this very request
// (core/crypto/SignedAnswer.h); whatever else comes back, with any status or without end, is
// errors::kForeignAnswer: the
// line is wrong, its Retry-After and Date mean nothing, and the request is sent again later. Redirects,
// cookies, caches and compression are off; a proxy is used only when configured.

#include "core/base/CorrectedClock.h"
#include "core/crypto/Signing.h"
#include "app/sync/Messages.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;
class QTimer;

namespace xiaowu::sync {

struct ChannelOptions {
  std::string
      baseUrl;  ///< "https://host[:port][/prefix]"; plain http only to this machine, unless allowPlainHttp
  std::string kioskId;
  std::string caFile;  ///< PEM; when set, only these authorities are trusted
  std::string proxy;   ///< "http://host:port"; empty: none, whatever the environment says
  bool allowPlainHttp = false;
  /// The clock that signed answers put right, for all who use it; it outlives the channel. Otherwise the
  /// channel has one of its own.
  CorrectedClock* corrected = nullptr;
};

struct Request {
  QByteArray method;
  std::string path;  ///< "/v1/…" with query
  QByteArray body;
  QByteArray contentType = "application/json";
  std::chrono::milliseconds timeout{
      15000};                  ///< of the whole request; with `byProgress` since the last byte went
  bool byProgress = false;     ///< a large body, that a slow line may take long for
  qint64 answerMax = 1 << 20;  ///< bytes of the body
};

class Channel final : public QObject {
  Q_OBJECT

 public:
  using Handler = std::function<void(Answer<QByteArray>)>;

  /// `platformKey`: Ed25519, pinned; an answer without its signature is not the platform's.
  Channel(ChannelOptions options, const crypto::Key32& platformKey, crypto::Signer signer,
          const Clock& clock);
  ~Channel() override;  ///< cancels what is under way

  /// `handler` is called exactly once and never before send() has returned, except from abort().
  quint64 send(Request request, Handler handler);
  /// The handler is called with base.cancelled before this returns; unknown numbers are ignored.
  void abort(quint64 number);
  void abortAll();

  /// Put right by every answer that the platform signed.
  [[nodiscard]] CorrectedClock& clock() { return m_clock; }

 Q_SIGNALS:
  /// The time was put right by a second or more.
  void clockMoved();

 private:
  struct Call;
  void transmit(quint64 number);
  void received(quint64 number);
  void progressed(quint64 number, qint64 sent);
  void timedOut(quint64 number);
  void replied(quint64 number);
  void finish(quint64 number, Answer<QByteArray> answer);
  [[nodiscard]] Result<void> checkAddress() const;
  [[nodiscard]] Refusal refusalOf(const QNetworkReply& reply, const QByteArray& body) const;
  [[nodiscard]] static Refusal failureOf(const QNetworkReply& reply);
  [[nodiscard]] std::optional<WallTime> platformTime(const Call& call) const;
  void confirmClock(WallTime platformTime, const Call& call);
  QNetworkAccessManager& network();

  ChannelOptions m_options;
  crypto::Key32 m_platformKey;
  crypto::Signer m_signer;
  CorrectedClock m_ownClock;
  CorrectedClock& m_clock;
  quint64 m_lastNumber = 0;
  std::map<quint64, std::unique_ptr<Call>> m_calls;
  std::unique_ptr<QNetworkAccessManager> m_network;
};

}  // namespace xiaowu::sync
