// The rules alone: kinds and fields from lines that were read once and kept as text, so that a change of a
// rule is measured in seconds. No second looks and no ink, so a little less comes out than with
// bench_documents.
//   rules_on_lines --lines FOLDER --wordings dev|unseen|fresh [--only PART-OF-LABEL] [--text] [--verbose]
// Lines that are not in FOLDER yet are read and kept there; they are those of invented persons only.

#include "benchmarks/documents/Score.h"
#include "recognition/documents/fields/internal/Fields.h"
#include "recognition/documents/internal/LetterSeals.h"
#include "recognition/documents/internal/PageScale.h"
#include "recognition/documents/internal/PageSeals.h"
#include "recognition/documents/internal/SealedText.h"
#include "recognition/documents/page/internal/PageImage.h"
#include "recognition/documents/page/internal/UprightPage.h"
#include "recognition/documents/text/PpOcrEngine.h"
#include "tests/support/Places.h"

#include <fstream>
#include <iostream>

namespace {

using namespace xiaowu;
using namespace xiaowu::documents;
using Json = nlohmann::json;

struct Options {
  bench::PaperChoice papers;
  std::filesystem::path lines;
  bool text = false;
  bool verbose = false;
};

Options optionsOf(int argc, char** argv) {
  Options options;
  options.papers.knownDpi = false;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index];
    const auto value = [&] { return index + 1 < argc ? std::string(argv[++index]) : std::string(); };
    if (argument == "--lines") {
      options.lines = value();
    } else if (argument == "--wordings") {
      options.papers.wordings = value();
    } else if (argument == "--only") {
      options.papers.only = value();
    } else if (argument == "--text") {
      options.text = true;
    } else if (argument == "--verbose") {
      options.verbose = true;
    }
  }
  return options;
}

Json jsonOf(const std::vector<TextLine>& lines) {
  Json json = Json::array();
  for (const auto& line : lines) {
    Json symbols = Json::array();
    for (const auto& symbol : line) {
      symbols.push_back({symbol.text, symbol.box.x, symbol.box.y, symbol.box.width, symbol.box.height,
                         symbol.confidence, symbol.rival, symbol.rivalConfidence});
    }
    json.push_back(std::move(symbols));
  }
  return json;
}

std::vector<TextLine> linesOf(const Json& json) {
  std::vector<TextLine> lines;
  for (const auto& symbols : json) {
    auto& line = lines.emplace_back();
    for (const auto& symbol : symbols) {
      line.push_back({symbol[0],
                      {symbol[1], symbol[2], symbol[3], symbol[4]},
                      symbol[5],
                      Reader::PpOcr,
                      symbol[6],
                      symbol[7]});
    }
  }
  return lines;
}

Result<Json> readOnce(PpOcrEngine& engine, const std::vector<DocumentType>& types,
                      const bench::Paper& paper) {
  const auto picture = paper.picture();
  if (!picture) {
    return fail(picture.error());
  }
  const Image colour = asColour(*picture);
  const auto edges = findPage(colour);
  DocumentReading reading;
  reading.page = straightened(colour, edges);
  reading.pageFound = edges.found;
  reading.page.dpi = resolutionOf(reading.page, nullptr, edges.found);
  auto upright = readUpright(engine, reading.page, flatGrey(reading.page, std::min(300.0, reading.page.dpi)),
                             edges.found, {});
  if (!upright) {
    return fail(upright.error());
  }
  upright->page.dpi = reading.page.dpi;
  if (footIncomplete(types, rowsOf(upright->lines))) {
    if (auto done = readUnderSeals(engine, *upright, {}); !done) {
      return fail(done.error());
    }
  }
  reading.page = upright->page;
  if (auto done = readSeals(&engine, reading, looksLikeA4(reading), {}); !done) {
    return fail(done.error());
  }
  Json seals = Json::array();
  for (const auto& seal : reading.seals) {
    seals.push_back({seal.text, seal.confidence, seal.finding == SealFinding::GreyCopy});
  }
  return Json{{"width", upright->flat.width},
              {"height", upright->flat.height},
              {"edges", edges.found},
              {"aspect", edges.found ? aspectOf(reading.page) : 0},
              {"lines", jsonOf(upright->lines)},
              {"seals", seals}};
}

DocumentReading understood(const std::vector<DocumentType>& types, const Json& json, bool text) {
  const PageText page{
      rowsOf(linesOf(json.at("lines"))), json.at("width"), json.at("height"), json.at("edges"), {}};
  if (text) {
    for (const auto& row : page.rows) {
      std::cerr << "      " << row.text.toStdString() << '\n';
    }
  }
  DocumentReading reading;
  reading.type = kUnknownDocument;
  for (const auto& seal : json.at("seals")) {
    Seal found;
    found.text = seal[0];
    found.confidence = seal[1];
    found.finding = seal[2].get<bool>() ? SealFinding::GreyCopy : SealFinding::Present;
    reading.seals.push_back(std::move(found));
  }
  const auto vote = voteType(types, page.rows, "", json.at("aspect"));
  reading.typeScore = vote.score;
  reading.bestGuess = vote.best == nullptr ? "" : vote.best->type;
  if (vote.best != nullptr && !vote.best->outsider &&
      (vote.score >= 1 || (vote.best->freeText != nullptr && vote.score >= 0.5))) {
    reading.type = vote.score >= 1 ? vote.best->type : std::string(kUnknownDocument);
    reading.fields = extractFields(*vote.best, page, nullptr);
    settleLetter(*vote.best, reading);
  }
  return reading;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = optionsOf(argc, argv);
  const std::filesystem::path models(places::models());
  const auto types = loadDocumentTypes(places::source() / "kiosk-config" / "documents");
  if (!types || options.lines.empty()) {
    std::cerr << (types ? "--lines FOLDER is missing" : describe(types.error())) << '\n';
    return 1;
  }
  std::filesystem::create_directories(options.lines);
  const auto alphabet = bench::alphabetOf(models);
  bench::Score score(alphabet);
  std::unique_ptr<PpOcrEngine> engine;
  for (const auto& paper : bench::papers(options.papers)) {
    const auto file = options.lines / (paper.label + ".json");
    if (!std::filesystem::exists(file)) {
      if (engine == nullptr) {
        auto loaded = PpOcrEngine::load(models, 1);
        if (!loaded) {
          std::cerr << describe(loaded.error()) << '\n';
          return 1;
        }
        engine = std::move(*loaded);
      }
      const auto read = readOnce(*engine, *types, paper);
      if (!read) {
        std::cerr << paper.label << ": " << describe(read.error()) << '\n';
        continue;
      }
      std::ofstream(file) << read->dump();
    }
    std::ifstream stream(file);
    const auto reading = understood(*types, Json::parse(stream), options.text);
    score.add(paper, reading, 0, options.verbose ? &std::cerr : nullptr);
  }
  std::cout << score.toJson().dump(1) << '\n';
  return 0;
}
