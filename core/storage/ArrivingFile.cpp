#include "core/storage/ArrivingFile.h"

#include "core/storage/DurableFile.h"
#include "core/storage/internal/FileDescriptor.h"
#include "core/storage/internal/Writing.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace xiaowu::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBlock = 64 * 1024;

Result<void> copyAll(int from, int to, const ErrorCodes& codes) {
  Bytes block(kBlock);
  for (;;) {
    const auto got = ::read(from, block.data(), block.size());
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return systemFailure(codes, "read", errno);
    }
    if (got == 0) {
      return {};
    }
    if (auto written = writeAll(to, ByteView(block).first(static_cast<std::size_t>(got)), codes); !written) {
      return written;
    }
  }
}

}  // namespace

Result<std::unique_ptr<ArrivingFile>> ArrivingFile::begin(const fs::path& folder, const ErrorCodes& codes) {
  if (auto made = makeFolders(folder, codes); !made) {
    return fail(made.error());
  }
  auto file = temporaryBeside(folder / "arriving");
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    return systemFailure(codes, "create", errno);
  }
  return std::unique_ptr<ArrivingFile>(new ArrivingFile(std::move(file), fd, codes));
}

ArrivingFile::ArrivingFile(fs::path file, int fd, const ErrorCodes& codes)
    : m_file(std::move(file)), m_fd(fd), m_codes(codes) {}

ArrivingFile::~ArrivingFile() {
  ::close(m_fd);
  if (!m_file.empty()) {
    ::unlink(m_file.c_str());
  }
}

Result<void> ArrivingFile::append(ByteView bytes) {
  auto written = writeAll(m_fd, bytes, m_codes);
  if (written) {
    m_size += bytes.size();
  }
  return written;
}

Result<void> ArrivingFile::placeAs(const fs::path& file) {
  if (auto made = makeFolders(file.parent_path(), m_codes); !made) {
    return made;
  }
  if (::fdatasync(m_fd) != 0) {
    return systemFailure(m_codes, "fdatasync", errno);
  }
  if (::rename(m_file.c_str(), file.c_str()) != 0) {
    return systemFailure(m_codes, "rename", errno);
  }
  m_file.clear();
  return syncFolder(file.parent_path(), m_codes);
}

Result<void> ArrivingFile::appendTo(const fs::path& file) const {
  const FileDescriptor from(::open(m_file.c_str(), O_RDONLY | O_CLOEXEC));
  const FileDescriptor to(::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (!from.valid() || !to.valid()) {
    return systemFailure(m_codes, "open", errno);
  }
  const auto before = ::lseek(to.value(), 0, SEEK_END);
  auto appended = copyAll(from.value(), to.value(), m_codes);
  if (appended && ::fdatasync(to.value()) != 0) {
    appended = systemFailure(m_codes, "fdatasync", errno);
  }
  if (!appended && before >= 0) {
    (void)!::ftruncate(to.value(), before);
  }
  return appended;
}

}  // namespace xiaowu::storage
