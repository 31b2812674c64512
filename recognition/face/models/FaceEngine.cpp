#include "recognition/face/models/FaceEngine.h"

#include "core/base/Log.h"
#include "recognition/face/models/internal/FaceBoxes.h"
#include "recognition/face/models/internal/FaceOutputs.h"
#include "recognition/face/models/internal/ModelSelector.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <numeric>
#include <tuple>

namespace xiaowu::face {

struct FaceEngine::Nets {
  std::unique_ptr<ModelNet> detect;
  std::unique_ptr<ModelNet> landmark;
  std::unique_ptr<ModelNet> feature;
  std::unique_ptr<ModelNet> liveness;
  std::unique_ptr<ModelNet> mesh;  ///< or null, then meshMissing
  std::optional<Error> meshMissing;
  std::vector<Error> refused;

  [[nodiscard]] std::vector<ModelNet*> all() const {
    std::vector<ModelNet*> nets{detect.get(), landmark.get(), feature.get(), liveness.get()};
    if (mesh) {
      nets.push_back(mesh.get());
    }
    return nets;
  }
};

namespace {

constexpr double kSoftening = 1.5;  ///< pixels of a face of 112, measured (docs/vision.md)

/// Every call into OpenCV from here goes through one catch: an exception becomes an Error at this edge.
template <typename F>
auto guarded(const char* what, F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& error) {
    return fail(errors::kNet, Fault::Bug, std::string(what) + ": " + error.what());
  }
}

/// The pictures of one face whose vectors are averaged.
std::vector<cv::Mat> viewsOf(const cv::Mat& aligned, Care care, Look look) {
  std::vector<cv::Mat> views{aligned};
  if (look == Look::ChipPhoto) {
    cv::Mat grey;
    cv::cvtColor(aligned, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(grey, grey, cv::COLOR_GRAY2BGR);
    views.push_back(grey);
  } else if (look == Look::AgainstChipPhoto) {
    cv::Mat soft;
    cv::GaussianBlur(aligned, soft, {}, kSoftening * aligned.cols / 112.0);
    views.push_back(soft);
  }
  if (care == Care::Quick) {
    return views;
  }
  for (std::size_t i = 0, count = views.size(); i < count; ++i) {
    cv::Mat mirrored;
    cv::flip(views[i], mirrored, 1);
    views.push_back(mirrored);
  }
  return views;
}

}  // namespace

Embedding& Embedding::operator=(const Embedding& other) {
  if (this == &other) {
    return *this;
  }
  wipe();
  model = other.model;
  values = other.values;
  return *this;
}

Embedding& Embedding::operator=(Embedding&& other) noexcept {
  if (this == &other) {
    return *this;
  }
  wipe();
  model = std::move(other.model);
  values = std::move(other.values);
  return *this;
}

void Embedding::wipe() {
  if (!values.empty()) {
    explicit_bzero(values.data(), values.size() * sizeof(float));
  }
  values.clear();
}

float similarity(const Embedding& a, const Embedding& b) {
  if (a.empty() || a.model != b.model || a.values.size() != b.values.size()) {
    return -1;
  }
  return std::clamp(std::inner_product(a.values.begin(), a.values.end(), b.values.begin(), 0.0F), -1.0F,
                    1.0F);
}

Face steadied(const Face& face, const FaceMesh& mesh) {
  if (mesh.points.size() != FaceMesh::kPoints) {
    return face;
  }
  const auto others = fivePoints(mesh);
  auto steady = face;
  for (std::size_t i = 0; i < others.size(); ++i) {
    steady.points[i] = {(face.points[i].x + others[i].x) / 2, (face.points[i].y + others[i].y) / 2};
  }
  return steady;
}

FaceEngine::FaceEngine(std::unique_ptr<Nets> nets) : m_nets(std::move(nets)) {}
FaceEngine::~FaceEngine() = default;

Result<std::unique_ptr<FaceEngine>> FaceEngine::load(const std::filesystem::path& modelsFolder) {
  return load(modelsFolder, modelCardsFolder());
}

Result<std::unique_ptr<FaceEngine>> FaceEngine::load(const std::filesystem::path& modelsFolder,
                                                     const std::filesystem::path& cardsFolder) {
  cv::setNumThreads(1);  // OpenCV's own pool would fight the interface for the kiosk's two cores
  const auto shelf = readShelf(modelsFolder, cardsFolder);
  auto nets = std::make_unique<Nets>();
  nets->refused = shelf.refused;
  for (auto [role, net] : {std::pair{"detect", &nets->detect}, std::pair{"landmark", &nets->landmark},
                           std::pair{"feature", &nets->feature}, std::pair{"liveness", &nets->liveness},
                           std::pair{"mesh", &nets->mesh}}) {
    auto chosen = chooseNet(shelf, modelsFolder, role, nets->refused);
    if (chosen) {
      *net = std::move(*chosen);
    } else if (net == &nets->mesh) {
      nets->meshMissing = chosen.error();
    } else {
      return fail(chosen.error());
    }
  }
  for (const auto& error : nets->refused) {
    qCWarning(logVision, "model refused: %s", describe(error).c_str());
  }
  if (nets->meshMissing) {
    qCWarning(logVision, "no face mesh: %s", describe(*nets->meshMissing).c_str());
  }
  return std::unique_ptr<FaceEngine>(new FaceEngine(std::move(nets)));
}

Result<std::vector<Face>> FaceEngine::detect(const Image& image) {
  return guarded("detect", [&]() -> Result<std::vector<Face>> {
    const auto bgr = bgrOf(image);
    if (!bgr) {
      return fail(bgr.error());
    }
    const auto& card = m_nets->detect->card();
    auto faces = facesOf(m_nets->detect->run(*bgr), card, bgr->cols, bgr->rows, card.threshold);
    if (hasPoints(card)) {
      return faces;
    }
    for (auto& face : faces) {
      face.points = fivePoints(
          m_nets->landmark->run(cropOf(*bgr, face.box, m_nets->landmark->card().cropScale))[0], face.box);
    }
    return faces;
  });
}

const std::optional<Error>& FaceEngine::meshMissing() const {
  return m_nets->meshMissing;
}

Result<FaceMesh> FaceEngine::mesh(const Image& image, const Face& face) {
  if (m_nets->meshMissing) {
    return fail(*m_nets->meshMissing);
  }
  return guarded("mesh", [&]() -> Result<FaceMesh> {
    const auto bgr = bgrOf(image);
    if (!bgr) {
      return fail(bgr.error());
    }
    const auto& card = m_nets->mesh->card();
    const auto turned = turnedFace(face, card);
    const auto outputs = m_nets->mesh->run(cropOf(*bgr, turned, card));
    if (!allFinite(outputs)) {
      return fail(errors::kNet, Fault::Bug, "mesh: not finite");
    }
    return meshOf(outputs, turned);
  });
}

Result<float> FaceEngine::liveness(const Image& image, const Face& face) {
  return guarded("liveness", [&]() -> Result<float> {
    const auto bgr = bgrOf(image);
    if (!bgr) {
      return fail(bgr.error());
    }
    const auto& card = m_nets->liveness->card();
    const auto live =
        liveShare(m_nets->liveness->run(cropOf(*bgr, face.box, card.cropScale))[0], card.liveIndex);
    if (!live) {
      return fail(errors::kNet, Fault::Bug, "liveness: not finite");
    }
    return *live;
  });
}

Result<Embedding> FaceEngine::embed(const Image& image, const Face& face, Care care, Look look) {
  return guarded("embed", [&]() -> Result<Embedding> {
    const auto bgr = bgrOf(image);
    if (!bgr) {
      return fail(bgr.error());
    }
    auto& net = *m_nets->feature;
    auto views = viewsOf(alignedFace(*bgr, face.points, net.card()), care, look);
    Embedding sum;
    sum.model = modelId(net.card());
    bool isUsable = true;
    for (auto& view : views) {
      Embedding one;
      one.values = std::move(net.run(view)[0]);
      isUsable = makeUnit(one.values) && isUsable;
      if (sum.values.empty()) {
        sum.values.resize(one.values.size());
      }
      std::transform(one.values.begin(), one.values.end(), sum.values.begin(), sum.values.begin(),
                     std::plus<>());
      view.setTo(cv::Scalar::all(0));
    }
    if (!isUsable || !makeUnit(sum.values)) {
      return fail(errors::kNet, Fault::Bug, "embed: vector without length");
    }
    return sum;
  });
}

double FaceEngine::livenessThreshold() const {
  return m_nets->liveness->card().threshold;
}
double FaceEngine::similarityThreshold() const {
  return m_nets->feature->card().threshold;
}
double FaceEngine::chipThreshold() const {
  return m_nets->feature->card().chipThreshold;
}
double FaceEngine::presenceThreshold() const {
  return m_nets->mesh ? m_nets->mesh->card().threshold : 1;
}
const std::vector<Error>& FaceEngine::refusals() const {
  return m_nets->refused;
}

std::vector<std::string> FaceEngine::modelNames() const {
  std::vector<std::string> names;
  for (const auto* net : m_nets->all()) {
    names.push_back(net->card().file + ' ' + net->card().sha256.substr(0, 8) + " (" + net->card().licence +
                    ')');
  }
  return names;
}

void FaceEngine::forget() {
  // A failure cannot happen here that load() has not met before, and there is nobody to tell.
  for (auto* net : m_nets->all()) {
    std::ignore = net->runBlank();
  }
}

}  // namespace xiaowu::face
