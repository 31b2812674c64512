#include "PanelFixture.h"

using namespace xiaowu::panel;

namespace {

std::string lineCode(const char* line, const OrderDefaults& defaults = {}) {
  const auto parsed = parseLine(q(line), defaults);
  return parsed ? std::string() : parsed.error().code;
}

}  // namespace

TEST_CASE("lines that are no orders say what is wrong") {
  CHECK(lineCode("") == "panel.line");
  CHECK(lineCode("   ") == "panel.line");
  CHECK(lineCode("card.eat li-wei") == "panel.unknown-command");
  CHECK(lineCode("card.put") == "panel.argument");
  CHECK(lineCode("card.put nobody-known") == "panel.argument");
  CHECK(lineCode("card.put li-wei removeAt=soon") == "panel.argument");
  CHECK(lineCode("card.put li-wei removeAt=-1") == "panel.argument");
  CHECK(lineCode("card.remove li-wei") == "panel.argument");
  CHECK(lineCode("net.up now") == "panel.argument");
  CHECK(lineCode("scan.put passport li-wei") == "panel.argument");
  CHECK(lineCode("clock.shift") == "panel.argument");
  CHECK(lineCode("scan.put noseal") == "panel.argument");
}

TEST_CASE("arguments of another type or name are refused") {
  const auto code = [](const char* command, const QJsonObject& arguments) {
    const auto checked = checkedOrder({q(command), arguments});
    return checked ? std::string() : checked.error().code;
  };
  CHECK(code("card.put", {{q("person"), 5}}) == "panel.argument");
  CHECK(code("card.put", {{q("person"), q("li-wei")}, {q("removeAtProgress"), 1.5}}) == "panel.argument");
  CHECK(code("card.put", {{q("person"), q("li-wei")}, {q("removeAt"), 1.5}}) == "panel.argument");
  CHECK(code("card.put", {{q("who"), q("li-wei")}}) == "panel.argument");
  CHECK(code("card.hang", {{q("on"), q("yes")}}) == "panel.argument");
  CHECK(code("ui.stroke", {{q("name"), q("x")}, {q("points"), QJsonArray{QJsonArray{0, 0}}}}) ==
        "panel.argument");
  CHECK(code("ui.stroke",
             {{q("name"), q("x")}, {q("points"), QJsonArray{QJsonArray{0, 0}, QJsonArray{0, 2}}}}) ==
        "panel.argument");
  CHECK(
      code("ui.stroke", {{q("name"), q("x")}, {q("points"), QJsonArray{QJsonArray{0, 0}, QJsonArray{0, 1}}}})
          .empty());
}

TEST_CASE("the one-line forms of the simulator panel") {
  CHECK(parseLine(q("card.put li-wei removeAt=300"))->arguments ==
        QJsonObject{{q("person"), q("li-wei")}, {q("removeAt"), 300}});
  CHECK(parseLine(q("card.remove at=40"))->arguments == QJsonObject{{q("at"), 40}});
  CHECK(parseLine(q("card.hang"))->arguments == QJsonObject{{q("on"), true}});
  CHECK(parseLine(q("card.hang off"))->arguments == QJsonObject{{q("on"), false}});
  CHECK(parseLine(q("face.show photo"), {q("wang-fang"), {}})->arguments ==
        QJsonObject{{q("person"), q("wang-fang")}, {q("as"), q("photo")}});
  CHECK(parseLine(q("face.show bent"), {q("wang-fang"), {}})->arguments.value(q("as")) == q("bent"));
  CHECK(parseLine(q("face.do blink"))->arguments == QJsonObject{{q("act"), q("blink")}});
  CHECK(parseLine(q("face.show nobody"))->command == q("face.gone"));
  const auto paper = parseLine(q("scan.put noseal"), {q("li-wei"), q("letter")});
  REQUIRE(paper);
  CHECK(paper->arguments.value(q("document")) == q("letter"));
  CHECK(paper->arguments.value(q("flaw")) == q("noseal"));
  CHECK(parseLine(q("scan.put hukou chen-guiying camera blurred"))->arguments.value(q("capture")) ==
        q("camera"));
  CHECK(parseLine(q("print.paperout after=3"))->arguments.value(q("after")) == 3);
  CHECK(parseLine(q("print.jam 2"))->arguments.value(q("at")) == 2);
  CHECK(parseLine(q("clock.shift -3600"))->arguments.value(q("seconds")) == -3600);
  CHECK(parseLine(q("clock.shift +60"))->arguments.value(q("seconds")) == 60);
  CHECK(parseLine(q("ui.tap \"开始 办理\""))->arguments.value(q("name")) == q("开始 办理"));
  CHECK(parseLine(q("ui.wait text=请放好 timeoutMs=5"))->arguments.value(q("timeoutMs")) == 5);
}
