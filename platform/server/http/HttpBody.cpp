// The bodies of requests: read piece by piece, into memory or into a file, within the sender's quota, for as
// long as they come on.
#include "core/base/Log.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/http/HttpSession.h"
#include "platform/server/http/Responses.h"

namespace xiaowu::platform {
namespace {

namespace http = beast::http;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr int kAltered =
    401;  // somebody on the way has changed the body, or the sender has signed another one
constexpr storage::ErrorCodes kCodes{domain::contract::kStorage, domain::contract::kStorage,
                                     domain::contract::kStorage, domain::contract::kStorage};

}  // namespace

bool HttpServer::Data::Session::keepRoom() {
  m_reserved = m_request.head.contentLength.value_or(m_admission.bodyMax);
  m_holdsRoom = m_data.bodies.take(m_admission.sender, m_reserved, m_admission.bodyToFile);
  return m_holdsRoom;
}

void HttpServer::Data::Session::beginBody() {
  if (m_admission.bodyMax == 0 || m_request.head.contentLength.value_or(0) > m_admission.bodyMax) {
    return refuse(413);
  }
  m_parser->body_limit(m_admission.bodyMax);  // for the sizes of chunks
  if (!keepRoom()) {
    return refuse(503);
  }
  if (m_admission.bodyToFile) {
    auto file = storage::ArrivingFile::begin(m_data.options.arrivals, kCodes);
    if (!file) {
      qCWarning(logPlatform, "arrivals: %s", file.error().detail.c_str());
      return refuse(503);
    }
    m_request.bodyFile = std::move(*file);
  }
  m_hash.emplace();
  m_taken = 0;
  m_piece.resize(kReadBuffer);
  m_buffer.reserve(kReadBuffer);
  m_bodyEnd = std::chrono::steady_clock::now() + m_data.options.limits.wholeBody;
  if (m_request.head.expectsContinue) {
    return sayContinue();
  }
  readBody();
}

void HttpServer::Data::Session::sayContinue() {
  m_stream.expires_after(m_data.options.limits.body);
  net::async_write(m_stream, net::buffer(kContinue), [self = shared_from_this()](Code problem, std::size_t) {
    if (!problem) {
      self->readBody();
    }
  });
}

// A slow line is served for as long as something comes; only silence ends it.
void HttpServer::Data::Session::readBody() {
  if (std::chrono::steady_clock::now() > m_bodyEnd) {
    return refuse(408);
  }
  m_stream.expires_after(m_data.options.limits.body);
  auto& body = m_parser->get().body();
  body.data = m_piece.data();
  body.size = m_piece.size();
  body.more = true;
  http::async_read_some(m_stream, m_buffer, *m_parser,
                        [self = shared_from_this()](Code problem, std::size_t) {
                          if (problem && problem != http::error::need_buffer) {
                            return self->bodyFailed(problem);
                          }
                          self->tookPiece(self->m_piece.size() - self->m_parser->get().body().size);
                        });
}

// Nobody is there any more, or what came is no body.
void HttpServer::Data::Session::bodyFailed(Code problem) {
  if (problem == http::error::body_limit) {
    return refuse(413);
  }
  const bool isNonsense = problem.category() == Code(http::error::bad_chunk).category() &&
                          problem != http::error::end_of_stream && problem != http::error::partial_message;
  if (isNonsense) {
    refuse(400);
  }
}

void HttpServer::Data::Session::tookPiece(std::size_t bytes) {
  m_taken += bytes;
  if (m_taken > m_admission.bodyMax) {
    return refuse(413);
  }
  if (!keepPiece(viewOf(std::string_view(m_piece.data(), bytes)))) {
    return refuse(503);
  }
  if (m_parser->is_done()) {
    return endBody();
  }
  readBody();
}

bool HttpServer::Data::Session::keepPiece(ByteView piece) {
  m_hash->add(piece);
  if (!m_request.bodyFile) {
    m_request.body += textOf(piece);
    return true;
  }
  const auto kept = m_request.bodyFile->append(piece);
  if (!kept) {
    qCWarning(logPlatform, "arrivals: %s", kept.error().detail.c_str());
  }
  return kept.has_value();
}

void HttpServer::Data::Session::endBody() {
  m_request.bodySha256 = toHex(m_hash->digest());
  m_hash.reset();
  m_piece = {};
  if (!m_admission.bodySha256.empty() && m_admission.bodySha256 != m_request.bodySha256) {
    return refuse(kAltered);
  }
  act();
}

}  // namespace xiaowu::platform
