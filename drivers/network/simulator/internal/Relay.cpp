#include "drivers/network/simulator/internal/Relay.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace xiaowu::simulator {
namespace {

constexpr std::size_t kReadMax = 16 * 1024;
// Per connection and way; then the sender has to wait, as on a real line.
constexpr std::size_t kQueueMax = 256 * 1024;
constexpr std::size_t kRequestLineMax = 8 * 1024;
constexpr std::size_t kSessionsMax = 64;

bool wouldWait() {
  return errno == EAGAIN || errno == EINTR;
}

}  // namespace

LineFaults Relay::faults() const {
  const std::lock_guard lock(m_mutex);
  return m_faults;
}

int Relay::connections() const {
  const std::lock_guard lock(m_mutex);
  return m_count;
}

void Relay::ring() {
  const std::uint64_t one = 1;
  // Full means that a wake-up is pending already.
  [[maybe_unused]] const auto written = ::write(m_wake.number(), &one, sizeof one);
}

void Relay::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto now = std::chrono::steady_clock::now();
    auto fds = watched(now);
    if (::poll(fds.data(), fds.size(), timeout(now)) < 0 && errno != EINTR) {
      break;
    }
    std::uint64_t rung = 0;
    [[maybe_unused]] const auto got = ::read(m_wake.number(), &rung, sizeof rung);
    settle();
    std::size_t at = 2;
    for (auto& session : m_sessions) {
      if (at + 1 >= fds.size()) {
        break;
      }
      if (!session.broken) {
        serve(session, fds[at].revents, fds[at + 1].revents);
      }
      at += 2;
    }
    if ((fds[1].revents & POLLIN) != 0) {
      accept();
    }
    std::erase_if(m_sessions, [](Session& session) {
      const bool over = session.broken || (session.toFar.shut && session.toNear.shut);
      if (session.broken) {
        session.near.reset();
        session.far.reset();
      }
      return over;
    });
    const std::lock_guard lock(m_mutex);
    m_count = static_cast<int>(m_sessions.size());
  }
  for (auto& session : m_sessions) {
    session.near.reset();
    session.far.reset();
  }
  const std::lock_guard lock(m_mutex);
  m_ended = true;
  m_settled.notify_all();
}

/// Does what a change of the faults asks for and says so to whoever waits in change().
void Relay::settle() {
  const std::lock_guard lock(m_mutex);
  if (m_done == m_wanted) {
    return;
  }
  m_done = m_wanted;
  if (m_faults.down) {
    for (auto& session : m_sessions) {
      session.near.reset();
      session.far.reset();
      session.broken = true;
    }
    m_count = 0;
  }
  if (m_faults.bytesPerSecond == 0 && m_faults.latency.count() == 0) {
    // What waited on the slow line comes at once on the quick one.
    m_freeToFar = m_freeToNear = Time{};
    for (auto& session : m_sessions) {
      for (auto* way : {&session.toFar, &session.toNear}) {
        for (auto& piece : way->pieces) {
          piece.due = Time{};
        }
      }
    }
  }
  m_settled.notify_all();
}

