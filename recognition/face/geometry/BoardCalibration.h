#pragma once
// Two cameras calibrated from pictures of one chequerboard that both saw at the same moments (Zhang's method,
// by OpenCV).

#include "core/image/Image.h"
#include "recognition/face/geometry/Calibration.h"

#include <array>
#include <optional>
#include <vector>

namespace xiaowu::face {

namespace errors {
/// In none of the pairs do both cameras see the whole board.
inline constexpr std::string_view kBoardNotSeen = "calibration.board-not-seen";
/// Fewer than kBoardViewsMin pairs show it.
inline constexpr std::string_view kTooFewViews = "calibration.too-few-views";
/// The board was held in one place, or always level.
inline constexpr std::string_view kViewsAlike = "calibration.views-alike";
}  // namespace errors

struct BoardShape {
  int columns = 9;  ///< inner corners
  int rows = 6;
  double squareMm = 25;
};

inline constexpr int kBoardViewsMin = 8;

/// Collects pairs; keeps corners only, no picture. Used by one thread.
class BoardCalibration {
 public:
  explicit BoardCalibration(BoardShape board) : m_board(board) {}
  /// Whether both pictures show the whole board. Fails with errors::kPicture for a picture without pixels,
  /// kCalibrationSize when the size has changed.
  [[nodiscard]] Result<bool> add(const Image& rgb, const Image& nir);
  [[nodiscard]] int views() const { return static_cast<int>(m_views.size()); }
  /// Takes seconds. Checked as checkCalibration() does; `date` is YYYY-MM-DD.
  [[nodiscard]] Result<Calibration> solve(const std::string& rgbName, const std::string& nirName,
                                          const std::string& date) const;

 private:
  using Corners = std::vector<std::array<float, 2>>;
  struct View {
    Corners rgb;
    Corners nir;
  };
  BoardShape m_board;
  std::vector<View> m_views;
  std::array<int, 4> m_sizes{};  ///< widths and heights
};

}  // namespace xiaowu::face
