#include "tools/harness/KioskProcess.h"

#include "core/base/DeliveredFiles.h"
#include "tools/harness/Errors.h"
#include "ui/simulator/Orders.h"

#include <QJsonDocument>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>

namespace xiaowu::harness {
namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock;

constexpr std::chrono::seconds kStartWithin{30};
constexpr milliseconds kLookAgain{100};  ///< when nothing was announced: some states change without a step

int left(Time::time_point deadline) {
  return static_cast<int>(
      std::max<std::int64_t>(0, std::chrono::duration_cast<milliseconds>(deadline - Time::now()).count()));
}

}  // namespace

Result<std::unique_ptr<KioskProcess>> KioskProcess::start(const Workspace& workspace,
                                                          const KioskStart& options) {
  std::unique_ptr<KioskProcess> kiosk(new KioskProcess);
  auto& process = kiosk->m_process;
  process.setProcessChannelMode(QProcess::ForwardedChannels);
  process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
  auto environment = QProcessEnvironment::systemEnvironment();
  if (options.offscreen) {
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
  }
  // What simulators keep of a sheet goes with the run, also where the kiosk is killed.
  environment.insert(QStringLiteral("TMPDIR"), QString::fromStdString(workspace.temporary().string()));
  process.setProcessEnvironment(environment);
  const auto socket = QString::fromStdString(workspace.controlSocket().string());
  QStringList arguments{
      QStringLiteral("--config"),         QString::fromStdString(workspace.siteFile().string()),
      QStringLiteral("--control"),        socket,
      QStringLiteral("--simulator-time"), QString::number(options.simulatorTime)};
  if (options.panel) {
    arguments << QStringLiteral("--panel");
  }
  for (const auto& delay : options.delays) {
    arguments << QStringLiteral("--delay") << delay;
  }
  if (!options.stopAt.isEmpty()) {
    arguments << QStringLiteral("--stop-at") << options.stopAt;
  }
  process.start(QString::fromStdString(programBeside("xiaowu-kiosk").string()), arguments);
  const auto deadline = Time::now() + kStartWithin;
  while (left(deadline) > 0) {
    kiosk->m_socket.connectToServer(socket);
    if (kiosk->m_socket.waitForConnected(left(deadline))) {
      return kiosk;
    }
    // The socket appears when the kiosk is ready; a process that has ended will not make one.
    if (process.waitForFinished(static_cast<int>(kLookAgain.count()))) {
      return fail(errors::kKiosk, Fault::Bug, "the kiosk has ended");
    }
  }
  return fail(errors::kKiosk, Fault::Bug, "the kiosk has opened no control socket");
}

KioskProcess::~KioskProcess() {
  if (running() && !stop()) {
    kill();
  }
}

