#pragma once
// The words that letters of proof are made of, from kiosk-config/documents/free-text/words.json. They say
// what a name, a place or an organ looks like and what stands beside it; no wording of a whole letter is in
// them.

#include "core/base/Result.h"

#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace xiaowu::documents {

struct FreeTextWords {
  /// Longest first, so that the first one that fits is the most telling.
  using Weighted = std::vector<std::pair<QString, double>>;

  QStringList titles;
  QStringList otherTitles;
  QStringList openings;
  QStringList closings;
  QSet<QChar> surnames;
  QSet<QChar> rarerSurnames;
  QStringList compoundSurnames;
  QSet<QChar> neverInNames;
  QSet<QChar> seldomInNames;
  Weighted beforeNames;
  Weighted afterNames;
  QStringList otherPeople;
  QStringList neverNames;
  QStringList nameLabels;
  QStringList organEndings;
  QStringList organMarks;
  Weighted placeLeads;
  QRegularExpression placePart;  ///< from a place's beginning to the end of its next part
  QStringList placeStops;
};

/// Reads words.json of `folder` and holds it against words.schema.json beside it. Fails with
/// documents.types-broken.
[[nodiscard]] Result<std::shared_ptr<const FreeTextWords>> loadFreeTextWords(
    const std::filesystem::path& folder);

}  // namespace xiaowu::documents
