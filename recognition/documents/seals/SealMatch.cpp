#include "recognition/documents/seals/SealMatch.h"

#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/text/internal/Utf8Characters.h"

#include <algorithm>
#include <limits>

namespace xiaowu::documents {
namespace {

using Utf8Characters = std::vector<std::string>;

constexpr double kConfidenceMin = 0.5;
constexpr double kAccuseMin = 0.8;    // measured: right seals taken for others had 0.54 … 0.77
constexpr double kDistanceMax = 0.2;  // two letters of ten
// Nearer than that to an expected name, yet not matching: doubt, not an accusation.
constexpr double kUnreadableMax = 0.5;
constexpr std::size_t kLettersMin = 4;
constexpr std::size_t kWildMin = 2;

/// Edits from every beginning of `from` to all of `to`: element n is the distance of the first n letters.
std::vector<std::size_t> distances(const Utf8Characters& from, const Utf8Characters& to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t column = 0; column <= to.size(); ++column) {
    row[column] = column;
  }
  std::vector<std::size_t> ends{row.back()};
  for (std::size_t at = 0; at < from.size(); ++at) {
    std::size_t diagonal = row[0];
    row[0] = at + 1;
    for (std::size_t column = 1; column <= to.size(); ++column) {
      const std::size_t above = row[column];
      row[column] =
          std::min({above + 1, row[column - 1] + 1, diagonal + (from[at] == to[column - 1] ? 0 : 1)});
      diagonal = above;
    }
    ends.push_back(row.back());
  }
  return ends;
}

struct Nearness {
  std::size_t edits = std::numeric_limits<std::size_t>::max();
  double distance = 1;
  std::string name;
};

/// Ends of the text against the two sides of '*'; what is left between them must be at least two letters.
Nearness patternNearness(const Utf8Characters& text, const std::string& pattern, std::size_t star) {
  const Utf8Characters head = utf8Characters(std::string_view(pattern).substr(0, star));
  Utf8Characters tail = utf8Characters(std::string_view(pattern).substr(star + 1));
  const auto heads = distances(text, head);
  Utf8Characters backwards(text.rbegin(), text.rend());
  std::reverse(tail.begin(), tail.end());
  const auto tails = distances(backwards, tail);
  Nearness best;
  for (std::size_t left = 0; left < heads.size(); ++left) {
    for (std::size_t right = 0; left + right + kWildMin <= text.size() && right < tails.size(); ++right) {
      const std::size_t edits = heads[left] + tails[right];
      if (edits >= best.edits) {
        continue;
      }
      best.edits = edits;
      best.name = pattern.substr(0, star);
      for (std::size_t at = left; at + right < text.size(); ++at) {
        best.name += text[at];
      }
      best.name += pattern.substr(star + 1);
    }
  }
  const std::size_t fixed = head.size() + tail.size();
  if (fixed == 0 && best.edits == 0) {
    best.distance = 0;
  }
  if (fixed > 0 && best.edits <= fixed) {
    best.distance = static_cast<double>(best.edits) / static_cast<double>(fixed);
  }
  return best;
}

Nearness nearness(const Utf8Characters& text, const std::string& issuer) {
  if (const auto star = issuer.find('*'); star != std::string::npos) {
    return patternNearness(text, issuer, star);
  }
  const Utf8Characters name = utf8Characters(issuer);
  const std::size_t edits = distances(text, name).back();
  const double longest = static_cast<double>(std::max(name.size(), text.size()));
  return {edits, longest == 0 ? 1 : static_cast<double>(edits) / longest, issuer};
}

std::vector<std::string> alternatives(const std::vector<std::string>& issuers) {
  std::vector<std::string> all;
  for (const auto& entry : issuers) {
    std::size_t from = 0;
    for (std::size_t bar = 0; bar != std::string::npos; from = bar + 1) {
      bar = entry.find('|', from);
      const std::string part = entry.substr(from, bar == std::string::npos ? std::string::npos : bar - from);
      if (!part.empty()) {
        all.push_back(part);
      }
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// How many letters name a place that there is: read as another county than the expected one, it is that
/// county.
std::size_t lettersOfPlace(const Utf8Characters& text) {
  std::string whole;
  for (const auto& letter : text) {
    whole += letter;
  }
  const auto prefix = divisionPrefix(whole);
  return prefix ? utf8Characters(std::string_view(whole).substr(0, prefix->bytes)).size() : 0;
}

/// Every letter that differs may also be the expected one, and none is of a place that there is. `edits`:
/// those that are allowed to differ.
bool wasSeen(const Utf8Characters& text, const std::vector<std::string>& also, const Utf8Characters& expected,
             std::size_t edits) {
  if (text.size() != expected.size() || also.size() != text.size()) {
    return false;
  }
  const std::size_t place = lettersOfPlace(text);
  std::size_t differing = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == expected[at]) {
      continue;
    }
    ++differing;
    if (at < place || also[at].find(expected[at]) == std::string::npos) {
      return false;
    }
  }
  return differing <= edits;
}

int rank(SealVerdict verdict) {
  switch (verdict) {
    case SealVerdict::Matching: return 4;
    case SealVerdict::WrongIssuer: return 3;
    case SealVerdict::Unreadable: return 2;
    case SealVerdict::GreyCopy: return 1;
    case SealVerdict::Missing: break;
  }
  return 0;
}

}  // namespace

std::string_view sealVerdictName(SealVerdict verdict) {
  switch (verdict) {
    case SealVerdict::Matching: return "matching";
    case SealVerdict::GreyCopy: return "grey-copy";
    case SealVerdict::Unreadable: return "unreadable";
    case SealVerdict::WrongIssuer: return "wrong-issuer";
    case SealVerdict::Missing: break;
  }
  return "missing";
}

SealMatch matchIssuer(std::string_view text, double confidence,
                      const std::vector<std::string>& expectedIssuers, const std::vector<std::string>& also) {
  SealMatch match{SealVerdict::Unreadable, {}, std::string(text), 1};
  const Utf8Characters letters = utf8Characters(text);
  if (letters.size() < kLettersMin || confidence < kConfidenceMin) {
    return match;
  }
  const auto expected = alternatives(expectedIssuers);
  if (expected.empty()) {
    match.verdict = SealVerdict::Matching;
    match.issuer = match.readsAs;
    match.distance = 0;
    return match;
  }
  Nearness best;
  Nearness second;
  for (const auto& issuer : expected) {
    auto near = nearness(letters, issuer);
    if (near.distance < best.distance || (near.distance == best.distance && near.edits < best.edits)) {
      std::swap(best, near);
    }
    if (near.distance < second.distance || (near.distance == second.distance && near.edits < second.edits)) {
      second = near;
    }
  }
  match.distance = best.distance;
  // Two names one letter apart: a misread letter could have made one into the other.
  const bool tied = best.edits > 0 && second.edits <= best.edits + 1;
  if (best.distance <= kDistanceMax && !tied &&
      (best.edits == 0 || wasSeen(letters, also, utf8Characters(best.name), best.edits))) {
    match.verdict = SealVerdict::Matching;
    match.issuer = best.name;
  } else if ((best.distance >= kUnreadableMax && confidence >= kAccuseMin) ||
             (best.distance > kDistanceMax && confidence >= 0.9)) {
    match.verdict = SealVerdict::WrongIssuer;
  }
  return match;
}

SealMatch matchSeals(const std::vector<Seal>& seals, const std::vector<std::string>& expectedIssuers) {
  SealMatch best;
  for (const auto& seal : seals) {
    SealMatch match{SealVerdict::GreyCopy, {}, seal.text, 1};
    if (seal.finding == SealFinding::Present) {
      match = matchIssuer(seal.text, seal.confidence, expectedIssuers, seal.also);
    }
    if (rank(match.verdict) > rank(best.verdict)) {
      best = std::move(match);
    }
  }
  return best;
}

}  // namespace xiaowu::documents
