#pragma once
// Faces in one picture: where they are, how likely they are alive, and a vector to compare two of them.
// Deterministic: the same picture gives the same numbers. No picture is kept; forget() also overwrites what
// the nets hold of the last one.

#include "core/image/Image.h"
#include "core/base/Result.h"
#include "recognition/face/models/FaceMesh.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::face {

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
  float score = 0;  ///< 0…1, the detector's
  /// The eye on the picture's left, the right one, tip of the nose, left and right corner of the mouth.
  std::array<Point, 5> points;
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

/// The face with its five points averaged with those of its mesh: the two nets err in different ways, and
/// faces align better (docs/vision.md).
[[nodiscard]] Face steadied(const Face& face, const FaceMesh& mesh);

/// Quick looks at the face once; Thorough also at its mirror image and averages the two vectors, which lowers
/// false matches and costs as much again. Vectors of both kinds can be compared with each other.
enum class Care { Quick, Thorough };

/// What a vector is compared with. A chip's photo is coarse (ChipPhoto.h): its own vector is the average over
/// colour and grey, that of the face compared with it the average over the sharp and the softened picture,
/// each twice the cost. All looks give vectors that can be compared.
enum class Look { Plain, ChipPhoto, AgainstChipPhoto };

/// Used by one thread at a time; each thread that looks for faces loads its own.
class FaceEngine {
 public:
  static constexpr std::size_t kMaxFaces = 4;

  /// Chooses a net for each role (ModelSelector.h says in which order), checks its bytes and that it
  /// computes, and logs what was refused and why. An error names every candidate and its reason (errors in
  /// ModelCard.h). Only the mesh may be missing: everything else works without it, and meshMissing() says
  /// why. Takes about 0.4 s.
  [[nodiscard]] static Result<std::unique_ptr<FaceEngine>> load(const std::filesystem::path& modelsFolder);
  [[nodiscard]] static Result<std::unique_ptr<FaceEngine>> load(const std::filesystem::path& modelsFolder,
                                                                const std::filesystem::path& cardsFolder);
  ~FaceEngine();

  /// The largest kMaxFaces faces, largest first; empty when there is none.
  [[nodiscard]] Result<std::vector<Face>> detect(const Image& image);
  /// The face's points with depth; works on near-infrared pictures as well. Fails with the reason in
  /// meshMissing() when this engine has no mesh.
  [[nodiscard]] Result<FaceMesh> mesh(const Image& image, const Face& face);
  /// Why there is no mesh net (not in the models folder, damaged, refused); nothing when there is one.
  /// Whoever needs the mesh must not decide without it.
  [[nodiscard]] const std::optional<Error>& meshMissing() const;
  /// Probability 0…1 that the face is a living one, from visible light only: never ask it about a
  /// near-infrared picture.
  [[nodiscard]] Result<float> liveness(const Image& image, const Face& face);
  [[nodiscard]] Result<Embedding> embed(const Image& image, const Face& face, Care care = Care::Quick,
                                        Look look = Look::Plain);

  /// What the models' cards hold to be enough.
  [[nodiscard]] double livenessThreshold() const;
  [[nodiscard]] double similarityThreshold() const;
  /// Similarity, when one of the two is a chip photo (ChipPhoto.h).
  [[nodiscard]] double chipThreshold() const;
  [[nodiscard]] double presenceThreshold() const;  ///< of a mesh; 1 without one
  /// "fr_detect.onnx 6c0256cc (MIT …)" per model, for the log at start.
  [[nodiscard]] std::vector<std::string> modelNames() const;
  /// Cards and models that were not taken, with their names and reasons; others took their place.
  [[nodiscard]] const std::vector<Error>& refusals() const;

  /// Overwrites the nets' buffers by running each on an even grey picture.
  void forget();

 private:
  struct Nets;
  explicit FaceEngine(std::unique_ptr<Nets> nets);
  std::unique_ptr<Nets> m_nets;
};

}  // namespace xiaowu::face
