#pragma once
// A letter read as free text: what of its structure is there, and the facts it states, whatever their
// wording.

#include "recognition/documents/fields/DocumentTypes.h"
#include "recognition/documents/fields/internal/FieldPlaces.h"
#include "recognition/documents/fields/internal/FlowText.h"
#include "recognition/documents/fields/internal/FootFinder.h"
#include "recognition/documents/fields/internal/FreeTextWords.h"
#include "recognition/documents/fields/internal/NameFinder.h"

#include <optional>
#include <vector>

namespace xiaowu::documents {

/// What of a letter's structure is there.
struct LetterStructure {
  bool title = false;
  bool otherTitle = false;  ///< it calls itself something else: a contract, a notice, a receipt
  bool opening = false;
  bool closing = false;
  bool person = false;  ///< a name in its place or a number that passes its check
  bool organ = false;   ///< at the foot
  bool date = false;    ///< at the foot

  /// In votes, as those of keywords.
  [[nodiscard]] double votes() const;
};

class FreeText {
 public:
  /// Keeps references.
  FreeText(const std::vector<Row>& rows, const FreeTextWords& words);

  [[nodiscard]] const LetterStructure& structure() const { return m_structure; }
  [[nodiscard]] std::optional<Found> find(Fact fact) const;

 private:
  void findStructure();
  void findSubject();
  [[nodiscard]] Found foundAt(const std::vector<FlowSpan>& stretches) const;
  [[nodiscard]] std::optional<Found> name() const;
  [[nodiscard]] std::optional<Found> number() const;
  [[nodiscard]] std::optional<Found> place() const;
  void continueCell(std::vector<FlowSpan>& stretches) const;

  struct Number {
    int from = 0;
    int to = 0;
    bool valid = false;
  };
  [[nodiscard]] std::vector<Number> numbers() const;

  const std::vector<Row>& m_rows;
  const FreeTextWords& m_words;
  FlowText m_flow;
  std::vector<NameCandidate> m_names;
  std::vector<Number> m_numbers;
  const NameCandidate* m_subject = nullptr;
  Foot m_foot;
  LetterStructure m_structure;
};

}  // namespace xiaowu::documents
