#include "recognition/face/models/internal/ModelCard.h"

#include "core/base/DeliveredFiles.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace xiaowu::face {
namespace {

using Json = nlohmann::json;

constexpr int kSideMin = 8;     ///< pixels
constexpr int kSideMax = 2048;  ///< pixels

void require(bool holds, const std::string& what) {
  if (!holds) {
    throw std::runtime_error(what);
  }
}

/// Not get<int>(): that would turn 3.7 or 1e300 into some whole number without a word.
std::int64_t wholeOf(const Json& json, const char* key, std::int64_t least, std::int64_t most) {
  const auto& value = json.at(key);
  const bool fits =
      value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX);
  require(fits && value.get<std::int64_t>() >= least && value.get<std::int64_t>() <= most,
          std::string(key) + " is not a whole number from " + std::to_string(least) + " to " +
              std::to_string(most));
  return value.get<std::int64_t>();
}

double realOf(const Json& value, const std::string& what, double least, double most) {
  require(value.is_number(), what + " is not a number");
  const auto number = value.get<double>();
  require(number >= least && number <= most, what + " is out of range");
  return number;
}

std::string textOf(const Json& json, const char* key) {
  auto text = json.at(key).get<std::string>();
  require(!text.empty() && text.size() <= 1024, std::string(key) + " is empty or too long");
  require(std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }),
          std::string(key) + " has control characters");
  return text;
}

template <typename Value>
Value oneOf(const std::string& name, std::initializer_list<std::pair<const char*, Value>> choices,
            const char* what) {
  for (const auto& [text, value] : choices) {
    if (name == text) {
      return value;
    }
  }
  throw std::runtime_error(std::string(what) + " is not one of the known words");
}

void readFile(const Json& json, ModelCard& card) {
  card.file = textOf(json, "file");
  const bool isPlain = card.file.size() <= 128 && card.file.find('/') == std::string::npos &&
                       card.file.front() != '.' && card.file.ends_with(".onnx");
  require(isPlain && std::count(card.file.begin(), card.file.end(), '*') <= 1,
          "file is not a plain name ending in .onnx");
  if (card.isFamily()) {
    const auto& bytes = json.at("bytes");
    require(bytes.is_array() && bytes.size() == 2, "bytes needs the least and the most");
    for (std::size_t i = 0; i < 2; ++i) {
      card.bytes[i] = static_cast<std::uint64_t>(realOf(bytes[i], "bytes", 1, 1e9));
    }
    require(card.bytes[0] <= card.bytes[1], "bytes needs the least and the most");
    return;
  }
  card.sha256 = json.at("sha256").get<std::string>();
  require(card.sha256.size() == 64 && card.sha256.find_first_not_of("0123456789abcdef") == std::string::npos,
          "sha256 is not 64 lower-case hexadecimal digits");
}

void readInput(const Json& input, ModelCard& card) {
  card.inputName = input.at("name").get<std::string>();
  require(card.inputName.size() <= 128, "input.name is too long");
  card.width = static_cast<int>(wholeOf(input, "width", kSideMin, kSideMax));
  card.height = static_cast<int>(wholeOf(input, "height", kSideMin, kSideMax));
  card.channels = oneOf<Channels>(input.at("channels"),
                                  {{"bgr", Channels::Bgr}, {"rgb", Channels::Rgb}, {"grey", Channels::Grey}},
                                  "input.channels");
  const auto& mean = input.at("mean");
  require(mean.is_array() && mean.size() == (card.channels == Channels::Grey ? 1U : 3U),
          "input.mean needs one value per channel");
  for (std::size_t i = 0; i < mean.size(); ++i) {
    card.mean[i] = realOf(mean[i], "input.mean", -1000, 1000);
  }
  card.scale = realOf(input.at("scale"), "input.scale", 1e-6, 1000);
}

void readOutputs(const Json& json, ModelCard& card) {
  card.layout = oneOf<Layout>(json.value("layout", std::string("corners")),
                              {{"corners", Layout::Corners}, {"yunet", Layout::YuNet}}, "layout");
  const auto& outputs = json.at("outputs");
  std::size_t wanted = card.role == "detect" || card.role == "mesh" ? 2 : 1;
  if (card.role == "detect" && card.layout == Layout::YuNet) {
    wanted = 12;
  }
  require(outputs.is_array() && outputs.size() == wanted,
          "outputs of this role and layout are " + std::to_string(wanted));
  for (const auto& output : outputs) {
    card.outputs.push_back(output.get<std::string>());
    require(!card.outputs.back().empty() && card.outputs.back().size() <= 128,
            "an output's name is empty or too long");
  }
}

void readTemplate(const Json& json, ModelCard& card) {
  if (card.crop != Crop::Aligned) {
    return;
  }
  const auto& points = json.at("template");
  require(points.is_array() && points.size() == 5, "template needs five points");
  for (const auto& point : points) {
    require(point.is_array() && point.size() == 2, "a point of template needs x and y");
    card.alignment.push_back({static_cast<float>(realOf(point[0], "template", 0, card.width)),
                              static_cast<float>(realOf(point[1], "template", 0, card.height))});
  }
}

