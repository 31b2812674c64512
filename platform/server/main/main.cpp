// xiaowu-platform: the reference central platform as one process. Prints "listening 127.0.0.1:PORT" when it
// is ready, ends on SIGTERM and SIGINT.
#include "core/base/Log.h"
#include "platform/server/http/HttpServer.h"
#include "core/storage/FolderLock.h"
#include "platform/server/main/AuditCommand.h"
#include "platform/server/main/BackupCommand.h"
#include "platform/server/main/DataFolder.h"
#include "platform/server/main/Platform.h"
#include "platform/server/main/RequeueCommand.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <map>
#include <optional>

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

constexpr const char* kUsage =
    "xiaowu-platform init --data DIR\n"
    "xiaowu-platform --data DIR --listen ADDRESS:PORT [--public-url URL] [--seed FILE] [--services DIR] "
    "[--threads N] [--proxy ADDRESS] [--faults]\n"
    "                [--models DIR --photo-decoder FILE [--comparison-threads N]] [--keep-proofs DAYS] "
    "[--keep-unfinished DAYS] [--keep-audit DAYS]\n"
    "xiaowu-platform enrol --data DIR --kiosk ID --key BASE64 --area 430624 [--compare-faces]\n"
    "xiaowu-platform backup --data DIR --to NEW-DIR\n"
    "xiaowu-platform restore --from BACKUP-DIR --data DIR [--unsure-days N] [--epoch-above N]\n"
    "xiaowu-platform requeue --data DIR --kiosk ID [--submission UUID]\n"
    "xiaowu-platform commands --data DIR [--kiosk ID]\n"
    "xiaowu-platform audit --data DIR [--kiosk ID] [--staff CARD] [--since TIME] [--until TIME] [--limit "
    "N]\n";

constexpr rlim_t kOpenFiles = 4096;
constexpr int kKeptDaysMax = 36'500;
constexpr int kAuditDaysMin = 180;  // the law wants six months of logs
constexpr storage::ErrorCodes kFolderCodes{platform::errors::kDataFolder, platform::errors::kDataFolder,
                                           platform::errors::kDataFolder, platform::errors::kDataFolder};

int usage(const std::string& what) {
  std::cerr << what << '\n' << kUsage;
  return 2;
}

int failed(const Error& error) {
  std::cerr << describe(error) << '\n';
  return 1;
}

bool isAddress(const std::string& text) {
  in6_addr ignored{};
  return inet_pton(AF_INET, text.c_str(), &ignored) == 1 || inet_pton(AF_INET6, text.c_str(), &ignored) == 1;
}

struct Arguments {
  bool init = false;
  bool enrol = false;
  std::string tool;  ///< a command beside a running platform, or before one
  bool faults = false;
  bool compareFaces = false;
  std::map<std::string, std::string> values;
  std::string problem;
};

bool isTool(const std::string& word) {
  constexpr std::array<std::string_view, 5> kTools{"audit", "backup", "restore", "requeue", "commands"};
  return std::find(kTools.begin(), kTools.end(), word) != kTools.end();
}

Arguments parse(int argc, char** argv) {
  Arguments arguments;
  const std::vector<std::string> known{"--data",
                                       "--listen",
                                       "--public-url",
                                       "--seed",
                                       "--services",
                                       "--threads",
                                       "--kiosk",
                                       "--key",
                                       "--area",
                                       "--models",
                                       "--proxy",
                                       "--staff",
                                       "--since",
                                       "--until",
                                       "--limit",
                                       "--to",
                                       "--from",
                                       "--unsure-days",
                                       "--epoch-above",
                                       "--submission",
                                       "--keep-proofs",
                                       "--keep-unfinished",
                                       "--keep-audit",
                                       "--photo-decoder",
                                       "--comparison-threads"};
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (i == 1 && (argument == "enrol" || argument == "init")) {
      arguments.enrol = argument == "enrol";
      arguments.init = argument == "init";
    } else if (i == 1 && isTool(argument)) {
      arguments.tool = argument;
    } else if (argument == "--faults") {
      arguments.faults = true;
    } else if (argument == "--compare-faces") {
      arguments.compareFaces = true;
    } else if (std::find(known.begin(), known.end(), argument) == known.end() || i + 1 == argc) {
      arguments.problem = "cannot use " + argument;
      return arguments;
    } else {
      arguments.values[argument] = argv[++i];
    }
  }
  if (arguments.values["--data"].empty()) {
    arguments.problem = "--data is missing";
  }
  return arguments;
}

