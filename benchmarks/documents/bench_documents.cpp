// How good the document reader is, always side by side: Tesseract alone, PP-OCR alone, ours (both). Each runs
// in a process of its own, so that its memory peak is its own. One JSON line on standard output, a table on
// standard error. Usage: bench_documents [--only PART-OF-LABEL] [--papers N] [--readers
// tesseract,ppocr,ours,seals] [--seals N] [--parts public,own,findings,unscaled] [--strips FOLDER]
// [--no-public] [--no-dpi] [--wordings dev|unseen]
//                        [--verbose]
//        bench_documents --soak N | --cancel N [--only PART-OF-LABEL] [--no-public]   memory over N papers; N
//        reads stopped at random moments

#include "benchmarks/documents/Endurance.h"
#include "benchmarks/documents/Score.h"
#include "benchmarks/documents/SealBench.h"
#include "tests/support/Places.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>

namespace {

using namespace xiaowu;
using Json = nlohmann::json;

struct Options {
  bench::PaperChoice papers;
  bench::SealChoice seals;
  std::string readers = "tesseract,ppocr,ours,seals";
  bool verbose = false;
  int soak = 0;
  int cancels = 0;
};

Options optionsOf(int argc, char** argv) {
  Options options;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index];
    const auto value = [&] { return index + 1 < argc ? std::string(argv[++index]) : std::string(); };
    if (argument == "--verbose") {
      options.verbose = true;
    }
    if (argument == "--no-public") {
      options.papers.publicSet = false;
    }
    if (argument == "--no-dpi") {
      options.papers.knownDpi = false;
    }
    if (argument == "--only") {
      options.papers.only = value();
    }
    if (argument == "--readers") {
      options.readers = value();
    }
    if (argument == "--soak") {
      options.soak = std::atoi(value().c_str());
    }
    if (argument == "--cancel") {
      options.cancels = std::atoi(value().c_str());
    }
    if (argument == "--seals") {
      options.seals.perCondition = std::atoi(value().c_str());
    }
    if (argument == "--parts") {
      options.seals.parts = value();
    }
    if (argument == "--strips") {
      options.seals.strips = value();
    }
    if (argument == "--wordings") {
      options.papers.wordings = value();
    }
    if (argument == "--papers") {
      options.papers.perKind = std::atoi(value().c_str());
    }
  }
  options.seals.only = options.papers.only;
  options.seals.publicSet = options.papers.publicSet;
  options.seals.verbose = options.verbose;
  return options;
}

/// Runs in the child: one reader over all papers.
Json measure(const Options& options, documents::ReaderChoice readers) {
  const auto& models = places::models();
  auto reader =
      documents::DocumentReader::load(places::source() / "kiosk-config" / "documents", {models, 1, readers});
  if (!reader) {
    return {{"error", describe(reader.error())}};
  }
  const auto alphabet = bench::alphabetOf(models);
  bench::Score score(alphabet);
  const auto list = bench::papers(options.papers);
  std::size_t done = 0;
  for (const auto& paper : list) {
    const auto image = paper.picture();
    const std::clock_t before = std::clock();
    const auto reading = image ? (*reader)->read(*image, "", {}) : fail(image.error());
    const double milliseconds = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    if (!reading && reading.error().code == documents::errors::kEngineMissing) {
      return {{"error", describe(reading.error())}};
    }
    if (reading) {
      score.add(paper, *reading, milliseconds, options.verbose ? &std::cerr : nullptr);
    } else {
      score.addUnreadable(paper);
    }
    if (++done % 20 == 0) {
      std::cerr << "  … " << done << " of " << list.size() << '\n';
    }
  }
  return score.toJson();
}

template <typename Job>
Json inOwnProcess(const Job& job) {
  int ends[2] = {-1, -1};
  if (::pipe(ends) != 0) {
    return {{"error", "no pipe"}};
  }
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    const std::string text = job().dump();
    for (std::size_t sent = 0; sent < text.size();) {
      const auto count = ::write(ends[1], text.data() + sent, text.size() - sent);
      if (count <= 0) {
        break;
      }
      sent += static_cast<std::size_t>(count);
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child || status != 0) {
    return {{"error", "the measuring process broke down"}};
  }
  Json result = Json::parse(text, nullptr, false);
  result["peakRssMb"] = usage.ru_maxrss / 1024;
  return result;
}

