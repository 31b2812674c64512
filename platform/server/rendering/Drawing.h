#pragma once
// What the seal and the sheet share. Private to ProofSheet.cpp and Seal.cpp, which wrap cairo and pango.

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace xiaowu::platform::drawing {

struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ObjectDeleter {
  void operator()(void* object) const { g_object_unref(object); }
};
using Context = std::unique_ptr<cairo_t, ContextDeleter>;
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;
using Layout = std::unique_ptr<PangoLayout, ObjectDeleter>;

inline constexpr double kMm = 72.0 / 25.4;  ///< points per millimetre

struct Style {
  const char* family = "Noto Serif CJK SC";
  double size = 11;  ///< points
  bool bold = false;
  double width = -1;  ///< points; wraps there
  PangoAlignment alignment = PANGO_ALIGN_LEFT;
  double spacing = 0;  ///< extra space between letters, points
  double lineHeight = 1.5;
};

struct Size {
  double width, height;
};

[[nodiscard]] Layout layoutOf(cairo_t* context, const std::string& text, const Style& style);
[[nodiscard]] Size sizeOf(PangoLayout* layout);
/// Draws at the left upper corner and returns the size.
Size drawText(cairo_t* context, double x, double y, const std::string& text, const Style& style);

/// Round seal with its centre at (x, y).
void drawSeal(cairo_t* context, double x, double y, double diameter);

}  // namespace xiaowu::platform::drawing
