#include "ui/simulator/Orders.h"

#include "ui/simulator/CommandWords.h"
#include "drivers/persons/Persons.h"

#include <QJsonArray>
#include <QProcess>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

namespace xiaowu::panel {
namespace {

enum class Kind { Person, Word, Whole, Real, Switch, Text, Keys, Points };

struct Argument {
  QString name;
  Kind kind;
  bool required = false;
  QStringList words = {};  ///< of Word; the empty word is allowed where listed
  double least = 0;
  double most = 0;
  QJsonValue otherwise = {};  ///< when omitted
  bool onlyNamed = false;     ///< in a line it must be written as name=value
};

struct Command {
  QString name;
  std::vector<Argument> arguments;
};

Argument person(bool required = true) {
  return {q("person"), Kind::Person, required};
}
Argument text(const char* name, bool required = false) {
  return {q(name), Kind::Text, required};
}
Argument word(const char* name, const QStringList& words, bool required, const QJsonValue& otherwise = {}) {
  return {q(name), Kind::Word, required, words, 0, 0, otherwise};
}
Argument whole(const char* name, double least, double most, const QJsonValue& otherwise = {},
               bool required = false) {
  return {q(name), Kind::Whole, required, {}, least, most, otherwise};
}
Argument onOff() {
  return {q("on"), Kind::Switch, false, {}, 0, 0, true};
}

/// Which of several devices of a class is meant; the first without it.
std::vector<Command> ofDevice(std::vector<Command> commands) {
  for (auto& command : commands) {
    command.arguments.push_back({q("device"), Kind::Text, false, {}, 0, 0, {}, true});
  }
  return commands;
}

std::vector<Command> printerCommands(const QString& who) {
  return {{who + q(".paperout"), {whole("after", 0, 10000, 0)}},
          {who + q(".refill"), {}},
          {who + q(".jam"), {whole("at", 1, 10000, 1)}},
          {who + q(".clear"), {}},
          {who + q(".off"), {onOff()}},
          {who + q(".lowtoner"), {whole("percent", 0, 100, 5)}},
          {who + q(".door"), {onOff()}},
          {who + q(".nottaken"), {onOff()}}};
}

std::vector<Command> deviceCommands() {
  const QStringList looks = {q("person"), q("photo"), q("bent"), q("screen"), q("mask")};
  const QStringList acts = {q("blink"), q("mouth"), q("left"), q("right")};
  const QStringList kinds = {q("marriage"), q("hukou"),        q("letter"),       q("idfront"),
                             q("idback"),   q("licence"),      q("bankcard"),     q("realestate"),
                             q("degree"),   q("medical-bill"), q("train-ticket"), q("plain-letter")};
  const QStringList flaws = {q(""),           q("blank"),       q("wrong"),   q("noseal"),  q("copy"),
                             q("forgedseal"), q("wrongperson"), q("expired"), q("blurred"), q("upside-down")};
  const Argument finger{q("finger"), Kind::Switch};  // whether the card carries fingerprint templates
  const Argument progress{q("removeAtProgress"), Kind::Real, false, {}, 0, 1};
  return {{q("card.put"), {person(), whole("removeAt", 0, 600'000), progress, finger}},
          {q("staffcard.put"), {person()}},
          {q("finger.touch"), {person()}},
          {q("finger.unclear"), {}},
          {q("finger.unplug"), {onOff()}},
          {q("card.remove"), {whole("at", 0, 600'000)}},
          {q("card.hang"), {onOff()}},
          {q("card.unplug"), {onOff()}},
          {q("face.show"), {person(), word("as", looks, false, q("person"))}},
          {q("face.do"), {word("act", acts, true)}},
          {q("face.second"), {person()}},
          {q("face.gone"), {}},
          {q("cam.unplug"), {onOff()}},
          {q("cam.nirunplug"), {onOff()}},
          {q("cam.freeze"), {onOff()}},
          {q("light.low"), {onOff()}},
          {q("scan.put"),
           {word("document", kinds, true), person(), word("flaw", flaws, false, q("")),
            word("capture", {q("scan"), q("camera")}, false, q("scan")), whole("dpi", 72, 600, 200),
            whole("seed", 0, 1'000'000, 1)}},
          {q("scan.clear"), {}},
          {q("scan.jam"), {onOff()}},
          {q("scan.unplug"), {onOff()}}};
}

std::vector<Command> otherCommands() {
  return {
      {q("net.down"), {}},
      {q("net.up"), {}},
      {q("net.slow"), {onOff(), whole("bytesPerSecond", 0, 1e9, 16'000), whole("latency", 0, 600'000, 400)}},
      {q("net.halfreply"), {whole("count", 0, 1'000'000, 1)}},
      {q("server.500"), {whole("count", 0, 1'000'000, 1)}},
      {q("server.409"), {whole("count", 0, 1'000'000, 1)}},
      {q("server.slow"), {whole("count", 0, 1'000'000, 1), whole("ms", 0, 600'000, 3000)}},
      {q("server.clear"), {}},
      {q("seal.down"), {onOff()}},
      {q("seal.up"), {}},
      {q("power.cut"), {text("at")}},
      {q("disk.fill"), {onOff()}},
      {q("clock.shift"), {whole("seconds", -4e9, 4e9, {}, true)}},
      {q("status"), {}},
      {q("metrics"), {}},
      {q("help"), {}}};
}

std::vector<Command> screenCommands() {
  const Argument keys{q("keys"), Kind::Keys, true};
  const Argument points{q("points"), Kind::Points, true};
  const Argument enabled{q("enabled"), Kind::Switch, false, {}, 0, 0, false};
  const Argument gone{q("gone"), Kind::Switch, false, {}, 0, 0, false};
  return {
      {q("ui.tree"), {}},
      {q("ui.tap"), {text("name", true), text("role"), whole("index", 0, 1000)}},
      {q("ui.type"), {keys, text("name")}},
      {q("ui.stroke"), {text("name", true), points}},
      {q("ui.scrollto"), {text("name", true)}},
      {q("ui.find"), {text("name", true), text("role")}},
      {q("ui.texts"), {}},
      {q("ui.screenshot"), {text("file", true)}},
      {q("ui.wait"), {text("name"), text("text"), whole("timeoutMs", 0, 3'600'000, 10'000), enabled, gone}}};
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    auto list = ofDevice(deviceCommands());
    const auto append = [&list](const std::vector<Command>& more) {
      list.insert(list.end(), more.begin(), more.end());
    };
    append(ofDevice(printerCommands(q("print"))));
    append(ofDevice(printerCommands(q("slip"))));
    append(otherCommands());
    append(screenCommands());
    return list;
  }();
  return all;
}

const Command* find(const QString& name) {
  const auto found = std::find_if(commands().begin(), commands().end(),
                                  [&name](const Command& command) { return command.name == name; });
  return found == commands().end() ? nullptr : &*found;
}

tl::unexpected<Error> wrong(const QString& what) {
  return fail(errors::kArgument, Fault::Bug, what.toStdString());
}

QString expected(const Argument& argument) {
  switch (argument.kind) {
    case Kind::Person: return q("one of ") + personIds().join(q(", "));
    case Kind::Word: return q("one of ") + argument.words.join(q(", "));
    case Kind::Whole:
      return QStringLiteral("a whole number from %1 to %2")
          .arg(argument.least, 0, 'f', 0)
          .arg(argument.most, 0, 'f', 0);
    case Kind::Real: return QStringLiteral("a number from %1 to %2").arg(argument.least).arg(argument.most);
    case Kind::Switch: return q("true or false");
    case Kind::Keys: return q("text, or a list of the keys' names");
    case Kind::Points: return q("a list of at least two [x, y] from 0 to 1");
    case Kind::Text: break;
  }
  return q("text");
}

bool goodPoints(const QJsonArray& points) {
  return points.size() >= 2 && points.size() <= 5000 &&
         std::all_of(points.begin(), points.end(), [](const QJsonValue& point) {
           const auto pair = point.toArray();
           const auto inside = [](const QJsonValue& part) {
             return part.isDouble() && part.toDouble() >= 0 && part.toDouble() <= 1;
           };
           return pair.size() == 2 && inside(pair[0]) && inside(pair[1]);
         });
}

bool fits(const Argument& argument, const QJsonValue& value) {
  switch (argument.kind) {
    case Kind::Person: return value.isString() && personIds().contains(value.toString());
    case Kind::Word: return value.isString() && argument.words.contains(value.toString());
    case Kind::Real:
      return value.isDouble() && value.toDouble() >= argument.least && value.toDouble() <= argument.most;
    case Kind::Whole: {
      const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
      return number >= argument.least && number <= argument.most &&
             number == static_cast<double>(static_cast<qint64>(number));
    }
    case Kind::Switch: return value.isBool();
    case Kind::Points: return value.isArray() && goodPoints(value.toArray());
    case Kind::Keys: return value.isArray() || (value.isString() && !value.toString().isEmpty());
    case Kind::Text: break;
  }
  return value.isString() && !value.toString().isEmpty();
}

/// A word of a line as the value that the argument wants; nothing when it cannot be that.
std::optional<QJsonValue> valueOf(const Argument& argument, const QString& token) {
  QJsonValue value = token;
  if (argument.kind == Kind::Whole || argument.kind == Kind::Real) {
    bool good = false;
    const double number = token.toDouble(&good);
    if (!good) {
      return std::nullopt;
    }
    value = number;
  } else if (argument.kind == Kind::Switch) {
    if (token != q("on") && token != q("off") && token != q("true") && token != q("false")) {
      return std::nullopt;
    }
    value = token == q("on") || token == q("true");
  } else if (argument.kind == Kind::Points) {
    return std::nullopt;
  }
  return fits(argument, value) ? std::optional(value) : std::nullopt;
}

Result<void> take(const Command& command, const QString& token, QJsonObject& into) {
  const auto equals = token.indexOf(u'=');
  for (const auto& argument : command.arguments) {
    if (equals <= 0 || token.left(equals) != argument.name) {
      continue;
    }
    const auto value = valueOf(argument, token.mid(equals + 1));
    if (!value) {
      return wrong(argument.name + q(": must be ") + expected(argument));
    }
    into.insert(argument.name, *value);
    return {};
  }
  for (const auto& argument : command.arguments) {
    if (argument.onlyNamed || into.contains(argument.name)) {
      continue;
    }
    if (const auto value = valueOf(argument, token)) {
      into.insert(argument.name, *value);
      return {};
    }
  }
  return wrong(q("\"") + token.left(100) + q("\" is not for ") + command.name);
}

}  // namespace

const QStringList& personIds() {
  static const QStringList ids = [] {
    QStringList list;
    if (const auto persons = simulator::loadPersons()) {
      for (const auto& each : *persons) {
        list.append(QString::fromStdString(each.id));
      }
    }
    return list;
  }();
  return ids;
}

QStringList commandNames() {
  QStringList names;
  for (const auto& command : commands()) {
    names.append(command.name);
  }
  return names;
}

Result<Order> checkedOrder(Order order) {
  const auto* command = find(order.command);
  if (command == nullptr) {
    return fail(errors::kUnknownCommand, Fault::Bug, order.command.left(100).toStdString());
  }
  for (const auto& key : order.arguments.keys()) {
    const auto known = [&key](const Argument& argument) { return argument.name == key; };
    if (std::none_of(command->arguments.begin(), command->arguments.end(), known)) {
      return wrong(order.command + q(" takes no \"") + key.left(100) + q("\""));
    }
  }
  for (const auto& argument : command->arguments) {
    const auto value = order.arguments.value(argument.name);
    if (value.isUndefined()) {
      if (argument.required) {
        return wrong(argument.name + q(" is missing: ") + expected(argument));
      }
      if (!argument.otherwise.isNull()) {
        order.arguments.insert(argument.name, argument.otherwise);
      }
    } else if (!fits(argument, value)) {
      return wrong(argument.name + q(": must be ") + expected(argument));
    }
  }
  return order;
}

Result<Order> parseLine(const QString& line, const OrderDefaults& defaults) {
  auto tokens = QProcess::splitCommand(line);
  if (tokens.isEmpty()) {
    return fail(errors::kLine, Fault::Bug, "empty");
  }
  Order order{tokens.takeFirst(), {}};
  // "face.show nobody" is how a person says it.
  if (order.command == q("face.show") && tokens == QStringList{q("nobody")}) {
    return Order{q("face.gone"), {}};
  }
  const auto* command = find(order.command);
  if (command == nullptr) {
    return fail(errors::kUnknownCommand, Fault::Bug, order.command.left(100).toStdString());
  }
  for (const auto& token : tokens) {
    if (const auto taken = take(*command, token, order.arguments); !taken) {
      return fail(taken.error());
    }
  }
  for (const auto& argument : command->arguments) {
    if (!argument.required || order.arguments.contains(argument.name)) {
      continue;
    }
    if (argument.kind == Kind::Person && !defaults.person.isEmpty()) {
      order.arguments.insert(argument.name, defaults.person);
    }
    if (argument.name == q("document") && !defaults.document.isEmpty()) {
      order.arguments.insert(argument.name, defaults.document);
    }
  }
  return checkedOrder(std::move(order));
}

}  // namespace xiaowu::panel
