#pragma once
// What service items may point to in papers: the kinds of paper by name, each with the names of its fields.
// How a paper is read is nobody's business here.

#include "core/base/Result.h"
#include "core/catalog/ServiceItem.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace xiaowu::catalog {

using DocumentFields = std::map<std::string, std::set<std::string>, std::less<>>;  ///< by type

/// The names in a folder of kinds of paper (kiosk-config/documents), those of a paper's counterpart included.
/// Fails with catalog.no-documents; the detail names the file. Whether the files are right in the whole is
/// found out where papers are read.
[[nodiscard]] Result<DocumentFields> documentFieldsIn(const std::filesystem::path& folder);

/// The first reference of an item into papers that leads nowhere, as "path: reason"; empty when all are good.
[[nodiscard]] std::string unknownReferenceIn(const ServiceItem& item, const DocumentFields& documents);

}  // namespace xiaowu::catalog
