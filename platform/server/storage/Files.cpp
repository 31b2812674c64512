#include "platform/server/storage/Files.h"

#include "platform/server/rendering/Text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>

namespace xiaowu::platform {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kPartFileMax = 16ULL * 1024 * 1024;

class Descriptor {
 public:
  explicit Descriptor(int fd) : m_fd(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (m_fd >= 0) {
      ::close(m_fd);
    }
  }
  [[nodiscard]] int get() const { return m_fd; }

 private:
  int m_fd;
};

tl::unexpected<Error> storageError(const char* what) {
  return fail(errors::kStorage, Fault::ServiceUnavailable, std::string(what) + ": " + std::strerror(errno));
}

bool syncFolder(const fs::path& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return fd.get() >= 0 && ::fsync(fd.get()) == 0;
}

bool writeAll(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

// A new folder is durable only when its parent is.
bool makeFolders(const fs::path& folder) {
  std::error_code problem;
  if (fs::is_directory(folder, problem)) {
    return true;
  }
  if (folder.has_parent_path() && folder.parent_path() != folder && !makeFolders(folder.parent_path())) {
    return false;
  }
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    return false;
  }
  return syncFolder(folder.parent_path().empty() ? fs::path(".") : folder.parent_path());
}

Result<Bytes> readKey(const fs::path& file, std::size_t size, const std::function<Bytes()>& make) {
  std::error_code problem;
  if (!fs::exists(file, problem)) {
    if (const auto written = writeDurably(file, make()); !written) {
      return fail(written.error());
    }
  }
  auto bytes = readWhole(file, 4096);
  if (bytes && bytes->size() != size) {
    return fail(crypto::errors::kBadKey, Fault::ServiceUnavailable, file.filename().string());
  }
  return bytes;
}

Bytes joined(ByteView a, ByteView b) {
  Bytes out(a.size() + b.size());
  std::copy(b.begin(), b.end(), std::copy(a.begin(), a.end(), out.begin()));
  return out;
}

}  // namespace

Result<void> writeDurably(const fs::path& file, ByteView bytes) {
  static std::atomic<unsigned> counter{0};
  if (!makeFolders(file.parent_path())) {
    return storageError("folder");
  }
  fs::path temporary = file;
  temporary += ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
  {
    const Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (fd.get() < 0) {
      return storageError("open");
    }
    if (!writeAll(fd.get(), bytes) || ::fdatasync(fd.get()) != 0) {
      const auto failed = storageError("write");
      ::unlink(temporary.c_str());
      return failed;
    }
  }
  if (::rename(temporary.c_str(), file.c_str()) != 0 || !syncFolder(file.parent_path())) {
    return storageError("rename");
  }
  return {};
}

Result<Bytes> readWhole(const fs::path& file, std::uint64_t sizeMax) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const auto size = in ? static_cast<std::int64_t>(in.tellg()) : -1;
  if (size < 0 || static_cast<std::uint64_t>(size) > sizeMax) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "unreadable or too large");
  }
  Bytes bytes(static_cast<std::size_t>(size));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(bytes.data()), size);
  if (!in) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "unreadable");
  }
  return bytes;
}

Result<Keys> Keys::openOrMake(const fs::path& data) {
  const auto folder = data / "keys";
  const auto newPair = [] {
    const auto pair = crypto::makeSealingKeyPair();
    return joined(pair.publicKey, pair.secretKey);
  };
  const bool first = !fs::exists(folder / "signing.key");
  if (first) {  // only ever made with the platform itself: a seal key that was taken away stays away
    const auto seal =
        readKey(folder / "seal.key", 32, [] { return crypto::Signer::generate().secretSeed(); });
    if (!seal) {
      return fail(seal.error());
    }
  }
  const auto signing =
      readKey(folder / "signing.key", 32, [] { return crypto::Signer::generate().secretSeed(); });
  if (!signing) {
    return fail(signing.error());
  }
  const auto opening = readKey(folder / "sealing.key", 64, newPair);
  if (!opening) {
    return fail(opening.error());
  }
  const auto pepper = readKey(folder / "pepper.key", 32, [] { return randomBytes(32); });
  if (!pepper) {
    return fail(pepper.error());
  }
  const auto token = readKey(folder / "operator.token", 48, [] {
    const auto text = toHex(randomBytes(24));
    return Bytes(text.begin(), text.end());
  });
  if (!token) {
    return fail(token.error());
  }
  auto signer = crypto::Signer::fromSeed(*signing);
  if (!signer) {
    return fail(signer.error());
  }
  crypto::SealingKeyPair pair;
  std::copy_n(opening->begin(), 32, pair.publicKey.begin());
  std::copy_n(opening->begin() + 32, 32, pair.secretKey.begin());
  const auto keyId = "k" + toHex(crypto::sha256(joined(signer->publicKey(), pair.publicKey))).substr(0, 16);
  return Keys{std::move(*signer), pair, keyId, *pepper, std::string(textOf(*token))};
}

std::optional<crypto::Signer> sealKey(const fs::path& data) {
  const auto seed = readWhole(data / "keys" / "seal.key", 32);
  if (!seed) {
    return std::nullopt;
  }
  auto signer = crypto::Signer::fromSeed(*seed);
  return signer ? std::optional(std::move(*signer)) : std::nullopt;
}

fs::path PartStore::file(const Uuid& id, int index, std::string_view sha256) const {
  const auto text = id.text();
  return m_folder / text.substr(34) / text / (std::to_string(index) + "-" + std::string(sha256));
}

Result<void> PartStore::store(const Uuid& id, int index, std::string_view sha256, ByteView bytes) const {
  return writeDurably(file(id, index, sha256), bytes);
}

Result<Bytes> PartStore::load(const Uuid& id, int index, std::string_view sha256) const {
  auto bytes = readWhole(file(id, index, sha256), kPartFileMax);
  if (bytes && toHex(crypto::sha256(*bytes)) != sha256) {
    return fail(errors::kStorage, Fault::ServiceUnavailable, "a part's file is damaged");
  }
  return bytes;
}

void PartStore::remove(const Uuid& id, int index, std::string_view sha256) const {
  std::error_code ignored;
  fs::remove(file(id, index, sha256), ignored);
}

}  // namespace xiaowu::platform
