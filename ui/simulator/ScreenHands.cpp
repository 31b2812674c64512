#include "ui/simulator/ScreenHands.h"

#include "ui/simulator/CommandWords.h"
#include "ui/simulator/Flickables.h"
#include "ui/simulator/FrameWait.h"
#include "ui/simulator/ScreenReading.h"

#include <QAccessible>
#include <QFileInfo>
#include <QImage>
#include <QJsonArray>
#include <QPointingDevice>
#include <QTimer>
#include <QtGui/qtestsupport_gui.h>

#include <algorithm>
#include <utility>

namespace xiaowu::panel {
namespace {

tl::unexpected<Error> failure(std::string_view code, const QString& detail) {
  return fail(code, Fault::Bug, detail.toStdString());
}

}  // namespace

/// One finger, as Qt's own tests have it: only that door keeps the grabs of a touch right.
class ScreenHands::Finger final : public QTest::QTouchEventSequence {
 public:
  Finger(QWindow* window, QPointingDevice* touchScreen) : QTouchEventSequence(window, touchScreen, false) {}
};

struct ScreenHands::Waiting {
  QString name;
  QString text;
  bool enabled = false;
  bool gone = false;
  Reply reply;
  QTimer deadline;

  [[nodiscard]] bool met(QQuickWindow& window) const {
    bool there = true;
    if (!name.isEmpty()) {
      const auto elements = readScreen(window);
      there = std::any_of(elements.begin(), elements.end(), [this](const Element& element) {
        return element.shown() && element.name == name && (!enabled || element.enabled);
      });
    }
    if (there && !text.isEmpty()) {
      there = !visibleTexts(window).filter(text).isEmpty();
    }
    return there != gone;
  }
};

ScreenHands::ScreenHands(QQuickWindow* window, std::function<std::shared_ptr<void>()> instrument,
                         QObject* parent)
    : QObject(parent), m_window(window), m_instrument(std::move(instrument)) {
  m_writer.setMaxThreadCount(1);
  if (window == nullptr) {
    return;
  }
  QAccessible::setActive(true);
  m_device.reset(QTest::createTouchDevice());
  m_finger = std::make_unique<Finger>(window, m_device.get());
  // The render thread may be the one that says so.
  connect(window, &QQuickWindow::frameSwapped, this, &ScreenHands::notice, Qt::QueuedConnection);
}

ScreenHands::~ScreenHands() {
  m_writer.waitForDone();
}

void ScreenHands::run(const QString& command, const QJsonObject& arguments, const Reply& reply) {
  const auto order = checkedOrder({command, arguments});
  if (!order) {
    return reply(fail(order.error()));
  }
  if (m_window == nullptr) {
    return reply(failure(errors::kNoSimulator, q("no window to act on")));
  }
  if (command == q("ui.wait")) {
    return wait(order->arguments, reply);
  }
  perform(*order, reply);
}

void ScreenHands::perform(const Order& order, const Reply& reply) {
  const auto& arguments = order.arguments;
  const auto name = arguments.value(q("name")).toString();
  if (order.command == q("ui.tap")) {
    return enqueue([this, arguments, reply](const auto& done) { tap(arguments, reply, done); });
  }
  if (order.command == q("ui.stroke")) {
    return enqueue([this, arguments, reply](const auto& done) { stroke(arguments, reply, done); });
  }
  if (order.command == q("ui.scrollto")) {
    return enqueue([this, name, reply](const auto& done) { scrollTo(name, reply, done); });
  }
  if (order.command == q("ui.screenshot")) {
    return enqueue([this, file = arguments.value(q("file")).toString(), reply](const auto& done) {
      screenshot(file, reply, done);
    });
  }
  if (order.command == q("ui.type")) {
    QStringList keys;
    const auto wanted = arguments.value(q("keys"));
    for (const auto& key : wanted.toArray()) {
      keys.append(key.toString());
    }
    for (const auto key : wanted.toString()) {
      keys.append(QString(key));
    }
    return enqueue([this, keys, name, reply](const auto& done) {
      if (name.isEmpty()) {
        return type(keys, 0, reply, done);
      }
      const Reply field = [this, keys, reply, done](const Result<QJsonObject>& tapped) {
        if (tapped) {
          return type(keys, 0, reply, done);
        }
        reply(tapped);
        done();
      };
      tap({{q("name"), name}}, field, [] {});
    });
  }
  enqueue([this, order, name, reply](const auto& done) {
    QJsonObject result;
    if (order.command == q("ui.find")) {
      result = find(name, order.arguments.value(q("role")).toString());
    } else if (order.command == q("ui.texts")) {
      result.insert(q("texts"), QJsonArray::fromStringList(visibleTexts(*m_window)));
    } else {
      QJsonArray list;
      for (const auto& element : readScreen(*m_window)) {
        list.append(toJson(element));
      }
      result.insert(q("elements"), list);
    }
    reply(result);
    done();
  });
}

void ScreenHands::enqueue(Job job) {
  m_jobs.push_back(std::move(job));
  if (!m_busy) {
    next();
  }
}

void ScreenHands::next() {
  if (m_jobs.empty()) {
    return;
  }
  m_busy = true;
  const auto job = std::move(m_jobs.front());
  m_jobs.pop_front();
  const auto done = [this] {
    m_busy = false;
    QTimer::singleShot(0, this, [this] {
      if (!m_busy) {
        next();
      }
    });
  };
  afterNextFrame(m_window, this, [job, done] { job(done); });
}

void ScreenHands::play(std::vector<Step> steps, std::size_t at, std::function<void()> done) {
  QTimer::singleShot(0, this, [this, steps = std::move(steps), at, done = std::move(done)] {
    if (at == steps.size() || m_window == nullptr) {
      return done();
    }
    const auto& step = steps[at];
    if (step.touch == Touch::Press) {
      m_finger->press(0, step.at, m_window);
    }
    if (step.touch == Touch::Move) {
      m_finger->move(0, step.at, m_window);
    }
    if (step.touch == Touch::Release) {
      m_finger->release(0, step.at, m_window);
    }
    m_finger->commit(false);
    play(steps, at + 1, done);
  });
}

Result<std::pair<QPoint, QJsonObject>> ScreenHands::target(const QString& name, const QString& role,
                                                           int index) const {
  const auto elements = readScreen(*m_window);
  std::vector<const Element*> found;
  bool hidden = false;
  for (const auto& element : elements) {
    if (element.name != name || (!role.isEmpty() && element.role != role)) {
      continue;
    }
    element.shown() ? found.push_back(&element) : static_cast<void>(hidden = true);
  }
  if (index >= 0) {
    if (static_cast<std::size_t>(index) >= found.size()) {
      return failure(errors::kNotFound, QStringLiteral("only %1 of that name").arg(found.size()));
    }
    found = {found[static_cast<std::size_t>(index)]};
  }
  if (found.empty()) {
    return failure(errors::kNotFound,
                   (hidden ? q("\"%1\" is outside the visible part (ui.scrollto); there is: %2")
                           : q("\"%1\"; there is: %2"))
                       .arg(name.left(100), namesOf(elements)));
  }
  QQuickItem* cover = nullptr;
  bool usable = false;
  // Later elements lie above earlier ones.
  for (auto each = found.rbegin(); each != found.rend(); ++each) {
    if (!(*each)->enabled) {
      continue;
    }
    usable = true;
    const auto at = (*each)->visible.center();
    cover = coveredBy(*m_window, (*each)->item, at);
    if (cover == nullptr) {
      return std::pair{at.toPoint(), toJson(**each)};
    }
  }
  if (!usable) {
    return failure(errors::kDisabled, name);
  }
  return failure(
      errors::kCovered,
      q("\"%1\" lies under a %2").arg(name.left(100), QString::fromLatin1(cover->metaObject()->className())));
}

Result<Element> ScreenHands::named(const QString& name) const {
  const auto elements = readScreen(*m_window);
  const auto last = std::find_if(elements.rbegin(), elements.rend(),
                                 [&name](const Element& element) { return element.name == name; });
  if (last == elements.rend()) {
    return failure(errors::kNotFound, q("\"%1\"; there is: %2").arg(name.left(100), namesOf(elements)));
  }
  return *last;
}

QJsonObject ScreenHands::find(const QString& name, const QString& role) const {
  return foundAmong(readScreen(*m_window), name, role);
}

void ScreenHands::tap(const QJsonObject& arguments, const Reply& reply, const std::function<void()>& done) {
  const auto spot = target(arguments.value(q("name")).toString(), arguments.value(q("role")).toString(),
                           arguments.value(q("index")).toInt(-1));
  if (!spot) {
    reply(fail(spot.error()));
    return done();
  }
  play({{Touch::Press, spot->first}, {Touch::Release, spot->first}}, 0,
       [reply, done, element = spot->second] {
         reply(element);
         done();
       });
}

void ScreenHands::type(const QStringList& keys, qsizetype at, const Reply& reply,
                       const std::function<void()>& done) {
  if (at == keys.size()) {
    reply(QJsonObject{{q("typed"), keys.size()}});
    return done();
  }
  auto spot = target(keys[at], q("Button"), -1);
  if (!spot && keys[at] != keys[at].toUpper()) {
    spot = target(keys[at].toUpper(), q("Button"), -1);
  }
  if (!spot) {
    reply(fail(
        withContext(spot.error(), "key " + std::to_string(at + 1) + " of " + std::to_string(keys.size()))));
    return done();
  }
  play({{Touch::Press, spot->first}, {Touch::Release, spot->first}}, 0,
       [this, keys, at, reply, done] { type(keys, at + 1, reply, done); });
}

void ScreenHands::stroke(const QJsonObject& arguments, const Reply& reply,
                         const std::function<void()>& done) {
  const auto element = named(arguments.value(q("name")).toString());
  const auto end = [reply, done](const Result<QJsonObject>& result) {
    reply(result);
    done();
  };
  if (!element) {
    return end(fail(element.error()));
  }
  std::vector<Step> steps;
  for (const auto& point : arguments.value(q("points")).toArray()) {
    const auto part = point.toArray();
    const QPointF at(element->place.x() + part[0].toDouble() * element->place.width(),
                     element->place.y() + part[1].toDouble() * element->place.height());
    steps.push_back({steps.empty() ? Touch::Press : Touch::Move, at.toPoint()});
  }
  if (auto* cover = coveredBy(*m_window, element->item, steps.front().at)) {
    return end(failure(errors::kCovered, QString::fromLatin1(cover->metaObject()->className())));
  }
  steps.push_back({Touch::Release, steps.back().at});
  const auto count = static_cast<qint64>(steps.size());
  play(std::move(steps), 0, [end, count] { end(QJsonObject{{q("touches"), count}}); });
}

/// Sets the position instead of drawing a finger over the list: a fling would run on after the answer.
void ScreenHands::scrollTo(const QString& name, const Reply& reply, const std::function<void()>& done) {
  const auto place = [this, name](QQuickItem& flickable) {
    const auto element = named(name);
    if (!element || !flickable.isAncestorOf(element->item)) {
      return false;
    }
    centreOn(flickable, element->place);
    return true;
  };
  const auto finish = [this, name, reply, done] {
    const auto result = find(name, {});
    reply(result.value(q("found")).toBool()
              ? Result<QJsonObject>(result)
              : failure(errors::kNotFound, q("no list shows \"%1\"").arg(name.left(100))));
    done();
  };
  if (const auto element = named(name)) {
    // From the innermost list outwards, each in its turn of the event loop, because delegates move only then.
    if (auto* inner = element->shown() ? nullptr : flickableAbove(element->item)) {
      for (auto* each = inner; each != nullptr; each = flickableAbove(each)) {
        place(*each);
      }
    }
    return QTimer::singleShot(0, this, finish);
  }
  // Lists make only the rows they show, so a row may not exist yet: page through.
  QList<QPointer<QQuickItem>> lists;
  collectFlickables(m_window->contentItem(), lists);
  for (const auto& list : lists) {
    list->setProperty("contentY", list->property("originY").toReal());
  }
  auto page = std::make_shared<std::function<void()>>();
  *page = [this, name, lists, place, finish, weak = std::weak_ptr(page)]() mutable {
    const auto self = weak.lock();
    if (named(name)) {
      for (const auto& list : lists) {
        if (list != nullptr) {
          place(*list);
        }
      }
      return QTimer::singleShot(0, this, finish);
    }
    while (!lists.isEmpty()) {
      auto* list = lists.last().data();
      if (list != nullptr && turnPage(*list)) {
        break;
      }
      lists.removeLast();
    }
    if (lists.isEmpty()) {
      return finish();
    }
    QTimer::singleShot(0, this, [self] { (*self)(); });
  };
  QTimer::singleShot(0, this, [page] { (*page)(); });
}

void ScreenHands::screenshot(const QString& file, const Reply& reply, const std::function<void()>& done) {
  QImage picture;
  {
    const auto uncounted = m_instrument ? m_instrument() : nullptr;
    picture = m_window->grabWindow();
  }
  done();
  if (picture.isNull()) {
    return reply(failure(errors::kScreenshot, q("the window draws nothing")));
  }
  m_writer.start([this, picture, file, reply] {
    const bool written = file.endsWith(q(".png")) && picture.save(file, "PNG");
    const QJsonObject result{{q("file"), QFileInfo(file).absoluteFilePath()},
                             {q("width"), picture.width()},
                             {q("height"), picture.height()}};
    const auto answer = written ? Result<QJsonObject>(result)
                                : failure(errors::kScreenshot,
                                          q("cannot write (a name that ends in .png is needed): ") + file);
    QMetaObject::invokeMethod(this, [reply, answer] { reply(answer); }, Qt::QueuedConnection);
  });
}

void ScreenHands::wait(const QJsonObject& arguments, const Reply& reply) {
  auto waiting = std::make_unique<Waiting>();
  waiting->name = arguments.value(q("name")).toString();
  waiting->text = arguments.value(q("text")).toString();
  waiting->enabled = arguments.value(q("enabled")).toBool();
  waiting->gone = arguments.value(q("gone")).toBool();
  waiting->reply = reply;
  if (waiting->name.isEmpty() && waiting->text.isEmpty()) {
    return reply(failure(errors::kArgument, q("name or text is missing")));
  }
  if (waiting->met(*m_window)) {
    return reply(QJsonObject{});
  }
  waiting->deadline.setSingleShot(true);
  auto* self = waiting.get();
  connect(&self->deadline, &QTimer::timeout, this, [this, self] {
    // The last look, in case nothing was drawn since it came true.
    const bool met = m_window != nullptr && self->met(*m_window);
    const auto detail =
        m_window == nullptr ? q("the window is gone") : q("there is: ") + namesOf(readScreen(*m_window));
    const auto answer = self->reply;
    m_waiting.remove_if([self](const auto& each) { return each.get() == self; });
    answer(met ? Result<QJsonObject>(QJsonObject{}) : failure(errors::kTimedOut, detail));
  });
  self->deadline.start(arguments.value(q("timeoutMs")).toInt());
  m_waiting.push_back(std::move(waiting));
}

void ScreenHands::notice() {
  if (m_waiting.empty() || m_lookPending) {
    return;
  }
  m_lookPending = true;
  QTimer::singleShot(0, this, &ScreenHands::lookAgain);
}

void ScreenHands::lookAgain() {
  m_lookPending = false;
  if (m_window == nullptr) {
    return;
  }
  std::vector<Reply> met;
  m_waiting.remove_if([this, &met](const auto& each) {
    if (!each->met(*m_window)) {
      return false;
    }
    met.push_back(each->reply);
    return true;
  });
  for (const auto& reply : met) {
    reply(QJsonObject{});
  }
}

}  // namespace xiaowu::panel
