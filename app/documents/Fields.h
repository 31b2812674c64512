#pragma once
// Takes the fields of a known type from the rows of a page. Internal; no pictures here, so that it is tested with text alone.

#include "app/documents/DocumentTypes.h"
#include "app/documents/Rows.h"

#include <functional>
#include <string>
#include <vector>

namespace xiaowu::documents {

struct PageText {
  std::vector<Row> rows;
  int width = 0;   ///< pixels of the picture that was read
  int height = 0;
  bool edgesFound = false;  ///< zones are trusted only then
};

struct SecondLook {
  std::string text;       ///< empty when nothing was read
  double confidence = 0;  ///< of the least certain character
};

/// Reads an area again as one line of the given characters, without alphabet as Chinese. `attempt` 0 is tight, 1 gives the row more room.
using Reread = std::function<SecondLook(const Rect& area, const std::string& alphabet, int attempt)>;

struct TypeVote {
  const DocumentType* best = nullptr;
  double score = 0;  ///< votes over the type's threshold; 1 and more is sure
};

/// `expected` wins only against a type that has less than a quarter more votes.
[[nodiscard]] TypeVote voteType(const std::vector<DocumentType>& types, const std::vector<Row>& rows, std::string_view expected);

/// One reading per rule, in their order; crops are in pixels of the picture that was read.
[[nodiscard]] std::vector<FieldReading> extractFields(const DocumentType& type, const PageText& page, const Reread& reread);

}  // namespace xiaowu::documents
