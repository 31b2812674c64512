#include "recognition/face/models/internal/ModelSelector.h"

#include "recognition/face/models/internal/ModelCheck.h"

#include <algorithm>
#include <system_error>
#include <tuple>

namespace xiaowu::face {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesMax = 256;  ///< of a folder; a models folder with more is a mistake

std::vector<fs::path> filesIn(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  std::error_code problem;
  fs::directory_iterator entries(folder, problem);
  for (; !problem && entries != fs::directory_iterator() && files.size() < kFilesMax;
       entries.increment(problem)) {
    if (entries->path().extension() == ending) {
      files.push_back(entries->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Newest first, by the year in OpenCV Zoo's names; whole numbers (int8) after floating point, which 4.6 runs
/// for sure.
std::vector<std::string> membersOf(const std::string& family, const fs::path& folder) {
  const auto star = family.find('*');
  const auto head = family.substr(0, star);
  const auto tail = family.substr(star + 1);
  std::vector<std::string> names;
  for (const auto& file : filesIn(folder, ".onnx")) {
    const auto name = file.filename().string();
    if (name.size() >= head.size() + tail.size() && name.starts_with(head) && name.ends_with(tail)) {
      names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
    const auto isWhole = [](const std::string& name) { return name.find("int8") != std::string::npos; };
    return std::tuple(isWhole(a), std::string_view(b)) < std::tuple(isWhole(b), std::string_view(a));
  });
  return names;
}

void readFolder(const fs::path& folder, std::vector<ModelCard>& cards, std::vector<Error>& refused) {
  for (const auto& file : filesIn(folder, ".json")) {
    auto card = readModelCard(file);
    if (card) {
      cards.push_back(std::move(*card));
    } else {
      refused.push_back(card.error());
    }
  }
}

}  // namespace

CardShelf readShelf(const fs::path& modelsFolder, const fs::path& cardsFolder) {
  CardShelf shelf;
  std::vector<ModelCard> cards;
  readFolder(modelsFolder, cards, shelf.refused);
  std::vector<ModelCard> shipped;
  readFolder(cardsFolder, shipped, shelf.refused);
  std::stable_partition(shipped.begin(), shipped.end(),
                        [](const ModelCard& card) { return card.isFamily(); });
  cards.insert(cards.end(), shipped.begin(), shipped.end());
  for (const auto& card : cards) {
    if (!card.isFamily()) {
      shelf.cards.push_back(card);
      continue;
    }
    for (const auto& name : membersOf(card.file, modelsFolder)) {
      shelf.cards.push_back(card);
      shelf.cards.back().file = name;
    }
  }
  return shelf;
}

Result<std::unique_ptr<ModelNet>> chooseNet(const CardShelf& shelf, const fs::path& modelsFolder,
                                            const std::string& role, std::vector<Error>& refused) {
  std::vector<Error> here;
  for (const auto& card : shelf.cards) {
    if (card.role != role) {
      continue;
    }
    auto net = ModelNet::load(modelsFolder, card);
    if (net) {
      const auto checked = checkModel(**net);
      if (checked) {
        refused.insert(refused.end(), here.begin(), here.end());
        return net;
      }
      here.push_back(checked.error());
    } else {
      here.push_back(net.error());
    }
  }
  if (here.empty()) {
    std::string detail = "no card for a " + role + " net";
    for (const auto& error : shelf.refused) {
      detail += "; " + error.detail;
    }
    return fail(errors::kModelCard, Fault::ServiceUnavailable, detail);
  }
  auto last = here.back();
  for (std::size_t i = here.size() - 1; i > 0; --i) {
    last.detail += "; before it: " + here[i - 1].detail;
  }
  return fail(last);
}

}  // namespace xiaowu::face
