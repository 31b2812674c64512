#include "platform/server/upkeep/Collector.h"

#include "core/domain/Dates.h"

#include <utility>

namespace xiaowu::platform {
namespace {

constexpr std::size_t kRows = 500;  // narrow ones
constexpr std::size_t kPapers = 5;  // a hundred kilobytes each, overwritten: some 30 ms
constexpr std::size_t kFiles = 20;
constexpr std::int64_t kFilesEvery = 24;  // rounds

}  // namespace

Swept& Swept::operator+=(const Swept& other) {
  proofPapers += other.proofPapers;
  unfinishedParts += other.unfinishedParts;
  unfinishedBytes += other.unfinishedBytes;
  partialParts += other.partialParts;
  strayFiles += other.strayFiles;
  halfWritten += other.halfWritten;
  auditRows += other.auditRows;
  comparisons += other.comparisons;
  staffChecks += other.staffChecks;
  filings += other.filings;
  return *this;
}

std::int64_t Swept::count() const {
  return proofPapers + unfinishedParts + partialParts + strayFiles + halfWritten + auditRows + comparisons +
         staffChecks + filings;
}

// Stray files last: the tasks before may leave some when the power goes.
const std::array<Collector::Task, 9> Collector::kTasks{
    &Collector::forgetProofPapers, &Collector::forgetUnfinished,  &Collector::removePartials,
    &Collector::forgetAudit,       &Collector::forgetComparisons, &Collector::forgetStaffChecks,
    &Collector::forgetFilings,     &Collector::removeHalfWritten, &Collector::removeStrayFiles};

bool Collector::step() {
  if (!std::exchange(m_isUnderWay, true)) {
    m_swept = {};
  }
  if (!(this->*kTasks.at(m_task))() && ++m_task == kTasks.size()) {
    m_task = 0;
    ++m_rounds;
    m_isUnderWay = false;
  }
  return m_isUnderWay;
}

std::int64_t Collector::before(std::chrono::microseconds age) const {
  return toUnixMicros(m_clock.wall() - age);
}

bool Collector::noted(const Result<std::int64_t>& removed, std::size_t limit, std::int64_t& sum) {
  if (!removed) {
    return false;
  }
  sum += *removed;
  return *removed >= static_cast<std::int64_t>(limit);
}

bool Collector::forgetProofPapers() {
  return noted(m_repository.proofs().forgetPapers(before(m_ages.proofPapers), kPapers), kPapers,
               m_swept.proofPapers);
}

bool Collector::forgetUnfinished() {
  const auto forgotten = m_repository.submissions().forgetUnfinished(
      before(m_ages.unfinished), kFiles, [this](const PartRow& part) {
        if (const auto id = Uuid::parse(part.submissionId)) {
          m_parts.removePart(*id, static_cast<std::size_t>(part.index), part.sha256);
        }
      });
  if (!forgotten) {
    return false;
  }
  m_swept.unfinishedParts += forgotten->parts;
  m_swept.unfinishedBytes += forgotten->bytes;
  return forgotten->parts >= static_cast<std::int64_t>(kFiles);
}

bool Collector::removePartials() {
  m_swept.partialParts += m_partials.removeOlder(m_ages.unfinished);
  return false;
}

bool Collector::forgetAudit() {
  return noted(m_repository.audit().forgetBefore(before(m_ages.audit), kRows), kRows, m_swept.auditRows);
}

bool Collector::forgetComparisons() {
  return noted(m_repository.comparisons().forgetBefore(before(m_ages.audit), kRows), kRows,
               m_swept.comparisons);
}

bool Collector::forgetStaffChecks() {
  return noted(m_repository.reports().forgetStaffChecks(before(m_ages.audit), kRows), kRows,
               m_swept.staffChecks);
}

bool Collector::forgetFilings() {
  const auto day = domain::compactDate(domain::dateInChina(m_clock.wall() - m_ages.filings));
  return noted(m_repository.submissions().forgetFilings(day, kRows), kRows, m_swept.filings);
}

// A store of years has millions of files; what is stray there takes room and harms nobody.
bool Collector::looksAtFiles() const {
  return m_rounds % kFilesEvery == 0;
}

bool Collector::removeHalfWritten() {
  if (!looksAtFiles()) {
    return false;
  }
  m_swept.halfWritten += m_parts.removeTemporaries(m_ages.halfWritten);
  return false;
}

// Of a part that came with other bytes than the first time, and of power cuts between a file and its row.
bool Collector::removeStrayFiles() {
  if (!looksAtFiles()) {
    return false;
  }
  const auto remove = [this](const std::string& submissionId, const PartFile& file) {
    if (const auto id = Uuid::parse(submissionId)) {
      m_parts.removePart(*id, static_cast<std::size_t>(file.index), file.sha256);
    }
  };
  for (const auto& [id, files] : m_parts.filesIn(m_group, m_ages.strayFiles)) {
    std::vector<PartFile> named;
    for (const auto& file : files) {
      named.push_back({static_cast<int>(file.index), file.sha256});
    }
    const auto text = id.text();
    const auto removed = m_repository.submissions().removeStray(
        text, named, [&](const PartFile& file) { remove(text, file); });
    if (!removed) {
      break;
    }
    m_swept.strayFiles += *removed;
  }
  m_group = (m_group + 1) % storage::PartStore::kGroups;
  return m_group != 0;
}

}  // namespace xiaowu::platform
