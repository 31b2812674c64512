#include "app/session/PaperSides.h"

#include "core/domain/Dates.h"
#include "recognition/documents/fields/Checks.h"
#include "recognition/documents/fields/Validity.h"

#include <algorithm>

namespace xiaowu::session {
namespace {

using domain::MaterialStatus;
using domain::ReadField;

bool isUsable(MaterialStatus status) {
  return status == MaterialStatus::Good || status == MaterialStatus::Doubtful;
}

ReadField readFieldOf(const documents::FieldReading& field) {
  ReadField read{field.name, field.value, field.confidence, field.doubtful, {}, {}, field.role};
  for (const auto& check : field.checks) {
    read.checks.push_back((check.passed ? "" : "!") + check.check);
  }
  for (const auto reader : field.readers) {
    read.readers.emplace_back(documents::readerName(reader));
  }
  return read;
}

void addReasons(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const auto& reason : from) {
    if (std::find(to.begin(), to.end(), reason) == to.end()) {
      to.push_back(reason);
    }
  }
}

ReadField* roleIn(domain::Material& material, std::string_view role) {
  const auto found =
      std::find_if(material.fields.begin(), material.fields.end(),
                   [&](const ReadField& field) { return field.role == role && !field.value.empty(); });
  return found == material.fields.end() ? nullptr : &*found;
}

/// In place of an earlier outcome of the same check: a side that is scanned again is compared again.
void note(ReadField& field, const std::string& check, bool passed) {
  std::erase_if(field.checks, [&](const std::string& each) { return each == check || each == "!" + check; });
  field.checks.push_back((passed ? "" : "!") + check);
}

/// As it is printed on the card; empty when the chip does not say.
std::string validityOn(const domain::IdCard& card) {
  if (!card.validFrom || (!card.validTo && !card.longTerm)) {
    return {};
  }
  return domain::dottedDate(card.validFrom) + "-" +
         (card.longTerm ? std::string("长期") : domain::dottedDate(card.validTo));
}

bool agreesWithChip(ReadField* field, const std::string& chip) {
  if (field == nullptr || chip.empty()) {
    return true;
  }
  const bool same = field->value == chip;
  note(*field, "agrees-with-chip", same);
  field->doubtful = !same;
  return same;
}

}  // namespace

MaterialStatus statusOf(documents::MaterialOutcome outcome) {
  using O = documents::MaterialOutcome;
  switch (outcome) {
    case O::Good: return MaterialStatus::Good;
    case O::Doubtful: return MaterialStatus::Doubtful;
    case O::WrongPaper: return MaterialStatus::WrongPaper;
    case O::NoSeal: return MaterialStatus::NoSeal;
    case O::Unreadable: return MaterialStatus::Unreadable;
  }
  return MaterialStatus::Doubtful;
}

void compareSides(domain::Material& material, const domain::IdCard& card) {
  auto* validity = roleIn(material, "validity");
  const auto* number = roleIn(material, "person-number");
  if (validity == nullptr || number == nullptr) {
    return;
  }
  bool together = true;
  const auto* printed = roleIn(material, "birth");
  auto birth = printed != nullptr ? printed->value : std::string();
  if (documents::idNumberValid(number->value)) {
    birth = documents::birthOf(number->value);
  }
  if (documents::isoDateValid(birth) && documents::validitySpanValid(validity->value)) {
    const bool fits = documents::validityFitsAge(validity->value, birth);
    note(*validity, "validity-fits-age", fits);
    together = fits;
  }
  if (number->value == card.number && !validityOn(card).empty()) {
    together = agreesWithChip(
        validity, validityOn(card));  // the chip is the first source: what it confirms needs no law
    (void)agreesWithChip(roleIn(material, "organ"),
                         card.issuer);  // an organ is renamed while its cards live: a doubt about the words,
                                        // not about the card
  }
  if (together) {
    return;
  }
  addReasons(material.reasons, {std::string(reasons::kSidesDiffer)});
  if (material.status == MaterialStatus::Good) {
    material.status = MaterialStatus::Doubtful;
  }
}

PaperSides::PaperSides(const catalog::MaterialRequirement& wanted, const domain::Material& before,
                       domain::PageId page)
    : m_wanted(wanted), m_before(before), m_page(page) {}

std::string PaperSides::asked() const {
  if (m_before.side(m_wanted.documentType) == nullptr) {
    return m_wanted.documentType;
  }
  return m_before.side(m_wanted.backType) == nullptr ? m_wanted.backType : std::string();
}

