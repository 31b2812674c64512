#include "drivers/network/simulator/NetworkSimulator.h"

#include "drivers/network/simulator/internal/Relay.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace xiaowu::simulator {
namespace {

constexpr std::string_view kNetwork = "simulator.network";

struct Address {
  std::string host;
  std::string port = "80";
  std::string prefix;
};

Result<Address> parse(const std::string& url) {
  constexpr std::string_view kScheme = "http://";
  if (!url.starts_with(kScheme)) {
    return fail(kNetwork, Fault::Bug,
                "only an http:// platform can be reached through the network simulator");
  }
  Address address;
  auto rest = url.substr(kScheme.size());
  if (const auto slash = rest.find('/'); slash != std::string::npos) {
    address.prefix = rest.substr(slash);
    rest.erase(slash);
  }
  while (address.prefix.ends_with('/')) {
    address.prefix.pop_back();
  }
  const auto bracket = rest.rfind(']');  // of an IPv6 address, whose own colons are not the port's
  if (const auto colon = rest.rfind(':');
      colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
    address.port = rest.substr(colon + 1);
    rest.erase(colon);
  }
  if (rest.starts_with('[') && rest.ends_with(']')) {
    rest = rest.substr(1, rest.size() - 2);
  }
  address.host = rest;
  if (address.host.empty() || address.port.empty() ||
      address.port.find_first_not_of("0123456789") != std::string::npos) {
    return fail(kNetwork, Fault::Bug, "not a platform address: " + url);
  }
  return address;
}

Result<FarEnd> lookUp(const Address& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found);
      error != 0) {
    return fail(kNetwork, Fault::ServiceUnavailable, std::string("platform host: ") + ::gai_strerror(error));
  }
  FarEnd farEnd;
  std::memcpy(&farEnd.address, found->ai_addr, found->ai_addrlen);
  farEnd.size = found->ai_addrlen;
  ::freeaddrinfo(found);
  return farEnd;
}

Result<std::pair<Descriptor, int>> listenOnLoopback() {
  Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  sockaddr_in near{};
  near.sin_family = AF_INET;
  near.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof near;
  // The C interface wants the general address type.
  auto* general = reinterpret_cast<sockaddr*>(&near);
  if (!listener.good() || ::bind(listener.number(), general, size) != 0 ||
      ::listen(listener.number(), 32) != 0 || ::getsockname(listener.number(), general, &size) != 0) {
    return fail(kNetwork, Fault::ServiceUnavailable,
                std::string("no port on 127.0.0.1: ") + std::strerror(errno));
  }
  return std::pair{std::move(listener), static_cast<int>(ntohs(near.sin_port))};
}

}  // namespace

Result<std::shared_ptr<NetworkSimulator>> NetworkSimulator::start(const std::string& platformUrl) {
  const auto address = parse(platformUrl);
  if (!address) {
    return fail(address.error());
  }
  const auto farEnd = lookUp(*address);
  if (!farEnd) {
    return fail(farEnd.error());
  }
  auto listener = listenOnLoopback();
  if (!listener) {
    return fail(listener.error());
  }
  Descriptor wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!wake.good()) {
    return fail(kNetwork, Fault::ServiceUnavailable, std::string("eventfd: ") + std::strerror(errno));
  }
  const auto url = "http://127.0.0.1:" + std::to_string(listener->second) + address->prefix;
  auto relay = std::make_shared<Relay>(*farEnd, std::move(listener->first), std::move(wake));
  return std::shared_ptr<NetworkSimulator>(new NetworkSimulator(url, std::move(relay)));
}

NetworkSimulator::NetworkSimulator(std::string url, std::shared_ptr<Relay> relay)
    : m_url(std::move(url)),
      m_relay(std::move(relay)),
      m_thread([work = m_relay](const std::stop_token& stop) { work->run(stop); }) {}

NetworkSimulator::~NetworkSimulator() {
  m_thread.request_stop();
  m_relay->ring();
  m_thread.join();
}

void NetworkSimulator::down() {
  m_relay->change([](LineFaults& faults) { faults.down = true; });
}

void NetworkSimulator::up() {
  m_relay->change([](LineFaults& faults) { faults = {}; });
}

void NetworkSimulator::slow(std::size_t bytesPerSecond, std::chrono::milliseconds latency) {
  m_relay->change([&](LineFaults& faults) {
    faults.bytesPerSecond = bytesPerSecond;
    faults.latency = std::max(latency, std::chrono::milliseconds{0});
  });
}

void NetworkSimulator::halfReply(int count) {
  m_relay->change([count](LineFaults& faults) { faults.halfReplies = std::max(0, count); });
}

bool NetworkSimulator::isDown() const {
  return m_relay->faults().down;
}

bool NetworkSimulator::isSlow() const {
  const auto faults = m_relay->faults();
  return faults.bytesPerSecond > 0 || faults.latency.count() > 0;
}

int NetworkSimulator::halfRepliesLeft() const {
  return m_relay->faults().halfReplies;
}

int NetworkSimulator::connections() const {
  return m_relay->connections();
}

}  // namespace xiaowu::simulator
