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

}  // namespace xiaowu::domain
