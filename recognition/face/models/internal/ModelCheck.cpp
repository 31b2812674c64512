#include "recognition/face/models/internal/ModelCheck.h"

#include "recognition/face/models/internal/FaceBoxes.h"
#include "recognition/face/models/internal/FaceOutputs.h"
#include "recognition/face/models/internal/ModelTestImage.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace xiaowu::face {
namespace {

// Where things are in the drawn face (ModelTestImage.h), pixels.
constexpr Box kDrawnBox{46, 38, 100, 132};
constexpr std::array<Point, 5> kDrawnPoints{{{73, 92}, {119, 92}, {96, 121}, {76, 142}, {116, 142}}};
constexpr double kPointAway = 14;  ///< pixels: 0.3 of the drawn eyes' distance; our nets are within 7
constexpr double kSharedArea = 0.4;
constexpr int kRoomWidth = 640;
constexpr int kRoomHeight = 480;
constexpr std::size_t kVectorLeast = 64;
/// By which the drawn face is more like its mirror image than like even grey.
constexpr float kGreyMargin = 0.1F;

/// The drawn face in the middle of a grey room, as a camera would give it.
cv::Mat room() {
  cv::Mat picture(kRoomHeight, kRoomWidth, CV_8UC3, cv::Scalar::all(128));
  const auto face = modelTestImage();
  face.copyTo(
      picture(cv::Rect((kRoomWidth - face.cols) / 2, (kRoomHeight - face.rows) / 2, face.cols, face.rows)));
  return picture;
}

Box inRoom(const Box& box) {
  const auto face = modelTestImage();
  return {box.x + static_cast<float>(kRoomWidth - face.cols) / 2,
          box.y + static_cast<float>(kRoomHeight - face.rows) / 2, box.width, box.height};
}

double sharedArea(const Box& a, const Box& b) {
  const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) {
    return 0;
  }
  return width * height / (a.width * a.height + b.width * b.height - width * height);
}

bool onDrawnPoints(const std::array<Point, 5>& points, float shiftX, float shiftY) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!(std::hypot(points[i].x - shiftX - kDrawnPoints[i].x, points[i].y - shiftY - kDrawnPoints[i].y) <=
          kPointAway)) {
      return false;
    }
  }
  return true;
}

/// Whether the shapes are those the role needs; what comes out later is indexed without further checks.
bool shapeFits(const ModelCard& card, const ModelNet::Outputs& outputs) {
  if (card.role == "detect") {
    return boxesFit(card, outputs);
  }
  if (card.role == "landmark") {
    return outputs[0].size() == kLandmarkValues;
  }
  if (card.role == "mesh") {
    return outputs[0].size() == 3 * FaceMesh::kPoints && outputs[1].size() == 1;
  }
  if (card.role == "feature") {
    return outputs[0].size() >= kVectorLeast;
  }
  return outputs[0].size() > static_cast<std::size_t>(card.liveIndex) && outputs[0].size() >= 2;
}

// Each of these says what is wrong, or nothing.

std::string detectorProblem(ModelNet& net) {
  const auto& card = net.card();
  // A drawing is no photo: half the threshold is enough for it.
  const auto faces = facesOf(net.run(room()), card, kRoomWidth, kRoomHeight, card.threshold / 2);
  if (faces.empty()) {
    return "does not find the drawn face";
  }
  const auto wanted = inRoom(kDrawnBox);
  if (faces.size() > 1 || sharedArea(faces[0].box, wanted) < kSharedArea) {
    return "finds the drawn face at a wrong place";
  }
  if (hasPoints(card) && !onDrawnPoints(faces[0].points, wanted.x - kDrawnBox.x, wanted.y - kDrawnBox.y)) {
    return "its points do not lie on the drawn face";
  }
  const cv::Mat grey(kRoomHeight, kRoomWidth, CV_8UC3, cv::Scalar::all(128));
  return facesOf(net.run(grey), card, kRoomWidth, kRoomHeight, card.threshold).empty()
             ? ""
             : "finds a face on an even grey picture";
}