void Relay::accept() {
  Descriptor near(::accept4(m_listener.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!near.good()) {
    return;
  }
  if (faults().down || m_sessions.size() >= kSessionsMax) {
    return near.reset();
  }
  Descriptor far(::socket(m_farEnd.address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  // The C interface wants the general address type.
  const auto* address = reinterpret_cast<const sockaddr*>(&m_farEnd.address);
  if (!far.good() || (::connect(far.number(), address, m_farEnd.size) != 0 && errno != EINPROGRESS)) {
    return near.reset();
  }
  Session session;
  session.near = std::move(near);
  session.far = std::move(far);
  m_sessions.push_back(std::move(session));
}

std::vector<pollfd> Relay::watched(Time now) const {
  std::vector<pollfd> fds;
  fds.push_back({m_wake.number(), POLLIN, 0});
  fds.push_back({m_listener.number(), POLLIN, 0});
  const auto interest = [now](const Way& in, const Way& out) {
    int events = !in.ended && in.queued < kQueueMax ? POLLIN : 0;
    if (!out.pieces.empty() && out.pieces.front().due <= now) {
      events |= POLLOUT;
    }
    return static_cast<short>(events);
  };
  for (const auto& session : m_sessions) {
    // A side without interest is left out, else its hang-up would wake the thread again and again.
    const auto near = interest(session.toFar, session.toNear);
    const auto far =
        session.connecting ? static_cast<short>(POLLOUT) : interest(session.toNear, session.toFar);
    fds.push_back({near == 0 ? -1 : session.near.number(), near, 0});
    fds.push_back({far == 0 ? -1 : session.far.number(), far, 0});
  }
  return fds;
}

int Relay::timeout(Time now) const {
  auto next = Time::max();
  for (const auto& session : m_sessions) {
    for (const auto* way : {&session.toFar, &session.toNear}) {
      if (!way->pieces.empty() && way->pieces.front().due > now) {
        next = std::min(next, way->pieces.front().due);
      }
    }
  }
  if (next == Time::max()) {
    return -1;
  }
  return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(next - now).count());
}

void Relay::serve(Session& session, short near, short far) {
  if (session.connecting && far != 0) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(session.far.number(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
      session.broken = true;
      return;
    }
    session.connecting = false;
    far = 0;
  }
  if ((near & (POLLIN | POLLHUP | POLLERR)) != 0 && !session.toFar.ended) {
    take(session, true);
  }
  if (!session.broken && !session.connecting && (far & (POLLIN | POLLHUP | POLLERR)) != 0 &&
      !session.toNear.ended) {
    take(session, false);
  }
  const auto now = std::chrono::steady_clock::now();
  if (!session.broken) {
    push(session, true, now);
  }
  if (!session.broken && !session.connecting) {
    push(session, false, now);
  }
}

void Relay::take(Session& session, bool fromNear) {
  std::array<char, kReadMax> buffer;
  const auto got = ::recv((fromNear ? session.near : session.far).number(), buffer.data(), buffer.size(), 0);
  if (got < 0) {
    session.broken = session.broken || !wouldWait();
    return;
  }
  auto& way = fromNear ? session.toFar : session.toNear;
  if (got == 0) {
    way.ended = true;
    return;
  }
  std::string bytes(buffer.data(), static_cast<std::size_t>(got));
  if (fromNear) {
    noteRequest(session, bytes);
    queue(way, std::move(bytes), m_freeToFar);
  } else if (swallows(session, bytes)) {
    session.broken = true;
  } else {
    session.answered = true;
    queue(way, std::move(bytes), m_freeToNear);
  }
}

/// Requests on one connection do not overlap (no client of ours pipelines), so the first bytes after an
/// answer begin the next request.
void Relay::noteRequest(Session& session, std::string_view bytes) {
  if (session.answered) {
    session.requestLine.clear();
  }
  session.answered = false;
  if (session.requestLine.find('\n') != std::string::npos || session.requestLine.size() > kRequestLineMax) {
    return;
  }
  session.requestLine.append(bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1));
}

bool Relay::swallows(Session& session, std::string_view bytes) {
  if (session.answered || bytes.starts_with("HTTP/1.1 100")) {
    return false;
  }
  const std::string_view line = session.requestLine;
  if (!line.starts_with("PUT ") && !line.starts_with("POST ")) {
    return false;
  }
  const auto path = line.substr(0, line.find_last_of(' '));
  if (path.substr(0, path.find('?')).ends_with("/heartbeats")) {
    return false;
  }
  const std::lock_guard lock(m_mutex);
  if (m_faults.halfReplies <= 0) {
    return false;
  }
  --m_faults.halfReplies;
  return true;
}

/// `free`: when the line of that direction has carried all that was given to it so far.
void Relay::queue(Way& way, std::string bytes, Time& free) {
  const auto now = faults();
  const auto start = std::chrono::steady_clock::now();
  way.queued += bytes.size();
  if (now.bytesPerSecond == 0) {
    way.pieces.push_back({std::move(bytes), now.latency.count() == 0 ? Time{} : start + now.latency});
    return;
  }
  // Small pieces, so that a slow line trickles instead of stuttering.
  const auto part = std::max<std::size_t>(1, now.bytesPerSecond / 20);
  free = std::max(free, start);
  for (std::size_t at = 0; at < bytes.size(); at += part) {
    auto piece = bytes.substr(at, part);
    free += std::chrono::microseconds(piece.size() * 1'000'000 / now.bytesPerSecond);
    way.pieces.push_back({std::move(piece), free + now.latency});
  }
}

void Relay::push(Session& session, bool toNear, Time now) {
  auto& way = toNear ? session.toNear : session.toFar;
  const auto& to = toNear ? session.near : session.far;
  while (!way.pieces.empty() && way.pieces.front().due <= now) {
    auto& bytes = way.pieces.front().bytes;
    const auto sent = ::send(to.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      session.broken = !wouldWait();
      return;
    }
    way.queued -= static_cast<std::size_t>(sent);
    bytes.erase(0, static_cast<std::size_t>(sent));
    if (!bytes.empty()) {
      return;
    }
    way.pieces.pop_front();
  }
  if (way.ended && way.pieces.empty() && !way.shut) {
    ::shutdown(to.number(), SHUT_WR);
    way.shut = true;
  }
}

}  // namespace xiaowu::simulator
