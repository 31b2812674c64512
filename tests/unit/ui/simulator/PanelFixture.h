#pragma once
// Waiting for answers on the event loop, with a deadline that fails the test.

#include "drivers/registry/SimulatorSet.h"
#include "ui/simulator/Orders.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>

#include "tests/support/Catch.h"
#include <functional>
#include <optional>
#include <string>

inline QString q(const char* text) {
  return QString::fromUtf8(text);
}

/// Adds the simulator of a device whose id is its need.
inline void fit(xiaowu::simulator::SimulatorSet& set, const char* need,
                std::shared_ptr<xiaowu::drivers::Simulator> simulator) {
  set.add({need, need, {need}, false}, std::move(simulator));
}

/// Runs the event loop until `ready` is true, asked after every event; fails the test after 20 s.
inline void waitUntil(const std::function<bool()>& ready) {
  QTimer limit;
  limit.setSingleShot(true);
  limit.start(20'000);
  while (!ready() && limit.isActive()) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
  REQUIRE(ready());
}

/// Gives an order to anything with run(command, arguments, reply) and waits for its answer.
template <typename Taker>
xiaowu::Result<QJsonObject> order(Taker& taker, const char* command, const QJsonObject& arguments = {}) {
  auto answer = std::make_shared<std::optional<xiaowu::Result<QJsonObject>>>();
  taker.run(q(command), arguments, [answer](const xiaowu::Result<QJsonObject>& result) {
    REQUIRE_FALSE(answer->has_value());
    *answer = result;
  });
  waitUntil([answer] { return answer->has_value(); });
  return **answer;
}

/// "" or the code of the error.
inline std::string codeOf(const xiaowu::Result<QJsonObject>& result) {
  return result ? std::string() : result.error().code;
}
