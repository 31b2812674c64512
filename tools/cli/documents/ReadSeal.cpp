#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"
#include "tools/cli/Lines.h"
#include "tools/cli/PictureLines.h"

#include "recognition/documents/page/Pictures.h"
#include "recognition/documents/text/PpOcrEngine.h"
#include "recognition/documents/seals/SealFinder.h"
#include "recognition/documents/seals/SealMatch.h"
#include "recognition/documents/seals/SealReader.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace documents;

constexpr double kDpiMin = 30;
constexpr double kDpiMost = 1200;

struct Order {
  double dpi = 0;  ///< 0: from the ring's own size
  std::vector<std::string> expected;
};

Json jsonOf(const Seal& seal, const std::vector<std::string>& expected) {
  Json line{{"text", seal.text},
            {"center", seal.centreText},
            {"c", {rounded(seal.centre.x, 1), rounded(seal.centre.y, 1)}},
            {"r", rounded(std::sqrt(seal.outline.longer * seal.outline.shorter), 1)},
            {"finding", sealFindingName(seal)},
            {"confidence", rounded(seal.confidence, 3)}};
  if (expected.empty()) {
    return line;
  }
  const auto match = matchSeals({seal}, expected);
  line["match"] = sealVerdictName(match.verdict);
  line["issuer"] = match.issuer;
  return line;
}

Result<Json> readPicture(PpOcrEngine& engine, const std::string& file, const Order& order) {
  const auto bytes = bytesOfFile(file);
  if (!bytes) {
    return fail(bytes.error());
  }
  auto picture = decodeImage(*bytes);
  if (!picture) {
    return fail(picture.error());
  }
  const auto begin = std::chrono::steady_clock::now();
  Json line{{"file", file}, {"seals", Json::array()}};
  std::vector<Seal> seals;
  picture->dpi = order.dpi > 0 ? order.dpi : dpiFromSeals(*picture);
  for (const auto& seal : findSeals(*picture)) {
    const auto read =
        readSeal(*picture, seal, [&](const Image& strip) { return engine.readStrip(strip, {}, {}); });
    if (!read) {
      return fail(read.error());
    }
    seals.push_back(*read);
    line["seals"].push_back(jsonOf(*read, order.expected));
  }
  if (!order.expected.empty()) {
    line["match"] = sealVerdictName(matchSeals(seals, order.expected).verdict);
  }
  line["ms"] =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  return line;
}

/// --expect may stand several times, which parseArguments() refuses for others: taken out of the words here.
Result<std::vector<std::string>> takeExpected(std::vector<std::string>& words) {
  std::vector<std::string> expected;
  std::vector<std::string> rest;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == "--") {
      rest.insert(rest.end(), words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
      break;
    }
    if (words[at] != "--expect") {
      rest.push_back(words[at]);
    } else if (at + 1 < words.size() && !words[at + 1].empty() && words[at + 1] != "--") {
      expected.push_back(words[++at]);
    } else {
      return usageError("--expect needs a name");
    }
  }
  words = std::move(rest);
  return expected;
}

Result<double> dpiOf(const Arguments& arguments) {
  const auto word = arguments.option("--dpi");
  if (!word) {
    return 0.0;
  }
  char* end = nullptr;
  const double dpi = std::strtod(word->c_str(), &end);
  if (word->empty() || *end != '\0' || !(dpi >= kDpiMin && dpi <= kDpiMost)) {
    return usageError("--dpi is 30 to 1200");
  }
  return dpi;
}

Result<Exit> runReadSeal(const std::vector<std::string>& given, Surroundings& io) {
  auto words = given;
  const auto expected = takeExpected(words);
  if (!expected) {
    return fail(expected.error());
  }
  const auto arguments = parseArguments(words, {"--dpi", "--models"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  if (arguments->values.empty()) {
    return usageError("at least one picture is needed");
  }
  const auto dpi = dpiOf(*arguments);
  if (!dpi) {
    return fail(dpi.error());
  }
  const Order order{*dpi, *expected};
  auto engine = PpOcrEngine::load(modelsFolder(*arguments), 1);
  if (!engine) {
    return fail(engine.error());
  }
  return printLines(arguments->values, io, "read-seal", [&](const std::string& file) {
    return readPicture(**engine, file, order).map(oneLine<Json>);
  });
}

}  // namespace

const Command kReadSeal{
    "read-seal", "finds official seals and says what they read as",
    "Usage: xiaowu-tool read-seal [--dpi N] [--expect NAME]… [--models DIR] PICTURE…\n\n"
    "  PICTURE   PNG or JPEG of a page or of a part with a seal\n"
    "  --dpi     the picture's resolution, 30 to 1200; otherwise a seal is taken to be 40 mm wide\n"
    "  --expect  an issuer that is expected, or a pattern such as \"*村民委员会\"; may stand several times\n"
    "  --models  the site's models; otherwise XIAOWU_MODELS of the environment, else those of the build\n\n"
    "Prints one line per picture: {\"file\", \"seals\": [{\"text\", \"center\", \"c\", \"r\", \"finding\": "
    "\"present|grey-copy|unreadable\", \"confidence\"}], \"ms\"}, c and r in\n"
    "pixels of the picture, or {\"file\", \"error\"}. With --expect also \"match\": matching, missing, "
    "grey-copy, unreadable or wrong-issuer.\n"
    "A seal that reads right is no proof that it is genuine. Exit status 1 when a picture could not be "
    "read.\n",
    runReadSeal};

}  // namespace xiaowu::cli
