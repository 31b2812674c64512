#pragma once
// The card of one model: everything that differs between two nets of the same role, so that a site swaps a model without code. Read once at start.

#include "app/base/Result.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace xiaowu::vision {

namespace errors {
inline constexpr std::string_view kModelCard = "vision.model-card";        ///< a card is missing or wrong
inline constexpr std::string_view kModelMissing = "vision.model-missing";  ///< the model file is not there
inline constexpr std::string_view kModelDamaged = "vision.model-damaged";  ///< it is there, but not the reviewed file (SHA-256)
inline constexpr std::string_view kModelRefused = "vision.model-refused";  ///< the reviewed file does not load or does not compute as its card says
inline constexpr std::string_view kPicture = "vision.picture";             ///< a picture without pixels, or with the wrong number of them
inline constexpr std::string_view kNet = "vision.net";                     ///< a net failed on a picture
}  // namespace errors

enum class Channels { Bgr, Rgb, Grey };
enum class Crop { Whole, Box, Aligned };

struct ModelCard {
  std::string role;     ///< "detect", "landmark", "feature" or "liveness"
  std::string file;     ///< name inside the models folder
  std::string sha256;   ///< 64 lower-case hexadecimal digits
  std::string licence;  ///< as far as it is known
  std::string inputName;
  int width = 0;   ///< pixels
  int height = 0;  ///< pixels
  Channels channels = Channels::Bgr;
  std::array<double, 3> mean{};  ///< taken from 0…255 values, in the order of `channels`
  double scale = 1;              ///< applied after the mean
  Crop crop = Crop::Whole;
  double cropScale = 1;  ///< the face box grown about its centre
  std::vector<std::string> outputs;
  std::vector<std::array<float, 2>> alignment;  ///< where the five points belong in the input; for Crop::Aligned
  int liveIndex = 0;                            ///< which class of a liveness net is "live"
  double threshold = 0;                         ///< at least this is a face, alive, the same person
  double overlap = 0.4;                         ///< two boxes of a detector that overlap more are one face
  std::string distance = "cosine";
};

/// Folder of the cards: $XIAOWU_MODEL_CARDS, else the one the build was made from.
[[nodiscard]] std::filesystem::path modelCardsFolder();

/// Reads `<folder>/<role>.json`; every value is checked for type and range. Fails with errors::kModelCard, naming file and reason.
[[nodiscard]] Result<ModelCard> readModelCard(const std::filesystem::path& folder, const std::string& role);

}  // namespace xiaowu::vision
