#include "recognition/documents/fields/internal/PlaceFinder.h"

#include "recognition/documents/fields/internal/Divisions.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr int kLongest = 60;
constexpr int kShortest = 4;
constexpr int kLeadMost = 9;
constexpr int kTailMost = 8;  // of a name such as 幸福里 at a place's end, in front of a comma
constexpr double kDivision = 1.5;
constexpr double kBareDivision = 1;
constexpr double kDetail = 0.5;

class PlaceFinder {
 public:
  PlaceFinder(const FlowText& flow, const FreeTextWords& words)
      : m_flow(flow), m_words(words), m_text(flow.text()) {}

  [[nodiscard]] std::vector<PlaceCandidate> all() const {
    std::vector<PlaceCandidate> candidates;
    int taken = 0;
    for (int at = 0; at < m_text.size(); ++at) {
      if (at < taken || !m_text[at].isLetter()) {
        continue;
      }
      PlaceCandidate place = led(at);
      if (place.to <= place.from) {
        place = named(at);
      }
      if (place.to > place.from) {
        candidates.push_back(place);
        taken = place.to;
      }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    return candidates;
  }

  /// Part by part: a province, a county, a street, a number … until what follows is no part of an address.
  [[nodiscard]] int endOf(int from) const {
    static const QString kMarks = QStringLiteral(",。;:、)\"\t\n!?");
    int limit = from;
    while (limit < m_text.size() && limit - from < kLongest && !kMarks.contains(m_text[limit])) {
      ++limit;
    }
    int at = from;
    const auto prefix = divisionPrefix(m_text.mid(from, 30).toStdString());
    if (prefix) {
      at += static_cast<int>(
          QString::fromStdString(m_text.mid(from, 30).toStdString().substr(0, prefix->bytes)).size());
    }
    while (at < limit) {
      const auto match = m_words.placePart.match(m_text.mid(at, limit - at + 1));
      if (!match.hasMatch() || at + match.capturedLength() > limit) {
        break;
      }
      // The name of a place may hold such a word (自强路), but not the step from one place to what is said of
      // it.
      const QString part = match.captured();
      if (stopsIn(part) && (part.size() > 5 || startsWithStop(part))) {
        break;
      }
      at += static_cast<int>(part.size());
    }
    const QStringView tail = QStringView(m_text).mid(at, limit - at);
    const bool ends = limit >= m_text.size() || kMarks.contains(m_text[limit]);
    if (at > from && ends && tail.size() > 0 && tail.size() <= kTailMost && !stopsIn(tail)) {
      return limit;
    }
    return at;
  }

 private:
  [[nodiscard]] static bool hasDivision(const QString& text) {
    const auto prefix = divisionPrefix(text.left(30).toStdString());
    return prefix.has_value();
  }

  /// Behind a word that announces an address.
  [[nodiscard]] PlaceCandidate led(int at) const {
    const QStringView rest = QStringView(m_text).mid(at);
    for (const auto& [word, weight] : m_words.placeLeads) {
      if (!rest.startsWith(word)) {
        continue;
      }
      int from = at + static_cast<int>(word.size());
      while (from < m_text.size() && QStringLiteral("为在于是:\t\n(").contains(m_text[from])) {
        ++from;
      }
      from = divisionNear(from);
      PlaceCandidate place{from, endOf(from), weight};
      if (place.to - place.from < kShortest) {
        return {};
      }
      const QString text = m_text.mid(place.from, place.to - place.from);
      place.score += hasDivision(text) ? kDivision : 0;
      place.score += detailed(text) ? kDetail : 0;
      return place;
    }
    return {};
  }

  /// "住" + "房屋位于" + "湖南省…": where the place itself begins, when that is soon.
  [[nodiscard]] int divisionNear(int from) const {
    for (int at = from; at < std::min(from + kLeadMost, static_cast<int>(m_text.size())); ++at) {
      if (!m_text[at].isLetterOrNumber()) {
        break;
      }
      const auto prefix = divisionPrefix(m_text.mid(at, 30).toStdString());
      if (prefix && (prefix->county || at == from)) {
        return at;
      }
    }
    return from;
  }

  /// A place that begins with a division and needs no word before it.
  [[nodiscard]] PlaceCandidate named(int at) const {
    const auto prefix = divisionPrefix(m_text.mid(at, 30).toStdString());
    if (!prefix || !prefix->county) {
      return {};
    }
    PlaceCandidate place{at, endOf(at), kBareDivision};
    const QString text = m_text.mid(place.from, place.to - place.from);
    if (place.to - place.from < kShortest + 2 || organFollows(place.to)) {
      return {};
    }
    place.score += detailed(text) ? kDetail : -kDetail;
    return place;
  }

  /// More than the names of divisions: a village's group, a house's number.
  [[nodiscard]] static bool detailed(const QString& text) {
    static const QRegularExpression kDetailed(QStringLiteral("[村组路街号室栋幢楼屯寨]"));
    return kDetailed.match(text).hasMatch();
  }

  /// "…镇大元村" + "民委员会", "…县" + "第一中学": an organ's name that begins as a place does.
  [[nodiscard]] bool organFollows(int to) const {
    const QString rest =
        m_text.mid(to, 24).section(QRegularExpression(QStringLiteral("[,。;:()\t\n]")), 0, 0);
    const QString back = m_text.mid(std::max(0, to - 4), std::min(4, to));
    return std::any_of(m_words.organEndings.begin(), m_words.organEndings.end(), [&](const QString& ending) {
      return ending.size() >= 2 && (rest.startsWith(ending) || rest.endsWith(ending) ||
                                    (ending != QStringLiteral("社区") && (back + rest).contains(ending)));
    });
  }

  [[nodiscard]] bool stopsIn(QStringView part) const {
    return std::any_of(m_words.placeStops.begin(), m_words.placeStops.end(),
                       [&](const QString& stop) { return part.contains(stop); });
  }

  [[nodiscard]] bool startsWithStop(const QString& part) const {
    return std::any_of(m_words.placeStops.begin(), m_words.placeStops.end(),
                       [&](const QString& stop) { return part.startsWith(stop); });
  }

  const FlowText& m_flow;
  const FreeTextWords& m_words;
  const QString& m_text;
};

}  // namespace

int placeEnd(const FlowText& flow, const FreeTextWords& words, int from) {
  return PlaceFinder(flow, words).endOf(from);
}

std::vector<PlaceCandidate> placesIn(const FlowText& flow, const FreeTextWords& words) {
  return PlaceFinder(flow, words).all();
}

}  // namespace xiaowu::documents
