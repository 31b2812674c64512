#pragma once
// From the text that stands in a field's place to a value with what speaks for it: check rules, a second
// reader, places that look as if a character is missing. Nothing is ever repaired from a check character;
// what is not proven is doubtful. No pictures here.

#include "recognition/documents/fields/internal/FieldPlaces.h"
#include "recognition/documents/fields/internal/Fields.h"

namespace xiaowu::documents {

class FieldProof {
 public:
  /// Keeps references.
  FieldProof(const PageText& page, const Reread& reread) : m_page(page), m_reread(reread) {}

  /// Sets value, confidence, checks, readers, crop and doubt. An empty value means that another source of the
  /// field may be tried.
  void fill(FieldReading& field, const FieldRule& rule, const Found& found) const;

 private:
  struct Reading;
  [[nodiscard]] const Row& row(int index) const { return m_page.rows[static_cast<std::size_t>(index)]; }
  [[nodiscard]] SecondLook look(const Rect& area, const std::string& alphabet, int attempt) const;
  [[nodiscard]] bool inkBeside(const Span& span) const;
  [[nodiscard]] bool characterMissing(const Found& found) const;
  void takePlace(FieldReading& field, const Found& found) const;
  void fillNumber(FieldReading& field, const FieldRule& rule, const Found& found) const;
  void fillValidity(FieldReading& field, const Found& found) const;
  void fillDate(FieldReading& field, const Found& found) const;
  [[nodiscard]] QString withoutEdgeNoise(const Found& found) const;
  [[nodiscard]] QString withinAlphabet(FieldReading& field, const std::string& alphabet,
                                       const Found& found) const;
  void fillWords(FieldReading& field, const FieldRule& rule, const Found& found) const;

  const PageText& m_page;
  const Reread& m_reread;
};

}  // namespace xiaowu::documents
