#pragma once
// Tesseract: the second, independent reader of digits and Latin ("eng"), and the only one of Chinese where
// PP-OCR's models are missing ("chi_sim").

#include "recognition/documents/text/TextEngine.h"

#include <memory>

namespace xiaowu::documents {

class TesseractEngine final : public TextEngine {
 public:
  /// "chi_sim" or "eng". Fails with documents.engine-missing.
  [[nodiscard]] static Result<std::unique_ptr<TesseractEngine>> load(const std::string& language);
  ~TesseractEngine() override;

  [[nodiscard]] Reader reader() const override { return m_reader; }
  /// With layout analysis. A stop is noticed between words, not during the layout analysis (some 100 ms).
  [[nodiscard]] Result<std::vector<TextLine>> readPage(const Image& page,
                                                       const std::stop_token& stop) override;
  [[nodiscard]] Result<TextLine> readLine(const Image& page, const Rect& area, const std::string& alphabet,
                                          const std::stop_token& stop) override;

 private:
  struct Private;
  TesseractEngine(std::unique_ptr<Private> data, Reader reader);
  std::unique_ptr<Private> m_data;
  Reader m_reader;
};

}  // namespace xiaowu::documents
