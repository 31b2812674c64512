#include "platform/server/http/HttpServer.h"

#include "core/base/Time.h"
#include "platform/server/http/Responses.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <signal.h>

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace xiaowu::platform {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = net::ip::tcp;
using Code = beast::error_code;

constexpr std::size_t kReadBuffer =
    64 * 1024;  // Beast reads large bodies four times faster with it than with its default
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::chrono::seconds kStopTime{3};

http::response<http::string_body> wireAnswer(HttpResponse&& response, bool headOnly, bool keepAlive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  message.set(http::field::date, httpDate(SystemClock().wall()));
  message.set(http::field::server, "xiaowu-platform");
  message.set(http::field::content_type, response.contentType);
  message.set("X-Content-Type-Options", "nosniff");
  message.set(http::field::cache_control, "no-store");
  message.set("Referrer-Policy", "no-referrer");
  message.set("Content-Security-Policy",
              "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors "
              "'none'; base-uri 'none'");
  if (response.retryAfterS) {
    message.set(http::field::retry_after, std::to_string(*response.retryAfterS));
  }
  if (!response.allow.empty()) {
    message.set(http::field::allow, response.allow);
  }
  message.keep_alive(keepAlive);
  message.content_length(response.body.size());
  if (!headOnly) {
    message.body() = std::move(response.body);
  }
  return message;
}

}  // namespace

// Sessions live in the handlers that wait inside `io`; it is destroyed before what their destructors touch.
struct HttpServer::Data {
  class Session;

  /// What a function that answers later may touch: nothing once the server has stopped.
  struct Gate {
    std::mutex mutex;
    Data* data = nullptr;
  };

  Data(Options o, Handler h, BodyLimit b)
      : options(std::move(o)),
        handler(std::move(h)),
        bodyLimit(std::move(b)),
        acceptor(net::make_strand(io)) {}
  void accept();
  void admit(Tcp::socket socket);
  void answerLater(const std::shared_ptr<Session>& session, HttpResponse outer);

  Options options;
  Handler handler;
  BodyLimit bodyLimit;
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> bodiesInFlight{0};
  std::mutex mutex;
  std::set<Session*> sessions;
  std::map<std::uint64_t, std::shared_ptr<Session>> waiting;  ///< for an answer from another thread
  std::uint64_t lastWaiting = 0;
  std::shared_ptr<Gate> gate = std::make_shared<Gate>();
  net::io_context io;
  Tcp::acceptor acceptor;
  std::vector<std::thread> threads;
};

