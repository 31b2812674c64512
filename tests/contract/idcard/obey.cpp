#include "tests/contract/idcard/ReaderHarness.h"

#include <sstream>

namespace xiaowu::contract {

std::string obey(simulator::SamSimulator& simulator, std::string_view line) {
  std::istringstream words{std::string(line)};
  std::string verb;
  std::string who;
  double number = 0;
  words >> verb;
  if (verb == "reset") {
    simulator.plug();
    simulator.hang(false);
    simulator.removeCard();
    simulator.damageAnswers(simulator::AnswerDamage::GarbageBefore, 1);
    return "ok";
  }
  if (verb == "put" || verb == "put-moving") {
    simulator::PutOptions options;
    words >> who;
    if (verb == "put-moving" && words >> number) {
      options.removeAtReadProgress = number;
    }
    const auto put = simulator.putCard(who, options);
    return put ? "ok" : "error " + put.error().code;
  }
  if (verb == "requests") {
    return std::to_string(simulator.requestCount());
  }
  if (verb == "await" && words >> number) {
    const bool came = simulator.waitForRequest(static_cast<std::uint64_t>(number),
                                               std::chrono::steady_clock::now() + std::chrono::seconds(10));
    return came ? "ok" : "error nothing came";
  }
  if (verb == "spoil" && words >> number) {
    simulator.damageAnswers(simulator::AnswerDamage::WrongChecksum, static_cast<int>(number));
    return "ok";
  }
  if (verb == "remove") {
    simulator.removeCard();
  } else if (verb == "hang") {
    words >> who;
    simulator.hang(who == "on");
  } else if (verb == "unplug") {
    simulator.unplug();
  } else if (verb == "plug") {
    simulator.plug();
  } else {
    return "error unknown command";
  }
  return "ok";
}

}  // namespace xiaowu::contract
