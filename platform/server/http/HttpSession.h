#pragma once
// One connection of the HttpServer, and what all of them share. Private to HttpServer.cpp and
// HttpSession.cpp, which wrap Boost.Beast.

#include "core/crypto/Sealing.h"
#include "platform/server/http/BodyQuota.h"
#include "platform/server/http/ConnectionTable.h"
#include "platform/server/http/HttpServer.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace xiaowu::platform {

namespace net = boost::asio;
namespace beast = boost::beast;
using Tcp = net::ip::tcp;
using Code = beast::error_code;

constexpr std::size_t kReadBuffer =
    64 * 1024;  // Beast reads large bodies four times faster with it than with its default

// Sessions live in the handlers that wait inside `io`; it is destroyed before what their destructors touch.
struct HttpServer::Data {
  class Session;

  /// What a function that answers later may touch: nothing once the server has stopped.
  struct Gate {
    std::mutex mutex;
    Data* data = nullptr;
  };

  Data(Options o, Handler h, Admit a, Complete c)
      : options(std::move(o)),
        handler(std::move(h)),
        admission(std::move(a)),
        complete(std::move(c)),
        bodies(options.limits),
        table({options.limits.connectionsMax, options.limits.strangersPerAddressMax,
               options.limits.connectionsPerSenderMax}),
        acceptor(net::make_strand(io)),
        acceptTimer(acceptor.get_executor()) {}
  void accept();
  void acceptLater(Code problem);
  void admit(Tcp::socket socket);
  /// This connection has proven to be this sender's.
  void recognise(ConnectionTable::Id id, const std::string& sender);
  void rest(ConnectionTable::Id id, bool isResting);
  void sendAway(ConnectionTable::Id id);
  void answerLater(const std::shared_ptr<Session>& session, HttpResponse outer);

  Options options;
  Handler handler;
  Admit admission;
  Complete complete;
  BodyQuota bodies;
  std::atomic<bool> stopping{false};
  std::mutex mutex;
  ConnectionTable table;                                      ///< under the mutex
  std::map<ConnectionTable::Id, Session*> sessions;           ///< likewise
  std::map<std::uint64_t, std::shared_ptr<Session>> waiting;  ///< for an answer from another thread
  std::uint64_t lastWaiting = 0;
  std::shared_ptr<Gate> gate = std::make_shared<Gate>();
  net::io_context io;
  Tcp::acceptor acceptor;
  net::steady_timer acceptTimer;
  std::atomic<bool> acceptPaused{false};
  std::vector<std::thread> threads;
};

// One connection: head → admission → body → handler → answer, again until either side wants to close. All of
// it on the connection's strand.
class HttpServer::Data::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Data& data, ConnectionTable::Id id, Tcp::socket socket);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();
  void run();
  /// The answer that another thread has made.
  void answerNow(HttpResponse response);
  /// Only when no thread serves any more.
  void abandon();
  /// From any thread: a connection between two requests is closed, a busy one after its answer.
  void stopSoon();
  /// From any thread: its place is needed.
  void giveWay();

 private:
  void awaitRequest();
  void beginHead();
  void readHead();
  void examineHead();
  [[nodiscard]] int longHeadStatus() const;
  // Beast reads the same head again for the body's framing; what it does not like is refused even if the
  // strict check let it pass.
  void parseHead(std::size_t end);
  void admitHead();
  void sayContinue();
  // HttpBody.cpp: from the admitted head to the whole body.
  [[nodiscard]] bool keepRoom();
  void beginBody();
  void readBody();
  void bodyFailed(Code problem);
  void tookPiece(std::size_t bytes);
  [[nodiscard]] bool keepPiece(ByteView piece);
  void endBody();
  void act();
  void deliver(HttpResponse response);
  void finish(HttpResponse response);
  void refuse(int status);
  void write(HttpResponse response, bool keep, bool headOnly);
  // Closing with unread bytes would send a reset, and the peer might lose the answer with it.
  void closeGently();
  void drain();
  void releaseBody();

  Data& m_data;
  beast::tcp_stream m_stream;
  net::steady_timer m_delay;
  beast::flat_buffer m_buffer{kReadBuffer * 2};
  std::array<char, 8192> m_chunk{};
  std::string m_input;
  std::optional<beast::http::request_parser<beast::http::buffer_body>> m_parser;
  HttpRequest m_request;
  Admission m_admission;
  std::optional<crypto::Sha256> m_hash;
  std::vector<char> m_piece;
  std::chrono::steady_clock::time_point m_bodyEnd;
  std::uint64_t m_taken = 0;     ///< bytes of the body so far
  std::uint64_t m_reserved = 0;  ///< of the sender's quota
  bool m_holdsRoom = false;
  const ConnectionTable::Id m_id;
  bool m_known = false;  ///< somebody has proven himself over this connection
  std::size_t m_drained = 0;
  bool m_idle = false;
  bool m_refused = false;
};

}  // namespace xiaowu::platform