// One connection: head → body → handler → answer, again until either side wants to close. All of it on the
// connection's strand.
class HttpServer::Data::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Data& data, Tcp::socket socket)
      : m_data(data), m_stream(std::move(socket)), m_delay(m_stream.get_executor()) {
    m_buffer.reserve(kReadBuffer);
    const std::lock_guard lock(m_data.mutex);
    m_data.sessions.insert(this);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    releaseBody();
    const std::lock_guard lock(m_data.mutex);
    m_data.sessions.erase(this);
    if (m_data.stopping && m_data.sessions.empty()) {
      m_data.io.stop();
    }
  }

  void run() {
    net::dispatch(m_stream.get_executor(), [self = shared_from_this()] { self->awaitRequest(); });
  }
  /// The answer that another thread has made.
  void answerNow(HttpResponse response) {
    net::post(m_stream.get_executor(), [self = shared_from_this(), response = std::move(response)]() mutable {
      self->deliver(std::move(response));
    });
  }
  /// Only when no thread serves any more.
  void abandon() { m_stream.close(); }
  /// From any thread: a connection between two requests is closed, a busy one after its answer.
  void stopSoon() {
    net::post(m_stream.get_executor(), [self = shared_from_this()] {
      if (self->m_idle) {
        self->m_stream.close();
      }
    });
  }

 private:
  void awaitRequest() {
    if (m_data.stopping) {
      return;
    }
    releaseBody();
    m_parser.reset();
    if (!m_input.empty()) {
      return beginHead();
    }
    m_idle = true;
    m_stream.expires_after(m_data.options.limits.idle);
    readHead();
  }

  void beginHead() {
    m_idle = false;
    m_stream.expires_after(m_data.options.limits.head);
    examineHead();
  }

  void readHead() {
    m_stream.async_read_some(net::buffer(m_chunk),
                             [self = shared_from_this()](Code problem, std::size_t count) {
                               if (problem) {
                                 return;  // gone, or too slow: the time-out has closed the socket
                               }
                               self->m_input.append(self->m_chunk.data(), count);
                               if (self->m_idle) {
                                 return self->beginHead();
                               }
                               self->examineHead();
                             });
  }

  void examineHead() {
    const auto& limits = m_data.options.limits;
    const auto scan = scanHead(std::string_view(m_input).substr(0, limits.headMax));
    if (scan.state == HeadScan::State::Bad) {
      return refuse(400);
    }
    if (scan.state == HeadScan::State::More) {
      return m_input.size() >= limits.headMax ? refuse(longHeadStatus()) : readHead();
    }
    auto check = checkHead(std::string_view(m_input).substr(0, scan.end), limits);
    if (check.refusal != 0) {
      return refuse(check.refusal);
    }
    m_request.head = std::move(check.head);
    parseHead(scan.end);
  }

  [[nodiscard]] int longHeadStatus() const { return m_input.find('\r') == std::string::npos ? 414 : 431; }

  // Beast reads the same head again for the body's framing; what it does not like is refused even if the
  // strict check let it pass.
  void parseHead(std::size_t end) {
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_data.options.limits.headMax + 1));
    const auto limit = m_data.bodyLimit(m_request.head);
    m_parser->body_limit(limit);
    m_parser->eager(true);
    Code problem;
    m_parser->put(net::buffer(m_input.data(), end), problem);
    if (problem == http::error::body_limit) {
      return refuse(413);
    }
    if ((problem && problem != http::error::need_more) || !m_parser->is_header_done()) {
      return refuse(400);
    }
    const auto rest = net::buffer_copy(m_buffer.prepare(m_input.size() - end),
                                       net::buffer(m_input.data() + end, m_input.size() - end));
    m_buffer.commit(rest);
    m_input.clear();
    if (m_parser->is_done()) {
      return act();
    }
    if (m_request.head.contentLength.value_or(0) > limit) {
      return refuse(413);
    }
    m_reserved = m_request.head.contentLength.value_or(limit);
    if (m_data.bodiesInFlight.fetch_add(m_reserved) + m_reserved > m_data.options.limits.bodiesInFlightMax) {
      return refuse(503);
    }
    if (m_request.head.expectsContinue) {
      return sayContinue();
    }
    readBody();
  }

  void sayContinue() {
    m_stream.expires_after(m_data.options.limits.body);
    net::async_write(m_stream, net::buffer(kContinue),
                     [self = shared_from_this()](Code problem, std::size_t) {
                       if (!problem) {
                         self->readBody();
                       }
                     });
  }

  void readBody() {
    m_stream.expires_after(m_data.options.limits.body);
    http::async_read(m_stream, m_buffer, *m_parser, [self = shared_from_this()](Code problem, std::size_t) {
      if (problem == http::error::body_limit) {
        return self->refuse(413);
      }
      if (problem == http::error::end_of_stream || problem == http::error::partial_message ||
          problem == beast::error::timeout) {
        return;
      }
      if (problem && problem.category() == Code(http::error::bad_chunk).category()) {
        return self->refuse(400);
      }
      if (!problem) {
        self->act();
      }
    });
  }

  void act() {
    const auto left = m_buffer.data();
    m_input.append(static_cast<const char*>(left.data()),
                   left.size());  // the next request of a pipelining client
    m_buffer.consume(left.size());
    m_request.body = std::move(m_parser->get().body());
    const auto& target = m_request.head.target;
    const auto mark = target.find('?');
    m_request.path = target.substr(0, mark);
    m_request.query = mark == std::string::npos ? std::string{} : target.substr(mark + 1);
    HttpResponse response = m_data.handler(m_request);
    if (response.later) {
      return m_data.answerLater(shared_from_this(), std::move(response));
    }
    deliver(std::move(response));
  }

  void deliver(HttpResponse response) {
    if (response.delay.count() == 0) {
      return finish(std::move(response));
    }
    m_delay.expires_after(response.delay);
    m_delay.async_wait([self = shared_from_this(), response = std::move(response)](Code problem) mutable {
      if (!problem) {
        self->finish(std::move(response));
      }
    });
  }

  void finish(HttpResponse response) {
    if (response.drop) {
      m_stream.close();
      return;
    }
    const bool keep = m_request.head.keepAlive && !response.close && !m_data.stopping;
    write(std::move(response), keep, m_request.head.method == "HEAD");
  }

  void refuse(int status) {
    releaseBody();
    auto response = statusResponse(status);
    m_refused = true;
    write(std::move(response), false, false);
  }

  void write(HttpResponse response, bool keep, bool headOnly) {
    m_stream.expires_after(m_data.options.limits.body);
    auto message =
        std::make_shared<http::response<http::string_body>>(wireAnswer(std::move(response), headOnly, keep));
    http::async_write(m_stream, *message,
                      [self = shared_from_this(), message, keep](Code problem, std::size_t) {
                        if (problem) {
                          return;
                        }
                        self->m_request = {};
                        if (keep) {
                          return self->awaitRequest();
                        }
                        self->closeGently();
                      });
  }

  // Closing with unread bytes would send a reset, and the peer might lose the answer with it.
  void closeGently() {
    Code ignored;
    m_stream.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    if (!m_refused) {
      return;
    }
    m_stream.expires_after(m_data.options.limits.drain);
    drain();
  }

  void drain() {
    m_stream.async_read_some(net::buffer(m_chunk),
                             [self = shared_from_this()](Code problem, std::size_t count) {
                               self->m_drained += count;
                               if (!problem && self->m_drained < 4 * 1024 * 1024) {
                                 self->drain();
                               }
                             });
  }

  void releaseBody() {
    m_data.bodiesInFlight -= m_reserved;
    m_reserved = 0;
  }

  Data& m_data;
  beast::tcp_stream m_stream;
  net::steady_timer m_delay;
  beast::flat_buffer m_buffer{kReadBuffer * 2};
  std::array<char, 8192> m_chunk{};
  std::string m_input;
  std::optional<http::request_parser<http::string_body>> m_parser;
  HttpRequest m_request;
  std::uint64_t m_reserved = 0;
  std::size_t m_drained = 0;
  bool m_idle = false;
  bool m_refused = false;
};

