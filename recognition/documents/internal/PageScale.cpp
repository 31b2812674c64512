#include "recognition/documents/internal/PageScale.h"

#include <algorithm>
#include <cmath>

namespace xiaowu::documents {
namespace {

constexpr double kAspectOff = 0.12;  // how far a page's proportions may be from its type's

double shorterSide(const Image& page) {
  return std::min(page.width, page.height);
}

}  // namespace

double longerSide(const Image& page) {
  return std::max(page.width, page.height);
}

double aspectOf(const Image& page) {
  const auto [shorter, longer] = std::minmax(page.width, page.height);
  return shorter > 0 ? static_cast<double>(longer) / shorter : 0;
}

double resolutionOf(const Image& page, const DocumentType* expected, bool edgesFound) {
  if (page.dpi > 0) {
    return page.dpi;
  }
  double longerMm = 297;
  if (expected != nullptr && expected->widthMm > 0) {
    longerMm = std::max(expected->widthMm, expected->heightMm);
  } else if (edgesFound && longerSide(page) / shorterSide(page) > 1.5) {
    longerMm = 85.6;
  }
  return std::clamp(longerSide(page) * 25.4 / longerMm, 50.0, 1200.0);
}

double resolutionOf(const DocumentReading& reading, const DocumentType& type) {
  if (!reading.pageFound || reading.has(PageFinding::CutOff) || type.widthMm <= 0 || type.heightMm <= 0) {
    return 0;
  }
  const double longer = longerSide(reading.page) / std::max(type.widthMm, type.heightMm);
  const double shorter = shorterSide(reading.page) / std::min(type.widthMm, type.heightMm);
  return std::abs(longer / shorter - 1) < kAspectOff ? (longer + shorter) / 2 * 25.4 : 0;
}

bool looksLikeA4(const DocumentReading& reading) {
  return reading.type != kUnknownDocument &&
         (!reading.pageFound ||
          std::abs(longerSide(reading.page) / shorterSide(reading.page) / (297.0 / 210.0) - 1) < kAspectOff);
}

}  // namespace xiaowu::documents