template <typename Number>
bool readNumber(const std::string& text, Number& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size();
}

/// Connections, bodies and the database are open files; what the shell allows is often 1,024.
void allowManyFiles() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < kOpenFiles) {
    limit.rlim_cur = std::min<rlim_t>(kOpenFiles, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
}

/// A whole number of days into `age`; false: it is none, or out of bounds.
bool readDays(const Arguments& arguments, const char* name, int leastDays, std::chrono::hours& age) {
  const auto given = arguments.values.find(name);
  if (given == arguments.values.end()) {
    return true;
  }
  int days = 0;
  if (!readNumber(given->second, days) || days < leastDays || days > kKeptDaysMax) {
    return false;
  }
  age = std::chrono::hours(24 * days);
  return true;
}

bool readAges(const Arguments& arguments, Ages& ages) {
  return readDays(arguments, "--keep-proofs", 1, ages.proofPapers) &&
         readDays(arguments, "--keep-unfinished", 1, ages.unfinished) &&
         readDays(arguments, "--keep-audit", kAuditDaysMin, ages.audit);
}

int serve(Platform& platform, Arguments& arguments) {
  HttpServer::Options options;
  const std::string listen = arguments.values["--listen"];
  const auto colon = listen.rfind(':');
  if (colon == std::string::npos || !readNumber(listen.substr(colon + 1), options.port)) {
    return usage("--listen ADDRESS:PORT");
  }
  options.address = listen.substr(0, colon);
  if (const auto& proxy = arguments.values["--proxy"]; !proxy.empty()) {
    if (!isAddress(proxy)) {
      return usage("--proxy wants the address that nginx connects from, such as 127.0.0.1");
    }
    options.proxies.insert(proxy);
  }
  if (arguments.values.count("--threads") > 0 &&
      (!readNumber(arguments.values["--threads"], options.threads) || options.threads < 1 ||
       options.threads > 64)) {
    return usage("--threads 1…64");
  }
  options.arrivals = platform.arrivals();
  HttpServer server(
      options, [&](const HttpRequest& request) { return platform.handle(request); },
      [&](const HttpHead& head) { return platform.admit(head); },
      [&](const HttpHead& head, HttpResponse& response) { platform.complete(head, response); });
  sigset_t signals;  // blocked before any thread exists, taken by waitForSignal
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto port = server.listen();
  if (!port) {
    return failed(port.error());
  }
  const auto address = options.address + ":" + std::to_string(*port);
  const auto chosen = arguments.values["--public-url"];
  if (const auto set = platform.setPublicUrl(chosen.empty() ? "http://" + address : chosen); !set) {
    return failed(set.error());
  }
  if (const auto started = server.start(); !started) {
    return failed(started.error());
  }
  platform.upkeep().start();
  std::cout << "listening " << address << '\n' << std::flush;
  HttpServer::waitForSignal();
  server.stop();
  platform.upkeep().stop();
  return 0;
}

int init(const PlatformOptions& options) {
  if (const auto begun = beginDataFolder(options.data); !begun) {
    return failed(begun.error());
  }
  const SystemClock clock;
  if (const auto made = Platform::open(options, clock); !made) {
    return failed(made.error());
  }
  const auto finished = finishDataFolder(options.data);
  return finished ? 0 : failed(finished.error());
}

int runRestore(Arguments& arguments) {
  RestoreOptions options{arguments.values["--from"], arguments.values["--data"]};
  const auto given = [&](const char* name) { return arguments.values.count(name) > 0; };
  if (options.from.empty() ||
      (given("--unsure-days") && (!readNumber(arguments.values["--unsure-days"], options.unsureDays) ||
                                  options.unsureDays < 0 || options.unsureDays > 3650)) ||
      (given("--epoch-above") && (!readNumber(arguments.values["--epoch-above"], options.epochAbove) ||
                                  options.epochAbove < 0 || options.epochAbove > 1'000'000))) {
    return usage("restore wants --from, --unsure-days 0…3650, --epoch-above 0…1000000");
  }
  const auto restored = restore(options, SystemClock(), std::cout);
  return restored ? 0 : failed(restored.error());
}

int runTool(Arguments& arguments) {
  auto& values = arguments.values;
  const std::filesystem::path data = values["--data"];
  const SystemClock clock;
  if (arguments.tool == "restore") {
    return runRestore(arguments);
  }
  if (arguments.tool == "backup" && values["--to"].empty()) {
    return usage("backup wants --to");
  }
  Result<void> done;
  if (arguments.tool == "audit") {
    done = printAudit(data, values, std::cout);
  } else if (arguments.tool == "backup") {
    done = backUp(data, values["--to"], clock, std::cout);
  } else if (arguments.tool == "requeue") {
    done = orderRequeue(data, values["--kiosk"], values["--submission"], clock, std::cout);
  } else {
    done = printCommands(data, values["--kiosk"], std::cout);
  }
  return done ? 0 : failed(done.error());
}

int run(const PlatformOptions& options, Arguments& arguments) {
  if (const auto whole = checkDataFolder(options.data); !whole) {
    return failed(whole.error());
  }
  std::optional<storage::FolderLock> lock;
  if (!arguments.enrol) {  // a kiosk is enrolled while the platform runs
    auto taken = storage::FolderLock::take(options.data, kFolderCodes);
    if (!taken) {
      return failed(taken.error());
    }
    lock = std::move(*taken);
  }
  const SystemClock clock;
  auto platform = Platform::open(options, clock);
  if (!platform) {
    return failed(platform.error());
  }
  if (!arguments.enrol) {
    return serve(**platform, arguments);
  }
  const auto enrolled = (*platform)->enrol(arguments.values["--kiosk"], arguments.values["--key"],
                                           arguments.values["--area"], arguments.compareFaces);
  return enrolled ? 0 : failed(enrolled.error());
}

}  // namespace

int main(int argc, char** argv) {
  installLogFormat();
  signal(SIGPIPE, SIG_IGN);
  umask(0077);
  allowManyFiles();
  auto arguments = parse(argc, argv);
  if (!arguments.problem.empty()) {
    return usage(arguments.problem);
  }
  PlatformOptions options{.data = arguments.values["--data"],
                          .seed = arguments.values["--seed"],
                          .services = arguments.values["--services"],
                          .contract = {},
                          .faults = arguments.faults};
  if (!arguments.enrol && !arguments.init) {  // these need no nets
    options.comparisons.models = arguments.values["--models"];
    options.comparisons.photoDecoder = arguments.values["--photo-decoder"];
    auto& threads = options.comparisons.threads;
    if (arguments.values.count("--comparison-threads") > 0 &&
        (!readNumber(arguments.values["--comparison-threads"], threads) || threads < 1 || threads > 64)) {
      return usage("--comparison-threads 1…64");
    }
  }
  if (!readAges(arguments, options.ages)) {
    return usage("--keep-proofs, --keep-unfinished: days from 1; --keep-audit: from 180");
  }
  if (!arguments.tool.empty()) {
    return runTool(arguments);
  }
  return arguments.init ? init(options) : run(options, arguments);
}
