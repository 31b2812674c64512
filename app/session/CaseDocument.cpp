#include "app/session/CaseDocument.h"

#include "core/approval/InstantApproval.h"
#include "core/base/Time.h"
#include "core/catalog/ReviewText.h"
#include "core/domain/Dates.h"
#include "app/outbox/Manifest.h"
#include "core/crypto/Sealing.h"
#include "app/workflow/FormRules.h"
#include "app/workflow/SessionFacts.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::session {
namespace {

using domain::MaterialStatus;
using nlohmann::json;

constexpr std::chrono::hours kPromiseDay{24};

json answerJson(const domain::Answer& answer) {
  json entry = {{"field", answer.field},
                {"value", answer.value},
                {"source", domain::answerSourceName(answer.source)},
                {"trust", domain::trustGradeName(answer.trust)},
                {"doubtful", answer.doubtful}};
  if (answer.note != domain::AnswerNote::None) {
    entry["note"] = domain::answerNoteName(answer.note);
  }
  return entry;
}

std::string sexText(domain::Sex sex) {
  switch (sex) {
    case domain::Sex::Male: return "male";
    case domain::Sex::Female: return "female";
    default: return "unknown";
  }
}

json applicantJson(const domain::IdCard& card) {
  json applicant = {{"name", card.name.empty() ? card.englishName : card.name},
                    {"idNumber", card.number},
                    {"sex", sexText(card.sex)},
                    {"birth", domain::isoDate(card.birth)},
                    {"ethnicGroup", card.ethnicGroup},
                    {"address", card.address},
                    {"cardKind", domain::cardKindName(card.kind)}};
  // The kiosk's clock decided whether the card is valid; with the date the platform's can.
  if (card.longTerm || card.validTo) {
    applicant["validTo"] = card.longTerm ? std::string("long-term") : domain::isoDate(card.validTo);
  }
  return applicant;
}

json approvalJson(const workflow::Session& session, WallTime now) {
  const auto verdict = approval::judge(*session.item, workflow::factsOf(session, now));
  json findings = json::array();
  for (const auto& finding : verdict.findings) {
    json entry = {{"rule", finding.rule}, {"passed", finding.passed}};
    if (!finding.material.empty()) {
      entry["material"] = finding.material;
    }
    findings.push_back(std::move(entry));
  }
  return {{"verdict", verdict.approve ? "approve" : "staff"},
          {"itemVersion", verdict.itemVersion},
          {"findings", std::move(findings)}};
}

json fieldsJson(const domain::Material& material) {
  json fields = json::array();
  for (const auto& field : material.fields) {
    json entry = {{"name", field.name},         {"value", field.value},   {"confidence", field.confidence},
                  {"doubtful", field.doubtful}, {"checks", field.checks}, {"readers", field.readers}};
    if (!field.role.empty()) {
      entry["role"] = field.role;
    }
    if (field.resident != domain::ResidentWord::NotAsked) {
      entry["resident"] = domain::residentWordName(field.resident);
    }
    fields.push_back(std::move(entry));
  }
  return fields;
}

/// As in a submission, and what only this machine needs when the case goes on.
json draftFieldsJson(const domain::Material& material) {
  json fields = fieldsJson(material);
  for (std::size_t i = 0; i < material.fields.size(); ++i) {
    fields[i]["side"] = material.fields[i].side;
  }
  return fields;
}

/// Pages by their place in the material's list.
json sidesJson(const domain::Material& material) {
  json sides = json::array();
  for (const auto& side : material.sides) {
    const auto page =
        std::find(material.pages.begin(), material.pages.end(), side.page) - material.pages.begin();
    sides.push_back({{"documentType", side.documentType},
                     {"page", page},
                     {"status", domain::materialStatusName(side.status)},
                     {"reasons", side.reasons}});
  }
  return sides;
}

json sealsJson(const domain::Material& material) {
  json seals = json::array();
  for (const auto& seal : material.seals) {
    seals.push_back({{"text", seal.text}, {"finding", seal.finding}});
  }
  return seals;
}

std::string_view outcomeText(MaterialStatus status) {
  if (status == MaterialStatus::Promised) {
    return "promised";
  }
  return status == MaterialStatus::Good ? "good" : "doubtful";
}

json identityJson(const workflow::Session& session) {
  json identity = {{"level", domain::identityLevelName(session.level)},
                   {"way", session.evidence ? session.evidence->way : "card"}};
  if (!session.evidence) {
    return identity;
  }
  const auto& evidence = *session.evidence;
  if (evidence.score) {
    identity["score"] = *evidence.score;
  }
  if (!evidence.staff.empty()) {
    identity["staff"] = evidence.staff;
  }
  if (!evidence.reason.empty()) {
    identity["reason"] = evidence.reason;
  }
  return identity;
}

template <typename Enum, typename Name>
Enum fromName(const std::string& name, std::initializer_list<Enum> all, Name nameOf) {
  for (const auto value : all) {
    if (nameOf(value) == name) {
      return value;
    }
  }
  throw std::runtime_error("unknown word");
}

domain::TrustGrade trustFrom(const std::string& letter) {
  using G = domain::TrustGrade;
  return fromName(letter, {G::A, G::B, G::C, G::D}, domain::trustGradeName);
}

domain::Answer answerOf(const json& source) {
  using S = domain::AnswerSource;
  domain::Answer answer;
  answer.field = source.at("field");
  answer.value = source.at("value");
  answer.source =
      fromName(source.at("source"), {S::Card, S::Ocr, S::Resident, S::Library}, domain::answerSourceName);
  answer.trust = trustFrom(source.at("trust"));
  answer.doubtful = source.value("doubtful", false);
  answer.compared = source.value("compared", false);
  using N = domain::AnswerNote;
  answer.note =
      fromName(source.value("note", ""), {N::None, N::LeftToStaff, N::HasNone}, domain::answerNoteName);
  return answer;
}

domain::KeptPaper keptPaperOf(const json& source, const domain::Material& material) {
  domain::KeptPaper paper;
  paper.paperId = source.at("paperId");
  paper.documentType = material.documentType;
  paper.caseNumber = source.at("caseNumber");
  const auto date = domain::parseDate(source.at("receivedOn").get<std::string>());
  if (!date) {
    throw std::runtime_error("not a date");
  }
  paper.receivedOn = *date;
  paper.trust = trustFrom(source.at("trust"));
  paper.fields = material.fields;
  return paper;
}

MaterialStatus statusFrom(const std::string& name) {
  using M = MaterialStatus;
  return fromName(name,
                  {M::Missing, M::Good, M::Doubtful, M::WrongPaper, M::NoSeal, M::Unreadable, M::Promised},
                  domain::materialStatusName);
}

domain::ReadField fieldOf(const json& source) {
  using W = domain::ResidentWord;
  domain::ReadField field{source.at("name"),
                          source.at("value"),
                          source.at("confidence"),
                          source.at("doubtful"),
                          source.value("checks", std::vector<std::string>{}),
                          source.value("readers", std::vector<std::string>{}),
                          source.value("role", ""),
                          source.value("side", "")};
  field.resident = fromName(source.value("resident", ""), {W::NotAsked, W::Same, W::Different, W::CannotTell},
                            domain::residentWordName);
  return field;
}

domain::Material materialOf(const json& source, std::vector<StoredPage>& pages) {
  domain::Material material;
  material.code = source.at("code");
  material.documentType = source.at("documentType");
  material.status = statusFrom(source.at("status"));
  material.reasons = source.at("reasons").get<std::vector<std::string>>();
  for (const auto& field : source.at("fields")) {
    material.fields.push_back(fieldOf(field));
  }
  for (const auto& seal : source.value("seals", json::array())) {
    material.seals.push_back({seal.at("text"), seal.at("finding")});
  }
  if (source.contains("reused")) {
    material.reused = keptPaperOf(source.at("reused"), material);
  }
  if (source.contains("promisedUntil")) {
    material.promisedUntil = domain::parseIsoDate(source.at("promisedUntil").get<std::string>());
  }
  for (const auto& page : source.at("pages")) {
    auto bytes = fromBase64(page.at("bytes").get<std::string>());
    if (!bytes) {
      throw std::runtime_error("a page is not base64");
    }
    pages.push_back({std::move(*bytes), page.at("mediaType")});
    material.pages.push_back(pages.size());  // its place for now; keepPages() gives it its key
  }
  for (const auto& side : source.value("sides", json::array())) {
    material.sides.push_back({side.at("documentType"), material.pages.at(side.at("page").get<std::size_t>()),
                              statusFrom(side.at("status")),
                              side.at("reasons").get<std::vector<std::string>>()});
  }
  return material;
}

}  // namespace

