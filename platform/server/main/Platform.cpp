#include "platform/server/main/Platform.h"

#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/crypto/SignedAnswer.h"
#include "core/storage/DurableFile.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/fleet/Authenticator.h"
#include "platform/server/http/Responses.h"
#include "platform/server/http/Router.h"
#include "platform/server/main/Loaded.h"
#include "platform/server/main/Services.h"
#include "platform/server/storage/StorageErrors.h"

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <algorithm>

namespace xiaowu::platform {

namespace {

constexpr std::chrono::hours kTemporaryAge{1};
constexpr std::uint64_t kPublicFileMax = 64 * 1024;  // bytes

}  // namespace

struct Platform::Data {
  Data(const Clock& c, Loaded l, const PlatformOptions& options)
      : clock(c),
        data(options.data),
        faultsOn(options.faults),
        loaded(std::move(l)),
        limits(options.limits),
        rates(options.rates),
        authenticator(clock, loaded.repository->kiosks(), loaded.keys.operatorToken),
        limiter(clock),
        services({clock, loaded.contract, loaded.keys, loaded.records, loaded.items, loaded.pages,
                  *loaded.repository, *loaded.comparisons, faults, data, options.ages}),
        routes(services.routes(faultsOn)) {}
  ~Data() { loaded.comparisons.reset(); }  // first: its jobs use the rest
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  [[nodiscard]] Admission admit(const HttpHead& head);
  [[nodiscard]] Admission admitKiosk(const ForKiosks& operation, const HttpHead& head);
  [[nodiscard]] std::optional<HttpResponse> tooMany(const ForKiosks& operation, const std::string& kioskId);
  [[nodiscard]] HttpResponse answer(const Found& found, const HttpRequest& request);
  [[nodiscard]] HttpResponse answerKiosk(const ForKiosks& operation, const Found& found, const Call& call);
  void sign(const HttpHead& head, HttpResponse& response) const;
  void signTo(const std::string& requestSignature, HttpResponse& response) const;
  /// A refusal, or nothing.
  [[nodiscard]] std::optional<HttpResponse> broken(const Route& route, const HttpRequest& request) const;

  const Clock& clock;
  const std::filesystem::path data;
  const bool faultsOn;
  Faults faults;
  Loaded loaded;
  const HttpLimits limits;
  const KioskRates rates;
  Authenticator authenticator;
  RateLimiter limiter;
  Services services;
  const std::vector<Route> routes;
};

std::optional<HttpResponse> Platform::Data::broken(const Route& route, const HttpRequest& request) const {
  if (route.isPage) {
    return std::nullopt;
  }
  const auto checked = loaded.contract.checkRequest(route.method, request.path, request.body);
  if (checked) {
    return std::nullopt;
  }
  qCInfo(logPlatform, "refused by the contract: %s", checked.error().detail.c_str());
  return statusResponse(400);
}

// Everything that the head can decide: path, method, sender, quotas, and how long a body may be.
Admission Platform::Data::admit(const HttpHead& head) {
  const std::string_view method = head.method == "HEAD" ? std::string_view("GET") : head.method;
  const auto found =
      findRoute(routes, method, std::string_view(head.target).substr(0, head.target.find('?')));
  Admission admission;
  if (found.route == nullptr) {
    admission.refusal = statusResponse(found.methods.empty() ? 404 : 405);
    admission.refusal->allow = joinMethods(found.methods);
    return admission;
  }
  if (const auto* forKiosks = std::get_if<ForKiosks>(&found.route->operation)) {
    admission = admitKiosk(*forKiosks, head);
    if (admission.refusal) {
      qCInfo(logPlatform, "%s %s %d", std::string(method).c_str(), std::string(found.route->pattern).c_str(),
             admission.refusal->status);
    }
  }
  if (method != "GET" && !admission.refusal && admission.bodyMax == 0) {
    admission.bodyMax = limits.jsonMax;
  }
  return admission;
}

Admission Platform::Data::admitKiosk(const ForKiosks& operation, const HttpHead& head) {
  Admission admission;
  auto sender = authenticator.sender(head);
  if (!sender) {
    admission.refusal = std::move(sender.error());
    return admission;
  }
  admission.sender = sender->kiosk.kioskId;
  if (operation.takesParts && !hasRoomForParts(data)) {
    admission.refusal = storageRefusal();
    return admission;
  }
  admission.refusal = tooMany(operation, admission.sender);
  admission.bodySha256 = std::move(sender->bodySha256);
  admission.bodyToFile = operation.takesParts;
  admission.bodyMax = operation.takesParts ? limits.partMax : 0;
  return admission;
}

std::optional<HttpResponse> Platform::Data::tooMany(const ForKiosks& operation, const std::string& kioskId) {
  auto wait = limiter.take(kioskId, "requests", rates.requests);
  if (!wait && operation.asksOfPersons) {
    wait = limiter.take(kioskId, "persons", rates.persons);
  }
  if (!wait && operation.asksOfPersons) {
    wait = limiter.take(kioskId, "persons a day", rates.personsADay);
  }
  return wait ? std::optional(tooManyResponse(*wait)) : std::nullopt;
}

HttpResponse Platform::Data::answerKiosk(const ForKiosks& operation, const Found& found, const Call& call) {
  if (call.request.sender.empty()) {
    return errorResponse(401, domain::contract::kSignature, "the request is not signed");
  }
  const auto kiosk = loaded.repository->kiosks().find(call.request.sender);
  if (!kiosk) {
    return storageRefusal();
  }
  if (!*kiosk) {
    return errorResponse(401, domain::contract::kSignature, "unknown kiosk");
  }
  if (auto refused = broken(*found.route, call.request)) {
    return std::move(*refused);
  }
  return operation.answer(call, **kiosk);
}

HttpResponse Platform::Data::answer(const Found& found, const HttpRequest& request) {
  const Call call{request, found.parameters};
  const auto& operation = found.route->operation;
  if (const auto* forKiosks = std::get_if<ForKiosks>(&operation)) {
    return answerKiosk(*forKiosks, found, call);
  }
  if (std::holds_alternative<ForOperators>(operation) && !authenticator.isOperator(request.head)) {
    return errorResponse(401, domain::contract::kOperator, "for operators");
  }
  if (auto refused = broken(*found.route, request)) {
    return std::move(*refused);
  }
  if (const auto* forOperators = std::get_if<ForOperators>(&operation)) {
    return forOperators->answer(call);
  }
  if (const auto* forTests = std::get_if<ForTests>(&operation)) {
    return forTests->answer(call);
  }
  return std::get<ForAnybody>(operation).answer(call);
}

// Also refusals are signed: without that, a proxy's 401 or 409 could not be told from the platform's.
void Platform::Data::sign(const HttpHead& head, HttpResponse& response) const {
  std::string asked(head.field("xiaowu-signature"));
  if (!crypto::isSignatureText(asked)) {
    return;
  }
  if (!response.later) {
    return signTo(asked, response);
  }
  response.later = [this, asked = std::move(asked), later = std::move(response.later)](auto done) {
    later([this, asked, done = std::move(done)](HttpResponse answer) {
      signTo(asked, answer);
      done(std::move(answer));
    });
  };
}

void Platform::Data::signTo(const std::string& requestSignature, HttpResponse& response) const {
  response.time = rfc3339(clock.wall());
  response.signature = crypto::signAnswer(loaded.keys.signer,
                                          {response.status, response.time, requestSignature, response.body});
}

Platform::Platform(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Platform::~Platform() = default;

Result<std::unique_ptr<Platform>> Platform::open(const PlatformOptions& options, const Clock& clock) {
  std::error_code problem;
  std::filesystem::create_directories(options.data, problem);
  if (problem || ::chmod(options.data.c_str(), 0700) != 0) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "data folder");
  }
  auto loaded = Loaded::open(options);
  if (!loaded) {
    return fail(loaded.error());
  }
  auto made = std::make_unique<Data>(clock, std::move(*loaded), options);
  // Of power cuts. Beside this process another one may be writing (enrolling): what is old is nobody's.
  const int swept = made->services.parts.removeTemporaries(kTemporaryAge) +
                    storage::removeTemporaries(options.data, kTemporaryAge) +
                    storage::removeTemporaries(options.data / "keys", kTemporaryAge);
  if (swept > 0) {
    qCInfo(logPlatform, "%d half-written files were removed", swept);
  }
  return std::unique_ptr<Platform>(new Platform(std::move(made)));
}

