#pragma once
// A folder of its own for each simulated printer.

#include "core/base/Result.h"

#include <filesystem>

namespace xiaowu::simulator {

/// A fresh folder, mode 0700, below the system's temporary folder. Removed with all it holds by the object
/// that made it; where that was killed, by the next one that is made: sheets with names lie in it.
class PrivateFolder {
 public:
  PrivateFolder() = default;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();
  [[nodiscard]] Result<void> make();
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
  int m_lock = -1;  ///< held while this lives; the kernel lets go of it with the process
};

}  // namespace xiaowu::simulator
