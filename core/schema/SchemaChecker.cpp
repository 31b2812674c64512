#include "core/schema/SchemaChecker.h"

#include <nlohmann/json.hpp>
// Without this a schema that is none ends the program instead of the load.
#define VALIJSON_USE_EXCEPTIONS 1
// valijson's headers come from the system's include folder, where warnings are off.
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <exception>
#include <utility>

namespace xiaowu::schema {

using valijson::adapters::NlohmannJsonAdapter;

struct SchemaChecker::Compiled {
  valijson::Schema schema;
};

SchemaChecker::SchemaChecker(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) {}
SchemaChecker::SchemaChecker(SchemaChecker&&) noexcept = default;
SchemaChecker& SchemaChecker::operator=(SchemaChecker&&) noexcept = default;
SchemaChecker::~SchemaChecker() = default;

Result<SchemaChecker> SchemaChecker::compile(const nlohmann::json& schema, Draft draft) {
  try {
    auto compiled = std::make_unique<Compiled>();
    valijson::SchemaParser parser(draft == Draft::Four ? valijson::SchemaParser::kDraft4
                                                       : valijson::SchemaParser::kDraft7);
    parser.populateSchema(NlohmannJsonAdapter(schema), compiled->schema);
    return SchemaChecker(std::move(compiled));
  } catch (const std::exception& error) {
    return fail(errors::kSchemaBroken, Fault::Bug, error.what());
  }
}

std::vector<Finding> SchemaChecker::findings(const nlohmann::json& value) const {
  thread_local valijson::Validator validator;  // it caches compiled patterns without a lock
  try {
    valijson::ValidationResults results;
    if (validator.validate(m_compiled->schema, NlohmannJsonAdapter(value), &results)) {
      return {};
    }
    std::vector<Finding> findings;
    valijson::ValidationResults::Error error;
    while (results.popError(error)) {
      findings.push_back({error.context, error.description});
    }
    if (findings.empty()) {
      findings.push_back({{"<root>"}, "breaks the schema"});
    }
    return findings;
  } catch (const std::exception& error) {  // a pattern that cannot be held against this text
    return {{{"<root>"}, error.what()}};
  }
}

}  // namespace xiaowu::schema
