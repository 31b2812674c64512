#pragma once
// Words for residents that are data, in the two languages of the screen.

#include <string>

namespace xiaowu::domain {

struct LocalText {  ///< both languages are always present, or neither
  std::string zh;
  std::string en;
};

}  // namespace xiaowu::domain