bool KioskProcess::stop() {
  m_process.terminate();
  return m_process.waitForFinished(15'000) && m_process.exitStatus() == QProcess::NormalExit;
}

void KioskProcess::kill() {
  m_process.kill();
  m_process.waitForFinished();
}

bool KioskProcess::waitForEnd(milliseconds within) {
  return m_process.state() == QProcess::NotRunning ||
         m_process.waitForFinished(static_cast<int>(within.count()));
}

bool KioskProcess::readMore(Time::time_point deadline) {
  while (!m_socket.canReadLine()) {
    if (!m_socket.waitForReadyRead(left(deadline))) {
      return false;
    }
  }
  while (m_socket.canReadLine()) {
    const auto message = QJsonDocument::fromJson(m_socket.readLine()).object();
    if (message.contains(QStringLiteral("event"))) {
      m_announced = true;
      ++m_events[message[QStringLiteral("name")].toString()];
    } else {
      m_answers.push_back(message);
    }
  }
  return true;
}

Result<QJsonObject> KioskProcess::receive(qint64 id, Time::time_point deadline) {
  while (true) {
    const auto found = std::find_if(m_answers.begin(), m_answers.end(), [id](const auto& each) {
      return each[QStringLiteral("id")].toInteger() == id;
    });
    if (found != m_answers.end()) {
      const auto answer = *found;
      m_answers.erase(found);
      if (answer[QStringLiteral("ok")].toBool()) {
        return answer[QStringLiteral("result")].toObject();
      }
      const auto error = answer[QStringLiteral("error")].toObject();
      return fail(error[QStringLiteral("code")].toString().toStdString(), Fault::Bug,
                  error[QStringLiteral("detail")].toString().toStdString());
    }
    if (!readMore(deadline)) {
      return fail(errors::kNoAnswer, Fault::Bug,
                  m_socket.state() == QLocalSocket::ConnectedState ? "the kiosk did not answer in time"
                                                                   : "the kiosk is gone");
    }
  }
}

Result<QJsonObject> KioskProcess::command(const QString& name, const QJsonObject& arguments,
                                          milliseconds within) {
  const QJsonObject request{{QStringLiteral("id"), ++m_lastId},
                            {QStringLiteral("command"), name},
                            {QStringLiteral("arguments"), arguments}};
  m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
  m_socket.flush();
  auto answer = receive(m_lastId, Time::now() + within);
  if (!answer) {
    return fail(withContext(
        answer.error(),
        name.toStdString() + " " + QJsonDocument(arguments).toJson(QJsonDocument::Compact).toStdString()));
  }
  return answer;
}

Result<QJsonObject> KioskProcess::waitForStatus(const std::function<bool(const QJsonObject&)>& wanted,
                                                const QString& what, milliseconds within) {
  const auto deadline = Time::now() + within;
  while (true) {
    m_announced = false;
    auto status = command(QStringLiteral("status"));
    if (!status || wanted(*status)) {
      return status;
    }
    if (left(deadline) == 0) {
      return fail(errors::kWaited, Fault::Bug,
                  "for " + what.toStdString() + "; it is " +
                      QJsonDocument(*status).toJson(QJsonDocument::Compact).toStdString());
    }
    if (!m_announced) {
      (void)readMore(std::min(deadline, Time::now() + kLookAgain));
    }
  }
}

Result<void> KioskProcess::waitForStep(const QString& wanted, milliseconds within) {
  const auto status = waitForStatus(
      [&](const QJsonObject& each) { return each[QStringLiteral("step")].toString() == wanted; },
      QStringLiteral("step ") + wanted, within);
  return status ? Result<void>{} : fail(status.error());
}

Result<void> KioskProcess::waitForEvent(const QString& name, int before, milliseconds within) {
  const auto deadline = Time::now() + within;
  while (events(name) <= before) {
    if (!readMore(deadline)) {
      return fail(errors::kWaited, Fault::Bug,
                  "for the event " + name.toStdString() + "; the kiosk is at " + step().toStdString());
    }
  }
  return {};
}

Result<void> KioskProcess::tap(const QString& name, milliseconds within) {
  const auto deadline = Time::now() + within;
  const QJsonObject target{{QStringLiteral("name"), name},
                           {QStringLiteral("timeoutMs"), static_cast<qint64>(within.count())}};
  const auto there = command(QStringLiteral("ui.wait"), target, within + std::chrono::seconds{5});
  if (!there) {
    return fail(there.error());
  }
  while (true) {
    const auto tapped = command(QStringLiteral("ui.tap"), {{QStringLiteral("name"), name}});
    if (tapped) {
      return {};
    }
    // What has just appeared may lie over its neighbour until the next frame puts them in order.
    if (tapped.error().code != panel::errors::kCovered || left(deadline) == 0) {
      return fail(tapped.error());
    }
    (void)readMore(std::min(deadline, Time::now() + kLookAgain));
  }
}

Result<void> KioskProcess::type(const QString& digits) {
  const auto typed = command(QStringLiteral("ui.type"), {{QStringLiteral("keys"), digits}});
  return typed ? Result<void>{} : fail(typed.error());
}

QString KioskProcess::step() {
  const auto status = command(QStringLiteral("status"));
  return status ? (*status)[QStringLiteral("step")].toString() : QString();
}

}  // namespace xiaowu::harness
