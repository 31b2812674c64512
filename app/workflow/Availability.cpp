#include "app/workflow/Availability.h"

#include <algorithm>

namespace xiaowu::workflow {

bool Availability::has(std::string_view need) const {
  return std::any_of(devices.begin(), devices.end(),
                     [&](const KnownDevice& each) { return each.ready && each.instance.meets(need); });
}

std::string Availability::reasonOf(std::string_view need) const {
  const auto first = std::find_if(devices.begin(), devices.end(),
                                  [&](const KnownDevice& each) { return each.instance.meets(need); });
  return first == devices.end() ? std::string() : first->reason;
}

KnownDevice* Availability::device(std::string_view id) {
  const auto found = std::find_if(devices.begin(), devices.end(),
                                  [&](const KnownDevice& each) { return each.instance.id == id; });
  return found == devices.end() ? nullptr : &*found;
}

}  // namespace xiaowu::workflow
