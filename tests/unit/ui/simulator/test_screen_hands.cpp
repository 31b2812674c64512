// The hands on a small window of the kit's components, offscreen.
#include "PanelFixture.h"
#include "drivers/idcard/simulator/SamSimulator.h"
#include "drivers/network/simulator/NetworkSimulator.h"
#include "drivers/printer/simulator/PrinterSimulator.h"
#include "drivers/scanner/simulator/ScannerSimulator.h"
#include "ui/simulator/Panel.h"
#include "ui/simulator/ScreenHands.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QTemporaryDir>

using namespace xiaowu::panel;

namespace {

constexpr auto kScene = R"(
import QtQuick
import Xiaowu.Kit

Rectangle {
    id: root
    property int started: 0
    property int second: 0
    property alias typed: field.value
    property alias strokes: pad.strokeCount
    property alias ink: pad.inkLength
    property bool covered: false
    property bool usable: true
    property string line: "请把身份证放在感应区"
    property int chosen: -1
    width: 1080; height: 1920
    KitText { id: words; x: 20; y: 20; width: 800; text: root.line }
    PrimaryButton { id: start; x: 20; y: 120; width: 400; text: "开始"; enabled: root.usable; onClicked: root.started += 1 }
    SecondaryButton { x: 500; y: 120; width: 300; text: "下一个"; onClicked: root.second += 1 }
    DigitField { id: field; x: 20; y: 240; width: 1000; label: "号码"; groups: [6]; withX: true }
    Keypad { x: 20; y: 420; width: 700; withX: true; onKey: text => field.type(text); onErase: field.erase(); onClear: field.clear() }
    SignaturePad { id: pad; x: 20; y: 900; width: 600; height: 300 }
    ListView {
        x: 20; y: 1250; width: 600; height: 400; clip: true
        model: 30
        cacheBuffer: 0
        delegate: SecondaryButton {
            required property int index
            width: 500
            text: "第" + index + "行"
            onClicked: root.chosen = index
        }
    }
    Overlay { visible: root.covered; title: "还在吗？"; primaryText: "我还在"; onPrimary: root.covered = false }
    Item { visible: false; PrimaryButton { text: "看不见" } }
}
)";

struct Screen {
  Screen() {
    view.engine()->addImportPath(q("qrc:/qt/qml"));
    auto* component = new QQmlComponent(view.engine(), view.engine());
    component->setData(kScene, QUrl(q("qrc:/scene.qml")));
    auto* root = qobject_cast<QQuickItem*>(component->create());
    INFO(component->errorString().toStdString());
    REQUIRE(root != nullptr);
    view.setContent(QUrl(), component, root);
    view.resize(1080, 1920);
    hands = std::make_unique<ScreenHands>(&view, [this] {
      ++instrumented;
      return std::make_shared<int>(0);
    });
    view.show();
    waitUntil([this] { return view.isExposed(); });
  }
  [[nodiscard]] QVariant value(const char* name) const { return view.rootObject()->property(name); }
  void set(const char* name, const QVariant& to) { view.rootObject()->setProperty(name, to); }
  auto tap(const char* name) { return order(*hands, "ui.tap", {{q("name"), q(name)}}); }

  QQuickView view;
  std::unique_ptr<ScreenHands> hands;
  int instrumented = 0;
};

}  // namespace

TEST_CASE("a tap is a real touch on the element of that name") {
  Screen screen;
  const auto tapped = screen.tap("开始");
  INFO((tapped ? std::string() : xiaowu::describe(tapped.error())));
  REQUIRE(tapped);
  CHECK(tapped->value(q("role")) == q("Button"));
  CHECK(screen.value("started") == 1);
  REQUIRE(screen.tap("开始"));
  CHECK(screen.value("started") == 2);
  CHECK(screen.value("second") == 0);
}

TEST_CASE("what cannot be touched says why") {
  Screen screen;
  const auto missing = screen.tap("没有");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "panel.not-found");
  CHECK(missing.error().detail.find("开始") != std::string::npos);
  CHECK(codeOf(screen.tap("看不见")) == "panel.not-found");
  CHECK(missing.error().detail.find("看不见") == std::string::npos);
  screen.set("usable", false);
  CHECK(codeOf(screen.tap("开始")) == "panel.disabled");
  screen.set("usable", true);
  CHECK(codeOf(order(*screen.hands, "ui.tap", {{q("name"), q("开始")}, {q("role"), q("CheckBox")}})) ==
        "panel.not-found");
  CHECK(codeOf(order(*screen.hands, "ui.tap", {{q("name"), q("开始")}, {q("index"), 1}})) ==
        "panel.not-found");
  CHECK(codeOf(order(*screen.hands, "ui.tap", {{q("name"), q("开始")}, {q("index"), 0}})).empty());
  CHECK(screen.value("started") == 1);
}

