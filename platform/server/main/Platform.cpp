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

struct Platform::Data {
  Data(const Clock& c, Loaded l, const PlatformOptions& options)
      : clock(c),
        data(options.data),
        faultsOn(options.faults),
        loaded(std::move(l)),
        authenticator(clock, loaded.repository->kiosks(), loaded.keys.operatorToken),
        services({clock, loaded.contract, loaded.keys, loaded.records, loaded.items, loaded.pages,
                  *loaded.repository, *loaded.comparisons, faults, data}),
        routes(services.routes(faultsOn)) {}
  ~Data() { loaded.comparisons.reset(); }  // first: its jobs use the rest
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  [[nodiscard]] HttpResponse answer(const Found& found, const HttpRequest& request);
  [[nodiscard]] HttpResponse answerKiosk(const ForKiosks& operation, const Found& found, const Call& call);
  void sign(const HttpRequest& request, HttpResponse& response) const;
  void signTo(const std::string& requestSignature, HttpResponse& response) const;
  /// A refusal, or nothing.
  [[nodiscard]] std::optional<HttpResponse> broken(const Route& route, const HttpRequest& request) const;

  const Clock& clock;
  const std::filesystem::path data;
  const bool faultsOn;
  Faults faults;
  Loaded loaded;
  Authenticator authenticator;
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

HttpResponse Platform::Data::answerKiosk(const ForKiosks& operation, const Found& found, const Call& call) {
  auto kiosk = authenticator.kiosk(call.request);
  if (!kiosk) {
    return std::move(kiosk.error());
  }
  if (auto refused = broken(*found.route, call.request)) {
    return std::move(*refused);
  }
  return operation.answer(call, *kiosk);
}

HttpResponse Platform::Data::answer(const Found& found, const HttpRequest& request) {
  const Call call{request, found.parameters};
  const auto& operation = found.route->operation;
  if (const auto* forKiosks = std::get_if<ForKiosks>(&operation)) {
    return answerKiosk(*forKiosks, found, call);
  }
  if (std::holds_alternative<ForOperators>(operation) && !authenticator.isOperator(request)) {
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
void Platform::Data::sign(const HttpRequest& request, HttpResponse& response) const {
  std::string asked(request.head.field("xiaowu-signature"));
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
  return std::unique_ptr<Platform>(new Platform(std::make_unique<Data>(clock, std::move(*loaded), options)));
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
  return storage::writeDurably(m_data->data / "public.json", viewOf(text.dump(2) + "\n"), kFileCodes);
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
  m_data->sign(request, response);
  return response;
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

std::uint64_t Platform::bodyLimit(const HttpHead& head, const HttpLimits& limits) {
  if (head.method == "PUT" && head.target.rfind("/v1/submissions/", 0) == 0) {
    return limits.partMax;
  }
  return head.method == "POST" ? limits.jsonMax : 0;
}

const Keys& Platform::keys() const {
  return m_data->loaded.keys;
}
Repository& Platform::repository() {
  return *m_data->loaded.repository;
}

}  // namespace xiaowu::platform