std::string reviewText(const workflow::Session& session) {
  catalog::ReviewFacts facts;
  const auto id = session.caseId.text();
  facts.caseId = id;
  for (const auto& [field, answer] : session.answers) {
    facts.answers.emplace(field, answer.value);
  }
  for (const auto& material : session.materials) {
    facts.materials.emplace_back(material.code, outcomeText(material.status));
  }
  return catalog::reviewText(*session.item, facts);
}

Result<CaseParts> makeCaseParts(const workflow::Session& session, const PageStore& pages, WallTime now) {
  const auto missing = [] {
    return fail(xiaowu::errors::kInternal, Fault::Bug, "a picture of the case is not in the store");
  };
  CaseParts result;
  const auto* signature = pages.find(session.signature);
  if (signature == nullptr) {
    return missing();
  }
  result.parts.push_back(signature->encoded);
  json materials = json::array();
  for (const auto& material : session.materials) {
    json entry = {{"code", material.code},
                  {"documentType", material.documentType},
                  {"outcome", outcomeText(material.status)},
                  {"reasons", material.reasons},
                  {"trust", domain::trustGradeName(approval::trustOf(material))},
                  {"fields", fieldsJson(material)},
                  {"seals", sealsJson(material)},
                  {"parts", json::array()}};
    for (const auto id : material.pages) {
      const auto* page = pages.find(id);
      if (page == nullptr) {
        return missing();
      }
      result.parts.push_back(page->encoded);
      entry["parts"].push_back(result.parts.size());
    }
    const auto& wanted = *session.item->material(material.code);
    if (material.reused) {
      entry["reusedFrom"] = material.reused->paperId;
    }
    if (material.status == MaterialStatus::Promised) {
      entry["promisedUntil"] = material.promisedUntil
                                   ? domain::isoDate(material.promisedUntil)
                                   : rfc3339(now + kPromiseDay * wanted.promiseDays);  // of an old draft
    } else if (wanted.twoSided()) {
      entry["backType"] = wanted.backType;
    }
    materials.push_back(std::move(entry));
  }
  json answers = json::array();
  for (const auto& field : session.item->fields) {
    const auto answer = session.answers.find(field.id);
    if (answer != session.answers.end()) {
      answers.push_back(answerJson(answer->second));
    }
  }
  const json document = {{"version", 1},
                         {"caseId", session.caseId.text()},
                         {"service", session.item->code},
                         {"createdAt", rfc3339(now)},
                         {"applicant", applicantJson(*session.card)},
                         {"answers", std::move(answers)},
                         {"materials", std::move(materials)},
                         {"signature",
                          {{"part", 1},
                           {"contentSha256", toHex(crypto::sha256(viewOf(reviewText(session))))},
                           {"signedAt", rfc3339(now)}}},
                         {"identity", identityJson(session)},
                         {"approval", approvalJson(session, now)},
                         {"keepForReuse", session.keepPapers}};
  result.document = document.dump();
  return result;
}

