#include "recognition/documents/fields/internal/Fields.h"

#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/fields/internal/FieldPlaces.h"
#include "recognition/documents/fields/internal/FieldProof.h"
#include "recognition/documents/fields/internal/FreeText.h"

#include <algorithm>

namespace xiaowu::documents {
namespace {

constexpr double kShapeTolerance = 0.12;  // perspective changes the sides' relation by up to 7 %
constexpr double kNoRoom = 0.5;
// The labels of other papers that stand in a letter's table make it none of those.
constexpr double kCallsItselfLetter = 0.5;
constexpr double kWrongShape = 0.6;  // a card copied onto A4 keeps its words but loses its shape

/// Edits that turn `a` into `b`.
int distanceOf(const QString& a, const QString& b) {
  std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
  for (std::size_t at = 0; at < row.size(); ++at) {
    row[at] = static_cast<int>(at);
  }
  for (qsizetype i = 0; i < a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i) + 1;
    for (qsizetype j = 0; j < b.size(); ++j) {
      const auto at = static_cast<std::size_t>(j);
      const int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[at + 1];
      row[at + 1] = std::min({replaced, row[at] + 1, row[at + 1] + 1});
    }
  }
  return row.back();
}

constexpr int kUnlike = 1000;

/// The fewer, the more alike; below 0 when `word` stands inside the value, kUnlike when nothing of it was
/// read.
int unlikeness(const QString& read, const QString& word) {
  if (read.contains(word)) {
    return -static_cast<int>(word.size());
  }
  const int distance = distanceOf(read, word);
  return distance >= word.size() ? kUnlike : distance;
}

/// The one entry that stands inside the value or differs least from it; empty when there is none or a tie, or
/// when nothing of it was read.
std::string nearestEntry(const std::vector<std::string>& entries, const std::string& value) {
  const QString read = QString::fromStdString(value);
  std::string nearest;
  int best = kUnlike;
  bool tie = false;
  for (const auto& entry : entries) {
    const QString word = QString::fromStdString(entry);
    const int distance = unlikeness(read, word);
    if (distance < best) {
      best = distance;
      nearest = entry;
      tie = false;
    } else if (distance == best) {
      tie = true;
    }
  }
  return tie || best == 1000 ? std::string() : nearest;
}

/// A value outside a closed list becomes the list's nearest entry where that is only one, and is doubtful
/// either way.
void checkList(FieldReading& field, const FieldRule& rule) {
  if (field.value.empty()) {
    return;
  }
  const bool listed = std::find(rule.oneOf.begin(), rule.oneOf.end(), field.value) != rule.oneOf.end();
  field.checks.push_back({"one-of", listed});
  if (listed) {
    return;
  }
  field.doubtful = true;
  if (auto entry = nearestEntry(rule.oneOf, field.value); !entry.empty()) {
    field.value = std::move(entry);
  }
}

FieldReading readField(const FieldPlaces& places, const FieldProof& proof, const FieldRule& rule) {
  FieldReading field;
  field.name = rule.name;
  field.role = rule.role;
  for (const auto& source : rule.sources) {
    const auto found = places.find(source);
    if (!found) {
      continue;
    }
    proof.fill(field, rule, *found);
    if (!field.value.empty()) {
      break;
    }
  }
  if (!rule.oneOf.empty()) {
    checkList(field, rule);
  }
  return field;
}

/// What speaks for a letter on this page, once per set of words.
struct LetterVotes {
  double structure = 0;
  bool certain = false;  ///< it calls itself a letter of proof and somebody signs it
};

double votesFor(const DocumentType& type, const QString& text, const LetterVotes& letter, double aspect) {
  double votes = 0;
  for (const auto& keyword : type.keywords) {
    votes += keyword.weight * presence(text, QString::fromStdString(keyword.text));
  }
  for (const auto& keyword : type.unlike) {
    votes -= keyword.weight * presence(text, QString::fromStdString(keyword.text));
  }
  votes += letter.structure;
  votes /= type.threshold;
  if (type.charactersMax > 0 && text.size() > type.charactersMax) {
    votes *= kNoRoom;
  }
  if (type.freeText == nullptr && letter.certain) {
    votes *= kCallsItselfLetter;
  }
  if (aspect <= 0 || type.widthMm <= 0) {
    return votes;
  }
  const double wanted = std::max(type.widthMm, type.heightMm) / std::min(type.widthMm, type.heightMm);
  return std::abs(aspect / wanted - 1) > kShapeTolerance ? votes * kWrongShape : votes;
}

FieldReading* named(std::vector<FieldReading>& fields, const std::string& name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldReading& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// What could not be read but stands in an accepted number is offered for confirmation.
void takeFromNumber(const CrossCheck& rule, FieldReading& field, std::vector<FieldReading>& fields) {
  const FieldReading* number = named(fields, rule.with.front());
  if (number == nullptr || !number->accepted() || !idNumberValid(number->value)) {
    return;
  }
  if (rule.kind == "birth-matches-number") {
    field.value = birthOf(number->value);
  }
  if (rule.kind == "sex-matches-number") {
    field.value = sexOf(number->value);
  }
  field.checks.push_back({"taken-from-number", true});
}

/// A relation that fails makes the field doubtful; one that holds against a proven number takes the doubt
/// away.
void crossCheck(const CrossCheck& rule, std::vector<FieldReading>& fields) {
  FieldReading* field = named(fields, rule.field);
  if (field == nullptr) {
    return;
  }
  if (field->value.empty()) {
    return takeFromNumber(rule, *field, fields);
  }
  bool comparable = false;
  bool passed = false;
  bool proven = false;
  for (const auto& name : rule.with) {
    const FieldReading* other = named(fields, name);
    if (other == nullptr || other->value.empty()) {
      continue;
    }
    const bool number = idNumberValid(other->value);
    if (rule.kind == "birth-matches-number" && number) {
      passed |= field->value == birthOf(other->value);
    } else if (rule.kind == "sex-matches-number" && number) {
      passed |= field->value == sexOf(other->value);
    } else if (rule.kind == "equals-one-of") {
      passed |= field->value == other->value;
    } else if (rule.kind == "year-matches") {
      passed |= field->value.find(other->value.substr(0, 4)) != std::string::npos;
    } else if (rule.kind == "area-matches-code") {
      // A person moves, a house does not; still a code may be older than the county's name. Only agreement
      // says something.
      const auto prefix = divisionPrefix(field->value);
      if (!prefix || std::to_string(prefix->code) != other->value.substr(0, 6)) {
        continue;
      }
      passed = true;
    } else {
      continue;
    }
    comparable = true;
    proven |= number && other->accepted();
  }
  if (!comparable) {
    return;
  }
  field->checks.push_back({rule.kind, passed});
  if (!passed) {
    field->doubtful = true;
  }
  if (passed && proven) {
    field->doubtful = false;
    field->confidence = std::max(field->confidence, 0.95);
  }
}

/// A county's name that a reader cannot write or took for another: the one that it must be is shown instead,
/// for people to confirm. The doubt stays.
void offerCounties(const DocumentType& type, std::vector<FieldReading>& fields) {
  std::string area;
  for (const auto& field : fields) {
    if (field.role == "person-number" && field.accepted() && idNumberValid(field.value)) {
      area = field.value.substr(0, 6);
      break;
    }
  }
  for (std::size_t index = 0; index < fields.size(); ++index) {
    auto& field = fields[index];
    const bool strange = std::any_of(field.checks.begin(), field.checks.end(), [](const CheckResult& check) {
      return check.check == "division-known" && !check.passed;
    });
    if (type.fields[index].kind != FieldKind::Place || !strange) {
      continue;
    }
    if (auto likely = withNearestCounty(field.value, area)) {
      field.value = std::move(*likely);
      field.checks.push_back({"county-offered", true});
      field.doubtful = true;
    }
  }
}

}  // namespace

TypeVote voteType(const std::vector<DocumentType>& types, const std::vector<Row>& rows,
                  std::string_view expected, double aspect) {
  const QString text = wholeText(rows);
  TypeVote vote;
  const auto letter = std::find_if(types.begin(), types.end(),
                                   [](const DocumentType& type) { return type.freeText != nullptr; });
  LetterVotes letterVotes;
  if (letter != types.end()) {
    const auto structure = FreeText(rows, *letter->freeText).structure();
    letterVotes = {structure.votes(), structure.title && structure.person && structure.organ};
  }
  for (const auto& type : types) {
    const double score = votesFor(
        type, text, type.freeText == nullptr ? LetterVotes{0, letterVotes.certain} : letterVotes, aspect);
    const double weighted = score * (type.type == expected ? 1.25 : 1.0);
    const double best = vote.score * (vote.best != nullptr && vote.best->type == expected ? 1.25 : 1.0);
    if (score > 0 && (vote.best == nullptr || weighted > best)) {
      vote = {&type, score};
    }
  }
  return vote;
}

bool footIncomplete(const std::vector<DocumentType>& types, const std::vector<Row>& rows) {
  const auto letter = std::find_if(types.begin(), types.end(),
                                   [](const DocumentType& type) { return type.freeText != nullptr; });
  if (letter == types.end()) {
    return false;
  }
  const auto structure = FreeText(rows, *letter->freeText).structure();
  return (structure.title || structure.opening || structure.closing) && structure.person &&
         !(structure.organ && structure.date);
}

std::vector<FieldReading> extractFields(const DocumentType& type, const PageText& page,
                                        const Reread& reread) {
  const FieldPlaces places(type, page);
  const FieldProof proof(page, reread);
  std::vector<FieldReading> fields;
  for (const auto& rule : type.fields) {
    fields.push_back(readField(places, proof, rule));
  }
  for (const auto& check : type.checks) {
    crossCheck(check, fields);
  }
  offerCounties(type, fields);
  return fields;
}

}  // namespace xiaowu::documents
