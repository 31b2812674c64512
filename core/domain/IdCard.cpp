#include "core/domain/IdCard.h"

namespace xiaowu::domain {

std::string_view cardKindName(CardKind kind) {
  switch (kind) {
    case CardKind::Resident: return "resident";
    case CardKind::HkMacaoTaiwan: return "hk-macao-taiwan";
    case CardKind::Foreigner2017: return "foreigner-2017";
    case CardKind::Foreigner2023: return "foreigner-2023";
  }
  return "resident";
}

std::string isoDate(const std::optional<std::chrono::year_month_day>& date) {
  if (!date) {
    return {};
  }
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date->year()),
                static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day()));
  return text.data();
}

}  // namespace xiaowu::domain
