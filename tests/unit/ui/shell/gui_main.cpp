#define CATCH_CONFIG_RUNNER
#include <QGuiApplication>

#include "tests/support/Catch.h"

int main(int argc, char** argv) {
  QGuiApplication application(argc, argv);
  return Catch::Session().run(argc, argv);
}
