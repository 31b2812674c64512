// The table of transitions: for each (state, event) pair the step that follows, compared with the committed
// table. A change of the machine shows as a change of that file; XIAOWU_UPDATE_TABLE=1 writes it anew.
#include "world.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace xiaowu::workflow;
using namespace xiaowu::workflow::test;

namespace {

std::string tableNow() {
  std::ostringstream table;
  table << "# state + event (n-th variant) -> next state [effects]; pairs that change nothing are left out\n";
  for (const auto& world : worldAtEachStep()) {
    const auto events = everyEvent(world.state);
    for (std::size_t index = 0; index < events.size(); ++index) {
      auto copy = world;
      copy.send(events[index]);
      std::string effects;
      for (const auto& effect : copy.effects) {
        if (std::holds_alternative<StartTimer>(effect) || std::holds_alternative<StopTimer>(effect)) {
          continue;
        }
        effects += (effects.empty() ? "" : " ") + std::string(effectName(effect));
      }
      const std::string trouble =
          copy.state.trouble && !world.state.trouble ? " !" + copy.state.trouble->code : "";
      if (copy.state.step == world.state.step && effects.empty() && trouble.empty()) {
        continue;
      }
      table << stepName(world.state.step) << " + " << eventName(events[index]) << '#' << index << " -> "
            << stepName(copy.state.step) << trouble << " [" << effects << "]\n";
    }
  }
  return table.str();
}

}  // namespace

TEST_CASE("every pair of state and event leads where the table says") {
  const std::string path = xiaowu::places::source() / "tests/unit/app/workflow/transitions.txt";
  const auto now = tableNow();
  if (std::getenv("XIAOWU_UPDATE_TABLE") != nullptr) {
    std::ofstream(path) << now;
  }
  std::ostringstream written;
  written << std::ifstream(path).rdbuf();
  CHECK(now == written.str());
}
