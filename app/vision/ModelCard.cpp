#include "app/vision/ModelCard.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace xiaowu::vision {
namespace {

using Json = nlohmann::json;

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

Channels channelsOf(const std::string& name) {
  if (name == "bgr") return Channels::Bgr;
  if (name == "rgb") return Channels::Rgb;
  require(name == "grey", "input.channels is not bgr, rgb or grey");
  return Channels::Grey;
}

Crop cropOf(const std::string& name) {
  if (name == "whole") return Crop::Whole;
  if (name == "box") return Crop::Box;
  require(name == "aligned", "crop is not whole, box or aligned");
  return Crop::Aligned;
}

void readInput(const Json& input, ModelCard& card) {
  card.inputName = input.at("name");
  card.width = input.at("width");
  card.height = input.at("height");
  require(card.width >= 8 && card.width <= 2048 && card.height >= 8 && card.height <= 2048, "input size out of range 8…2048");
  card.channels = channelsOf(input.at("channels"));
  const auto mean = input.at("mean").get<std::vector<double>>();
  require(mean.size() == (card.channels == Channels::Grey ? 1U : 3U), "input.mean needs one value per channel");
  std::copy(mean.begin(), mean.end(), card.mean.begin());
  card.scale = input.at("scale");
  require(card.scale > 0, "input.scale is not positive");
}

ModelCard cardOf(const Json& json) {
  ModelCard card;
  card.role = json.at("role");
  card.file = json.at("file");
  require(!card.file.empty() && std::filesystem::path(card.file).filename() == card.file, "file is not a plain file name");
  card.sha256 = json.at("sha256");
  require(card.sha256.size() == 64 && card.sha256.find_first_not_of("0123456789abcdef") == std::string::npos, "sha256 is not 64 hexadecimal digits");
  card.licence = json.at("licence");
  readInput(json.at("input"), card);
  card.crop = cropOf(json.at("crop"));
  card.cropScale = json.at("cropScale");
  require(card.cropScale >= 1 && card.cropScale <= 8, "cropScale out of range 1…8");
  card.outputs = json.at("outputs").get<std::vector<std::string>>();
  require(card.outputs.size() == (card.role == "detect" ? 2U : 1U), "outputs: a detector has two (boxes, scores), other nets one");
  card.alignment = json.value("template", decltype(card.alignment){});
  require(card.crop != Crop::Aligned || card.alignment.size() == 5, "template needs five points");
  card.liveIndex = json.value("liveIndex", 0);
  require(card.liveIndex >= 0, "liveIndex is negative");
  card.threshold = json.value("threshold", 0.0);
  // A threshold of nothing would let everybody pass: a role that decides must state one.
  require(card.role == "landmark" || (card.threshold > 0 && card.threshold < 1), "threshold out of range 0…1");
  card.overlap = json.value("overlap", card.overlap);
  card.distance = json.value("distance", card.distance);
  require(card.distance == "cosine", "distance: only cosine is known");
  return card;
}

}  // namespace

std::filesystem::path modelCardsFolder() {
  const char* folder = std::getenv("XIAOWU_MODEL_CARDS");
  return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(XIAOWU_MODEL_CARDS_DIR);
}

Result<ModelCard> readModelCard(const std::filesystem::path& folder, const std::string& role) {
  const auto file = folder / (role + ".json");
  try {
    std::ifstream stream(file);
    if (!stream) return fail(errors::kModelCard, Fault::ServiceUnavailable, file.filename().string() + ": cannot be opened");
    auto card = cardOf(Json::parse(stream));
    require(card.role == role, "role does not fit the file's name");
    return card;
  } catch (const std::exception& error) {
    return fail(errors::kModelCard, Fault::ServiceUnavailable, file.filename().string() + ": " + error.what());
  }
}

}  // namespace xiaowu::vision
