#pragma once
// The text of a page as rows, with the way back from a character to where it stands.

#include "recognition/documents/text/TextEngine.h"

#include <QString>

#include <vector>

namespace xiaowu::documents {

struct Row {
  std::vector<Symbol> symbols;  ///< left to right
  QString text;                 ///< compact(): no spaces, no noise
  std::vector<int> symbolOf;    ///< for each QChar of `text`
  double top = 0;
  double bottom = 0;
  double height = 0;  ///< of a typical character
};

/// A stretch of one row: [from, to) in QChars.
struct Span {
  int row = 0;
  int from = 0;
  int to = 0;
};

struct LabelHit {
  QString label;
  Span span;
};

[[nodiscard]] std::vector<Row> rowsOf(const std::vector<TextLine>& lines);
/// NFKC, without spaces and the marks that engines read from ruled lines.
[[nodiscard]] QString compact(const QString& text);
[[nodiscard]] QString wholeText(const std::vector<Row>& rows);

/// Number of times `word` stands in the text; words of 4 characters and more may differ in one.
[[nodiscard]] double presence(const QString& text, const QString& word);

/// Where the labels stand: exact before similar, long before short, never overlapping; ordered from the top,
/// then from the left.
[[nodiscard]] std::vector<LabelHit> findLabels(const std::vector<Row>& rows,
                                               const std::vector<QString>& labels);

[[nodiscard]] Rect boxOf(const Row& row, int from, int to);
/// The least certain character of the stretch; 0 when it is empty.
[[nodiscard]] double confidenceOf(const Row& row, int from, int to);

}  // namespace xiaowu::documents
