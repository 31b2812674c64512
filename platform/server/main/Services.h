#pragma once
// Every service of the platform, wired to the ports and helpers that each uses, and the table of their
// operations. The only place beside Platform that sees all of them.

#include "core/base/Clock.h"
#include "core/storage/PartStore.h"
#include "platform/api/OpenApi.h"
#include "platform/server/cases/CasePage.h"
#include "platform/server/cases/PaperService.h"
#include "platform/server/cases/SubmissionService.h"
#include "platform/server/comparisons/ComparisonService.h"
#include "platform/server/faults/Faults.h"
#include "platform/server/faults/TestService.h"
#include "platform/server/fleet/FleetService.h"
#include "platform/server/fleet/ReportService.h"
#include "platform/server/main/Routes.h"
#include "platform/server/records/RecordService.h"
#include "platform/server/records/VerifyPage.h"
#include "platform/server/rendering/Pages.h"
#include "platform/server/repository/Repository.h"
#include "platform/server/upkeep/UpkeepService.h"

#include <filesystem>
#include <vector>

namespace xiaowu::platform {

/// What is loaded and opened at start; outlives the services.
struct Resources {
  const Clock& clock;
  const OpenApi& contract;
  const Keys& keys;
  const Register& records;
  const ServiceItems& items;
  const Pages& pages;
  Repository& repository;
  ComparisonPool& comparisons;
  Faults& faults;
  std::filesystem::path data;
  Ages ages{};
};

struct Services {
  explicit Services(const Resources& resources);
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  /// The contract's operations and the public pages; with `faults` also /test/*.
  [[nodiscard]] std::vector<Route> routes(bool faults);

  Faults& faults;
  const Pages& pages;
  storage::PartStore parts;
  storage::PartialFiles partials;
  Upkeep upkeep;
  Approval approval;
  KeptPapers keptPapers;
  SubmissionReader reader;
  SubmissionService submissions;
  PaperService papers;
  CasePage casePage;
  RecordService records;
  VerifyPage verifyPage;
  ComparisonService comparisons;
  FleetService fleet;
  ReportService reports;
  UpkeepService upkeepFigures;
  TestService tests;
};

}  // namespace xiaowu::platform
