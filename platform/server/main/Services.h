#pragma once
// What the platform does, one function per operation of openapi.json. Each is called on any of the server's
// threads with a request whose body the contract has accepted; each answers for itself. Nothing personal goes
// into logs or error messages.

#include "core/base/Clock.h"
#include "core/catalog/ServiceItem.h"
#include "core/storage/PartStore.h"
#include "platform/api/OpenApi.h"
#include "platform/server/comparisons/ComparisonPool.h"
#include "platform/server/http/Http.h"
#include "platform/server/repository/Repository.h"
#include "platform/server/storage/Keys.h"

#include <atomic>
#include <map>

namespace xiaowu::platform {

struct Record {
  std::string name;
  std::vector<std::pair<std::string, std::string>> entries;
};

/// The register that is asked, loaded at start from a JSON file (seed/records.json).
struct Register {
  std::string title, issuer, purpose;
  std::map<std::string, Record> byIdNumber;

  [[nodiscard]] static Result<Register> load(const std::filesystem::path& file);
};

/// What all services share; lives as long as the server.
struct Context {
  const Clock& clock;
  const OpenApi& contract;
  const Keys& keys;
  const Register& records;
  Repository& repository;
  const std::vector<catalog::ServiceItemPtr>&
      services;  ///< whose rules are judged here; empty: every case goes to staff
  storage::PartStore parts;
  ComparisonPool& comparisons;
  std::filesystem::path data;
  std::string publicUrl;              ///< without a last slash; set before the first request
  std::atomic<bool> sealDown{false};  ///< test fault

  [[nodiscard]] std::int64_t now() const { return toUnixMicros(clock.wall()); }
};

struct Call {
  const HttpRequest& request;
  std::vector<std::string> parameters;  ///< of the path, in order
  KioskRow kiosk;                       ///< who signed it; empty for public pages
};

namespace services {
[[nodiscard]] HttpResponse queryRecords(Context& context, const Call& call);
[[nodiscard]] HttpResponse issueProof(Context& context, const Call& call);
[[nodiscard]] HttpResponse reportPrinted(Context& context, const Call& call);
[[nodiscard]] HttpResponse verifyCode(Context& context, const Call& call);
[[nodiscard]] HttpResponse queryPapers(Context& context, const Call& call);
[[nodiscard]] HttpResponse compareFaces(Context& context, const Call& call);
[[nodiscard]] HttpResponse storePart(Context& context, const Call& call);
[[nodiscard]] HttpResponse submissionState(Context& context, const Call& call);
[[nodiscard]] HttpResponse fileSubmission(Context& context, const Call& call);
[[nodiscard]] HttpResponse heartbeat(Context& context, const Call& call);
[[nodiscard]] HttpResponse rate(Context& context, const Call& call);
[[nodiscard]] HttpResponse staffCheck(Context& context, const Call& call);
[[nodiscard]] HttpResponse kiosks(Context& context, const Call& call);
[[nodiscard]] HttpResponse health(Context& context, const Call& call);
[[nodiscard]] HttpResponse testState(Context& context, const Call& call);
[[nodiscard]] HttpResponse verifyPage(Context& context, const Call& call);
[[nodiscard]] HttpResponse casePage(Context& context, const Call& call);
[[nodiscard]] HttpResponse stylesheet(Context& context, const Call& call);
}  // namespace services

/// By which a holder is found again without his number being stored: keyed with the platform's secret.
[[nodiscard]] std::string holderHashOf(const Context& context, std::string_view idNumber);

/// 503 with Retry-After, for a disk or database that cannot now.
[[nodiscard]] HttpResponse storageRefusal();
[[nodiscard]] HttpResponse jsonResponse(int status, std::string body);

/// The reason of a returned case in words for a resident; a general sentence for a code it does not know.
[[nodiscard]] std::string_view reasonInWords(std::string_view reason);

}  // namespace xiaowu::platform
