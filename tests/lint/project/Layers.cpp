#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>

namespace xiaowu::lint {
namespace {

struct Layer {
  std::string_view folder;
  /// Beside itself; "x/*" means every folder below x, "*" everything.
  std::vector<std::string_view> mayInclude;
};

// The rooms of the platform: ports and helpers below, services above them, and main above all. No service
// sees another room's.
std::vector<Layer> platformLayers() {
  return {
      {"platform/server/http", {"core/storage", "core/crypto", "core/domain", "core/base"}},
      {"platform/server/repository", {"core/domain", "core/base"}},
      {"platform/server/repository/sqlite",
       {"platform/server/repository", "core/storage", "core/domain", "core/base"}},
      {"platform/server/storage", {"core/*"}},
      {"platform/server/rendering", {"core/*"}},
      {"platform/server/cases",
       {"platform/server/http", "platform/server/repository", "platform/server/storage",
        "platform/server/rendering", "platform/api", "core/*"}},
      {"platform/server/records",
       {"platform/server/http", "platform/server/repository", "platform/server/storage",
        "platform/server/rendering", "core/*"}},
      {"platform/server/comparisons",
       {"platform/server/http", "platform/server/repository", "platform/server/storage",
        "platform/server/rendering", "recognition/face", "drivers/photo", "drivers/api", "core/*"}},
      {"platform/server/fleet",
       {"platform/server/http", "platform/server/repository", "platform/server/rendering", "core/*"}},
      {"platform/server/upkeep",
       {"platform/server/http", "platform/server/repository", "platform/server/rendering", "core/*"}},
      {"platform/server/faults", {"platform/server/http", "platform/server/repository", "core/*"}},
      {"platform/server/main", {"platform/*", "core/*"}},
  };
}

// The dependency rule (docs/architecture.md). A folder belongs to the longest entry that it is, or is below.
std::vector<Layer> houseLayers() {
  return {
      {"core/base", {}},
      {"core/image", {"core/base"}},
      {"core/domain", {"core/base"}},
      {"core/crypto", {"core/base"}},
      {"core/storage", {"core/crypto", "core/base"}},
      {"core/schema", {"core/base"}},
      {"core/catalog", {"core/schema", "core/domain", "core/base"}},
      {"core/approval", {"core/catalog", "core/domain", "core/base"}},

      {"recognition/inference", {"core/*"}},
      {"recognition/face", {"recognition/inference", "drivers/api", "core/*"}},
      {"recognition/documents", {"recognition/inference", "core/*"}},

      {"drivers/api", {"core/*"}},
      // A class of devices of which no row below says more.
      {"drivers", {"drivers/persons", "drivers/api", "core/*"}},
      {"drivers/idcard", {"drivers/api", "core/*"}},
      {"drivers/photo", {"drivers/api", "core/*"}},
      {"drivers/camera", {"drivers/api", "core/*"}},
      {"drivers/scanner", {"drivers/api", "core/*"}},
      {"drivers/printer", {"drivers/api", "core/*"}},
      {"drivers/fingerprint", {"drivers/api", "core/*"}},
      // A simulator sits below the real driver of its device, so it may name that driver, and the persons
      // that all simulators share.
      {"drivers/persons", {"drivers/api", "core/*"}},
      {"drivers/registry", {"drivers/api", "core/*"}},
      {"drivers/idcard/simulator", {"drivers/persons", "drivers/idcard", "drivers/api", "core/*"}},
      {"drivers/camera/simulator", {"drivers/persons", "drivers/camera", "drivers/api", "core/*"}},
      {"drivers/scanner/simulator", {"drivers/persons", "drivers/scanner", "drivers/api", "core/*"}},
      {"drivers/scanner/simulator/papers", {"drivers/persons", "drivers/api", "core/*"}},
      {"drivers/printer/simulator", {"drivers/persons", "drivers/printer", "drivers/api", "core/*"}},
      {"drivers/fingerprint/simulator", {"drivers/persons", "drivers/api", "core/*"}},
      {"drivers/network/simulator", {"core/base"}},
      {"drivers/photo/simulator",
       {"drivers/idcard/simulator", "drivers/camera/simulator", "drivers/api", "core/*"}},

      {"app/workflow", {"drivers/api", "core/approval", "core/catalog", "core/domain", "core/base"}},
      {"app/outbox", {"core/*"}},
      {"app/sync", {"app/outbox", "core/*"}},
      {"app/devices", {"drivers/api", "core/*"}},
      {"app/printing", {"recognition/documents", "core/*"}},
      {"app/session",
       {"app/workflow", "app/devices", "app/outbox", "app/sync", "app/printing", "recognition/*",
        "drivers/api", "core/*"}},
      {"app/viewmodels", {"app/session", "app/workflow", "core/*"}},

      {"resources", {}},
      {"ui/kit", {}},
      {"ui/pages", {"app/viewmodels", "ui/kit", "core/base"}},
      {"ui/shell", {"app/viewmodels", "ui/kit", "core/base"}},
      {"ui/simulator", {"drivers/*", "ui/kit", "core/*"}},

      {"platform/api", {"core/schema", "core/base"}},
      // The item's rules, and the comparing of faces, are the same code on both sides.
      // Composition roots: the only places that name concrete drivers.
      {"app/main", {"*"}},
      {"tools/cli",
       {"recognition/*", "drivers/idcard", "drivers/photo", "drivers/camera", "drivers/idcard/simulator",
        "drivers/persons", "drivers/api", "app/outbox", "core/*"}},
      {"tools/harness", {"*"}},
      {"tools/meshes", {"recognition/face", "drivers/camera/simulator", "core/*"}},
      {"tools/demo", {"*"}},
      {"tests", {"*"}},
      {"benchmarks", {"*"}},
  };
}

const std::vector<Layer>& layers() {
  static const std::vector<Layer> kTable = [] {
    auto table = houseLayers();
    const auto platform = platformLayers();
    table.insert(table.end(), platform.begin(), platform.end());
    return table;
  }();
  return kTable;
}

// Headers of other people's libraries: in .cpp files only, so that a library can be replaced in one folder.
constexpr std::array<std::string_view, 18> kForeign{
    "opencv2/",  "tesseract/", "leptonica/", "libusb",     "sane/",     "cups/",
    "sqlite3.h", "boost/",     "sodium",     "nlohmann/",  "valijson/", "ZXing/",
    "cairo",     "pango/",     "toml++/",    "qrencode.h", "umockdev",  "hunspell/"};
// Names of types only, made for headers.
constexpr std::string_view kForwardOnly = "nlohmann/json_fwd.hpp";
// Headers that are private to few sources of one folder and included by no other.
// Cairo: ProofSheet.cpp and Seal.cpp draw with the same wrappers. Beast: a server and its connections.
constexpr std::array<std::string_view, 2> kForeignAllowed{"platform/server/rendering/Drawing.h",
                                                          "platform/server/http/HttpSession.h"};

// Rules without a world: these folders know no Qt (stricter than no QtGui, QtNetwork, QtSql), no database, no
// pictures.
constexpr std::array<std::string_view, 4> kPure{"core/domain", "core/catalog", "app/workflow",
                                                "core/approval"};
constexpr std::array<std::string_view, 3> kImpure{"Q", "opencv2/", "sqlite3"};

// SQL, and the exception of a statement that fails, stay in the rooms that turn it into a Result.
constexpr std::array<std::string_view, 5> kSqlHeaders{"core/storage/Database.h", "core/storage/Failure.h",
                                                      "core/storage/Migration.h", "core/storage/Statement.h",
                                                      "core/storage/Transaction.h"};
constexpr std::array<std::string_view, 5> kSqlRooms{"core/storage", "app/outbox",
                                                    "platform/server/repository", "tests", "benchmarks"};

// Every include that begins with one of these names a project file.
constexpr std::array<std::string_view, 10> kRoots{"core/",  "recognition/", "app/",       "drivers/",
                                                  "ui/",    "platform/",    "resources/", "tools/",
                                                  "tests/", "benchmarks/"};

template <typename List>
bool startsWithAny(std::string_view text, const List& heads) {
  return std::any_of(heads.begin(), heads.end(),
                     [&](std::string_view head) { return startsWith(text, head); });
}

const Layer* layerOf(std::string_view path) {
  const Layer* best = nullptr;
  for (const auto& layer : layers()) {
    if (isInside(path, layer.folder) && (best == nullptr || layer.folder.size() > best->folder.size())) {
      best = &layer;
    }
  }
  return best;
}

bool mayInclude(const Layer& from, const Layer& to) {
  if (from.folder == to.folder) {
    return true;
  }
  return std::any_of(from.mayInclude.begin(), from.mayInclude.end(), [&](std::string_view allowed) {
    if (allowed == "*" || allowed == to.folder) {
      return true;
    }
    return endsWith(allowed, "/*") && isInside(to.folder, allowed.substr(0, allowed.size() - 2));
  });
}

template <typename List>
bool isInsideAny(std::string_view path, const List& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [&](std::string_view folder) { return isInside(path, folder); });
}

/// What an #include line names, without its quotes or angle brackets; empty for other lines.
std::string_view includedBy(std::string_view line) {
  const auto skip = [&](std::string_view blanks) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  };
  skip(" \t");
  if (!startsWith(line, "#")) {
    return {};
  }
  line.remove_prefix(1);
  skip(" \t");
  if (!startsWith(line, "include")) {
    return {};
  }
  line.remove_prefix(7);
  skip(" \t");
  if (line.empty() || (line.front() != '"' && line.front() != '<')) {
    return {};
  }
  const auto end = line.find(line.front() == '"' ? '"' : '>', 1);
  return end == std::string_view::npos ? std::string_view{} : line.substr(1, end - 1);
}

