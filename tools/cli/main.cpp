// xiaowu-tool: the technicians' command-line tool.
#include "core/base/Log.h"
#include "tools/cli/Commands.h"

#include <QCoreApplication>

#include <sys/stat.h>

#include <iostream>

int main(int argc, char** argv) {
  // A read error of standard input is then seen as one (badbit), not as its end.
  std::ios::sync_with_stdio(false);
  umask(0077);
  QCoreApplication application(argc, argv);
  xiaowu::installLogFormat();
  const xiaowu::SystemClock clock;
  xiaowu::cli::Surroundings io{std::cin, std::cout, std::cerr, clock};
  return xiaowu::cli::runTool({argv + 1, argv + argc}, XIAOWU_VERSION, io);
}
