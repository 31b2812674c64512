#pragma once
// The relay's work, all of it on one thread that waits in poll().

#include "drivers/network/simulator/internal/Descriptor.h"
#include "core/base/Result.h"

#include <sys/socket.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

struct pollfd;

namespace xiaowu::simulator {

struct FarEnd {
  sockaddr_storage address{};
  socklen_t size = 0;
};

struct LineFaults {
  bool down = false;
  std::size_t bytesPerSecond = 0;
  std::chrono::milliseconds latency{0};
  int halfReplies = 0;
};

class Relay {
 public:
  Relay(FarEnd farEnd, Descriptor listener, Descriptor wake)
      : m_farEnd(farEnd), m_listener(std::move(listener)), m_wake(std::move(wake)) {}
  void run(const std::stop_token& stop);

  /// Changes the faults and returns when the relay's thread has acted on them.
  template <typename Change>
  void change(Change&& apply) {
    std::unique_lock lock(m_mutex);
    apply(m_faults);
    const auto wanted = ++m_wanted;
    ring();
    m_settled.wait(lock, [this, wanted] { return m_done >= wanted || m_ended; });
  }
  [[nodiscard]] LineFaults faults() const;
  [[nodiscard]] int connections() const;
  void ring();

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Piece {
    std::string bytes;
    Time due;
  };
  struct Way {
    std::deque<Piece> pieces;
    std::size_t queued = 0;
    bool ended = false;  ///< nothing more comes in
    bool shut = false;   ///< and the other side knows
  };
  struct Session {
    Descriptor near;
    Descriptor far;
    bool connecting = true;
    Way toFar;
    Way toNear;
    std::string requestLine;  ///< of the request under way, as far as it has come
    bool answered = true;     ///< the next byte from the near end starts a new request
    bool broken = false;
  };

  void settle();
  void accept();
  void serve(Session& session, short near, short far);
  void take(Session& session, bool fromNear);
  void noteRequest(Session& session, std::string_view bytes);
  [[nodiscard]] bool swallows(Session& session, std::string_view bytes);
  void queue(Way& way, std::string bytes, Time& free);
  void push(Session& session, bool toNear, Time now);
  [[nodiscard]] int timeout(Time now) const;
  [[nodiscard]] std::vector<pollfd> watched(Time now) const;

  const FarEnd m_farEnd;
  Descriptor m_listener;
  Descriptor m_wake;
  std::list<Session> m_sessions;
  Time m_freeToFar;
  Time m_freeToNear;

  mutable std::mutex m_mutex;
  std::condition_variable m_settled;
  LineFaults m_faults;
  unsigned long m_wanted = 0;
  unsigned long m_done = 0;
  int m_count = 0;
  bool m_ended = false;
};

}  // namespace xiaowu::simulator
