#include "VisionFixture.h"

#include "recognition/face/models/internal/ModelTestImage.h"
#include "recognition/face/models/internal/ModelNet.h"
#include "tests/support/Places.h"

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include <QTemporaryDir>

#include <cmath>
#include <fstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using namespace xiaowu::face;
namespace fs = std::filesystem;

TEST_CASE("the converted mesh computes in OpenCV what its origin computed in TensorFlow.js") {
  if (!haveModels()) {
    return;
  }
  std::ifstream stream(places::source() / "packaging/setup/facemesh_golden.json");
  const auto golden = nlohmann::json::parse(stream);
  const auto net = ModelNet::load(places::models(), readModelCard(modelCardsFolder(), "mesh").value());
  REQUIRE(net);
  const auto outputs = (*net)->run(modelTestImage());
  REQUIRE(outputs.size() == 2);
  REQUIRE(outputs[0].size() == 3 * FaceMesh::kPoints);
  double away = 0;
  for (std::size_t i = 0; i < outputs[0].size(); ++i) {
    away = std::max(away, std::abs(outputs[0][i] - golden["mesh"][i].get<double>()));
  }
  INFO("largest difference in pixels: " << away);
  CHECK(away < 0.02);
  CHECK(outputs[1][0] == Approx(golden["faceflag"][0].get<double>()).margin(1e-4));
}

TEST_CASE("the mesh lies on the face, agrees with the five points and turns with the face") {
  if (!haveModels()) {
    return;
  }
  const auto frame = frameOf(sceneOf("li-wei"), simulator::CameraStream::Rgb, 0).image;
  const auto face = engine().detect(frame).value().at(0);
  REQUIRE_FALSE(engine().meshMissing());
  auto mesh = engine().mesh(frame, face).value();
  REQUIRE(mesh.points.size() == FaceMesh::kPoints);
  CHECK(mesh.presence > 0.9F);
  const double eyes = std::hypot(face.points[1].x - face.points[0].x, face.points[1].y - face.points[0].y);
  const auto away = [&](const MeshPoint& a, const Point& b) {
    return std::hypot(a.x - b.x, a.y - b.y) / eyes;
  };
  const auto middle = [&](std::size_t a, std::size_t b) {
    return MeshPoint{(mesh.points[a].x + mesh.points[b].x) / 2, (mesh.points[a].y + mesh.points[b].y) / 2, 0};
  };
  CHECK(away(middle(33, 133), face.points[0]) < 0.15);
  CHECK(away(middle(362, 263), face.points[1]) < 0.15);
  CHECK(away(mesh.points[61], face.points[3]) < 0.2);
  CHECK(away(mesh.points[291], face.points[4]) < 0.2);
  // The nose is nearer to the camera than the eyes' outer corners, by about half an eye distance.
  CHECK(mesh.points[4].z < mesh.points[33].z - 0.2 * eyes);
  CHECK(mesh.points[4].z < mesh.points[263].z - 0.2 * eyes);

  const float* memory = &mesh.points.data()->x;
  mesh.wipe();
  CHECK(mesh.empty());
  CHECK(std::all_of(memory, memory + 3 * FaceMesh::kPoints, [](float value) { return value == 0; }));
}

TEST_CASE("without its mesh the engine works, and says what is missing and why") {
  if (!haveModels()) {
    return;
  }
  QTemporaryDir folder;
  const fs::path models = folder.path().toStdString();
  for (const auto& entry : fs::directory_iterator(places::models())) {
    if (entry.path().filename() != "facemesh.onnx") {
      fs::create_symlink(entry.path(), models / entry.path().filename());
    }
  }
  std::string_view code = face::errors::kModelMissing;
  SECTION("missing") {}
  SECTION("cut short") {
    std::ofstream(models / "facemesh.onnx") << "version https://git-lfs.github.com/spec/v1\n";
    code = face::errors::kModelDamaged;
  }
  const auto loaded = FaceEngine::load(models);
  REQUIRE(loaded);
  REQUIRE((*loaded)->meshMissing());
  CHECK((*loaded)->meshMissing()->code == code);
  CHECK((*loaded)->meshMissing()->detail.find("facemesh.onnx") != std::string::npos);
  const auto frame = frameOf(sceneOf("li-wei"), simulator::CameraStream::Rgb, 0).image;
  const auto faces = (*loaded)->detect(frame).value();
  REQUIRE(faces.size() == 1);
  CHECK((*loaded)->mesh(frame, faces[0]).error().code == code);
}

TEST_CASE("a mesh is asked about a picture or face that is none") {
  if (!haveModels()) {
    return;
  }
  CHECK(engine().mesh({}, {}).error().code == face::errors::kPicture);
  const auto frame = Image::of(64, 48, PixelFormat::Bgr8, Bytes(64 * 48 * 3, 90));
  const auto outside = engine().mesh(frame, {{500, 500, 30, 30}, 1, {}});
  REQUIRE(outside);
  CHECK(outside->presence < 0.5F);
}
