// kit-gallery <folder of sheets> <folder for pictures> [part of a name]: draws each sheet in both
// orientations, normal and 关怀版, and saves PNG files. Exit 1 when a sheet does not load or QML warns, so
// that it is a test as well as something to look at.
#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QTextStream>
#include <QtGui/QFont>
#include <QtGui/QGuiApplication>
#include <QtGui/QImage>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickView>

#include <algorithm>
#include <memory>

Q_IMPORT_QML_PLUGIN(Xiaowu_KitPlugin)

namespace {

bool g_warned = false;

void onMessage(QtMsgType type, const QMessageLogContext& /*context*/, const QString& text) {
  QTextStream(stderr) << text << Qt::endl;
  if (type != QtDebugMsg && type != QtInfoMsg && text.contains(QStringLiteral(".qml:"))) {
    g_warned = true;
  }
}

struct Mode {
  QString name;
  QSize size;
  bool care;
};

// Drawings come from another thread.
bool drawingsAreThere(const QQuickItem& item) {
  constexpr int kLoading = 2;  // QQuickImageBase::Loading
  if (item.inherits("QQuickImage") && item.property("status").toInt() == kLoading) {
    return false;
  }
  const auto children = item.childItems();
  return std::all_of(children.begin(), children.end(),
                     [](const QQuickItem* child) { return drawingsAreThere(*child); });
}

bool draw(const QString& sheet, const Mode& mode, const QString& path) {
  QQuickView view;
  view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
  // The module's types are known to the engine only after the first import of it.
  QQmlComponent first(view.engine());
  first.setData("import QtQml\nimport Xiaowu.Kit\nQtObject { property QtObject theme: Theme }",
                QUrl(QStringLiteral("qrc:/first.qml")));
  const std::unique_ptr<QObject> holder(first.create());
  QObject* theme = holder == nullptr ? nullptr : holder->property("theme").value<QObject*>();
  if (theme == nullptr) {
    for (const QQmlError& error : first.errors()) {
      QTextStream(stderr) << error.toString() << Qt::endl;
    }
    return false;
  }
  theme->setProperty("care", mode.care);
  theme->setProperty("portrait", mode.size.height() > mode.size.width());
  view.setResizeMode(QQuickView::SizeRootObjectToView);
  view.resize(mode.size);
  view.setSource(QUrl::fromLocalFile(sheet));
  if (view.status() != QQuickView::Ready) {
    return false;
  }
  view.show();
  QCoreApplication::processEvents();
  (void)view.grabWindow();  // lays everything out, after which the drawings know their size
  const QDeadlineTimer patience(5000);
  while (!drawingsAreThere(*view.contentItem()) && !patience.hasExpired()) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
  }
  return view.grabWindow().save(path);
}

}  // namespace

int main(int argc, char** argv) {
  qInstallMessageHandler(onMessage);
  QGuiApplication app(argc, argv);
  QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC")));
  const QStringList words = QCoreApplication::arguments();
  if (words.size() < 3) {
    return 2;
  }
  const QString part = words.value(3);
  const QDir sheets(words[1]);
  const QDir out(words[2]);
  if (!out.mkpath(QStringLiteral("."))) {
    return 2;
  }
  const QList<Mode> modes = {{QStringLiteral("p"), {1080, 1920}, false},
                             {QStringLiteral("p-care"), {1080, 1920}, true},
                             {QStringLiteral("l"), {1920, 1080}, false},
                             {QStringLiteral("l-care"), {1920, 1080}, true}};
  bool good = true;
  for (const QString& file : sheets.entryList({QStringLiteral("Sheet*.qml")}, QDir::Files, QDir::Name)) {
    for (const Mode& mode : modes) {
      const QString name = file.chopped(4) + QLatin1Char('-') + mode.name;
      if (!part.isEmpty() && !name.contains(part)) {
        continue;
      }
      if (!draw(sheets.filePath(file), mode, out.filePath(name + QStringLiteral(".png")))) {
        QTextStream(stderr) << "not drawn: " << name << Qt::endl;
        good = false;
      }
    }
  }
  return good && !g_warned ? 0 : 1;
}
