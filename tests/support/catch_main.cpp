#define CATCH_CONFIG_RUNNER
#include "tests/support/Catch.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  return Catch::Session().run(argc, argv);
}
