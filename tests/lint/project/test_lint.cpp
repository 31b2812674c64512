#include "tests/lint/project/Lint.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

using namespace xiaowu::lint;

namespace {

std::size_t layersBrokenBy(const std::string& path, const std::string& text) {
  return brokenLayers({{path, text}}).size();
}
std::size_t loggedBy(const std::string& text, const std::string& path = "app/session/X.cpp") {
  return loggedPersonalData({{path, text}}).size();
}
std::size_t namesIn(const std::string& text, const std::string& path = "docs/x.md") {
  return forbiddenNames({{path, text}}).size();
}

const std::vector<File>& project() {
  static const auto files = filesOf(xiaowu::places::source());
  return files;
}

// An empty list would pass every rule.
void requireWholeProject() {
  const auto has = [](const std::string& path) {
    return std::any_of(project().begin(), project().end(),
                       [&](const File& file) { return file.path == path && !file.text.empty(); });
  };
  REQUIRE(has("CMakeLists.txt"));
  REQUIRE(has("core/base/Result.h"));
  REQUIRE(has("tests/lint/project/Lint.cpp"));
}

}  // namespace

TEST_CASE("a fabricated tree: each forbidden include is found with its line", "[layers]") {
  const auto found = brokenLayers(
      {{"core/domain/X.cpp", "#include \"core/domain/X.h\"\n\n  # include \"app/sync/Channel.h\"\n"}});
  CHECK(report(found) == "core/domain/X.cpp:3: core/domain may not include app/sync/Channel.h\n");
  CHECK(layersBrokenBy(
            "app/workflow/X.cpp",
            "#include <QImage>\n#include <QtSql/QSqlQuery>\n#include <sqlite3.h>\n#include <vector>\n") == 3);
  CHECK(layersBrokenBy("app/session/X.cpp",
                       "#include \"drivers/idcard/Link.h\"\n#include \"drivers/api/Device.h\"\n") == 1);
  CHECK(layersBrokenBy("drivers/idcard/X.cpp", "#include \"drivers/camera/Cameras.h\"\n") == 1);
  CHECK(layersBrokenBy("drivers/idcard/simulator/X.cpp",
                       "#include \"drivers/idcard/Link.h\"\n#include \"drivers/persons/Persons.h\"\n") == 0);
  CHECK(layersBrokenBy("drivers/idcard/simulator/X.cpp",
                       "#include \"drivers/camera/Cameras.h\"\n#include \"app/sync/Channel.h\"\n") == 2);
  CHECK(layersBrokenBy("drivers/persons/X.h", "#include \"drivers/idcard/simulator/SamSimulator.h\"\n") == 1);
  CHECK(layersBrokenBy("ui/simulator/X.cpp", "#include \"drivers/idcard/simulator/SamSimulator.h\"\n") == 0);
  CHECK(layersBrokenBy("ui/simulator/X.cpp", "#include \"platform/server/http/Http.h\"\n") == 1);
  CHECK(layersBrokenBy("platform/server/main/X.cpp", "#include \"app/outbox/Outbox.h\"\n") == 1);
  CHECK(layersBrokenBy("platform/server/http/X.cpp",
                       "#include \"platform/server/cases/Submission.h\"\n"
                       "#include \"platform/server/repository/Kiosks.h\"\n") == 2);
  CHECK(layersBrokenBy("platform/server/repository/X.h", "#include \"platform/server/http/Http.h\"\n") == 1);
  CHECK(layersBrokenBy("platform/server/cases/X.cpp",
                       "#include \"platform/server/repository/Papers.h\"\n"
                       "#include \"platform/server/repository/sqlite/SqliteRepository.h\"\n"
                       "#include \"platform/server/records/Register.h\"\n"
                       "#include \"platform/server/main/Platform.h\"\n") == 3);
  CHECK(layersBrokenBy("platform/server/cases/X.cpp",
                       "#include \"core/storage/PartStore.h\"\n#include \"core/storage/Database.h\"\n") == 1);
  CHECK(layersBrokenBy("platform/server/repository/sqlite/X.cpp",
                       "#include \"core/storage/Failure.h\"\n#include \"core/storage/Database.h\"\n") == 0);
  CHECK(layersBrokenBy("app/main/X.cpp", "#include \"drivers/camera/Cameras.h\"\n") == 0);
  CHECK(layersBrokenBy("recognition/face/X.h",
                       "#include <opencv2/core.hpp>\n#include <nlohmann/json.hpp>\n") == 2);
  CHECK(layersBrokenBy("recognition/face/X.cpp", "#include <opencv2/core.hpp>\n") == 0);
  CHECK(layersBrokenBy("core/schema/X.h", "#include <nlohmann/json_fwd.hpp>\n") == 0);
  CHECK(layersBrokenBy("app/newcomer/X.cpp", "#include <vector>\n") == 1);
  CHECK(layersBrokenBy("app/main/X.cpp", "#include \"app/newcomer/X.h\"\n") == 1);
}

