#include "recognition/documents/fields/internal/FootFinder.h"

#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/fields/internal/FieldParsers.h"

#include <algorithm>
#include <cstdlib>

namespace xiaowu::documents {
namespace {

constexpr int kOrganShortest = 4;
constexpr int kOrganLongest = 34;
constexpr int kBesideDate = 10;     // letters that can stand beside a date at the foot: 日期:, (盖章)
constexpr double kFootHeights = 9;  // lines' heights between an organ and its date
constexpr double kNextLine = 3.2;

const QRegularExpression& sentence() {
  static const QRegularExpression kSentence(QStringLiteral("[,。;!?]"));
  return kSentence;
}

class FootFinder {
 public:
  FootFinder(const FlowText& flow, const FreeTextWords& words) : m_flow(flow), m_words(words) {}

  [[nodiscard]] Foot find() const {
    Foot foot;
    const Run* date = dateRun();
    if (date != nullptr) {
      foot.date = dateIn(*date);
    } else {
      lastDateOfBody(foot);
    }
    const Run* organ = organRun(date);
    if (organ == nullptr && date != nullptr) {
      organ = placedOverDate(*date);
      foot.organUnsure = organ != nullptr;
    }
    if (organ == nullptr) {
      return foot;
    }
    FlowSpan name = organIn(*organ);
    trimInk(name, foot);
    if (const Run* above = firstHalf(*organ, name); above != nullptr) {
      foot.organ.push_back({above->start, above->start + static_cast<int>(above->text.size())});
    }
    foot.organ.push_back(name);
    return foot;
  }

 private:
  [[nodiscard]] static FlowSpan dateIn(const Run& run) {
    const auto [from, to] = dateSpan(run.text);
    return {run.start + from, run.start + to};
  }

  /// The last line that holds a date and hardly anything else.
  [[nodiscard]] const Run* dateRun() const {
    for (auto run = m_flow.runs().rbegin(); run != m_flow.runs().rend(); ++run) {
      const auto [from, to] = dateSpan(run->text);
      if (to > from && run->text.size() - (to - from) <= kBesideDate && !run->text.contains(sentence())) {
        return &*run;
      }
      // The organ and its date on one line, closer than two cells.
      if (to > from && to == run->text.size() && endsAsOrgan(run->text.left(from))) {
        return &*run;
      }
    }
    return nullptr;
  }

  void lastDateOfBody(Foot& foot) const {
    int from = 0;
    while (from < m_flow.text().size()) {
      const auto [start, end] = dateSpan(m_flow.text().mid(from));
      if (end <= start) {
        return;
      }
      foot.date = {from + start, from + end};
      foot.dateInBody = true;
      from += end;
    }
  }

  [[nodiscard]] bool endsAsOrgan(const QString& text) const {
    return std::any_of(m_words.organEndings.begin(), m_words.organEndings.end(),
                       [&](const QString& ending) { return text.endsWith(ending); });
  }

  /// The organ's name in a line: without 单位(盖章): before it and (公章) behind it.
  [[nodiscard]] FlowSpan organIn(const Run& run) const {
    static const QRegularExpression kBehind(
        QStringLiteral("[(\\[]?(?:加?盖?公?章|签?章|盖章|公章|印章|签字|签名)[)\\]]?[:]?$"));
    static const QRegularExpression kMarks(QStringLiteral("[.。,、:;·*\\-()]+$"));
    QString text = run.text;
    if (const auto [from, to] = dateSpan(text); to > from && from > 0) {
      text = text.left(from);
    }
    int from = 0;
    if (const auto colon = text.indexOf(QChar(u':'));
        colon >= 0 && colon < text.size() - 1 && isMark(text.left(colon))) {
      from = static_cast<int>(colon) + 1;
    }
    for (const auto& mark : {kBehind, kMarks}) {
      if (const auto match = mark.match(text); match.hasMatch() && !endsAsOrgan(text)) {
        text = text.left(match.capturedStart());
      }
    }
    while (from < text.size() && !text[from].isLetterOrNumber()) {
      ++from;
    }
    return {run.start + from, run.start + static_cast<int>(text.size())};
  }

