#pragma once
// Finds where on a page a field's value stands: right of a label, under it, in a zone, or where a pattern
// matches. Text and boxes only.

#include "recognition/documents/fields/DocumentTypes.h"
#include "recognition/documents/fields/internal/Fields.h"
#include "recognition/documents/fields/internal/Labels.h"
#include "recognition/documents/text/internal/Rows.h"

#include <memory>
#include <optional>
#include <vector>

namespace xiaowu::documents {

/// Text found for a field: one or more stretches, joined.
struct Found {
  QString text;
  std::vector<Span> spans;
  /// For a second look: up to the next label or the page's edge, also when nothing was read there.
  Rect room;
  /// Something else on the page fits nearly as well: a person has to look.
  bool disputed = false;
};

class FreeText;

class FieldPlaces {
 public:
  /// Keeps a reference to `page`.
  FieldPlaces(const DocumentType& type, const PageText& page);
  ~FieldPlaces();
  FieldPlaces(const FieldPlaces&) = delete;
  FieldPlaces& operator=(const FieldPlaces&) = delete;

  [[nodiscard]] std::optional<Found> find(const FieldSource& source) const;

 private:
  [[nodiscard]] const Row& row(int index) const { return m_page.rows[static_cast<std::size_t>(index)]; }
  [[nodiscard]] bool inZone(const Rect& box, const std::array<double, 4>& zone) const;
  [[nodiscard]] std::optional<LabelHit> hitOf(const FieldSource& source) const;
  [[nodiscard]] std::optional<LabelHit> hitOfPerson(const FieldSource& source) const;
  [[nodiscard]] std::optional<Found> byLabel(const FieldSource& source) const;
  [[nodiscard]] std::optional<Found> byStackedLabel(const FieldSource& source) const;
  void besideLabel(const Rect& label, Found& found) const;
  void aroundMiddle(const Rect& label, Found& found) const;
  [[nodiscard]] int limitRightOf(const Rect& label) const;
  [[nodiscard]] std::optional<Found> byPattern(const FieldSource& source) const;
  void lookBelow(const LabelHit& hit, const Rect& label, Found& found) const;
  void continueBelow(const LabelHit& hit, const Rect& label, int limit, Found& found) const;
  [[nodiscard]] Span between(int index, double left, double right) const;
  [[nodiscard]] Found stretch(int firstRow, int endRow, int from, int to) const;

  const PageText& m_page;
  const DocumentType& m_type;
  std::vector<LabelHit> m_hits;
  std::vector<StackedLabel> m_stacked;
  std::unique_ptr<FreeText> m_freeText;
};

}  // namespace xiaowu::documents
