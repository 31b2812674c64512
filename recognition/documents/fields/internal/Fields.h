#pragma once
// Takes the fields of a known type from the rows of a page. No pictures here, so that it is tested
// with text alone.

#include "recognition/documents/fields/DocumentTypes.h"
#include "recognition/documents/text/internal/Rows.h"

#include <functional>
#include <string>
#include <vector>

namespace xiaowu::documents {

struct PageText {
  std::vector<Row> rows;
  int width = 0;  ///< pixels of the picture that was read
  int height = 0;
  bool edgesFound = false;  ///< zones are trusted only then
  /// Share of an area that is dark, 0 … 1; may be empty. Tells a character that a reader dropped from an
  /// empty place.
  std::function<double(const Rect& area)> ink;
};

struct SecondLook {
  std::string text;       ///< empty when nothing was read
  double confidence = 0;  ///< of the least certain character
  Reader reader = Reader::None;
};

/// Reads an area again as one line of the given characters, without alphabet as Chinese, with another reader
/// where there is one. `attempt` 0 is tight, 1 gives the row more room.
using Reread = std::function<SecondLook(const Rect& area, const std::string& alphabet, int attempt)>;

struct TypeVote {
  const DocumentType* best = nullptr;
  double score = 0;  ///< votes over the type's threshold; 1 and more is sure
};

/// `expected` wins only against a type that has less than a quarter more votes. `aspect` is the page's longer
/// side over its shorter one, 0 when its edges are unknown; a type of another shape loses votes.
[[nodiscard]] TypeVote voteType(const std::vector<DocumentType>& types, const std::vector<Row>& rows,
                                std::string_view expected, double aspect = 0);

/// Whether the page is a letter of one of the types whose organ or date at the foot was not read.
[[nodiscard]] bool footIncomplete(const std::vector<DocumentType>& types, const std::vector<Row>& rows);

/// One reading per rule, in their order; crops are in pixels of the picture that was read.
[[nodiscard]] std::vector<FieldReading> extractFields(const DocumentType& type, const PageText& page,
                                                      const Reread& reread);

}  // namespace xiaowu::documents
