#pragma once
// Tesseract behind a small face. Internal. One engine per thread.

#include "app/base/Image.h"
#include "app/base/Result.h"
#include "app/documents/DocumentReading.h"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

struct Symbol {
  std::string text;       ///< one character, UTF-8
  Rect box;               ///< pixels of the picture read
  double confidence = 0;  ///< 0 … 1
};
using TextLine = std::vector<Symbol>;

class TextEngine {
 public:
  /// "chi_sim" or "eng". Fails with documents.engine-missing.
  [[nodiscard]] static Result<std::unique_ptr<TextEngine>> load(const std::string& language);
  ~TextEngine();

  /// Whole page with layout analysis. A stop is noticed between words, not during the layout analysis (some 100 ms).
  [[nodiscard]] Result<std::vector<TextLine>> readPage(const Image& grey, const std::stop_token& stop);
  /// The area taken as one line of the given characters.
  [[nodiscard]] Result<TextLine> readLine(const Image& grey, const Rect& area, const std::string& alphabet, const std::stop_token& stop);

 private:
  struct Private;
  explicit TextEngine(std::unique_ptr<Private> data);
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::documents
