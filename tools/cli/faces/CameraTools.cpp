#include "core/domain/Dates.h"
#include "recognition/face/geometry/BoardCalibration.h"
#include "recognition/face/liveness/FramePairValidator.h"
#include "recognition/face/quality/PictureFile.h"
#include "drivers/camera/Cameras.h"
#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"
#include "tools/cli/faces/FaceTools.h"
#include "tools/cli/Lines.h"
#include "tools/cli/faces/PictureWindow.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::chrono::seconds kFrameWithin{3};

using NextPair = std::function<Result<std::optional<drivers::FramePair>>()>;  ///< nothing: there are no more

CallContext within(std::chrono::milliseconds time) {
  CallContext context;
  context.deadline = std::chrono::steady_clock::now() + time;
  return context;
}

struct Source {
  std::string rgbName;
  std::string nirName;
  NextPair next;
};

Result<Source> folderSource(const std::string& rgb, const std::string& nir) {
  auto pairs = pairsOf(rgb, nir);
  if (!pairs) {
    return fail(pairs.error());
  }
  return Source{"folder", "folder",
                [pairs = std::move(*pairs),
                 at = std::size_t{0}]() mutable -> Result<std::optional<drivers::FramePair>> {
                  if (at == pairs.size()) {
                    return std::nullopt;
                  }
                  auto pair = readPair(pairs[at], at);
                  ++at;
                  if (!pair) {
                    return fail(pair.error());
                  }
                  return std::optional(std::move(*pair));
                }};
}

Result<Source> liveSource(const std::string& rgb, const std::string& nir) {
  auto first = drivers::camera::makeCamera(rgb);
  if (!first) {
    return fail(first.error());
  }
  auto second = drivers::camera::makeCamera(nir);
  if (!second) {
    return fail(second.error());
  }
  std::shared_ptr<drivers::CameraPair> cameras =
      drivers::camera::makeCameraPair(std::move(*first), std::move(*second));
  if (const auto opened = cameras->open(within(kFrameWithin)); !opened) {
    return fail(opened.error());
  }
  return Source{rgb, nir, [cameras]() -> Result<std::optional<drivers::FramePair>> {
                  auto pair = cameras->nextPair(within(kFrameWithin));
                  if (!pair) {
                    return fail(pair.error());
                  }
                  return std::optional(std::move(*pair));
                }};
}

Result<Source> sourceOf(const Arguments& arguments) {
  const auto rgb = arguments.option("--rgb");
  const auto nir = arguments.option("--nir");
  const auto rgbFolder = arguments.option("--rgb-dir");
  const auto nirFolder = arguments.option("--nir-dir");
  if (rgbFolder && nirFolder && !rgb && !nir) {
    return folderSource(*rgbFolder, *nirFolder);
  }
  if (rgb && nir && !rgbFolder && !nirFolder) {
    return liveSource(*rgb, *nir);
  }
  return usageError("either --rgb ADDRESS --nir ADDRESS or --rgb-dir FOLDER --nir-dir FOLDER");
}

bool numberIn(std::string_view text, int least, int most, int& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc{} && end == text.data() + text.size() && number >= least && number <= most;
}

Result<face::BoardShape> boardOf(const Arguments& arguments) {
  face::BoardShape board;
  const auto shape = arguments.option("--board").value_or("9x6");
  const auto cross = shape.find('x');
  if (cross == std::string::npos ||
      !numberIn(std::string_view(shape).substr(0, cross), 3, 40, board.columns) ||
      !numberIn(std::string_view(shape).substr(cross + 1), 3, 40, board.rows)) {
    return usageError("--board is columns x rows of inner corners, such as 9x6");
  }
  int square = 0;
  if (!numberIn(arguments.option("--square-mm").value_or("25"), 2, 200, square)) {
    return usageError("--square-mm is a whole number from 2 to 200");
  }
  board.squareMm = square;
  return board;
}

Json jsonOf(const face::CameraLens& lens) {
  return {{"fx", rounded(lens.fx, 2)},
          {"fy", rounded(lens.fy, 2)},
          {"cx", rounded(lens.cx, 2)},
          {"cy", rounded(lens.cy, 2)},
          {"rms", rounded(lens.rms, 3)}};
}