Result<void> Platform::setPublicUrl(const std::string& url) {
  const bool fit = (url.rfind("http://", 0) == 0 || url.rfind("https://", 0) == 0) && url.size() <= 200 &&
                   url.find_first_of(" \"<>\n") == std::string::npos;
  if (!fit) {
    return fail(errors::kPublicUrl, Fault::AttendantNeeded, "must be http:// or https://");
  }
  const auto base = url.back() == '/' ? url.substr(0, url.size() - 1) : url;
  m_data->services.records.setPublicUrl(base);
  const nlohmann::ordered_json text{{"signingKey", toBase64(keys().signer.publicKey())},
                                    {"sealingKey", toBase64(keys().opening.publicKey)},
                                    {"keyId", keys().keyId},
                                    {"publicUrl", base}};
  // A full disk does not keep the platform from starting, and the same as before is not written again.
  const auto file = m_data->data / "public.json";
  const auto content = text.dump(2) + "\n";
  const auto before = storage::readWhole(file, kPublicFileMax, kFileCodes);
  if (before && textOf(*before) == content) {
    return {};
  }
  if (const auto written = storage::writeDurably(file, viewOf(content), kFileCodes); !written) {
    qCWarning(logPlatform, "public.json is not up to date: %s", written.error().detail.c_str());
  }
  return {};
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
  return repository().kiosks().enrol(
      {kioskId, publicKey, areaCode, toUnixMicros(m_data->clock.wall()), mayCompareFaces});
}

HttpResponse Platform::handle(const HttpRequest& request) {
  auto response = route(request);
  m_data->sign(request.head, response);
  return response;
}

void Platform::complete(const HttpHead& head, HttpResponse& response) const {
  m_data->sign(head, response);
}

std::filesystem::path Platform::arrivals() const {
  return m_data->services.parts.arrivals();
}

Admission Platform::admit(const HttpHead& head) {
  Admission admission;
  try {
    admission = m_data->admit(head);
  } catch (const std::exception&) {
    qCCritical(logPlatform, "an admission ended with an exception");
    admission.refusal = statusResponse(500);
  }
  if (admission.refusal) {
    m_data->sign(head, *admission.refusal);
  }
  return admission;
}

HttpResponse Platform::route(const HttpRequest& request) {
  try {
    const std::string_view method =
        request.head.method == "HEAD" ? std::string_view("GET") : std::string_view(request.head.method);
    const auto found = findRoute(m_data->routes, method, request.path);
    if (found.route == nullptr) {
      auto response = statusResponse(found.methods.empty() ? 404 : 405);
      response.allow = joinMethods(found.methods);
      return response;
    }
    const bool faulty = m_data->faultsOn && !std::holds_alternative<ForTests>(found.route->operation);
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

Upkeep& Platform::upkeep() {
  return m_data->services.upkeep;
}
const Keys& Platform::keys() const {
  return m_data->loaded.keys;
}
Repository& Platform::repository() {
  return *m_data->loaded.repository;
}

}  // namespace xiaowu::platform
