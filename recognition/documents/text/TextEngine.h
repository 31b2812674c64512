#pragma once
// What reads text from a picture. Two readers exist: PP-OCR (PpOcrEngine.h) and Tesseract
// (TesseractEngine.h); the kiosk works with either alone, and every character says which of them read it. One
// engine belongs to one thread at a time.

#include "core/image/Image.h"
#include "core/base/Result.h"
#include "recognition/documents/DocumentReading.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

struct Symbol {
  std::string text;  ///< one character, UTF-8; PP-OCR also gives single spaces
  /// Pixels of the picture read; PP-OCR's is about the character's own width, so a wide gap between two boxes
  /// is a gap on the paper.
  Rect box;
  double confidence = 0;  ///< 0 … 1
  Reader reader = Reader::None;
  std::string rival{};  ///< second best character at this place, empty when there is none (PP-OCR only)
  double rivalConfidence = 0;  ///< 0 … 1
};
using TextLine = std::vector<Symbol>;

class TextEngine {
 public:
  virtual ~TextEngine() = default;
  [[nodiscard]] virtual Reader reader() const = 0;

  /// All lines of a page, in no order. `page` is upright and flat (PageImage.h), Grey8, with its dpi.
  /// Errors: base.cancelled; base.internal when the engine broke down.
  [[nodiscard]] virtual Result<std::vector<TextLine>> readPage(const Image& page,
                                                               const std::stop_token& stop) = 0;
  /// The area taken as one line, left to right. `alphabet`: only these characters can come out; empty: all
  /// that the engine knows.
  [[nodiscard]] virtual Result<TextLine> readLine(const Image& page, const Rect& area,
                                                  const std::string& alphabet,
                                                  const std::stop_token& stop) = 0;
};

}  // namespace xiaowu::documents
