#include "core/storage/FolderLock.h"

#include "core/storage/internal/FileDescriptor.h"

#include <fcntl.h>
#include <sys/file.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace xiaowu::storage {

namespace {

std::string holderIn(int file) {
  std::array<char, 16> text{};
  const auto count = ::pread(file, text.data(), text.size(), 0);
  const std::string number(text.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  const bool isNumber = !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
  return isNumber ? " (process " + number + ")" : std::string();
}

}  // namespace

FolderLock::FolderLock(std::unique_ptr<FileDescriptor> file) : m_file(std::move(file)) {}
FolderLock::FolderLock(FolderLock&&) noexcept = default;
FolderLock& FolderLock::operator=(FolderLock&&) noexcept = default;
FolderLock::~FolderLock() = default;

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder, const ErrorCodes& codes) {
  const auto name = folder / "lock";
  auto file = std::make_unique<FileDescriptor>(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!file->valid()) {
    return fail(codes.unavailable, Fault::AttendantNeeded, name.string() + ": " + std::strerror(errno));
  }
  if (::flock(file->value(), LOCK_EX | LOCK_NB) != 0) {
    const auto reason = errno == EWOULDBLOCK
                            ? "another process works in this folder" + holderIn(file->value())
                            : std::string(std::strerror(errno));
    return fail(codes.unavailable, Fault::AttendantNeeded, folder.string() + ": " + reason);
  }
  const auto number = std::to_string(::getpid());
  // For people who look; the lock holds without it.
  if (::ftruncate(file->value(), 0) == 0 && ::pwrite(file->value(), number.data(), number.size(), 0) < 0) {
    (void)::ftruncate(file->value(), 0);
  }
  return FolderLock(std::move(file));
}

}  // namespace xiaowu::storage
