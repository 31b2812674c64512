#pragma once
// The contract (openapi.json) compiled for checking messages. Guarantees: a body that passes checkRequest is
// one JSON value in valid UTF-8, without duplicate keys, at most 16 levels deep, without control characters
// but line feeds, and matches the schema of its operation; path parameters match theirs. Immutable after
// load, so any thread may ask. Source: OpenAPI 3.0.3 (schemas are JSON Schema draft 4).

#include "core/base/Result.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kContractMissing =
    "contract.missing";  ///< openapi.json cannot be read or compiled
inline constexpr std::string_view kContractUnknown = "contract.unknown";  ///< no such path, method or status
inline constexpr std::string_view kContractBroken =
    "contract.broken";  ///< the message is not what the contract says
}  // namespace errors

class OpenApi {
 public:
  [[nodiscard]] static Result<OpenApi> load(const std::filesystem::path& file);
  OpenApi(OpenApi&&) noexcept;
  OpenApi& operator=(OpenApi&&) noexcept;
  ~OpenApi();

  /// `path` may carry a query, which is ignored. `body` is empty for operations without one. The error's
  /// detail names places, never values.
  [[nodiscard]] Result<void> checkRequest(std::string_view method, std::string_view path,
                                          std::string_view body) const;
  /// Also fails if the operation declares no answer with that status (and no default).
  [[nodiscard]] Result<void> checkResponse(std::string_view method, std::string_view path, int status,
                                           std::string_view body) const;
  /// Against #/components/schemas/<name>, for content that travels sealed.
  [[nodiscard]] Result<void> checkNamed(std::string_view name, std::string_view body) const;

 private:
  struct Data;
  explicit OpenApi(std::unique_ptr<Data> data);
  std::unique_ptr<Data> m_data;
};

/// openapi.json: $XIAOWU_OPENAPI, else beside the installed program, else in the source tree the build was
/// made from.
[[nodiscard]] std::filesystem::path contractFile();

}  // namespace xiaowu::platform
