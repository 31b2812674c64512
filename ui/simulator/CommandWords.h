#pragma once
// What the panel's files share: words of an order, and the answer of a kiosk without the simulator.

#include "core/base/Result.h"
#include "ui/simulator/Orders.h"

#include <QJsonObject>
#include <QString>

#include <string>

namespace xiaowu::panel {

inline QString q(const char* text) {
  return QString::fromUtf8(text);
}
inline bool isOn(const QJsonObject& arguments) {
  return arguments.value(q("on")).toBool(true);
}
inline std::string personOf(const QJsonObject& arguments) {
  return arguments.value(q("person")).toString().toStdString();
}
inline tl::unexpected<Error> noSimulator(const char* what) {
  return fail(errors::kNoSimulator, Fault::Bug, std::string(what) + ": no simulator of it in this kiosk");
}

}  // namespace xiaowu::panel
