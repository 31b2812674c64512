#include "benchmarks/documents/Wordings.h"

#include "benchmarks/documents/WordingValues.h"
#include "drivers/scanner/simulator/papers/FreeSheets.h"
#include "tests/support/Places.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <sstream>

namespace xiaowu::bench {
namespace {

using Values = std::map<std::string, std::string>;

struct Wording {
  std::string id;
  std::string type;
  simulator::FreeSheet sheet;
  std::map<std::string, std::string> settings;
  std::vector<std::string> lines;
};

std::vector<std::string> piecesOf(const std::string& text, char between) {
  std::vector<std::string> pieces;
  std::stringstream stream(text);
  for (std::string piece; std::getline(stream, piece, between);) {
    pieces.push_back(piece);
  }
  return pieces;
}

/// A long place on two lines: cut behind the letter that is nearest to two thirds.
std::string partOf(const std::string& text, char part) {
  std::size_t cut = text.size() * 2 / 3;
  while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
    ++cut;
  }
  return part == '1' ? text.substr(0, cut) : text.substr(cut);
}

std::string filled(std::string text, const Values& values) {
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    const auto close = text.find('}', open);
    if (close == std::string::npos) {
      break;
    }
    std::string key = text.substr(open + 1, close - open - 1);
    std::string value;
    if (const auto colon = key.find(':'); colon != std::string::npos) {
      value = dateAs(values.at(key.substr(0, colon)), key[colon + 1]);
    } else if (const auto slash = key.find('/'); slash != std::string::npos) {
      value = partOf(values.at(key.substr(0, slash)), key[slash + 1]);
    } else {
      value = values.at(key);
    }
    text.replace(open, close - open + 1, value);
    open += value.size();
  }
  return text;
}

Wording headOf(const std::string& line, bool outside) {
  std::stringstream stream(line.substr(2));
  Wording wording;
  std::string size;
  auto& sheet = wording.sheet;
  stream >> wording.id >> size >> sheet.face >> sheet.size;
  if (!(stream >> wording.type)) {
    wording.type = outside ? "unknown" : "letter";
  }
  if (size == "A5") {
    sheet.width = 148;
    sheet.height = 210;
  } else if (const auto by = size.find('x'); by != std::string::npos) {
    sheet.width = std::stod(size.substr(0, by));
    sheet.height = std::stod(size.substr(by + 1));
  }
  sheet.seed = 7;
  for (const char letter : wording.id) {
    sheet.seed = sheet.seed * 131 + static_cast<unsigned char>(letter);
  }
  return wording;
}

std::vector<Wording> wordingsIn(const std::filesystem::path& file, bool outside) {
  std::vector<Wording> list;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    if (line.rfind("==", 0) == 0) {
      list.push_back(headOf(line, outside));
    } else if (!list.empty() && line.rfind('@', 0) == 0) {
      const auto cut = line.find_first_of("= ");
      list.back().settings[line.substr(1, cut - 1)] = line.substr(cut + 1);
    } else if (!list.empty() && !line.empty()) {
      list.back().lines.push_back(line);
    }
  }
  return list;
}

/// All that is needed to draw one paper and to judge its reading.
struct Drawn {
  Wording wording;
  Values values;
};

Drawn drawnOf(const Wording& wording) {
  Drawn paper{wording, wordingValues(wording.sheet.seed)};
  if (wording.settings.count("org") > 0) {
    paper.values["org"] = filled(wording.settings.at("org"), paper.values);
  }
  return paper;
}

std::map<std::string, std::string> truthOf(const Drawn& paper) {
  std::map<std::string, std::string> truth;
  if (paper.wording.settings.count("truth") > 0) {
    for (const auto& entry : piecesOf(paper.wording.settings.at("truth"), ';')) {
      const auto cut = entry.find('=');
      truth[entry.substr(0, cut)] = filled(entry.substr(cut + 1), paper.values);
    }
    return truth;
  }
  if (paper.wording.type == "unknown") {
    return truth;
  }
  std::string text;
  for (const auto& line : paper.wording.lines) {
    text += line;
  }
  for (const auto& [mark, field] :
       {std::pair{"{name}", "name"}, {"{id}", "id"}, {"{addr}", "address"}, {"{date:", "date"}}) {
    if (text.find(mark) != std::string::npos) {
      truth[field] = paper.values.at(std::string(field) == "address" ? "addr" : field);
    }
  }
  truth["org"] =
      filled(paper.wording.settings.count("orgprint") > 0 ? paper.wording.settings.at("orgprint") : "{org}",
             paper.values);
  return truth;
}

/// What is to be drawn; the same text that the truth is taken from.
simulator::FreeSheet sheetOf(const Drawn& paper) {
  simulator::FreeSheet sheet = paper.wording.sheet;
  for (const auto& line : paper.wording.lines) {
    sheet.lines.push_back(filled(line, paper.values));
  }
  std::string seal = paper.wording.type == "unknown" ? "none" : "{org}";
  if (paper.wording.settings.count("seal") > 0) {
    seal = paper.wording.settings.at("seal");
  }
  if (seal == "none") {
    return sheet;
  }
  std::stringstream stream(filled(seal, paper.values));
  if (seal[0] >= '0' && seal[0] <= '9') {
    stream >> sheet.sealX >> sheet.sealY;
  }
  stream >> sheet.seal;
  return sheet;
}

}  // namespace

std::vector<Paper> wordingPapers(const std::string& part, bool knownDpi) {
  std::vector<Paper> list;
  const auto folder = places::source() / "benchmarks" / "documents" / "wordings";
  const auto& conditions = simulator::captureConditions();
  std::size_t count = 0;
  for (const std::string file : {"letters", "forms", "outside"}) {
    for (const auto& wording : wordingsIn(folder / (file + "-" + part + ".txt"), file == "outside")) {
      const auto drawn = drawnOf(wording);
      // Each in two conditions, one easier and one harder, so that all five come up.
      for (const std::size_t which : {count % 3, 3 + count % 2}) {
        const auto& condition = conditions[which];
        const bool sealed = wording.type != "unknown" &&
                            (wording.settings.count("seal") == 0 || wording.settings.at("seal") != "none");
        list.push_back({"wording_" + wording.id + "_" + condition.name, part + "-" + file, wording.type,
                        condition.name, truthOf(drawn), sealed ? 1 : 0,
                        [sheet = sheetOf(drawn), condition, knownDpi] {
                          auto image = simulator::captureFreeSheet(sheet, condition);
                          if (image && !knownDpi) {
                            image->dpi = 0;
                          }
                          return image;
                        }});
      }
      ++count;
    }
  }
  return list;
}

}  // namespace xiaowu::bench