void readDecision(const Json& json, ModelCard& card) {
  // A threshold of nothing would let everybody pass: a role that decides must state one.
  if (card.role != "landmark") {
    card.threshold = realOf(json.at("threshold"), "threshold", 1e-6, 1 - 1e-6);
  }
  card.chipThreshold = json.contains("chipThreshold")
                           ? realOf(json["chipThreshold"], "chipThreshold", 1e-6, 1 - 1e-6)
                           : card.threshold;
  if (json.contains("overlap")) {
    card.overlap = realOf(json["overlap"], "overlap", 0.01, 1);
  }
  if (card.role == "liveness") {
    card.liveIndex = static_cast<int>(wholeOf(json, "liveIndex", 0, 99));
  }
  if (card.role == "feature") {
    card.distance = json.at("distance").get<std::string>();
  }
  require(card.distance == "cosine", "distance: only cosine is known");
  if (!json.contains("knownScore")) {
    return;
  }
  const auto& known = json["knownScore"];
  require(known.is_array() && known.size() == 2, "knownScore needs the least and the most");
  for (std::size_t i = 0; i < 2; ++i) {
    card.knownScore[i] = realOf(known[i], "knownScore", 0, 1);
  }
}

/// The only way of cutting out that each role can be given.
bool cropFits(const ModelCard& card) {
  if (card.role == "detect") {
    return card.crop == Crop::Whole || card.crop == Crop::Fitted;
  }
  if (card.role == "mesh") {
    return card.crop == Crop::Turned && card.width == card.height;
  }
  if (card.role == "feature") {
    return card.crop == Crop::Aligned;
  }
  return card.crop == Crop::Box;
}

ModelCard cardOf(const Json& json) {
  static const std::set<std::string> kRoles{"detect", "landmark", "mesh", "feature", "liveness"};
  require(json.is_object(), "not an object");
  ModelCard card;
  card.role = json.at("role").get<std::string>();
  require(kRoles.count(card.role) == 1, "role is not detect, landmark, mesh, feature or liveness");
  card.licence = textOf(json, "licence");
  readFile(json, card);
  readInput(json.at("input"), card);
  card.crop = oneOf<Crop>(json.at("crop"),
                          {{"whole", Crop::Whole},
                           {"fitted", Crop::Fitted},
                           {"box", Crop::Box},
                           {"turned", Crop::Turned},
                           {"aligned", Crop::Aligned}},
                          "crop");
  require(cropFits(card), "crop does not suit the role");
  card.cropScale = realOf(json.at("cropScale"), "cropScale", 1, 8);
  readOutputs(json, card);
  readTemplate(json, card);
  readDecision(json, card);
  return card;
}

tl::unexpected<Error> refused(const std::string& name, const std::string& why) {
  return fail(errors::kModelCard, Fault::ServiceUnavailable, name + ": " + why);
}

}  // namespace

std::string modelId(const ModelCard& card) {
  static constexpr std::array<const char*, 3> kNames{"bgr", "rgb", "grey"};
  std::string id =
      card.file + ' ' + card.sha256.substr(0, 16) + ' ' + kNames[static_cast<std::size_t>(card.channels)];
  for (const double mean : card.mean) {
    id += ' ' + std::to_string(mean);
  }
  id += ' ' + std::to_string(card.scale);
  for (const auto& point : card.alignment) {
    id += ' ' + std::to_string(point[0]) + ',' + std::to_string(point[1]);
  }
  return id;
}

std::filesystem::path modelCardsFolder() {
  const char* folder = std::getenv("XIAOWU_MODEL_CARDS");
  return folder != nullptr ? std::filesystem::path(folder) : delivered("kiosk-config/models");
}

Result<ModelCard> parseModelCard(std::string_view text, const std::string& name) {
  try {
    if (text.size() > kCardBytesMax) {
      return refused(name, "longer than a card is");
    }
    auto card = cardOf(Json::parse(text.begin(), text.end()));
    card.name = name;
    return card;
  } catch (const Json::parse_error& error) {
    return refused(name, "not JSON (byte " + std::to_string(error.byte) + ")");
  } catch (const std::exception& error) {
    return refused(name, error.what());
  }
}

Result<ModelCard> readModelCard(const std::filesystem::path& file) {
  const auto name = file.filename().string();
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return refused(name, "cannot be opened");
  }
  std::string text(kCardBytesMax + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) {
    return refused(name, "cannot be read");
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return parseModelCard(text, name);
}

Result<ModelCard> readModelCard(const std::filesystem::path& folder, const std::string& role) {
  auto card = readModelCard(folder / (role + ".json"));
  if (card && card->role != role) {
    return refused(card->name, "role does not fit the file's name");
  }
  return card;
}

}  // namespace xiaowu::face
