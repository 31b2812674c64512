#include "tools/harness/Http.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace xiaowu::harness {
namespace {

constexpr int kWithinMs = 10'000;

HttpAnswer ask(const QString& url, const QByteArray* json) {
  QNetworkAccessManager network;
  QNetworkRequest request{QUrl(url)};
  request.setTransferTimeout(kWithinMs);
  request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
  auto* reply = json != nullptr ? network.post(request, *json) : network.get(request);
  QEventLoop loop;
  QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
  loop.exec();
  return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

}  // namespace

HttpAnswer httpGet(const QString& url) {
  return ask(url, nullptr);
}
HttpAnswer httpPost(const QString& url, const QByteArray& json) {
  return ask(url, &json);
}

}  // namespace xiaowu::harness
