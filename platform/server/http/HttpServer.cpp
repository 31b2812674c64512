#include "platform/server/http/HttpServer.h"

#include "core/base/Log.h"
#include "platform/server/http/HttpSession.h"

#include <signal.h>

namespace xiaowu::platform {
namespace {

constexpr std::chrono::seconds kStopTime{3};
constexpr std::chrono::milliseconds kAcceptPause{100};

bool isShortOfResources(Code problem) {
  namespace error = boost::system::errc;
  return problem == error::too_many_files_open || problem == error::too_many_files_open_in_system ||
         problem == error::no_buffer_space || problem == error::not_enough_memory;
}

/// An IPv4 peer of a socket that speaks both is an IPv4 address.
std::string nameOf(net::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
  }
  return address.to_string();
}

/// As peers are called, however the operator writes them.
std::set<std::string> namesOf(const std::set<std::string>& typed) {
  std::set<std::string> names;
  for (const auto& text : typed) {
    Code problem;
    const auto address = net::ip::make_address(text, problem);
    names.insert(problem ? text : nameOf(address));
  }
  return names;
}

}  // namespace

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
      return accept();
    }
    if (isShortOfResources(problem)) {
      return acceptLater(problem);
    }
    accept();
  });
}

// Without a handle the connection stays in the queue, and asking for it again at once would only be told the
// same: as fast as a processor can ask.
void HttpServer::Data::acceptLater(Code problem) {
  if (!acceptPaused.exchange(true)) {
    qCWarning(logPlatform, "no new connections for now: %s", problem.message().c_str());
  }
  acceptTimer.expires_after(kAcceptPause);
  acceptTimer.async_wait([this](Code stopped) {
    if (!stopped && !stopping) {
      accept();
    }
  });
}

void HttpServer::Data::admit(Tcp::socket socket) {
  if (acceptPaused.exchange(false)) {
    qCInfo(logPlatform, "new connections are accepted again");
  }
  Code ignored;
  const auto address = nameOf(socket.remote_endpoint(ignored).address());
  ConnectionTable::Entered entered;
  {
    const std::lock_guard lock(mutex);
    entered = table.enter(address, !options.proxies.contains(address));
  }
  if (entered.leaving) {
    sendAway(*entered.leaving);
  }
  if (!entered.id) {
    constexpr std::string_view kBusy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: "
        "close\r\n\r\n";
    socket.non_blocking(true, ignored);
    socket.write_some(net::buffer(kBusy), ignored);
    return;
  }
  socket.set_option(Tcp::no_delay(true), ignored);
  std::make_shared<Session>(*this, *entered.id, std::move(socket))->run();
}

void HttpServer::Data::recognise(ConnectionTable::Id id, const std::string& sender) {
  std::optional<ConnectionTable::Id> leaving;
  {
    const std::lock_guard lock(mutex);
    leaving = table.recognise(id, sender);
  }
  if (leaving) {
    sendAway(*leaving);
  }
}

void HttpServer::Data::rest(ConnectionTable::Id id, bool isResting) {
  const std::lock_guard lock(mutex);
  table.rest(id, isResting);
}

void HttpServer::Data::sendAway(ConnectionTable::Id id) {
  std::shared_ptr<Session> session;  // released outside the lock: the last owner's destructor takes it
  {
    const std::lock_guard lock(mutex);
    const auto found = sessions.find(id);
    if (found != sessions.end()) {
      session = found->second->weak_from_this().lock();
    }
  }
  if (session) {
    session->giveWay();
  }
}

HttpServer::HttpServer(Options options, Handler handler, Admit admit, Complete complete)
    : m_data(std::make_unique<Data>(std::move(options), std::move(handler), std::move(admit),
                                    std::move(complete))) {
  m_data->gate->data = m_data.get();
  m_data->options.proxies = namesOf(m_data->options.proxies);
}

HttpServer::~HttpServer() {
  stop();
}

Result<std::uint16_t> HttpServer::listen() {
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
  return m_data->acceptor.local_endpoint().port();
}

Result<std::uint16_t> HttpServer::start() {
  if (!m_data->acceptor.is_open()) {
    if (auto listening = listen(); !listening) {
      return listening;
    }
  }
  Code ignored;
  const auto port = m_data->acceptor.local_endpoint(ignored).port();
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
    data->acceptTimer.cancel();
  });
  std::vector<std::shared_ptr<Data::Session>>
      open;  // released outside the lock: the last owner's destructor takes it
  {
    const std::lock_guard lock(m_data->mutex);
    for (const auto& [id, session] : m_data->sessions) {
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
  for (const auto& [id, session] : m_data->sessions) {
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
