#pragma once
// A private folder (0700) for one run: the platform's data, the kiosk's data, sockets. Removed with its
// owner, and only if its owner made it; also when the whole program is interrupted or killed: papers and
// proofs lie in it.

#include "core/base/Result.h"
#include "core/crypto/Signing.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class QProcess;

namespace xiaowu::harness {

class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
  [[nodiscard]] std::filesystem::path platformData() const { return m_folder / "platform"; }
  [[nodiscard]] std::filesystem::path kioskData() const { return m_folder / "kiosk"; }
  [[nodiscard]] std::filesystem::path temporary() const { return m_folder / "tmp"; }  ///< of the kiosk
  [[nodiscard]] std::filesystem::path siteFile() const { return m_folder / "site.toml"; }
  [[nodiscard]] std::filesystem::path controlSocket() const { return m_folder / "control"; }

 private:
  std::filesystem::path m_folder;
  std::unique_ptr<QProcess> m_remover;  ///< outlives a killed program
};

struct SiteOptions {
  std::string platformUrl;
  int width = 1080;
  int height = 1920;
  bool fullscreen = false;
  bool fingerprint = false;  ///< a fingerprint simulator is fitted
  /// Of a printer that is not the kiosk's child: "ipp://127.0.0.1:PORT/ipp/print"; empty: a simulator's.
  std::string printerAddress = {};
  /// Ids of persons whose simulator cards are in the site's staff list.
  std::vector<std::string> staffPersons = {};
  /// The platform draws no approval for people to look at: what it answers is then certain.
  bool noSamples = false;
};

inline constexpr const char* kKioskId = "K430624-001";

/// Makes the kiosk's data folder, as a technician does (xiaowu-tool kiosk-key), and gives the key's public
/// half, for enrolment.
[[nodiscard]] Result<std::string> makeKioskKey(const Workspace& workspace);

/// Writes site.toml with simulators for all hardware, pinned to the platform whose public.json lies in the
/// workspace.
[[nodiscard]] Result<void> writeSite(const Workspace& workspace, const SiteOptions& options);

/// A copy of the service items in the workspace whose approvals are never sampled, for the platform.
[[nodiscard]] Result<std::filesystem::path> servicesWithoutSamples(const Workspace& workspace);

}  // namespace xiaowu::harness
