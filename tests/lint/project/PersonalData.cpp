#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace xiaowu::lint {
namespace {

// What writes for people who are not the resident: logs, the terminal. A whole statement is looked at, also
// over several lines.
constexpr std::array<std::string_view, 18> kWriters{
    "qDebug", "qInfo",     "qWarning",    "qCritical",    "qFatal",        "qCDebug",
    "qCInfo", "qCWarning", "qCCritical",  "std::cerr",    "std::clog",     "std::cout",
    "printf", "fprintf",   "console.log", "console.warn", "console.error", "io.err"};
// Fields and variables that hold what a card, a form or a paper says.
constexpr std::array<std::string_view, 17> kPersonal{
    "name",   "englishName", "number", "idNumber", "address", "phone",     "mobile", "value",    "values",
    "answer", "answers",     "birth",  "card",     "person",  "applicant", "holder", "signature"};

struct Allowed {
  std::string_view path, word, why;
};
constexpr std::array<Allowed, 4> kAllowed{{
    {"app/session/SessionHost.cpp", "name", "the name of an event of the workflow"},
    {"app/session/handlers/FaceHandler.cpp", "name", "the name of a model file"},
    {"tools/cli/Commands.cpp", "name", "the name of a command"},
    {"platform/server/main/main.cpp", "address", "where the platform listens"},
}};

// The simulators' persons are invented; tests write what they compare.
constexpr std::array<std::string_view, 4> kFree{"tests", "benchmarks", "drivers/persons", "tools/demo"};

bool isAllowed(std::string_view path, std::string_view word) {
  return std::any_of(kAllowed.begin(), kAllowed.end(),
                     [&](const Allowed& allowed) { return allowed.path == path && allowed.word == word; });
}

void checkStatement(const File& file, std::string_view code, std::size_t begin,
                    std::vector<Offence>& offences) {
  const auto statement = code.substr(begin, std::min(code.find(';', begin), code.size()) - begin);
  for (const auto word : kPersonal) {
    for (auto at = statement.find(word); at != std::string_view::npos; at = statement.find(word, at + 1)) {
      // result.value() unwraps a Result; it names no field.
      const bool unwraps = word == "value" && startsWith(statement.substr(at + word.size()), "()");
      if (!isWordAt(statement, at, word.size()) || unwraps || isAllowed(file.path, word)) {
        continue;
      }
      offences.push_back({file.path, lineOf(code, begin + at),
                          "writes \"" + std::string(word) +
                              "\" to a log: personal data? If not, list it in PersonalData.cpp"});
    }
  }
}

bool isSource(std::string_view path) {
  return endsWith(path, ".cpp") || endsWith(path, ".h") || endsWith(path, ".qml");
}

bool isFree(std::string_view path) {
  return path.find("/simulator/") != std::string_view::npos ||
         std::any_of(kFree.begin(), kFree.end(),
                     [&](std::string_view folder) { return isInside(path, folder); });
}

}  // namespace

std::vector<Offence> loggedPersonalData(const std::vector<File>& files) {
  std::vector<Offence> offences;
  for (const auto& file : files) {
    if (!isSource(file.path) || isFree(file.path)) {
      continue;
    }
    const auto code = codeOnly(file.text);
    for (const auto writer : kWriters) {
      for (auto at = code.find(writer); at != std::string::npos; at = code.find(writer, at + 1)) {
        const bool whole = isWordAt(code, at, writer.size());  // not snprintf
        if (whole) {
          checkStatement(file, code, at, offences);
        }
      }
    }
  }
  return offences;
}

}  // namespace xiaowu::lint
