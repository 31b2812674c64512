#include "app/main/ProcessFacts.h"

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace xiaowu {
namespace {

std::int64_t statusMb(const std::string& key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(key + ":", 0) == 0) {
      return std::stoll(line.substr(key.size() + 1)) / 1024;
    }
  }
  return 0;
}

}  // namespace

std::chrono::milliseconds millisecondsSinceProcessStart() {
  std::ifstream stat("/proc/self/stat");
  std::string text;
  std::getline(stat, text);
  // The program's name may hold blanks: fields are counted from its closing bracket; starttime is the 22nd.
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string field;
  for (int index = 3; index <= 22; ++index) {
    fields >> field;
  }
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  const auto ticks = static_cast<std::int64_t>(std::stoull(field)) * 1000 / sysconf(_SC_CLK_TCK);
  return std::chrono::milliseconds{now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - ticks};
}

std::int64_t peakRssMb() {
  return statusMb("VmHWM");
}
std::int64_t rssMb() {
  return statusMb("VmRSS");
}

void forbidMemoryDumps() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
}

void returnLargeBlocksAtOnce() {
  constexpr int kLargeBlock = 256 * 1024;
  constexpr int kFreeAtTheTop = 1024 * 1024;
  constexpr int kHeaps = 2;  // one for each thread would keep tens of megabytes that pictures once took
  mallopt(M_ARENA_MAX, kHeaps);
  mallopt(M_MMAP_THRESHOLD, kLargeBlock);
  mallopt(M_TRIM_THRESHOLD, kFreeAtTheTop);
}

}  // namespace xiaowu
