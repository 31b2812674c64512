#pragma once
// The reference platform as a process of its own, with the simulators' records and with faults allowed.

#include "tools/harness/Workspace.h"

#include <QJsonObject>
#include <QProcess>

namespace xiaowu::harness {

class PlatformProcess {
 public:
  /// `port` 0: a free one. Enrols the kiosk when its public key is given. `services`: the folder of items,
  /// when it is not the source's own.
  [[nodiscard]] static Result<std::unique_ptr<PlatformProcess>> start(
      const Workspace& workspace, const std::string& kioskPublicKey, int port = 0,
      const std::filesystem::path& services = {});
  ~PlatformProcess();
  PlatformProcess(const PlatformProcess&) = delete;
  PlatformProcess& operator=(const PlatformProcess&) = delete;

  [[nodiscard]] QString url() const { return m_url; }
  [[nodiscard]] int port() const;
  /// GET /test/state.
  [[nodiscard]] QJsonObject state() const;
  /// POST /test/faults.
  [[nodiscard]] bool fault(const QJsonObject& fault) const;
  void kill();

 private:
  PlatformProcess() = default;
  QProcess m_process;
  QString m_url;
};

}  // namespace xiaowu::harness
