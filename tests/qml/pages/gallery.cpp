// Saves a picture of every page and overlay, in each size and mode: pages-gallery <folder> [part of a scene's
// name] [variant] [pixels per mm].
#include "Scenes.h"
#include "ui/shell/Shell.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QPainter>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTextStream>

#include <algorithm>

namespace {

struct Variant {
  const char* name;
  QSize size;
  bool care, english, low;
};

constexpr Variant kVariants[] = {{"portrait", {1080, 1920}, false, false, false},
                                 {"portrait-care", {1080, 1920}, true, false, false},
                                 {"landscape", {1920, 1080}, false, false, false},
                                 {"landscape-care", {1920, 1080}, true, false, false},
                                 {"portrait-en", {1080, 1920}, false, true, false},
                                 {"landscape-care-en", {1920, 1080}, true, true, false},
                                 {"portrait-care-en", {1080, 1920}, true, true, false},
                                 {"portrait-low", {1080, 1920}, false, false, true}};

// Ten pages on one sheet, to see the family at a glance.
void saveSheets(const QList<QImage>& pictures, const QString& stem) {
  constexpr int kOnSheet = 10;
  for (qsizetype from = 0; from < pictures.size(); from += kOnSheet) {
    const bool tall = pictures.first().height() > pictures.first().width();
    const QSize small = tall ? QSize(400, 711) : QSize(760, 428);
    const int columns = tall ? 5 : 2;
    QImage sheet(columns * (small.width() + 8), kOnSheet / columns * (small.height() + 8),
                 QImage::Format_RGB32);
    sheet.fill(Qt::darkGray);
    QPainter painter(&sheet);
    for (qsizetype i = 0; i < kOnSheet && from + i < pictures.size(); ++i) {
      const int column = static_cast<int>(i) % columns;
      const int row = static_cast<int>(i) / columns;
      painter.drawImage(column * (small.width() + 8), row * (small.height() + 8),
                        pictures.at(from + i).scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    }
    sheet.save(QStringLiteral("%1-%2.png").arg(stem).arg(from / kOnSheet));
  }
}

// Drawings come from another thread; a picture of the page without them would be no use.
bool drawingsAreThere(const QQuickItem& item) {
  constexpr int kLoading = 2;  // QQuickImageBase::Loading
  if (item.inherits("QQuickImage") && item.property("status").toInt() == kLoading) {
    return false;
  }
  const auto children = item.childItems();
  return std::all_of(children.begin(), children.end(),
                     [](const QQuickItem* child) { return drawingsAreThere(*child); });
}

QImage pictureOf(QQuickWindow& window) {
  (void)window.grabWindow();  // lays everything out, after which the drawings know their size
  const QDeadlineTimer patience(5000);
  while (!drawingsAreThere(*window.contentItem()) && !patience.hasExpired()) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
  }
  return window.grabWindow();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace xiaowu;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  const QDir folder(arguments.value(1, QStringLiteral("gallery")));
  viewmodels::KioskViewModel kiosk([](const workflow::Event&) {});
  const auto rules = pagestest::sampleRules();
  pagestest::furnish(kiosk, rules);
  for (const Variant& variant : kVariants) {
    if (arguments.size() > 3 && arguments.at(3) != QLatin1String(variant.name)) {
      continue;
    }
    const double usual = variant.size.height() > 1500 ? 3.2 : 2.9;
    const auto engine = shell::loadShell(
        kiosk, {variant.size, arguments.size() > 4 ? arguments.at(4).toDouble() : usual, false, false});
    if (!engine) {
      return 1;
    }
    folder.mkpath(QLatin1String(variant.name));
    QList<QImage> pictures;
    for (const auto& scene : pagestest::scenes(rules)) {
      const QString name = QString::fromStdString(scene.name);
      if (arguments.size() > 2 && !name.contains(arguments.at(2))) {
        continue;
      }
      QElapsedTimer timer;
      timer.start();
      pagestest::play(kiosk, scene,
                      {variant.english ? workflow::Language::English : workflow::Language::Chinese,
                       variant.care, variant.low});
      if (scene.action == "search") {
        if (auto* page = shell::windowOf(*engine)->property("pageItem").value<QObject*>()) {
          page->setProperty("searching", true);
        }
        kiosk.items()->search(QStringLiteral("h"));
      }
      const auto built = timer.elapsed();
      QCoreApplication::processEvents();
      // Outside of exec() the page that was left would stay.
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
      const QImage picture = pictureOf(*shell::windowOf(*engine));
      QTextStream(stdout) << variant.name << ' ' << name << ' ' << built << " ms\n";
      picture.save(folder.filePath(QStringLiteral("%1/%2.png").arg(QLatin1String(variant.name), name)));
      if (scene.action == "search") {
        kiosk.items()->search({});
      }
      pictures.append(picture);
    }
    if (!pictures.isEmpty()) {
      saveSheets(pictures, folder.filePath(QStringLiteral("sheet-%1").arg(QLatin1String(variant.name))));
    }
  }
  return 0;
}
