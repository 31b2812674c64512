#include "app/vision/FaceEngine.h"

#include "app/vision/ModelNet.h"

#include <opencv2/dnn.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace xiaowu::vision {

struct FaceEngine::Nets {
  std::unique_ptr<ModelNet> detect;
  std::unique_ptr<ModelNet> landmark;
  std::unique_ptr<ModelNet> feature;
  std::unique_ptr<ModelNet> liveness;
};

namespace {

constexpr std::size_t kLandmarkValues = 136;  // 68 points, the order of the iBUG annotation
using Outputs = std::vector<std::vector<float>>;

bool allFinite(const Outputs& outputs) {
  return std::all_of(outputs.begin(), outputs.end(),
                     [](const auto& values) { return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }); });
}

/// Whether the shapes are those the role needs; what comes out later is indexed without further checks.
bool shapeFits(const ModelCard& card, const Outputs& outputs) {
  if (card.role == "detect") return !outputs[0].empty() && outputs[0].size() % 4 == 0 && outputs[1].size() == outputs[0].size() / 2;
  if (card.role == "landmark") return outputs[0].size() == kLandmarkValues;
  if (card.role == "feature") return outputs[0].size() >= 64;
  return outputs[0].size() > static_cast<std::size_t>(card.liveIndex) && outputs[0].size() >= 2;
}

Result<std::unique_ptr<ModelNet>> loadNet(const std::filesystem::path& models, const std::filesystem::path& cards, const std::string& role) {
  auto card = readModelCard(cards, role);
  if (!card) return fail(card.error());
  auto net = ModelNet::load(models, std::move(*card));
  if (!net) return net;
  const auto outputs = (*net)->runBlank();
  if (!outputs) return fail(outputs.error());
  const auto& loaded = (*net)->card();
  if (!shapeFits(loaded, *outputs)) {
    return fail(errors::kModelRefused, Fault::ServiceUnavailable, loaded.file + ": its output has not the shape of a " + role + " net");
  }
  if (!allFinite(*outputs)) return fail(errors::kModelRefused, Fault::ServiceUnavailable, loaded.file + ": gives numbers that are not finite");
  return net;
}

std::vector<Face> facesOf(const Outputs& outputs, const ModelCard& card, cv::Size size) {
  std::vector<cv::Rect2d> boxes;
  std::vector<float> scores;
  for (std::size_t i = 0; i < outputs[1].size() / 2; ++i) {
    const float score = outputs[1][2 * i + 1];
    if (!(score >= static_cast<float>(card.threshold))) continue;
    const float* corner = &outputs[0][4 * i];
    const double left = std::clamp(static_cast<double>(corner[0]), 0.0, 1.0) * size.width;
    const double top = std::clamp(static_cast<double>(corner[1]), 0.0, 1.0) * size.height;
    const double right = std::clamp(static_cast<double>(corner[2]), 0.0, 1.0) * size.width;
    const double bottom = std::clamp(static_cast<double>(corner[3]), 0.0, 1.0) * size.height;
    if (right - left < 8 || bottom - top < 8) continue;
    boxes.emplace_back(left, top, right - left, bottom - top);
    scores.push_back(score);
  }
  std::vector<int> kept;
  cv::dnn::NMSBoxes(boxes, scores, static_cast<float>(card.threshold), static_cast<float>(card.overlap), kept);
  std::vector<Face> faces;
  for (const int i : kept) {
    const auto& box = boxes[static_cast<std::size_t>(i)];
    faces.push_back({{static_cast<float>(box.x), static_cast<float>(box.y), static_cast<float>(box.width), static_cast<float>(box.height)},
                     scores[static_cast<std::size_t>(i)], {}});
  }
  std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.box.width * a.box.height > b.box.width * b.box.height; });
  if (faces.size() > FaceEngine::kMaxFaces) faces.resize(FaceEngine::kMaxFaces);
  return faces;
}

Point meanOf(const std::vector<float>& values, std::size_t first, std::size_t last, const Box& box) {
  Point sum;
  for (std::size_t i = first; i <= last; ++i) sum = {sum.x + values[2 * i], sum.y + values[2 * i + 1]};
  const auto count = static_cast<float>(last - first + 1);
  return {box.x + sum.x / count * box.width, box.y + sum.y / count * box.height};
}

/// Every call into OpenCV from here goes through one catch: an exception becomes an Error at this edge.
template <typename F>
auto guarded(const char* what, F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& error) {
    return fail(errors::kNet, Fault::Bug, std::string(what) + ": " + error.what());
  }
}

}  // namespace

Embedding& Embedding::operator=(const Embedding& other) {
  if (this == &other) return *this;
  wipe();
  model = other.model;
  values = other.values;
  return *this;
}

Embedding& Embedding::operator=(Embedding&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  model = std::move(other.model);
  values = std::move(other.values);
  return *this;
}

