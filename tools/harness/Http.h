#pragma once
// One HTTP request, waited for; for the harness's own questions to the platform.

#include <QByteArray>
#include <QString>

namespace xiaowu::harness {

struct HttpAnswer {
  int status = 0;  ///< 0: nobody answered within 10 s
  QByteArray body;
};

[[nodiscard]] HttpAnswer httpGet(const QString& url);
[[nodiscard]] HttpAnswer httpPost(const QString& url, const QByteArray& json);

}  // namespace xiaowu::harness