constexpr std::string_view kInternal = "/internal/";

/// The room of a header that stands in an internal folder: "recognition/face", "platform/server/http"; empty
/// for every other header.
std::string_view roomOfInternal(std::string_view header) {
  const auto internal = header.find(kInternal);
  if (internal == std::string_view::npos) {
    return {};
  }
  const auto folder = header.substr(0, internal);
  auto end = folder.find('/');
  for (int more = startsWith(folder, "platform/server/") ? 2 : 1; more > 0 && end < folder.size(); --more) {
    end = folder.find('/', end + 1);
  }
  return folder.substr(0, end);
}

/// tests/<kind>/<room's path or name>/… and benchmarks/<room's name>/….
bool isTestOf(std::string_view room, std::string_view path) {
  const auto name = room.substr(room.rfind('/') + 1);
  if (startsWith(path, "tests/")) {
    const auto kind = path.find('/', std::string_view("tests/").size());
    const auto rest = kind == std::string_view::npos ? std::string_view{} : path.substr(kind + 1);
    return isInside(rest, room) || isInside(rest, name);
  }
  return startsWith(path, "benchmarks/") &&
         isInside(path.substr(std::string_view("benchmarks/").size()), name);
}

/// What only a room needs stays in it: no other room includes it, and no header that others include does.
std::string internalOffence(const File& file, std::string_view included) {
  const auto room = roomOfInternal(included);
  if (room.empty() || isTestOf(room, file.path)) {
    return {};
  }
  const std::string name(included);
  if (!isInside(file.path, room)) {
    return name + " is internal to " + std::string(room);
  }
  if (endsWith(file.path, ".h") && file.path.find(kInternal) == std::string::npos) {
    return "a header for other rooms may not include " + name;
  }
  return {};
}

