#include "platform/server/upkeep/Upkeep.h"

#include "core/base/Log.h"
#include "core/domain/ContractCodes.h"
#include "core/storage/DurableFile.h"

#include <array>

namespace xiaowu::platform {
namespace {

constexpr std::chrono::hours kEvery{1};
constexpr std::chrono::seconds kLookEvery{30};
constexpr std::chrono::seconds kLookWhileBad{5};
constexpr std::chrono::milliseconds kBetweenSteps{20};
constexpr storage::ErrorCodes kCodes{domain::contract::kStorage, domain::contract::kStorage,
                                     domain::contract::kStorage, domain::contract::kStorage};

}  // namespace

Upkeep::Upkeep(const Clock& clock, Repository& repository, const PartPlaces& parts,
               std::filesystem::path data, const Ages& ages)
    : m_clock(clock),
      m_repository(repository),
      m_data(std::move(data)),
      m_collector(clock, repository, parts, ages) {}

Upkeep::~Upkeep() {
  stop();
}

void Upkeep::start() {
  m_thread = std::thread([this] { run(); });
}

void Upkeep::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_all();
  if (m_thread.joinable()) {
    m_thread.join();
  }
}

bool Upkeep::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(m_mutex);
  return !m_wake.wait_for(lock, time, [this] { return m_stopping; });
}

void Upkeep::run() {
  auto nextRound = m_clock.steady();
  bool goesOn = true;
  while (goesOn) {
    lookAtDisk();
    if (m_clock.steady() >= nextRound) {
      nextRound = m_clock.steady() + kEvery;
      const auto began = m_clock.steady();
      while (goesOn && m_collector.step()) {
        goesOn = pause(kBetweenSteps);
      }
      endRound(began);
    }
    goesOn = goesOn && pause(m_canWrite && !m_repository.isReadOnly() ? kLookEvery : kLookWhileBad);
  }
}

void Upkeep::runRound() {
  const auto began = m_clock.steady();
  while (m_collector.step()) {
  }
  endRound(began);
}

void Upkeep::endRound(SteadyTime began) {
  const auto& swept = m_collector.swept();
  if (swept.count() > 0) {
    qCInfo(logPlatform,
           "upkeep: %lld papers of proofs, %lld unfinished parts (%lld bytes), %lld partial ones, %lld stray "
           "and %lld "
           "half-written files, %lld audit rows, %lld comparisons, %lld staff checks, %lld filings had their "
           "time",
           static_cast<long long>(swept.proofPapers), static_cast<long long>(swept.unfinishedParts),
           static_cast<long long>(swept.unfinishedBytes), static_cast<long long>(swept.partialParts),
           static_cast<long long>(swept.strayFiles), static_cast<long long>(swept.halfWritten),
           static_cast<long long>(swept.auditRows), static_cast<long long>(swept.comparisons),
           static_cast<long long>(swept.staffChecks), static_cast<long long>(swept.filings));
  }
  const std::lock_guard lock(m_mutex);
  ++m_figures.rounds;
  m_figures.lastRound = toUnixMicros(m_clock.wall());
  m_figures.took = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steady() - began);
  m_figures.last = swept;
  m_figures.all += swept;
}

void Upkeep::lookAtDisk() {
  constexpr std::array<std::uint8_t, 4096> kBlock{};
  const auto file = m_data / "probe";
  const auto written = storage::writeDurably(file, kBlock, kCodes);
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  if (m_canWrite.exchange(written.has_value()) != written.has_value()) {
    qCWarning(logPlatform, "the disk %s",
              written ? "takes what is written again" : written.error().detail.c_str());
  }
  if (written && m_repository.isReadOnly() && m_repository.tryToWrite()) {
    qCWarning(logPlatform, "the database is open for writing again");
  }
}

UpkeepFigures Upkeep::figures() const {
  const std::lock_guard lock(m_mutex);
  return m_figures;
}

}  // namespace xiaowu::platform
