#pragma once
// Runs xiaowu-tool and keeps what it wrote.

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include <nlohmann/json.hpp>

#include <QProcess>

#include <string>
#include <vector>

namespace xiaowu::testing {

struct Run {
  int status = -1;  ///< 1000: ended by a signal
  std::string out, err;
  [[nodiscard]] nlohmann::json line() const {
    INFO(err);
    REQUIRE(std::count(out.begin(), out.end(), '\n') == 1);
    return nlohmann::json::parse(out);
  }
};

/// `input`: what is given as standard input; with `inputFile` that file instead.
inline Run tool(const std::vector<std::string>& words, const std::string& input = {},
                const std::string& inputFile = {}, const std::string& outputFile = {}) {
  QProcess process;
  QStringList arguments;
  for (const auto& word : words) {
    arguments << QString::fromStdString(word);
  }
  if (!inputFile.empty()) {
    process.setStandardInputFile(QString::fromStdString(inputFile));
  }
  if (!outputFile.empty()) {
    process.setStandardOutputFile(QString::fromStdString(outputFile));
  }
  process.start(QString::fromStdString(places::program("xiaowu-tool")), arguments);
  REQUIRE(process.waitForStarted());
  if (inputFile.empty()) {
    process.write(QByteArray::fromStdString(input));
    process.closeWriteChannel();
  }
  REQUIRE(process.waitForFinished(60000));
  Run run;
  run.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1000;
  run.out = process.readAllStandardOutput().toStdString();
  run.err = process.readAllStandardError().toStdString();
  return run;
}

}  // namespace xiaowu::testing
