#pragma once
// Reads one page: straightens it, recognises its type, takes its fields with a confidence and checks, finds
// seals. It never repairs a number from its check digit: a number that fails stays as read and is doubtful.

#include "core/base/Result.h"
#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/fields/DocumentTypes.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string_view>

namespace xiaowu::documents {

enum class ReaderChoice {
  Both,  ///< PP-OCR reads, Tesseract reads numbers again; the reader works with either alone
  PpOcrOnly,
  TesseractOnly,
};

struct ReaderOptions {
  std::filesystem::path modelsFolder;  ///< of ppocr_*; empty: Tesseract only
  int threads = 1;                     ///< 1 … 4 cores that one read may use
  ReaderChoice readers = ReaderChoice::Both;
};

class DocumentReader {
 public:
  /// Loads the types; the text engines (about 100 ms each) are loaded at the first read.
  [[nodiscard]] static Result<std::unique_ptr<DocumentReader>> load(const std::filesystem::path& typesFolder,
                                                                    ReaderOptions options = {});
  ~DocumentReader();
  DocumentReader(const DocumentReader&) = delete;
  DocumentReader& operator=(const DocumentReader&) = delete;

  /// Blocks for about a second per page; call it from a worker thread, one call at a time. `expectedType`
  /// only breaks ties and gives the page's size when the picture has no dpi; it never makes another paper
  /// count as that type. Empty: anything. Returns base.cancelled at once when a stop is asked for; what still
  /// runs then is ended in the background before the next read starts. Of several papers in the picture: the
  /// one of the expected type, else the best known one, else the largest. Other errors:
  /// documents.engine-missing, documents.image-invalid, documents.image-too-large, documents.unknown-type.
  [[nodiscard]] Result<DocumentReading> read(const Image& image, std::string_view expectedType,
                                             const std::stop_token& stop);
  /// Every paper in the picture, never none: up to four sheets or cards that lie apart from each other, or
  /// the cards on one copied sheet (front and back of an identity card). Largest first, cards of a sheet from
  /// the top. A picture that nobody else holds is overwritten and given back before the nets run.
  [[nodiscard]] Result<std::vector<DocumentReading>> readAll(Image image, std::string_view expectedType,
                                                             const std::stop_token& stop);

  [[nodiscard]] const std::vector<DocumentType>& types() const;

 private:
  struct Private;
  explicit DocumentReader(std::unique_ptr<Private> data);
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::documents
