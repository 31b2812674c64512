#include "platform/server/cases/SubmissionReader.h"

#include "core/domain/Masking.h"
#include "core/domain/Numbers.h"
#include "core/base/Log.h"
#include "core/image/PictureHeader.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/cases/ContentHash.h"
#include "platform/server/cases/ContentKey.h"
#include "platform/server/storage/KeyedHash.h"
#include "platform/server/rendering/Text.h"

#include <algorithm>

namespace xiaowu::platform {
namespace {

constexpr std::size_t kSignaturePart = 1;

/// The signature is a PNG, the pages are JPEGs; part 0 is looked at by the contract.
bool isPictureWanted(std::size_t index, ByteView plain) {
  if (index == 0) {
    return true;
  }
  return pictureKind(plain) == (index == kSignaturePart ? PictureKind::Png : PictureKind::Jpeg);
}

/// Rules that a schema cannot express; empty when nothing speaks against it.
std::string_view reasonToReturn(const Submission& submission, const std::vector<bool>& readable) {
  if (!readable[kSignaturePart]) {
    return domain::contract::kSignatureUnreadable;
  }
  if (std::find(readable.begin() + kSignaturePart + 1, readable.end(), false) != readable.end()) {
    return domain::contract::kMaterialUnreadable;
  }
  for (const auto& material : submission.materials) {
    const auto isLacking = [&](int part) { return static_cast<std::size_t>(part) >= readable.size(); };
    if (std::any_of(material.parts.begin(), material.parts.end(), isLacking)) {
      return domain::contract::kMaterialPartsMissing;
    }
  }
  if (!domain::isPlausibleIdNumber(submission.applicant.idNumber)) {
    return domain::contract::kApplicantNumberImplausible;
  }
  return {};
}

}  // namespace

// Only what the machine found good, and only what was handed in this time: a paper used again keeps its own
// date and origin.
std::vector<PaperRow> SubmissionReader::papersIn(const Submission& submission) const {
  std::vector<PaperRow> papers;
  for (const auto& material : submission.materials) {
    if (material.outcome != domain::MaterialStatus::Good || material.parts.empty() || material.reusedFrom) {
      continue;
    }
    PaperRow paper;
    paper.paperId = Uuid::makeV7(m_clock.wall()).text();
    paper.material = material.code;
    paper.documentType = material.documentType;
    paper.trust = material.trust;
    papers.push_back(std::move(paper));
  }
  return papers;
}

ReadOutcome SubmissionReader::readContent(const Manifest& manifest, std::string_view plain,
                                          const std::vector<std::string>& pages,
                                          const std::vector<bool>& readable) const {
  if (const auto checked = m_contract.checkNamed("Submission", plain); !checked) {
    qCWarning(logPlatform, "content of a submission: %s", checked.error().detail.c_str());
    return ContentRefused{domain::contract::kSubmissionInvalid};
  }
  auto submission = parseSubmission(plain);
  if (!submission || submission->caseId != manifest.id.text() || submission->service != manifest.service) {
    return ContentRefused{domain::contract::kSubmissionInvalid};
  }
  const auto filedOn = filingDay(manifest, m_clock.wall());
  ReadCase read;
  read.reason = reasonToReturn(*submission, readable);
  read.applicantHash = keyedHash(m_keys.pepper, submission->applicant.idNumber);
  read.holderMasked = domain::maskedName(submission->applicant.name);
  const auto reused = m_kept.take(*submission, read.applicantHash, filedOn);
  if (!reused) {
    return StorageDown{};
  }
  if (read.reason.empty() && !reused->hold) {
    read.reason = domain::contract::kMaterialReuseUnknown;
  }
  if (read.reason.empty()) {
    read.judgement = m_approval.judge(*submission, reused->outOfDate, filedOn);
  }
  read.contentHash = contentHash(m_keys.pepper, *submission, pages);
  if (submission->keepForReuse) {
    read.papers = papersIn(*submission);
  }
  return read;
}

ReadOutcome SubmissionReader::read(const Manifest& manifest) const {
  const auto key = openContentKey(m_keys, manifest.keyId, manifest.sealedKey);
  if (!key) {
    return ContentRefused{domain::contract::kSubmissionCannotOpen};
  }
  Bytes content;
  std::vector<bool> readable(manifest.parts.size(), true);
  std::vector<std::string> pages(manifest.parts.size());
  PartsLost lost;
  for (std::size_t i = 0; i < manifest.parts.size(); ++i) {
    const auto index = static_cast<int>(i);
    const auto sealed = m_parts.load(manifest.id, i, manifest.parts[i].sha256);
    if (!sealed) {
      qCWarning(logPlatform, "a stored part is gone or damaged");
      if (!m_submissions.forgetPart(manifest.id.text(), manifest.kioskId, index)) {
        crypto::wipe(content);
        return StorageDown{};  // judged without the part, it would be refused for ever
      }
      lost.indices.push_back(index);
      continue;
    }
    auto plain = key->openPart(manifest.id, static_cast<std::uint32_t>(i), *sealed);
    if (!plain) {
      crypto::wipe(content);
      return ContentRefused{domain::contract::kSubmissionCannotOpen};
    }
    readable[i] = isPictureWanted(i, *plain);
    pages[i] = toHex(crypto::sha256(*plain));
    if (i == 0) {
      content = std::move(*plain);
    } else {
      crypto::wipe(*plain);
    }
  }
  if (!lost.indices.empty()) {
    crypto::wipe(content);
    return lost;
  }
  auto outcome = readContent(manifest, textOf(content), pages, readable);
  crypto::wipe(content);
  return outcome;
}

}  // namespace xiaowu::platform