std::string offenceOf(const File& file, const Layer& layer, std::string_view included) {
  const std::string name(included);
  if (auto what = internalOffence(file, included); !what.empty()) {
    return what;
  }
  if (startsWithAny(included, kRoots)) {
    const auto* target = layerOf(included);
    if (target == nullptr) {
      return name + " is in no folder of the table";
    }
    if (!mayInclude(layer, *target)) {
      return std::string(layer.folder) + " may not include " + name;
    }
    if (startsWithAny(included, kSqlHeaders) && !isInsideAny(file.path, kSqlRooms)) {
      return name + " belongs into a room that holds SQL";
    }
    return {};
  }
  if (isInsideAny(file.path, kPure) && startsWithAny(included, kImpure)) {
    return std::string(layer.folder) + " may not know " + name;
  }
  const bool excepted =
      std::find(kForeignAllowed.begin(), kForeignAllowed.end(), file.path) != kForeignAllowed.end() ||
      isInside(file.path, "tests") || isInside(file.path, "benchmarks");
  if (endsWith(file.path, ".h") && !excepted && included != kForwardOnly &&
      startsWithAny(included, kForeign)) {
    return name + " belongs into a .cpp file";
  }
  return {};
}

}  // namespace

std::vector<Offence> brokenLayers(const std::vector<File>& files) {
  std::vector<Offence> offences;
  for (const auto& file : files) {
    if (!startsWithAny(file.path, kRoots) ||
        !(endsWith(file.path, ".cpp") || endsWith(file.path, ".h") || endsWith(file.path, ".c"))) {
      continue;
    }
    const auto* layer = layerOf(file.path);
    if (layer == nullptr) {
      offences.push_back({file.path, 1, "this folder is missing in the table of layers"});
      continue;
    }
    const auto lines = linesOf(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto included = includedBy(lines[i]);
      if (included.empty()) {
        continue;
      }
      if (auto what = offenceOf(file, *layer, included); !what.empty()) {
        offences.push_back({file.path, i + 1, std::move(what)});
      }
    }
  }
  return offences;
}

}  // namespace xiaowu::lint
