#pragma once
// Loads the service items of a folder. Wrong data never reaches a resident: an item that breaks the schema or
// contradicts itself is refused with file, path inside the file and reason, and the others are loaded.

#include "core/base/Result.h"
#include "core/catalog/DocumentFields.h"
#include "core/catalog/ServiceItem.h"

#include <filesystem>
#include <set>
#include <vector>

namespace xiaowu::catalog {

namespace errors {
inline constexpr std::string_view kWrongItem = "catalog.wrong-item";
inline constexpr std::string_view kNoItems = "catalog.no-items";
inline constexpr std::string_view kNoDocuments =
    "catalog.no-documents";  ///< the folder of kinds of paper is missing, empty, or a file in it is broken
}  // namespace errors

struct Catalog {
  std::vector<ServiceItemPtr> items;  ///< sorted by file name; codes are unique
  std::vector<Error> refused;         ///< one for each wrong file; detail is "file: path: reason"
};

/// Reads every *.json of the folder but *.schema.json, which must be there as service.schema.json. Fails only
/// if nothing at all could be loaded. `documents`: what items may point to in papers; `deviceNeeds`: what
/// they may ask of devices, beside the network and the storage. Each is null where it is not known (a
/// platform has no devices), and then not checked.
[[nodiscard]] Result<Catalog> loadCatalog(const std::filesystem::path& folder,
                                          const DocumentFields* documents,
                                          const std::set<std::string>* deviceNeeds = nullptr);

/// One item from its text; `file` is for messages.
[[nodiscard]] Result<ServiceItem> parseServiceItem(std::string_view text, std::string_view schema,
                                                   std::string_view file, const DocumentFields* documents,
                                                   const std::set<std::string>* deviceNeeds = nullptr);

}  // namespace xiaowu::catalog
