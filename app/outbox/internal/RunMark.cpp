#include "app/outbox/internal/RunMark.h"

#include "app/outbox/internal/Codes.h"
#include "core/base/Log.h"
#include "core/storage/DurableFile.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace xiaowu::outbox {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMarkName = "outbox.mark";  // "17 open" or "17 closed"
constexpr const char* kRunSetting = "outbox.run";
constexpr std::uint64_t kMarkBytesMax = 64;

bool hasContent(const fs::path& file) {
  std::error_code code;
  return fs::file_size(file, code) > 0 && !code;
}

bool hasEntries(const fs::path& folder) {
  std::error_code code;
  return fs::directory_iterator(folder, code) != fs::directory_iterator();
}

std::int64_t numberIn(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::int64_t runIn(storage::Database& database) {
  storage::Statement row(database, "SELECT value FROM settings WHERE key = ?");
  return row.with(std::string_view(kRunSetting)).step() ? numberIn(row.text(0)) : 0;
}

}  // namespace

std::string_view lossName(Loss loss) {
  constexpr std::array<std::string_view, 3> kNames{"none", "database-lost", "records-lost"};
  return kNames.at(static_cast<std::size_t>(loss));
}

RunMark::RunMark(const fs::path& folder) : m_folder(folder) {}

void RunMark::look() {
  m_databaseThere = hasContent(m_folder / "outbox.db");
  m_walThere = hasContent(m_folder / "outbox.db-wal");
  if (const auto content = storage::readWhole(m_folder / kMarkName, kMarkBytesMax, kStorageCodes)) {
    m_run = numberIn(textOf(*content));
    m_wasOpen = textOf(*content).find("open") != std::string_view::npos;
  }
  m_known =
      m_run > 0 || m_databaseThere || hasContent(m_folder / "seq.high") || hasEntries(m_folder / "parts");
}

Loss RunMark::begin(storage::Database& database) {
  const auto found = runIn(database);
  auto loss = Loss::None;
  if (m_known && !m_databaseThere) {
    loss = Loss::Database;
  } else if (found < m_run || (m_wasOpen && !m_walThere)) {
    // A run that was cut off has left its log: the row that begin() writes stands in it at the least.
    loss = Loss::Records;
  }
  m_run = std::max(m_run, found) + 1;
  database.run("INSERT OR REPLACE INTO settings(key, value) VALUES(?, ?)", std::string_view(kRunSetting),
               std::to_string(m_run));
  write("open");
  return loss;
}

void RunMark::end() const {
  if (m_run > 0) {
    write("closed");
  }
}

void RunMark::write(std::string_view state) const {
  const auto text = std::to_string(m_run) + " " + std::string(state);
  if (auto written = storage::writeDurably(m_folder / kMarkName, viewOf(text), kStorageCodes); !written) {
    qCWarning(logOutbox, "the mark of this run is not written: %s", describe(written.error()).c_str());
  }
}

}  // namespace xiaowu::outbox