std::string makeDraft(const workflow::Session& session, const PageStore& pages) {
  json draft = {{"version", 1}, {"answers", json::array()}, {"materials", json::array()}};
  for (const auto& [field, answer] : session.answers) {
    draft["answers"].push_back(answerJson(answer));
    if (answer.compared) {
      draft["answers"].back()["compared"] = true;
    }
  }
  for (const auto& material : session.materials) {
    json entry = {{"code", material.code},
                  {"documentType", material.documentType},
                  {"status", domain::materialStatusName(material.status)},
                  {"reasons", material.reasons},
                  {"fields", draftFieldsJson(material)},
                  {"seals", sealsJson(material)},
                  {"pages", json::array()},
                  {"sides", sidesJson(material)}};
    if (material.reused) {
      const auto& paper = *material.reused;
      entry["reused"] = {{"paperId", paper.paperId},
                         {"caseNumber", paper.caseNumber},
                         {"receivedOn", domain::isoDate(paper.receivedOn)},
                         {"trust", domain::trustGradeName(paper.trust)}};
    }
    if (material.promisedUntil) {
      entry["promisedUntil"] = domain::isoDate(material.promisedUntil);
    }
    for (const auto id : material.pages) {
      if (const auto* page = pages.find(id)) {
        entry["pages"].push_back({{"mediaType", page->mediaType}, {"bytes", toBase64(page->encoded)}});
      }
    }
    draft["materials"].push_back(std::move(entry));
  }
  return draft.dump();
}

