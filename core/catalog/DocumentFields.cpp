#include "core/catalog/DocumentFields.h"

#include "core/catalog/Catalog.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <optional>

namespace xiaowu::catalog {
namespace {

using nlohmann::json;

std::set<std::string> namesIn(const json& fields) {
  std::set<std::string> names;
  for (const auto& field : fields) {
    names.insert(field.at("name").get<std::string>());
  }
  return names;
}

void addType(const json& source, DocumentFields& documents) {
  auto names = namesIn(source.value("fields", json::array()));
  if (source.contains("counterpart")) {
    names.merge(namesIn(source.at("counterpart").at("fields")));
  }
  documents.insert_or_assign(source.at("type").get<std::string>(), std::move(names));
}

std::string quoted(const std::string& name) {
  return '"' + name + '"';
}

/// Of a paper of two sides a field may stand on either.
bool hasField(const MaterialRequirement& material, const std::string& field,
              const DocumentFields& documents) {
  for (const auto& type : {material.documentType, material.backType}) {
    const auto found = documents.find(type);
    if (found != documents.end() && found->second.count(field) != 0) {
      return true;
    }
  }
  return false;
}

/// Empty when `reference` ("<material code>.<field>") leads to a field, or not into a paper at all.
std::string reasonAgainst(const ServiceItem& item, const std::string& reference,
                          const DocumentFields& documents) {
  const auto dot = reference.find('.');
  const auto* material = dot == std::string::npos ? nullptr : item.material(reference.substr(0, dot));
  if (material == nullptr) {
    return {};
  }
  const auto field = reference.substr(dot + 1);
  if (hasField(*material, field, documents)) {
    return {};
  }
  return "the kind of paper " + quoted(material->documentType) + " has no field " + quoted(field);
}

std::string unknownTypeIn(const ServiceItem& item, const DocumentFields& documents) {
  for (const auto& material : item.materials) {
    const auto path = "$.materials[" + material.code + "]";
    if (documents.count(material.documentType) == 0) {
      return path + ".documentType: no kind of paper is called " + quoted(material.documentType);
    }
    if (material.twoSided() && documents.count(material.backType) == 0) {
      return path + ".backType: no kind of paper is called " + quoted(material.backType);
    }
  }
  return {};
}

std::string unknownReferenceIn(const ServiceItem& item, const std::vector<Rule>& rules,
                               const DocumentFields& documents) {
  for (const auto& rule : rules) {
    const auto path = "rule \"" + rule.id + "\"";
    if (const auto reason = reasonAgainst(item, rule.fact, documents); !reason.empty()) {
      return path + ".fact: " + reason;
    }
    if (const auto reason = reasonAgainst(item, rule.other, documents); !reason.empty()) {
      return path + ".other: " + reason;
    }
  }
  return {};
}

}  // namespace

Result<DocumentFields> documentFieldsIn(const std::filesystem::path& folder) {
  DocumentFields documents;
  std::filesystem::path file = folder;
  try {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      file = entry.path();
      const bool isSchema = file.filename().string().find(".schema.") != std::string::npos;
      if (file.extension() != ".json" || isSchema) {
        continue;
      }
      std::ifstream stream(file);
      addType(json::parse(stream), documents);
    }
  } catch (const std::exception& error) {
    return fail(errors::kNoDocuments, Fault::Bug, file.string() + ": " + error.what());
  }
  if (documents.empty()) {
    return fail(errors::kNoDocuments, Fault::Bug, folder.string() + ": no kinds of paper");
  }
  return documents;
}

std::string unknownReferenceIn(const ServiceItem& item, const DocumentFields& documents) {
  if (auto wrong = unknownTypeIn(item, documents); !wrong.empty()) {
    return wrong;
  }
  for (const auto& field : item.fields) {
    if (field.source != domain::AnswerSource::Ocr) {
      continue;
    }
    if (const auto reason = reasonAgainst(item, field.from, documents); !reason.empty()) {
      return "$.form[" + field.id + "].from: " + reason;
    }
  }
  if (auto wrong = unknownReferenceIn(item, item.checks, documents); !wrong.empty()) {
    return wrong;
  }
  return item.instantApproval ? unknownReferenceIn(item, item.instantApproval->rules, documents)
                              : std::string();
}

}  // namespace xiaowu::catalog
