// Prints meshes.json for the camera twin: 468 points per sample person, as whole numbers of `unit` pixels of
// his portrait.

#include "app/vision/FaceEngine.h"
#include "drivers/virtual/camera/Portraits.h"

#include <cmath>
#include <cstdio>

namespace {

using namespace xiaowu;

constexpr double kUnit = 0.1;

Result<vision::FaceMesh> meshOf(vision::FaceEngine& engine, const std::string& person) {
  const auto picture = virtualdevices::loadPortraitPicture(virtualdevices::facesFolder(), person);
  if (!picture) {
    return fail(picture.error());
  }
  const auto faces = engine.detect(*picture);
  if (!faces) {
    return fail(faces.error());
  }
  if (faces->empty()) {
    return fail("twin.mesh", Fault::Bug, "no face found");
  }
  return engine.mesh(*picture, faces->front());
}

void printNumbers(const vision::FaceMesh& mesh) {
  std::size_t count = 0;
  for (const auto& point : mesh.points) {
    const auto whole = [](float value) { return static_cast<int>(std::lround(value / kUnit)); };
    std::printf("%s%s%d,%d,%d", count == 0 ? "" : ",", count % 12 == 0 ? "\n" : "", whole(point.x),
                whole(point.y), whole(point.z));
    ++count;
  }
}

}  // namespace

int main() {
  auto engine = vision::FaceEngine::load(XIAOWU_MODELS_DIR);
  if (!engine) {
    std::fprintf(stderr, "xiaowu_twin_meshes: %s\n", describe(engine.error()).c_str());
    return 1;
  }
  std::printf(
      "{\"note\": \"x, y, z of the 468 landmarks of each portrait of faces.json, in units of pixels of the "
      "twin's portrait; made by xiaowu_twin_meshes\",\n");
  std::printf("\"unit\": %g,\n\"persons\": {", kUnit);
  bool isFirst = true;
  for (const auto& portrait : virtualdevices::portraitPersons()) {
    const auto mesh = meshOf(**engine, portrait);
    if (!mesh) {
      std::fprintf(stderr, "xiaowu_twin_meshes: %s: %s\n", portrait.c_str(), describe(mesh.error()).c_str());
      return 1;
    }
    std::printf("%s\n\"%s\": [", std::exchange(isFirst, false) ? "" : ",", portrait.c_str());
    printNumbers(*mesh);
    std::printf("]");
  }
  std::printf("\n}}\n");
  return 0;
}
