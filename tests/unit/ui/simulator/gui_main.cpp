#define CATCH_CONFIG_RUNNER
#include <QGuiApplication>
#include <QtQml/QQmlExtensionPlugin>

#include "tests/support/Catch.h"

Q_IMPORT_QML_PLUGIN(Xiaowu_KitPlugin)
Q_IMPORT_QML_PLUGIN(Xiaowu_SimulatorPlugin)

int main(int argc, char** argv) {
  QGuiApplication application(argc, argv);
  return Catch::Session().run(argc, argv);
}
