#pragma once
// What may stand in a form field, and what card and papers fill in. Pure.

#include "core/catalog/ServiceItem.h"
#include "core/domain/Case.h"
#include "core/domain/IdCard.h"

#include <map>
#include <string>
#include <string_view>

namespace xiaowu::workflow {

/// Empty when the value is good, else a code (core/domain/ErrorCodes.h, kField…).
/// `today` in China, for dates with limits.
[[nodiscard]] std::string_view fieldError(const catalog::FormField& field, const std::string& value,
                                          std::chrono::year_month_day today);

/// What the card says: "name", "number", "sex" (男, 女), "birth" (YYYY-MM-DD), "ethnicGroup", "address";
/// empty for what it does not say.
[[nodiscard]] std::string cardValue(const domain::IdCard& card, std::string_view name);

/// Answers to every field that the item takes from the card; grade A, an organ issued it.
[[nodiscard]] std::map<std::string, domain::Answer> answersFromCard(const catalog::ServiceItem& item,
                                                                    const domain::IdCard& card);

/// Puts what was read from an accepted paper into the fields that the item takes from it; never over what the
/// resident typed, and never what he says is not on the paper.
void fillFromPaper(const catalog::ServiceItem& item, const domain::Material& material,
                   std::map<std::string, domain::Answer>& answers);

}  // namespace xiaowu::workflow
