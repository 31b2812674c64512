#include "app/outbox/PartStore.h"

#include "app/outbox/OutboxTypes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace xiaowu::outbox {

namespace fs = std::filesystem;

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  ~Descriptor() {
    if (m_fd >= 0) {
      ::close(m_fd);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int value() const { return m_fd; }
  [[nodiscard]] bool valid() const { return m_fd >= 0; }

 private:
  int m_fd;
};

tl::unexpected<Error> systemFailure(std::string_view what, int error) {
  const bool noRoom = error == ENOSPC || error == EDQUOT || error == EFBIG;
  return fail(noRoom ? errors::kDiskFull : errors::kStorage, Fault::ServiceUnavailable,
              std::string(what) + ": " + std::strerror(error));
}

Result<void> writeAll(int fd, ByteView content) {
  while (!content.empty()) {
    const auto written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return systemFailure("write", errno);
    }
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

std::string partName(std::size_t index) {
  return std::to_string(index) + ".part";
}

}  // namespace

Result<void> writeFileSynced(const fs::path& file, ByteView content) {
  const fs::path temporary = file.string() + ".tmp";
  {
    const Descriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!out.valid()) {
      return systemFailure("create", errno);
    }
    if (auto written = writeAll(out.value(), content); !written) {
      return written;
    }
    if (::fdatasync(out.value()) != 0) {
      return systemFailure("fdatasync", errno);
    }
  }
  if (::rename(temporary.c_str(), file.c_str()) != 0) {
    return systemFailure("rename", errno);
  }
  return {};
}

Result<void> syncFolder(const fs::path& folder) {
  const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle.valid() || ::fsync(handle.value()) != 0) {
    return systemFailure("sync folder", errno);
  }
  return {};
}

Result<Bytes> readWholeFile(const fs::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.valid()) {
    return systemFailure("open", errno);
  }
  struct stat info{};
  if (::fstat(in.value(), &info) != 0) {
    return systemFailure("stat", errno);
  }
  Bytes content(static_cast<std::size_t>(info.st_size));
  std::size_t have = 0;
  while (have < content.size()) {
    const auto got = ::read(in.value(), content.data() + have, content.size() - have);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return systemFailure("read", errno);
    }
    if (got == 0) {
      break;
    }
    have += static_cast<std::size_t>(got);
  }
  content.resize(have);
  return content;
}

Result<void> PartStore::prepare() const {
  std::error_code code;
  fs::create_directories(m_folder, code);
  if (code) {
    return systemFailure("make folder", code.value());
  }
  return syncFolder(m_folder.parent_path());
}

Result<void> PartStore::write(const Uuid& id, const std::vector<Bytes>& parts) const {
  const auto folder = m_folder / id.text();
  auto all = [&]() -> Result<void> {
    std::error_code code;
    fs::remove_all(folder, code);  // what an attempt that failed half-way may have left
    fs::create_directory(folder, code);
    if (code) {
      return systemFailure("make folder", code.value());
    }
    for (std::size_t index = 0; index < parts.size(); ++index) {
      if (auto written = writeFileSynced(folder / partName(index), parts[index]); !written) {
        return written;
      }
    }
    if (auto synced = syncFolder(folder); !synced) {
      return synced;
    }
    return syncFolder(m_folder);
  }();
  if (!all) {
    remove(id);
  }
  return all;
}

Result<Bytes> PartStore::read(const Uuid& id, std::size_t index) const {
  return readWholeFile(m_folder / id.text() / partName(index));
}

void PartStore::remove(const Uuid& id) const {
  std::error_code ignored;  // what cannot be removed now is an orphan that the next start removes
  fs::remove_all(m_folder / id.text(), ignored);
}

int PartStore::removeOrphans(const std::set<std::string>& known) const {
  std::vector<fs::path> orphans;
  std::error_code code;
  for (fs::directory_iterator it(m_folder, code), end; !code && it != end; it.increment(code)) {
    if (!known.contains(it->path().filename().string())) {
      orphans.push_back(it->path());
    }
  }
  for (const auto& orphan : orphans) {
    fs::remove_all(orphan, code);
  }
  return static_cast<int>(orphans.size());
}

}  // namespace xiaowu::outbox
