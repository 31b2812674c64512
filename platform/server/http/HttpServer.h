#pragma once
// The HTTP/1.1 server: framing, limits, time-outs, connections. Plain HTTP, meant for loopback or behind
// nginx (TLS 1.3, client certificates). Guarantees: every request that reaches the handler has passed
// checkHead and the limits; no text from outside is ever written into a header; a refused request gets an
// answer and the connection is closed; without admission by the head no body is read and no room is kept for
// one; when places run out, strangers make room, the oldest of the address that has most of them first;
// stop() lets running requests finish (3 s) and returns when no thread is left.

#include "core/base/Result.h"
#include "platform/server/http/Http.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <set>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kListen = "platform.listen";  ///< the address cannot be listened on
}  // namespace errors

class HttpServer {
 public:
  // All three are called on the server's threads, several at once.
  using Handler = std::function<HttpResponse(const HttpRequest&)>;
  using Admit = std::function<Admission(const HttpHead&)>;
  /// Completes an answer that the server itself gives to a request whose head was admitted (too large, busy).
  using Complete = std::function<void(const HttpHead&, HttpResponse&)>;

  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: a free one
    int threads = 2;
    HttpLimits limits{};
    std::filesystem::path arrivals{};  ///< folder of bodies that go into files
    /// Addresses of proxies, which limit their clients themselves: their connections are not counted by
    /// address.
    std::set<std::string> proxies{};
  };

  HttpServer(Options options, Handler handler, Admit admit, Complete complete = {});
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
