#include "core/storage/DurableFile.h"

#include "core/storage/internal/FileDescriptor.h"
#include "core/storage/internal/Writing.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>

namespace xiaowu::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kTemporary = ".tmp";  // then process id and a number: two writers never meet

bool isTemporary(const std::string& name) {
  const auto at = name.rfind(kTemporary);
  if (at == std::string::npos || at == 0) {
    return false;
  }
  const auto number = std::string_view(name).substr(at + kTemporary.size());
  return number.find_first_not_of("0123456789-") == std::string_view::npos;
}

fs::path parentOf(const fs::path& path) {
  const auto parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

Result<void> writeSynced(const fs::path& file, ByteView content, const ErrorCodes& codes) {
  const FileDescriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!out.valid()) {
    return systemFailure(codes, "create", errno);
  }
  if (auto written = writeAll(out.value(), content, codes); !written) {
    return written;
  }
  if (::fdatasync(out.value()) != 0) {
    return systemFailure(codes, "fdatasync", errno);
  }
  return {};
}

Result<void> readAll(int fd, Bytes& content, const ErrorCodes& codes) {
  std::size_t have = 0;
  while (have < content.size()) {
    const auto got = ::read(fd, content.data() + have, content.size() - have);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return systemFailure(codes, "read", errno);
    }
    if (got == 0) {
      return failFor(codes, Cause::Unavailable, "read: the file became shorter");
    }
    have += static_cast<std::size_t>(got);
  }
  return {};
}

}  // namespace

tl::unexpected<Error> systemFailure(const ErrorCodes& codes, std::string_view what, int error) {
  return failFor(codes, causeOfErrno(error), std::string(what) + ": " + std::strerror(error));
}

fs::path temporaryBeside(const fs::path& file) {
  static std::atomic<unsigned> counter{0};
  fs::path temporary = file;
  temporary += kTemporary;
  temporary += std::to_string(::getpid()) + "-" + std::to_string(counter++);
  return temporary;
}

Result<void> writeAll(int fd, ByteView content, const ErrorCodes& codes) {
  while (!content.empty()) {
    const auto written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return systemFailure(codes, "write", errno);
    }
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> writeDurably(const fs::path& file, ByteView content, const ErrorCodes& codes) {
  if (auto made = makeFolders(parentOf(file), codes); !made) {
    return made;
  }
  if (auto replaced = replaceFile(file, content, codes); !replaced) {
    return replaced;
  }
  return syncFolder(parentOf(file), codes);
}

Result<void> replaceFile(const fs::path& file, ByteView content, const ErrorCodes& codes) {
  const auto temporary = temporaryBeside(file);
  auto written = writeSynced(temporary, content, codes);
  if (written && ::rename(temporary.c_str(), file.c_str()) != 0) {
    written = systemFailure(codes, "rename", errno);
  }
  if (!written) {
    ::unlink(temporary.c_str());
  }
  return written;
}

Result<void> syncFolder(const fs::path& folder, const ErrorCodes& codes) {
  const FileDescriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle.valid() || ::fsync(handle.value()) != 0) {
    return systemFailure(codes, "sync folder", errno);
  }
  return {};
}

Result<void> makeFolders(const fs::path& folder, const ErrorCodes& codes) {
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) {
    return {};
  }
  const auto parent = parentOf(folder);
  if (parent != folder) {
    if (auto made = makeFolders(parent, codes); !made) {
      return made;
    }
  }
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return systemFailure(codes, "make folder", errno);
  }
  return syncFolder(parent, codes);
}

Result<Bytes> readWhole(const fs::path& file, std::uint64_t sizeMax, const ErrorCodes& codes) {
  const FileDescriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.valid()) {
    return systemFailure(codes, "open", errno);
  }
  struct stat info{};
  if (::fstat(in.value(), &info) != 0) {
    return systemFailure(codes, "stat", errno);
  }
  if (static_cast<std::uint64_t>(info.st_size) > sizeMax) {
    return failFor(codes, Cause::Unavailable, "the file is too large");
  }
  Bytes content(static_cast<std::size_t>(info.st_size));
  if (auto got = readAll(in.value(), content, codes); !got) {
    return fail(got.error());
  }
  return content;
}

namespace {

bool isOlder(const fs::path& file, std::chrono::seconds age) {
  if (age.count() == 0) {
    return true;  // whatever the clock did since
  }
  std::error_code code;
  const auto written = fs::last_write_time(file, code);
  return !code && fs::file_time_type::clock::now() - written >= age;
}

}  // namespace

int removeTemporaries(const fs::path& folder, std::chrono::seconds olderThan) {
  std::vector<fs::path> left;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    if (it->is_regular_file(code) && isTemporary(it->path().filename().string()) &&
        isOlder(it->path(), olderThan)) {
      left.push_back(it->path());
    }
  }
  for (const auto& file : left) {
    fs::remove(file, code);
  }
  return static_cast<int>(left.size());
}

}  // namespace xiaowu::storage
