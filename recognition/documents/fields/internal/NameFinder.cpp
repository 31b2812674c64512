#include "recognition/documents/fields/internal/NameFinder.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr double kName = 4;         // of a letter's points: shape alone has 1.3 … 1.8
constexpr double kRivalNear = 0.9;  // two readings of one place that differ by less are in dispute
constexpr double kBoundary = 1;
constexpr double kOtherLabel = 4;
constexpr double kAgain = 0.8;
constexpr double kStrange = -0.4;  // no surname that is known
constexpr double kSeldom = 0.4;
constexpr double kSaid = 1.2;
constexpr double kAnnounced = 2.5;
constexpr int kTitleStart = 40;  // letters into the page
constexpr double kStrongBehind = 3;

bool isHanLetter(QChar letter) {
  return letter.script() == QChar::Script_Han && letter.isLetter() && letter != QChar(u'〇');
}

bool isBoundary(const QString& text, int at) {
  return at < 0 || at >= text.size() || !text[at].isLetterOrNumber();
}

/// What stands before a name: a word that announces a person, or the beginning of something.
double before(const QString& text, int from, const FreeTextWords& words, bool& other) {
  int end = from;
  while (end > 0 && QStringLiteral("\t:( ").contains(text[end - 1])) {
    --end;
  }
  const QStringView front = QStringView(text).left(end);
  for (const auto& word : words.otherPeople) {
    if (front.endsWith(word)) {
      other = true;
      return kOtherLabel;
    }
  }
  for (const auto& [word, weight] : words.beforeNames) {
    if (front.endsWith(word)) {
      return weight;
    }
  }
  return isBoundary(text, from - 1) ? kBoundary : 0;
}

/// What stands behind: a sex, a number, a title, a verb, or an end.
double behind(const QString& text, int to, const FreeTextWords& words) {
  static const QRegularExpression kSex(QStringLiteral("^[,(、;:\t。.]{0,2}(?:性别)?[:\t]?[男女]"));
  static const QRegularExpression kNumber(
      QStringLiteral("^(?:同志|先生|女士)?[,(、;:\t。.]{0,2}(?:[\\p{Lo}]{0,4}(?:身份证|证件号|公民身份|"
                     "身份号)|[1-9][0-9]{16})"),
      QRegularExpression::UseUnicodePropertiesOption);
  const QString rest = text.mid(to, 24);
  if (kSex.match(rest).hasMatch()) {
    return 3.5;
  }
  if (kNumber.match(rest).hasMatch()) {
    return 3;
  }
  for (const auto& [word, weight] : words.afterNames) {
    if (rest.startsWith(word)) {
      return weight;
    }
  }
  if (!isBoundary(text, to)) {
    return 0;
  }
  // "…，住…", "…，系…": what is said of somebody may stand behind a comma.
  if (rest.startsWith(QChar(u',')) || rest.startsWith(QChar(u'、')) || rest.startsWith(QChar(u'('))) {
    const QStringView said = QStringView(rest).mid(1);
    for (const auto& [word, weight] : words.afterNames) {
      if (weight >= kSaid && said.startsWith(word)) {
        return kBoundary + weight / 2;
      }
    }
  }
  return kBoundary;
}

class NameFinder {
 public:
  NameFinder(const FlowText& flow, const FreeTextWords& words)
      : m_flow(flow), m_words(words), m_text(flow.text()) {}

  [[nodiscard]] std::vector<NameCandidate> all() const {
    std::vector<NameCandidate> candidates = dotted();
    for (int from = 0; from < m_text.size(); ++from) {
      if (!isHanLetter(m_text[from])) {
        continue;
      }
      for (const int size : {2, 3, 4}) {
        add(candidates, from, size);
      }
    }
    raiseRepeated(candidates);
    return apart(std::move(candidates));
  }

