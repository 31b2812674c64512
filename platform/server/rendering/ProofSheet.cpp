#include "platform/server/rendering/ProofSheet.h"

#include "core/image/Qr.h"
#include "platform/server/rendering/Drawing.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>

namespace xiaowu::platform {

namespace drawing {

Layout layoutOf(cairo_t* context, const std::string& text, const Style& style) {
  Layout layout(pango_cairo_create_layout(context));
  // Metrics must not depend on a screen: printed text is placed by the outlines alone.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options(pango_layout_get_context(layout.get()), options);
  cairo_font_options_destroy(options);
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, style.family);
  pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_alignment(layout.get(), style.alignment);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  if (style.width > 0) {
    pango_layout_set_width(layout.get(), static_cast<int>(style.width * PANGO_SCALE));
  }
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_language_new(pango_language_from_string("zh-CN")));
  pango_attr_list_insert(attributes,
                         pango_attr_letter_spacing_new(static_cast<int>(style.spacing * PANGO_SCALE)));
  pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(
                                         static_cast<int>(style.size * style.lineHeight * PANGO_SCALE)));
  pango_layout_set_attributes(layout.get(), attributes);
  pango_attr_list_unref(attributes);
  return layout;
}

Size sizeOf(PangoLayout* layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  return {static_cast<double>(logical.width) / PANGO_SCALE,
          static_cast<double>(logical.height) / PANGO_SCALE};
}

Size drawText(cairo_t* context, double x, double y, const std::string& text, const Style& style) {
  const auto layout = layoutOf(context, text, style);
  cairo_move_to(context, x, y);
  pango_cairo_show_layout(context, layout.get());
  return sizeOf(layout.get());
}

}  // namespace drawing

