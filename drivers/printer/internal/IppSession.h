#pragma once
// One connection to one printer, and one question at a time on it. Needs no CUPS header to be named.

#include "drivers/printer/internal/IppWords.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

struct _ipp_s;
struct _http_s;

namespace xiaowu::drivers {

struct IppDeleter {
  void operator()(_ipp_s* message) const;
};
using IppMessage = std::unique_ptr<_ipp_s, IppDeleter>;

struct HttpDeleter {
  void operator()(_http_s* connection) const;
};

/// How long a printer may stay silent in one exchange before it counts as gone: a slow line that still
/// delivers is not silent, the caller's deadline bounds it.
inline constexpr std::chrono::milliseconds kAnswerTime{5000};

class IppSession {
 public:
  explicit IppSession(PrinterUri uri);

  /// An empty request of this ipp_op_t with charset, language, printer-uri and user name in it.
  [[nodiscard]] IppMessage request(int operation) const;
  /// Sends it (with `document` behind it) and reads the answer; connects first when necessary. An answer with
  /// an IPP error status is a value. Errors: device.gone (refused, lost, silent for `answerTime`),
  /// device.protocol (no IPP came back), base.cancelled, base.timed-out. Any error drops the connection.
  [[nodiscard]] Result<IppMessage> exchange(const IppMessage& message, ByteView document,
                                            const CallContext& context,
                                            std::chrono::milliseconds answerTime = kAnswerTime);
  void drop() { m_http.reset(); }
  /// libcups asks every 20 ms while it waits: go on? Public for its C callback only.
  [[nodiscard]] bool goOn() const;
  /// The same, after a look at whether anything has travelled since. Thread of the exchange only.
  [[nodiscard]] bool goOnAfterLook();

 private:
  [[nodiscard]] Result<void> connect();
  [[nodiscard]] Result<void> reach() const;
  [[nodiscard]] bool send(const IppMessage& message, ByteView document);
  [[nodiscard]] Result<IppMessage> receive();
  [[nodiscard]] Result<Bytes> receiveBody();
  void noteProgress();
  [[nodiscard]] tl::unexpected<Error> broken(std::string_view what) const;

  PrinterUri m_uri;
  std::unique_ptr<_http_s, HttpDeleter> m_http;
  SteadyTime m_lastUse;
  // Of the exchange under way: the callback has no other way to them.
  const CallContext* m_context = nullptr;
  std::chrono::milliseconds m_answerTime{};
  std::uint64_t m_travelled = 0;         ///< bytes that the line had carried at the last look
  std::atomic<SteadyTime> m_answerBy{};  ///< moves on while bytes travel; the handshake's guard reads it
};

}  // namespace xiaowu::drivers
