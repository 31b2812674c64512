#include "recognition/documents/internal/LetterSeals.h"

#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/seals/SealMatch.h"
#include "recognition/documents/text/internal/Utf8Characters.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr double kSealSure = 0.8;
constexpr double kPersonSure = 0.5;
constexpr double kLineSure = 0.9;
constexpr int kLettersOther = 2;

FieldReading* ofRole(DocumentReading& reading, std::string_view role) {
  const auto found = std::find_if(reading.fields.begin(), reading.fields.end(),
                                  [&](const FieldReading& field) { return field.role == role; });
  return found == reading.fields.end() ? nullptr : &*found;
}

/// As many letters, and at most two of them others.
bool nearlySame(const std::string& a, const std::string& b) {
  const auto first = utf8Characters(a);
  const auto second = utf8Characters(b);
  if (first.size() != second.size()) {
    return false;
  }
  int different = 0;
  for (std::size_t at = 0; at < first.size(); ++at) {
    different += first[at] == second[at] ? 0 : 1;
  }
  return different <= kLettersOther;
}

/// The seal that was read best, or nullptr.
const Seal* bestSeal(const std::vector<Seal>& seals) {
  const Seal* best = nullptr;
  for (const auto& seal : seals) {
    if (!seal.text.empty() && (best == nullptr || seal.confidence > best->confidence)) {
      best = &seal;
    }
  }
  return best;
}

void holdAgainstSeals(FieldReading& organ, const std::vector<Seal>& seals) {
  const Seal* best = bestSeal(seals);
  if (best == nullptr) {
    return;
  }
  if (organ.value.empty()) {
    if (best->confidence >= kSealSure) {
      organ.value = best->text;
      organ.confidence = best->confidence;
      organ.checks.push_back({"taken-from-seal", true});
      organ.doubtful = true;
    }
    return;
  }
  const auto match = matchSeals(seals, {organ.value});
  if (match.verdict == SealVerdict::Matching) {
    organ.checks.push_back({"agrees-with-seal", true});
    return;
  }
  if (best->confidence < kSealSure) {
    return;
  }
  // The line at the foot holds only the end of the organ's name, or a letter that the seal's ink spoiled.
  const bool end = best->text.size() > organ.value.size() && best->text.ends_with(organ.value);
  // A county that was offered is better than what the seal's reader, with the same alphabet, made of it.
  const bool offered = std::any_of(organ.checks.begin(), organ.checks.end(),
                                   [](const CheckResult& check) { return check.check == "county-offered"; });
  const bool placed = !offered && divisionPrefix(best->text).has_value();
  if (end || (placed && organ.confidence < kLineSure && nearlySame(organ.value, best->text))) {
    organ.value = best->text;
  }
  // Another office's seal is judged for whose it is (MaterialCheck); of the letters that were read it says
  // nothing.
  if (!end && organ.confidence >= kLineSure && !nearlySame(organ.value, best->text)) {
    return;
  }
  organ.checks.push_back({"agrees-with-seal", false});
  organ.doubtful = true;
}

bool nearlyPerson(const FieldReading* field) {
  return field != nullptr && !field->value.empty() && field->confidence >= kPersonSure;
}

}  // namespace

void settleLetter(const DocumentType& type, DocumentReading& reading) {
  if (type.freeText == nullptr) {
    return;
  }
  FieldReading* organ = ofRole(reading, "organ");
  if (organ != nullptr) {
    holdAgainstSeals(*organ, reading.seals);
  }
  const bool nobodySigned = organ == nullptr || organ->value.empty();
  if (reading.type != kUnknownDocument) {
    // What a private person writes may be worded like a letter of proof.
    reading.typeDoubtful = nobodySigned;
    return;
  }
  const bool person =
      nearlyPerson(ofRole(reading, "person-name")) || nearlyPerson(ofRole(reading, "person-number"));
  if (person && !nobodySigned && reading.hasSeal()) {
    reading.type = type.type;
    reading.typeDoubtful = true;
  } else {
    reading.fields.clear();
  }
}

}  // namespace xiaowu::documents
