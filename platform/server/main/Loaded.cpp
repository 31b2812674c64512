#include "platform/server/main/Loaded.h"

#include "core/base/DeliveredFiles.h"
#include "core/base/Log.h"
#include "core/catalog/Catalog.h"
#include "core/catalog/DocumentFields.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"

namespace xiaowu::platform {
namespace {

namespace fs = std::filesystem;

fs::path chosenOr(const fs::path& chosen, const fs::path& standard) {
  return chosen.empty() ? standard : chosen;
}

/// The kinds of paper are those beside the items, else those that were delivered.
Result<ServiceItems> loadItems(const fs::path& folder) {
  std::error_code ignored;
  const auto beside = folder.parent_path() / "documents";
  const auto documents = catalog::documentFieldsIn(
      fs::is_directory(beside, ignored) ? beside : delivered("kiosk-config/documents"));
  if (!documents) {
    qCWarning(logPlatform, "what items expect of papers is not checked: %s",
              documents.error().detail.c_str());
  }
  auto loaded = catalog::loadCatalog(folder, documents ? &*documents : nullptr);
  if (!loaded) {
    return fail(loaded.error());
  }
  for (const auto& refused : loaded->refused) {
    qCWarning(logPlatform, "a service item is not judged here: %s", refused.detail.c_str());
  }
  return ServiceItems(std::move(loaded->items));
}

}  // namespace

Result<Loaded> Loaded::open(const PlatformOptions& options) {
  auto contract = OpenApi::load(chosenOr(options.contract, contractFile()));
  if (!contract) {
    return fail(contract.error());
  }
  auto records =
      Register::load(chosenOr(options.seed, delivered("platform/server/records/seed/records.json")));
  if (!records) {
    return fail(records.error());
  }
  auto items = loadItems(chosenOr(options.services, delivered("kiosk-config/services")));
  if (!items) {
    return fail(items.error());
  }
  auto pages = Pages::load(chosenOr(options.pages, delivered("platform/server/rendering/pages")));
  if (!pages) {
    return fail(pages.error());
  }
  auto keys = Keys::openOrMake(options.data);
  if (!keys) {
    return fail(keys.error());
  }
  auto repository = openSqlite(options.data / "platform.sqlite");
  if (!repository) {
    return fail(repository.error());
  }
  auto comparisons = ComparisonPool::start(options.comparisons);
  if (!comparisons) {
    return fail(comparisons.error());
  }
  return Loaded{std::move(*contract), std::move(*records),    std::move(*items),      std::move(*pages),
                std::move(*keys),     std::move(*repository), std::move(*comparisons)};
}

}  // namespace xiaowu::platform
