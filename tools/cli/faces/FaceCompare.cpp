#include "tools/cli/faces/FacePairs.h"
#include "tools/cli/faces/FaceTools.h"
#include "tools/cli/Lines.h"

#include "recognition/face/quality/ChipPhoto.h"
#include "recognition/face/quality/PictureFile.h"

#include <nlohmann/json.hpp>

#include <map>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

struct Job {
  fs::path folder;
  std::vector<FacePair> pairs;
  face::Look lookX = face::Look::Plain;
  face::Look lookY = face::Look::Plain;
  [[nodiscard]] bool hasChip() const { return lookX != face::Look::Plain; }
};

/// Each picture is looked at once, however many pairs it is in. Vectors live until the command ends.
class Faces {
 public:
  explicit Faces(face::FaceEngine& engine) : m_engine(engine) {}

  const Result<face::Embedding>& of(const fs::path& file, face::Look look) {
    const auto key = std::pair(file.string(), look);
    auto found = m_known.find(key);
    if (found == m_known.end()) {
      found = m_known.emplace(key, lookAt(file, look)).first;
    }
    return found->second;
  }

 private:
  Result<face::Embedding> lookAt(const fs::path& file, face::Look look) {
    const auto image = face::readPicture(file);
    if (!image) {
      return fail(image.error());
    }
    if (look != face::Look::ChipPhoto) {
      return embeddingOf(face::comparableFace(m_engine, *image, look));
    }
    const auto chip = face::reducedToChip(m_engine, *image);
    if (!chip) {
      return fail(chip.error());
    }
    return embeddingOf(face::chipFace(m_engine, *chip));
  }

  static Result<face::Embedding> embeddingOf(Result<face::ComparableFace> face) {
    if (!face) {
      return fail(face.error());
    }
    return std::move(face->embedding);
  }

  face::FaceEngine& m_engine;
  std::map<std::pair<std::string, face::Look>, Result<face::Embedding>> m_known;
};

Result<Job> jobOf(const Arguments& arguments) {
  Job job;
  const auto list = arguments.option("--pairs");
  const auto folder = arguments.option("--dir");
  if (const auto chip = arguments.option("--chip-photo")) {
    if (*chip != "x" && *chip != "y") {
      return usageError("--chip-photo is x or y");
    }
    job.lookX = *chip == "x" ? face::Look::ChipPhoto : face::Look::AgainstChipPhoto;
    job.lookY = *chip == "y" ? face::Look::ChipPhoto : face::Look::AgainstChipPhoto;
  }
  if (!list) {
    if (arguments.values.size() != 2 || folder) {
      return usageError("two pictures are needed, or --pairs FILE.csv");
    }
    job.pairs.push_back({arguments.values[0], arguments.values[1]});
    return job;
  }
  if (!arguments.values.empty()) {
    return usageError("with --pairs no pictures are named");
  }
  job.folder = folder ? fs::path(*folder) : fs::path(*list).parent_path();
  auto pairs = readPairs(*list);
  if (!pairs) {
    return fail(pairs.error());
  }
  job.pairs = std::move(*pairs);
  return job;
}

/// One line; false when a picture is not usable.
bool compareOne(Faces& faces, const Job& job, const FacePair& pair, double threshold, std::ostream& out) {
  Json line{{"file_x", pair.x}, {"file_y", pair.y}};
  const auto& x = faces.of(job.folder / pair.x, job.lookX);
  const auto& y = faces.of(job.folder / pair.y, job.lookY);
  if (x && y) {
    const auto likeness = face::similarity(*x, *y);
    line["similarity"] = rounded(double{likeness}, 6);
    line["match"] = likeness >= threshold;
  } else {
    line["error"] = x ? pair.y + ": " + reasonOf(y.error()) : pair.x + ": " + reasonOf(x.error());
  }
  out << oneLine(line) << '\n';
  return x && y;
}

Result<Exit> runFaceCompare(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments =
      parseArguments(words, {"--pairs", "--dir", "--chip-photo", "--threshold", "--models"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  const auto wanted = thresholdOf(*arguments);
  if (!wanted) {
    return fail(wanted.error());
  }
  const auto job = jobOf(*arguments);
  if (!job) {
    return fail(job.error());
  }
  const auto engine = faceEngine(*arguments, io.err);
  if (!engine) {
    return fail(engine.error());
  }
  const double threshold =
      wanted->value_or(job->hasChip() ? (*engine)->chipThreshold() : (*engine)->similarityThreshold());
  Faces faces(**engine);
  Progress progress(io.err, "pairs", job->pairs.size(), 200);
  std::size_t failed = 0;
  for (const auto& pair : job->pairs) {
    if (!compareOne(faces, *job, pair, threshold, io.out)) {
      ++failed;
    }
    progress.step();
  }
  if (failed > 0) {
    io.err << failed << " of " << job->pairs.size() << " pairs could not be compared\n";
  }
  return failed == 0 ? kDone : kFailed;
}

}  // namespace

const Command kFaceCompare{
    "face-compare", "says how alike two faces are",
    "Usage: xiaowu-tool face-compare [--chip-photo x|y] [--threshold T] [--models DIR] A B\n"
    "       xiaowu-tool face-compare [--chip-photo x|y] [--threshold T] [--models DIR] --pairs FILE.csv "
    "[--dir DIR]\n\n"
    "  A B                two pictures; the largest face of each is taken\n"
    "  --pairs FILE.csv   many pairs: columns file_x and file_y, found by the names in its first line\n"
    "  --dir DIR          where those files are; otherwise beside the list\n"
    "  --chip-photo x|y   first reduces that side to what an ID card's chip holds: 102 × 126 pixels, about 1 "
    "KB\n"
    "  --threshold T      a match from this similarity on; otherwise as the model's card says (a chip photo "
    "has its own)\n"
    "  --models DIR       the site's models; otherwise XIAOWU_MODELS of the environment, else those of the "
    "build\n\n"
    "Prints {\"file_x\", \"file_y\", \"similarity\", \"match\"} per pair, similarity -1 to 1. A pair with an "
    "unusable picture gets \"error\" instead, which names the\n"
    "file; exit status 1 then. Two different persons are no failure.\n",
    runFaceCompare};

}  // namespace xiaowu::cli
