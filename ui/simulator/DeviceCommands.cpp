// The orders that play the devices: card, face, finger, paper, printers.

#include "core/domain/Dates.h"
#include "ui/simulator/PanelCommands.h"

#include "drivers/camera/simulator/CameraSimulator.h"
#include "drivers/fingerprint/simulator/FingerprintSimulator.h"
#include "drivers/idcard/simulator/SamSimulator.h"
#include "drivers/scanner/simulator/papers/Papers.h"
#include "drivers/printer/simulator/PrinterSimulator.h"
#include "drivers/scanner/simulator/ScannerSimulator.h"
#include "ui/simulator/CommandWords.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <utility>

namespace xiaowu::panel {

namespace needs = domain::needs;

namespace {

using std::chrono::milliseconds;

simulator::Presentation presentationOf(const QString& word) {
  using simulator::Presentation;
  if (word == q("photo")) {
    return Presentation::Photo;
  }
  if (word == q("bent")) {
    return Presentation::Bent;
  }
  if (word == q("screen")) {
    return Presentation::Screen;
  }
  return word == q("mask") ? Presentation::Mask : Presentation::Live;
}

simulator::Act actOf(const QString& word) {
  using simulator::Act;
  if (word == q("blink")) {
    return Act::Blink;
  }
  if (word == q("mouth")) {
    return Act::OpenMouth;
  }
  return word == q("left") ? Act::TurnLeft : Act::TurnRight;
}

simulator::PutOptions putOptionsOf(const QJsonObject& arguments) {
  simulator::PutOptions options;
  if (const auto at = arguments.value(q("removeAt")); at.isDouble()) {
    options.removeAfter = milliseconds(at.toInteger());
  }
  if (const auto share = arguments.value(q("removeAtProgress")); share.isDouble()) {
    options.removeAtReadProgress = share.toDouble();
  }
  options.fingerprint = arguments.value(q("finger")).toBool();
  return options;
}

Result<QJsonObject> putPaper(simulator::ScannerSimulator& scanner, const QJsonObject& arguments) {
  using namespace simulator;
  PaperOrder order;
  order.kind =
      paperKindOf(arguments.value(q("document")).toString().toStdString()).value_or(PaperKind::Marriage);
  order.person = personOf(arguments);
  order.flaw = paperFlawOf(arguments.value(q("flaw")).toString().toStdString()).value_or(PaperFlaw::None);
  order.dpi = arguments.value(q("dpi")).toInt(200);
  order.seed = static_cast<std::uint64_t>(arguments.value(q("seed")).toInteger(1));
  // Whoever comes with a letter has asked for it lately; the other papers are as old as their seed says.
  if (order.kind == PaperKind::Letter) {
    order.date = domain::isoDate(domain::dateInChina(SystemClock().wall() - std::chrono::days{10}));
  }
  QElapsedTimer timer;
  timer.start();
  auto picture =
      capturePaper(order, arguments.value(q("capture")).toString() == q("camera") ? CaptureSettings::camera()
                                                                                  : CaptureSettings::scan());
  if (!picture) {
    return fail(picture.error());
  }
  const QJsonObject result{
      {q("width"), picture->width}, {q("height"), picture->height}, {q("drawnMs"), timer.elapsed()}};
  scanner.put(std::move(*picture));
  return result;
}

/// What is noted of an order that is switched on; nothing when it is switched off.
auto onWord(const char* word) {
  return [word](const QJsonObject& arguments) { return isOn(arguments) ? q(word) : q(""); };
}

}  // namespace

void PanelCommands::addCard() {
  using simulator::SamSimulator;
  const auto direct = [this](const char* name, auto act) {
    addDirect(name, [this, act](const QJsonObject& arguments) -> Result<QJsonObject> {
      const auto sam = target<SamSimulator>(arguments, needs::kCardReader);
      if (!sam.hands) {
        return noSimulator("card reader");
      }
      auto result = act(sam, arguments);
      Q_EMIT statesChanged();
      return result;
    });
  };
  using Sam = Target<SamSimulator>;
  // The same plate and the same kind of card: whose card is a staff card is the site's list to say.
  for (const auto* name : {"card.put", "staffcard.put"}) {
    direct(name, [](const Sam& sam, const QJsonObject& arguments) -> Result<QJsonObject> {
      if (const auto put = sam.hands->putCard(personOf(arguments), putOptionsOf(arguments)); !put) {
        return fail(put.error());
      }
      return QJsonObject{{q("card"), arguments.value(q("person"))}};
    });
  }
  direct("card.hang", [this](const Sam& sam, const QJsonObject& arguments) -> Result<QJsonObject> {
    sam.hands->hang(isOn(arguments));
    note(q("reader") + sam.suffix, isOn(arguments) ? q("hang") : q(""));
    return QJsonObject{};
  });
  direct("card.unplug", [this](const Sam& sam, const QJsonObject& arguments) -> Result<QJsonObject> {
    isOn(arguments) ? sam.hands->unplug() : sam.hands->plug();
    note(q("reader") + sam.suffix, isOn(arguments) ? q("unplugged") : q(""));
    return QJsonObject{};
  });
  add("card.remove", [this](const QJsonObject& arguments, const Reply& reply) {
    const auto sam = target<SamSimulator>(arguments, needs::kCardReader);
    if (!sam.hands) {
      return reply(noSimulator("card reader"));
    }
    const auto remove = [this, hands = sam.hands, reply] {
      hands->removeCard();
      Q_EMIT statesChanged();
      reply(QJsonObject{});
    };
    if (!arguments.contains(q("at"))) {
      return remove();
    }
    QTimer::singleShot(milliseconds(arguments.value(q("at")).toInteger()), Qt::PreciseTimer, this, remove);
  });
}

void PanelCommands::addFace() {
  // Pictures are read from files, hence on the worker; the others follow there to keep their order.
  const auto staged = [this](const char* name, const QString& what, auto state, auto act) {
    add(name, [this, what, state, act](const QJsonObject& arguments, const Reply& reply) {
      const auto cameras = target<simulator::CameraSimulator>(arguments, needs::kCamera);
      if (!cameras.hands) {
        return reply(noSimulator("cameras"));
      }
      const auto after = [this, key = what + cameras.suffix, word = state(arguments)] { note(key, word); };
      onWorker(
          m_pictures,
          [hands = cameras.hands, act, arguments]() -> Result<QJsonObject> {
            if (const Result<void> done = act(*hands, arguments); !done) {
              return fail(done.error());
            }
            return QJsonObject{};
          },
          reply, after);
    });
  };
  using simulator::CameraSimulator;
  staged(
      "face.show", q("face"),
      [](const QJsonObject& arguments) {
        return arguments.value(q("person")).toString() + q(" ") + arguments.value(q("as")).toString();
      },
      [](CameraSimulator& cameras, const QJsonObject& arguments) {
        return cameras.show(personOf(arguments), presentationOf(arguments.value(q("as")).toString()));
      });
  staged(
      "face.do", q("act"), [](const QJsonObject& arguments) { return arguments.value(q("act")).toString(); },
      [](CameraSimulator& cameras, const QJsonObject& arguments) -> Result<void> {
        cameras.ask(actOf(arguments.value(q("act")).toString()));
        return {};
      });
  staged(
      "face.second", q("second"),
      [](const QJsonObject& arguments) { return arguments.value(q("person")).toString(); },
      [](CameraSimulator& cameras, const QJsonObject& arguments) {
        return cameras.second(personOf(arguments));
      });
  staged(
      "face.gone", q("face"), [](const QJsonObject&) { return q(""); },
      [](CameraSimulator& cameras, const QJsonObject&) -> Result<void> {
        cameras.gone();
        return {};
      });
  staged("cam.unplug", q("camera"), onWord("unplugged"),
         [](CameraSimulator& cameras, const QJsonObject& arguments) -> Result<void> {
           isOn(arguments) ? cameras.unplug() : cameras.plug();
           return {};
         });
  staged("cam.nirunplug", q("nir"), onWord("unplugged"),
         [](CameraSimulator& cameras, const QJsonObject& arguments) -> Result<void> {
           isOn(arguments) ? cameras.unplugNir() : cameras.plugNir();
           return {};
         });
  staged("cam.freeze", q("camera"), onWord("frozen"),
         [](CameraSimulator& cameras, const QJsonObject& arguments) -> Result<void> {
           cameras.freeze(isOn(arguments));
           return {};
         });
  staged("light.low", q("light"), onWord("low"),
         [](CameraSimulator& cameras, const QJsonObject& arguments) -> Result<void> {
           cameras.lowLight(isOn(arguments));
           return {};
         });
}

void PanelCommands::addFinger() {
  const auto direct = [this](const char* name, auto act) {
    addDirect(name, [this, act](const QJsonObject& arguments) -> Result<QJsonObject> {
      const auto finger = target<simulator::FingerprintSimulator>(arguments, needs::kFingerprintReader);
      if (!finger.hands) {
        return noSimulator("fingerprint reader");
      }
      act(finger, arguments);
      return QJsonObject{};
    });
  };
  using Finger = Target<simulator::FingerprintSimulator>;
  direct("finger.touch", [](const Finger& finger, const QJsonObject& arguments) {
    finger.hands->touch(personOf(arguments));
  });
  direct("finger.unclear", [](const Finger& finger, const QJsonObject&) { finger.hands->touchUnclear(); });
  direct("finger.unplug", [this](const Finger& finger, const QJsonObject& arguments) {
    isOn(arguments) ? finger.hands->unplug() : finger.hands->plug();
    note(q("finger") + finger.suffix, isOn(arguments) ? q("unplugged") : q(""));
  });
}

void PanelCommands::addScan() {
  const auto queued = [this](const char* name, const QString& what, auto state, auto act) {
    add(name, [this, what, state, act](const QJsonObject& arguments, const Reply& reply) {
      const auto scanner = target<simulator::ScannerSimulator>(arguments, needs::kScanner);
      if (!scanner.hands) {
        return reply(noSimulator("scanner"));
      }
      onWorker(
          m_pictures, [hands = scanner.hands, act, arguments] { return act(*hands, arguments); }, reply,
          [this, key = what + scanner.suffix, word = state(arguments)] { note(key, word); });
    });
  };
  using simulator::ScannerSimulator;
  queued(
      "scan.put", q("paper"),
      [](const QJsonObject& arguments) {
        return QStringList{arguments.value(q("document")).toString(), arguments.value(q("person")).toString(),
                           arguments.value(q("flaw")).toString()}
            .join(u' ')
            .trimmed();
      },
      [](ScannerSimulator& scanner, const QJsonObject& arguments) { return putPaper(scanner, arguments); });
  queued(
      "scan.clear", q("paper"), [](const QJsonObject&) { return q(""); },
      [](ScannerSimulator& scanner, const QJsonObject&) -> Result<QJsonObject> {
        scanner.takeAway();
        return QJsonObject{};
      });
  queued(
      "scan.jam", q("scanner"),
      [](const QJsonObject& arguments) { return isOn(arguments) ? q("jam") : q(""); },
      [](ScannerSimulator& scanner, const QJsonObject& arguments) -> Result<QJsonObject> {
        scanner.jam(isOn(arguments));
        return QJsonObject{};
      });
  queued(
      "scan.unplug", q("scanner"),
      [](const QJsonObject& arguments) { return isOn(arguments) ? q("unplugged") : q(""); },
      [](ScannerSimulator& scanner, const QJsonObject& arguments) -> Result<QJsonObject> {
        isOn(arguments) ? scanner.unplug() : scanner.plug();
        return QJsonObject{};
      });
}

void PanelCommands::addPrinter(const QString& who, std::string_view need) {
  using simulator::PrinterControl;
  using Hand = std::function<Result<void>(PrinterControl&, const QJsonObject&)>;
  const auto hand = [this, who, need](const char* name, const QString& state, Hand act) {
    add((who + q(name)).toUtf8().constData(), [this, who, need, state, act = std::move(act)](
                                                  const QJsonObject& arguments, const Reply& reply) {
      const auto printer = target<PrinterControl>(arguments, need);
      if (!printer.hands) {
        return reply(noSimulator(who == q("slip") ? "slip printer" : "printer"));
      }
      onWorker(
          m_printers,
          [hands = printer.hands, act, arguments]() -> Result<QJsonObject> {
            if (const auto done = act(*hands, arguments); !done) {
              return fail(done.error());
            }
            return QJsonObject{{q("sheetsOut"), hands->sheetsOut()}};
          },
          reply,
          [this, key = who + printer.suffix, word = isOn(arguments) ? state : q("")] { note(key, word); });
    });
  };
  // Hands that cannot fail.
  const auto easy = [&hand](const char* name, const QString& state, auto act) {
    hand(name, state, [act](PrinterControl& control, const QJsonObject& arguments) -> Result<void> {
      act(control, arguments);
      return {};
    });
  };
  easy(".paperout", q("paperout"),
       [](PrinterControl& control, const QJsonObject& a) { control.paperOut(a.value(q("after")).toInt()); });
  easy(".refill", q(""), [](PrinterControl& control, const QJsonObject&) { control.refill(); });
  easy(".jam", q("jam"),
       [](PrinterControl& control, const QJsonObject& a) { control.jam(a.value(q("at")).toInt(1)); });
  easy(".clear", q(""), [](PrinterControl& control, const QJsonObject&) { control.clearJam(); });
  easy(".lowtoner", q("lowtoner"), [](PrinterControl& control, const QJsonObject& a) {
    control.setToner(a.value(q("percent")).toInt(5));
  });
  easy(".door", q("door"), [](PrinterControl& control, const QJsonObject& a) {
    isOn(a) ? control.openDoor() : control.closeDoor();
  });
  hand(".off", q("off"), [](PrinterControl& control, const QJsonObject& a) {
    return isOn(a) ? control.turnOff() : control.turnOn();
  });
  hand(".nottaken", q("nottaken"), [](PrinterControl& control, const QJsonObject& a) -> Result<void> {
    auto* simulator = dynamic_cast<simulator::PrinterSimulator*>(&control);
    if (simulator == nullptr) {
      return fail(errors::kUnsupported, Fault::Bug,
                  "only the printer simulator knows whether sheets were taken");
    }
    simulator->notTaken(isOn(a));
    return {};
  });
}

}  // namespace xiaowu::panel
