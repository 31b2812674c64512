#include "platform/server/http/HttpSession.h"

#include "core/base/Time.h"
#include "core/domain/ContractFields.h"
#include "platform/server/http/Responses.h"

#include <limits>

namespace xiaowu::platform {
namespace {

namespace http = beast::http;

constexpr std::size_t kDrainMax = 4 * 1024 * 1024;  // bytes

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
  if (!response.signature.empty()) {
    message.set(domain::contract::kTimeField, response.time);
    message.set(domain::contract::kSignatureField, response.signature);
  }
  message.keep_alive(keepAlive);
  message.content_length(response.body.size());
  if (!headOnly) {
    message.body() = std::move(response.body);
  }
  return message;
}

}  // namespace

HttpServer::Data::Session::Session(Data& data, ConnectionTable::Id id, Tcp::socket socket)
    : m_data(data), m_stream(std::move(socket)), m_delay(m_stream.get_executor()), m_id(id) {
  const std::lock_guard lock(m_data.mutex);
  m_data.sessions.emplace(m_id, this);
}

HttpServer::Data::Session::~Session() {
  releaseBody();
  const std::lock_guard lock(m_data.mutex);
  m_data.sessions.erase(m_id);
  m_data.table.leave(m_id);
  if (m_data.stopping && m_data.sessions.empty()) {
    m_data.io.stop();
  }
}

void HttpServer::Data::Session::run() {
  net::dispatch(m_stream.get_executor(), [self = shared_from_this()] { self->awaitRequest(); });
}

void HttpServer::Data::Session::answerNow(HttpResponse response) {
  net::post(m_stream.get_executor(), [self = shared_from_this(), response = std::move(response)]() mutable {
    self->deliver(std::move(response));
  });
}

void HttpServer::Data::Session::abandon() {
  m_stream.close();
}

void HttpServer::Data::Session::stopSoon() {
  net::post(m_stream.get_executor(), [self = shared_from_this()] {
    if (self->m_idle) {
      self->m_stream.close();
    }
  });
}

void HttpServer::Data::Session::giveWay() {
  net::post(m_stream.get_executor(), [self = shared_from_this()] { self->m_stream.close(); });
}

void HttpServer::Data::Session::awaitRequest() {
  if (m_data.stopping) {
    return;
  }
  releaseBody();
  m_parser.reset();
  if (!m_input.empty()) {
    return beginHead();
  }
  m_idle = true;
  if (m_known) {
    m_data.rest(m_id, true);
  }
  m_stream.expires_after(m_known ? m_data.options.limits.idleKnown : m_data.options.limits.idle);
  readHead();
}

void HttpServer::Data::Session::beginHead() {
  m_idle = false;
  if (m_known) {
    m_data.rest(m_id, false);
  }
  m_stream.expires_after(m_data.options.limits.head);
  examineHead();
}

void HttpServer::Data::Session::readHead() {
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

void HttpServer::Data::Session::examineHead() {
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

int HttpServer::Data::Session::longHeadStatus() const {
  return m_input.find('\r') == std::string::npos ? 414 : 431;
}

void HttpServer::Data::Session::parseHead(std::size_t end) {
  m_parser.emplace();
  m_parser->header_limit(static_cast<std::uint32_t>(m_data.options.limits.headMax + 1));
  m_parser->body_limit(std::numeric_limits<std::uint64_t>::max());  // the admission has its own
  m_parser->eager(true);
  Code problem;
  m_parser->put(net::buffer(m_input.data(), end), problem);
  const bool isHeadOnly = problem == http::error::need_more || problem == http::error::need_buffer;
  if ((problem && !isHeadOnly) || !m_parser->is_header_done()) {
    return refuse(400);
  }
  const auto rest = net::buffer_copy(m_buffer.prepare(m_input.size() - end),
                                     net::buffer(m_input.data() + end, m_input.size() - end));
  m_buffer.commit(rest);
  m_input.clear();
  admitHead();
}

void HttpServer::Data::Session::admitHead() {
  const auto& target = m_request.head.target;
  const auto mark = target.find('?');
  m_request.path = target.substr(0, mark);
  m_request.query = mark == std::string::npos ? std::string{} : target.substr(mark + 1);
  m_admission = m_data.admission(m_request.head);
  m_request.sender = m_admission.sender;
  if (!m_admission.sender.empty()) {
    m_known = true;
    m_data.recognise(m_id, m_admission.sender);
  }
  const bool hasBody = !m_parser->is_done();
  if (m_admission.refusal) {
    auto refusal = std::move(*m_admission.refusal);
    m_refused = hasBody;
    refusal.close = refusal.close || hasBody;
    return hasBody ? write(std::move(refusal), false, false) : deliver(std::move(refusal));
  }
  if (!hasBody) {
    m_request.bodySha256 = toHex(crypto::sha256({}));
    return act();
  }
  beginBody();
}

void HttpServer::Data::Session::act() {
  const auto left = m_buffer.data();
  m_input.append(static_cast<const char*>(left.data()),
                 left.size());  // the next request of a pipelining client
  m_buffer.consume(left.size());
  HttpResponse response = m_data.handler(m_request);
  if (response.later) {
    return m_data.answerLater(shared_from_this(), std::move(response));
  }
  deliver(std::move(response));
}

void HttpServer::Data::Session::deliver(HttpResponse response) {
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

void HttpServer::Data::Session::finish(HttpResponse response) {
  if (response.drop) {
    m_stream.close();
    return;
  }
  const bool keep = m_request.head.keepAlive && !response.close && !m_data.stopping;
  write(std::move(response), keep, m_request.head.method == "HEAD");
}

void HttpServer::Data::Session::refuse(int status) {
  releaseBody();
  auto response = statusResponse(status);
  if (m_data.complete && !m_request.sender.empty()) {
    m_data.complete(m_request.head, response);
  }
  m_refused = true;
  write(std::move(response), false, false);
}

void HttpServer::Data::Session::write(HttpResponse response, bool keep, bool headOnly) {
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
void HttpServer::Data::Session::closeGently() {
  Code ignored;
  m_stream.socket().shutdown(Tcp::socket::shutdown_send, ignored);
  if (!m_refused) {
    return;
  }
  m_stream.expires_after(m_data.options.limits.drain);
  drain();
}

void HttpServer::Data::Session::drain() {
  m_stream.async_read_some(net::buffer(m_chunk),
                           [self = shared_from_this()](Code problem, std::size_t count) {
                             self->m_drained += count;
                             if (!problem && self->m_drained < kDrainMax) {
                               self->drain();
                             }
                           });
}

void HttpServer::Data::Session::releaseBody() {
  if (m_holdsRoom) {
    m_data.bodies.giveBack(m_admission.sender, m_reserved, m_admission.bodyToFile);
  }
  m_holdsRoom = false;
  m_reserved = 0;
}

}  // namespace xiaowu::platform
