#pragma once
// The line between the kiosk and the platform: a TCP relay on a free port of 127.0.0.1, in a thread of its
// own, whose faults are set from outside.

#include "core/base/Result.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace xiaowu::simulator {

class Relay;

/// Every function may be called from any thread. A fault is in force when the call returns (well under a
/// millisecond); calls never block on the network.
class NetworkSimulator {
 public:
  /// `platformUrl`: "http://host[:port][/prefix]". Its name is looked up once, here. Fails with
  /// simulator.network: another scheme (an encrypted line could not be read to find answers, and its
  /// certificate would not fit), an unknown host, no free port.
  [[nodiscard]] static Result<std::shared_ptr<NetworkSimulator>> start(const std::string& platformUrl);
  /// Cuts every connection and waits for the thread.
  ~NetworkSimulator();
  NetworkSimulator(const NetworkSimulator&) = delete;
  NetworkSimulator& operator=(const NetworkSimulator&) = delete;

  /// The near end: "http://127.0.0.1:PORT[/prefix]". The same for the simulator's whole life.
  [[nodiscard]] std::string url() const { return m_url; }

  /// Connections are reset, new ones are reset as soon as they are made.
  void down();
  /// Everything as it should be: neither down nor slow, and no answer is lost any more.
  void up();
  /// For all connections together, each way: at most that many bytes a second (0: no limit), each byte that
  /// much later.
  void slow(std::size_t bytesPerSecond, std::chrono::milliseconds latency);
  /// The next `count` answers to PUT and POST requests are swallowed: the request has gone through and the
  /// platform has acted on it, then the connection is reset. Heartbeats (a path that ends in /heartbeats) and
  /// GET go on, so the kiosk still takes the line for a good one.
  void halfReply(int count);

  [[nodiscard]] bool isDown() const;
  [[nodiscard]] bool isSlow() const;
  [[nodiscard]] int halfRepliesLeft() const;
  /// Connections that are relayed at this moment.
  [[nodiscard]] int connections() const;

 private:
  NetworkSimulator(std::string url, std::shared_ptr<Relay> relay);
  const std::string m_url;
  const std::shared_ptr<Relay> m_relay;
  std::jthread m_thread;
};

}  // namespace xiaowu::simulator
