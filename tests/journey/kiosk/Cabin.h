#pragma once
// A kiosk with its platform and the hands of whoever stands in front of it. Every call that does not come
// true ends the test case and says what was waited for and how the kiosk stands; a picture of its screen is
// kept in journey-failures/ of the build folder. Nothing sleeps.

#include "tools/harness/KioskProcess.h"
#include "tools/harness/PlatformProcess.h"

#include <functional>
#include <memory>

namespace xiaowu::journey {

using namespace Qt::StringLiterals;

/// Thrown instead of a failure when the kiosk may die during a walk and has died.
struct Died {};

struct Resident {
  QString id;  ///< in persons.json
  QString name;
  QString number;
  QStringList mustNotStay;  ///< everything of theirs that no screen may show after the session
};
[[nodiscard]] const Resident& liWei();
[[nodiscard]] const Resident& wangFang();
[[nodiscard]] const Resident& zhouMin();  ///< works at the service centre

class Cabin {
 public:
  /// Starts platform and kiosk and waits until everything is online.
  explicit Cabin(harness::KioskStart start = {}, harness::SiteOptions site = {});
  Cabin(const Cabin&) = delete;
  Cabin& operator=(const Cabin&) = delete;

  /// Ends the kiosk (SIGKILL when it still runs) and starts it on the same data; `well`: waits until every
  /// device is.
  void restart(harness::KioskStart start, bool well = true);
  /// At the attract screen with every device well; after a failed test case the kiosk is started anew.
  void ready();

  QJsonObject command(const QString& name, const QJsonObject& arguments = {});
  QJsonObject person(const QString& command, const Resident& who) {
    return this->command(command, {{u"person"_s, who.id}});
  }
  QJsonObject plug(const QString& command, bool off) { return this->command(command, {{u"on"_s, off}}); }
  void tap(const QString& name);
  void at(const QString& step, std::chrono::milliseconds within = std::chrono::seconds{30});
  void to(const QString& touched, const QString& step);
  /// The trouble page shows this; empty: none is shown.
  void trouble(const QString& code);
  void waitFor(const std::function<bool(const QJsonObject&)>& wanted, const QString& what,
               std::chrono::milliseconds within = std::chrono::seconds{30});
  /// Words somewhere on the screen.
  void sees(const QString& words);
  void seesNot(const QString& words);
  void seesNothingOf(const Resident& who);
  [[nodiscard]] QString texts();
  [[nodiscard]] QJsonObject status() { return command(u"status"_s); }
  [[nodiscard]] int sheets() { return status()[u"panel"_s][u"printSheets"_s].toInt(); }
  [[nodiscard]] int slips() { return status()[u"panel"_s][u"slipSheets"_s].toInt(); }

  /// Takes the card away or lays one there, and waits until the session machine was told.
  void pullCard();
  /// The same where perhaps nobody watches the plate: waits until a card left over is known to be gone.
  void liftCard();
  void layCard(const Resident& who);

  /// Waits until the platform's own account is as wanted.
  void platformHas(const std::function<bool(const QJsonObject&)>& wanted, const QString& what);
  /// Each of `cases` submissions is there once, complete and with a number, numbered 1 … n by the kiosk.
  void platformHasCases(int cases);
  /// The stopped kiosk's own store: nothing waits, nothing is dead.
  void stopAndCheckStore(int lastSeq);

  /// True when the kiosk killed itself during the walk; a walk that fails while the kiosk lives is a failure.
  bool diesDuring(const std::function<void()>& walk);

  [[nodiscard]] harness::KioskProcess& kiosk() { return *m_kiosk; }
  [[nodiscard]] harness::PlatformProcess& platform() { return *m_platform; }
  [[nodiscard]] const harness::Workspace& workspace() const { return m_workspace; }
  [[noreturn]] void failed(const QString& why);

 private:
  void waitUntilWell();
  template <typename T>
  const T& good(const Result<T>& result) {
    if (!result) {
      failed(QString::fromStdString(describe(result.error())));
    }
    return *result;
  }
  void good(const Result<void>& result) {
    if (!result) {
      failed(QString::fromStdString(describe(result.error())));
    }
  }

  harness::Workspace m_workspace;
  harness::KioskStart m_start;
  std::unique_ptr<harness::PlatformProcess> m_platform;
  std::unique_ptr<harness::KioskProcess> m_kiosk;
  bool m_mayDie = false;
  bool m_hasFailed = false;
};

/// The one cabin of this program, made with the first call and ended with the test run.
[[nodiscard]] Cabin& sharedCabin(const harness::KioskStart& start = {},
                                 const harness::SiteOptions& site = {});

}  // namespace xiaowu::journey