void Embedding::wipe() {
  if (!values.empty()) explicit_bzero(values.data(), values.size() * sizeof(float));
  values.clear();
}

float similarity(const Embedding& a, const Embedding& b) {
  if (a.empty() || a.model != b.model || a.values.size() != b.values.size()) return -1;
  return std::clamp(std::inner_product(a.values.begin(), a.values.end(), b.values.begin(), 0.0F), -1.0F, 1.0F);
}

FaceEngine::FaceEngine(std::unique_ptr<Nets> nets) : m_nets(std::move(nets)) {}
FaceEngine::~FaceEngine() = default;

Result<std::unique_ptr<FaceEngine>> FaceEngine::load(const std::filesystem::path& modelsFolder) { return load(modelsFolder, modelCardsFolder()); }

Result<std::unique_ptr<FaceEngine>> FaceEngine::load(const std::filesystem::path& modelsFolder, const std::filesystem::path& cardsFolder) {
  cv::setNumThreads(1);  // OpenCV's own pool would fight the interface for the kiosk's two cores
  auto nets = std::make_unique<Nets>();
  for (auto [role, net] : {std::pair{"detect", &nets->detect}, std::pair{"landmark", &nets->landmark}, std::pair{"feature", &nets->feature},
                           std::pair{"liveness", &nets->liveness}}) {
    auto loaded = loadNet(modelsFolder, cardsFolder, role);
    if (!loaded) return fail(loaded.error());
    *net = std::move(*loaded);
  }
  return std::unique_ptr<FaceEngine>(new FaceEngine(std::move(nets)));
}

Result<std::vector<Face>> FaceEngine::detect(const Image& image) {
  return guarded("detect", [&]() -> Result<std::vector<Face>> {
    const auto bgr = bgrOf(image);
    if (!bgr) return fail(bgr.error());
    auto faces = facesOf(m_nets->detect->run(*bgr), m_nets->detect->card(), bgr->size());
    for (auto& face : faces) {
      const auto values = m_nets->landmark->run(cropOf(*bgr, face.box, m_nets->landmark->card().cropScale))[0];
      face.points = {meanOf(values, 36, 41, face.box), meanOf(values, 42, 47, face.box), meanOf(values, 30, 30, face.box),
                     meanOf(values, 48, 48, face.box), meanOf(values, 54, 54, face.box)};
    }
    return faces;
  });
}

Result<float> FaceEngine::liveness(const Image& image, const Face& face) {
  return guarded("liveness", [&]() -> Result<float> {
    const auto bgr = bgrOf(image);
    if (!bgr) return fail(bgr.error());
    const auto& card = m_nets->liveness->card();
    const auto logits = m_nets->liveness->run(cropOf(*bgr, face.box, card.cropScale))[0];
    const float top = *std::max_element(logits.begin(), logits.end());
    const float sum = std::accumulate(logits.begin(), logits.end(), 0.0F, [top](float total, float value) { return total + std::exp(value - top); });
    const float live = std::exp(logits[static_cast<std::size_t>(card.liveIndex)] - top) / sum;
    if (!std::isfinite(live)) return fail(errors::kNet, Fault::Bug, "liveness: not finite");
    return live;
  });
}

Result<Embedding> FaceEngine::embed(const Image& image, const Face& face) {
  return guarded("embed", [&]() -> Result<Embedding> {
    const auto bgr = bgrOf(image);
    if (!bgr) return fail(bgr.error());
    Embedding embedding;
    embedding.model = m_nets->feature->card().sha256;
    embedding.values = std::move(m_nets->feature->run(alignedFace(*bgr, face.points, m_nets->feature->card()))[0]);
    const float norm = std::sqrt(std::inner_product(embedding.values.begin(), embedding.values.end(), embedding.values.begin(), 0.0F));
    if (!(norm > 1e-6F) || !std::isfinite(norm)) return fail(errors::kNet, Fault::Bug, "embed: vector without length");
    for (auto& value : embedding.values) value /= norm;
    return embedding;
  });
}

double FaceEngine::livenessThreshold() const { return m_nets->liveness->card().threshold; }
double FaceEngine::similarityThreshold() const { return m_nets->feature->card().threshold; }

std::vector<std::string> FaceEngine::modelNames() const {
  std::vector<std::string> names;
  for (const auto* net : {m_nets->detect.get(), m_nets->landmark.get(), m_nets->feature.get(), m_nets->liveness.get()}) {
    names.push_back(net->card().file + ' ' + net->card().sha256.substr(0, 8) + " (" + net->card().licence + ')');
  }
  return names;
}

void FaceEngine::forget() {
  // A failure cannot happen here that load() has not met before, and there is nobody to tell.
  for (auto* net : {m_nets->detect.get(), m_nets->landmark.get(), m_nets->feature.get(), m_nets->liveness.get()}) std::ignore = net->runBlank();
}

}  // namespace xiaowu::vision
