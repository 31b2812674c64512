#pragma once
// How much of a part is sent at once: what the line carries in some ten seconds. A cut costs one piece, so a
// part never begins anew; a good line sends most parts whole. One thread at a time.

#include "core/base/Clock.h"

#include <cstddef>

namespace xiaowu::sync {

class PieceSize {
 public:
  static constexpr std::size_t kMin = 16UL << 10;  // bytes
  static constexpr std::size_t kMax = 16UL << 20;

  /// `clock` outlives this.
  explicit PieceSize(const Clock& clock) : m_clock(clock), m_began(clock.steady()) {}

  [[nodiscard]] std::size_t bytes() const { return m_bytes; }
  /// A piece is about to go.
  void begin() { m_began = m_clock.steady(); }
  /// It has come, and was so large: at most four times that is tried next.
  void arrived(std::size_t bytes);
  /// It was lost on the way.
  void lost();

 private:
  const Clock& m_clock;
  SteadyTime m_began;
  std::size_t m_bytes = 64UL << 10;
  int m_quiet = 0;  ///< pieces to go before a larger one is tried
};

}  // namespace xiaowu::sync
