// Loads every page and overlay in each language, mode and orientation and looks for what a person would stumble over: warnings of the engine, cut words, controls
// that are too small, outside the window, without a name, or with the same name twice.
#include "Scenes.h"
#include "ui/shell/Shell.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
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
    const bool cut = item.property("truncated").toBool() || item.height() + 1 < item.property("contentHeight").toReal() ||
                     item.width() + 1 < item.property("contentWidth").toReal();
    if (!words.isEmpty() && cut) {
      m_findings.append(QStringLiteral("cut words: %1 (%2x%3 has %4x%5)").arg(words.left(40)).arg(item.property("contentWidth").toReal()).arg(item.property("contentHeight").toReal()).arg(item.width()).arg(item.height()));
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
      m_findings.append(QStringLiteral("too small: %1 is %2x%3, wants %4").arg(name).arg(item.width()).arg(item.height()).arg(m_target));
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

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  QAccessible::setActive(true);
  qInstallMessageHandler(keepWarnings);
  QTextStream out(stdout);
  const auto rules = pagestest::sampleRules();
  int failures = 0, pages = 0;
  for (const QSize size : {QSize(1080, 1920), QSize(1920, 1080)}) {
    viewmodels::KioskViewModel kiosk([](const workflow::Happening&) {});
    pagestest::furnish(kiosk, rules);
    const double density = size.height() > size.width() ? 3.2 : 2.9;
    const auto engine = shell::loadShell(kiosk, {size, density, false, false});
    if (!engine) {
      out << "the shell does not load\n" << g_warnings.join(QLatin1Char('\n')) << '\n';
      return 1;
    }
    QQuickWindow& window = *shell::windowOf(*engine);
    for (const bool english : {false, true}) {
      for (const bool care : {false, true}) {
        for (const auto& scene : pagestest::scenes(rules)) {
          g_warnings.clear();
          pagestest::play(kiosk, scene, {english ? workflow::Language::English : workflow::Language::Chinese, care, false});
          QCoreApplication::processEvents();
          QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);  // outside of exec() the page that was left would stay
          (void)window.grabWindow();  // lays everything out, as on the screen
          QCoreApplication::processEvents();
          (void)window.grabWindow();
          Inspector inspector(window, std::floor((care ? 25 : 20) * density));
          QStringList findings = inspector.inspect();
          for (const QString& warning : std::as_const(g_warnings)) {
            findings.append(QStringLiteral("warning: ") + warning);
          }
          ++pages;
          for (const QString& finding : std::as_const(findings)) {
            ++failures;
            out << QString::fromStdString(scene.name) << (english ? " en" : " zh") << (care ? " care " : " normal ") << size.width() << 'x' << size.height() << ": " << finding << '\n';
          }
        }
      }
    }
  }
  out << pages << " pages, " << failures << " findings\n";
  return failures == 0 && pages > 0 ? 0 : 1;
}