TEST_CASE("a fabricated tree: what is internal to a room is included by it and its own tests only",
          "[layers]") {
  const std::string internal = "#include \"recognition/face/geometry/internal/Stereo.h\"\n";
  CHECK(report(brokenLayers({{"app/session/X.cpp", internal}})) ==
        "app/session/X.cpp:1: recognition/face/geometry/internal/Stereo.h is internal to recognition/face\n");
  CHECK(layersBrokenBy("app/main/X.cpp", internal) == 1);
  CHECK(layersBrokenBy("tools/cli/X.cpp", internal) == 1);
  CHECK(layersBrokenBy("recognition/documents/X.cpp", internal) == 1);
  CHECK(layersBrokenBy("tests/unit/recognition/documents/X.cpp", internal) == 1);
  CHECK(layersBrokenBy("tests/support/X.h", internal) == 1);
  CHECK(layersBrokenBy("benchmarks/documents/X.cpp", internal) == 1);
  CHECK(layersBrokenBy("recognition/face/liveness/X.cpp", internal) == 0);
  CHECK(layersBrokenBy("recognition/face/liveness/internal/X.h", internal) == 0);
  CHECK(layersBrokenBy("tests/unit/recognition/face/X.h", internal) == 0);
  CHECK(layersBrokenBy("tests/fuzz/face/X.cpp", internal) == 0);
  CHECK(layersBrokenBy("benchmarks/face/X.cpp", internal) == 0);
  // Through a header for others it would reach them all the same.
  CHECK(report(brokenLayers({{"recognition/face/liveness/X.h", internal}})) ==
        "recognition/face/liveness/X.h:1: a header for other rooms may not include "
        "recognition/face/geometry/internal/Stereo.h\n");
  CHECK(layersBrokenBy("drivers/idcard/simulator/X.cpp", "#include \"drivers/idcard/internal/Link.h\"\n") ==
        0);
  CHECK(layersBrokenBy("platform/server/main/X.cpp", "#include \"platform/server/http/internal/X.h\"\n") ==
        1);
  CHECK(layersBrokenBy("platform/server/http/X.cpp", "#include \"platform/server/http/internal/X.h\"\n") ==
        0);
}

TEST_CASE("the project keeps its layers", "[layers]") {
  requireWholeProject();
  const auto found = brokenLayers(project());
  INFO(report(found));
  CHECK(found.empty());
}

