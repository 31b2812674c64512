#pragma once
// The reference platform as a process: $XIAOWU_PLATFORM, else the one built beside this test. And what a
// kiosk files there.
#include "SyncFixture.h"
#include "core/base/Time.h"
#include "tests/support/Applicant.h"
#include "tests/support/Places.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>

#include <fstream>

namespace xiaowu::sync::test {

using Json = nlohmann::json;

inline QString program() {
  const auto chosen = qEnvironmentVariable("XIAOWU_PLATFORM");
  return chosen.isEmpty() ? QString::fromStdString(places::program("xiaowu-platform")) : chosen;
}

class RealPlatform {
 public:
  RealPlatform() {
    const auto folder = QString::fromStdString(data().string());
    REQUIRE(QProcess::execute(program(), {QStringLiteral("init"), QStringLiteral("--data"), folder}) == 0);
    enrol();
    begin(QStringLiteral("127.0.0.1:0"));
    std::ifstream file(data() / "public.json");
    m_public = Json::parse(file);
  }
  ~RealPlatform() { end(); }
  RealPlatform(const RealPlatform&) = delete;
  RealPlatform& operator=(const RealPlatform&) = delete;

  void enrol() {
    REQUIRE(tool({"enrol", "--kiosk", "kiosk-7", "--key", toBase64(kioskKey().publicKey()), "--area",
                  "430624"}) == 0);
  }
  /// A command of the program on this platform's folder; its exit code.
  int tool(const std::vector<std::string>& words) {
    QStringList arguments;
    for (const auto& word : words) {
      arguments.append(QString::fromStdString(word));
    }
    arguments.append({QStringLiteral("--data"), QString::fromStdString(data().string())});
    QProcess process;
    process.start(program(), arguments);
    REQUIRE(process.waitForFinished());
    m_told = process.readAllStandardOutput().toStdString();
    return process.exitCode();
  }
  /// What the last tool() printed.
  [[nodiscard]] const std::string& told() const { return m_told; }
  /// A folder beside the data, for backups.
  [[nodiscard]] std::string beside(const std::string& name) const {
    return (m_folder.path() / name).string();
  }
  [[nodiscard]] std::filesystem::path data() const { return m_folder.path() / "data"; }
  void backUp(const std::string& name) { REQUIRE(tool({"backup", "--to", beside(name)}) == 0); }
  /// Ends it, puts the backup back, starts it again at the same address.
  void restore(const std::string& name) {
    end();
    REQUIRE(tool({"restore", "--from", beside(name)}) == 0);
    begin(m_address);
  }
  void begin(const QString& address) {
    m_process.start(program(), {QStringLiteral("--data"), QString::fromStdString(data().string()),
                                QStringLiteral("--listen"), address, QStringLiteral("--faults")});
    REQUIRE(spinUntil([&] { return m_process.canReadLine(); }));
    m_address = QString::fromUtf8(m_process.readLine().trimmed().mid(10));
  }
  void end() {
    m_process.kill();
    m_process.waitForFinished();
  }
  void restart() {
    end();
    begin(m_address);
  }
  [[nodiscard]] std::string url() const { return "http://" + m_address.toStdString(); }
  [[nodiscard]] crypto::Key32 key(const char* name) const {
    return *crypto::keyFromBase64(m_public[name].get<std::string>());
  }
  [[nodiscard]] std::string keyId() const { return m_public["keyId"]; }
  void faults(const Json& faults) { (void)ask("POST", "/test/faults", faults.dump()); }
  /// A public page.
  [[nodiscard]] std::string page(const std::string& path) {
    QNetworkReply* reply = m_network.get(QNetworkRequest(QUrl(QString::fromStdString(url() + path))));
    REQUIRE(spinUntil([&] { return reply->isFinished(); }));
    reply->deleteLater();
    return reply->readAll().toStdString();
  }
  [[nodiscard]] Json state() { return Json::parse(ask("GET", "/test/state", {})); }

 private:
  std::string ask(const char* method, const char* path, const std::string& body) {
    QNetworkRequest request(QUrl(QString::fromStdString(url() + path)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    auto* reply = m_network.sendCustomRequest(request, method, QByteArray::fromStdString(body));
    REQUIRE(spinUntil([&] { return reply->isFinished(); }));
    CHECK(reply->error() == QNetworkReply::NoError);
    reply->deleteLater();
    return reply->readAll().toStdString();
  }

  TempFolder m_folder;  ///< the data, what a restore puts aside, and backups
  std::string m_told;
  QProcess m_process;
  QString m_address;
  Json m_public;
  QNetworkAccessManager m_network;
};

inline outbox::Submission filing(const RealPlatform& platform, const Uuid& id, WallTime at,
                                 const std::string& service) {
  const auto time = rfc3339(at);
  const Json document{
      {"version", 1},
      {"caseId", id.text()},
      {"service", service},
      {"createdAt", time},
      {"applicant", xiaowu::test::applicant()},
      {"answers", Json::array()},
      {"materials",
       {{{"code", "register"},
         {"documentType", "户口簿"},
         {"outcome", "good"},
         {"reasons", Json::array()},
         {"trust", "C"},
         {"parts", {2}}}}},
      {"signature", {{"part", 1}, {"contentSha256", std::string(64, 'a')}, {"signedAt", time}}},
      {"identity", {{"level", "L2"}, {"way", "face"}, {"score", 0.83}}}};
  const auto key = crypto::ContentKey::random();
  const auto page = "\xff\xd8\xff\xe0" + std::string(300'000, 'p');
  outbox::Submission made{id, service, platform.keyId(), key.sealTo(platform.key("sealingKey")), {}, at};
  made.sealedParts = {key.sealPart(id, 0, viewOf(document.dump())),
                      key.sealPart(id, 1, viewOf("\x89PNG\r\n\x1a\n signature")),
                      key.sealPart(id, 2, viewOf(page))};
  return made;
}

}  // namespace xiaowu::sync::test