// The waiting connection is owned here, not by the answer: an answer that never comes, or comes after the
// end, keeps nothing alive.
void HttpServer::Data::answerLater(const std::shared_ptr<Session>& session, HttpResponse outer) {
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(mutex);
    number = ++lastWaiting;
    waiting.emplace(number, session);
  }
  const auto later = std::move(outer.later);
  later([door = gate, number, drop = outer.drop, delay = outer.delay](HttpResponse response) {
    const std::lock_guard open(door->mutex);
    if (door->data == nullptr) {
      return;
    }
    std::shared_ptr<Session> owner;
    {
      const std::lock_guard lock(door->data->mutex);
      const auto found = door->data->waiting.find(number);
      if (found == door->data->waiting.end()) {
        return;
      }
      owner = std::move(found->second);
      door->data->waiting.erase(found);
    }
    response.later = nullptr;
    response.drop = response.drop || drop;
    response.delay = std::max(response.delay, delay);
    owner->answerNow(std::move(response));
  });
}

void HttpServer::Data::accept() {
  acceptor.async_accept(net::make_strand(io), [this](Code problem, Tcp::socket socket) {
    if (stopping || problem == net::error::operation_aborted) {
      return;
    }
    if (!problem) {
      admit(std::move(socket));
    }
    accept();
  });
}

