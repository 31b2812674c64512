#pragma once
// A page as one text in reading order: '\n' where a paragraph or a line of its own ends, '\t' at a wide gap
// between cells. Every other character knows its row and its place in it.

#include "recognition/documents/text/internal/Rows.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace xiaowu::documents {

/// A stretch of a row without a wide gap: a line of prose, a cell of a table, a line at the foot.
struct Run {
  Span span;
  QString text;
  Rect box;
  int start = 0;  ///< of its first character in FlowText::text
};

class FlowText {
 public:
  /// Keeps a reference to `rows`.
  explicit FlowText(const std::vector<Row>& rows);

  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] const std::vector<Run>& runs() const { return m_runs; }
  /// The rows' stretches of [from, to) of the text, separators left out.
  [[nodiscard]] std::vector<Span> spansOf(int from, int to) const;
  /// The run that a character stands in; nullptr for a separator.
  [[nodiscard]] const Run* runAt(int at) const;
  /// The height of a letter of the row.
  [[nodiscard]] double heightOf(const Run& run) const;
  [[nodiscard]] int left() const { return m_left; }
  [[nodiscard]] int right() const { return m_right; }
  /// The run nearest above `run` in its column that is one of the words; nullptr without any.
  [[nodiscard]] const Run* headOf(const Run& run, const QStringList& words) const;

 private:
  struct Place {
    int row = -1;
    int at = 0;
    int run = -1;
  };
  void measure();
  [[nodiscard]] bool continues(const Run& before, const Run& next) const;

  const std::vector<Row>& m_rows;
  std::vector<Run> m_runs;
  QString m_text;
  std::vector<Place> m_places;
  int m_left = 0;  ///< of the body's lines
  int m_right = 0;
};

}  // namespace xiaowu::documents
