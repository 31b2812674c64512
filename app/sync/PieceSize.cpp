#include "app/sync/PieceSize.h"

#include <algorithm>
#include <chrono>

namespace xiaowu::sync {

namespace {

constexpr double kSecondsAPiece = 10;
constexpr std::size_t kGrowthMax = 4;
constexpr int kQuietAfterLoss = 8;  // pieces that must arrive before a larger one is tried again

}  // namespace

void PieceSize::arrived(std::size_t bytes) {
  if (bytes == 0) {
    return;
  }
  const auto took = std::chrono::duration<double>(m_clock.steady() - m_began).count();
  const auto grown = m_quiet > 0 ? m_bytes : std::max(m_bytes, bytes * kGrowthMax);
  m_quiet = std::max(m_quiet - 1, 0);
  const double carried =
      took > 0 ? static_cast<double>(bytes) / took * kSecondsAPiece : static_cast<double>(kMax);
  const auto wanted = static_cast<std::size_t>(std::min(carried, static_cast<double>(kMax)));
  m_bytes = std::clamp(std::min(wanted, grown), kMin, kMax);
}

void PieceSize::lost() {
  m_bytes = std::max(m_bytes / 2, kMin);
  m_quiet = kQuietAfterLoss;
}

}  // namespace xiaowu::sync
