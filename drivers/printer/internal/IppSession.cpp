#include "drivers/printer/internal/IppSession.h"

#include "drivers/printer/internal/LineProgress.h"

#include <cups/cups.h>
#include <cups/http.h>
#include <cups/ipp.h>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <thread>
#include <utility>

namespace xiaowu::drivers {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds kSlice{20};
// Printers close idle connections after 15–60 s; a stale one costs a false "lost".
constexpr std::chrono::seconds kIdleMax{10};
constexpr std::size_t kPiece = 16 * 1024;
constexpr int kConnectMs = 1000;
constexpr std::size_t kAnswerMax = 1 << 20;  // an answer about attributes has a few kilobytes

struct AddressList {
  addrinfo* head = nullptr;
  ~AddressList() {
    if (head != nullptr) {
      freeaddrinfo(head);
    }
  }
};

struct Socket {
  int fd = -1;
  explicit Socket(int value) : fd(value) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd >= 0) {
      ::close(fd);
    }
  }
};

extern "C" int askWhetherToGoOn(http_t*, void* session) {
  return static_cast<IppSession*>(session)->goOnAfterLook() ? 1 : 0;
}

/// An answer in memory, for libcups to read.
struct Unread {
  const Bytes& bytes;
  std::size_t at = 0;
};

extern "C" ssize_t readUnread(void* context, ipp_uchar_t* buffer, size_t wanted) {
  auto& unread = *static_cast<Unread*>(context);
  const std::size_t given = std::min(wanted, unread.bytes.size() - unread.at);
  std::copy_n(unread.bytes.begin() + static_cast<std::ptrdiff_t>(unread.at), given, buffer);
  unread.at += given;
  return static_cast<ssize_t>(given);
}

/// True when a TCP connection to this address stands; waits in slices so that `goOn` is asked.
bool tryConnect(const addrinfo& address, const IppSession& session) {
  const Socket socket(
      ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol));
  if (socket.fd < 0) {
    return false;
  }
  if (::connect(socket.fd, address.ai_addr, address.ai_addrlen) == 0) {
    return true;
  }
  if (errno != EINPROGRESS) {
    return false;
  }
  pollfd waiter{socket.fd, POLLOUT, 0};
  while (session.goOn()) {
    if (::poll(&waiter, 1, static_cast<int>(kSlice.count())) > 0) {
      int error = 0;
      socklen_t length = sizeof(error);
      return ::getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0;
    }
  }
  return false;
}

/// libcups gives every TLS handshake ten seconds and asks nobody meanwhile: only a socket that is shut from
/// outside ends it sooner.
class HandshakeGuard {
 public:
  HandshakeGuard(http_t* http, const IppSession& session)
      : m_thread([http, &session](const std::stop_token& done) {
          while (!done.stop_requested()) {
            if (!session.goOn() && httpGetFd(http) >= 0) {
              ::shutdown(httpGetFd(http), SHUT_RDWR);
            }
            ::poll(nullptr, 0, static_cast<int>(kSlice.count()) / 2);
          }
        }) {}

 private:
  std::jthread m_thread;
};

}  // namespace

void IppDeleter::operator()(_ipp_s* message) const {
  ippDelete(message);
}
void HttpDeleter::operator()(_http_s* connection) const {
  httpClose(connection);
}

IppSession::IppSession(PrinterUri uri) : m_uri(std::move(uri)) {}

IppMessage IppSession::request(int operation) const {
  IppMessage message(ippNewRequest(static_cast<ipp_op_t>(operation)));
  ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, m_uri.text.c_str());
  ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, "xiaowu");
  return message;
}

bool IppSession::goOn() const {
  return m_context != nullptr && !m_context->cancelled() && !m_context->expired() &&
         std::chrono::steady_clock::now() < m_answerBy.load();
}

bool IppSession::goOnAfterLook() {
  noteProgress();
  return goOn();
}

void IppSession::noteProgress() {
  const std::uint64_t now = bytesTravelled(m_http ? httpGetFd(m_http.get()) : -1);
  if (now != m_travelled) {
    m_travelled = now;
    m_answerBy = std::chrono::steady_clock::now() + m_answerTime;
  }
}

tl::unexpected<Error> IppSession::broken(std::string_view what) const {
  if (m_context->cancelled()) {
    return fail(xiaowu::errors::kCancelled, Fault::Cancelled, std::string(what));
  }
  if (m_context->expired()) {
    return fail(xiaowu::errors::kTimedOut, Fault::ServiceUnavailable, std::string(what));
  }
  const bool silent = std::chrono::steady_clock::now() >= m_answerBy.load();
  return fail(errors::kGone, Fault::AttendantNeeded,
              std::string(what) + (silent ? ": no answer" : ": connection lost"));
}

// libcups looks at its cancel flag only every 250 ms while it connects, so whether the printer can be reached
// is found out here first.
Result<void> IppSession::reach() const {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  AddressList list;
  if (getaddrinfo(m_uri.host.c_str(), std::to_string(m_uri.port).c_str(), &hints, &list.head) != 0) {
    return fail(errors::kGone, Fault::AttendantNeeded, "connect: the printer's name cannot be resolved");
  }
  for (const addrinfo* address = list.head; address != nullptr; address = address->ai_next) {
    if (tryConnect(*address, *this)) {
      return {};
    }
  }
  return broken("connect");
}

