#include "platform/server/rendering/Drawing.h"
#include "platform/server/rendering/ProofSheet.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string_view>

namespace xiaowu::platform {
namespace drawing {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr std::array<const char*, 12> kArcText = {"不", "动", "产", "登", "记", "自",
                                                  "助", "查", "询", "专", "用", "章"};

void star(cairo_t* context, double x, double y, double radius) {
  const double inner = radius * std::sin(kPi / 10) / std::sin(7 * kPi / 10);
  for (int i = 0; i < 10; ++i) {
    const double r = i % 2 == 0 ? radius : inner;
    const double angle = -kPi / 2 + i * kPi / 5;
    cairo_line_to(context, x + r * std::cos(angle), y + r * std::sin(angle));
  }
  cairo_close_path(context);
  cairo_fill(context);
}

// One character standing on the arc, slender as on engraved seals. Centred by its ink, so that the ring of
// text is even.
void arcCharacter(cairo_t* context, const char* text, double x, double y, double radius, double angle,
                  double size) {
  cairo_save(context);
  cairo_translate(context, x + radius * std::cos(angle), y + radius * std::sin(angle));
  cairo_rotate(context, angle + kPi / 2);
  cairo_scale(context, 0.78, 1.12);
  const auto layout = layoutOf(context, text, {.size = size, .bold = true, .lineHeight = 1.0});
  const auto extent = sizeOf(layout.get());
  cairo_move_to(context, -extent.width / 2, -extent.height / 2);
  pango_cairo_show_layout(context, layout.get());
  cairo_restore(context);
}

void sealInk(cairo_t* context, double x, double y, double diameter) {
  const double radius = diameter / 2;
  const double ring = diameter * 1.3 / 42;
  cairo_set_source_rgb(context, 0.78, 0.05, 0.09);
  cairo_new_path(context);
  cairo_set_line_width(context, ring);
  cairo_arc(context, x, y, radius - ring / 2, 0, 2 * kPi);
  cairo_stroke(context);
  star(context, x, y - diameter * 0.035, diameter * 0.155);
  const double size = diameter * 0.112;
  const double spread = 250.0 / 180 * kPi;
  for (std::size_t i = 0; i < kArcText.size(); ++i) {
    const double angle = -kPi / 2 - spread / 2 + spread * static_cast<double>(i) / (kArcText.size() - 1);
    arcCharacter(context, kArcText[i], x, y, radius - ring - diameter * 0.088, angle, size);
  }
  const auto word =
      layoutOf(context, "测试章",
               {.size = diameter * 0.108, .bold = true, .spacing = diameter * 0.012, .lineHeight = 1.0});
  const auto extent = sizeOf(word.get());
  cairo_move_to(context, x - extent.width / 2 + diameter * 0.006, y + diameter * 0.25 - extent.height / 2);
  pango_cairo_show_layout(context, word.get());
}

}  // namespace

void drawSeal(cairo_t* context, double x, double y, double diameter) {
  cairo_save(context);
  cairo_push_group(context);
  sealInk(context, x, y, diameter);
  cairo_pop_group_to_source(context);
  cairo_paint_with_alpha(context, 0.86);  // ink on paper: the text under it stays readable
  cairo_restore(context);
}

}  // namespace drawing

SealBounds measureSeal(double diameter) {
  const drawing::Surface surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
  const drawing::Context context(cairo_create(surface.get()));
  drawing::sealInk(context.get(), 0, 0, diameter);  // without the group, whose extents are unbounded here
  double left = 0, top = 0, width = 0, height = 0;
  cairo_recording_surface_ink_extents(surface.get(), &left, &top, &width, &height);
  return {left, top, left + width, top + height};
}

}  // namespace xiaowu::platform
