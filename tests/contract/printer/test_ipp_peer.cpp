// What only a wire can do to the IPP driver: silence, nonsense, a closed door in mid-answer; and what the
// printer process leaves behind.

#include "tests/contract/printer/PrinterHarnesses.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <thread>

using namespace xiaowu;
using namespace xiaowu::drivers;
using namespace xiaowu::tests;
using namespace std::chrono_literals;
namespace codes = xiaowu::drivers::errors;

namespace {

/// A server that accepts every connection and answers with fixed bytes, or never.
class FixedServer {
 public:
  explicit FixedServer(std::string answer)
      : m_answer(std::move(answer)), m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    REQUIRE(::bind(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    REQUIRE(::listen(m_fd, 16) == 0);
    REQUIRE(::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &length) == 0);
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }
  FixedServer(const FixedServer&) = delete;
  FixedServer& operator=(const FixedServer&) = delete;
  ~FixedServer() {
    m_thread.request_stop();
    m_thread.join();
    for (const int client : m_clients) {
      ::close(client);
    }
    ::close(m_fd);
  }
  [[nodiscard]] std::string uri(const std::string& scheme = "ipp") const {
    return scheme + "://127.0.0.1:" + std::to_string(m_port) + "/ipp/print";
  }

 private:
  void serve(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      pollfd waiter{m_fd, POLLIN, 0};
      if (::poll(&waiter, 1, 20) <= 0) {
        continue;
      }
      const int client = ::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC);
      m_clients.push_back(client);
      pollfd request{client, POLLIN, 0};
      char byte = 0;
      if (!m_answer.empty() && ::poll(&request, 1, 1000) > 0 && ::recv(client, &byte, 1, 0) == 1) {
        static_cast<void>(::send(client, m_answer.data(), m_answer.size(), MSG_NOSIGNAL));
        ::shutdown(client, SHUT_WR);
      }
    }
  }
  std::string m_answer;
  int m_fd;
  int m_port = 0;
  std::vector<int> m_clients;
  std::jthread m_thread;
};

}  // namespace

TEST_CASE("a printer that accepts and never answers is left at the deadline", "[ipp]") {
  const std::string scheme = GENERATE(as<std::string>{}, "ipp", "ipps");
  CAPTURE(scheme);
  const FixedServer silent("");
  const auto printer = makePrinter(silent.uri(scheme)).value();
  const auto start = std::chrono::steady_clock::now();
  const auto health = printer->open(CallContext::within(300ms));
  const auto took = std::chrono::steady_clock::now() - start;
  REQUIRE_FALSE(health);
  CHECK(health.error().code == xiaowu::errors::kTimedOut);
  CHECK(took >= 300ms);
  CHECK(took < 600ms);
}

TEST_CASE("a printer that accepts and never answers is left at a stop request", "[ipp]") {
  const std::string scheme = GENERATE(as<std::string>{}, "ipp", "ipps");
  CAPTURE(scheme);
  const FixedServer silent("");
  const auto printer = makePrinter(silent.uri(scheme)).value();
  std::stop_source stop;
  std::promise<void> started;
  auto call = std::async(std::launch::async, [&] {
    started.set_value();
    return printer->open(CallContext::within(20s, stop.get_token()));
  });
  started.get_future().wait();
  REQUIRE(call.wait_for(150ms) == std::future_status::timeout);  // it is really waiting
  const auto asked = std::chrono::steady_clock::now();
  stop.request_stop();
  const auto health = call.get();
  CHECK(std::chrono::steady_clock::now() - asked < 250ms);
  REQUIRE_FALSE(health);
  CHECK(health.error().code == xiaowu::errors::kCancelled);
}

TEST_CASE("a peer that is no printer is a protocol error, a torn answer a lost printer", "[ipp]") {
  struct Case {
    std::string answer;
    std::string_view code;
  };
  const auto given = GENERATE(values<Case>({
      {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", codes::kProtocol},
      {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello", codes::kProtocol},
      {"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: "
       "9\r\n\r\n\x01\x01\x7f\x7f\x7f\x7f\x7f\x7f\x7f",
       codes::kProtocol},
      {"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 900\r\n\r\n\x01", codes::kGone},
      {"SSH-2.0-OpenSSH_9.2\r\n", codes::kGone},
  }));
  CAPTURE(given.answer);
  const FixedServer peer(given.answer);
  const auto printer = makePrinter(peer.uri()).value();
  const auto health = printer->open(CallContext::within(3s));
  REQUIRE_FALSE(health);
  INFO(describe(health.error()));
  CHECK((health.error().code == given.code || health.error().code == codes::kProtocol));
}

TEST_CASE("a slip printer takes slips and refuses sheets; ipps prints too", "[ipp]") {
  simulator::IppPrinterSetup setup;
  setup.media = {"om_slip_80x200mm", "om_roll_80x3000mm"};
  IppHarness harness(setup);
  const auto printer = makePrinter(harness.control().secureUri()).value();
  const auto opened = printer->open(CallContext::within(10s));
  INFO((opened ? std::string() : describe(opened.error())));
  REQUIRE(opened);
  PrintJob job = jobOf(1);
  job.media = "om_slip_80x200mm";
  REQUIRE(printer->print(job, {}, CallContext::within(20s)));
  job.media = "iso_a4_210x297mm";
  CHECK(printer->print(job, {}, CallContext::within(20s)).error().code == codes::kPrintRefused);
}

TEST_CASE("a printer that was off for a moment has forgotten the job: not printed", "[ipp]") {
  IppHarness harness;
  const auto printer = harness.driver();
  REQUIRE(printer->open(CallContext::within(10s)));
  harness.control().jam(2);
  bool cycled = false;
  const auto outcome = printer->print(
      jobOf(2),
      [&](const PrintProgress& now) {
        if (now.reason == codes::kPaperJam && !cycled) {
          cycled = true;
          REQUIRE(harness.control().turnOff());
          harness.control().clearJam();
          REQUIRE(harness.control().turnOn());
        }
      },
      CallContext::within(20s));
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == codes::kPrintAborted);
  CHECK(outcome.error().detail.find("sheets-out=1") != std::string::npos);
}

TEST_CASE("nothing is left of a printer process", "[ipp]") {
  std::filesystem::path folder;
  {
    IppHarness harness;
    folder = harness.control().printedFolder().parent_path();
    REQUIRE(std::filesystem::exists(folder));
    using std::filesystem::perms;
    CHECK((std::filesystem::status(folder).permissions() & (perms::group_all | perms::others_all)) ==
          perms::none);
  }
  CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("a stop while the job is being made leaves no job behind that blocks the next", "[ipp]") {
  IppHarness harness;
  const auto printer = harness.driver();
  REQUIRE(printer->open(CallContext::within(10s)));
  for (const auto delay : {0ms, 1ms, 2ms, 3ms, 5ms, 8ms}) {
    CAPTURE(delay.count());
    std::stop_source stop;
    auto stopper = std::async(std::launch::async, [&] {
      std::this_thread::sleep_for(delay);  // not a wait for something: scatters the stop over the exchange
      stop.request_stop();
    });
    harness.control().jam(1);  // whatever was sent, nothing comes out
    static_cast<void>(printer->print(jobOf(1), {}, CallContext::within(10s, stop.get_token())));
    stopper.get();
    harness.control().clearJam();
    const auto next = printer->print(jobOf(1), {}, CallContext::within(10s));
    INFO((next ? std::string() : describe(next.error())));
    REQUIRE(next);
  }
}
