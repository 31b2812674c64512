// Answers that another thread makes: the server's I/O threads stay free, and the end of either side is
// orderly.
#include "platform/server/comparisons/ComparisonPool.h"
#include "tests/integration/platform/Client.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <atomic>
#include <future>

using namespace xiaowu;
using namespace xiaowu::testing;
using platform::HttpRequest;
using platform::HttpResponse;
using platform::HttpServer;

namespace {

using Answer = std::function<void(HttpResponse)>;

HttpResponse withBody(std::string body) {
  HttpResponse response;
  response.body = std::move(body);
  return response;
}

/// One I/O thread; /later hands its answer function out, everything else is answered at once.
struct LateServer {
  std::promise<Answer> asked;
  std::future<Answer> answer = asked.get_future();
  HttpServer server{{"127.0.0.1", 0, 1, {}},
                    [this](const HttpRequest& request) {
                      if (request.path != "/later") {
                        return withBody("now");
                      }
                      HttpResponse response;
                      response.later = [this](Answer given) { asked.set_value(std::move(given)); };
                      return response;
                    },
                    [](const platform::HttpHead&) { return platform::Admission{}; }};
  std::uint16_t port = server.start().value();
};

auto startWith(const std::filesystem::path& models, const std::filesystem::path& decoder) {
  platform::ComparisonOptions options;
  options.models = models;
  options.photoDecoder = decoder;
  return platform::ComparisonPool::start(options);
}

constexpr std::string_view kLater = "GET /later HTTP/1.1\r\nHost: t\r\n\r\n";
constexpr std::string_view kNow = "GET /now HTTP/1.1\r\nHost: t\r\n\r\n";

}  // namespace

TEST_CASE("while one answer is being made, the only I/O thread serves others") {
  LateServer late;
  Wire waiting(late.port);
  REQUIRE(waiting.send(kLater));
  const auto answer = late.answer.get();
  CHECK(sendRaw(late.port, kNow).body == "now");
  answer(withBody("late"));
  answer(withBody("twice"));
  CHECK(waiting.reply().body == "late");
  REQUIRE(waiting.send(kNow));  // the connection goes on
  CHECK(waiting.reply().body == "now");
}

TEST_CASE("an answer after the server has stopped, or to a client that has gone, is nobody's") {
  Answer answer;
  SECTION("stopped") {
    LateServer late;
    Wire waiting(late.port);
    REQUIRE(waiting.send(kLater));
    answer = late.answer.get();
    late.server.stop();
    CHECK(waiting.closed());
    answer(withBody("late"));
  }
  SECTION("destroyed") {
    {
      LateServer late;
      Wire waiting(late.port);
      REQUIRE(waiting.send(kLater));
      answer = late.answer.get();
    }
    answer(withBody("late"));
  }
  SECTION("gone") {
    LateServer late;
    {
      Wire waiting(late.port);
      REQUIRE(waiting.send(kLater));
      answer = late.answer.get();
    }
    answer(withBody("late"));
    CHECK(sendRaw(late.port, kNow).body == "now");
  }
  SUCCEED();
}

TEST_CASE("a pool without decoder or models says what is missing and takes nothing") {
  const auto bare = platform::ComparisonPool::start({});
  REQUIRE(bare);
  CHECK(platform::comparisonOfferName((*bare)->offer()) == "decoder-missing");
  CHECK_FALSE((*bare)->post([](platform::FaceMatcher&) {}));
  const auto half = startWith({}, PLUGIN_GREY);
  REQUIRE(half);
  CHECK(platform::comparisonOfferName((*half)->offer()) == "models-missing");
  const auto noFile = startWith(places::models(), "/nowhere/decoder.so");
  REQUIRE_FALSE(noFile);
  CHECK(noFile.error().code == "photo.plugin");
  const auto noModels = startWith("/nowhere", PLUGIN_GREY);
  REQUIRE_FALSE(noModels);
  CHECK(noModels.error().code.starts_with("vision."));
}
