#include "platform/server/main/BackupFolder.h"

#include "core/base/Time.h"
#include "core/crypto/Sealing.h"
#include "core/storage/ArrivingFile.h"
#include "core/storage/DurableFile.h"
#include "core/storage/PartStore.h"
#include "platform/server/repository/sqlite/SqliteRepository.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>

namespace xiaowu::platform {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kNoteName = "backup.json";
constexpr const char* kRestoredName = "restored.json";
constexpr int kNoteVersion = 1;
constexpr std::uint64_t kNoteMax = 1 << 16;
constexpr std::size_t kChunk = 1 << 20;

tl::unexpected<Error> refuse(const storage::ErrorCodes& codes, const std::string& detail) {
  return fail(codes.unavailable, Fault::AttendantNeeded, detail);
}

storage::PartStore partsIn(const fs::path& folder, const storage::ErrorCodes& codes) {
  return {folder / "parts", storage::PartLayout::ByHash, codes};
}

/// The database's own files, the lock of a running process and what it tries its disk with, the parts (copied
/// by their rows), and notes.
bool isCopiedElsewise(const std::string& name) {
  constexpr std::array<std::string_view, 5> kOthers{"parts", "lock", "probe", kNoteName, kRestoredName};
  return name.starts_with(kDatabaseName) || std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end();
}

}  // namespace

Result<void> copyFile(const fs::path& from, const fs::path& to, const storage::ErrorCodes& codes) {
  auto arriving = storage::ArrivingFile::begin(to.parent_path(), codes);
  if (!arriving) {
    return fail(arriving.error());
  }
  std::ifstream source(from, std::ios::binary);
  Bytes chunk(kChunk);
  while (source) {
    source.read(reinterpret_cast<char*>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
    const ByteView read(chunk.data(), static_cast<std::size_t>(source.gcount()));
    if (auto written = (*arriving)->append(read); !written) {
      return written;
    }
  }
  if (!source.eof()) {
    return refuse(codes, "cannot read " + from.string());
  }
  return (*arriving)->placeAs(to);
}

Result<void> copyOtherFiles(const fs::path& from, const fs::path& to, const storage::ErrorCodes& codes) {
  std::error_code code;
  for (fs::recursive_directory_iterator it(from, code), end; !code && it != end; it.increment(code)) {
    const auto name = it->path().filename().string();
    if (it.depth() == 0 && isCopiedElsewise(name)) {
      it.disable_recursion_pending();
      continue;
    }
    std::error_code problem;
    const bool isTemporary = name.find(".tmp") != std::string::npos;
    if (isTemporary || !it->is_regular_file(problem)) {
      continue;
    }
    if (auto copied = copyFile(it->path(), to / fs::relative(it->path(), from), codes); !copied) {
      return copied;
    }
  }
  if (code) {
    return refuse(codes, from.string() + ": " + code.message());
  }
  return {};
}

Result<PartCounts> copyParts(const fs::path& from, const fs::path& to, const storage::ErrorCodes& codes) {
  const auto repository = openSqlite(to / kDatabaseName);
  const auto rows = repository ? (*repository)->submissions().allParts() : fail(repository.error());
  if (!rows) {
    return fail(rows.error());
  }
  const auto source = partsIn(from, codes);
  const auto target = partsIn(to, codes);
  PartCounts counts;
  for (const auto& row : *rows) {
    const auto id = Uuid::parse(row.submissionId);
    const auto index = static_cast<std::size_t>(row.index);
    const auto content = id ? source.load(*id, index, row.sha256) : refuse(codes, "an id");
    if (!content) {
      ++counts.lost;
      continue;
    }
    if (auto stored = target.store(*id, index, row.sha256, *content); !stored) {
      return fail(stored.error());
    }
    ++counts.copied;
  }
  return counts;
}

Result<std::string> hashOf(const fs::path& file, const storage::ErrorCodes& codes) {
  std::ifstream source(file, std::ios::binary);
  crypto::Sha256 hash;
  Bytes chunk(kChunk);
  while (source) {
    source.read(reinterpret_cast<char*>(chunk.data()), static_cast<std::streamsize>(chunk.size()));
    hash.add(ByteView(chunk.data(), static_cast<std::size_t>(source.gcount())));
  }
  if (!source.eof()) {
    return refuse(codes, "cannot read " + file.string());
  }
  return toHex(hash.digest());
}

Result<void> writeNote(const fs::path& backup, const BackupNote& note, const storage::ErrorCodes& codes) {
  const Json text{{"version", kNoteVersion},
                  {"at", rfc3339(fromUnixMicros(note.at))},
                  {"databaseSha256", note.databaseSha256},
                  {"parts", note.parts.copied},
                  {"partsLost", note.parts.lost}};
  return storage::writeDurably(backup / kNoteName, viewOf(text.dump(2) + "\n"), codes);
}

Result<BackupNote> readNote(const fs::path& backup, const storage::ErrorCodes& codes) {
  const auto text = storage::readWhole(backup / kNoteName, kNoteMax, codes);
  if (!text) {
    return refuse(codes, backup.string() + " holds no whole backup: " + kNoteName + " is missing");
  }
  try {
    const auto json = Json::parse(textOf(*text));
    const auto at = parseRfc3339(json.at("at").get<std::string>());
    if (at && json.at("version") == kNoteVersion) {
      return BackupNote{
          toUnixMicros(*at), json.at("databaseSha256"), {json.at("parts"), json.at("partsLost")}};
    }
  } catch (const Json::exception&) {
  }
  return refuse(codes, (backup / kNoteName).string() + " is not of this version");
}

std::int64_t epochNotedIn(const fs::path& backup) {
  const auto text = storage::readWhole(backup / kRestoredName, kNoteMax, {});
  const auto json = text ? Json::parse(textOf(*text), nullptr, false) : Json();
  const bool isNote = json.is_object() && json.contains("epoch") && json["epoch"].is_number_integer();
  return isNote ? json["epoch"].get<std::int64_t>() : 0;
}

Result<void> noteEpochIn(const fs::path& backup, std::int64_t epoch, const storage::ErrorCodes& codes) {
  return storage::writeDurably(backup / kRestoredName, viewOf(Json{{"epoch", epoch}}.dump() + "\n"), codes);
}

fs::path nameBeside(const fs::path& folder, const std::string& suffix) {
  auto name = fs::absolute(folder).lexically_normal();
  if (!name.has_filename()) {
    name = name.parent_path();
  }
  return name.string() + suffix;
}

Result<void> renameDurably(const fs::path& from, const fs::path& to, const storage::ErrorCodes& codes) {
  std::error_code code;
  fs::rename(from, to, code);
  if (code) {
    return refuse(codes, "rename " + from.string() + ": " + code.message());
  }
  return storage::syncFolder(fs::absolute(to).parent_path(), codes);
}

}  // namespace xiaowu::platform
