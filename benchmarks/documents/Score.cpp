#include "benchmarks/documents/Score.h"

#include "recognition/documents/text/internal/Utf8Characters.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <ostream>

namespace xiaowu::bench {
namespace {

using Json = nlohmann::json;

/// Full-width brackets in the truth and half-width ones from the reader are the same character to a person.
std::string folded(std::string text) {
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"（", "("}, {"）", ")"}, {" ", ""}, {"　", ""}}) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from)) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

/// Numbers that something is decided by; a wrong one must never pass.
bool isNumber(const std::string& name) {
  static const std::set<std::string> kNames{"id", "id_a", "id_b", "uscc", "certno", "number", "unit"};
  return kNames.count(name) > 0;
}

std::string groupOf(const std::string& condition) {
  if (condition == "c300" || condition == "c200") {
    return "200-300dpi";
  }
  if (condition == "p200" || condition == "h150") {
    return "hard";
  }
  return condition;
}

double share(int part, int whole) {
  return whole == 0 ? 0 : std::round(10000.0 * part / whole) / 100;
}

}  // namespace

std::set<std::string> alphabetOf(const std::filesystem::path& modelsFolder) {
  std::set<std::string> alphabet;
  std::ifstream stream(modelsFolder / "ppocr_keys.txt");
  for (std::string line; std::getline(stream, line);) {
    alphabet.insert(line);
  }
  return alphabet;
}

bool Score::writable(const std::string& text) const {
  if (m_alphabet.empty()) {
    return true;
  }
  const auto letters = documents::utf8Characters(text);
  return std::all_of(letters.begin(), letters.end(), [this](const std::string& letter) {
    return letter == " " || m_alphabet.count(letter) > 0;
  });
}

void Score::addField(const std::string& group, const std::string& name, const std::string& value,
                     const documents::FieldReading* field) {
  auto& fields = m_fields[group];
  const bool exact = field != nullptr && folded(field->value) == folded(value);
  const bool accepted = field != nullptr && field->accepted();
  const bool inside = writable(value);
  ++fields.all;
  fields.exact += exact ? 1 : 0;
  fields.inside += inside ? 1 : 0;
  fields.insideExact += inside && exact ? 1 : 0;
  fields.unflaggedWrong += accepted && !exact ? 1 : 0;
  fields.flaggedRight += exact && !accepted ? 1 : 0;
  if (!isNumber(name)) {
    return;
  }
  ++fields.numbers;
  fields.numbersAccepted += accepted ? 1 : 0;
  fields.numbersAcceptedWrong += accepted && !exact ? 1 : 0;
}

void Score::addPage(const std::string& group, const Paper& paper, const documents::DocumentReading& reading) {
  auto& pages = m_pages[group];
  if (paper.type == "unknown") {
    ++pages.unknown;
    pages.unknownRight += reading.type == "unknown" ? 1 : 0;
    const bool taken = reading.type != "unknown" && reading.type != "unreadable";
    pages.outsideTaken += taken ? 1 : 0;
    pages.outsideGood += taken && reading.hasSeal() &&
                                 std::all_of(reading.fields.begin(), reading.fields.end(),
                                             [](const auto& field) { return field.accepted(); })
                             ? 1
                             : 0;
  } else {
    ++pages.all;
    pages.typeRight += reading.type == paper.type ? 1 : 0;
    // What the resident is told: another kind that is known, or one that is known not to serve.
    const bool another = reading.type == "unknown" ? reading.typeScore >= 1 && reading.bestGuess != paper.type
                                                   : reading.type != paper.type;
    pages.refused += another ? 1 : 0;
  }
  const auto red = std::count_if(reading.seals.begin(), reading.seals.end(), [](const documents::Seal& seal) {
    return seal.finding != documents::SealFinding::GreyCopy;
  });
  pages.withSeal += paper.seals > 0 ? 1 : 0;
  pages.without += paper.seals == 0 ? 1 : 0;
  pages.sealFound += paper.seals > 0 && red > 0 ? 1 : 0;
  pages.sealFalse += paper.seals == 0 && red > 0 ? 1 : 0;
}

