#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"

#include <nlohmann/json.hpp>

#include <QEventLoop>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kAnswerWithin = 10;
constexpr int kAnswerWithinMost = 120;
constexpr qint64 kAnswerMax = 64 * 1024;  ///< bytes
constexpr std::size_t kCodeMax = 32;      ///< characters, as the contract says

/// https, or plain http to this machine only: an answer that anybody on the way could write proves nothing.
Result<QUrl> platformUrl(const std::string& text) {
  QUrl url(QString::fromStdString(text), QUrl::StrictMode);
  const bool local = url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
  const bool usable = url.isValid() && !url.host().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
                      url.userInfo().isEmpty();
  if (!usable ||
      (url.scheme() != QLatin1String("https") && !(url.scheme() == QLatin1String("http") && local))) {
    return usageError("the platform's address must be https://… (http:// only to this machine)");
  }
  return url;
}

bool isCode(const std::string& text) {
  return !text.empty() && text.size() <= kCodeMax && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ' || c == '-';
  });
}

tl::unexpected<Error> unreachable(std::string detail) {
  return fail(errors::kPlatformUnreachable, Fault::ServiceUnavailable, std::move(detail));
}
tl::unexpected<Error> badAnswer(std::string detail) {
  return fail(errors::kPlatformAnswer, Fault::ServiceUnavailable, std::move(detail));
}

Result<QByteArray> fetch(const QUrl& url, std::chrono::seconds within) {
  QNetworkAccessManager manager;
  manager.setProxy(QNetworkProxy::NoProxy);
  QNetworkRequest request(url);
  request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
  const std::unique_ptr<QNetworkReply> reply(manager.get(request));
  QEventLoop loop;
  QTimer limit;
  bool late = false;
  bool large = false;
  QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
  QObject::connect(&limit, &QTimer::timeout, &loop, [&] {
    late = true;
    reply->abort();
  });
  QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &loop, [&](qint64 received, qint64) {
    if (received <= kAnswerMax || large) {
      return;
    }
    large = true;
    reply->abort();
  });
  limit.setSingleShot(true);
  limit.start(within);
  if (!reply->isFinished()) {
    loop.exec();
  }
  const auto place = url.host().toStdString() + ":" +
                     std::to_string(url.port(url.scheme() == QLatin1String("https") ? 443 : 80));
  if (late) {
    return unreachable(place + " did not answer within " + std::to_string(within.count()) + " s");
  }
  if (large) {
    return badAnswer(place + " sends more than an answer is long");
  }
  const auto status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  if (status == 0) {
    return unreachable(place + ": " + reply->errorString().toStdString());
  }
  if (status != 200) {
    return badAnswer(place + " answers with HTTP status " + std::to_string(status));
  }
  return reply->readAll();
}

/// The answer's known fields, its `result` under the name `verdict`.
Result<Json> verification(const QByteArray& body) {
  const auto answer = Json::parse(body.begin(), body.end(), nullptr, false);
  const auto textAt = [&](const char* key) {
    return answer.is_object() && answer.contains(key) && answer[key].is_string()
               ? answer[key].get<std::string>()
               : std::string{};
  };
  const auto verdict = textAt("result");
  if (verdict != "valid" && verdict != "notPrinted" && verdict != "void" && verdict != "unknown") {
    return badAnswer("this is not a platform's verification answer");
  }
  Json line{{"code", textAt("code")}, {"verdict", verdict}};
  for (const char* key : {"title", "holderMasked", "issuedAt", "printedAt", "sealMark"}) {
    if (const auto text = textAt(key); !text.empty()) {
      line[key] = text;
    }
  }
  // After a restore the platform may not know what it issued: "unknown" is then no plain no.
  if (const auto gap = answer.find("mayLack"); gap != answer.end() && gap->is_object()) {
    line["mayLack"] = *gap;
  }
  if (answer.contains("sheets") && answer["sheets"].is_number_integer()) {
    line["sheets"] = answer["sheets"];
  }
  return line;
}

Result<Exit> runVerifyCode(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {"--platform", "--within"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  if (arguments->values.size() != 1 || !isCode(arguments->values.front())) {
    return usageError("one CODE is needed: 16 letters and digits, with or without hyphens");
  }
  const auto within = secondsOf(*arguments, "--within", kAnswerWithin, kAnswerWithinMost);
  if (!within) {
    return fail(within.error());
  }
  const char* environment = std::getenv("XIAOWU_PLATFORM_URL");
  const auto address = arguments->option("--platform").value_or(environment == nullptr ? "" : environment);
  if (address.empty()) {
    return usageError("--platform URL is needed, or XIAOWU_PLATFORM_URL in the environment");
  }
  auto url = platformUrl(address);
  if (!url) {
    return fail(url.error());
  }
  auto path = url->path();
  while (path.endsWith(QLatin1Char('/'))) {
    path.chop(1);
  }
  auto code = QString::fromStdString(arguments->values.front());
  code.remove(QLatin1Char(' '));  // people type groups of four; the platform forgives missing hyphens
  url->setPath(path + QStringLiteral("/v1/verify/") + code);

  const auto body = fetch(*url, std::chrono::seconds(*within));
  if (!body) {
    return fail(body.error());
  }
  const auto line = verification(*body);
  if (!line) {
    return fail(line.error());
  }
  io.out << line->dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  return (*line)["verdict"] == "valid" ? kDone : kFailed;
}

}  // namespace

const Command kVerifyCode{
    "verify-code", "asks the platform whether a printed proof is genuine",
    "Usage: xiaowu-tool verify-code CODE [--platform URL] [--within SECONDS]\n\n"
    "  CODE              the check code under the proof's QR code; lower case and missing hyphens are "
    "forgiven\n"
    "  --platform URL    https://…, or http:// to this machine; otherwise XIAOWU_PLATFORM_URL of the "
    "environment\n"
    "  --within SECONDS  limit of the whole question, 1 to 120; otherwise 10\n\n"
    "Prints {\"code\", \"verdict\": \"valid|notPrinted|void|unknown\", …}; exit status 0 only when valid.\n",
    runVerifyCode};

}  // namespace xiaowu::cli
