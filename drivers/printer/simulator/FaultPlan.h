#pragma once
// Which sheet of a simulated printer meets which fault.

#include <array>
#include <cstddef>

namespace xiaowu::simulator {

/// What a sheet may meet on its way out.
enum class SheetFault : std::size_t { NoPaper, Jam, OpenDoor, Abort };

/// Of each fault the number of the sheet that meets it, counted from the first that the printer ever put out;
/// 0: none is planned.
class FaultPlan {
 public:
  [[nodiscard]] int at(SheetFault fault) const { return m_sheet[static_cast<std::size_t>(fault)]; }
  void set(SheetFault fault, int sheet) { m_sheet[static_cast<std::size_t>(fault)] = sheet; }
  /// Whether the next sheet meets it when `out` have come out. Reached once, a fault stays until it is
  /// cleared.
  [[nodiscard]] bool due(SheetFault fault, int out) const { return at(fault) > 0 && out + 1 >= at(fault); }

 private:
  std::array<int, 4> m_sheet{};
};

}  // namespace xiaowu::simulator
