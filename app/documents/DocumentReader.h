#pragma once
// Reads one page: straightens it, recognises its type, takes its fields with a confidence and checks, finds seals. It never repairs a number from
// its check digit: a number that fails stays as read and is doubtful.

#include "app/base/Result.h"
#include "app/documents/DocumentReading.h"
#include "app/documents/DocumentTypes.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string_view>

namespace xiaowu::documents {

class DocumentReader {
 public:
  /// Loads the types; the text engine and its language data (about 100 ms) are loaded at the first read.
  [[nodiscard]] static Result<std::unique_ptr<DocumentReader>> load(const std::filesystem::path& typesFolder);
  ~DocumentReader();
  DocumentReader(const DocumentReader&) = delete;
  DocumentReader& operator=(const DocumentReader&) = delete;

  /// Blocks for about a second per A4 page; call it from a worker thread, one call at a time. `expectedType` only breaks ties and gives the
  /// page's size when the picture has no dpi; it never makes another paper count as that type. Empty: anything.
  /// Returns base.cancelled at once when a stop is asked for; what still runs then is ended in the background before the next read starts.
  /// Other errors: documents.engine-missing, documents.image-invalid, documents.unknown-type.
  [[nodiscard]] Result<DocumentReading> read(const Image& image, std::string_view expectedType, const std::stop_token& stop);

  [[nodiscard]] const std::vector<DocumentType>& types() const;

 private:
  struct Private;
  explicit DocumentReader(std::unique_ptr<Private> data);
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::documents