TEST_CASE("under an overlay nothing is touched but the overlay's own") {
  Screen screen;
  screen.set("covered", true);
  CHECK(codeOf(screen.tap("开始")) == "panel.covered");
  CHECK(screen.value("started") == 0);
  REQUIRE(screen.tap("我还在"));
  CHECK(screen.value("covered") == false);
  REQUIRE(screen.tap("开始"));
  CHECK(screen.value("started") == 1);
}

TEST_CASE("typing taps the keys of the pad one by one") {
  Screen screen;
  REQUIRE(order(*screen.hands, "ui.type", {{q("name"), q("号码")}, {q("keys"), q("12345x")}}));
  CHECK(screen.value("typed") == q("12345X"));
  REQUIRE(order(*screen.hands, "ui.type", {{q("keys"), QJsonArray{q("删一位"), q("删一位"), q("9")}}}));
  CHECK(screen.value("typed") == q("12349"));
  const auto unknown = order(*screen.hands, "ui.type", {{q("keys"), q("1?2")}});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "panel.not-found");
  CHECK(unknown.error().detail.find("key 2 of 3") != std::string::npos);
}

TEST_CASE("a stroke is drawn with the finger") {
  Screen screen;
  const QJsonArray points{QJsonArray{0.2, 0.7}, QJsonArray{0.4, 0.3}, QJsonArray{0.6, 0.7},
                          QJsonArray{0.8, 0.3}};
  REQUIRE(order(*screen.hands, "ui.stroke", {{q("name"), q("签名框")}, {q("points"), points}}));
  CHECK(screen.value("strokes") == 1);
  CHECK(screen.value("ink").toDouble() > 300);
  screen.set("covered", true);
  CHECK(codeOf(order(*screen.hands, "ui.stroke", {{q("name"), q("签名框")}, {q("points"), points}})) ==
        "panel.covered");
}

TEST_CASE("texts, tree and find tell what can be seen") {
  Screen screen;
  const auto texts = order(*screen.hands, "ui.texts")->value(q("texts")).toArray();
  CHECK(texts.contains(q("请把身份证放在感应区")));
  CHECK(texts.contains(q("开始")));
  CHECK_FALSE(texts.contains(q("看不见")));
  CHECK_FALSE(texts.contains(q("第29行")));
  const auto found = order(*screen.hands, "ui.find", {{q("name"), q("开始")}});
  CHECK(found->value(q("found")) == true);
  CHECK(found->value(q("x")) == 20);
  CHECK(found->value(q("w")) == 400);
  CHECK(order(*screen.hands, "ui.find", {{q("name"), q("看不见")}})->value(q("found")) == false);
  bool keyFound = false;
  for (const auto& each : order(*screen.hands, "ui.tree")->value(q("elements")).toArray()) {
    const auto element = each.toObject();
    keyFound = keyFound || (element.value(q("name")) == q("7") && element.value(q("role")) == q("Button") &&
                            element.value(q("visible")) == true);
  }
  CHECK(keyFound);
}

TEST_CASE("a row that lies below is scrolled to, made or not, and can then be touched") {
  Screen screen;
  CHECK(codeOf(screen.tap("第25行")) == "panel.not-found");
  const auto shown = order(*screen.hands, "ui.scrollto", {{q("name"), q("第25行")}});
  INFO((shown ? std::string() : xiaowu::describe(shown.error())));
  REQUIRE(shown);
  REQUIRE(screen.tap("第25行"));
  CHECK(screen.value("chosen") == 25);
  REQUIRE(order(*screen.hands, "ui.scrollto", {{q("name"), q("第2行")}}));
  REQUIRE(screen.tap("第2行"));
  CHECK(screen.value("chosen") == 2);
  CHECK(codeOf(order(*screen.hands, "ui.scrollto", {{q("name"), q("第99行")}})) == "panel.not-found");
}

TEST_CASE("a screenshot is written under the instrument") {
  Screen screen;
  QTemporaryDir folder;
  const auto file = folder.filePath(q("shot.png"));
  REQUIRE(order(*screen.hands, "ui.screenshot", {{q("file"), file}}));
  CHECK(screen.instrumented == 1);
  const QImage picture(file);
  CHECK(picture.size() == QSize(1080, 1920));
  CHECK(picture.pixelColor(30, 180) != picture.pixelColor(1000, 1900));
  CHECK(codeOf(order(*screen.hands, "ui.screenshot", {{q("file"), folder.filePath(q("no/such.png"))}})) ==
        "panel.screenshot");
  CHECK(codeOf(order(*screen.hands, "ui.screenshot", {{q("file"), folder.filePath(q("shot.txt"))}})) ==
        "panel.screenshot");
}

