#include "tests/integration/platform/Client.h"

#include "tests/support/openapi/TestOpenApi.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

extern char** environ;

namespace {

// Starts a program with its standard output in a pipe.
struct Child {
  pid_t pid = -1;
  int output = -1;

  explicit Child(std::vector<std::string> arguments) {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> argv;
    for (auto& argument : arguments) {
      argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    REQUIRE(::posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    output = ends[0];
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid > 0) {
      end(SIGKILL);
    }
    ::close(output);
  }

  std::string line() {
    std::string text;
    char c = 0;
    while (::read(output, &c, 1) == 1 && c != '\n') {
      text += c;
    }
    return text;
  }
  std::string everything() {
    std::string text;
    std::array<char, 4096> chunk{};
    ssize_t count = 0;
    while ((count = ::read(output, chunk.data(), chunk.size())) > 0) {
      text.append(chunk.data(), static_cast<std::size_t>(count));
    }
    return text;
  }
  int wait() {
    int status = 0;
    ::waitpid(pid, &status, 0);
    pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  int end(int signal) {
    ::kill(pid, signal);
    return wait();
  }
};

// A disk of a hundred megabytes as the data folder, where the test may mount one.
struct SmallDisk {
  explicit SmallDisk(std::filesystem::path where) : path(std::move(where)) {
    std::filesystem::create_directories(path);
    isMounted = ::mount("tmpfs", path.c_str(), "tmpfs", 0, "size=100m") == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (isMounted) {
      ::umount2(path.c_str(), MNT_DETACH);
    }
  }
  /// To the last byte.
  void fill() const {
    const int file = ::open((path / "filler").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    std::vector<char> block(1 << 20, 'x');
    while (block.size() > 0) {
      if (::write(file, block.data(), block.size()) <= 0) {
        block.resize(block.size() / 2);
      }
    }
    ::close(file);
  }
  void makeRoom() const { std::filesystem::remove(path / "filler"); }

  std::filesystem::path path;
  bool isMounted = false;
};

// The program on a data folder; can be killed and started again.
struct Server {
  TemporaryFolder folder;
  std::unique_ptr<SmallDisk> disk;
  std::unique_ptr<Child> child;
  std::uint16_t port = 0;
  Kiosk kiosk{"XY-001", 0};
  Json publicFile;

  explicit Server(bool onSmallDisk = false) {
    if (onSmallDisk) {
      disk = std::make_unique<SmallDisk>(folder.path / "data");
    }
    REQUIRE(Child({places::program("xiaowu-platform"), "init", "--data", data()}).wait() == 0);
    Child enrol({places::program("xiaowu-platform"), "enrol", "--data", data(), "--kiosk", kiosk.id(),
                 "--key", kiosk.publicKey(), "--area", "430624"});
    REQUIRE(enrol.wait() == 0);
    start();
  }
  [[nodiscard]] std::string data() const { return (folder.path / "data").string(); }
  void start() {
    child = std::make_unique<Child>(std::vector<std::string>{places::program("xiaowu-platform"), "--data",
                                                             data(), "--listen", "127.0.0.1:0", "--faults"});
    const auto line = child->line();
    REQUIRE(line.rfind("listening 127.0.0.1:", 0) == 0);
    port = static_cast<std::uint16_t>(std::stoi(line.substr(20)));
    kiosk.connectTo(port);
    publicFile = Json::parse(std::ifstream(folder.path / "data/public.json"));
  }
  void kill9() {
    child->end(SIGKILL);
    start();
  }
  [[nodiscard]] Filing filing(std::int64_t seq) const {
    Filing filing;
    filing.seq = seq;
    filing.seal(crypto::keyFromBase64(publicFile["sealingKey"].get<std::string>()).value(),
                publicFile["keyId"]);
    return filing;
  }
};

std::string proofBody(const std::string& requestId) {
  return Json{{"requestId", requestId},
              {"service", "real-estate-query"},
              {"identityLevel", "L2"},
              {"holder", {{"name", "李伟"}, {"idNumber", "430624199308150019"}}},
              {"evidence", {{"way", "face"}}}}
      .dump();
}

std::string inBrowser(const std::string& url) {
  TemporaryFolder profile;
  Child browser({"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--user-data-dir=" + profile.path.string(), "--dump-dom", url});
  auto dom = browser.everything();
  browser.wait();
  return dom;
}

}  // namespace

TEST_CASE("killed after a part and again after the commit: one case, the same receipt") {
  Server server;
  const auto filing = server.filing(1);
  CHECK(filing.put(server.kiosk, 0).status == 201);
  server.kill9();
  const auto state = Json::parse(server.kiosk.call("GET", "/v1/submissions/" + filing.id.text()).body);
  CHECK(state["parts"] == Json::array({0}));
  CHECK(filing.put(server.kiosk, 0).status == 200);
  CHECK(filing.put(server.kiosk, 1).status == 201);
  CHECK(filing.put(server.kiosk, 2).status == 201);
  server.kill9();
  const std::string fault = R"({"dropAnswer":1})";
  CHECK(sendRaw(server.port, "POST /test/faults HTTP/1.1\r\nHost: t\r\nContent-Length: " +
                                 std::to_string(fault.size()) + "\r\n\r\n" + fault)
            .status == 200);
  CHECK(filing.file(server.kiosk).status == 0);  // stored, the answer is lost
  server.kill9();
  const auto receipt = filing.file(server.kiosk);
  CHECK(receipt.status == 200);
  server.kill9();
  CHECK(filing.file(server.kiosk).body == receipt.body);
  const auto counts = Json::parse(get(server.port, "/test/state").body);
  CHECK(counts["cases"] == 1);
  CHECK(counts["submissions"].size() == 1);
}

TEST_CASE(
    "SIGTERM ends the program cleanly, its secrets are for its user only, a second start keeps its keys") {
  Server server;
  const auto before = server.publicFile["keyId"];
  CHECK(server.child->end(SIGTERM) == 0);
  for (const auto& entry : std::filesystem::directory_iterator(server.folder.path / "data/keys")) {
    INFO(entry.path().filename().string());
    CHECK((entry.status().permissions() &
           (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
  }
  server.start();
  CHECK(server.publicFile["keyId"] == before);
  CHECK(server.child->end(SIGINT) == 0);
  CHECK(Child({places::program("xiaowu-platform"), "--listen", "127.0.0.1:0"}).wait() == 2);
  CHECK(Child({places::program("xiaowu-platform"), "--data", server.data(), "--listen", "nonsense"}).wait() ==
        2);
  CHECK(Child({places::program("xiaowu-platform"), "enrol", "--data", server.data(), "--kiosk", "XY 1",
               "--key", "AAAA", "--area", "1"})
            .wait() == 1);
}

TEST_CASE("only init makes a platform: whatever is missing stops the start, and a typo makes nothing") {
  Server server;
  const auto program = places::program("xiaowu-platform");
  const auto serve = [&](const std::string& data) {
    return Child({program, "--data", data, "--listen", "127.0.0.1:0"}).wait();
  };
  CHECK(serve(server.data()) == 1);  // one process works in a folder
  CHECK(Child({program, "init", "--data", server.data()}).wait() == 1);
  const auto typo = (server.folder.path / "typo").string();
  CHECK(serve(typo) == 1);
  CHECK(Child({program, "enrol", "--data", typo, "--kiosk", "XY-002", "--key", server.kiosk.publicKey(),
               "--area", "430624"})
            .wait() == 1);
  CHECK_FALSE(std::filesystem::exists(typo));
  CHECK(server.child->end(SIGTERM) == 0);
  const auto aside = server.folder.path / "aside";
  for (const auto* name : {"keys/signing.key", "keys/sealing.key", "keys/pepper.key", "keys/operator.token",
                           "platform.sqlite"}) {
    INFO(name);
    const auto file = server.folder.path / "data" / name;
    std::filesystem::rename(file, aside);
    CHECK(serve(server.data()) == 1);
    CHECK_FALSE(std::filesystem::exists(file));
    std::ofstream(file).close();  // empty is as good as missing
    CHECK(serve(server.data()) == 1);
    CHECK(Child({program, "init", "--data", server.data()}).wait() == 1);
    CHECK(std::filesystem::file_size(file) == 0);
    std::filesystem::rename(aside, file);
  }
  const auto before = server.publicFile;
  server.start();
  CHECK(server.publicFile["keyId"] == before["keyId"]);
}

TEST_CASE("on a full disk it starts and serves what only reads, says so, and goes on by itself with room") {
  Server server(true);
  if (!server.disk->isMounted) {
    std::cout << "skipped: only root can mount a disk that is full\n";
    return;
  }
  const auto proof = Json::parse(server.kiosk.call("POST", "/v1/proofs", proofBody("request-1")).body);
  const auto code = proof["checkCode"].get<std::string>();
  const auto filing = server.filing(1);
  REQUIRE(filing.put(server.kiosk, 0).status == 201);
  const auto health = [&] { return Json::parse(get(server.port, "/v1/health").body); };
  const auto query = [&] { return server.kiosk.call("POST", "/v1/records/query", proofBody("request-2")); };
  const bool isKilled = GENERATE(false, true);  // then what was committed last is in the log alone
  CHECK(health()["database"] == "ok");
  server.child->end(isKilled ? SIGKILL : SIGTERM);
  server.disk->fill();
  server.start();
  CHECK(health()["status"] == "down");
  CHECK(health()["storage"] == "full");
  CHECK((isKilled || health()["database"] == "read-only"));
  CHECK(health()["keys"] == "ok");
  CHECK(health()["clock"] == "ok");
  CHECK(Json::parse(get(server.port, "/v1/verify/" + code).body)["result"] == "notPrinted");
  CHECK(get(server.port, "/verify?code=" + code).body.find("已签发，未确认出纸") != std::string::npos);
  CHECK(get(server.port, "/case/" + filing.id.text()).status == 200);
  for (const auto& refused : {query(), filing.put(server.kiosk, 1)}) {
    CHECK(refused.status == 503);
    CHECK_FALSE(refused.header("Retry-After").empty());
  }
  CHECK(Json::parse(server.kiosk.call("GET", "/v1/submissions/" + filing.id.text()).body)["parts"] ==
        Json({0}));
  server.disk->makeRoom();
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (health()["status"] == "down" && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(health()["database"] == "ok");
  CHECK(query().status == 200);
  CHECK(filing.sendAll(server.kiosk).status == 201);
}

TEST_CASE("an init that was cut off may be done again") {
  TemporaryFolder folder;
  const auto data = (folder.path / "data").string();
  const auto program = places::program("xiaowu-platform");
  REQUIRE(Child({program, "init", "--data", data}).wait() == 0);
  std::filesystem::remove(folder.path / "data/platform.sqlite");  // as after a power cut in its middle
  std::ofstream(folder.path / "data/init.begun").close();
  CHECK(Child({program, "--data", data, "--listen", "127.0.0.1:0"}).wait() == 1);
  CHECK(Child({program, "init", "--data", data}).wait() == 0);
  CHECK_FALSE(std::filesystem::exists(folder.path / "data/init.begun"));
}

TEST_CASE("a browser shows the one answer: valid, unprinted, unknown") {
  if (std::system("command -v chromium >/dev/null 2>&1") != 0) {
    std::cout << "skipped: no chromium\n";
    return;
  }
  Server server;
  const auto base = "http://127.0.0.1:" + std::to_string(server.port);
  const auto proof = Json::parse(server.kiosk.call("POST", "/v1/proofs", proofBody("request-1")).body);
  const std::string url = proof["verifyUrl"];
  REQUIRE(url.rfind(base + "/verify?code=", 0) == 0);
  CHECK(inBrowser(url).find("<h1 class=\"long\">已签发，未确认出纸</h1>") != std::string::npos);
  CHECK(server.kiosk
            .call("POST", "/v1/proofs/" + proof["proofId"].get<std::string>() + "/printed",
                  R"({"sheetsOut":1})")
            .status == 200);
  const auto valid = inBrowser(url);
  CHECK(valid.find("<h1>有效</h1>") != std::string::npos);
  CHECK(valid.find("李*") != std::string::npos);
  const auto unknown = inBrowser(base + "/verify?code=0000-0000-0000-0000%22%3E%3Cimg%3E");
  CHECK(unknown.find("<h1>查无此证</h1>") != std::string::npos);
  CHECK(unknown.find("<img") == std::string::npos);
}
