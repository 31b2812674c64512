#pragma once
// One face followed through the pictures of one camera: the detector looks every few pictures and whenever
// the mesh is in doubt, in between the mesh alone carries the face on. Holds the last mesh and box, no
// picture.

#include "recognition/face/models/FaceEngine.h"
#include "recognition/face/geometry/internal/FaceShape.h"

#include <optional>
#include <vector>

namespace xiaowu::face {

class FaceTrack {
 public:
  /// The detector looks at least at every `detectEvery`th picture.
  FaceTrack(FaceEngine& engine, int detectEvery) : m_engine(engine), m_detectEvery(detectEvery) {}

  /// Whether there is a face. `expected`: the face nearest to this box is followed instead of the largest.
  /// Fails when a net does.
  [[nodiscard]] Result<bool> look(const Image& image, bool mustDetect,
                                  const std::optional<Box>& expected = std::nullopt);

  /// All that the detector saw if it looked this time, else the followed face alone. Largest first.
  [[nodiscard]] const std::vector<Face>& faces() const { return m_faces; }
  /// The followed face; its points are the mesh's. Only after look() found one.
  [[nodiscard]] const Face& face() const { return m_face; }
  [[nodiscard]] const FaceMesh& mesh() const { return m_mesh; }
  [[nodiscard]] const FaceShape& shape() const { return m_shape; }
  /// Whether the detector looked at the last picture.
  [[nodiscard]] bool isDetected() const { return m_sinceDetection == 0; }
  /// Whether this face is where the last picture's was, of about its size. False for the first.
  [[nodiscard]] bool isContinuous() const { return m_isContinuous; }

  /// Forgets and overwrites the face.
  void lose();

 private:
  [[nodiscard]] Result<bool> carryOn(const Image& image);
  [[nodiscard]] Result<bool> detect(const Image& image, const std::optional<Box>& expected);
  void take(Face face, FaceMesh mesh, const FaceShape& shape);

  FaceEngine& m_engine;
  int m_detectEvery;
  int m_sinceDetection = 0;
  bool m_isHeld = false;
  bool m_isContinuous = false;
  std::vector<Face> m_faces;
  Face m_face;
  FaceMesh m_mesh;
  FaceShape m_shape;
};

}  // namespace xiaowu::face
