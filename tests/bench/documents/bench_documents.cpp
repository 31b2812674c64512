// Field exactness by type and condition, seals found and falsely found, time per page, peak memory. One JSON line at the end.
// Usage: bench_documents [--verbose] [--only <part of a file's name>] [--twins <pages per kind>]

#include "app/documents/DocumentReader.h"
#include "app/documents/Pictures.h"
#ifdef XIAOWU_TWINS
#include "drivers/virtual/papers/Papers.h"
#endif

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

namespace {

using namespace xiaowu;
using Json = nlohmann::json;

struct Score {
  int pages = 0;
  int typeRight = 0;
  int fields = 0;
  int exact = 0;
  int accepted = 0;
  int acceptedWrong = 0;
  int numbers = 0;
  int numbersAccepted = 0;
  int numbersAcceptedWrong = 0;
  int sealPages = 0;
  int sealsFound = 0;
  int sealsFalse = 0;
  double milliseconds = 0;
  double cpuMilliseconds = 0;
};

struct Options {
  bool verbose = false;
  std::string only;
  int twins = 2;
};

std::filesystem::path sharedData() {
  const char* folder = std::getenv("XIAOWU_SHARED_DATA");
  return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(XIAOWU_SOURCE_DIR) / ".." / "shared" / "data";
}

Result<Image> imageFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  const Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  return documents::decodeImage(bytes);
}

/// Full-width brackets in the truth and half-width ones from the reader are the same character to a person.
std::string folded(std::string text) {
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"（", "("}, {"）", ")"}, {" ", ""}, {"　", ""}}) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from)) text.replace(at, from.size(), to);
  }
  return text;
}

bool isNumber(const std::string& name) { return name == "id" || name == "id_a" || name == "id_b" || name == "uscc" || name == "certno"; }

using Truth = std::map<std::string, std::string>;

void count(Score& score, const documents::DocumentReading& reading, const std::string& type, const Truth& truth, int seals, double cpuMs, const std::string& label, const Options& options) {
  ++score.pages;
  score.milliseconds += reading.milliseconds;
  score.cpuMilliseconds += cpuMs;
  score.typeRight += reading.type == type ? 1 : 0;
  if (options.verbose) {
    std::cout << label << ": " << reading.type << " score " << reading.typeScore << " page " << reading.pageFound << " sharp " << reading.sharpness << " seals " << reading.seals.size()
              << " turned " << reading.turned << " findings " << reading.findings.size() << ' ' << reading.milliseconds << " ms\n";
  }
  for (const auto& [name, value] : truth) {
    const auto* field = reading.field(name);
    const bool exact = field != nullptr && folded(field->value) == folded(value);
    const bool accepted = field != nullptr && field->accepted();
    ++score.fields;
    score.exact += exact ? 1 : 0;
    score.accepted += accepted ? 1 : 0;
    score.acceptedWrong += accepted && !exact ? 1 : 0;
    if (isNumber(name)) {
      ++score.numbers;
      score.numbersAccepted += accepted ? 1 : 0;
      score.numbersAcceptedWrong += accepted && !exact ? 1 : 0;
    }
    if (options.verbose && !exact) {
      std::cout << "   " << name << ": wanted " << value << ", read " << (field == nullptr ? "(none)" : field->value) << (accepted ? " ACCEPTED " : " doubtful ")
                << (field == nullptr ? 0 : field->confidence) << '\n';
    }
  }
  int present = 0;
  for (const auto& seal : reading.seals) present += seal.finding == documents::SealFinding::Present ? 1 : 0;
  score.sealPages += seals > 0 ? 1 : 0;
  score.sealsFound += seals > 0 && present > 0 ? 1 : 0;
  score.sealsFalse += std::max(0, present - seals);
}