  /// A seal's letter beside the name, when the name begins with a division right behind it.
  void trimInk(FlowSpan& name, Foot& foot) const {
    const auto starts = [&](int skip) {
      return beginsWithPlace(m_flow.text().mid(name.first + skip, name.second - name.first - skip));
    };
    if (starts(0)) {
      return;
    }
    for (const int skip : {1, 2}) {
      if (name.second - name.first > skip + kOrganShortest && starts(skip)) {
        name.first += skip;
        foot.organUnsure = true;
        return;
      }
    }
  }

  [[nodiscard]] bool isMark(const QString& text) const {
    return std::any_of(m_words.organMarks.begin(), m_words.organMarks.end(),
                       [&](const QString& mark) { return text.contains(mark); });
  }

  [[nodiscard]] bool isOrgan(const Run& run) const {
    if (run.text.contains(sentence()) || run.text.endsWith(QChar(u':'))) {
      return false;
    }
    const auto [from, to] = organIn(run);
    const QString name = m_flow.text().mid(from, to - from);
    return name.size() >= kOrganShortest && name.size() <= kOrganLongest && endsAsOrgan(name) &&
           !isCommon(name);
  }

  /// Titles and closing words are no organ though one may end as an organ does.
  [[nodiscard]] bool isCommon(const QString& name) const {
    const auto in = [&](const QStringList& list) {
      return std::any_of(list.begin(), list.end(), [&](const QString& word) { return name.endsWith(word); });
    };
    return in(m_words.titles) || in(m_words.closings) ||
           (name.size() <= 6 && isMark(name.left(name.size() - 1)));
  }

  /// Nearest above the date, else in its line or below it; without a date the last one.
  [[nodiscard]] const Run* organRun(const Run* date) const {
    const Run* best = nullptr;
    double least = 0;
    for (const auto& run : m_flow.runs()) {
      if (!isOrgan(run)) {
        continue;
      }
      double distance = -run.box.y;
      if (date != nullptr) {
        const double lines = (date->box.y - run.box.y) / m_flow.heightOf(*date);
        if (std::abs(lines) > kFootHeights) {
          continue;
        }
        distance = lines >= -0.8 ? lines : 2 * kFootHeights - lines;
      }
      if (best == nullptr || distance < least) {
        best = &run;
        least = distance;
      }
    }
    return best;
  }

  /// A line right above the date that begins with a division and is no sentence: whatever such an organ ends
  /// with.
  [[nodiscard]] const Run* placedOverDate(const Run& date) const {
    const Run* above = nullptr;
    for (const auto& run : m_flow.runs()) {
      const double lines = (date.box.y - run.box.y) / m_flow.heightOf(date);
      const auto [from, to] = organIn(run);
      const QString name = m_flow.text().mid(from, to - from);
      if (lines > 0.5 && lines < kNextLine && !run.text.contains(sentence()) &&
          name.size() >= kOrganShortest && name.size() <= kOrganLongest && beginsWithPlace(name) &&
          !isCommon(name)) {
        above = &run;
      }
    }
    return above;
  }

  /// The line above, when the organ's name begins there: only that one begins with a division, or it stands
  /// over its end and is no sentence.
  [[nodiscard]] const Run* firstHalf(const Run& organ, const FlowSpan& name) const {
    const QString text = m_flow.text().mid(name.first, name.second - name.first);
    if (beginsWithPlace(text) || name.first != organ.start) {
      return nullptr;
    }
    const Run* above = nullptr;
    for (const auto& run : m_flow.runs()) {
      const double distance = organ.box.y - run.box.y;
      if (distance > 0.6 * m_flow.heightOf(organ) && distance < kNextLine * m_flow.heightOf(organ)) {
        above = &run;
      }
    }
    if (above == nullptr || above->text.contains(sentence()) || above->text.contains(QChar(u':')) ||
        isCommon(above->text) || above->text.size() < 3 || above->text.size() > 24 ||
        dateSpan(above->text).second > 0) {
      return nullptr;
    }
    const int middle = above->box.x + above->box.width / 2;
    const bool over = middle > organ.box.x - organ.box.width && middle < organ.box.x + 2 * organ.box.width;
    return over && beginsWithPlace(above->text) ? above : nullptr;
  }

  [[nodiscard]] static bool beginsWithPlace(const QString& text) {
    return divisionPrefix(text.left(30).toStdString()).has_value();
  }

  const FlowText& m_flow;
  const FreeTextWords& m_words;
};

}  // namespace

Foot footOf(const FlowText& flow, const FreeTextWords& words) {
  return FootFinder(flow, words).find();
}

}  // namespace xiaowu::documents
