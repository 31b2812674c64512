#pragma once
// Finds round seals on a straight page by colour and circle fit. A found seal says that a seal is there, never that it is genuine.

#include "app/documents/DocumentReading.h"

#include <vector>

namespace xiaowu::documents {

/// Red rings of 12 … 30 mm radius; when there is none, also grey rings (copies). `page.dpi` must be set; without it nothing is found. Takes some 30 ms.
[[nodiscard]] std::vector<Seal> findSeals(const Image& page);

}  // namespace xiaowu::documents
