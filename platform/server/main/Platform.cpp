#include "platform/server/main/Platform.h"

#include "core/base/DeliveredFiles.h"
#include "core/base/Log.h"
#include "core/catalog/Catalog.h"
#include "core/domain/ContractCodes.h"
#include "core/storage/DurableFile.h"
#include "platform/server/main/Faults.h"
#include "platform/server/http/Router.h"
#include "platform/server/rendering/Text.h"
#include "platform/server/storage/StorageErrors.h"

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace xiaowu::platform {
namespace {

constexpr std::int64_t kClockSkewMax = 5LL * 60 * 1'000'000;

struct Route {
  std::string_view method, pattern;
  Access access;
  HttpResponse (*answer)(Context&, const Call&);
  bool checked;  ///< against openapi.json; pages answer nonsense with a page
};

using namespace services;
constexpr std::array kRoutes = {
    Route{"GET", "/v1/health", Access::Public, health, true},
    Route{"POST", "/v1/records/query", Access::Kiosk, queryRecords, true},
    Route{"POST", "/v1/papers/query", Access::Kiosk, queryPapers, true},
    Route{"POST", "/v1/proofs", Access::Kiosk, issueProof, true},
    Route{"POST", "/v1/proofs/{}/printed", Access::Kiosk, services::reportPrinted, true},
    Route{"GET", "/v1/verify/{}", Access::Public, verifyCode, true},
    Route{"POST", "/v1/face-comparisons", Access::Kiosk, compareFaces, true},
    Route{"PUT", "/v1/submissions/{}/parts/{}", Access::Kiosk, storePart, true},
    Route{"GET", "/v1/submissions/{}", Access::Kiosk, submissionState, true},
    Route{"POST", "/v1/submissions/{}", Access::Kiosk, fileSubmission, true},
    Route{"POST", "/v1/heartbeats", Access::Kiosk, services::heartbeat, true},
    Route{"POST", "/v1/ratings", Access::Kiosk, services::rate, true},
    Route{"POST", "/v1/staff-checks", Access::Kiosk, services::staffCheck, true},
    Route{"GET", "/v1/kiosks", Access::Operator, services::kiosks, true},
    Route{"GET", "/verify", Access::Public, verifyPage, false},
    Route{"GET", "/case/{}", Access::Public, casePage, false},
    Route{"GET", "/pages.css", Access::Public, stylesheet, false},
    Route{"POST", "/test/faults", Access::Test, nullptr, true},
    Route{"GET", "/test/state", Access::Test, testState, true},
};

struct Found {
  const Route* route = nullptr;
  std::vector<std::string> parameters;
  std::vector<std::string_view> otherMethods;
};

Found find(std::string_view method, std::string_view path, bool faults) {
  Found found;
  for (const auto& route : kRoutes) {
    if (route.access == Access::Test && !faults) {
      continue;
    }
    auto parameters = matchPath(route.pattern, path);
    if (!parameters) {
      continue;
    }
    found.otherMethods.push_back(route.method);
    if (route.method != method || found.route != nullptr) {
      continue;
    }
    found.route = &route;
    found.parameters = std::move(*parameters);
  }
  return found;
}

/// The kinds of paper are those beside the items, else those that were delivered.
Result<catalog::Catalog> loadServices(const std::filesystem::path& folder) {
  std::error_code ignored;
  const auto beside = folder.parent_path() / "documents";
  const auto documents = catalog::documentFieldsIn(
      std::filesystem::is_directory(beside, ignored) ? beside : delivered("kiosk-config/documents"));
  if (!documents) {
    qCWarning(logPlatform, "what items expect of papers is not checked: %s",
              documents.error().detail.c_str());
  }
  return catalog::loadCatalog(folder, documents ? &*documents : nullptr);
}

}  // namespace

std::optional<std::vector<std::string>> matchPath(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parameters;
  while (!pattern.empty() && !path.empty()) {
    const auto patternEnd = std::min(pattern.find('/', 1), pattern.size());
    const auto pathEnd = std::min(path.find('/', 1), path.size());
    const auto wanted = pattern.substr(1, patternEnd - 1);
    const auto segment = path.substr(1, pathEnd - 1);
    if (path.front() != '/' || segment.empty() || (wanted != "{}" && wanted != segment)) {
      return std::nullopt;
    }
    if (wanted == "{}") {
      parameters.emplace_back(segment);
    }
    pattern.remove_prefix(patternEnd);
    path.remove_prefix(pathEnd);
  }
  if (!pattern.empty() || !path.empty()) {
    return std::nullopt;
  }
  return parameters;
}

std::string joinMethods(const std::vector<std::string_view>& methods) {
  std::string text;
  for (const auto method : methods) {
    if (!text.empty()) {
      text += ", ";
    }
    text += method;
  }
  return text;
}

struct Platform::Data {
  Data(const Clock& clock, OpenApi api, Keys k, Register r, std::vector<catalog::ServiceItemPtr> items,
       std::unique_ptr<Repository> store, std::unique_ptr<ComparisonPool> pool,
       const PlatformOptions& options)
      : contract(std::move(api)),
        keys(std::move(k)),
        records(std::move(r)),
        services(std::move(items)),
        repository(std::move(store)),
        faultsOn(options.faults),
        comparisons(std::move(pool)),
        context{clock,
                contract,
                keys,
                records,
                *repository,
                services,
                storage::PartStore(options.data / "parts", storage::PartLayout::ByHash, kFileCodes),
                *comparisons,
                options.data,
                "http://127.0.0.1"} {}

  [[nodiscard]] tl::expected<KioskRow, HttpResponse> authenticate(const HttpRequest& request) const;
  [[nodiscard]] bool isOperator(const HttpRequest& request) const;
  [[nodiscard]] HttpResponse answer(const Found& found, const HttpRequest& request);

  OpenApi contract;
  Keys keys;
  Register records;
  std::vector<catalog::ServiceItemPtr> services;
  std::unique_ptr<Repository> repository;
  bool faultsOn;
  Faults faults;
  std::unique_ptr<ComparisonPool> comparisons;
  Context context;
};

// The signature is checked before the clock, so that only an enrolled kiosk learns that its clock is wrong.
tl::expected<KioskRow, HttpResponse> Platform::Data::authenticate(const HttpRequest& request) const {
  const auto refuse = [](std::string_view code, std::string_view message) {
    return tl::unexpected(errorResponse(401, code, message));
  };
  const std::string kioskId(request.head.field("xiaowu-kiosk"));
  const std::string time(request.head.field("xiaowu-time"));
  const auto signature = fromBase64(request.head.field("xiaowu-signature"));
  const auto stamp = parseTime(time);
  const auto count = [&](std::string_view name) {
    return std::count_if(request.head.fields.begin(), request.head.fields.end(),
                         [&](const auto& f) { return f.first == name; });
  };
  if (!stamp || !signature || count("xiaowu-kiosk") != 1 || count("xiaowu-time") != 1 ||
      count("xiaowu-signature") != 1) {
    return refuse(domain::contract::kSignature, "the request is not signed");
  }
  auto kiosk = repository->kiosk(kioskId);
  if (!kiosk) {
    return tl::unexpected(storageRefusal());
  }
  const auto key =
      *kiosk ? crypto::keyFromBase64((*kiosk)->publicKey) : Result<crypto::Key32>(tl::unexpect, Error{});
  const auto text = crypto::canonicalText("xiaowu-request-1", {request.head.method, request.head.target, time,
                                                               toHex(crypto::sha256(viewOf(request.body)))});
  if (!key || !crypto::verify(text, *signature, *key)) {
    return refuse(domain::contract::kSignature, "unknown kiosk or wrong signature");
  }
  if (std::abs(context.now() - *stamp) > kClockSkewMax) {
    return refuse(domain::contract::kClock, "the kiosk's clock is off by more than five minutes");
  }
  return std::move(**kiosk);
}

bool Platform::Data::isOperator(const HttpRequest& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  const auto given = request.head.field("authorization");
  if (given.substr(0, kBearer.size()) != kBearer) {
    return false;
  }
  // Hashes are compared, so that the time taken tells nothing about the token.
  return crypto::sha256(viewOf(given.substr(kBearer.size()))) == crypto::sha256(viewOf(keys.operatorToken));
}

HttpResponse Platform::Data::answer(const Found& found, const HttpRequest& request) {
  const auto& route = *found.route;
  Call call{request, found.parameters, {}};
  if (route.access == Access::Operator && !isOperator(request)) {
    return errorResponse(401, domain::contract::kOperator, "for operators");
  }
  if (route.access == Access::Kiosk) {
    auto kiosk = authenticate(request);
    if (!kiosk) {
      return std::move(kiosk.error());
    }
    call.kiosk = std::move(*kiosk);
  }
  if (route.checked) {
    if (const auto checked = contract.checkRequest(route.method, request.path, request.body); !checked) {
      qCInfo(logPlatform, "refused by the contract: %s", checked.error().detail.c_str());
      return statusResponse(400);
    }
  }
  if (route.answer == nullptr) {
    faults.set(context, request.body);
    return health(context, call);
  }
  return route.answer(context, call);
}

Platform::Platform(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Platform::~Platform() {
  m_data->comparisons.reset();
}  // first: its jobs use the rest

Result<std::unique_ptr<Platform>> Platform::open(const PlatformOptions& options, const Clock& clock) {
  std::error_code problem;
  std::filesystem::create_directories(options.data, problem);
  if (problem || ::chmod(options.data.c_str(), 0700) != 0) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "data folder");
  }
  auto contract = OpenApi::load(options.contract.empty() ? contractFile() : options.contract);
  if (!contract) {
    return fail(contract.error());
  }
  auto records = Register::load(options.seed.empty() ? delivered("platform/server/records/seed/records.json")
                                                     : options.seed);
  if (!records) {
    return fail(records.error());
  }
  auto services =
      loadServices(options.services.empty() ? delivered("kiosk-config/services") : options.services);
  if (!services) {
    return fail(services.error());
  }
  for (const auto& refused : services->refused) {
    qCWarning(logPlatform, "a service item is not judged here: %s", refused.detail.c_str());
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
  auto data = std::make_unique<Data>(clock, std::move(*contract), std::move(*keys), std::move(*records),
                                     std::move(services->items), std::move(*repository),
                                     std::move(*comparisons), options);
  return std::unique_ptr<Platform>(new Platform(std::move(data)));
}

Result<void> Platform::setPublicUrl(const std::string& url) {
  const bool fit = (url.rfind("http://", 0) == 0 || url.rfind("https://", 0) == 0) && url.size() <= 200 &&
                   url.find_first_of(" \"<>\n") == std::string::npos;
  if (!fit) {
    return fail(errors::kPublicUrl, Fault::AttendantNeeded, "must be http:// or https://");
  }
  m_data->context.publicUrl = url.back() == '/' ? url.substr(0, url.size() - 1) : url;
  const nlohmann::ordered_json text{{"signingKey", toBase64(keys().signer.publicKey())},
                                    {"sealingKey", toBase64(keys().opening.publicKey)},
                                    {"keyId", keys().keyId},
                                    {"publicUrl", m_data->context.publicUrl}};
  return storage::writeDurably(m_data->context.data / "public.json", viewOf(text.dump(2) + "\n"), kFileCodes);
}

Result<void> Platform::enrol(const std::string& kioskId, const std::string& publicKey,
                             const std::string& areaCode, bool mayCompareFaces) {
  const auto bad = [](const char* what) { return fail(errors::kEnrol, Fault::AttendantNeeded, what); };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto idChar = [&](char c) {
    return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  };
  if (kioskId.empty() || kioskId.size() > 32 || !std::all_of(kioskId.begin(), kioskId.end(), idChar)) {
    return bad("kiosk: 1 to 32 letters, digits or hyphens");
  }
  if (areaCode.size() != 6 || !std::all_of(areaCode.begin(), areaCode.end(), digit)) {
    return bad("area: 6 digits");
  }
  if (!crypto::keyFromBase64(publicKey)) {
    return bad("key: 32 bytes in base64");
  }
  return m_data->repository->enrol({kioskId, publicKey, areaCode, m_data->context.now(), mayCompareFaces});
}

HttpResponse Platform::handle(const HttpRequest& request) {
  try {
    const std::string_view method =
        request.head.method == "HEAD" ? std::string_view("GET") : std::string_view(request.head.method);
    const auto found = find(method, request.path, m_data->faultsOn);
    if (found.route == nullptr) {
      auto response = statusResponse(found.otherMethods.empty() ? 404 : 405);
      response.allow = joinMethods(found.otherMethods);
      return response;
    }
    const bool faulty = m_data->faultsOn && found.route->access != Access::Test;
    if (faulty) {
      if (auto instead = m_data->faults.before(request.path)) {
        return std::move(*instead);
      }
    }
    auto response = m_data->answer(found, request);
    if (faulty) {
      m_data->faults.after(request.path, response);
    }
    // The pattern, never the path: ids and check codes are nobody's business in a log.
    qCInfo(logPlatform, "%s %s %d", std::string(method).c_str(), std::string(found.route->pattern).c_str(),
           response.status);
    return response;
  } catch (const std::exception&) {  // a bug or no memory; its message could quote the request
    qCCritical(logPlatform, "a request ended with an exception");
    return statusResponse(500);
  }
}

std::uint64_t Platform::bodyLimit(const HttpHead& head, const HttpLimits& limits) {
  if (head.method == "PUT" && head.target.rfind("/v1/submissions/", 0) == 0) {
    return limits.partMax;
  }
  return head.method == "POST" ? limits.jsonMax : 0;
}

const Keys& Platform::keys() const {
  return m_data->keys;
}
Repository& Platform::repository() {
  return *m_data->repository;
}

}  // namespace xiaowu::platform
