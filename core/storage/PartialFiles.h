#pragma once
// Parts of submissions that come in pieces and are not whole yet: a file each, as long as what has come.
// Pieces are appended in order; what is there survives a power cut, and what a power cut tore is found by the
// hash of the whole. Safe from several threads.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"
#include "core/storage/ArrivingFile.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace xiaowu::storage {

/// Which part of whose: `sha256` (lower-case hex) is that of the whole part.
struct PartialName {
  std::string owner;  ///< fit for a file's name
  Uuid id;
  std::size_t index = 0;
  std::string sha256;
};

class PartialFiles {
 public:
  /// `perOwnerMax`: files that one owner may have; one more costs him the one that has waited longest.
  PartialFiles(std::filesystem::path folder, std::size_t perOwnerMax, const ErrorCodes& codes)
      : m_folder(std::move(folder)), m_perOwnerMax(perOwnerMax), m_codes(codes) {}

  struct Held {
    std::size_t index = 0;
    std::string sha256;
    std::uint64_t bytes = 0;
  };
  /// Of one submission of this owner, ordered by index.
  [[nodiscard]] std::vector<Held> of(const std::string& owner, const Uuid& id) const;

  struct Appended {
    bool fits = false;        ///< false: nothing was changed, the piece does not begin where the file ends
    std::uint64_t bytes = 0;  ///< how long the file is now
  };
  /// Durable when this returns. The piece is used up.
  [[nodiscard]] Result<Appended> append(const PartialName& name, std::uint64_t offset, ArrivingFile& piece);
  [[nodiscard]] std::filesystem::path fileOf(const PartialName& name) const;
  void remove(const PartialName& name);
  /// Those that nobody has written to for so long. Returns how many.
  int removeOlder(std::chrono::seconds age);

 private:
  void makeRoom(const std::string& owner) const;
  [[nodiscard]] std::mutex& mutexOf(const std::string& owner);

  const std::filesystem::path m_folder;
  const std::size_t m_perOwnerMax;
  const ErrorCodes m_codes;
  std::array<std::mutex, 16> m_mutexes;  ///< by owner: one slow disk operation holds up few others
};

}  // namespace xiaowu::storage
