#include "platform/server/comparisons/FaceMatcher.h"

#include "recognition/face/quality/ChipPhoto.h"
#include "recognition/face/quality/FaceCrop.h"
#include "drivers/api/PhotoDecoder.h"
#include "core/domain/ContractCodes.h"

#include <array>
#include <cstdio>

namespace xiaowu::platform {
namespace {

constexpr std::size_t kHashLength = 8;
constexpr float kSecondFaceShare = 0.4F;  // of the first one's area

tl::unexpected<Error> refused(std::string_view code, std::string detail) {
  return fail(code, Fault::ServiceUnavailable, std::move(detail));
}

/// A picture that is overwritten at the end of its scope.
struct Wiped {
  Image image;
  explicit Wiped(Image given) : image(std::move(given)) {}
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { xiaowu::wipe(image); }
};

/// The detector sometimes sees a small second face in a large one; somebody else beside the first is larger
/// than that.
bool hasSecond(const std::vector<face::Face>& faces) {
  const auto area = [](const face::Face& face) { return face.box.width * face.box.height; };
  return faces.size() > 1 && area(faces[1]) >= kSecondFaceShare * area(faces[0]);
}

Result<face::Embedding> embedPhoto(face::FaceEngine& engine, const Image& photo) {
  auto face = face::chipFace(engine, photo);
  if (face) {
    return std::move(face->embedding);
  }
  const bool noFace = face.error().code == face::errors::kNoFace;
  return refused(noFace ? domain::contract::kNoFaceInPhoto : domain::contract::kComparisonFailed,
                 face.error().code);
}

Result<face::Embedding> embedLiving(face::FaceEngine& engine, const Image& image) {
  const auto faces = engine.detect(image);
  if (!faces) {
    return refused(domain::contract::kComparisonFailed, faces.error().code);
  }
  if (faces->empty() || hasSecond(*faces)) {
    return refused(domain::contract::kFaceUnusable, std::to_string(faces->size()) + " faces");
  }
  auto embedding = engine.embed(image, faces->front(), face::Care::Thorough, face::Look::AgainstChipPhoto);
  if (!embedding) {
    return refused(domain::contract::kComparisonFailed, embedding.error().code);
  }
  return embedding;
}

/// "fr_feature-87aacdfe" of "fr_feature.onnx 87aacdfe… …": a code of the contract.
std::string modelCode(const std::string& model) {
  const auto file = model.substr(0, model.find(' '));
  const auto hash = file.size() < model.size() ? model.substr(file.size() + 1, kHashLength) : std::string();
  return file.substr(0, file.find('.')) + "-" + hash;
}

std::string thresholdId(const std::string& model, double threshold) {
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3f", threshold);
  return model + "-" + digits.data();
}

}  // namespace

FaceMatcher::FaceMatcher(std::unique_ptr<face::FaceEngine> engine,
                         std::shared_ptr<const drivers::PhotoDecoder> decoder)
    : m_engine(std::move(engine)), m_decoder(std::move(decoder)) {}
FaceMatcher::~FaceMatcher() = default;

Result<std::unique_ptr<FaceMatcher>> FaceMatcher::load(const std::filesystem::path& models,
                                                       std::shared_ptr<const drivers::PhotoDecoder> decoder) {
  auto engine = face::FaceEngine::load(models);
  if (!engine) {
    return fail(engine.error());
  }
  return std::unique_ptr<FaceMatcher>(new FaceMatcher(std::move(*engine), std::move(decoder)));
}

Result<FaceVerdict> FaceMatcher::compare(ByteView encodedPhoto, ByteView faceJpeg) {
  auto decoded = m_decoder->decode(encodedPhoto);
  if (!decoded) {
    return refused(domain::contract::kPhotoNotDecodable, decoded.error().code);
  }
  const Wiped photo(std::move(*decoded));
  auto unpacked = face::decodeCrop(faceJpeg);
  if (!unpacked) {
    return refused(domain::contract::kFaceUnusable, unpacked.error().detail);
  }
  const Wiped face(std::move(*unpacked));
  const auto reference = embedPhoto(*m_engine, photo.image);
  const auto living =
      reference ? embedLiving(*m_engine, face.image) : Result<face::Embedding>(fail(reference.error()));
  m_engine->forget();
  if (!living) {
    return fail(living.error());
  }
  const auto threshold = m_engine->chipThreshold();
  const auto model = modelCode(living->model);
  return FaceVerdict{face::similarity(*reference, *living) >= threshold, model,
                     thresholdId(model, threshold)};
}

}  // namespace xiaowu::platform