namespace {

using namespace drawing;

constexpr double kWidth = 210 * kMm;
constexpr double kHeight = 297 * kMm;
constexpr double kLeft = 27 * kMm;
constexpr double kInner = kWidth - 2 * kLeft;
constexpr double kTableBottomMax = 205 * kMm;  // below it: seal, code, footer
// Three faces for the whole sheet: embedding one of these large fonts costs some 150 ms.
constexpr const char* kSans = "Noto Sans CJK SC";

void ink(cairo_t* c) {
  cairo_set_source_rgb(c, 0.09, 0.11, 0.15);
}
void muted(cairo_t* c) {
  cairo_set_source_rgb(c, 0.28, 0.33, 0.42);
}
void blue(cairo_t* c) {
  cairo_set_source_rgb(c, 0.043, 0.29, 0.545);
}

void rule(cairo_t* c, double x1, double y1, double x2, double y2, double width) {
  cairo_set_line_width(c, width);
  cairo_move_to(c, x1, y1);
  cairo_line_to(c, x2, y2);
  cairo_stroke(c);
}

// Interlaced waves along one side: fine lines that a copier blurs. Whole periods, so that the corners meet.
void wave(cairo_t* c, double x1, double y1, double x2, double y2) {
  const double length = std::hypot(x2 - x1, y2 - y1);
  const double periods = std::round(length / (4.2 * kMm));
  cairo_save(c);
  cairo_translate(c, x1, y1);
  cairo_rotate(c, std::atan2(y2 - y1, x2 - x1));
  cairo_set_line_width(c, 0.35);
  for (int strand = 0; strand < 4; ++strand) {
    cairo_new_path(c);
    for (double t = 0; t <= length; t += 1.4) {
      cairo_line_to(c, t,
                    1.5 * kMm * std::sin(2 * M_PI * (t / length * periods + strand * 0.25)) *
                        std::cos(M_PI * 2 * t / length * periods * 0.5 + strand));
    }
    cairo_stroke(c);
  }
  cairo_restore(c);
}

void frame(cairo_t* c) {
  constexpr double outer = 10 * kMm;
  constexpr double middle = 12.4 * kMm;
  constexpr double inner = 14.8 * kMm;
  cairo_set_source_rgb(c, 0.60, 0.70, 0.82);
  wave(c, middle, middle, kWidth - middle, middle);
  wave(c, middle, kHeight - middle, kWidth - middle, kHeight - middle);
  wave(c, middle, middle, middle, kHeight - middle);
  wave(c, kWidth - middle, middle, kWidth - middle, kHeight - middle);
  blue(c);
  cairo_set_line_width(c, 1.1);
  cairo_rectangle(c, outer, outer, kWidth - 2 * outer, kHeight - 2 * outer);
  cairo_stroke(c);
  cairo_set_line_width(c, 0.4);
  cairo_rectangle(c, inner, inner, kWidth - 2 * inner, kHeight - 2 * inner);
  cairo_stroke(c);
}

bool drawQr(cairo_t* c, double x, double y, double side, const std::string& text) {
  const auto code = qrCode(text);
  if (!code) {
    return false;
  }
  const double module = side / code->width;
  cairo_set_source_rgb(c, 0, 0, 0);
  for (int row = 0; row < code->width; ++row) {
    for (int column = 0; column < code->width; ++column) {
      if (code->isDark(column, row)) {
        cairo_rectangle(c, x + column * module, y + row * module, module, module);
      }
    }
  }
  cairo_fill(c);
  return true;
}

double drawHead(cairo_t* c, const ProofContent& content) {
  double y = 25 * kMm;
  muted(c);
  drawText(c, kLeft, y, "证明编号 " + content.proofId, {.family = kSans, .size = 7.8});
  drawText(c, kLeft, y, "查验码 " + content.checkCode,
           {.family = kSans, .size = 7.8, .width = kInner, .alignment = PANGO_ALIGN_RIGHT});
  y += 10.5 * kMm;
  ink(c);
  y += drawText(c, kLeft, y, content.title,
                {.size = 24, .bold = true, .width = kInner, .alignment = PANGO_ALIGN_CENTER, .spacing = 1.6})
           .height +
       3.5 * kMm;
  blue(c);
  rule(c, kLeft, y, kLeft + kInner, y, 1.6);
  rule(c, kLeft, y + 2.4, kLeft + kInner, y + 2.4, 0.4);
  return y + 7 * kMm;
}

double drawIntroduction(cairo_t* c, double y, const ProofContent& content, double scale) {
  ink(c);
  const std::string text = "　　根据下列申请人的申请，经查询不动产登记簿，截至" + content.asOf + "，" +
                           (content.found ? "申请人名下的不动产登记信息如下：" : "结果如下：");
  return y + drawText(c, kLeft, y, text, {.size = 12 * scale, .width = kInner, .lineHeight = 1.75}).height +
         4 * kMm;
}

double drawRow(cairo_t* c, double y, const std::string& label, const std::string& value, double scale) {
  constexpr double labelWidth = 37 * kMm;
  const double pad = 2.1 * kMm * scale;
  const Style labelStyle{.size = 11 * scale, .width = labelWidth - 4 * kMm, .lineHeight = 1.45};
  const Style valueStyle{.size = 11.5 * scale, .width = kInner - labelWidth - 6 * kMm, .lineHeight = 1.45};
  const auto labelLayout = layoutOf(c, label, labelStyle);
  const auto valueLayout = layoutOf(c, value.empty() ? "—" : value, valueStyle);
  const double height =
      std::max(sizeOf(labelLayout.get()).height, sizeOf(valueLayout.get()).height) + 2 * pad;
  cairo_set_source_rgb(c, 0.945, 0.957, 0.973);
  cairo_rectangle(c, kLeft, y, labelWidth, height);
  cairo_fill(c);
  cairo_set_source_rgb(c, 0.55, 0.60, 0.68);
  rule(c, kLeft, y, kLeft + kInner, y, 0.5);
  rule(c, kLeft + labelWidth, y, kLeft + labelWidth, y + height, 0.5);
  muted(c);
  cairo_move_to(c, kLeft + 3 * kMm, y + (height - sizeOf(labelLayout.get()).height) / 2);
  pango_cairo_show_layout(c, labelLayout.get());
  ink(c);
  cairo_move_to(c, kLeft + labelWidth + 3.5 * kMm, y + (height - sizeOf(valueLayout.get()).height) / 2);
  pango_cairo_show_layout(c, valueLayout.get());
  return y + height;
}

double drawTable(cairo_t* c, double y, const ProofContent& content, double scale) {
  const double top = y;
  y = drawRow(c, y, "申请人", content.holderName, scale);
  y = drawRow(c, y, "身份证件号码", content.idNumber, scale);
  y = drawRow(c, y, "查询用途", content.purpose, scale);
  if (!content.found) {
    y = drawRow(c, y, "查询结果", "未查询到申请人名下的不动产登记信息。", scale);
  }
  for (const auto& [label, value] : content.entries) {
    y = drawRow(c, y, label, value, scale);
  }
  cairo_set_source_rgb(c, 0.28, 0.33, 0.42);
  cairo_set_line_width(c, 0.9);
  cairo_rectangle(c, kLeft, top, kInner, y - top);
  cairo_stroke(c);
  return y;
}

void drawIssue(cairo_t* c, double y, const ProofContent& content) {
  constexpr double column = 62 * kMm;
  const double x = kLeft + kInner - column;
  ink(c);
  drawText(c, x, y, content.issuer, {.size = 12.5, .width = column, .alignment = PANGO_ALIGN_CENTER});
  drawText(c, x, y + 7.6 * kMm, content.issuedDate,
           {.size = 12, .width = column, .alignment = PANGO_ALIGN_CENTER});
  drawSeal(c, x + column / 2, y + 6.5 * kMm, 42 * kMm);
}

bool drawCheck(cairo_t* c, double y, const ProofContent& content) {
  constexpr double side = 27 * kMm;
  if (!drawQr(c, kLeft, y, side, content.verifyUrl)) {
    return false;
  }
  const double x = kLeft + side + 5 * kMm;
  muted(c);
  drawText(c, x, y + 0.2 * kMm, "查验码", {.family = kSans, .size = 8.5});
  ink(c);
  drawText(c, x, y + 4.6 * kMm, content.checkCode, {.size = 14, .bold = true, .spacing = 0.6});
  muted(c);
  drawText(c, x, y + 12.4 * kMm, "签发时间　" + content.issuedAt, {.family = kSans, .size = 8.5});
  drawText(c, x, y + 17.4 * kMm, "印章验证值", {.family = kSans, .size = 8.5});
  drawText(c, x, y + 21.6 * kMm, content.sealMark, {.family = kSans, .size = 8.5, .spacing = 0.4});
  return true;
}

void drawFoot(cairo_t* c, const ProofContent& content) {
  const double y = 263 * kMm;
  blue(c);
  rule(c, kLeft, y, kLeft + kInner, y, 0.6);
  muted(c);
  const std::string text = "核验方法：用手机扫描二维码，或打开 " + content.verifyPage +
                           " 输入查验码；网页显示“有效”，且时间、姓氏、印章验证值与本页一致的，为真实的查询结"
                           "果。本页反映查询时登记簿的记载。";
  drawText(c, kLeft, y + 2 * kMm, text, {.family = kSans, .size = 8.2, .width = kInner, .lineHeight = 1.55});
  drawText(c, kLeft, 276.2 * kMm, "第 1 页，共 1 页",
           {.family = kSans, .size = 7.5, .width = kInner, .alignment = PANGO_ALIGN_CENTER});
}

cairo_status_t collect(void* closure, const unsigned char* data, unsigned int length) {
  auto* out = static_cast<Bytes*>(closure);
  out->insert(out->end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

// The largest text at which the table ends above the seal.
double fittingScale(cairo_t* c, const ProofContent& content) {
  for (double scale = 1.0; scale > 0.6; scale -= 0.08) {
    cairo_push_group(c);
    const double bottom =
        drawTable(c, drawIntroduction(c, drawHead(c, content), content, scale), content, scale);
    cairo_pattern_destroy(cairo_pop_group(c));
    if (bottom <= kTableBottomMax) {
      return scale;
    }
  }
  return 0;
}

}  // namespace

Result<Bytes> drawProof(const ProofContent& content) {
  const Surface trial(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
  const Context trialContext(cairo_create(trial.get()));
  const double scale = fittingScale(trialContext.get(), content);
  if (scale == 0) {
    return fail(errors::kProofTooLong, Fault::ServiceUnavailable, "one sheet is not enough");
  }
  Bytes pdf;
  Surface surface(cairo_pdf_surface_create_for_stream(collect, &pdf, kWidth, kHeight));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, content.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Xiaowu platform");
  {
    const Context context(cairo_create(surface.get()));
    auto* c = context.get();
    frame(c);
    double y = drawIntroduction(c, drawHead(c, content), content, scale);
    y = drawTable(c, y, content, scale);
    ink(c);
    drawText(c, kLeft, y + 4 * kMm, "　　特此证明。", {.size = 12 * scale, .width = kInner});
    const double issueY = std::clamp(y + 24 * kMm, 205 * kMm, 226 * kMm);
    drawIssue(c, issueY, content);
    if (!drawCheck(c, 230 * kMm, content)) {
      return fail(errors::kProofDrawing, Fault::ServiceUnavailable, "QR code");
    }
    drawFoot(c, content);
    cairo_show_page(c);
    if (cairo_status(c) != CAIRO_STATUS_SUCCESS) {
      return fail(errors::kProofDrawing, Fault::ServiceUnavailable, cairo_status_to_string(cairo_status(c)));
    }
  }
  cairo_surface_finish(surface.get());
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return fail(errors::kProofDrawing, Fault::ServiceUnavailable, "surface");
  }
  return pdf;
}

}  // namespace xiaowu::platform
