#pragma once
// One connection to one printer, and one question at a time on it. Needs no CUPS header to be named.

#include "drivers/printer/internal/IppWords.h"

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

/// How long a printer may stay silent in one exchange before it counts as gone.
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

 private:
  [[nodiscard]] Result<void> connect();
  [[nodiscard]] Result<void> reach() const;
  [[nodiscard]] bool send(const IppMessage& message, ByteView document);
  [[nodiscard]] Result<IppMessage> receive();
  [[nodiscard]] tl::unexpected<Error> broken(std::string_view what) const;

  PrinterUri m_uri;
  std::unique_ptr<_http_s, HttpDeleter> m_http;
  SteadyTime m_lastUse;
  // Of the exchange under way: the callback has no other way to them.
  const CallContext* m_context = nullptr;
  SteadyTime m_answerBy;
};

}  // namespace xiaowu::drivers
