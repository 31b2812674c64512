#include "tests/contract/idcard/Rig.h"

#include <sstream>

namespace xiaowu::contract {

std::string obey(virtualdevices::SamTwin& twin, std::string_view line) {
  std::istringstream words{std::string(line)};
  std::string verb;
  std::string who;
  double number = 0;
  words >> verb;
  if (verb == "reset") {
    twin.plug();
    twin.hang(false);
    twin.removeCard();
    twin.damageAnswers(virtualdevices::AnswerDamage::GarbageBefore, 1);
    return "ok";
  }
  if (verb == "put" || verb == "put-moving") {
    virtualdevices::PutOptions options;
    words >> who;
    if (verb == "put-moving" && words >> number) {
      options.removeAtReadProgress = number;
    }
    const auto put = twin.putCard(who, options);
    return put ? "ok" : "error " + put.error().code;
  }
  if (verb == "requests") {
    return std::to_string(twin.requestCount());
  }
  if (verb == "await" && words >> number) {
    const bool came = twin.waitForRequest(static_cast<std::uint64_t>(number),
                                          std::chrono::steady_clock::now() + std::chrono::seconds(10));
    return came ? "ok" : "error nothing came";
  }
  if (verb == "spoil" && words >> number) {
    twin.damageAnswers(virtualdevices::AnswerDamage::WrongChecksum, static_cast<int>(number));
    return "ok";
  }
  if (verb == "remove") {
    twin.removeCard();
  } else if (verb == "hang") {
    words >> who;
    twin.hang(who == "on");
  } else if (verb == "unplug") {
    twin.unplug();
  } else if (verb == "plug") {
    twin.plug();
  } else {
    return "error unknown command";
  }
  return "ok";
}

}  // namespace xiaowu::contract
