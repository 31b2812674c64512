#include "recognition/documents/fields/DocumentTypes.h"

#include "core/schema/SchemaChecker.h"
#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/fields/internal/FreeTextWords.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>

namespace xiaowu::documents {
namespace {

using Json = nlohmann::json;
constexpr const char* kSchemaName = "document.schema.json";
constexpr const char* kWordsFolder = "free-text";

tl::unexpected<Error> broken(const std::filesystem::path& file, const std::string& where,
                             const std::string& reason) {
  return fail(errors::kTypesBroken, Fault::Bug, file.string() + ": " + where + ": " + reason);
}

Result<Json> parseFile(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) {
    return broken(file, "/", "cannot be opened");
  }
  try {
    return Json::parse(stream);
  } catch (const std::exception& error) {
    return broken(file, "/", error.what());
  }
}

/// Empty when the document is valid; else "path: reason" of the first finding.
std::string violation(const schema::SchemaChecker& checker, const Json& document) {
  // The innermost finding says most; outer ones only repeat that something inside is wrong.
  schema::Finding best;
  for (auto& finding : checker.findings(document)) {
    if (finding.path.size() > best.path.size() || best.reason.empty()) {
      best = std::move(finding);
    }
  }
  if (best.reason.empty()) {
    return {};
  }
  std::string path;
  for (const auto& part : best.path) {
    path += part == "<root>" ? "/" : part;
  }
  return path + ": " + best.reason;
}

FieldKind kindOf(const std::string& name) {
  static const std::map<std::string, FieldKind> kKinds{
      {"text", FieldKind::Text},          {"name", FieldKind::Name},
      {"date", FieldKind::Date},          {"sex", FieldKind::Sex},
      {"id-number", FieldKind::IdNumber}, {"credit-code", FieldKind::CreditCode},
      {"bank-card", FieldKind::BankCard}, {"property-unit", FieldKind::PropertyUnit},
      {"validity", FieldKind::Validity},  {"place", FieldKind::Place},
      {"code", FieldKind::Code}};
  return kKinds.at(name);  // the schema lists the same words
}

std::vector<Keyword> keywordsOf(const Json& json) {
  std::vector<Keyword> keywords;
  for (const auto& keyword : json) {
    keywords.push_back({keyword.at("text"), keyword.value("weight", 1.0)});
  }
  return keywords;
}

domain::LocalText textOf(const Json& json) {
  return {json.at("zh"), json.at("en")};
}

Fact factOf(const std::string& name) {
  static const std::map<std::string, Fact> kFacts{{"", Fact::None},         {"name", Fact::Name},
                                                  {"number", Fact::Number}, {"place", Fact::Place},
                                                  {"organ", Fact::Organ},   {"date", Fact::Date}};
  return kFacts.at(name);  // the schema lists the same words
}

FieldSource sourceOf(const Json& json) {
  FieldSource source;
  source.label = json.value("label", "");
  source.below = json.value("below", false);
  source.nth = json.value("nth", 1);
  source.severalRows = json.value("severalRows", false);
  source.pattern = json.value("pattern", "");
  source.perRow = json.value("perRow", false);
  source.last = json.value("last", false);
  source.fact = factOf(json.value("fact", ""));
  source.person = json.value("person", 0);
  if (json.contains("zone")) {
    source.zone = json.at("zone").get<std::array<double, 4>>();
  }
  return source;
}

FieldRule ruleOf(const Json& json) {
  FieldRule rule;
  rule.name = json.at("name");
  rule.label = textOf(json.at("label"));
  rule.kind = kindOf(json.value("kind", "text"));
  rule.role = json.value("role", "");
  rule.format = json.value("format", "");
  rule.oneOf = json.value("oneOf", std::vector<std::string>());
  // Nothing checks a name: a letter that its reader gives a tenth to another one is a doubt.
  rule.confidenceMin = json.value("confidenceMin", rule.kind == FieldKind::Name ? 0.9 : 0.8);
  rule.alphabet = json.value("alphabet", "");
  for (const auto& source : json.at("find")) {
    rule.sources.push_back(sourceOf(source));
  }
  return rule;
}

Counterpart counterpartOf(const Json& json) {
  Counterpart counterpart;
  counterpart.numbers = json.at("numbers").get<std::array<std::string, 2>>();
  for (const auto& field : json.at("fields")) {
    counterpart.fields.push_back(
        {field.at("name"), textOf(field.at("label")), field.at("from").get<std::array<std::string, 2>>()});
  }
  return counterpart;
}

DocumentType typeOf(const Json& json) {
  DocumentType type;
  type.type = json.at("type");
  type.name = textOf(json.at("name"));
  if (json.contains("side")) {
    type.side = textOf(json.at("side"));
  }
  if (json.contains("page")) {
    type.widthMm = json.at("page").at("widthMm");
    type.heightMm = json.at("page").at("heightMm");
  }
  type.threshold = json.at("threshold");
  type.outsider = json.value("outsider", false);
  type.picture = json.value("picture", "");
  type.keywords = keywordsOf(json.at("keywords"));
  type.unlike = keywordsOf(json.value("unlike", Json::array()));
  type.labels = json.value("labels", std::vector<std::string>());
  const Json synonyms = json.value("synonyms", Json::object());
  for (const auto& [label, words] : synonyms.items()) {
    for (const auto& word : words) {
      type.synonyms.emplace_back(word, label);
    }
  }
  type.personLabel = json.value("personLabel", "");
  type.charactersMax = json.value("charactersMax", 0);
  for (const auto& field : json.value("fields", Json::array())) {
    type.fields.push_back(ruleOf(field));
  }
  if (json.contains("counterpart")) {
    type.counterpart = counterpartOf(json.at("counterpart"));
  }
  for (const auto& check : json.value("checks", Json::array())) {
    type.checks.push_back(
        {check.at("kind"), check.at("field"), check.at("with").get<std::vector<std::string>>()});
  }
  return type;
}

bool hasField(const DocumentType& type, const std::string& name) {
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [&](const FieldRule& rule) { return rule.name == name; });
}

