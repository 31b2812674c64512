#pragma once
// The card of one model, a JSON sidecar: everything that differs between two nets of the same role, so that a
// site swaps a model without code. Read once at start. A card comes from outside the program, so every value
// is checked for type and range.

#include "core/base/Result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::face {

namespace errors {
inline constexpr std::string_view kModelCard = "vision.model-card";        ///< a card is missing or wrong
inline constexpr std::string_view kModelMissing = "vision.model-missing";  ///< the model file is not there
/// It is there, but not the reviewed file (SHA-256, size).
inline constexpr std::string_view kModelDamaged = "vision.model-damaged";
/// The right file does not load or does not compute as its card says.
inline constexpr std::string_view kModelRefused = "vision.model-refused";
/// A picture without pixels, or with the wrong number of them.
inline constexpr std::string_view kPicture = "vision.picture";
inline constexpr std::string_view kNet = "vision.net";  ///< a net failed on a picture
}  // namespace errors

/// A card's longest text; a file that is longer is no card.
inline constexpr std::size_t kCardBytesMax = 64 * 1024;

enum class Channels { Bgr, Rgb, Grey };
/// What of the picture becomes the input: all of it stretched; all of it fitted into the top left corner; the
/// face's box; a square about the face turned until the eyes are level; or the face laid on a template.
enum class Crop { Whole, Fitted, Box, Turned, Aligned };
/// What a detector's outputs mean. Corners: boxes as two corners, shares of the input, and scores (column 1
/// is "face"). YuNet: the twelve outputs of libfacedetection's YuNet of 2023, which also hold the five
/// points.
enum class Layout { Corners, YuNet };

struct ModelCard {
  std::string name;  ///< of the card's file
  std::string role;  ///< "detect", "landmark", "mesh", "feature" or "liveness"
  /// Name inside the models folder; one "*" stands for any text (a family, such as OpenCV Zoo's versions).
  std::string file;
  /// 64 lower-case hexadecimal digits; empty only in a family's card. After loading: of the file that was
  /// loaded.
  std::string sha256;
  std::string licence;                   ///< as far as it is known
  std::array<std::uint64_t, 2> bytes{};  ///< of a family's files, least and most
  std::string inputName;
  int width = 0;   ///< pixels
  int height = 0;  ///< pixels
  Channels channels = Channels::Bgr;
  std::array<double, 3> mean{};  ///< taken from 0…255 values, in the order of `channels`
  double scale = 1;              ///< applied after the mean
  Crop crop = Crop::Whole;
  double cropScale = 1;  ///< the face box grown about its centre
  Layout layout = Layout::Corners;
  std::vector<std::string> outputs;
  /// Where the five points belong in the input; for Crop::Aligned.
  std::vector<std::array<float, 2>> alignment;
  int liveIndex = 0;     ///< which class of a liveness net is "live"
  double threshold = 0;  ///< at least this is a face, alive, the same person
  /// The same for the photo of an ID card's chip (ChipPhoto.h); `threshold` unless the card states one.
  double chipThreshold = 0;
  std::array<double, 2> knownScore{0, 1};  ///< what a liveness net says of the drawn face lies within
  double overlap = 0.4;                    ///< two boxes of a detector that overlap more are one face
  std::string distance = "cosine";

  [[nodiscard]] bool isFamily() const { return file.find('*') != std::string::npos; }
};

/// "fr_feature.onnx 87aacdfe57510db2 bgr aligned …": the same for two nets only if their vectors can be
/// compared.
[[nodiscard]] std::string modelId(const ModelCard& card);

/// Folder of the shipped cards: $XIAOWU_MODEL_CARDS, else those that were delivered.
[[nodiscard]] std::filesystem::path modelCardsFolder();

/// `name` is for the messages. Fails with errors::kModelCard, naming card and reason; never throws, whatever
/// the text is.
[[nodiscard]] Result<ModelCard> parseModelCard(std::string_view text, const std::string& name);
/// Reads one card file of at most kCardBytesMax.
[[nodiscard]] Result<ModelCard> readModelCard(const std::filesystem::path& file);
/// `<folder>/<role>.json`, which must be of that role.
[[nodiscard]] Result<ModelCard> readModelCard(const std::filesystem::path& folder, const std::string& role);

}  // namespace xiaowu::face
