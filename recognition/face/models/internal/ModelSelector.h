#pragma once
// Which model does a job: the candidates in their order, and the first that is whole and computes.
//
// Order: cards that the site laid beside its models; then the shipped cards of a family (OpenCV Zoo's files,
// if the site installed one); then the shipped cards of the packages' models.

#include "recognition/face/models/internal/ModelNet.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace xiaowu::face {

struct CardShelf {
  /// In probing order, families expanded to the files that are there; all roles.
  std::vector<ModelCard> cards;
  std::vector<Error> refused;  ///< cards that could not be read
};

/// Every *.json of both folders. A models folder that is not there is no error here: the models will be
/// missing by name.
[[nodiscard]] CardShelf readShelf(const std::filesystem::path& modelsFolder,
                                  const std::filesystem::path& cardsFolder);

/// The first candidate for `role` that loads and passes checkModel. Those before it are appended to `refused`
/// with name and reason. When there is none, the error is the last refusal's, its text names them all.
[[nodiscard]] Result<std::unique_ptr<ModelNet>> chooseNet(const CardShelf& shelf,
                                                          const std::filesystem::path& modelsFolder,
                                                          const std::string& role,
                                                          std::vector<Error>& refused);

}  // namespace xiaowu::face
