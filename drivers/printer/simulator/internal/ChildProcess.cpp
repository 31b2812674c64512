#include "drivers/printer/simulator/internal/ChildProcess.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <mutex>
#include <sstream>
#include <system_error>

extern char** environ;

namespace xiaowu::simulator {

namespace fs = std::filesystem;

namespace {

std::vector<char*> pointersTo(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) {
    pointers.push_back(word.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

/// Ours first: of two equal names every program reads the first.
std::vector<std::string> mergedEnvironment(const std::vector<std::string>& ours) {
  std::vector<std::string> merged = ours;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view name =
        std::string_view(*variable).substr(0, std::string_view(*variable).find('=') + 1);
    if (std::none_of(ours.begin(), ours.end(),
                     [&](const std::string& own) { return own.starts_with(name); })) {
      merged.emplace_back(*variable);
    }
  }
  return merged;
}

struct Exec {
  char* const* arguments;
  char* const* environment;
  const char* log;
  pid_t parent;
};

// Between fork and exec of a program with threads only async-signal-safe calls are allowed.
[[noreturn]] void becomeProgram(const Exec& exec) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != exec.parent) {
    ::_exit(126);
  }
  ::setpgid(0, 0);
  ::signal(SIGPIPE, SIG_DFL);  // libcups ignores it in the whole process, and an ignored signal is inherited
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int in = ::open("/dev/null", O_RDONLY);
  const int out = ::open(exec.log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (in < 0 || out < 0 || ::dup2(in, 0) < 0 || ::dup2(out, 1) < 0 || ::dup2(out, 2) < 0) {
    ::_exit(126);
  }
  ::close_range(3, ~0U, 0);
  ::execve(exec.arguments[0], exec.arguments, exec.environment);
  ::_exit(127);
}

}  // namespace

std::string findProgram(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(std::string(path == nullptr ? "" : path) + ":/usr/sbin:/usr/bin:/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path program = fs::path(folder) / name;
    if (folder.starts_with('/') && ::access(program.c_str(), X_OK) == 0) {
      return program.string();
    }
  }
  return {};
}

// PR_SET_PDEATHSIG strikes when the THREAD that forked ends, so the program gets a parent thread that lives
// as long as this object.
Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const ChildProgram& program) {
  std::unique_ptr<ChildProcess> child(new ChildProcess());
  std::promise<pid_t> born;
  std::future<pid_t> birth = born.get_future();
  child->m_parent = std::jthread([&program, born = std::move(born)](const std::stop_token& stop) mutable {
    std::vector<std::string> words = program.command;
    std::vector<std::string> variables = mergedEnvironment(program.environment);
    const std::vector<char*> arguments = pointersTo(words);
    const std::vector<char*> environment = pointersTo(variables);
    const std::string log = program.log.string();
    const Exec exec{arguments.data(), environment.data(), log.c_str(), ::getpid()};
    const pid_t pid = ::fork();
    if (pid == 0) {
      becomeProgram(exec);
    }
    if (pid > 0) {
      ::setpgid(pid, pid);  // here too: whichever side is first
    }
    born.set_value(pid);  // from now on `program` may be gone
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait(lock, stop, [] { return false; });
  });
  child->m_pid = birth.get();
  if (child->m_pid < 0) {
    return fail(xiaowu::errors::kInternal, Fault::ServiceUnavailable, "simulated printer: no process");
  }
  return child;
}

ChildProcess::~ChildProcess() {
  if (m_pid > 0) {
    ::kill(-m_pid, SIGKILL);  // not reaped yet, so the number still belongs to it
    ::waitpid(m_pid, nullptr, 0);
  }
}

bool ChildProcess::running() const {
  siginfo_t info{};
  return m_pid > 0 && ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

}  // namespace xiaowu::simulator