Json toJson(const Score& score) {
  return {{"pages", score.pages},
          {"typeRight", score.typeRight},
          {"fields", score.fields},
          {"exact", score.exact},
          {"accepted", score.accepted},
          {"acceptedWrong", score.acceptedWrong},
          {"numbers", score.numbers},
          {"numbersAccepted", score.numbersAccepted},
          {"numbersAcceptedWrong", score.numbersAcceptedWrong},
          {"sealPages", score.sealPages},
          {"sealsFound", score.sealsFound},
          {"sealsFalse", score.sealsFalse},
          {"cpuMsPerPage", score.pages == 0 ? 0.0 : std::round(score.cpuMilliseconds / score.pages)},
          {"msPerPage", score.pages == 0 ? 0.0 : std::round(score.milliseconds / score.pages)}};
}

void benchSet(documents::DocumentReader& reader, const Options& options, std::map<std::string, Score>& scores) {
  const auto folder = sharedData() / "ocr" / "documents";
  std::ifstream stream(folder / "truth.json");
  if (!stream) {
    std::cout << "skipped: no shared data\n";
    return;
  }
  const auto truth = Json::parse(stream);
  for (const auto& [file, entry] : truth.items()) {
    if (!options.only.empty() && file.find(options.only) == std::string::npos) continue;
    auto image = imageFile(folder / file);
    if (!image) {
      std::cout << file << ": " << describe(image.error()) << '\n';
      continue;
    }
    image->dpi = entry.at("dpi").get<double>();
    const std::clock_t before = std::clock();
    const auto reading = reader.read(*image, "", {});
    const double cpuMs = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    if (!reading) {
      std::cout << file << ": " << describe(reading.error()) << '\n';
      continue;
    }
    const std::string type = entry.at("doc");
    const std::string condition = entry.at("cond");
    for (const auto& key : {type, condition, std::string("all")}) {
      Options quiet = options;
      quiet.verbose = options.verbose && key == "all";
      count(scores[key], *reading, type, entry.at("fields").get<Truth>(), static_cast<int>(entry.at("seals").size()), cpuMs, file, quiet);
    }
  }
}

#ifdef XIAOWU_TWINS
void benchTwins(documents::DocumentReader& reader, const Options& options, std::map<std::string, Score>& scores) {
  using namespace virtualdevices;
  if (!options.only.empty() && options.only != "twin") return;
  for (const auto kind : {PaperKind::Marriage, PaperKind::Hukou, PaperKind::Letter}) {
    for (int page = 0; page < options.twins; ++page) {
      for (const bool camera : {false, true}) {
        PaperOrder order;
        order.kind = kind;
        order.person = page % 2 == 0 ? "li-wei" : "wang-fang";
        order.seed = static_cast<std::uint64_t>(100 + page);
        const auto image = capturePaper(order, camera ? CaptureSettings::camera() : CaptureSettings::scan());
        const auto truth = paperTruth(order);
        if (!image || !truth) continue;
        const std::clock_t before = std::clock();
        const auto reading = reader.read(*image, "", {});
        const double cpuMs = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        if (!reading) continue;
        const std::string label = std::string("twin-") + std::string(paperKindName(kind)) + (camera ? "-camera" : "-scan");
        count(scores[label], *reading, std::string(paperKindName(kind)), Truth(truth->begin(), truth->end()), 1, cpuMs, label + std::to_string(page), options);
      }
    }
  }
}
#endif

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index];
    if (argument == "--verbose") options.verbose = true;
    if (argument == "--only" && index + 1 < argc) options.only = argv[++index];
    if (argument == "--twins" && index + 1 < argc) options.twins = std::atoi(argv[++index]);
  }
  auto reader = documents::DocumentReader::load(std::filesystem::path(XIAOWU_SOURCE_DIR) / "kiosk-config" / "documents");
  if (!reader) {
    std::cerr << describe(reader.error()) << '\n';
    return 1;
  }
  std::map<std::string, Score> scores;
  benchSet(**reader, options, scores);
#ifdef XIAOWU_TWINS
  benchTwins(**reader, options, scores);
#endif
  Json report;
  for (const auto& [key, score] : scores) report["scores"][key] = toJson(score);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  report["peakRssMb"] = usage.ru_maxrss / 1024;
  for (const auto& [key, score] : scores) std::cerr << key << ' ' << score.exact << '/' << score.fields << " fields, " << score.typeRight << '/' << score.pages << " types\n";
  std::cout << report.dump() << '\n';
  return 0;
}
