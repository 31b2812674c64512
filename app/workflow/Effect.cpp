#include "app/workflow/Effect.h"

namespace xiaowu::workflow {

std::string_view effectName(const Effect& effect) {
  return std::visit([](const auto& kind) { return kind.kName; }, effect);
}

}  // namespace xiaowu::workflow
