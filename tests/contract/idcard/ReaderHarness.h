#pragma once
// What the contract suite needs of a reader under test: a way to get one, and one-line commands that move
// cards and plugs. They are text, so that they can reach a simulator in another process as well.

#include "drivers/idcard/IdCardReaders.h"
#include "drivers/idcard/simulator/SamSimulator.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::contract {

class ReaderHarness {
 public:
  virtual ~ReaderHarness() = default;
  [[nodiscard]] virtual std::unique_ptr<drivers::IdCardReader> reader(const idcard::SamOptions& options) = 0;
  /// Performs a command of obey() and returns its answer, once it has taken effect for the reader too.
  virtual std::string command(std::string_view line) = 0;
};

/// Names of the harnesses that this program can set up, and the set-up.
[[nodiscard]] std::vector<std::string> harnessNames();
[[nodiscard]] std::unique_ptr<ReaderHarness> makeHarness(const std::string& name);

/// "reset", "put ID", "put-moving ID PROGRESS", "remove", "hang on|off", "unplug", "plug", "spoil TIMES",
/// "cut BYTES TIMES", "requests" (a number), "await COUNT" (returns when more requests than that have come).
/// Answers "ok", a number or "error …".
[[nodiscard]] std::string obey(simulator::SamSimulator& simulator, std::string_view line);

}  // namespace xiaowu::contract