std::string landmarkProblem(ModelNet& net) {
  const auto values = net.run(cropOf(modelTestImage(), kDrawnBox, net.card().cropScale))[0];
  return onDrawnPoints(fivePoints(values, kDrawnBox), 0, 0) ? "" : "its points do not lie on the drawn face";
}

std::string meshProblem(ModelNet& net, const ModelNet::Outputs& blank) {
  const auto turned = turnedFace({kDrawnBox, 1, kDrawnPoints}, net.card());
  const auto outputs = net.run(cropOf(modelTestImage(), turned, net.card()));
  const auto mesh = meshOf(outputs, turned);
  if (!(mesh.presence >= net.card().threshold) || !(mesh.presence <= 1)) {
    return "does not find the drawn face";
  }
  if (!(blank[1][0] < net.card().threshold)) {
    return "finds a face on an even grey picture";
  }
  if (!onDrawnPoints(fivePoints(mesh), 0, 0)) {
    return "its points do not lie on the drawn face";
  }
  return mesh.points[4].z < std::min(mesh.points[33].z, mesh.points[263].z)
             ? ""
             : "its nose does not point to the camera";
}

std::string featureProblem(ModelNet& net, const ModelNet::Outputs& blank) {
  const auto face = alignedFace(modelTestImage(), kDrawnPoints, net.card());
  cv::Mat mirrored;
  cv::flip(face, mirrored, 1);
  auto grey = blank[0];
  auto first = net.run(face)[0];
  auto second = net.run(mirrored)[0];
  if (!makeUnit(first) || !makeUnit(second) || !makeUnit(grey)) {
    return "gives a vector without length";
  }
  const auto likeness = [](const auto& a, const auto& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F);
  };
  const float same = likeness(first, second);
  if (!(same >= static_cast<float>(net.card().threshold))) {
    return "does not know the drawn face in a mirror";
  }
  return likeness(first, grey) < same - kGreyMargin ? "" : "cannot distinguish the drawn face from even grey";
}

std::string livenessProblem(ModelNet& net) {
  const auto& card = net.card();
  const auto live = liveShare(net.run(cropOf(room(), inRoom(kDrawnBox), card.cropScale))[0], card.liveIndex);
  if (!live) {
    return "gives numbers that are not finite";
  }
  const bool isWithin =
      *live >= static_cast<float>(card.knownScore[0]) && *live <= static_cast<float>(card.knownScore[1]);
  return isWithin ? "" : "calls the drawn face " + std::to_string(*live) + " alive, its card says otherwise";
}

std::string problemOf(ModelNet& net, const ModelNet::Outputs& blank) {
  const auto& role = net.card().role;
  if (!shapeFits(net.card(), blank)) {
    return "its output has not the shape of a " + role + " net";
  }
  if (!allFinite(blank)) {
    return "gives numbers that are not finite";
  }
  if (role == "detect") {
    return detectorProblem(net);
  }
  if (role == "landmark") {
    return landmarkProblem(net);
  }
  if (role == "mesh") {
    return meshProblem(net, blank);
  }
  return role == "feature" ? featureProblem(net, blank) : livenessProblem(net);
}

}  // namespace

Result<void> checkModel(ModelNet& net) {
  const auto blank = net.runBlank();
  if (!blank) {
    return fail(blank.error());
  }
  std::string problem;
  try {
    problem = problemOf(net, *blank);
  } catch (const std::exception& error) {
    problem = std::string("does not compute: ") + error.what();
    problem.resize(std::min<std::size_t>(problem.size(), 300));
    std::replace(problem.begin(), problem.end(), '\n', ' ');
  }
  if (problem.empty()) {
    return {};
  }
  return fail(errors::kModelRefused, Fault::ServiceUnavailable, net.card().file + ": " + problem);
}

}  // namespace xiaowu::face
