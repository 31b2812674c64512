#pragma once
// What is particular to one site: kiosk-config/site.toml. Every value is checked; a wrong one is an error
// that names file, key and reason.

#include "core/base/Result.h"
#include "core/crypto/Sealing.h"
#include "drivers/registry/DeviceRegistry.h"
#include "recognition/face/liveness/FaceCheck.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace xiaowu::site {

namespace errors {
inline constexpr std::string_view kWrongConfig = "site.wrong-config";
}

enum class FaceComparedBy { Kiosk, Platform };

/// [face]: all optional. A limit is refused when it is looser than the table of fusion; against the models'
/// cards FaceCheck's limitsFault() holds it.
struct FaceSite {
  std::filesystem::path calibration;  ///< what camera-calibrate wrote
  std::string photoDecoder;  ///< path of a plug-in library, "simulator:", or empty: photos cannot be decoded
  face::FusionLimits limits;
  face::ChallengePolicy challenge = face::ChallengePolicy::Doubt;
};

/// [help]: whom a resident can reach, all optional.
struct HelpDesk {
  std::string phone;          ///< to be called; empty: none
  int waitMinutes = 0;        ///< how long it usually takes until somebody comes; 0: not known
  std::string opens, closes;  ///< "HH:MM"; both empty: not known
  bool onWeekends = false;
};

struct SiteConfig {
  std::string kioskId;
  std::string name;      ///< as on the cabin's door
  std::string areaCode;  ///< six digits
  int screenWidth = 1080;
  int screenHeight = 1920;
  bool fullscreen = true;
  double pxPerMm = 3.2;
  std::string platformUrl;
  std::string caFile;
  std::string publicUrl;               ///< where residents open case pages; the platform's URL when empty
  crypto::Key32 platformSigningKey{};  ///< pinned
  crypto::Key32 platformSealingKey{};
  std::string platformSealingKeyId;
  std::filesystem::path dataFolder;    ///< outbox and kiosk key
  std::filesystem::path configFolder;  ///< services/ and documents/; what was delivered when not configured
  std::filesystem::path modelsFolder;  ///< likewise
  std::vector<drivers::DeviceRow> devices;  ///< checked, in the order of the file
  std::set<std::string> staffCards;  ///< ids (crypto::staffCardId) of the cards whose holders may verify
                                     ///< residents by eye; empty: nobody
  HelpDesk help;
  int copyDays = 7;         ///< so long delivered applications are kept sealed after their receipt
  int copyDaysAtMost = 30;  ///< and so long while the platform has not said that they are backed up
  FaceComparedBy faceComparedBy = FaceComparedBy::Kiosk;  ///< as configured
  FaceSite face;

  /// A kiosk that decodes chip photos itself compares them itself, whatever is configured: nothing is sent
  /// that need not be.
  [[nodiscard]] bool facesComparedOnPlatform() const {
    return faceComparedBy == FaceComparedBy::Platform && face.photoDecoder.empty();
  }
};

/// Relative paths are taken from the file's folder. The rows of [devices] must be of the registry's classes.
[[nodiscard]] Result<SiteConfig> loadSiteConfig(const std::filesystem::path& file,
                                                const drivers::DeviceRegistry& registry);
[[nodiscard]] Result<SiteConfig> parseSiteConfig(std::string_view text, const std::filesystem::path& file,
                                                 const drivers::DeviceRegistry& registry);

}  // namespace xiaowu::site