std::vector<documents::DocumentReading*> PaperSides::chosen(
    std::vector<documents::DocumentReading>& readings) const {
  std::vector<documents::DocumentReading*> list;
  if (m_wanted.twoSided()) {
    for (const auto& type : {m_wanted.documentType, m_wanted.backType}) {
      const auto side =
          std::find_if(readings.begin(), readings.end(), [&](const auto& each) { return each.type == type; });
      if (side != readings.end()) {
        list.push_back(&*side);
      }
    }
    if (!list.empty()) {
      return list;
    }
  }
  const auto worth = [&](const documents::DocumentReading& reading) {
    if (reading.type == m_wanted.documentType) {
      return 2;
    }
    return reading.type != "unknown" ? 1 : 0;
  };
  const auto best = std::max_element(readings.begin(), readings.end(),
                                     [&](const auto& a, const auto& b) { return worth(a) < worth(b); });
  if (best != readings.end()) {
    list.push_back(&*best);
  }
  return list;
}

std::string PaperSides::typeFor(const documents::DocumentReading& reading) const {
  if (!m_wanted.twoSided()) {
    return m_wanted.documentType;
  }
  if (isSide(reading.type)) {
    return reading.type;
  }
  const auto side = asked();
  return side.empty() ? m_wanted.documentType : side;
}

void PaperSides::add(const documents::DocumentReading& reading, const documents::MaterialVerdict& verdict) {
  Judged judged{reading.type, verdict, {}, {}};
  for (const auto& field : reading.fields) {
    if (!field.value.empty()) {
      judged.fields.push_back(readFieldOf(field));
    }
  }
  for (const auto& seal : reading.seals) {
    judged.seals.push_back({seal.text, std::string(documents::sealFindingName(seal))});
  }
  m_judged.push_back(std::move(judged));
}

domain::Material PaperSides::single(const Judged& judged) const {
  domain::Material material;
  material.code = m_wanted.code;
  material.documentType = m_wanted.documentType;
  material.status = statusOf(judged.verdict.outcome);
  material.reasons = judged.verdict.reasons;
  material.seemsType = judged.verdict.seemsToBe;
  material.fields = judged.fields;
  material.seals = judged.seals;
  return material;
}

/// In place of what was known of this side. The front always stands first.
void PaperSides::put(domain::Material& material, const Judged& judged, const std::string& type) const {
  std::erase_if(material.sides, [&](const domain::MaterialSide& side) { return side.documentType == type; });
  std::erase_if(material.fields, [&](const ReadField& field) { return field.side == type; });
  const bool front = type == m_wanted.documentType;
  material.sides.insert(front ? material.sides.begin() : material.sides.end(),
                        {type, m_page, statusOf(judged.verdict.outcome), judged.verdict.reasons});
  auto fields = judged.fields;
  for (auto& field : fields) {
    field.side = type;
  }
  material.fields.insert(front ? material.fields.begin() : material.fields.end(), fields.begin(),
                         fields.end());
}

domain::Material PaperSides::joined(const domain::IdCard& card) const {
  if (m_judged.empty()) {
    domain::Material nothing;
    nothing.status = MaterialStatus::Unreadable;
    return nothing;
  }
  if (!m_wanted.twoSided()) {
    return single(m_judged.front());
  }
  const auto missing = asked();
  domain::Material material;
  material.code = m_wanted.code;
  material.documentType = m_wanted.documentType;
  material.sides = m_before.sides;
  material.fields = m_before.sides.empty() ? std::vector<ReadField>() : m_before.fields;
  bool taken = false;
  for (const auto& judged : m_judged) {
    if (!isUsable(statusOf(judged.verdict.outcome))) {
      continue;
    }
    const auto type =
        isSide(judged.type) ? judged.type : missing;  // nothing we know, and a person has to look: it stands
                                                      // for the side that was asked for
    if (type.empty()) {
      continue;
    }
    put(material, judged, type);
    taken = true;
  }
  if (!taken) {
    auto why = single(m_judged.front());
    if (isUsable(why.status)) {
      why.status = MaterialStatus::Unreadable;
    }
    return why;
  }
  if (!missing.empty() && material.side(missing) == nullptr && !m_before.sides.empty()) {
    auto again = single(m_judged.front());
    again.status = MaterialStatus::WrongPaper;
    again.reasons = {std::string(reasons::kSameSide)};
    again.seemsType = m_judged.front().type;
    return again;
  }
  material.status = MaterialStatus::Good;
  for (const auto& side : material.sides) {
    if (side.status != MaterialStatus::Good) {
      material.status = MaterialStatus::Doubtful;
    }
    addReasons(material.reasons, side.reasons);
  }
  compareSides(material, card);
  return material;
}

}  // namespace xiaowu::session
