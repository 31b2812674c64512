#pragma once
// Programs that cannot outlive the simulated printer that started them.

#include "core/base/Result.h"

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace xiaowu::simulator {

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