Result<ReadDraft> readDraft(std::string_view text, const Uuid& caseId) {
  try {
    const auto source = json::parse(text);
    if (source.at("version") != 1) {
      throw std::runtime_error("version");
    }
    ReadDraft read;
    read.draft.caseId = caseId;
    for (const auto& entry : source.at("answers")) {
      auto answer = answerOf(entry);
      read.draft.answers[answer.field] = std::move(answer);
    }
    for (const auto& entry : source.at("materials")) {
      read.draft.materials.push_back(materialOf(entry, read.pages));
    }
    return read;
  } catch (const std::exception&) {  // its text could quote the draft
    return fail(errors::kDraftUnreadable, Fault::Bug);
  }
}

workflow::DraftFound keepPages(ReadDraft read, PageStore& pages) {
  std::vector<domain::PageId> keys;
  keys.reserve(read.pages.size());
  for (auto& page : read.pages) {
    keys.push_back(pages.add(std::move(page)));
  }
  for (auto& material : read.draft.materials) {
    for (auto& page : material.pages) {
      page = keys.at(page - 1);
    }
    for (auto& side : material.sides) {
      side.page = keys.at(side.page - 1);
    }
  }
  return std::move(read.draft);
}

std::string makeHandedInNote(const Uuid& caseId) {
  return json{{"version", 1}, {"handedIn", caseId.text()}}.dump();
}

std::optional<Uuid> readHandedInNote(std::string_view text) {
  const auto source = json::parse(text, nullptr, false);
  if (!source.is_object() || !source.contains("handedIn") || !source["handedIn"].is_string()) {
    return std::nullopt;
  }
  const auto id = Uuid::parse(source["handedIn"].get<std::string>());
  return id ? std::optional<Uuid>(*id) : std::nullopt;
}

Bytes cardSecret(const domain::IdCard& card, std::string_view serviceCode) {
  Bytes secret(serviceCode.begin(), serviceCode.end());
  const auto add = [&](ByteView bytes) {
    secret.push_back(0);
    secret.insert(secret.end(), bytes.begin(), bytes.end());
  };
  add(viewOf(card.number));
  add(viewOf(card.issuer));
  add(viewOf(domain::isoDate(card.validFrom)));
  add(card.encodedPhoto);
  return secret;
}

}  // namespace xiaowu::session
