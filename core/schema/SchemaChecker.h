#pragma once
// A JSON Schema, compiled once and then held against any number of values, from any thread.

#include "core/base/Result.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::schema {

namespace errors {
constexpr std::string_view kSchemaBroken = "schema.broken";  ///< not a schema; the detail says why
}

/// One place where a value breaks its schema.
struct Finding {
  std::vector<std::string> path;  ///< from "<root>" inwards, as "[form]", "[0]"
  std::string reason;
};

/// The draft whose meaning the keywords have.
enum class Draft { Four, Seven };

class SchemaChecker {
 public:
  /// `schema` is not needed afterwards. References inside of it are followed, those to other files are not.
  [[nodiscard]] static Result<SchemaChecker> compile(const nlohmann::json& schema,
                                                     Draft draft = Draft::Seven);

  SchemaChecker(SchemaChecker&&) noexcept;
  SchemaChecker& operator=(SchemaChecker&&) noexcept;
  ~SchemaChecker();

  /// Empty when the value fits. Otherwise the innermost findings stand first, before the outer ones that come
  /// from them.
  [[nodiscard]] std::vector<Finding> findings(const nlohmann::json& value) const;

 private:
  struct Compiled;
  explicit SchemaChecker(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> m_compiled;
};

}  // namespace xiaowu::schema