void Score::add(const Paper& paper, const documents::DocumentReading& reading, double cpuMilliseconds,
                std::ostream* lines) {
  addPage("all", paper, reading);
  addPage(paper.set, paper, reading);
  if (lines != nullptr) {
    *lines << paper.label << ": " << reading.type << " (" << reading.bestGuess << ' ' << reading.typeScore
           << ") " << reading.dpi << " dpi, sharp " << reading.sharpness << ", "
           << std::lround(cpuMilliseconds) << " ms\n";
  }
  for (const auto& [name, value] : paper.fields) {
    const auto* field = reading.field(name);
    for (const auto& group : {std::string("all"), groupOf(paper.condition), paper.set, paper.type}) {
      addField(group, name, value, field);
    }
    const bool exact = field != nullptr && folded(field->value) == folded(value);
    if (lines == nullptr || (exact && field->accepted())) {
      continue;
    }
    const bool isAccepted = field != nullptr && field->accepted();
    const std::string_view wrong = isAccepted ? " WRONG AND ACCEPTED" : " wrong, flagged";
    *lines << "   " << name << (exact ? " right but flagged" : wrong) << ": wanted " << value << ", read "
           << (field == nullptr ? "(none)" : field->value) << ' '
           << (field == nullptr ? 0 : field->confidence);
    if (field != nullptr) {
      for (const auto& check : field->checks) {
        *lines << (check.passed ? " +" : " -") << check.check;
      }
    }
    *lines << '\n';
  }
  auto& time = m_time[paper.type];
  ++time.pages;
  time.sum += cpuMilliseconds;
  time.most = std::max(time.most, cpuMilliseconds);
}

void Score::addUnreadable(const Paper& paper) {
  documents::DocumentReading nothing;
  nothing.type = "unreadable";
  add(paper, nothing, 0, nullptr);
}

Json Score::jsonOf(const Fields& fields) {
  return {{"fields", fields.all},
          {"exactPercent", share(fields.exact, fields.all)},
          {"insideAlphabet", fields.inside},
          {"insideExactPercent", share(fields.insideExact, fields.inside)},
          {"unflaggedWrong", fields.unflaggedWrong},
          {"unflaggedWrongPercent", share(fields.unflaggedWrong, fields.all)},
          {"flaggedRightPercent", share(fields.flaggedRight, fields.exact)},
          {"numbers", fields.numbers},
          {"numbersAccepted", fields.numbersAccepted},
          {"numbersAcceptedWrong", fields.numbersAcceptedWrong}};
}

Json Score::jsonOf(const Pages& pages) {
  return {{"types",
           {{"pages", pages.all},
            {"rightPercent", share(pages.typeRight, pages.all)},
            {"refusedPercent", share(pages.refused, pages.all)},
            {"unknownPages", pages.unknown},
            {"unknownRightPercent", share(pages.unknownRight, pages.unknown)},
            {"outsideTaken", pages.outsideTaken},
            {"outsideGood", pages.outsideGood}}},
          {"seals",
           {{"pagesWith", pages.withSeal},
            {"foundPercent", share(pages.sealFound, pages.withSeal)},
            {"pagesWithout", pages.without},
            {"falsePercent", share(pages.sealFalse, pages.without)}}}};
}

Json Score::toJson() const {
  Json json;
  for (const auto& [group, fields] : m_fields) {
    json["fields"][group] = jsonOf(fields);
  }
  for (const auto& [group, pages] : m_pages) {
    auto entry = jsonOf(pages);
    if (group == "all") {
      json.update(entry);
    }
    json["sets"][group] = std::move(entry);
  }
  for (const auto& [type, time] : m_time) {
    json["cpuMs"][type] = {{"mean", std::round(time.sum / std::max(time.pages, 1))},
                           {"most", std::round(time.most)}};
  }
  return json;
}

}  // namespace xiaowu::bench
