#include "SecondView.h"

#include "recognition/face/geometry/internal/FaceShape.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace xiaowu::testing {
namespace {

/// The mesh's depth at every pixel, in the mesh's unit, spread over the picture around the face.
cv::Mat reliefOf(cv::Size size, const face::FaceMesh& mesh) {
  cv::Subdiv2D triangles(cv::Rect(-size.width, -size.height, 3 * size.width, 3 * size.height));
  std::vector<int> ids(mesh.points.size());
  std::vector<std::pair<int, float>> depths;
  float farthest = -1e9F;
  for (std::size_t i = 0; i < mesh.points.size(); ++i) {
    const int id = triangles.insert(cv::Point2f(mesh.points[i].x, mesh.points[i].y));
    depths.emplace_back(id, mesh.points[i].z);
    farthest = std::max(farthest, mesh.points[i].z);
  }
  const auto depthAt = [&](int id) {
    for (const auto& [known, z] : depths) {
      if (known == id) {
        return z;
      }
    }
    return farthest;
  };
  cv::Mat relief(size, CV_32F, cv::Scalar(farthest));
  std::vector<int> leading;
  triangles.getLeadingEdgeList(leading);
  for (const int edge : leading) {
    cv::Point2f corner[3];
    float z[3];
    int at = edge;
    bool isInside = true;
    for (int i = 0; i < 3; ++i, at = triangles.getEdge(at, cv::Subdiv2D::NEXT_AROUND_LEFT)) {
      const int id = triangles.edgeOrg(at, &corner[i]);
      isInside = isInside && id >= 4;
      z[i] = isInside ? depthAt(id) : farthest;
    }
    if (!isInside) {
      continue;
    }
    const auto box = cv::boundingRect(std::vector<cv::Point2f>{corner[0], corner[1], corner[2]}) &
                     cv::Rect(0, 0, size.width, size.height);
    const float area = (corner[1].x - corner[0].x) * (corner[2].y - corner[0].y) -
                       (corner[2].x - corner[0].x) * (corner[1].y - corner[0].y);
    if (std::abs(area) < 1e-3F) {
      continue;
    }
    for (int y = box.y; y < box.br().y; ++y) {
      for (int x = box.x; x < box.br().x; ++x) {
        const auto px = static_cast<float>(x);
        const auto py = static_cast<float>(y);
        const float b = ((px - corner[0].x) * (corner[2].y - corner[0].y) -
                         (corner[2].x - corner[0].x) * (py - corner[0].y)) /
                        area;
        const float c = ((corner[1].x - corner[0].x) * (py - corner[0].y) -
                         (px - corner[0].x) * (corner[1].y - corner[0].y)) /
                        area;
        if (b < -0.01F || c < -0.01F || b + c > 1.01F) {
          continue;
        }
        relief.at<float>(y, x) = z[0] + b * (z[1] - z[0]) + c * (z[2] - z[0]);
      }
    }
  }
  cv::GaussianBlur(relief, relief, {}, 1.5);
  return relief;
}

}  // namespace

face::Calibration Rig::calibration(int width, int height) const {
  face::Calibration made;
  made.rgb = {"test", width, height, focal, focal, width / 2.0, height / 2.0, {}, 0.1};
  made.nir = made.rgb;
  made.translation = {-baseline, 0, 0};
  made.stereoRms = 0.1;
  made.rectificationError = 0.1;
  made.views = 12;
  made.date = "2026-01-01";
  return made;
}

double naturalDepth(const face::FaceMesh& mesh, double focal) {
  return 63 * focal / face::faceShape(mesh).eyeDistance;
}

cv::Mat depthOf(cv::Size size, const face::FaceMesh& mesh, const Rig& rig, Shape shape, cv::Point2d tilt,
                double radius) {
  const auto nose = mesh.points[4];
  if (shape == Shape::Relief) {
    const auto known = face::faceShape(mesh);
    const double eyes =
        (mesh.points[33].z + mesh.points[133].z + mesh.points[362].z + mesh.points[263].z) / 4.0;
    cv::Mat depth = reliefOf(size, mesh);
    depth.convertTo(depth, CV_32F, 63 / known.eyeDistance, rig.depth - eyes * 63 / known.eyeDistance);
    return depth;
  }
  cv::Mat depth(size, CV_32F);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      const double across = (x - double{nose.x}) * rig.depth / rig.focal;
      const double down = (y - double{nose.y}) * rig.depth / rig.focal;
      const double inside = std::min(std::abs(across), radius * 0.95);
      const double bend = shape == Shape::Bent ? radius - std::sqrt(radius * radius - inside * inside) : 0;
      depth.at<float>(y, x) = static_cast<float>(rig.depth + tilt.x * across + tilt.y * down + bend);
    }
  }
  return depth;
}

Image secondView(const Image& picture, const cv::Mat& depth, const Rig& rig, int seed, bool isNir) {
  const cv::Mat bgr(picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.data()));
  cv::Mat fromX(depth.size(), CV_32F);
  cv::Mat fromY(depth.size(), CV_32F);
  for (int y = 0; y < depth.rows; ++y) {
    const auto* row = depth.ptr<float>(y);
    for (int x = 0; x < depth.cols; ++x) {
      // Which pixel of the first view lands here? Its depth is only known there: a few steps find it.
      double source = x + rig.focal * rig.baseline / row[x];
      for (int i = 0; i < 6; ++i) {
        const double at = std::clamp(source, 0.0, depth.cols - 1.001);
        const int left = static_cast<int>(at);
        const double z = row[left] + (at - left) * (row[left + 1] - row[left]);
        source = x + rig.focal * rig.baseline / z;
      }
      fromX.at<float>(y, x) = static_cast<float>(source);
      fromY.at<float>(y, x) = static_cast<float>(y);
    }
  }
  cv::Mat view;
  cv::remap(bgr, view, fromX, fromY, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::RNG random(static_cast<std::uint64_t>(seed) * 7919 + 17);
  if (isNir) {
    cv::transform(view, view, cv::Matx13f(0.15F, 0.35F, 0.5F));
    view.convertTo(view, -1, 0.95, 8);
  }
  cv::Mat noise(view.size(), CV_16SC(view.channels()));
  random.fill(noise, cv::RNG::NORMAL, 0, 3);
  cv::add(view, noise, view, cv::noArray(), CV_8U);
  return Image::of(view.cols, view.rows, isNir ? PixelFormat::Grey8 : PixelFormat::Bgr8,
                   Bytes(view.datastart, view.dataend));
}

}  // namespace xiaowu::testing