 private:
  /// Long names of the north-west and of Yi people, with a dot between their parts.
  [[nodiscard]] std::vector<NameCandidate> dotted() const {
    static const QRegularExpression kDotted(QStringLiteral("[\\p{Lo}]{2,9}(?:[·•・‧∙][\\p{Lo}]{1,9}){1,3}"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    std::vector<NameCandidate> found;
    auto matches = kDotted.globalMatch(m_text);
    while (matches.hasNext()) {
      const auto match = matches.next();
      NameCandidate name{
          static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedEnd()), 0, 0, 0, false};
      trimLong(name);
      name.score = 4 + before(m_text, name.from, m_words, name.other) + behind(m_text, name.to, m_words);
      found.push_back(name);
    }
    return found;
  }

  /// A word that announces a person is no part of the name behind it, nor a word that follows one.
  void trimLong(NameCandidate& name) const {
    const int dot =
        static_cast<int>(m_text.indexOf(QRegularExpression(QStringLiteral("[·•・‧∙]")), name.from));
    for (const auto& [word, weight] : m_words.beforeNames) {
      const auto at = QStringView(m_text).mid(name.from, dot - name.from).lastIndexOf(word);
      if (weight >= 2 && at >= 0 && name.from + at + word.size() <= dot - 1) {
        name.from += static_cast<int>(at + word.size());
      }
    }
    for (int at = dot + 2; at < name.to; ++at) {
      const QStringView rest = QStringView(m_text).mid(at);
      const bool ends =
          std::any_of(m_words.afterNames.begin(), m_words.afterNames.end(), [&](const auto& word) {
            // Letters that Han names lack stand in these: 热合曼, 卡德尔.
            return word.second >= 1 && rest.startsWith(word.first);
          });
      if (ends) {
        name.to = at;
      }
    }
  }

  /// Points for the shape, or below 0 when it is no name.
  [[nodiscard]] double shapeOf(int from, int size, bool& strange) const {
    const QStringView word = QStringView(m_text).mid(from, size);
    int surname = 1;
    double score = kStrange;
    const bool compound = std::any_of(m_words.compoundSurnames.begin(), m_words.compoundSurnames.end(),
                                      [&](const QString& name) { return word.startsWith(name); });
    if (compound) {
      surname = 2;
      score = 1.3;
    } else if (m_words.surnames.contains(word[0])) {
      score = 1;
    } else if (m_words.rarerSurnames.contains(word[0])) {
      score = 0.5;
    }
    strange = score < 0;
    if (std::any_of(m_words.neverNames.begin(), m_words.neverNames.end(),
                    [&](const QString& other) { return word.contains(other); })) {
      return -1;
    }
    const int given = size - surname;
    if (given < 1 || given > 2) {
      return -1;
    }
    for (int at = 0; at < size; ++at) {
      const bool part = at >= surname || strange;
      if (!isHanLetter(word[at]) || (part && m_words.neverInNames.contains(word[at]))) {
        return -1;
      }
      if (part && m_words.seldomInNames.contains(word[at])) {
        score -= kSeldom;
      }
    }
    return score + (given == 2 ? 0.6 : 0.3);
  }

  void add(std::vector<NameCandidate>& candidates, int from, int size) const {
    if (from + size > m_text.size()) {
      return;
    }
    bool strange = false;
    const double shape = shapeOf(from, size, strange);
    if (shape <= -1) {
      return;
    }
    NameCandidate name{from, from + size, shape, 0, 0, false};
    double front = before(m_text, from, m_words, name.other);
    const Run* run = m_flow.runAt(from);
    // A title's own words look like names: 劳动关 + 系证明. Only who is announced there is one.
    if (run != nullptr && front < kAnnounced && isTitle(*run)) {
      return;
    }
    const bool whole = run != nullptr && run->start == from && run->text.size() == size;
    if (whole && front < 3 && m_flow.headOf(*run, m_words.nameLabels) != nullptr) {
      front = 3.5;
    }
    const double back = behind(m_text, name.to, m_words);
    // Without a surname that is known both sides have to say so.
    const bool bare = back <= 0 || (front <= 0 && back < kStrongBehind);
    if (bare || (strange && (front < 2.5 || back < 1))) {
      return;
    }
    name.front = front;
    name.score += front + back;
    if (name.score >= kName - kAgain) {
      candidates.push_back(name);
    }
  }

  [[nodiscard]] bool isTitle(const Run& run) const {
    return run.start < kTitleStart && std::any_of(
                                          m_words.titles.begin(), m_words.titles.end(),
                                          [&](const QString& end) { return run.text.endsWith(end); });
  }

  /// Who is named again, or beside somebody who certainly is a person, is more likely one too.
  void raiseRepeated(std::vector<NameCandidate>& candidates) const {
    static const QString kAnd = QStringLiteral("、和与及");
    for (auto& name : candidates) {
      const bool beside =
          name.to < m_text.size() && kAnd.contains(m_text[name.to]) &&
          std::any_of(
              candidates.begin(), candidates.end(),
              [&](const NameCandidate& next) { return next.from == name.to + 1 && next.score >= kName; });
      name.score += beside ? kAgain : 0;
    }
    for (auto& name : candidates) {
      if (m_text.count(m_text.mid(name.from, name.to - name.from)) > 1) {
        name.score += kAgain;
      }
    }
    std::erase_if(candidates, [](const NameCandidate& name) { return name.score < kName; });
  }

  [[nodiscard]] static std::vector<NameCandidate> apart(std::vector<NameCandidate> candidates) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<NameCandidate> kept;
    for (const auto& name : candidates) {
      const auto overlapping = std::find_if(kept.begin(), kept.end(), [&](const NameCandidate& better) {
        return better.from < name.to && name.from < better.to;
      });
      if (overlapping == kept.end()) {
        kept.push_back(name);
      } else if (name.front > 0 || name.to != overlapping->to) {
        // 满堂 inside of 刘满堂 is no other reading: nothing begins there.
        overlapping->rival = std::max(overlapping->rival, name.score);
      }
    }
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    return kept;
  }

  const FlowText& m_flow;
  const FreeTextWords& m_words;
  const QString& m_text;
};

}  // namespace

bool NameCandidate::disputed() const {
  return rival > score - kRivalNear;
}

std::vector<NameCandidate> namesIn(const FlowText& flow, const FreeTextWords& words) {
  return NameFinder(flow, words).all();
}

}  // namespace xiaowu::documents
