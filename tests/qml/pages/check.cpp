// Loads every page and overlay in each language, mode and orientation, and in part with letters twice as
// large, and looks for what a person would stumble over: warnings of the engine, cut words, controls that are
// too small, outside the window, without a name, or with the same name twice.
#include "Scenes.h"
#include "ui/shell/Shell.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QSet>
#include <QTextStream>

#include <cmath>

namespace {

using namespace xiaowu;

QStringList g_warnings;

void keepWarnings(QtMsgType type, const QMessageLogContext& /*context*/, const QString& text) {
  if (type != QtDebugMsg && type != QtInfoMsg) {
    g_warnings.append(text);
  }
}

class Inspector {
 public:
  Inspector(QQuickWindow& window, double targetPx) : m_window(window), m_target(targetPx) {}

  QStringList inspect() {
    m_findings.clear();
    m_names.clear();
    walk(*m_window.contentItem(), false);
    return m_findings;
  }

 private:
  void walk(const QQuickItem& item, bool scrolls) {
    if (!item.isVisible() || item.opacity() == 0) {
      return;
    }
    if (item.inherits("QQuickText")) {
      text(item);
    } else if (item.inherits("QQuickAbstractButton") && item.isEnabled()) {
      control(item, scrolls);
    }
    const bool inside = scrolls || item.inherits("QQuickFlickable");
    for (const QQuickItem* child : item.childItems()) {
      walk(*child, inside);
    }
  }

  void text(const QQuickItem& item) {
    const QString words = item.property("text").toString();
    const bool cut = item.property("truncated").toBool() ||
                     item.height() + 1 < item.property("contentHeight").toReal() ||
                     item.width() + 1 < item.property("contentWidth").toReal();
    if (!words.isEmpty() && cut) {
      m_findings.append(QStringLiteral("cut words: %1 (%2x%3 has %4x%5)")
                            .arg(words.left(40))
                            .arg(item.property("contentWidth").toReal())
                            .arg(item.property("contentHeight").toReal())
                            .arg(item.width())
                            .arg(item.height()));
    }
    const QRectF place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
    if (!words.isEmpty() && (place.left() < -1 || place.right() > m_window.width() + 1)) {
      m_findings.append(QStringLiteral("words outside the window: %1").arg(words.left(40)));
    }
  }

  void control(const QQuickItem& item, bool scrolls) {
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(const_cast<QQuickItem*>(&item));
    const QString name = spoken != nullptr ? spoken->text(QAccessible::Name) : QString();
    if (name.isEmpty()) {
      m_findings.append(QStringLiteral("a control without a name"));
    } else if (m_names.contains(name)) {
      m_findings.append(QStringLiteral("two controls named %1").arg(name));
    }
    m_names.insert(name);
    if (spoken != nullptr && spoken->role() == QAccessible::NoRole) {
      m_findings.append(QStringLiteral("no role: %1").arg(name));
    }
    if (item.width() + 1 < m_target || item.height() + 1 < m_target) {
      m_findings.append(QStringLiteral("too small: %1 is %2x%3, wants %4")
                            .arg(name)
                            .arg(item.width())
                            .arg(item.height())
                            .arg(m_target));
    }
    const QRectF place = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
    const bool high = !scrolls && (place.top() < -1 || place.bottom() > m_window.height() + 1);
    if (place.left() < -1 || place.right() > m_window.width() + 1 || high) {
      m_findings.append(QStringLiteral("outside the window: %1").arg(name));
    }
  }

  QQuickWindow& m_window;
  double m_target;
  QStringList m_findings;
  QSet<QString> m_names;
};

struct Screen {
  QSize size;
  double pxPerMm;
  QList<bool> care;    ///< 关怀版 off, on, or both
  const char* scenes;  ///< those whose name matches
};

// Twice as dense is twice as large. The faces' and the papers' pages stand that in the ordinary letters; in
// 关怀版 it would be three times as large.
const QList<Screen> kScreens{{{1080, 1920}, 3.2, {false, true}, ""},
                             {{1920, 1080}, 2.9, {false, true}, ""},
                             {{1080, 1920}, 4.03, {true}, ""},  // 21.5 inches, upright
                             {{1080, 1920}, 6.4, {false}, "^(06|07|08|15|16|17)"},
                             {{1920, 1080}, 5.8, {false}, "^(06|07|08|15|16|17)"}};

struct Tally {
  int pages = 0;
  int findings = 0;
};

void look(const Screen& screen, const workflow::Rules& rules, viewmodels::KioskViewModel& kiosk,
          QQuickWindow& window, workflow::Preferences preferences, Tally& tally) {
  const QRegularExpression wanted(QString::fromLatin1(screen.scenes));
  const bool english = preferences.language == workflow::Language::English;
  for (const auto& scene : pagestest::scenes(rules)) {
    const QString name = QString::fromStdString(scene.name);
    if (!wanted.match(name).hasMatch()) {
      continue;
    }
    g_warnings.clear();
    pagestest::play(kiosk, scene, preferences);
    QCoreApplication::processEvents();
    // Outside of exec() the page that was left would stay.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    (void)window.grabWindow();  // lays everything out, as on the screen
    QCoreApplication::processEvents();
    (void)window.grabWindow();
    Inspector inspector(window, std::floor((preferences.care ? 25 : 20) * screen.pxPerMm));
    QStringList findings = inspector.inspect();
    for (const QString& warning : std::as_const(g_warnings)) {
      findings.append(QStringLiteral("warning: ") + warning);
    }
    ++tally.pages;
    tally.findings += static_cast<int>(findings.size());
    for (const QString& finding : std::as_const(findings)) {
      QTextStream(stdout) << name << (english ? " en" : " zh") << (preferences.care ? " care " : " normal ")
                          << screen.size.width() << 'x' << screen.size.height() << " at " << screen.pxPerMm
                          << " px/mm: " << finding << '\n';
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  QAccessible::setActive(true);
  qInstallMessageHandler(keepWarnings);
  const auto rules = pagestest::sampleRules();
  Tally tally;
  for (const Screen& screen : kScreens) {
    viewmodels::KioskViewModel kiosk([](const workflow::Event&) {});
    pagestest::furnish(kiosk, rules);
    const auto engine = shell::loadShell(kiosk, {screen.size, screen.pxPerMm, false, false});
    if (!engine) {
      QTextStream(stdout) << "the shell does not load\n" << g_warnings.join(QLatin1Char('\n')) << '\n';
      return 1;
    }
    for (const auto language : {workflow::Language::Chinese, workflow::Language::English}) {
      for (const bool care : screen.care) {
        look(screen, rules, kiosk, *shell::windowOf(*engine), {language, care, false}, tally);
      }
    }
  }
  QTextStream(stdout) << tally.pages << " pages, " << tally.findings << " findings\n";
  return tally.findings == 0 && tally.pages > 0 ? 0 : 1;
}
