#include "core/catalog/Catalog.h"

#include "core/schema/SchemaChecker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace xiaowu::catalog {
namespace {

using nlohmann::json;

tl::unexpected<Error> wrong(std::string_view file, std::string_view path, std::string_view reason) {
  return fail(errors::kWrongItem, Fault::Bug,
              std::string(file) + ": " + std::string(path) + ": " + std::string(reason));
}

std::string pathOf(const std::vector<std::string>& context) {
  std::string path;
  for (const auto& part : context) {
    path += part == "<root>" ? "$" : part;
  }
  return path.empty() ? "$" : path;
}

LocalText textOf(const json& parent, const char* key) {
  if (!parent.contains(key)) {
    return {};
  }
  return {parent.at(key).at("zh"), parent.at(key).at("en")};
}

std::vector<LocalText> textsOf(const json& parent, const char* key) {
  std::vector<LocalText> texts;
  for (const auto& each : parent.at(key)) {
    texts.push_back({each.at("zh"), each.at("en")});
  }
  return texts;
}

FieldType fieldTypeOf(const std::string& name) {
  static const std::map<std::string, FieldType> kTypes = {
      {"text", FieldType::Text},     {"phone", FieldType::Phone}, {"idNumber", FieldType::IdNumber},
      {"digits", FieldType::Digits}, {"date", FieldType::Date},   {"choice", FieldType::Choice}};
  return kTypes.at(name);
}

domain::AnswerSource sourceOf(const std::string& name) {
  if (name == "card") {
    return domain::AnswerSource::Card;
  }
  return name == "ocr" ? domain::AnswerSource::Ocr : domain::AnswerSource::Resident;
}

domain::IdentityLevel levelOf(const std::string& name) {
  return name == "L2" ? domain::IdentityLevel::L2 : domain::IdentityLevel::L1;
}

std::optional<int> daysOf(const json& parent, const char* key) {
  return parent.contains(key) ? std::optional<int>(parent.at(key).get<int>()) : std::nullopt;
}

FormField fieldOf(const json& source) {
  FormField field;
  field.id = source.at("id");
  field.label = textOf(source, "label");
  field.hint = textOf(source, "hint");
  field.type = fieldTypeOf(source.at("type"));
  field.source = sourceOf(source.at("source"));
  field.from = source.value("from", "");
  field.required = source.value("required", true);
  field.lengthMax = source.value("lengthMax", 0);
  field.none = textOf(source, "none");
  field.daysBack = daysOf(source, "daysBack");
  field.daysAhead = daysOf(source, "daysAhead");
  for (const auto& choice : source.value("choices", json::array())) {
    field.choices.push_back({choice.at("value"), textOf(choice, "label")});
  }
  return field;
}

Rule ruleOf(const json& source) {
  static const std::map<std::string, RuleKind> kKinds = {
      {"equal", RuleKind::Equal},           {"oneOf", RuleKind::OneOf},
      {"startsWith", RuleKind::StartsWith}, {"ageBetween", RuleKind::AgeBetween},
      {"notOlder", RuleKind::NotOlder},     {"notExpired", RuleKind::NotExpired}};
  Rule rule;
  rule.id = source.at("id");
  rule.kind = kKinds.at(source.at("kind"));
  rule.fact = source.at("fact");
  rule.other = source.value("other", "");
  rule.values = source.value("values", std::vector<std::string>{});
  rule.least = source.value("least", 0);
  rule.most = source.value("most", 0);
  rule.text = textOf(source, "text");
  return rule;
}

std::vector<Rule> rulesOf(const json& parent, const char* key) {
  std::vector<Rule> rules;
  for (const auto& each : parent.value(key, json::array())) {
    rules.push_back(ruleOf(each));
  }
  return rules;
}

InstantApproval instantApprovalOf(const json& source) {
  InstantApproval approval;
  approval.level = levelOf(source.at("level"));
  approval.acceptUploaded = source.value("acceptUploaded", false);
  approval.samplePercent = source.at("samplePercent");
  approval.rules = rulesOf(source, "rules");
  return approval;
}

MaterialRequirement materialOf(const json& source) {
  MaterialRequirement material;
  material.code = source.at("code");
  material.name = textOf(source, "name");
  material.hint = textOf(source, "hint");
  material.documentType = source.at("documentType");
  material.key = source.at("key");
  material.sealRequired = source.value("sealRequired", false);
  material.sealIssuers = source.value("sealIssuers", std::vector<std::string>{});
  material.notOlderDays = source.value("notOlderDays", 0);
  material.reuseDays = source.value("reuseDays", 0);
  material.backType = source.value("backType", "");
  material.promiseAllowed = source.value("promiseAllowed", false);
  material.promiseDays = source.value("promiseDays", 0);
  return material;
}

ServiceItem itemOf(const json& source) {
  ServiceItem item;
  item.code = source.at("code");
  item.version = source.at("version");
  item.name = textOf(source, "name");
  item.category = source.at("category");
  item.kind = source.at("kind") == "recordQuery" ? ServiceKind::RecordQuery : ServiceKind::Application;
  item.identityLevel = levelOf(source.at("identityLevel"));
  item.searchWords = source.at("search").get<std::vector<std::string>>();
  item.summary = textOf(source, "summary");
  const auto& guide = source.at("guide");
  item.conditions = textsOf(guide, "conditions");
  item.steps = textsOf(guide, "steps");
  item.bring = textsOf(guide, "bring");
  item.legalTime = textOf(guide, "legalTime");
  item.promisedTime = textOf(guide, "promisedTime");
  item.fee = textOf(guide, "fee");
  item.consent = textOf(source, "consent");
  item.needsDevices = source.at("needsDevices").get<std::vector<std::string>>();
  item.sheets = source.value("sheets", 0);
  item.identityWays = source.value("identityWays", std::vector<std::string>{});
  for (const auto& field : source.value("form", json::array())) {
    item.fields.push_back(fieldOf(field));
  }
  for (const auto& material : source.value("materials", json::array())) {
    item.materials.push_back(materialOf(material));
  }
  item.checks = rulesOf(source, "checks");
  if (source.contains("instantApproval")) {
    item.instantApproval = instantApprovalOf(source.at("instantApproval"));
  }
  return item;
}

const std::set<std::string> kCardFields = {"name", "number", "sex", "birth", "ethnicGroup", "address"};

/// A fact is "card.<field>", "form.<field id>" or "<material code>.<field of the paper>"; the paper's own
/// fields are data of another file.
bool isFact(const ServiceItem& item, const std::string& fact) {
  const auto dot = fact.find('.');
  if (dot == std::string::npos || dot + 1 == fact.size()) {
    return false;
  }
  const auto source = fact.substr(0, dot);
  const auto name = fact.substr(dot + 1);
  if (source == "card") {
    return kCardFields.count(name) != 0;
  }
  if (source == "form") {
    return item.field(name) != nullptr;
  }
  return item.material(source) != nullptr;
}

std::string contradictionIn(const ServiceItem& item, const std::vector<Rule>& rules,
                            std::set<std::string>& ids) {
  for (const auto& rule : rules) {
    const auto path = "rule \"" + rule.id + "\"";
    if (!ids.insert(rule.id).second) {
      return path + ": this id is used twice";
    }
    if (!isFact(item, rule.fact)) {
      return path + ".fact: \"" + rule.fact + "\" names nothing of this item";
    }
    if (rule.kind == RuleKind::Equal && !isFact(item, rule.other)) {
      return path + ".other: names nothing of this item";
    }
    if ((rule.kind == RuleKind::OneOf || rule.kind == RuleKind::StartsWith) && rule.values.empty()) {
      return path + ".values: needs at least one";
    }
    if (rule.kind == RuleKind::AgeBetween && rule.most < rule.least) {
      return path + ".most: is less than least";
    }
    if (rule.kind == RuleKind::NotOlder && rule.most == 0) {
      return path + ".most: the days are missing";
    }
  }
  return {};
}

/// Which of two sides would have to carry the seal is not defined.
std::string contradictionInSides(const MaterialRequirement& material) {
  if (!material.twoSided()) {
    return {};
  }
  if (material.backType == material.documentType) {
    return ".backType: is the type of the front";
  }
  if (material.sealRequired) {
    return ".sealRequired: a seal cannot be asked for on a paper of two sides (backType), only on one of one "
           "side";
  }
  return {};
}

/// What a schema cannot say: references inside the item, and rules between its parts. Returns "path: reason"
/// or nothing.
std::string contradictionIn(const ServiceItem& item) {
  std::set<std::string> ids;
  for (const auto& field : item.fields) {
    const auto path = "$.form[" + field.id + "]";
    if (!ids.insert(field.id).second) {
      return path + ": this id is used twice";
    }
    if (field.type == FieldType::Choice && field.choices.empty()) {
      return path + ": a choice needs choices";
    }
    if (field.source == domain::AnswerSource::Card && kCardFields.count(field.from) == 0) {
      return path + ".from: the card has no \"" + field.from + "\"";
    }
    if (field.source != domain::AnswerSource::Ocr) {
      continue;
    }
    const auto dot = field.from.find('.');
    if (dot == std::string::npos || item.material(field.from.substr(0, dot)) == nullptr) {
      return path + ".from: names no material of this item";
    }
  }
  std::set<std::string> codes;
  for (const auto& material : item.materials) {
    const auto path = "$.materials[" + material.code + "]";
    if (!codes.insert(material.code).second) {
      return path + ": this code is used twice";
    }
    if (material.key && material.promiseAllowed) {
      return path + ".promiseAllowed: a key material cannot be promised (容缺)";
    }
    if (material.promiseAllowed && material.promiseDays == 0) {
      return path + ".promiseDays: a promise needs its days";
    }
    if (auto wrongSides = contradictionInSides(material); !wrongSides.empty()) {
      return path + wrongSides;
    }
  }
  std::set<std::string> ruleIds;
  if (auto wrongRule = contradictionIn(item, item.checks, ruleIds); !wrongRule.empty()) {
    return wrongRule;
  }
  if (item.instantApproval) {
    if (auto wrongRule = contradictionIn(item, item.instantApproval->rules, ruleIds); !wrongRule.empty()) {
      return wrongRule;
    }
  }
  if (item.kind == ServiceKind::RecordQuery && item.sheets == 0) {
    return "$.sheets: a record query prints at least one sheet";
  }
  if (item.kind == ServiceKind::RecordQuery && item.identityLevel != domain::IdentityLevel::L2) {
    return "$.identityLevel: records are shown at L2 only";
  }
  const bool onlyFace = !item.identityWays.empty() && !item.allows("staff") && !item.allows("fingerprint");
  if (onlyFace) {
    return "$.identityWays: the face is never the only way in";
  }
  return {};
}

std::string unknownNeedIn(const ServiceItem& item, const std::set<std::string>& deviceNeeds) {
  for (const auto& need : item.needsDevices) {
    if (deviceNeeds.count(need) == 0 && need != "network" && need != "storage") {
      return "$.needsDevices: \"" + need + "\" is no class of devices of this kiosk, nor network or storage";
    }
  }
  return {};
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace

Result<ServiceItem> parseServiceItem(std::string_view text, std::string_view schemaText,
                                     std::string_view file, const DocumentFields* documents,
                                     const std::set<std::string>* deviceNeeds) {
  try {
    const auto source = json::parse(text);
    const auto checker = schema::SchemaChecker::compile(json::parse(schemaText));
    if (!checker) {
      return wrong(file, "$", checker.error().detail);
    }
    if (const auto findings = checker->findings(source); !findings.empty()) {
      return wrong(file, pathOf(findings.front().path), findings.front().reason);
    }
    auto item = itemOf(source);
    auto reason = contradictionIn(item);
    if (reason.empty() && documents != nullptr) {
      reason = unknownReferenceIn(item, *documents);
    }
    if (reason.empty() && deviceNeeds != nullptr) {
      reason = unknownNeedIn(item, *deviceNeeds);
    }
    if (!reason.empty()) {
      return fail(errors::kWrongItem, Fault::Bug, std::string(file) + ": " + reason);
    }
    return item;
  } catch (const json::parse_error& error) {
    return wrong(file, "byte " + std::to_string(error.byte), "is not JSON");
  } catch (const std::exception& error) {
    return wrong(file, "$", error.what());
  }
}

Result<Catalog> loadCatalog(const std::filesystem::path& folder, const DocumentFields* documents,
                            const std::set<std::string>* deviceNeeds) {
  std::error_code problem;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    const auto name = entry.path().filename().string();
    if (entry.path().extension() == ".json" && name.find(".schema.") == std::string::npos) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  const auto schema = contentOf(folder / "service.schema.json");
  Catalog catalog;
  for (const auto& file : files) {
    auto item = parseServiceItem(contentOf(file), schema, file.filename().string(), documents, deviceNeeds);
    const auto same = [&](const ServiceItemPtr& each) { return item && each->code == item->code; };
    if (!item) {
      catalog.refused.push_back(item.error());
    } else if (std::any_of(catalog.items.begin(), catalog.items.end(), same)) {
      catalog.refused.push_back(
          wrong(file.filename().string(), "$.code", "another item has this code").value());
    } else {
      catalog.items.push_back(std::make_shared<const ServiceItem>(std::move(*item)));
    }
  }
  if (!catalog.items.empty()) {
    return catalog;
  }
  if (!catalog.refused.empty()) {
    return fail(catalog.refused.front());
  }
  return fail(errors::kNoItems, Fault::Bug, folder.string() + ": no service items");
}

}  // namespace xiaowu::catalog