void HttpServer::Data::admit(Tcp::socket socket) {
  {
    const std::lock_guard lock(mutex);
    if (sessions.size() >= options.limits.connectionsMax) {
      constexpr std::string_view kBusy =
          "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: "
          "close\r\n\r\n";
      Code ignored;
      socket.non_blocking(true, ignored);
      socket.write_some(net::buffer(kBusy), ignored);
      return;
    }
  }
  Code ignored;
  socket.set_option(Tcp::no_delay(true), ignored);
  std::make_shared<Session>(*this, std::move(socket))->run();
}

HttpServer::HttpServer(Options options, Handler handler, BodyLimit bodyLimit)
    : m_data(std::make_unique<Data>(std::move(options), std::move(handler), std::move(bodyLimit))) {
  m_data->gate->data = m_data.get();
}

HttpServer::~HttpServer() {
  stop();
}

Result<std::uint16_t> HttpServer::start() {
  Code problem;
  const auto address = net::ip::make_address(m_data->options.address, problem);
  const auto cannot = [&] { return fail(errors::kListen, Fault::ServiceUnavailable, problem.message()); };
  if (problem) {
    return cannot();
  }
  const Tcp::endpoint endpoint(address, m_data->options.port);
  m_data->acceptor.open(endpoint.protocol(), problem);
  if (!problem) {
    m_data->acceptor.set_option(net::socket_base::reuse_address(true), problem);
  }
  if (!problem) {
    m_data->acceptor.bind(endpoint, problem);
  }
  if (!problem) {
    m_data->acceptor.listen(net::socket_base::max_listen_connections, problem);
  }
  if (problem) {
    return cannot();
  }
  const auto port = m_data->acceptor.local_endpoint().port();
  m_data->accept();
  for (int i = 0; i < m_data->options.threads; ++i) {
    m_data->threads.emplace_back([data = m_data.get()] { data->io.run(); });
  }
  return port;
}

void HttpServer::stop() {
  std::map<std::uint64_t, std::shared_ptr<Data::Session>>
      waiting;  // destroyed last: a session takes the lock when it goes
  if (m_data->stopping.exchange(true)) {
    return;
  }
  net::post(m_data->acceptor.get_executor(), [data = m_data.get()] {
    Code ignored;
    data->acceptor.close(ignored);
  });
  std::vector<std::shared_ptr<Data::Session>>
      open;  // released outside the lock: the last owner's destructor takes it
  {
    const std::lock_guard lock(m_data->mutex);
    for (auto* session : m_data->sessions) {
      if (auto owned = session->weak_from_this().lock()) {
        open.push_back(std::move(owned));
      }
    }
    if (open.empty()) {
      m_data->io.stop();
    }
  }
  for (const auto& session : open) {
    session->stopSoon();
  }
  open.clear();
  net::steady_timer limit(m_data->io, kStopTime);
  limit.async_wait([data = m_data.get()](Code) { data->io.stop(); });
  for (auto& thread : m_data->threads) {
    thread.join();
  }
  m_data->threads.clear();
  {
    const std::lock_guard shut(m_data->gate->mutex);
    m_data->gate->data = nullptr;
  }
  // No thread runs any more, and no handler will: what is still connected learns of it now, not when the last
  // handler is destroyed.
  const std::lock_guard lock(m_data->mutex);
  for (auto* session : m_data->sessions) {
    session->abandon();
  }
  waiting.swap(m_data->waiting);
}

std::size_t HttpServer::connections() const {
  const std::lock_guard lock(m_data->mutex);
  return m_data->sessions.size();
}

void HttpServer::waitForSignal() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  int number = 0;
  sigwait(&set, &number);
}

}  // namespace xiaowu::platform
