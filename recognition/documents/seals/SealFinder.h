#pragma once
// Finds round seals by colour and ring. A found seal says that a seal is there, never that it is genuine.
// Pure; any thread; may throw cv::Exception.

#include "recognition/documents/DocumentReading.h"

#include <vector>

namespace xiaowu::documents {

/// What a seal is taken to have where the scale is not known: those of offices, committees and firms are 38 …
/// 45 mm wide.
inline constexpr double kUsualSealRadiusMm = 20;

/// Red rings of 12 … 30 mm radius; when there is none, also grey rings (copies). `page.dpi` must be set;
/// without it nothing is found. Takes some 30 ms.
[[nodiscard]] std::vector<Seal> findSeals(const Image& page);

/// Red rings alone, without the look for copies. Takes some 15 ms.
[[nodiscard]] std::vector<Seal> findRedSeals(const Image& page);

/// For a picture of unknown scale: the resolution at which its best ring is a seal of 40 mm, or 0 when there
/// is no ring. Looks at up to five resolutions, some 100 ms.
[[nodiscard]] double dpiFromSeals(const Image& picture);

}  // namespace xiaowu::documents
