#pragma once
// A person as the simulator's cameras need it: the look in visible light and in near infrared, and the
// distance of each part. The depth is that of the face's own mesh (468 points of the MediaPipe topology),
// continued over the head's sides, neck and shoulders to the wall behind. Pure functions; OpenCV's errors
// come as exceptions.

#include "core/image/Image.h"
#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace xiaowu::simulator {

namespace errors {
inline constexpr std::string_view kFaces = "simulator.faces";  ///< the portraits cannot be used
inline constexpr std::string_view kMesh = "simulator.mesh";    ///< a mesh is missing or wrong
}  // namespace errors

/// One of the 468 points in pixels of the picture; z on the same scale, smaller is nearer.
struct MeshPoint {
  float x = 0;
  float y = 0;
  float z = 0;
};

/// A person given by the caller: one picture that a camera took, looking about straight ahead.
struct PersonPicture {
  Image picture;  ///< BGR
  std::vector<MeshPoint> mesh;
  double eyeDistance = 63;  ///< millimetres between the centres of the eyes
};

/// Numbers over a portrait, one for each kStep × kStep pixels.
struct Grid {
  int width = 0;
  int height = 0;
  std::vector<float> values;

  [[nodiscard]] float at(int column, int row) const {
    return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(column)];
  }
};

struct FaceBox {
  double left = 0;
  double top = 0;
  double width = 0;
  double height = 0;
};

/// A picture larger than a frame by a margin on each side, so that the person can move, and be seen from the
/// other camera, without showing an edge.
struct Portrait {
  static constexpr int kMargin = 80;
  static constexpr int kWidth = 640 + 2 * kMargin;
  static constexpr int kHeight = 480 + 2 * kMargin;
  static constexpr int kFaceWidth = 175;  ///< pixels, of a sample person's face in the portrait
  static constexpr int kStep = 4;

  Image picture;     ///< BGR, the person and what is behind
  Image nir;         ///< grey: the same by the light of the near-infrared LEDs
  Image background;  ///< BGR, without the person
  Image nirBackground;
  Image alpha;                  ///< grey, 255 where the person is; soft edge
  Grid depth;                   ///< millimetres from the visible camera, at rest
  Grid headWeight;              ///< 1 where the head's turning moves the picture, 0 where it does not
  Grid bodyWeight;              ///< likewise for the body's swaying
  std::vector<MeshPoint> mesh;  ///< in pixels of the portrait; z 0 at the eyes
  FaceBox face;
  double eyePixels = 0;  ///< between the centres of the eyes
  double distance = 0;   ///< millimetres to the eyes
};

/// Where the two eyes' centres are in a mesh.
struct EyeCentres {
  MeshPoint left;  ///< on the picture's left
  MeshPoint right;
  [[nodiscard]] double distance() const;
};
[[nodiscard]] EyeCentres eyesOf(const std::vector<MeshPoint>& mesh);

/// The folder packaging/setup/models.sh fills: $XIAOWU_FACES_DIR, else what was delivered.
[[nodiscard]] std::filesystem::path facesFolder();

/// One of the invented persons. The meshes of their pictures are data (meshes.json, made by
/// xiaowu_simulator_meshes).
[[nodiscard]] Result<Portrait> loadPortrait(const std::filesystem::path& facesFolder,
                                            const std::string& personId);
/// The picture from which loadPortrait() makes an invented person, for the tool that finds the mesh. Pixels
/// of the portrait.
[[nodiscard]] Result<Image> loadPortraitPicture(const std::filesystem::path& facesFolder,
                                                const std::string& personId);
[[nodiscard]] std::vector<std::string> portraitPersons();
/// Fails with simulator.mesh unless the mesh has 468 finite points and lies inside the picture with eyes 20
/// pixels apart.
[[nodiscard]] Result<Portrait> makePortrait(const PersonPicture& person);
/// 102×126, see personPhoto().
[[nodiscard]] Result<Image> loadIdPhoto(const std::filesystem::path& facesFolder,
                                        const std::string& personId);

/// Fills depth, weights, alpha and the near-infrared pictures from picture, background, mesh, face, eyePixels
/// and distance.
void addRelief(Portrait& portrait, double backgroundDistance);
void addNirLook(Portrait& portrait);

}  // namespace xiaowu::simulator
