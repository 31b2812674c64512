// Qt Quick Test runner of the kit: any warning of the engine fails the run, because a warning here is a
// broken screen there.
#include <QtCore/QObject>
#include <QtGui/QFont>
#include <QtGui/QGuiApplication>
#include <QtGui/QImage>
#include <QtQml/QQmlEngine>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQml/QQmlContext>
#include <QtQuickTest/quicktest.h>

Q_IMPORT_QML_PLUGIN(Xiaowu_KitPlugin)

// A camera and a code printer for the tests: frames on demand.
class Frames : public QObject {
  Q_OBJECT

 public:
  Q_INVOKABLE void send(int width, int height) {
    QImage frame(width, height, QImage::Format_RGB32);
    frame.fill(Qt::darkGreen);
    Q_EMIT frameReady(frame);
  }
  Q_INVOKABLE [[nodiscard]] QImage code() const {
    QImage code(21, 21, QImage::Format_RGB32);
    code.fill(Qt::white);
    for (int i = 0; i < 21; ++i) {
      code.setPixelColor(i, (i * 7) % 21, Qt::black);
    }
    return code;
  }
  // How many dark pixels a picture has: what was written must be there.
  Q_INVOKABLE [[nodiscard]] int darkPixels(const QImage& image) const {
    int dark = 0;
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        dark += qGray(image.pixel(x, y)) < 128 ? 1 : 0;
      }
    }
    return dark;
  }
  Q_INVOKABLE [[nodiscard]] int colour(const QImage& image, int x, int y) const {
    return qGray(image.pixel(x, y));
  }

 Q_SIGNALS:
  void frameReady(const QImage& frame);
};

class Setup : public QObject {
  Q_OBJECT

 public Q_SLOTS:
  void applicationAvailable() { QGuiApplication::setFont(QFont(QStringLiteral("Noto Sans CJK SC"))); }
  void qmlEngineAvailable(QQmlEngine* engine) {
    engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine->rootContext()->setContextProperty(QStringLiteral("frames"), &m_frames);
    connect(engine, &QQmlEngine::warnings, this, [this](const QList<QQmlError>& warnings) {
      for (const QQmlError& warning : warnings) {
        qWarning("engine: %s", qPrintable(warning.toString()));
      }
      g_warnings += static_cast<int>(warnings.size());
    });
  }

 public:
  static inline int g_warnings = 0;

 private:
  Frames m_frames;
};

int main(int argc, char** argv) {
  Setup setup;
  QTEST_SET_MAIN_SOURCE_PATH
  const int failures = quick_test_main_with_setup(argc, argv, "kit", QUICK_TEST_SOURCE_DIR, &setup);
  if (failures != 0) {
    return failures;
  }
  return Setup::g_warnings == 0 ? 0 : 1;
}

#include "qml_kit.moc"
