#pragma once
// The service items that the pages are shown with; invented.

#include "app/workflow/Machine.h"

namespace xiaowu::pagestest {

[[nodiscard]] workflow::Rules sampleRules();

}  // namespace xiaowu::pagestest
