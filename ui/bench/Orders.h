#pragma once
// The bench's orders: which there are, what they take, and their one-line form ("card.put li-wei
// removeAt=300").

#include "app/base/Result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace xiaowu::bench {

namespace errors {
inline constexpr std::string_view kUnknownCommand = "bench.unknown-command";
inline constexpr std::string_view kArgument =
    "bench.argument";  ///< missing, unknown or wrong; the detail says which and what would be right
inline constexpr std::string_view kLine = "bench.line";  ///< not an order at all: bad JSON, too long
inline constexpr std::string_view kNoTwin =
    "bench.no-twin";  ///< the site uses a real device there, or the part was not handed over
inline constexpr std::string_view kUnsupported = "bench.unsupported";  ///< this twin cannot do that
inline constexpr std::string_view kPlatform = "bench.platform";  ///< the platform did not take the fault
inline constexpr std::string_view kNotFound =
    "bench.not-found";  ///< nothing visible has that name; the detail lists what is visible
inline constexpr std::string_view kCovered = "bench.covered";        ///< something else would get the touch
inline constexpr std::string_view kDisabled = "bench.disabled";      ///< visible, but cannot be used now
inline constexpr std::string_view kTimedOut = "bench.timed-out";     ///< ui.wait
inline constexpr std::string_view kScreenshot = "bench.screenshot";  ///< not drawn or not written
inline constexpr std::string_view kSocket = "bench.socket";          ///< the control socket cannot be made
}  // namespace errors

struct Order {
  QString command;
  QJsonObject arguments;
};

/// Called exactly once, on the GUI thread; not at all when the bench is destroyed first.
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

}  // namespace xiaowu::bench