TEST_CASE("waiting ends when the thing is there, and at the latest at its deadline") {
  Screen screen;
  CHECK(codeOf(order(*screen.hands, "ui.wait", {{q("text"), q("身份证放在")}})).empty());
  CHECK(codeOf(order(*screen.hands, "ui.wait", {{q("name"), q("我还在")}, {q("timeoutMs"), 1}})) ==
        "panel.timed-out");
  CHECK(codeOf(order(*screen.hands, "ui.wait")) == "panel.argument");
  int answers = 0;
  std::string code = "none";
  const Reply reply = [&](const xiaowu::Result<QJsonObject>& result) {
    ++answers;
    code = codeOf(result);
  };
  screen.hands->run(q("ui.wait"), {{q("text"), q("读完了")}, {q("timeoutMs"), 15'000}}, reply);
  CHECK(answers == 0);
  screen.set("line", q("读完了，请收好"));
  waitUntil([&] { return answers == 1; });
  CHECK(code.empty());
  screen.hands->run(q("ui.wait"), {{q("name"), q("开始")}, {q("gone"), true}, {q("timeoutMs"), 15'000}},
                    reply);
  CHECK(answers == 1);
  screen.view.rootObject()->setVisible(false);
  screen.hands->notice();
  waitUntil([&] { return answers == 2; });
  CHECK(code.empty());
}

TEST_CASE("orders given at once are done one after the other") {
  Screen screen;
  QStringList done;
  for (const auto* name : {"开始", "下一个", "开始"}) {
    screen.hands->run(q("ui.tap"), {{q("name"), q(name)}},
                      [&done, name](const auto& result) { done << (result ? q(name) : q("failed")); });
  }
  waitUntil([&] { return done.size() == 3; });
  CHECK(done == QStringList{q("开始"), q("下一个"), q("开始")});
  CHECK(screen.value("started") == 2);
  CHECK(screen.value("second") == 1);
}

TEST_CASE("the panel's own window: its buttons act on the simulators and its log tells it") {
  namespace simulators = xiaowu::simulator;
  PanelSetup setup;
  const auto sam = std::make_shared<simulators::SamSimulator>(simulators::loadPersons().value());
  fit(setup.simulators, "idcard", sam);
  fit(setup.simulators, "scanner", std::make_shared<simulators::ScannerSimulator>());
  fit(setup.simulators, "printer", std::make_shared<simulators::PrinterSimulator>());
  setup.line = simulators::NetworkSimulator::start("http://127.0.0.1:9").value();
  setup.showWindow = true;
  Panel panel(setup);
  const auto windows = QGuiApplication::topLevelWindows();
  const auto found = std::find_if(windows.begin(), windows.end(),
                                  [](const QWindow* window) { return window->title() == q("晓屋设备台"); });
  REQUIRE(found != windows.end());
  auto* window = qobject_cast<QQuickWindow*>(*found);
  REQUIRE(window != nullptr);
  ScreenHands hands(window, {});
  waitUntil([window] { return window->isExposed(); });
  const auto tap = [&hands](const char* name, int index = -1) {
    QJsonObject arguments{{q("name"), q(name)}};
    if (index >= 0) {
      arguments.insert(q("index"), index);
    }
    const auto tapped = order(hands, "ui.tap", arguments);
    INFO((tapped ? std::string() : xiaowu::describe(tapped.error())));
    CHECK(tapped);
  };
  tap("王芳");
  tap("放卡");
  CHECK(sam->cardOwner() == "wang-fang");
  tap("断网");
  CHECK(setup.line->isDown());
  tap("恢复", 0);
  CHECK_FALSE(setup.line->isDown());
  tap("没有章");
  tap("放结婚证");
  REQUIRE(order(hands, "ui.wait", {{q("text"), q("王芳的结婚证，没有章")}, {q("timeoutMs"), 15'000}}));
  tap("本人");
  REQUIRE(order(hands, "ui.wait", {{q("text"), q("panel.no-simulator")}, {q("timeoutMs"), 15'000}}));
  panel.announce(q("step"), {{q("step"), q("HomePage")}});
  REQUIRE(order(hands, "ui.wait", {{q("text"), q("HomePage")}, {q("timeoutMs"), 15'000}}));
  if (const auto folder = qEnvironmentVariable("XIAOWU_PICTURES"); !folder.isEmpty()) {
    CHECK(order(hands, "ui.screenshot", {{q("file"), folder + q("/panel.png")}}));
  }
}

TEST_CASE("looking at the screen is cheap enough to do with every frame", "[.measure]") {
  Screen screen;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    screen.hands->run(q("ui.wait"), {{q("name"), q("没有")}, {q("timeoutMs"), 100'000}}, [](const auto&) {});
  }
  const std::chrono::duration<double, std::milli> all = std::chrono::steady_clock::now() - start;
  WARN(all.count() / 100 << " ms for each look");
}
