#pragma once
// Everything that is read and opened before the first request.

#include "platform/api/OpenApi.h"
#include "platform/server/cases/ServiceItems.h"
#include "platform/server/main/Platform.h"
#include "platform/server/records/Register.h"
#include "platform/server/rendering/Pages.h"

namespace xiaowu::platform {

struct Loaded {
  OpenApi contract;
  Register records;
  ServiceItems items;
  Pages pages;
  Keys keys;
  std::unique_ptr<Repository> repository;
  std::unique_ptr<ComparisonPool> comparisons;

  /// The first error of what it opens.
  [[nodiscard]] static Result<Loaded> open(const PlatformOptions& options);
};

}  // namespace xiaowu::platform
