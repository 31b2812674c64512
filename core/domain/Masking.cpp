#include "core/domain/Masking.h"

#include <algorithm>
#include <array>

namespace xiaowu::domain {
namespace {

bool beginsCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

bool beginsWithCompoundSurname(std::string_view name) {
  constexpr std::array<std::string_view, 16> kCompound{"欧阳", "上官", "司马", "诸葛", "东方", "皇甫",
                                                       "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯",
                                                       "端木", "长孙", "宇文", "南宫"};
  return std::any_of(kCompound.begin(), kCompound.end(), [&](std::string_view surname) {
    // A name of two characters is never all surname.
    return name.size() > surname.size() && name.substr(0, surname.size()) == surname;
  });
}

}  // namespace

std::string maskedName(std::string_view name) {
  if (name.empty()) {
    return {};
  }
  if ((static_cast<unsigned char>(name[0]) & 0x80U) == 0) {
    const auto end = name.find_first_of(", ");
    return end == std::string_view::npos ? std::string(name.substr(0, 1)) + "***"
                                         : std::string(name.substr(0, end)) + ", ***";
  }
  const std::size_t shown = beginsWithCompoundSurname(name) ? 2 : 1;
  std::size_t characters = 0;
  std::string masked;
  for (const char byte : name) {
    const bool begins = beginsCharacter(byte);
    characters += begins ? 1 : 0;
    if (characters <= shown) {
      masked += byte;
    } else if (begins) {
      masked += '*';
    }
  }
  return masked;
}

}  // namespace xiaowu::domain
