#include "app/printing/Slip.h"

#include "core/domain/Masking.h"
#include "core/image/Qr.h"
#include "recognition/documents/DocumentReading.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace xiaowu::printing {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kWidth = 80;
constexpr double kMargin = 6;
constexpr double kQrSide = 34;

struct Freer {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  auto* bytes = static_cast<Bytes*>(closure);
  bytes->insert(bytes->end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

/// Draws the slip from the top; drawing it once on a sheet that nobody sees gives its length.
class Pen {
 public:
  Pen(cairo_t* context, const SlipContent& content) : m_context(context), m_content(content) {}

  double draw() {
    m_y = kMargin;
    if (!m_content.place.empty()) {
      text(m_content.place, 3.9, false, true);
    }
    text(m_content.title, 7, true, true);
    rule();
    text(m_content.state, 5.6, true, true);
    rule();
    const bool english = m_content.english;
    labelled(english ? "Service" : "事项", m_content.itemName);
    labelled(english ? "Applicant" : "申请人", domain::maskedName(m_content.applicantName));
    labelled(english ? "Time" : "时间", m_content.time);
    qr();
    for (std::size_t line = 0; line < std::min<std::size_t>(m_content.nextSteps.size(), 4); ++line) {
      text(m_content.nextSteps[line], 4.4, false, false);
    }
    return m_y + kMargin;
  }

 private:
  void text(const std::string& words, double sizeMm, bool bold, bool centred) {
    if (words.empty()) {
      return;
    }
    const std::unique_ptr<PangoLayout, Freer> layout(pango_cairo_create_layout(m_context));
    const std::unique_ptr<PangoFontDescription, Freer> font(
        pango_font_description_from_string("Noto Sans CJK SC"));
    pango_font_description_set_absolute_size(font.get(), sizeMm * kPointsPerMm * PANGO_SCALE);
    if (bold) {
      pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
    }
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(),
                           static_cast<int>((kWidth - 2 * kMargin) * kPointsPerMm * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    cairo_move_to(m_context, kMargin * kPointsPerMm, m_y * kPointsPerMm);
    pango_cairo_show_layout(m_context, layout.get());
    m_y += height / static_cast<double>(PANGO_SCALE) / kPointsPerMm + 1;
  }

  void labelled(const std::string& label, const std::string& value) {
    if (!value.empty()) {
      text(label + (m_content.english ? ": " : "：") + value, 4.4, false, false);
    }
  }

  void rule() {
    cairo_set_line_width(m_context, 0.3 * kPointsPerMm);
    cairo_move_to(m_context, kMargin * kPointsPerMm, (m_y + 1) * kPointsPerMm);
    cairo_line_to(m_context, (kWidth - kMargin) * kPointsPerMm, (m_y + 1) * kPointsPerMm);
    cairo_stroke(m_context);
    m_y += 3;
  }

  void qr() {
    if (m_content.qrText.empty()) {
      return;
    }
    const auto code = qrCode(m_content.qrText);
    if (!code) {
      m_failure = Error{std::string(documents::errors::kSlipFailed), Fault::Bug, "QR code: text too long"};
      return;
    }
    const double module = kQrSide / (code->width + 2 * kQrQuietModules) * kPointsPerMm;
    const double left = (kWidth - kQrSide) / 2 * kPointsPerMm + kQrQuietModules * module;
    const double top = m_y * kPointsPerMm + kQrQuietModules * module;
    for (int y = 0; y < code->width; ++y) {
      for (int x = 0; x < code->width; ++x) {
        if (code->isDark(x, y)) {
          cairo_rectangle(m_context, left + x * module, top + y * module, module, module);
        }
      }
    }
    cairo_fill(m_context);  // one path, so that no viewer draws hairlines between the modules
    m_y += kQrSide + 1;
  }

  cairo_t* m_context;
  const SlipContent& m_content;
  double m_y = 0;

 public:
  Error m_failure;  // code empty: none
};

}  // namespace

Result<Bytes> receiptSlipPdf(const SlipContent& content) {
  Bytes bytes;
  const std::unique_ptr<cairo_surface_t, Freer> surface(
      cairo_pdf_surface_create_for_stream(append, &bytes, kWidth * kPointsPerMm, 200 * kPointsPerMm));
  // Newer versions pack objects into streams, which old printers do not read.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  double length = 0;
  {
    const std::unique_ptr<cairo_surface_t, Freer> unseen(
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
    const std::unique_ptr<cairo_t, Freer> context(cairo_create(unseen.get()));
    Pen pen(context.get(), content);
    length = pen.draw();
    if (!pen.m_failure.code.empty()) {
      return fail(pen.m_failure);
    }
  }
  cairo_pdf_surface_set_size(surface.get(), kWidth * kPointsPerMm, length * kPointsPerMm);
  {
    const std::unique_ptr<cairo_t, Freer> context(cairo_create(surface.get()));
    Pen(context.get(), content).draw();
    cairo_show_page(context.get());
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return fail(documents::errors::kSlipFailed, Fault::Bug,
                cairo_status_to_string(cairo_surface_status(surface.get())));
  }
  return bytes;
}

}  // namespace xiaowu::printing
