#pragma once
// What the simulated printer needs of the system: a folder of its own and programs that cannot outlive it.
// Inside this folder only.

#include "core/base/Result.h"

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace xiaowu::simulator {

/// A fresh folder, mode 0700, below the system's temporary folder. Removed with all it holds by the object
/// that made it, and by nothing else.
class PrivateFolder {
 public:
  PrivateFolder() = default;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();
  [[nodiscard]] Result<void> make();
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

/// The absolute path of a program in $PATH, /usr/sbin, /usr/bin or /bin; empty when there is none.
[[nodiscard]] std::string findProgram(std::string_view name);

struct ChildProgram {
  std::vector<std::string> command;      ///< absolute path first
  std::vector<std::string> environment;  ///< "NAME=value", before what this process has
  std::filesystem::path log;             ///< standard output and error are appended here
};

/// One program, leader of a process group of its own. The whole group is killed and the program reaped in the
/// destructor; the kernel kills the program when this process dies in any other way.
class ChildProcess {
 public:
  [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(const ChildProgram& program);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  [[nodiscard]] bool running() const;

 private:
  ChildProcess() = default;
  pid_t m_pid = -1;
  std::jthread m_parent;
};

}  // namespace xiaowu::simulator