Result<Exit> calibrate(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(
      words, {"--rgb", "--nir", "--rgb-dir", "--nir-dir", "--board", "--square-mm", "--views", "--out"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  const auto out = arguments->option("--out");
  int wanted = 0;
  if (!out || !arguments->values.empty()) {
    return usageError("--out FILE is needed, and no other values");
  }
  if (!numberIn(arguments->option("--views").value_or("20"), face::kBoardViewsMin, 100, wanted)) {
    return usageError("--views is a number from 8 to 100");
  }
  const auto board = boardOf(*arguments);
  if (!board) {
    return fail(board.error());
  }
  const auto source = sourceOf(*arguments);
  if (!source) {
    return fail(source.error());
  }
  constexpr int kLooksMax = 3'000;  // two minutes of live cameras
  face::BoardCalibration calibration(*board);
  for (int looks = 0; looks < kLooksMax && calibration.views() < wanted; ++looks) {
    const auto pair = source->next();
    if (!pair) {
      return fail(pair.error());
    }
    if (!*pair) {
      break;
    }
    if (!(*pair)->nir) {
      continue;
    }
    const auto seen = calibration.add((*pair)->rgb.image, (*pair)->nir->image);
    if (!seen) {
      return fail(seen.error());
    }
    if (*seen) {
      io.err << "board seen by both, " << calibration.views() << " of " << wanted << '\n' << std::flush;
    }
  }
  const auto made = calibration.solve(source->rgbName, source->nirName,
                                      domain::isoDate(domain::dateInChina(io.clock.wall())));
  if (!made) {
    return fail(made.error());
  }
  if (auto written = face::writeCalibration(*made, *out); !written) {
    return fail(written.error());
  }
  const Json line{{"views", made->views},
                  {"rgb", jsonOf(made->rgb)},
                  {"nir", jsonOf(made->nir)},
                  {"rotation", made->rotation},
                  {"translation_mm", made->translation},
                  {"baseline_mm", rounded(made->baseline(), 2)},
                  {"stereo_rms", rounded(made->stereoRms, 3)},
                  {"rectification_error", rounded(made->rectificationError, 3)},
                  {"file", *out}};
  io.out << oneLine(line) << '\n';
  return kDone;
}

struct Look {
  double light = 0;
  double focus = 0;
};

/// Middle grey, and energy of the second derivative.
Look lookOf(const Image& image) {
  const int type = image.format == PixelFormat::Grey8 ? CV_8UC1 : CV_8UC3;
  const cv::Mat view(image.height, image.width, type, const_cast<std::uint8_t*>(image.data()));
  cv::Mat grey = view;
  if (type == CV_8UC3) {
    cv::cvtColor(view, grey, cv::COLOR_BGR2GRAY);
  }
  cv::Mat edges;
  cv::Laplacian(grey, edges, CV_32F);
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(edges, mean, deviation);
  return {cv::mean(grey)[0], deviation[0] * deviation[0]};
}

Json averaged(const std::vector<Look>& looks) {
  Look sum;
  for (const auto& look : looks) {
    sum = {sum.light + look.light, sum.focus + look.focus};
  }
  const auto count = static_cast<double>(std::max<std::size_t>(looks.size(), 1));
  return {{"light", rounded(sum.light / count, 1)}, {"focus", rounded(sum.focus / count, 1)}};
}

Result<Exit> check(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {"--rgb", "--nir", "--rgb-dir", "--nir-dir"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  if (!arguments->values.empty()) {
    return usageError("no values but those of the options");
  }
  const auto source = sourceOf(*arguments);
  if (!source) {
    return fail(source.error());
  }
  constexpr std::size_t kPairs = 50;
  face::FramePairValidator validator;
  std::vector<Look> rgb;
  std::vector<Look> nir;
  double gapMost = 0;
  int fresh = 0;
  int together = 0;
  std::string reason;
  std::size_t looked = 0;
  for (; looked < kPairs; ++looked) {
    const auto pair = source->next();
    if (!pair) {
      return fail(pair.error());
    }
    if (!*pair) {
      break;
    }
    const auto state = validator.look(**pair);
    fresh += state.isFresh ? 1 : 0;
    together += state.hasNir ? 1 : 0;
    if (state.hasNir) {
      gapMost = std::max(gapMost, state.gap);
    }
    if (!state.hasNir && reason.empty()) {
      reason = state.broken.empty() ? state.reason : std::string(state.broken);
    }
    rgb.push_back(lookOf((*pair)->rgb.image));
    if ((*pair)->nir) {
      nir.push_back(lookOf((*pair)->nir->image));
    }
  }
  const auto isLit = [](const Json& look) { return look["light"] >= 30.0 && look["light"] <= 225.0; };
  const Json first = averaged(rgb);
  const Json second = averaged(nir);
  const auto count = static_cast<double>(std::max<std::size_t>(looked, 1));
  const bool isGood = looked > 0 && fresh >= 0.95 * count && together >= 0.9 * count && isLit(first) &&
                      !nir.empty() && second["light"] >= 10.0;
  const Json line{{"pairs", looked},
                  {"fresh", rounded(fresh / count, 3)},
                  {"synchronous", rounded(together / count, 3)},
                  {"gapMax_ms", rounded(gapMost, 1)},
                  {"rgb", first},
                  {"nir", second},
                  {"reason", reason},
                  {"good", isGood}};
  io.out << oneLine(line) << '\n';
  return isGood ? kDone : kFailed;
}

}  // namespace

const Command kCameraCalibrate{
    "camera-calibrate", "measures where the two cameras stand, from a chequerboard seen by both",
    "Usage: xiaowu-tool camera-calibrate (--rgb ADDRESS --nir ADDRESS | --rgb-dir FOLDER --nir-dir FOLDER) "
    "--out FILE\n"
    "                                    [--board 9x6] [--square-mm 25] [--views 20]\n\n"
    "  --rgb, --nir          live cameras, such as v4l2:/dev/video0; show the board in many places, tilted, "
    "near and far\n"
    "  --rgb-dir, --nir-dir  folders of pictures taken at the same moments, paired by the order of their "
    "names\n"
    "  --board CxR           inner corners across and down\n"
    "  --square-mm MM        side of one square\n"
    "  --out FILE            the site's calibration; written only when it is good\n\n"
    "Prints lenses, rotation, translation, baseline and the error after rectification.\n",
    calibrate};

const Command kCameraCheck{
    "camera-check", "light, focus, synchrony and freshness of the two cameras",
    "Usage: xiaowu-tool camera-check (--rgb ADDRESS --nir ADDRESS | --rgb-dir FOLDER --nir-dir FOLDER)\n\n"
    "Looks at up to 50 pairs and prints {\"pairs\", \"fresh\", \"synchronous\", \"gapMax_ms\", \"rgb\", "
    "\"nir\", \"reason\", \"good\"}; light is the mean grey 0 to 255,\n"
    "focus grows with sharpness and is for turning the lens by. Exit status 0 only when good.\n",
    check};

}  // namespace xiaowu::cli
