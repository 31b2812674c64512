#pragma once
// The panel's orders: which there are, what they take, and their one-line form ("card.put li-wei
// removeAt=300").

#include "core/base/Result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace xiaowu::panel {

namespace errors {
inline constexpr std::string_view kUnknownCommand = "panel.unknown-command";
inline constexpr std::string_view kArgument =
    "panel.argument";  ///< missing, unknown or wrong; the detail says which and what would be right
inline constexpr std::string_view kLine = "panel.line";  ///< not an order at all: bad JSON, too long
inline constexpr std::string_view kNoSimulator =
    "panel.no-simulator";  ///< the site uses a real device there, or the part was not handed over
inline constexpr std::string_view kUnsupported = "panel.unsupported";  ///< this simulator cannot do that
inline constexpr std::string_view kPlatform = "panel.platform";  ///< the platform did not take the fault
inline constexpr std::string_view kNotFound =
    "panel.not-found";  ///< nothing visible has that name; the detail lists what is visible
inline constexpr std::string_view kCovered = "panel.covered";        ///< something else would get the touch
inline constexpr std::string_view kDisabled = "panel.disabled";      ///< visible, but cannot be used now
inline constexpr std::string_view kTimedOut = "panel.timed-out";     ///< ui.wait
inline constexpr std::string_view kScreenshot = "panel.screenshot";  ///< not drawn or not written
inline constexpr std::string_view kSocket = "panel.socket";          ///< the control socket cannot be made
}  // namespace errors

struct Order {
  QString command;
  QJsonObject arguments;
};

/// Called exactly once, on the GUI thread; not at all when the panel is destroyed first.
using Reply = std::function<void(Result<QJsonObject>)>;

/// What a line may leave out, because it was named before.
struct OrderDefaults {
  QString person;
  QString document;
};

/// Words are given to the first argument that can take them; "name=value" names it; quotes keep blanks
/// together. Checked as by checkedOrder().
[[nodiscard]] Result<Order> parseLine(const QString& line, const OrderDefaults& defaults = {});

/// The same order with omitted arguments filled in where they have a fixed value; otherwise the error says
/// what is wrong.
[[nodiscard]] Result<Order> checkedOrder(Order order);

/// All commands, in the order of the manual.
[[nodiscard]] QStringList commandNames();

/// Ids of persons.json; empty when it cannot be read.
[[nodiscard]] const QStringList& personIds();

}  // namespace xiaowu::panel
