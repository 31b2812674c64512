#include "platform/server/cases/KeptPapers.h"

#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "core/approval/Reuse.h"
#include "core/domain/Evidence.h"
#include "platform/server/cases/ContentKey.h"

#include <algorithm>

namespace xiaowu::platform {
namespace {

domain::KeptPaper keptPaperOf(const PaperRow& row, const SubmittedMaterial& material) {
  domain::KeptPaper paper;
  paper.documentType = row.documentType;
  paper.backType = material.backType;
  paper.receivedOn = domain::dateInChina(fromUnixMicros(row.receivedAt));
  paper.fields = material.fields;
  return paper;
}

bool isSamePaper(const SubmittedMaterial& material, const PaperRow& row, const SubmittedMaterial& kept) {
  return material.documentType == row.documentType && material.trust == row.trust &&
         material.backType == kept.backType;
}

}  // namespace

Result<std::optional<Submission>> KeptPapers::contentOf(const SubmissionRow& row) const {
  const auto rows = m_submissions.parts(row.submissionId, row.kioskId);
  if (!rows) {
    return fail(rows.error());
  }
  const auto id = Uuid::parse(row.submissionId);
  const auto key = openContentKey(m_keys, row.keyId, row.sealedKey);
  const auto first =
      std::find_if(rows->begin(), rows->end(), [](const PartRow& part) { return part.index == 0; });
  if (!id || !key || first == rows->end()) {
    return std::nullopt;
  }
  const auto sealed = m_parts.load(*id, 0, first->sha256);
  if (!sealed) {
    return std::nullopt;
  }
  auto plain = key->openPart(*id, 0, *sealed);
  if (!plain) {
    return std::nullopt;
  }
  auto content = parseSubmission(textOf(*plain));
  crypto::wipe(*plain);
  if (!content) {
    return std::nullopt;
  }
  return std::optional<Submission>(std::move(*content));
}

Result<std::optional<Submission>> KeptPapers::open(const PaperRow& row) const {
  const auto filed = m_submissions.find(row.submissionId);
  if (!filed) {
    return fail(filed.error());
  }
  if (!*filed) {
    return std::nullopt;
  }
  auto content = contentOf(**filed);
  if (content && *content && (*content)->material(row.material) == nullptr) {
    return std::nullopt;
  }
  return content;
}

// Without the item nobody knows what it asks for; its cases go to staff anyway.
bool KeptPapers::mayStand(const Submission& submission, const SubmittedMaterial& wanted, const PaperRow& row,
                          const SubmittedMaterial& kept, std::chrono::year_month_day filedOn) const {
  const auto item = m_items.find(submission.service);
  const auto* requirement = item ? item->material(wanted.code) : nullptr;
  return requirement != nullptr && approval::mayBeReused(*requirement, keptPaperOf(row, kept), filedOn);
}

Result<Reused> KeptPapers::take(Submission& submission, const std::string& holderHash,
                                std::chrono::year_month_day filedOn) const {
  Reused reused;
  const bool proven = domain::isProven(submission.level, submission.evidence);
  for (auto& material : submission.materials) {
    if (!material.reusedFrom) {
      continue;
    }
    const auto row = m_papers.find(*material.reusedFrom);
    if (!row) {
      return fail(row.error());
    }
    if (!*row || (*row)->holderHash != holderHash || !proven) {
      return Reused{false, {}};
    }
    const auto earlier = open(**row);
    if (!earlier) {
      return fail(earlier.error());
    }
    const auto* kept = *earlier ? (*earlier)->material((*row)->material) : nullptr;
    if (kept == nullptr || !isSamePaper(material, **row, *kept)) {
      return Reused{false, {}};
    }
    if (!mayStand(submission, material, **row, *kept, filedOn)) {
      reused.outOfDate.push_back(material.code);
    }
    material.fields = kept->fields;
  }
  return reused;
}

}  // namespace xiaowu::platform
