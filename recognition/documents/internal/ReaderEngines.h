#pragma once
// The text engines of one reader, by its options and by what is installed. One thread at a time.

#include "recognition/documents/DocumentReader.h"
#include "recognition/documents/text/PpOcrEngine.h"
#include "recognition/documents/text/internal/TesseractEngine.h"

#include <memory>

namespace xiaowu::documents {

class ReaderEngines {
 public:
  /// Loads what is not loaded yet; only the lack of every reader of Chinese is an error.
  [[nodiscard]] Result<void> load(const ReaderOptions& options);

  /// The main reader of Chinese; after load() only.
  [[nodiscard]] TextEngine& main() { return ppOcr ? static_cast<TextEngine&>(*ppOcr) : *chinese; }
  /// Tesseract reads words again where PP-OCR was unsure; loaded when first needed. Null when PP-OCR is to
  /// work alone or nothing else is installed.
  [[nodiscard]] TextEngine* secondOfChinese();

  std::unique_ptr<PpOcrEngine> ppOcr;        ///< null: not wanted or no models
  std::unique_ptr<TesseractEngine> chinese;  ///< null while PP-OCR is there
  std::unique_ptr<TesseractEngine> digits;   ///< null: not wanted or not installed

 private:
  std::unique_ptr<TesseractEngine> m_second;  ///< Chinese again, beside PP-OCR
  bool m_wantsSecond = false;
  bool m_secondTried = false;
};

}  // namespace xiaowu::documents
