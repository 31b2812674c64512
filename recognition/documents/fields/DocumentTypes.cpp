#include "recognition/documents/fields/DocumentTypes.h"

#include "recognition/documents/DocumentReading.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <QRegularExpression>
#include <QString>

#include <algorithm>
#include <fstream>
#include <map>

namespace xiaowu::documents {
namespace {

using Json = nlohmann::json;
constexpr const char* kSchemaName = "document.schema.json";

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
std::string violation(const valijson::Schema& schema, const Json& document) {
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter adapter(document);
  if (validator.validate(schema, adapter, &results)) {
    return {};
  }
  // The innermost finding says most; outer ones only repeat that something inside is wrong.
  valijson::ValidationResults::Error finding;
  valijson::ValidationResults::Error best;
  while (results.popError(finding)) {
    if (finding.context.size() > best.context.size() || best.description.empty()) {
      best = finding;
    }
  }
  std::string path;
  for (const auto& part : best.context) {
    path += part == "<root>" ? "/" : part;
  }
  return path + ": " + best.description;
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

FieldSource sourceOf(const Json& json) {
  FieldSource source;
  source.label = json.value("label", "");
  source.below = json.value("below", false);
  source.nth = json.value("nth", 1);
  source.severalRows = json.value("severalRows", false);
  source.pattern = json.value("pattern", "");
  source.perRow = json.value("perRow", false);
  source.last = json.value("last", false);
  if (json.contains("zone")) {
    source.zone = json.at("zone").get<std::array<double, 4>>();
  }
  return source;
}

FieldRule ruleOf(const Json& json) {
  FieldRule rule;
  rule.name = json.at("name");
  rule.kind = kindOf(json.value("kind", "text"));
  rule.role = json.value("role", "");
  rule.format = json.value("format", "");
  rule.oneOf = json.value("oneOf", std::vector<std::string>());
  rule.confidenceMin = json.value("confidenceMin", 0.8);
  rule.alphabet = json.value("alphabet", "");
  for (const auto& source : json.at("find")) {
    rule.sources.push_back(sourceOf(source));
  }
  return rule;
}

DocumentType typeOf(const Json& json) {
  DocumentType type;
  type.type = json.at("type");
  type.nameZh = json.at("name").at("zh");
  type.nameEn = json.at("name").at("en");
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
  for (const auto& field : json.value("fields", Json::array())) {
    type.fields.push_back(ruleOf(field));
  }
  for (const auto& check : json.value("checks", Json::array())) {
    type.checks.push_back(
        {check.at("kind"), check.at("field"), check.at("with").get<std::vector<std::string>>()});
  }
  return type;
}

/// What a schema cannot say: names that point to each other, and regular expressions. Empty when all is well.
std::string inconsistency(const DocumentType& type) {
  const auto known = [&](const std::string& name) {
    return std::any_of(type.fields.begin(), type.fields.end(),
                       [&](const FieldRule& rule) { return rule.name == name; });
  };
  for (const auto& rule : type.fields) {
    for (const auto& source : rule.sources) {
      const std::string where = "/fields/" + rule.name + "/find: ";
      if (source.label.empty() == source.pattern.empty()) {
        return where + "either a label or a pattern";
      }
      if (!source.label.empty() &&
          std::find(type.labels.begin(), type.labels.end(), source.label) == type.labels.end()) {
        return where + "label " + source.label + " is not in /labels";
      }
      if (source.pattern.empty()) {
        continue;
      }
      const QRegularExpression pattern(QString::fromStdString(source.pattern),
                                       QRegularExpression::UseUnicodePropertiesOption);
      if (!pattern.isValid()) {
        return where + "pattern: " + pattern.errorString().toStdString();
      }
      if (pattern.captureCount() != 1) {
        return where + "pattern needs exactly one group";
      }
    }
    if ((rule.kind == FieldKind::Code) != !rule.format.empty()) {
      return "/fields/" + rule.name + ": a format belongs to kind code, and only to it";
    }
  }
  for (const auto& check : type.checks) {
    if (!known(check.field)) {
      return "/checks: no field " + check.field;
    }
    for (const auto& other : check.with) {
      if (!known(other)) {
        return "/checks: no field " + other;
      }
    }
  }
  return {};
}

}  // namespace

Result<std::vector<DocumentType>> loadDocumentTypes(const std::filesystem::path& folder) {
  try {
    const auto schemaJson = parseFile(folder / kSchemaName);
    if (!schemaJson) {
      return fail(schemaJson.error());
    }
    valijson::Schema schema;
    valijson::SchemaParser parser;
    const valijson::adapters::NlohmannJsonAdapter schemaAdapter(*schemaJson);
    parser.populateSchema(schemaAdapter, schema);
    std::vector<DocumentType> types;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const auto& file = entry.path();
      if (file.extension() != ".json" || file.filename() == kSchemaName) {
        continue;
      }
      const auto json = parseFile(file);
      if (!json) {
        return fail(json.error());
      }
      if (const auto finding = violation(schema, *json); !finding.empty()) {
        return broken(file, finding.substr(0, finding.find(": ")), finding.substr(finding.find(": ") + 2));
      }
      auto type = typeOf(*json);
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
