#include "benchmarks/documents/Papers.h"

#include "recognition/documents/page/Pictures.h"
#ifdef XIAOWU_SIMULATORS
#include "benchmarks/documents/Wordings.h"
#include "drivers/scanner/simulator/papers/Papers.h"
#include "tests/support/Places.h"
#endif

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace xiaowu::bench {
std::filesystem::path sharedData() {
  const char* folder = std::getenv("XIAOWU_SHARED_DATA");
  return folder != nullptr ? std::filesystem::path(folder) : places::source() / ".." / "shared" / "data";
}

Result<Image> imageFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  const Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  return documents::decodeImage(bytes);
}

namespace {

void addPublic(const PaperChoice& choice, std::vector<Paper>& list) {
  const auto folder = sharedData() / "ocr" / "documents";
  std::ifstream stream(folder / "truth.json");
  if (!stream) {
    std::cerr << "the public pictures are not there: generator only\n";
    return;
  }
  const auto truth = nlohmann::json::parse(stream);
  for (const auto& [file, entry] : truth.items()) {
    const double dpi = choice.knownDpi ? entry.at("dpi").get<double>() : 0;
    list.push_back({file, "public", entry.at("doc"), entry.at("cond"),
                    entry.at("fields").get<std::map<std::string, std::string>>(),
                    static_cast<int>(entry.at("seals").size()), [path = folder / file, dpi] {
                      auto image = imageFile(path);
                      if (image) {
                        image->dpi = dpi;
                      }
                      return image;
                    }});
  }
}

#ifdef XIAOWU_SIMULATORS
void addGenerated(const PaperChoice& choice, std::vector<Paper>& list) {
  using namespace simulator;
  for (const auto kind : paperKinds()) {
    for (const auto& condition : captureConditions()) {
      for (int sheet = 0; sheet < choice.perKind; ++sheet) {
        PaperOrder order;
        order.kind = kind;
        order.dpi = condition.dpi;
        // The same sheet in every condition, so that conditions differ by the capture alone; seeds far apart,
        // because fonts change with every third.
        order.seed = 1000 + static_cast<std::uint64_t>(sheet) * 7 + static_cast<std::uint64_t>(kind) * 131;
        const auto truth = paperTruth(order);
        const std::string name(paperKindName(kind));
        if (!truth) {
          std::cerr << name << ": " << describe(truth.error()) << '\n';
          continue;
        }
        Paper paper{"simulator_" + name + "_" + std::to_string(sheet) + "_" + condition.name,
                    "generator",
                    paperKindListed(kind) ? name : "unknown",
                    condition.name,
                    {truth->begin(), truth->end()},
                    paperKindHasSeal(kind) ? 1 : 0,
                    [order, settings = condition.settings, known = choice.knownDpi] {
                      auto image = capturePaper(order, settings);
                      if (image && !known) {
                        image->dpi = 0;
                      }
                      return image;
                    }};
        list.push_back(std::move(paper));
      }
    }
  }
}
#endif

}  // namespace

std::vector<Paper> papers(const PaperChoice& choice) {
  std::vector<Paper> list;
  if (!choice.wordings.empty()) {
#ifdef XIAOWU_SIMULATORS
    list = wordingPapers(choice.wordings, choice.knownDpi);
#endif
  } else if (choice.publicSet) {
    addPublic(choice, list);
  }
#ifdef XIAOWU_SIMULATORS
  if (choice.wordings.empty()) {
    addGenerated(choice, list);
  }
#endif
  if (!choice.only.empty()) {
    std::erase_if(list,
                  [&](const Paper& paper) { return paper.label.find(choice.only) == std::string::npos; });
  }
  return list;
}

}  // namespace xiaowu::bench
