#pragma once
// The HTTP/1.1 server: framing, limits, time-outs, connections. Plain HTTP, meant for loopback or behind
// nginx (TLS 1.3, client certificates). Guarantees: every request that reaches the handler has passed
// checkHead and the limits; no text from outside is ever written into a header; a refused request gets an
// answer and the connection is closed; stop() lets running requests finish (3 s) and returns when no thread
// is left.

#include "core/base/Result.h"
#include "platform/server/http/Http.h"

#include <functional>
#include <memory>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kListen = "platform.listen";  ///< the address cannot be listened on
}  // namespace errors

class HttpServer {
 public:
  /// Called on the server's threads, several at once.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;
  /// The longest body allowed for a head, known before the body is read.
  using BodyLimit = std::function<std::uint64_t(const HttpHead&)>;

  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: a free one
    int threads = 2;
    HttpLimits limits;
  };

  HttpServer(Options options, Handler handler, BodyLimit bodyLimit);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  /// Takes the address; the port listened on. Whoever connects waits until start(), so that what depends on
  /// the port can be set up before the first request.
  [[nodiscard]] Result<std::uint16_t> listen();
  /// Serves; listens first unless listen() was called. The port.
  [[nodiscard]] Result<std::uint16_t> start();
  void stop();
  [[nodiscard]] std::size_t connections() const;
  /// Blocks until SIGTERM or SIGINT; call before other threads exist.
  static void waitForSignal();

 private:
  struct Data;
  std::unique_ptr<Data> m_data;
};

}  // namespace xiaowu::platform