Result<void> IppSession::connect() {
  // An answer or an end of file that nobody asked for means the printer has closed the idle connection.
  if (m_http && (std::chrono::steady_clock::now() - m_lastUse > kIdleMax || httpWait(m_http.get(), 0) != 0)) {
    drop();
  }
  if (m_http) {
    return {};
  }
  if (auto reached = reach(); !reached) {
    return reached;
  }
  const http_encryption_t encryption =
      m_uri.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
  // 0 ms: do not connect yet.
  m_http.reset(httpConnect2(m_uri.host.c_str(), m_uri.port, nullptr, AF_UNSPEC, encryption, 1, 0, nullptr));
  if (!m_http) {
    return fail(errors::kGone, Fault::AttendantNeeded, "connect: out of resources");
  }
  // Before the TLS handshake, which can hang too.
  httpSetTimeout(m_http.get(), static_cast<double>(kSlice.count()) / 1000.0, askWhetherToGoOn, this);
  std::optional<HandshakeGuard> guard;
  if (m_uri.encrypted) {
    guard.emplace(m_http.get(), *this);
  }
  const bool connected = httpReconnect2(m_http.get(), kConnectMs, nullptr) == 0;
  guard.reset();
  if (!connected) {
    drop();
    return broken("connect");
  }
  return {};
}

bool IppSession::send(const IppMessage& message, ByteView document) {
  http_t* http = m_http.get();
  httpClearFields(http);
  httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
  httpSetLength(http, ippLength(message.get()) + document.size());
  if (httpPost(http, m_uri.resource.c_str()) != 0) {
    return false;
  }
  ippSetState(message.get(), IPP_STATE_IDLE);
  for (ipp_state_t state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
    state = ippWrite(http, message.get());
    if (state == IPP_STATE_ERROR || !goOn()) {
      return false;
    }
  }
  while (!document.empty()) {
    const std::size_t piece = std::min(document.size(), kPiece);
    if (!goOn() || httpWrite2(http, reinterpret_cast<const char*>(document.data()), piece) !=
                       static_cast<ssize_t>(piece)) {
      return false;
    }
    document = document.subspan(piece);
  }
  return httpFlushWrite(http) >= 0;
}

Result<IppMessage> IppSession::receive() {
  http_t* http = m_http.get();
  http_status_t status = HTTP_STATUS_CONTINUE;
  while (status == HTTP_STATUS_CONTINUE && goOn()) {
    status = httpUpdate(http);
  }
  if (status == HTTP_STATUS_ERROR || status == HTTP_STATUS_CONTINUE) {
    return broken("answer");
  }
  if (status != HTTP_STATUS_OK) {
    return fail(errors::kProtocol, Fault::AttendantNeeded,
                "the printer answered HTTP " + std::to_string(static_cast<int>(status)));
  }
  if (std::string_view(httpGetField(http, HTTP_FIELD_CONTENT_TYPE)) != "application/ipp") {
    return fail(errors::kProtocol, Fault::AttendantNeeded, "the printer answered something that is not IPP");
  }
  const auto body = receiveBody();
  if (!body) {
    return fail(body.error());
  }
  IppMessage answer(ippNew());
  Unread unread{*body};
  for (ipp_state_t state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
    state = ippReadIO(&unread, readUnread, 1, nullptr, answer.get());
    if (state == IPP_STATE_ERROR) {
      return fail(errors::kProtocol, Fault::AttendantNeeded, "the printer's IPP cannot be read");
    }
  }
  return answer;
}

// libcups's own reading of IPP takes a pause of the line that is longer than its time-out for the end of the
// message. So the whole answer is collected first, and read from memory.
Result<Bytes> IppSession::receiveBody() {
  http_t* http = m_http.get();
  Bytes body;
  std::array<char, 4096> piece{};
  while (httpGetState(http) != HTTP_STATE_WAITING) {
    while (httpWait(http, static_cast<int>(kSlice.count())) == 0) {
      if (!goOnAfterLook()) {
        return broken("answer");
      }
    }
    errno = 0;
    const ssize_t got = httpRead2(http, piece.data(), piece.size());
    if (got > 0) {
      body.insert(body.end(), piece.begin(), piece.begin() + got);
    } else if (httpGetState(http) != HTTP_STATE_WAITING && errno != EAGAIN && errno != EINTR) {
      return broken("answer");
    }
    if (!goOnAfterLook()) {
      return broken("answer");
    }
    if (body.size() > kAnswerMax) {
      return fail(errors::kProtocol, Fault::AttendantNeeded, "the printer's answer has no end");
    }
  }
  return body;
}

Result<IppMessage> IppSession::exchange(const IppMessage& message, ByteView document,
                                        const CallContext& context, Milliseconds answerTime) {
  m_context = &context;
  m_answerTime = answerTime;
  m_answerBy = std::chrono::steady_clock::now() + answerTime;
  auto connected =
      goOn() ? connect()
             : Result<void>(broken("request"));  // an unwanted request must not reach the printer at all
  if (!connected) {
    m_context = nullptr;
    return fail(connected.error());
  }
  const bool sent = send(message, document);
  // A printer may refuse with an answer before it has taken the whole document: its words matter more than
  // the broken pipe.
  Result<IppMessage> answer = sent || goOn() ? receive() : Result<IppMessage>(broken("request"));
  if (!answer || !sent || std::string_view(httpGetField(m_http.get(), HTTP_FIELD_CONNECTION)) == "close") {
    drop();
  }
  m_lastUse = std::chrono::steady_clock::now();
  m_context = nullptr;
  return answer;
}

}  // namespace xiaowu::drivers
