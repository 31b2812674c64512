#include "drivers/scanner/simulator/papers/Papers.h"

#include "drivers/scanner/simulator/papers/internal/Content.h"
#include "drivers/scanner/simulator/papers/internal/Effects.h"
#include "drivers/scanner/simulator/papers/internal/Sheets.h"

#include <algorithm>
#include <array>

namespace xiaowu::simulator {
namespace {

using Draw = Image (*)(const PaperOrder&, const Content&, std::mt19937_64&);

struct Kind {
  PaperKind kind;
  std::string_view name;
  Draw draw;
  bool listed;
  bool seal;
};

constexpr std::array<Kind, 12> kKinds{
    {{PaperKind::Marriage, "marriage", drawMarriage, true, true},
     {PaperKind::Hukou, "hukou", drawHukou, true, true},
     {PaperKind::Letter, "letter", drawLetter, true, true},
     {PaperKind::IdFront, "idfront", drawIdFront, true, false},
     {PaperKind::IdBack, "idback", drawIdBack, true, false},
     {PaperKind::Licence, "licence", drawLicence, true, true},
     {PaperKind::BankCard, "bankcard", drawBankCard, true, false},
     {PaperKind::RealEstate, "realestate", drawRealEstate, true, true},
     {PaperKind::Degree, "degree", drawDegree, true, true},
     {PaperKind::MedicalBill, "medical-bill", drawMedicalBill, false, true},
     {PaperKind::TrainTicket, "train-ticket", drawTrainTicket, false, false},
     {PaperKind::PlainLetter, "plain-letter", drawPlainLetter, false, false}}};

constexpr std::array<std::pair<PaperFlaw, std::string_view>, 10> kFlaws{
    {{PaperFlaw::None, ""},
     {PaperFlaw::NoSeal, "noseal"},
     {PaperFlaw::Copy, "copy"},
     {PaperFlaw::ForgedSeal, "forgedseal"},
     {PaperFlaw::WrongPerson, "wrongperson"},
     {PaperFlaw::Expired, "expired"},
     {PaperFlaw::Blurred, "blurred"},
     {PaperFlaw::UpsideDown, "upside-down"},
     {PaperFlaw::Blank, "blank"},
     {PaperFlaw::Wrong, "wrong"}}};

const Kind& rowOf(PaperKind kind) {
  return *std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& entry) { return entry.kind == kind; });
}

Image draw(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  if (order.flaw == PaperFlaw::Blank) {
    return Canvas(210, 297, order.dpi, {0.975, 0.972, 0.965}).finish();
  }
  if (order.flaw == PaperFlaw::Wrong) {
    return drawMedicalBill(order, content, random);
  }
  return rowOf(order.kind).draw(order, content, random);
}

PaperTruth marriageTruth(const Content& content) {
  const auto [first, second] = couple(content);
  return {{"holder", content.person.card.name}, {"regdate", content.date},     {"certno", content.number},
          {"name_a", first->card.name},         {"sex_a", sexText(*first)},    {"birth_a", birthText(*first)},
          {"id_a", first->card.number},         {"name_b", second->card.name}, {"sex_b", sexText(*second)},
          {"birth_b", birthText(*second)},      {"id_b", second->card.number}};
}

PaperTruth hukouTruth(const Content& content) {
  const auto& card = content.person.card;
  return {{"name", card.name},
          {"relation", content.relation},
          {"sex", sexText(content.person)},
          {"ethnicity", card.ethnicGroup},
          {"id", card.number},
          {"edu", educationOf(content)},
          {"marital", maritalOf(content)},
          {"birth", birthText(content.person)}};
}

}  // namespace

std::string_view paperKindName(PaperKind kind) {
  return rowOf(kind).name;
}
bool paperKindListed(PaperKind kind) {
  return rowOf(kind).listed;
}
bool paperKindHasSeal(PaperKind kind) {
  return rowOf(kind).seal;
}

std::optional<PaperKind> paperKindOf(std::string_view name) {
  const auto found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& entry) { return entry.name == name; });
  return found == kKinds.end() ? std::nullopt : std::optional(found->kind);
}