std::string patternFault(const std::string& text) {
  if (text.empty()) {
    return {};
  }
  const QRegularExpression pattern(QString::fromStdString(text),
                                   QRegularExpression::UseUnicodePropertiesOption);
  if (!pattern.isValid()) {
    return "pattern: " + pattern.errorString().toStdString();
  }
  return pattern.captureCount() == 1 ? std::string() : "pattern needs exactly one group";
}

bool isLabel(const DocumentType& type, const std::string& label) {
  return std::find(type.labels.begin(), type.labels.end(), label) != type.labels.end();
}

std::string sourceFault(const DocumentType& type, const FieldSource& source) {
  const std::array<bool, 3> ways{!source.label.empty(), !source.pattern.empty(), source.fact != Fact::None};
  if (std::count(ways.begin(), ways.end(), true) != 1) {
    return "either a label or a pattern or a fact";
  }
  if (source.fact != Fact::None && type.freeText == nullptr) {
    return "a fact is found in free text only";
  }
  if (source.person > 0 && (source.label.empty() || !isLabel(type, type.personLabel))) {
    return "person needs a label, and a personLabel that is in /labels";
  }
  if (!source.label.empty() && !isLabel(type, source.label)) {
    return "label " + source.label + " is not in /labels";
  }
  return patternFault(source.pattern);
}

std::string fieldFault(const DocumentType& type, const FieldRule& rule) {
  for (const auto& source : rule.sources) {
    if (const auto fault = sourceFault(type, source); !fault.empty()) {
      return "/fields/" + rule.name + "/find: " + fault;
    }
  }
  if ((rule.kind == FieldKind::Code) != !rule.format.empty()) {
    return "/fields/" + rule.name + ": a format belongs to kind code, and only to it";
  }
  return {};
}

