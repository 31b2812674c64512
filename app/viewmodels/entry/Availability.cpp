#include "app/viewmodels/entry/Availability.h"

#include "app/viewmodels/Wording.h"
#include "app/workflow/Machine.h"

namespace xiaowu::viewmodels {

QString whyNot(const catalog::ServiceItem& item, const workflow::Availability& availability) {
  const auto missing = workflow::missingFor(item, availability);
  return missing.empty() ? QString() : wording::missing(QString::fromStdString(missing.front()));
}

}  // namespace xiaowu::viewmodels