TEST_CASE("a fabricated source: a personal field in a log is found, a word in a text is not",
          "[personal-data]") {
  CHECK(loggedBy("qCInfo(logX, \"read %s\",\n  card.number.c_str());") == 2);
  CHECK(report(loggedPersonalData({{"app/x/X.cpp", "int a;\nqCInfo(logX) << x\n  << p->idNumber;"}}))
            .rfind("app/x/X.cpp:3: writes \"idNumber\"", 0) == 0);
  CHECK(loggedBy("std::cerr << field.value;", "drivers/idcard/X.cpp") == 1);
  CHECK(loggedBy("std::cerr << field.value;", "drivers/idcard/simulator/X.cpp") == 0);
  CHECK(loggedBy("std::fprintf(stderr, \"%s\", person.c_str());") == 1);
  CHECK(loggedBy("std::cerr << field.value;") == 1);
  CHECK(loggedBy("console.log(model.address);", "ui/pages/X.qml") == 1);
  CHECK(loggedBy("qWarning(\"the name and number are wrong\");  // name\n") == 0);
  CHECK(loggedBy("qWarning(\"%s\", code.c_str()); use(name);") == 0);
  CHECK(loggedBy("qWarning(\"%d\", count.value());") == 0);
  CHECK(loggedBy("qWarning(\"a \\\" b\", stepName(s), nameless, m_names);") == 0);
  CHECK(loggedBy("qInfo() << card.number;", "drivers/persons/X.cpp") == 0);
}

TEST_CASE("the project logs no personal data", "[personal-data]") {
  requireWholeProject();
  const auto found = loggedPersonalData(project());
  INFO(report(found));
  CHECK(found.empty());
}

TEST_CASE("a fabricated file: machine paths, unfinished work and foreign registries are found", "[names]") {
  CHECK(report(forbiddenNames({{"a.txt", "fine\nsee \"/home/li/x\"\n"}})) == "a.txt:2: forbidden: /home/\n");
  CHECK(namesIn("DIR=/work/x") == 1);
  CHECK(namesIn("/root/x file:///Users/li") == 2);
  CHECK(namesIn("ui/pages/home/HomePage.qml https://host/home/x ${HOME}/home/x ../work/x ~/work/x") == 0);
  CHECK(namesIn("// TODO: later") == 1);
  CHECK(namesIn("FIXME") == 1);
  CHECK(namesIn("TODOS mastodon XXXX") == 0);
  CHECK(namesIn("  \"resolved\": \"https://mirror.example/a.tgz\"", "web/package-lock.json") == 1);
  CHECK(namesIn("  \"resolved\": \"https://registry.npmjs.org/a.tgz\"", "web/package-lock.json") == 0);
}

TEST_CASE("the project names no developer's machine and leaves no unfinished work", "[names]") {
  requireWholeProject();
  const auto found = forbiddenNames(project());
  INFO(report(found));
  CHECK(found.empty());
}

TEST_CASE("a fabricated tree: a code that is written again, declared twice or given to fail() is found",
          "[error-codes]") {
  const File list{"docs/error-codes.md", "| `card.moved` | `a` |\n| `field.date` |"};
  const auto found = [&](const std::string& text, const std::string& path = "app/x/X.cpp") {
    return report(retypedErrorCodes({list, {path, text}}));
  };
  CHECK(found("a();\nreturn code == \"card.moved\";") ==
        "app/x/X.cpp:2: \"card.moved\" is an error code: name its constant\n");
  CHECK(found("return fail(\"no.list\", Fault::Bug);") ==
        "app/x/X.cpp:1: \"no.list\" is given to fail(): declare the code as a constant\n");
  const std::string declared = "inline constexpr std::string_view kMoved =\n    \"card.moved\";\n";
  CHECK(found(declared + declared) == "app/x/X.cpp:4: \"card.moved\" is declared in app/x/X.cpp as well\n");
  CHECK(found(declared + "f(\"card.moved\");").find(":3: ") != std::string::npos);
  CHECK(found(declared).empty());
  CHECK(found("// \"card.moved\"\nf(\"card.moved then\", \"no.list\");").empty());
  CHECK(found("CHECK(code == \"card.moved\");", "tests/unit/x/test_x.cpp").empty());
  CHECK(found("Entry{\"field.date\"}", "app/viewmodels/Messages.cpp").empty());
}

TEST_CASE("the project names its error codes by their constants", "[error-codes]") {
  requireWholeProject();
  const auto found = retypedErrorCodes(project());
  INFO(report(found));
  CHECK(found.empty());
}
