#define CATCH_CONFIG_RUNNER
#include <QGuiApplication>
#include <QtQml/QQmlExtensionPlugin>

#include <catch2/catch.hpp>

Q_IMPORT_QML_PLUGIN(Xiaowu_KitPlugin)
Q_IMPORT_QML_PLUGIN(Xiaowu_BenchPlugin)

int main(int argc, char** argv) {
  QGuiApplication application(argc, argv);
  return Catch::Session().run(argc, argv);
}
