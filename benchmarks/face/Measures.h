#pragma once
// What the parts of bench_vision share: files, means, error rates.

#include "core/image/Image.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace xiaowu::face {
class FaceEngine;
}

namespace xiaowu::bench {

/// $XIAOWU_SHARED_DATA/faces, else ../shared/data/faces beside the source.
[[nodiscard]] std::filesystem::path facesFolder();
/// The folder's files in the order of their names; empty when there is no folder.
[[nodiscard]] std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder);
/// An empty picture when it cannot be read.
[[nodiscard]] Image pictureOf(const std::filesystem::path& file);
/// File names begin with the subject's number: "0001_…".
[[nodiscard]] std::string subjectOf(const std::filesystem::path& file);

[[nodiscard]] double meanOf(const std::vector<double>& values);
[[nodiscard]] nlohmann::ordered_json spread(const std::vector<double>& values);
[[nodiscard]] double shareBelow(const std::vector<double>& values, double threshold);

/// FRR and FAR at `threshold`, the FRR at FAR 1 %, 0.1 % and 0.01 % with their thresholds, and the numbers of
/// pairs.
[[nodiscard]] nlohmann::ordered_json verificationRates(const std::vector<double>& genuine,
                                                       const std::vector<double>& impostor, double threshold);

// The parts. Each gives one object of the document; none of them judges.
[[nodiscard]] nlohmann::ordered_json timesOf(face::FaceEngine& engine, const Image& image);
[[nodiscard]] nlohmann::ordered_json memoryOver(face::FaceEngine& engine, const Image& image, int frames);
[[nodiscard]] nlohmann::ordered_json printedPhotoAgainstLive(face::FaceEngine& engine,
                                                             const std::filesystem::path& faces);
[[nodiscard]] nlohmann::ordered_json listedPairs(face::FaceEngine& engine,
                                                 const std::filesystem::path& faces);
[[nodiscard]] nlohmann::ordered_json visibleLightAttacks(face::FaceEngine& engine,
                                                         const std::filesystem::path& faces);

}  // namespace xiaowu::bench
