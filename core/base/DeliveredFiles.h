#pragma once
// Files that come with the programs and are read while they run: service items, kinds of paper, model cards,
// the contract, nets. An installed program (<prefix>/bin) finds them below <prefix>/share/xiaowu, a program
// of a developer's build in the source tree it was made from. Never in both: what the install rules
// (packaging/CMakeLists.txt) forgot is missing, and the test of the installation says so. Any thread.

#include <filesystem>
#include <string_view>

namespace xiaowu {

/// A file or folder by its path in the source tree, for example "kiosk-config/services"; it may be missing.
[[nodiscard]] std::filesystem::path delivered(std::string_view name);

/// The folder of the nets that packaging/setup/models.sh fetched and checked; it may be missing.
[[nodiscard]] std::filesystem::path fetchedModels();

/// The folder of the pictures for the simulators' persons, likewise.
[[nodiscard]] std::filesystem::path fetchedFaces();

/// A program that was built, and is installed, together with the one that runs.
[[nodiscard]] std::filesystem::path programBeside(std::string_view name);

}  // namespace xiaowu
