#include "tools/cli/faces/FaceTools.h"
#include "tools/cli/Lines.h"

#include "recognition/face/quality/PictureFile.h"
#include "recognition/face/quality/Quality.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;

Json faceJson(const std::vector<face::Face>& faces, const face::Face& face, const Image& image) {
  Json points = Json::array();
  for (const auto& point : face.points) {
    points.push_back({rounded(double{point.x}, 2), rounded(double{point.y}, 2)});
  }
  return {{"box",
           {rounded(double{face.box.x}, 2), rounded(double{face.box.y}, 2),
            rounded(double{face.box.width}, 2), rounded(double{face.box.height}, 2)}},
          {"points", points},
          {"quality", face::qualityReasons(faces, face, image)}};
}

/// One line; false when there is no face or no picture.
bool detectOne(face::FaceEngine& engine, const std::string& file, std::ostream& out) {
  Json line{{"file", file}, {"faces", Json::array()}};
  const auto image = face::readPicture(file);
  auto faces = image ? engine.detect(*image) : Result<std::vector<face::Face>>(fail(image.error()));
  if (!faces) {
    line["error"] = reasonOf(faces.error());
  } else if (faces->empty()) {
    line["error"] = "no face";
  } else {
    for (auto& face : *faces) {
      const auto mesh = engine.mesh(*image, face);
      if (mesh && mesh->presence >= engine.presenceThreshold()) {
        face = face::steadied(face, *mesh);
      }
    }
    for (const auto& face : *faces) {
      line["faces"].push_back(faceJson(*faces, face, *image));
    }
  }
  out << oneLine(line) << '\n' << std::flush;
  return !line.contains("error");
}

Result<Exit> runFaceDetect(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {"--models"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  if (arguments->values.empty()) {
    return usageError("at least one IMG is needed");
  }
  const auto engine = faceEngine(*arguments, io.err);
  if (!engine) {
    return fail(engine.error());
  }
  return eachPicture(arguments->values, io,
                     [&](const std::string& file) { return detectOne(**engine, file, io.out); });
}

}  // namespace

const Command kFaceDetect{"face-detect", "finds the faces in pictures and says whether they are good enough",
                          "Usage: xiaowu-tool face-detect [--models DIR] IMG…\n\n"
                          "  IMG           JPEG, PNG, BMP or WebP, 8 bits per colour, without alpha\n"
                          "  --models DIR  the site's models; otherwise XIAOWU_MODELS of the environment, "
                          "else those of the build\n\n"
                          "Prints {\"file\", \"faces\": [{\"box\": [x, y, width, height], \"points\": [5 × "
                          "[x, y]], \"quality\": [reasons]}]} per picture, largest face first, in pixels;\n"
                          "points: eye on the picture's left, the other eye, tip of the nose, corners of the "
                          "mouth; quality names every gate that is shut.\n"
                          "A picture without a usable face gets \"error\" as well; exit status 1 then.\n",
                          runFaceDetect};

}  // namespace xiaowu::cli
