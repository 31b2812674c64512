#pragma once
// Faces in one picture: where they are, how likely they are alive, and a vector to compare two of them. Deterministic: the same picture gives the same
// numbers. No picture is kept; forget() also overwrites what the nets hold of the last one.

#include "app/base/Image.h"
#include "app/base/Result.h"

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace xiaowu::vision {

struct Point {
  float x = 0;
  float y = 0;
};

struct Box {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
};

/// All coordinates in pixels of the picture that was searched; the box lies inside it.
struct Face {
  Box box;
  float score = 0;              ///< 0…1, the detector's
  std::array<Point, 5> points;  ///< the eye on the picture's left, the right one, tip of the nose, left and right corner of the mouth
};

/// A face as a vector of length 1. Personal data: overwritten when it dies.
struct Embedding {
  std::string model;  ///< vectors of different models are not comparable
  std::vector<float> values;

  Embedding() = default;
  Embedding(const Embedding&) = default;
  Embedding(Embedding&&) noexcept = default;
  Embedding& operator=(const Embedding& other);
  Embedding& operator=(Embedding&& other) noexcept;
  ~Embedding() { wipe(); }
  void wipe();
  [[nodiscard]] bool empty() const { return values.empty(); }
};

/// Cosine, -1…1; -1 when the two come from different models or one is empty.
[[nodiscard]] float similarity(const Embedding& a, const Embedding& b);

/// Used by one thread at a time; each thread that looks for faces loads its own.
class FaceEngine {
 public:
  static constexpr std::size_t kMaxFaces = 4;

  /// Loads the four nets named by the cards, checks each file's SHA-256 and runs each once. All or nothing: an error names the file and the reason
  /// (errors in ModelCard.h). Takes about 0.2 s.
  [[nodiscard]] static Result<std::unique_ptr<FaceEngine>> load(const std::filesystem::path& modelsFolder);
  [[nodiscard]] static Result<std::unique_ptr<FaceEngine>> load(const std::filesystem::path& modelsFolder, const std::filesystem::path& cardsFolder);
  ~FaceEngine();

  /// The largest kMaxFaces faces, largest first; empty when there is none.
  [[nodiscard]] Result<std::vector<Face>> detect(const Image& image);
  /// Probability 0…1 that the face is a living one, from visible light only: never ask it about a near-infrared picture.
  [[nodiscard]] Result<float> liveness(const Image& image, const Face& face);
  [[nodiscard]] Result<Embedding> embed(const Image& image, const Face& face);

  /// What the models' cards hold to be enough.
  [[nodiscard]] double livenessThreshold() const;
  [[nodiscard]] double similarityThreshold() const;
  /// "fr_detect.onnx 6c0256cc (MIT …)" per model, for the log at start.
  [[nodiscard]] std::vector<std::string> modelNames() const;

  /// Overwrites the nets' buffers by running each on an even grey picture.
  void forget();

 private:
  struct Nets;
  explicit FaceEngine(std::unique_ptr<Nets> nets);
  std::unique_ptr<Nets> m_nets;
};

}  // namespace xiaowu::vision
