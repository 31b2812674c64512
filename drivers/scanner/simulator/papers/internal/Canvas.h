#pragma once
// A sheet to draw on, measured in millimetres from the upper left corner.

#include "core/image/Image.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>

namespace xiaowu::simulator {

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};

enum class Face { Song, Hei, Kai, Mono };

struct TextStyle {
  Face face = Face::Song;
  double size = 4;  ///< mm, the em square
  bool bold = false;
  double spacing = 0;  ///< mm between letters
  Colour colour{0.08, 0.08, 0.1};
};

struct SealStamp {
  std::string title;   ///< on the arc
  std::string centre;  ///< straight line under the star, may be empty
  double x = 0;
  double y = 0;
  double radius = 20;
  double degrees = 0;
  std::string code{};  ///< digits under the arc, close to the ring, as companies have
  Face face = Face::Song;
  double letterHeight = 0.25;  ///< of a letter of the title, share of the radius
  double letterWidth = 0.85;   ///< at most, share of its height
  double letterDegrees = 30;   ///< from letter to letter, at most; many letters stand closer
  double ringMm = 1.1;
  double wear = 0.28;  ///< share of the ink that is missing at worst
  Colour ink{0.80, 0.09, 0.13};
};

class Canvas {
 public:
  Canvas(double width, double height, int dpi, Colour paper);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// `y` is the middle of the line.
  void text(double x, double y, const std::string& text, const TextStyle& style);
  void centred(double x, double y, const std::string& text, const TextStyle& style);
  [[nodiscard]] double width(const std::string& text, const TextStyle& style) const;
  void line(double x1, double y1, double x2, double y2, double thickness, const Colour& colour);
  /// Faint waves over the whole sheet, as security paper has.
  void waves(const Colour& colour, int count, std::mt19937_64& random);
  /// Red ink that multiplies with what lies under it and has small gaps, as a real stamp.
  void stamp(const SealStamp& seal, std::mt19937_64& random);
  [[nodiscard]] bool good() const;
  [[nodiscard]] Image finish() const;

 private:
  struct Surfaces;
  std::unique_ptr<Surfaces> m_surfaces;
};

}  // namespace xiaowu::simulator
