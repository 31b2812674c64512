#include "drivers/scanner/simulator/papers/internal/Canvas.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

namespace xiaowu::simulator {
namespace {

struct CairoFree {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
struct PangoFree {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using Surface = std::unique_ptr<cairo_surface_t, CairoFree>;
using Context = std::unique_ptr<cairo_t, CairoFree>;
using Layout = std::unique_ptr<PangoLayout, PangoFree>;

constexpr double kPi = std::numbers::pi;

const char* familyOf(Face face) {
  switch (face) {
    case Face::Hei: return "Noto Sans CJK SC";
    case Face::Kai: return "AR PL UKai CN";
    case Face::Mono: return "DejaVu Sans Mono";
    case Face::Song: break;
  }
  return "Noto Serif CJK SC";
}

Layout layoutOf(cairo_t* context, const std::string& text, const TextStyle& style, double pixelsPerMm) {
  Layout layout(pango_cairo_create_layout(context));
  const std::unique_ptr<PangoFontDescription, PangoFree> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), familyOf(style.face));
  pango_font_description_set_absolute_size(font.get(), style.size * pixelsPerMm * PANGO_SCALE);
  if (style.bold) {
    pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
  }
  pango_layout_set_font_description(layout.get(), font.get());
  if (style.spacing > 0) {
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(
                                           static_cast<int>(style.spacing * pixelsPerMm * PANGO_SCALE)));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
  }
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> list;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U || list.empty()) {
      list.emplace_back();
    }
    list.back() += byte;
  }
  return list;
}

/// Draws `text` centred on the origin of the context.
void drawCentred(cairo_t* context, const std::string& text, const TextStyle& style) {
  const Layout layout = layoutOf(context, text, style, 1.0);
  int width = 0;
  int height = 0;
  pango_layout_get_pixel_size(layout.get(), &width, &height);
  cairo_move_to(context, -width / 2.0, -height / 2.0);
  pango_cairo_show_layout(context, layout.get());
}

/// Letters round the origin, the middle one above it (`reach` below 0) or under it, `step` radians
/// apart, clockwise when above 0.
void drawArc(cairo_t* context, const std::vector<std::string>& letters, double step, double reach,
             double squeeze, const TextStyle& style) {
  for (std::size_t index = 0; index < letters.size(); ++index) {
    cairo_save(context);
    cairo_rotate(context,
                 (static_cast<double>(index) - static_cast<double>(letters.size() - 1) / 2.0) * step);
    cairo_translate(context, 0, reach);
    cairo_scale(context, squeeze, 1.0);
    drawCentred(context, letters[index], style);
    cairo_restore(context);
  }
}

void drawStar(cairo_t* context, double radius) {
  for (int corner = 0; corner < 10; ++corner) {
    const double reach = corner % 2 == 0 ? radius : radius * 0.382;
    const double angle = corner * kPi / 5 - kPi / 2;
    cairo_line_to(context, reach * std::cos(angle), reach * std::sin(angle));
  }
  cairo_close_path(context);
  cairo_fill(context);
}

/// Stamps never print evenly: lowers the alpha in soft spots of about 1 mm.
void wearInk(cairo_surface_t* ink, double pixelsPerMm, double wear, std::mt19937_64& random) {
  cairo_surface_flush(ink);
  const int width = cairo_image_surface_get_width(ink);
  const int height = cairo_image_surface_get_height(ink);
  const int cell = std::max(2, static_cast<int>(pixelsPerMm));
  const int columns = width / cell + 2;
  std::vector<double> grid(static_cast<std::size_t>(columns * (height / cell + 2)));
  for (auto& value : grid) {
    value = 1 - wear + wear * static_cast<double>(random() % 1000) / 1000.0;
  }
  unsigned char* data = cairo_image_surface_get_data(ink);
  for (int y = 0; y < height; ++y) {
    unsigned char* row = data + static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(ink);
    for (int x = 0; x < width; ++x) {
      const double fx = static_cast<double>(x % cell) / cell;
      const double fy = static_cast<double>(y % cell) / cell;
      const double* corner = grid.data() + static_cast<std::ptrdiff_t>(y / cell) * columns + x / cell;
      const double strength = (1 - fy) * ((1 - fx) * corner[0] + fx * corner[1]) +
                              fy * ((1 - fx) * corner[columns] + fx * corner[columns + 1]);
      for (int channel = 0; channel < 4; ++channel) {
        row[x * 4 + channel] = static_cast<unsigned char>(row[x * 4 + channel] * strength);
      }
    }
  }
  cairo_surface_mark_dirty(ink);
}

}  // namespace

struct Canvas::Surfaces {
  Surface sheet;
  Context context;
  double scale = 1;  // pixels per mm
  double dpi = 0;
};

Canvas::Canvas(double width, double height, int dpi, Colour paper)
    : m_surfaces(std::make_unique<Surfaces>()) {
  m_surfaces->scale = dpi / 25.4;
  m_surfaces->dpi = dpi;
  m_surfaces->sheet.reset(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width * m_surfaces->scale)),
                                 static_cast<int>(std::lround(height * m_surfaces->scale))));
  m_surfaces->context.reset(cairo_create(m_surfaces->sheet.get()));
  cairo_set_source_rgb(m_surfaces->context.get(), paper.red, paper.green, paper.blue);
  cairo_paint(m_surfaces->context.get());
}

Canvas::~Canvas() = default;

