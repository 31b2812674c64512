// Character error rate and time of the text engines alone, without fields: each true line against its nearest
// stretch of the text that was read. Usage: bench_lines [--only <part of a file's name>] [--threads N]
// [--verbose]      One JSON line at the end. Pictures and truth: <shared data>/ocr/documents; skipped without
// them.

#include "core/base/Utf8.h"
#include "recognition/documents/page/internal/PageImage.h"
#include "recognition/documents/page/Pictures.h"
#include "recognition/documents/text/PpOcrEngine.h"
#include "recognition/documents/text/internal/TesseractEngine.h"
#include "benchmarks/documents/Papers.h"
#include "tests/support/Places.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>

namespace {

using namespace xiaowu;
using namespace xiaowu::documents;
using bench::imageFile;
using bench::sharedData;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

struct Score {
  int pages = 0;
  int lines = 0;
  int exact = 0;
  int characters = 0;
  int errors = 0;
  double wallMs = 0;
  double cpuMs = 0;
  double worstMs = 0;
};

struct Options {
  std::string only;
  int threads = 1;
  bool verbose = false;
};

std::u32string codePoints(const std::string& text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const auto length = utf8Length(text[at]);
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t more = 1; more < length && at + more < text.size(); ++more) {
      point = (point << 6U) | (static_cast<unsigned char>(text[at + more]) & 0x3FU);
    }
    at += length;
    // Full-width and half-width forms are the same character to a person; spaces do not count.
    if (point >= 0xFF01 && point <= 0xFF5E) {
      point -= 0xFEE0;
    }
    if (point == 0x3000 || point == U' ' || point == U'\n') {
      continue;
    }
    points += point;
  }
  return points;
}

/// Edit distance of `wanted` to its nearest stretch of `text`.
int nearest(const std::u32string& wanted, const std::u32string& text) {
  std::vector<int> row(text.size() + 1, 0);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i) + 1;
    for (std::size_t j = 0; j < text.size(); ++j) {
      const int above = row[j + 1];
      row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (wanted[i] == text[j] ? 0 : 1)});
      diagonal = above;
    }
  }
  return *std::min_element(row.begin(), row.end());
}

Image flatPage(const Image& picture, double dpi, bool upscaled) {
  const Image colour = asColour(picture);
  Image page = straightened(colour, findPage(colour));
  page.dpi = dpi;
  return flatGrey(page, upscaled ? 300 : std::min(dpi, 300.0));
}

void score(Score& total, const std::vector<TextLine>& lines, const Json& truth, const std::string& label,
           bool verbose) {
  std::u32string text;
  for (const auto& line : lines) {
    for (const auto& symbol : line) {
      text += codePoints(symbol.text);
    }
    text += U'\n';
  }
  for (const auto& entry : truth) {
    const auto wanted = codePoints(entry.at(0).get<std::string>());
    if (wanted.size() < 4) {
      continue;
    }
    const int errors = nearest(wanted, text);
    ++total.lines;
    total.exact += errors == 0 ? 1 : 0;
    total.characters += static_cast<int>(wanted.size());
    total.errors += errors;
    if (verbose && errors > 0) {
      std::cout << "   " << label << ": " << errors << " wrong in " << entry.at(0).get<std::string>() << '\n';
    }
  }
  if (!verbose) {
    return;
  }
  for (const auto& line : lines) {
    std::cout << "      ";
    double least = 1;
    for (const auto& symbol : line) {
      std::cout << symbol.text;
      least = std::min(least, symbol.confidence);
    }
    std::cout << "  " << least << "  " << (line.empty() ? 0 : line.front().box.y) << '\n';
  }
}

Json toJson(const Score& total) {
  const auto rounded = [](double value) { return std::round(value * 10) / 10; };
  const double pages = std::max(1, total.pages);
  return {{"pages", total.pages},
          {"lines", total.lines},
          {"linesExact", total.exact},
          {"cerPercent", std::round(10000.0 * total.errors / std::max(1, total.characters)) / 100},
          {"wallMs", rounded(total.wallMs / pages)},
          {"cpuMs", rounded(total.cpuMs / pages)},
          {"worstMs", rounded(total.worstMs)}};
}

void measure(TextEngine& engine, const Options& options, const Json& truth,
             const std::filesystem::path& folder, Json& report) {
  std::map<std::string, Score> scores;
  for (const auto& [file, entry] : truth.items()) {
    if (!options.only.empty() && file.find(options.only) == std::string::npos) {
      continue;
    }
    const auto picture = imageFile(folder / file);
    if (!picture) {
      std::cout << file << ": " << describe(picture.error()) << '\n';
      continue;
    }
    const auto started = Clock::now();
    const std::clock_t cpu = std::clock();
    const Image flat = flatPage(*picture, entry.at("dpi").get<double>(), engine.reader() != Reader::PpOcr);
    const auto lines = engine.readPage(flat, {});
    const double cpuMs = 1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
    const double wallMs = std::chrono::duration<double, std::milli>(Clock::now() - started).count();
    if (!lines) {
      std::cout << file << ": " << describe(lines.error()) << '\n';
      continue;
    }
    for (const auto& key :
         {std::string("all"), entry.at("doc").get<std::string>(), entry.at("cond").get<std::string>()}) {
      Score& total = scores[key];
      ++total.pages;
      total.wallMs += wallMs;
      total.cpuMs += cpuMs;
      total.worstMs = std::max(total.worstMs, wallMs);
      score(total, *lines, entry.at("lines"), file, options.verbose && key == "all");
    }
  }
  for (const auto& [key, total] : scores) {
    report[std::string(readerName(engine.reader()))][key] = toJson(total);
    std::cerr << readerName(engine.reader()) << ' ' << key << ' ' << toJson(total).dump() << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index];
    if (argument == "--verbose") {
      options.verbose = true;
    }
    if (argument == "--only" && index + 1 < argc) {
      options.only = argv[++index];
    }
    if (argument == "--threads" && index + 1 < argc) {
      options.threads = std::atoi(argv[++index]);
    }
  }
  const auto folder = sharedData() / "ocr" / "documents";
  std::ifstream stream(folder / "truth.json");
  if (!stream) {
    std::cout << "{\"skipped\":\"no shared data\"}\n";
    return 0;
  }
  const auto truth = Json::parse(stream);
  Json report;
  const auto ppOcr = PpOcrEngine::load(places::models(), options.threads);
  if (ppOcr) {
    measure(**ppOcr, options, truth, folder, report);
  } else {
    std::cerr << describe(ppOcr.error()) << '\n';
  }
  const auto tesseract = std::getenv("XIAOWU_BENCH_NO_TESSERACT") == nullptr
                             ? TesseractEngine::load("chi_sim")
                             : Result<std::unique_ptr<TesseractEngine>>(nullptr);
  if (tesseract && *tesseract) {
    measure(**tesseract, options, truth, folder, report);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  report["peakRssMb"] = usage.ru_maxrss / 1024;
  std::cout << report.dump() << '\n';
  return 0;
}
