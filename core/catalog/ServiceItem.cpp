#include "core/catalog/ServiceItem.h"

#include <algorithm>

namespace xiaowu::catalog {

bool ServiceItem::allowsReuse() const {
  return std::any_of(materials.begin(), materials.end(),
                     [](const MaterialRequirement& material) { return material.reuseDays > 0; });
}

bool ServiceItem::allows(std::string_view identityWay) const {
  return identityWays.empty() ||
         std::find(identityWays.begin(), identityWays.end(), identityWay) != identityWays.end();
}

const FormField* ServiceItem::field(std::string_view id) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FormField& field) { return field.id == id; });
  return found == fields.end() ? nullptr : &*found;
}

const MaterialRequirement* ServiceItem::material(std::string_view wanted) const {
  const auto found =
      std::find_if(materials.begin(), materials.end(),
                   [&](const MaterialRequirement& material) { return material.code == wanted; });
  return found == materials.end() ? nullptr : &*found;
}

}  // namespace xiaowu::catalog
