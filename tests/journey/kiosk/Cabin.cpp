#define CATCH_CONFIG_EXTERNAL_INTERFACES  // before the first header that brings Catch2
#include "tests/journey/kiosk/Cabin.h"

#include "core/base/Clock.h"
#include "app/outbox/Outbox.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace xiaowu::journey {
namespace {

std::unique_ptr<Cabin> theCabin;

using Catch::EventListenerBase;

// Static destructors run after main's QCoreApplication is gone; processes want it.
struct EndCabin final : EventListenerBase {
  using EventListenerBase::EventListenerBase;
  void testRunEnded(const Catch::TestRunStats& stats) override {
    EventListenerBase::testRunEnded(stats);
    theCabin.reset();
  }
};
CATCH_REGISTER_LISTENER(EndCabin)

bool isWell(const QJsonObject& status) {
  const auto devices = status[u"devices"_s].toObject();
  return status[u"online"_s].toBool() && devices.size() >= 5 && !status[u"cardLeftOver"_s].toBool() &&
         std::all_of(devices.begin(), devices.end(),
                     [](const QJsonValue& state) { return state.toString() == u"online"_s; });
}

QString compact(const QJsonObject& object) {
  return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace

const Resident& liWei() {
  static const Resident who{u"li-wei"_s,
                            u"李伟"_s,
                            u"430624199308150019"_s,
                            {u"李伟"_s, u"王芳"_s, u"430624199308150019"_s, u"430624199502200024"_s,
                             u"0019"_s, u"0024"_s, u"东风路18号"_s, u"13812345678"_s, u"138 1234 5678"_s}};
  return who;
}

const Resident& wangFang() {
  static const Resident who{u"wang-fang"_s, u"王芳"_s, u"430624199502200024"_s, liWei().mustNotStay};
  return who;
}

const Resident& zhouMin() {
  static const Resident who{
      u"zhou-min"_s, u"周敏"_s, u"430624198805120027"_s, {u"周敏"_s, u"430624198805120027"_s, u"0027"_s}};
  return who;
}

Cabin::Cabin(harness::KioskStart start, harness::SiteOptions site) : m_start(std::move(start)) {
  const auto key = good(harness::makeKioskKey(m_workspace));
  const auto services =
      site.noSamples ? good(harness::servicesWithoutSamples(m_workspace)) : std::filesystem::path();
  auto platform = harness::PlatformProcess::start(m_workspace, key, 0, services);
  if (!platform) {
    failed(QString::fromStdString(describe(platform.error())));
  }
  m_platform = std::move(*platform);
  site.platformUrl = m_platform->url().toStdString();
  good(harness::writeSite(m_workspace, site));
  restart(m_start);
}

void Cabin::restart(harness::KioskStart start, bool well) {
  if (m_kiosk && m_kiosk->running()) {
    m_kiosk->kill();
  }
  m_kiosk.reset();
  m_start = std::move(start);
  auto kiosk = harness::KioskProcess::start(m_workspace, m_start);
  if (!kiosk && m_mayDie && kiosk.error().detail == "the kiosk has ended") {
    throw Died{};  // before it could be talked to
  }
  if (!kiosk) {
    failed(QString::fromStdString(describe(kiosk.error())));
  }
  m_kiosk = std::move(*kiosk);
  if (well) {
    waitUntilWell();
  }
}

void Cabin::waitUntilWell() {
  waitFor(isWell, u"all devices and the platform"_s, std::chrono::seconds{60});
}

void Cabin::ready() {
  if (m_hasFailed || !m_kiosk->running() || m_kiosk->step() != u"attract"_s) {
    m_hasFailed = false;
    (void)m_platform->fault({{u"clear"_s, true}, {u"sealDown"_s, false}});
    return restart(m_start);
  }
  waitUntilWell();
}

void Cabin::failed(const QString& why) {
  if (m_mayDie && m_kiosk && m_kiosk->waitForEnd(std::chrono::seconds{10})) {
    throw Died{};
  }
  m_hasFailed = true;
  QString seen = u"the kiosk does not run"_s;
  if (m_kiosk && m_kiosk->running()) {
    static int count = 0;
    const auto folder = places::build() / "journey-failures";
    std::filesystem::create_directories(folder);
    const auto file = QString::fromStdString((folder / "").string()) +
                      u"%1-%2.png"_s.arg(QCoreApplication::applicationName()).arg(++count);
    (void)m_kiosk->command(u"ui.screenshot"_s, {{u"file"_s, file}});
    const auto status = m_kiosk->command(u"status"_s);
    seen = u"status "_s + (status ? compact(*status) : QString()) + u"\nscreen "_s + file;
  }
  FAIL((why + u'\n' + seen + u"\nplatform "_s + (m_platform ? compact(m_platform->state()) : QString()))
           .toStdString());
  throw std::logic_error("not reached");
}

QJsonObject Cabin::command(const QString& name, const QJsonObject& arguments) {
  return good(m_kiosk->command(name, arguments));
}
void Cabin::tap(const QString& name) {
  good(m_kiosk->tap(name));
}
void Cabin::at(const QString& step, std::chrono::milliseconds within) {
  good(m_kiosk->waitForStep(step, within));
}

void Cabin::to(const QString& touched, const QString& step) {
  tap(touched);
  at(step);
}

void Cabin::trouble(const QString& code) {
  waitFor([&](const QJsonObject& status) { return status[u"trouble"_s].toString() == code; },
          code.isEmpty() ? u"no trouble"_s : u"trouble "_s + code);
}

void Cabin::waitFor(const std::function<bool(const QJsonObject&)>& wanted, const QString& what,
                    std::chrono::milliseconds within) {
  good(m_kiosk->waitForStatus(wanted, what, within));
}

void Cabin::sees(const QString& words) {
  (void)command(u"ui.wait"_s, {{u"text"_s, words}, {u"timeoutMs"_s, 10'000}});
}

void Cabin::seesNot(const QString& words) {
  if (const auto all = texts(); all.contains(words)) {
    failed(u"the screen says \""_s + words + u"\": "_s + all);
  }
}

void Cabin::seesNothingOf(const Resident& who) {
  const auto all = texts();
  for (const auto& each : who.mustNotStay) {
    if (all.contains(each)) {
      failed(u"something of the resident is on the screen: "_s + each + u" in "_s + all);
    }
  }
}

QString Cabin::texts() {
  QStringList list;
  for (const auto& each : command(u"ui.texts"_s)[u"texts"_s].toArray()) {
    list.append(each.toString());
  }
  return list.join(u'\n');
}

void Cabin::pullCard() {
  (void)status();  // reads what was announced before
  const int before = m_kiosk->events(u"cardRemoved"_s);
  (void)command(u"card.remove"_s);
  good(m_kiosk->waitForEvent(u"cardRemoved"_s, before));
}

void Cabin::liftCard() {
  (void)command(u"card.remove"_s);
  waitFor([](const QJsonObject& status) { return !status[u"cardLeftOver"_s].toBool(); },
          u"the empty plate"_s);
}

void Cabin::layCard(const Resident& who) {
  (void)status();
  const int before = m_kiosk->events(u"cardReturned"_s);
  (void)person(u"card.put"_s, who);
  good(m_kiosk->waitForEvent(u"cardReturned"_s, before));
}

void Cabin::platformHas(const std::function<bool(const QJsonObject&)>& wanted, const QString& what) {
  waitFor([&](const QJsonObject&) { return wanted(m_platform->state()); }, u"the platform to have "_s + what,
          std::chrono::seconds{60});
}

void Cabin::platformHasCases(int cases) {
  platformHas(
      [&](const QJsonObject& state) {
        const auto list = state[u"submissions"_s].toArray();
        std::set<qint64> seqs;
        bool complete = true;
        for (const auto& each : list) {
          seqs.insert(each[u"seq"_s].toInteger());
          complete = complete && !each[u"caseNumber"_s].toString().isEmpty();
        }
        const bool gapless =
            seqs.size() == static_cast<std::size_t>(cases) && *seqs.begin() == 1 && *seqs.rbegin() == cases;
        return complete && list.size() == cases && gapless;
      },
      u"exactly %1 complete cases, numbered without a gap"_s.arg(cases));
}

void Cabin::stopAndCheckStore(int lastSeq) {
  // Ratings and the like may still be on their way: they are no case, but nothing may be lost.
  const auto isEmpty = [&](const QString& what, bool holds) {
    if (!holds) {
      failed(u"after the stop the kiosk's store has "_s + what);
    }
  };
  if (!m_kiosk->stop()) {
    failed(u"the kiosk did not end cleanly"_s);
  }
  const SystemClock clock;
  outbox::Options options;
  options.kioskId = harness::kKioskId;
  const auto box = outbox::Outbox::open(m_workspace.kioskData() / "outbox", clock, options);
  if (!box) {
    failed(u"the outbox does not open: "_s + QString::fromStdString(describe(box.error())));
  }
  const auto numbers = (*box)->queue().statistics();
  const auto prints = (*box)->prints().unsettled();
  if (!numbers || !prints) {
    failed(u"the outbox cannot be read"_s);
  }
  isEmpty(u"submissions without receipt"_s, numbers->pending == 0);
  isEmpty(u"dead letters"_s, numbers->deadLetters == 0);
  isEmpty(u"another last number: "_s + QString::number(numbers->lastSeq), numbers->lastSeq == lastSeq);
  isEmpty(u"prints that nobody settled"_s, prints->empty());
}

bool Cabin::diesDuring(const std::function<void()>& walk) {
  m_mayDie = true;
  try {
    walk();
  } catch (const Died&) {
    m_mayDie = false;
  }
  m_mayDie = false;
  if (!m_kiosk) {
    return true;
  }
  if (!m_kiosk->waitForEnd()) {
    failed(u"the kiosk did not die at its commit point"_s);
  }
  return m_kiosk->endedByKill();
}

Cabin& sharedCabin(const harness::KioskStart& start, const harness::SiteOptions& site) {
  if (!theCabin) {
    theCabin = std::make_unique<Cabin>(start, site);
  }
  theCabin->ready();
  return *theCabin;
}

}  // namespace xiaowu::journey
