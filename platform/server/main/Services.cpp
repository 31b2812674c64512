#include "platform/server/main/Services.h"

#include "platform/server/http/Responses.h"
#include "platform/server/storage/StorageErrors.h"

namespace xiaowu::platform {
namespace {

constexpr std::size_t kPartialsMax = 16;  // of a kiosk, which sends one part at a time

template <typename Service>
ForAnybody anybody(Service& service, HttpResponse (Service::*method)(const Call&)) {
  return {[&service, method](const Call& call) { return (service.*method)(call); }};
}

template <typename Service>
ForKiosks kiosks(Service& service, HttpResponse (Service::*method)(const Call&, const KioskRow&)) {
  return {
      [&service, method](const Call& call, const KioskRow& kiosk) { return (service.*method)(call, kiosk); }};
}

ForKiosks askingOfPersons(ForKiosks operation) {
  operation.asksOfPersons = true;
  return operation;
}

ForKiosks takingParts(ForKiosks operation) {
  operation.takesParts = true;
  return operation;
}

template <typename Service>
ForOperators operators(Service& service, HttpResponse (Service::*method)(const Call&)) {
  return {[&service, method](const Call& call) { return (service.*method)(call); }};
}

}  // namespace

Services::Services(const Resources& r)
    : faults(r.faults),
      pages(r.pages),
      parts(r.data / "parts", storage::PartLayout::ByHash, kFileCodes),
      partials(r.data / "parts" / "partial", kPartialsMax, kFileCodes),
      upkeep(r.clock, r.repository, {parts, partials}, r.data, r.ages),
      approval(r.clock, r.items, r.keys.pepper),
      keptPapers(r.items, r.repository.papers(), r.repository.submissions(), parts, r.keys),
      reader(r.clock, r.contract, r.keys, parts, r.repository.submissions(), keptPapers, approval),
      submissions(r.clock, r.repository.submissions(), parts, partials, reader, r.keys),
      papers(r.clock, r.repository.papers(), keptPapers, r.repository.audit(), r.keys.pepper),
      casePage(r.clock, r.pages, r.repository.submissions(), r.repository.epochs()),
      records(r.clock, r.records, r.repository.proofs(), r.repository.audit(), r.repository.epochs(), r.keys,
              [this, data = r.data] { return faults.isSealDown() ? std::nullopt : sealKey(data); }),
      verifyPage(r.clock, r.pages, r.repository.proofs(), r.repository.epochs()),
      comparisons(r.clock, r.repository.comparisons(), r.comparisons, r.keys),
      fleet(r.clock, r.repository.kiosks(), r.repository.epochs(),
            HealthProbe(r.clock, r.repository.kiosks(), r.data,
                        {[data = r.data] { return areKeysThere(data); },
                         [this, data = r.data] { return !faults.isSealDown() && sealKey(data).has_value(); },
                         [this] { return upkeep.canWrite(); },
                         [&repository = r.repository] { return repository.isReadOnly(); }}),
            comparisonOfferName(r.comparisons.offer())),
      reports(r.clock, r.repository.reports(), r.repository.audit()),
      upkeepFigures(upkeep, r.repository),
      tests(r.repository) {}

std::vector<Route> Services::routes(bool withFaults) {
  constexpr bool kPage = true;
  std::vector<Route> routes{
      {"GET", "/v1/health", anybody(fleet, &FleetService::health)},
      {"POST", "/v1/records/query", askingOfPersons(kiosks(records, &RecordService::query))},
      {"POST", "/v1/papers/query", askingOfPersons(kiosks(papers, &PaperService::query))},
      {"POST", "/v1/proofs", askingOfPersons(kiosks(records, &RecordService::issueProof))},
      {"POST", "/v1/proofs/{}/printed", kiosks(records, &RecordService::reportPrinted)},
      {"GET", "/v1/verify/{}", anybody(records, &RecordService::verifyCode)},
      {"POST", "/v1/face-comparisons", askingOfPersons(kiosks(comparisons, &ComparisonService::compare))},
      {"PUT", "/v1/submissions/{}/parts/{}", takingParts(kiosks(submissions, &SubmissionService::storePart))},
      {"GET", "/v1/submissions/{}", kiosks(submissions, &SubmissionService::state)},
      {"POST", "/v1/submissions/{}", kiosks(submissions, &SubmissionService::file)},
      {"POST", "/v1/heartbeats", kiosks(fleet, &FleetService::heartbeat)},
      {"POST", "/v1/ratings", kiosks(reports, &ReportService::rate)},
      {"POST", "/v1/staff-checks", kiosks(reports, &ReportService::staffCheck)},
      {"GET", "/v1/kiosks", operators(fleet, &FleetService::kiosks)},
      {"GET", "/v1/upkeep", operators(upkeepFigures, &UpkeepService::show)},
      {"GET", "/verify", anybody(verifyPage, &VerifyPage::show), kPage},
      {"GET", "/case/{}", anybody(casePage, &CasePage::show), kPage},
      {"GET", "/pages.css",
       ForAnybody{[this](const Call& /*call*/) { return stylesheetResponse(pages.stylesheet()); }}, kPage},
  };
  if (withFaults) {
    routes.push_back({"POST", "/test/faults", ForTests{[this](const Call& call) {
                        faults.set(call.request.body);
                        return fleet.health(call);
                      }}});
    routes.push_back(
        {"GET", "/test/state", ForTests{[this](const Call& call) { return tests.state(call); }}});
  }
  return routes;
}

}  // namespace xiaowu::platform
