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
  /// The same for digits and Latin.
  [[nodiscard]] TextEngine* secondOfDigits();
  /// Gives back what is quickly loaded again: the second readers, 60 MB for 0.15 s.
  void rest();

  std::unique_ptr<PpOcrEngine> ppOcr;        ///< null: not wanted or no models
  std::unique_ptr<TesseractEngine> chinese;  ///< null while PP-OCR is there

 private:
  /// Loaded at the first call, and not tried again where it is not installed.
  struct Second {
    const char* language;
    std::unique_ptr<TesseractEngine> engine = {};
    bool tried = false;
    [[nodiscard]] TextEngine* get();
  };

  Second m_chinese{"chi_sim"};
  Second m_digits{"eng"};
  bool m_wantsSecond = false;  ///< beside PP-OCR
  bool m_wantsDigits = false;
};

}  // namespace xiaowu::documents