std::string checkFault(const DocumentType& type, const CrossCheck& check) {
  if (!hasField(type, check.field)) {
    return "/checks: no field " + check.field;
  }
  for (const auto& other : check.with) {
    if (!hasField(type, other)) {
      return "/checks: no field " + other;
    }
  }
  return {};
}

std::string counterpartFault(const DocumentType& type, const Counterpart& counterpart) {
  for (const auto& number : counterpart.numbers) {
    if (!hasField(type, number)) {
      return "/counterpart/numbers: no field " + number;
    }
  }
  for (const auto& field : counterpart.fields) {
    if (hasField(type, field.name)) {
      return "/counterpart/fields/" + field.name + ": the paper itself has a field of this name";
    }
    for (const auto& original : field.from) {
      if (!hasField(type, original)) {
        return "/counterpart/fields/" + field.name + ": no field " + original;
      }
    }
  }
  return {};
}

/// What a schema cannot say: names that point to each other, and regular expressions. Empty when all is well.
std::string inconsistency(const DocumentType& type) {
  if (type.keywords.empty() && type.freeText == nullptr) {
    return "/keywords: none, and it is no free text";
  }
  for (const auto& [word, label] : type.synonyms) {
    if (!isLabel(type, label)) {
      return "/synonyms: label " + label + " is not in /labels";
    }
  }
  for (const auto& rule : type.fields) {
    if (auto fault = fieldFault(type, rule); !fault.empty()) {
      return fault;
    }
  }
  for (const auto& check : type.checks) {
    if (auto fault = checkFault(type, check); !fault.empty()) {
      return fault;
    }
  }
  return type.counterpart ? counterpartFault(type, *type.counterpart) : std::string();
}

}  // namespace

Result<std::vector<DocumentType>> loadDocumentTypes(const std::filesystem::path& folder) {
  try {
    const auto schemaJson = parseFile(folder / kSchemaName);
    if (!schemaJson) {
      return fail(schemaJson.error());
    }
    const auto checker = schema::SchemaChecker::compile(*schemaJson);
    if (!checker) {
      return broken(folder / kSchemaName, "/", checker.error().detail);
    }
    std::vector<DocumentType> types;
    std::shared_ptr<const FreeTextWords> words;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const auto& file = entry.path();
      if (file.extension() != ".json" || file.filename() == kSchemaName) {
        continue;
      }
      const auto json = parseFile(file);
      if (!json) {
        return fail(json.error());
      }
      if (const auto finding = violation(*checker, *json); !finding.empty()) {
        return broken(file, finding.substr(0, finding.find(": ")), finding.substr(finding.find(": ") + 2));
      }
      auto type = typeOf(*json);
      if (json->value("freeText", false)) {
        if (words == nullptr) {
          auto loaded = loadFreeTextWords(folder / kWordsFolder);
          if (!loaded) {
            return fail(loaded.error());
          }
          words = std::move(*loaded);
        }
        type.freeText = words;
      }
      if (const auto finding = inconsistency(type); !finding.empty()) {
        return broken(file, finding.substr(0, finding.find(": ")), finding.substr(finding.find(": ") + 2));
      }
      if (findType(types, type.type) != nullptr) {
        return broken(file, "/type", "described twice");
      }
      types.push_back(std::move(type));
    }
    if (types.empty()) {
      return broken(folder, "/", "no document type in this folder");
    }
    std::sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.type < b.type; });
    return types;
  } catch (const std::exception& error) {
    return broken(folder, "/", error.what());
  }
}

const DocumentType* findType(const std::vector<DocumentType>& types, std::string_view type) {
  const auto found =
      std::find_if(types.begin(), types.end(), [&](const DocumentType& entry) { return entry.type == type; });
  return found == types.end() ? nullptr : &*found;
}

}  // namespace xiaowu::documents
