#pragma once
// What the storage tests share: codes to tell the causes apart, a full disk, and a process that is killed.

#include "core/base/Bytes.h"
#include "core/storage/Failure.h"

#include "tests/support/Results.h"
#include "tests/support/TempFolder.h"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>

namespace xiaowu::storage::test {

using xiaowu::test::TempFolder;

inline constexpr ErrorCodes kCodes{"test.unavailable", "test.disk-full", "test.damaged", "test.too-new"};

using xiaowu::test::codeOf;
using xiaowu::test::need;

/// The code that a call on a database ends with.
inline std::string codeOfCall(const std::function<void()>& action) {
  return codeOf(guarded<void>(kCodes, action));
}

inline std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// While it lives no file of this process grows beyond `bytes`: a write fails in its middle, as on a full
/// disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &m_before) == 0);
    auto limited = m_before;
    limited.rlim_cur = bytes;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limited) == 0);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, m_handler);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*m_handler)(int);
  rlimit m_before{};
};

/// A file system of one megabyte, where the system allows one to be mounted.
class SmallFileSystem {
 public:
  explicit SmallFileSystem(const std::filesystem::path& at)
      : m_at(at), m_there(::mount("tmpfs", at.c_str(), "tmpfs", 0, "size=1m") == 0) {}
  ~SmallFileSystem() {
    if (m_there) {
      ::umount2(m_at.c_str(), MNT_DETACH);
    }
  }
  SmallFileSystem(const SmallFileSystem&) = delete;
  SmallFileSystem& operator=(const SmallFileSystem&) = delete;
  [[nodiscard]] bool isThere() const { return m_there; }

 private:
  std::filesystem::path m_at;
  bool m_there;
};

/// Runs `work` in a child process, which is handed a function to call after each round, and kills it as soon
/// as it has done `rounds` of them: in the midst of the next.
inline void killDuring(int rounds, const std::function<void(const std::function<void()>&)>& work) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    work([&] {
      if (::write(ends[1], "r", 1) != 1) {
        ::_exit(1);
      }
    });
    ::_exit(0);
  }
  ::close(ends[1]);
  char byte = 0;
  int done = 0;
  while (done < rounds && ::read(ends[0], &byte, 1) == 1) {
    ++done;
  }
  ::kill(child, SIGKILL);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  ::close(ends[0]);
  CHECK(done == rounds);
  CHECK(WIFSIGNALED(status));
}

}  // namespace xiaowu::storage::test
