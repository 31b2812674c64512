#pragma once
// What the files of the bench's commands share: words of an order, and the answer of a kiosk without the
// twin.

#include "ui/bench/Bench.h"

#include <QJsonObject>
#include <QString>

#include <string>

namespace xiaowu::bench {

inline QString q(const char* text) {
  return QString::fromUtf8(text);
}
inline bool isOn(const QJsonObject& arguments) {
  return arguments.value(q("on")).toBool(true);
}
inline std::string personOf(const QJsonObject& arguments) {
  return arguments.value(q("person")).toString().toStdString();
}
inline tl::unexpected<Error> noTwin(const char* what) {
  return fail(errors::kNoTwin, Fault::Bug, std::string(what) + ": no twin of it in this kiosk");
}

}  // namespace xiaowu::bench