const std::vector<PaperKind>& paperKinds() {
  static const auto kAll = [] {
    std::vector<PaperKind> all;
    for (const auto& entry : kKinds) {
      all.push_back(entry.kind);
    }
    return all;
  }();
  return kAll;
}

std::string_view paperFlawName(PaperFlaw flaw) {
  return std::find_if(kFlaws.begin(), kFlaws.end(), [&](const auto& entry) { return entry.first == flaw; })
      ->second;
}

std::optional<PaperFlaw> paperFlawOf(std::string_view name) {
  const auto found =
      std::find_if(kFlaws.begin(), kFlaws.end(), [&](const auto& entry) { return entry.second == name; });
  return found == kFlaws.end() ? std::nullopt : std::optional(found->first);
}

const std::vector<PaperFlaw>& paperFlaws() {
  static const auto kAll = [] {
    std::vector<PaperFlaw> all;
    for (const auto& [flaw, name] : kFlaws) {
      all.push_back(flaw);
    }
    return all;
  }();
  return kAll;
}

Result<Image> renderPaper(const PaperOrder& order) {
  if (order.dpi < 72 || order.dpi > 600) {
    return fail(errors::kPaper, Fault::Bug, "dpi out of range");
  }
  const auto content = contentOf(order);
  if (!content) {
    return fail(content.error());
  }
  std::mt19937_64 random(order.seed + 1);
  Image sheet = draw(order, *content, random);
  if (sheet.empty()) {
    return fail(errors::kPaper, Fault::Bug, "drawing failed");
  }
  if (order.flaw == PaperFlaw::Copy) {
    return greyCopy(sheet);
  }
  if (order.flaw == PaperFlaw::UpsideDown) {
    return turned(sheet);
  }
  if (order.flaw == PaperFlaw::Blurred) {
    return outOfFocus(sheet, std::max(2, order.dpi * 3 / 200));
  }
  return sheet;
}

Result<PaperTruth> paperTruth(const PaperOrder& order) {
  const auto content = contentOf(order);
  if (!content) {
    return fail(content.error());
  }
  if (order.flaw == PaperFlaw::Blank || order.flaw == PaperFlaw::Wrong) {
    return PaperTruth{};
  }
  const auto& card = content->person.card;
  const auto& firm = content->firm;
  switch (order.kind) {
    case PaperKind::Marriage: return marriageTruth(*content);
    case PaperKind::Hukou: return hukouTruth(*content);
    case PaperKind::Letter:
      return PaperTruth{{"name", card.name},
                        {"id", card.number},
                        {"address", card.address},
                        {"org", content->issuer},
                        {"date", content->date}};
    case PaperKind::IdFront:
      return PaperTruth{{"name", card.name},
                        {"sex", sexText(content->person)},
                        {"ethnicity", card.ethnicGroup},
                        {"birth", birthText(content->person)},
                        {"address", card.address},
                        {"id", card.number}};
    case PaperKind::IdBack:
      return PaperTruth{{"authority", card.issuer}, {"validity", validityText(content->person)}};
    case PaperKind::Licence:
      return PaperTruth{{"uscc", firm.creditCode}, {"name", firm.name},       {"type", firm.type},
                        {"legal_rep", card.name},  {"capital", firm.capital}, {"founded", firm.founded},
                        {"address", firm.address}};
    case PaperKind::BankCard:
      return PaperTruth{{"number", content->bankCard.number}, {"bank", content->bankCard.bank}};
    case PaperKind::RealEstate:
      return PaperTruth{{"certno", content->property.certificate},
                        {"owner", card.name},
                        {"location", card.address},
                        {"unit", content->property.unit}};
    case PaperKind::Degree:
      return PaperTruth{{"certno", content->degree.number},
                        {"name", card.name},
                        {"school", content->degree.school},
                        {"date", content->degree.date}};
    case PaperKind::MedicalBill:
    case PaperKind::TrainTicket:
    case PaperKind::PlainLetter: break;
  }
  return PaperTruth{};
}

}  // namespace xiaowu::simulator
