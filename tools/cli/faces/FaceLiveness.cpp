#include "recognition/face/quality/ChipPhoto.h"
#include "tools/cli/faces/FaceTools.h"
#include "tools/cli/Lines.h"

#include "recognition/face/quality/PictureFile.h"
#include "tools/cli/faces/FaceWindow.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;

Result<float> scoreOf(face::FaceEngine& engine, const std::string& file) {
  const auto image = face::readPicture(file);
  if (!image) {
    return fail(image.error());
  }
  const auto faces = engine.detect(*image);
  if (!faces) {
    return fail(faces.error());
  }
  if (faces->empty()) {
    return fail(face::errors::kNoFace, Fault::ResidentCanFix, "no face");
  }
  return engine.liveness(*image, faces->front());
}

Result<Exit> runFaceLiveness(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(
      words, {"--models", "--threshold", "--rgb-dir", "--nir-dir", "--calibration"}, {"--rgb"});
  if (!arguments) {
    return fail(arguments.error());
  }
  const bool isWindow =
      arguments->option("--rgb-dir") || arguments->option("--nir-dir") || arguments->option("--calibration");
  if (isWindow &&
      (arguments->has("--rgb") || !arguments->values.empty() || arguments->option("--threshold"))) {
    return usageError("either pictures or two folders");
  }
  if (isWindow) {
    return faceWindow(*arguments, io);
  }
  if (!arguments->has("--rgb") || arguments->values.empty()) {
    return usageError("--rgb and at least one IMG are needed");
  }
  const auto wanted = thresholdOf(*arguments);
  if (!wanted) {
    return fail(wanted.error());
  }
  const auto engine = faceEngine(*arguments, io.err);
  if (!engine) {
    return fail(engine.error());
  }
  const double threshold = wanted->value_or((*engine)->livenessThreshold());
  return eachPicture(arguments->values, io, [&](const std::string& file) {
    const auto score = scoreOf(**engine, file);
    Json line{{"file", file}};
    if (score) {
      line["score"] = rounded(double{*score}, 6);
      line["live"] = *score >= threshold;
    } else {
      line["error"] = reasonOf(score.error());
    }
    io.out << oneLine(line) << '\n' << std::flush;
    return score.has_value();
  });
}

}  // namespace

const Command kFaceLiveness{
    "face-liveness", "asks the net for printed and shown faces about pictures in visible light",
    "Usage: xiaowu-tool face-liveness --rgb [--threshold T] [--models DIR] IMG…\n"
    "       xiaowu-tool face-liveness --rgb-dir D1 --nir-dir D2 [--calibration FILE] [--models DIR]\n\n"
    "  --rgb-dir, --nir-dir  a window of pairs, by the order of the files' names: the kiosk's passive gates. "
    "Prints {\"decision\", \"gates\"}; exit status 0 only\n"
    "                        for live. Without --calibration nothing passes\n"
    "  --rgb          the net for visible light alone, picture by picture: one of the gates, not the kiosk's "
    "decision\n"
    "  --threshold T  live from this score on; otherwise as the model's card says\n"
    "  --models DIR   the site's models; otherwise XIAOWU_MODELS of the environment, else those of the "
    "build\n\n"
    "Prints {\"file\", \"score\", \"live\"} per picture, score 0 to 1, of the largest face. A picture "
    "without a usable face gets \"error\" instead; exit status 1 then.\n",
    runFaceLiveness};

}  // namespace xiaowu::cli