void Canvas::text(double x, double y, const std::string& text, const TextStyle& style) {
  cairo_t* context = m_surfaces->context.get();
  const Layout layout = layoutOf(context, text, style, m_surfaces->scale);
  int height = 0;
  pango_layout_get_pixel_size(layout.get(), nullptr, &height);
  cairo_set_source_rgb(context, style.colour.red, style.colour.green, style.colour.blue);
  cairo_move_to(context, x * m_surfaces->scale, y * m_surfaces->scale - height / 2.0);
  pango_cairo_show_layout(context, layout.get());
}

void Canvas::centred(double x, double y, const std::string& text, const TextStyle& style) {
  this->text(x - width(text, style) / 2, y, text, style);
}

double Canvas::width(const std::string& text, const TextStyle& style) const {
  const Layout layout = layoutOf(m_surfaces->context.get(), text, style, m_surfaces->scale);
  int pixels = 0;
  pango_layout_get_pixel_size(layout.get(), &pixels, nullptr);
  return pixels / m_surfaces->scale;
}

void Canvas::line(double x1, double y1, double x2, double y2, double thickness, const Colour& colour) {
  cairo_t* context = m_surfaces->context.get();
  cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
  cairo_set_line_width(context, thickness * m_surfaces->scale);
  cairo_move_to(context, x1 * m_surfaces->scale, y1 * m_surfaces->scale);
  cairo_line_to(context, x2 * m_surfaces->scale, y2 * m_surfaces->scale);
  cairo_stroke(context);
}

void Canvas::waves(const Colour& colour, int count, std::mt19937_64& random) {
  cairo_t* context = m_surfaces->context.get();
  const double right = cairo_image_surface_get_width(m_surfaces->sheet.get());
  const double bottom = cairo_image_surface_get_height(m_surfaces->sheet.get());
  cairo_set_source_rgb(context, colour.red, colour.green, colour.blue);
  cairo_set_line_width(context, 0.12 * m_surfaces->scale);
  for (int wave = 0; wave < count; ++wave) {
    const double middle = bottom * (wave + 0.5) / count;
    const double period = (18.0 + static_cast<double>(random() % 20)) * m_surfaces->scale;
    const double phase = static_cast<double>(random() % 628) / 100.0;
    for (double x = 0; x < right; x += 2) {
      cairo_line_to(context, x, middle + 2.2 * m_surfaces->scale * std::sin(2 * kPi * x / period + phase));
    }
    cairo_stroke(context);
  }
}

void Canvas::stamp(const SealStamp& seal, std::mt19937_64& random) {
  const double radius = seal.radius * m_surfaces->scale;
  const int side = static_cast<int>(2 * radius) + 4;
  const Surface ink(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, side, side));
  {
    const Context pen(cairo_create(ink.get()));
    cairo_set_source_rgb(pen.get(), seal.ink.red, seal.ink.green, seal.ink.blue);
    cairo_translate(pen.get(), side / 2.0, side / 2.0);
    const double ring = seal.ringMm * m_surfaces->scale;
    cairo_set_line_width(pen.get(), ring);
    cairo_arc(pen.get(), 0, 0, radius - ring / 2, 0, 2 * kPi);
    cairo_stroke(pen.get());
    drawStar(pen.get(), radius * 0.27);
    const auto letters = characters(seal.title);
    const double step =
        std::min(seal.letterDegrees, 270.0 / static_cast<double>(std::max<std::size_t>(letters.size(), 1))) *
        kPi / 180;
    drawArc(pen.get(), letters, step, -(0.885 - seal.letterHeight / 2) * radius,
            std::min(seal.letterWidth, step * 0.8 / seal.letterHeight),
            {seal.face, radius * seal.letterHeight, true, 0, {}});
    if (!seal.code.empty()) {
      // Digits run the other way round: read from outside, from left to right along the bottom.
      const auto digits = characters(seal.code);
      drawArc(pen.get(), digits, -0.085, 0.87 * radius, 1, {Face::Hei, radius * 0.085, false, 0, {}});
    }
    if (!seal.centre.empty()) {
      cairo_translate(pen.get(), 0, radius * 0.52);
      drawCentred(pen.get(), seal.centre, {Face::Song, radius * 0.19, true, 0, {}});
    }
  }
  wearInk(ink.get(), m_surfaces->scale, seal.wear, random);
  cairo_t* context = m_surfaces->context.get();
  cairo_save(context);
  cairo_translate(context, seal.x * m_surfaces->scale, seal.y * m_surfaces->scale);
  cairo_rotate(context, seal.degrees * kPi / 180);
  cairo_set_operator(context, CAIRO_OPERATOR_MULTIPLY);
  cairo_set_source_surface(context, ink.get(), -side / 2.0, -side / 2.0);
  cairo_paint(context);
  cairo_restore(context);
}

bool Canvas::good() const {
  return cairo_status(m_surfaces->context.get()) == CAIRO_STATUS_SUCCESS;
}

Image Canvas::finish() const {
  cairo_surface_t* sheet = m_surfaces->sheet.get();
  cairo_surface_flush(sheet);
  const int width = cairo_image_surface_get_width(sheet);
  const int height = cairo_image_surface_get_height(sheet);
  Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (int y = 0; y < height; ++y) {
    const unsigned char* row = cairo_image_surface_get_data(sheet) +
                               static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(sheet);
    std::uint8_t* out = pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
    for (int x = 0; x < width; ++x) {
      std::memcpy(out + x * 3, row + x * 4, 3);  // cairo's RGB24 is B, G, R, unused on little-endian machines
    }
  }
  return Image::of(width, height, PixelFormat::Bgr8, std::move(pixels), m_surfaces->dpi);
}

}  // namespace xiaowu::simulator