double number(const Json& json, const char* pointer) {
  return json.value(Json::json_pointer(pointer), 0.0);
}

void printTable(const Json& report) {
  struct Line {
    const char* title;
    const char* pointer;
    const char* goal;
  };
  static constexpr Line kLines[] = {
      {"fields exact %, in alphabet, 200-300 dpi", "/fields/200-300dpi/insideExactPercent", ">= 98"},
      {"fields exact %, in alphabet, c150", "/fields/c150/insideExactPercent", ""},
      {"fields exact %, in alphabet, p200 h150", "/fields/hard/insideExactPercent", ">= 95"},
      {"fields exact %, all", "/fields/all/exactPercent", ""},
      {"numbers accepted but wrong", "/fields/all/numbersAcceptedWrong", "0"},
      {"wrong and not flagged, % of fields", "/fields/all/unflaggedWrongPercent", "<= 0.5"},
      {"right but flagged, % of right", "/fields/all/flaggedRightPercent", "<= 10"},
      {"type right %", "/types/rightPercent", ">= 99"},
      {"outsiders called unknown %", "/types/unknownRightPercent", ">= 95"},
      {"pages with a seal: found %", "/seals/foundPercent", ">= 99"},
      {"pages without: false seal %", "/seals/falsePercent", "<= 1"},
      {"CPU ms, ID card front", "/cpuMs/idfront/mean", "<= 800"},
      {"CPU ms, letter (A4)", "/cpuMs/letter/mean", "<= 2500"},
      {"CPU ms, licence (A4)", "/cpuMs/licence/mean", "<= 2500"},
      {"memory peak, MB", "/peakRssMb", "<= 450"}};
  std::fprintf(stderr, "%-44s", "");
  for (const auto& [name, result] : report.items()) {
    std::fprintf(stderr, "%12s", name.c_str());
  }
  std::fprintf(stderr, "%12s\n", "goal");
  for (const auto& line : kLines) {
    std::fprintf(stderr, "%-44s", line.title);
    for (const auto& [name, result] : report.items()) {
      std::fprintf(stderr, "%12.2f", number(result, line.pointer));
    }
    std::fprintf(stderr, "%12s\n", line.goal);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = optionsOf(argc, argv);
  if (options.soak > 0 || options.cancels > 0) {
    const auto result = options.soak > 0 ? bench::soak(options.papers, options.soak)
                                         : bench::cancels(options.papers, options.cancels);
    if (!result) {
      std::cerr << describe(result.error()) << '\n';
    } else {
      std::cout << result->dump() << '\n';
    }
    return result ? 0 : 1;
  }
  Json report = Json::object();
  const std::pair<const char*, documents::ReaderChoice> readers[] = {
      {"tesseract", documents::ReaderChoice::TesseractOnly},
      {"ppocr", documents::ReaderChoice::PpOcrOnly},
      {"ours", documents::ReaderChoice::Both}};
  bool failed = false;
  for (const auto& [name, choice] : readers) {
    if (options.readers.find(name) == std::string::npos) {
      continue;
    }
    std::cerr << name << '\n';
    report[name] = inOwnProcess([&, kind = choice] { return measure(options, kind); });
    if (!report[name].contains("error")) {
      continue;
    }
    std::cerr << name << ": " << report[name]["error"] << '\n';
    failed = true;
  }
  printTable(report);
  if (options.readers.find("seals") != std::string::npos) {
    report["seals"] = inOwnProcess([&] { return bench::benchSeals(options.seals, places::models()); });
    std::cerr << report["seals"].dump(1) << '\n';
    failed = failed || report["seals"].contains("error");
  }
  std::cout << report.dump() << '\n';
  return failed ? 1 : 0;
}
