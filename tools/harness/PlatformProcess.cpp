#include "tools/harness/PlatformProcess.h"

#include "core/base/DeliveredFiles.h"
#include "tools/harness/Errors.h"
#include "tools/harness/Http.h"

#include <QJsonDocument>
#include <QUrl>

#include <csignal>
#include <sys/prctl.h>

namespace xiaowu::harness {
namespace {

constexpr int kStartWithinMs = 20'000;

QString pathOf(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}

/// A new platform in its folder; one that is there stays.
Result<void> make(const Workspace& workspace) {
  if (std::filesystem::exists(workspace.platformData() / "platform.sqlite")) {
    return {};
  }
  QProcess process;
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.start(pathOf(programBeside("xiaowu-platform")),
                {QStringLiteral("init"), QStringLiteral("--data"), pathOf(workspace.platformData())});
  if (!process.waitForFinished(kStartWithinMs) || process.exitCode() != 0) {
    return fail(errors::kPlatform, Fault::Bug, "the platform could not be made");
  }
  return {};
}

Result<void> enrol(const Workspace& workspace, const std::string& publicKey) {
  QProcess process;
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.start(pathOf(programBeside("xiaowu-platform")),
                {QStringLiteral("enrol"), QStringLiteral("--data"), pathOf(workspace.platformData()),
                 QStringLiteral("--kiosk"), QString::fromLatin1(kKioskId), QStringLiteral("--key"),
                 QString::fromStdString(publicKey), QStringLiteral("--area"), QStringLiteral("430624")});
  if (!process.waitForFinished(kStartWithinMs) || process.exitCode() != 0) {
    return fail(errors::kPlatform, Fault::Bug, "the kiosk could not be enrolled");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<PlatformProcess>> PlatformProcess::start(const Workspace& workspace,
                                                                const std::string& kioskPublicKey, int port,
                                                                const std::filesystem::path& services) {
  if (const auto made = make(workspace); !made) {
    return fail(made.error());
  }
  if (!kioskPublicKey.empty()) {
    if (const auto enrolled = enrol(workspace, kioskPublicKey); !enrolled) {
      return fail(enrolled.error());
    }
  }
  std::unique_ptr<PlatformProcess> platform(new PlatformProcess);
  auto& process = platform->m_process;
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });  // never outlives the run
  QStringList options{QStringLiteral("--data"),    pathOf(workspace.platformData()),
                      QStringLiteral("--listen"),  QStringLiteral("127.0.0.1:%1").arg(port),
                      QStringLiteral("--threads"), QStringLiteral("2"),
                      QStringLiteral("--faults")};
  if (!services.empty()) {
    options << QStringLiteral("--services") << pathOf(services);
  }
  process.start(pathOf(programBeside("xiaowu-platform")), options);
  while (!process.canReadLine()) {
    if (!process.waitForReadyRead(kStartWithinMs)) {
      return fail(errors::kPlatform, Fault::Bug, "the platform did not start");
    }
  }
  const auto line = QString::fromUtf8(process.readLine()).trimmed();
  if (!line.startsWith(QStringLiteral("listening "))) {
    return fail(errors::kPlatform, Fault::Bug, line.toStdString());
  }
  platform->m_url = QStringLiteral("http://") + line.mid(10);
  return platform;
}

PlatformProcess::~PlatformProcess() {
  m_process.terminate();
  if (!m_process.waitForFinished(5'000)) {
    kill();
  }
}

void PlatformProcess::kill() {
  m_process.kill();
  m_process.waitForFinished();
}

int PlatformProcess::port() const {
  return QUrl(m_url).port();
}

QJsonObject PlatformProcess::state() const {
  return QJsonDocument::fromJson(httpGet(m_url + QStringLiteral("/test/state")).body).object();
}

bool PlatformProcess::fault(const QJsonObject& fault) const {
  const auto status =
      httpPost(m_url + QStringLiteral("/test/faults"), QJsonDocument(fault).toJson(QJsonDocument::Compact))
          .status;
  return status >= 200 && status < 300;
}

}  // namespace xiaowu::harness
