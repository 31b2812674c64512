// Prints meshes.json for the camera simulator: 468 points per sample person, as whole numbers of `unit`
// pixels of the portrait.

#include "core/base/DeliveredFiles.h"
#include "recognition/face/models/FaceEngine.h"
#include "drivers/camera/simulator/Portraits.h"

#include <cmath>
#include <cstdio>

namespace {

using namespace xiaowu;

constexpr double kUnit = 0.1;

Result<face::FaceMesh> meshOf(face::FaceEngine& engine, const std::string& person) {
  const auto picture = simulator::loadPortraitPicture(simulator::facesFolder(), person);
  if (!picture) {
    return fail(picture.error());
  }
  const auto faces = engine.detect(*picture);
  if (!faces) {
    return fail(faces.error());
  }
  if (faces->empty()) {
    return fail(simulator::errors::kMesh, Fault::Bug, "no face found");
  }
  return engine.mesh(*picture, faces->front());
}

void printNumbers(const face::FaceMesh& mesh) {
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
  auto engine = face::FaceEngine::load(fetchedModels());
  if (!engine) {
    std::fprintf(stderr, "xiaowu_simulator_meshes: %s\n", describe(engine.error()).c_str());
    return 1;
  }
  std::printf(
      "{\"note\": \"x, y, z of the 468 landmarks of each portrait of faces.json, in units of pixels of the "
      "simulator's portrait; made by xiaowu_simulator_meshes\",\n");
  std::printf("\"unit\": %g,\n\"persons\": {", kUnit);
  bool isFirst = true;
  for (const auto& portrait : simulator::portraitPersons()) {
    const auto mesh = meshOf(**engine, portrait);
    if (!mesh) {
      std::fprintf(stderr, "xiaowu_simulator_meshes: %s: %s\n", portrait.c_str(),
                   describe(mesh.error()).c_str());
      return 1;
    }
    std::printf("%s\n\"%s\": [", std::exchange(isFirst, false) ? "" : ",", portrait.c_str());
    printNumbers(*mesh);
    std::printf("]");
  }
  std::printf("\n}}\n");
  return 0;
}
