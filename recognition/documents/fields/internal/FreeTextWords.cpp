#include "recognition/documents/fields/internal/FreeTextWords.h"

#include "core/schema/SchemaChecker.h"
#include "recognition/documents/DocumentReading.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace xiaowu::documents {
namespace {

using Json = nlohmann::json;

Json jsonOf(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return Json::parse(stream);
}

QString textOf(const Json& json) {
  return QString::fromStdString(json.get<std::string>());
}

QStringList wordsOf(const Json& json) {
  QStringList words;
  for (const auto& word : json) {
    words.push_back(textOf(word));
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const QString& a, const QString& b) { return a.size() > b.size(); });
  return words;
}

QSet<QChar> lettersOf(const Json& json) {
  const QString text = textOf(json);
  return {text.begin(), text.end()};
}

FreeTextWords::Weighted weightedOf(const Json& json) {
  FreeTextWords::Weighted words;
  for (const auto& [word, weight] : json.items()) {
    words.emplace_back(QString::fromStdString(word), weight.get<double>());
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return words;
}

/// What follows an ending and makes it the middle of another word: 村民, 号码, 户籍, 社会, 路过 …
constexpr const char* kNoEnd = "(?![民委码籍口主会长员费政法])";

QRegularExpression placePartOf(const QStringList& ends) {
  QStringList escaped;
  for (const auto& end : ends) {
    escaped.push_back(QRegularExpression::escape(end));
  }
  return QRegularExpression(QStringLiteral("^[\\p{Lo}0-9A-Za-z#\\-]{1,14}?(?:%1)%2")
                                .arg(escaped.join(QChar(u'|')), QString::fromUtf8(kNoEnd)),
                            QRegularExpression::UseUnicodePropertiesOption);
}

std::shared_ptr<const FreeTextWords> wordsFrom(const Json& json) {
  auto words = std::make_shared<FreeTextWords>();
  words->titles = wordsOf(json.at("titles"));
  words->otherTitles = wordsOf(json.at("otherTitles"));
  words->openings = wordsOf(json.at("openings"));
  words->closings = wordsOf(json.at("closings"));
  words->surnames = lettersOf(json.at("surnames"));
  words->rarerSurnames = lettersOf(json.at("rarerSurnames"));
  words->compoundSurnames = wordsOf(json.at("compoundSurnames"));
  words->neverInNames = lettersOf(json.at("neverInNames"));
  words->seldomInNames = lettersOf(json.at("seldomInNames"));
  words->beforeNames = weightedOf(json.at("beforeNames"));
  words->afterNames = weightedOf(json.at("afterNames"));
  words->otherPeople = wordsOf(json.at("otherPeople"));
  words->neverNames = wordsOf(json.at("neverNames"));
  words->nameLabels = wordsOf(json.at("nameLabels"));
  words->organEndings = wordsOf(json.at("organEndings"));
  words->organMarks = wordsOf(json.at("organMarks"));
  words->placeLeads = weightedOf(json.at("placeLeads"));
  words->placePart = placePartOf(wordsOf(json.at("placeEnds")));
  words->placeStops = wordsOf(json.at("placeStops"));
  return words;
}

}  // namespace

Result<std::shared_ptr<const FreeTextWords>> loadFreeTextWords(const std::filesystem::path& folder) {
  const auto file = folder / "words.json";
  try {
    const auto checker = schema::SchemaChecker::compile(jsonOf(folder / "words.schema.json"));
    if (!checker) {
      return fail(errors::kTypesBroken, Fault::Bug, file.string() + ": /: " + checker.error().detail);
    }
    const Json json = jsonOf(file);
    if (const auto findings = checker->findings(json); !findings.empty()) {
      return fail(errors::kTypesBroken, Fault::Bug, file.string() + ": /: " + findings.front().reason);
    }
    return wordsFrom(json);
  } catch (const std::exception& error) {
    return fail(errors::kTypesBroken, Fault::Bug, file.string() + ": /: " + error.what());
  }
}

}  // namespace xiaowu::documents
