#pragma once
// The papers that are measured: the public development pictures when they are there, and sheets of our own
// generator.

#include "core/image/Image.h"
#include "core/base/Result.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace xiaowu::bench {

struct Paper {
  std::string label;      ///< never a person's data
  std::string set;        ///< "public", "generator", "dev-letters", "unseen-forms", …
  std::string type;       ///< "unknown" for papers that no type accepts
  std::string condition;  ///< "c300" … "h150"
  std::map<std::string, std::string> fields;
  int seals = 0;
  std::function<Result<Image>()> picture;  ///< loads or draws it when needed
};

struct PaperChoice {
  std::string only;  ///< part of a label; empty: all
  int perKind = 1;   ///< generator: sheets per kind and condition
  bool publicSet = true;
  /// "dev" or "unseen": only the papers of wordings/ instead (Wordings.h).
  std::string wordings{};
  bool knownDpi = true;  ///< tell the reader the resolution, as a fixed camera can
};

/// The folder of the public pictures: $XIAOWU_SHARED_DATA, else beside the project.
[[nodiscard]] std::filesystem::path sharedData();
[[nodiscard]] Result<Image> imageFile(const std::filesystem::path& path);

[[nodiscard]] std::vector<Paper> papers(const PaperChoice& choice);

}  // namespace xiaowu::bench
