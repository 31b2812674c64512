#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"

#include "app/outbox/Outbox.h"
#include "core/crypto/Signing.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>

namespace xiaowu::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kSeedSize = 32;

class File {
 public:
  explicit File(int descriptor) : m_descriptor(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (m_descriptor >= 0) {
      ::close(m_descriptor);
    }
  }
  [[nodiscard]] int get() const { return m_descriptor; }
  [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }

 private:
  int m_descriptor;
};

tl::unexpected<Error> keyError(const std::string& what, int number) {
  return fail(errors::kKeyFile, Fault::AttendantNeeded, what + ": " + std::strerror(number));
}

bool writeAll(int file, const Bytes& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto count = ::write(file, bytes.data() + done, bytes.size() - done);
    if (count <= 0) {
      return false;
    }
    done += static_cast<std::size_t>(count);
  }
  return ::fsync(file) == 0;
}

/// Written beside its place and then linked there: link() never replaces a file, and a power cut leaves
/// either a whole key or none.
Result<void> storeSeed(const fs::path& file, const Bytes& seed) {
  const auto folder = file.parent_path();
  auto part = (folder / ".kiosk.key.XXXXXX").string();
  const File written(::mkostemp(part.data(), O_CLOEXEC));  // mode 0600
  if (!written.isOpen()) {
    return keyError("cannot write in " + folder.string(), errno);
  }
  Result<void> stored;
  if (!writeAll(written.get(), seed) || ::link(part.c_str(), file.c_str()) != 0) {
    stored = keyError("cannot write " + file.string(), errno);
  }
  ::unlink(part.c_str());
  const File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (stored && (!directory.isOpen() || ::fsync(directory.get()) != 0)) {
    stored = keyError("cannot make sure of " + file.string(), errno);
  }
  return stored;
}

Result<crypto::Signer> readKey(const fs::path& file, std::ostream& err) {
  const File opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!opened.isOpen()) {
    return keyError(file.string(), errno);
  }
  struct stat facts{};
  if (::fstat(opened.get(), &facts) == 0 && (facts.st_mode & 0077) != 0) {
    err << "warning: " << file.string() << " can be read by others; put it right with chmod 600\n";
  }
  std::array<std::uint8_t, kSeedSize + 1> buffer{};
  const auto count = ::read(opened.get(), buffer.data(), buffer.size());
  if (count < 0) {
    return keyError(file.string(), errno);
  }
  Bytes seed(buffer.begin(), buffer.begin() + count);
  auto signer = crypto::Signer::fromSeed(seed);
  crypto::wipe(seed);
  if (!signer) {
    return fail(withContext(signer.error(), file.string() + " is no kiosk key and is left alone"));
  }
  return signer;
}

/// A new kiosk's. One that is there, and was perhaps another key's, stays as it is.
Result<void> makeOutbox(const fs::path& folder) {
  if (outbox::Outbox::isIn(folder)) {
    return {};
  }
  const SystemClock clock;
  const auto made = outbox::Outbox::open(folder, clock, {});
  return made ? Result<void>() : fail(made.error());
}

Result<crypto::Signer> makeKey(const fs::path& file) {
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  if (problem) {
    return keyError("cannot make " + file.parent_path().string(), problem.value());
  }
  auto signer = crypto::Signer::generate();
  auto seed = signer.secretSeed();
  const auto stored = storeSeed(file, seed);
  crypto::wipe(seed);
  if (!stored) {
    return fail(stored.error());
  }
  if (const auto made = makeOutbox(file.parent_path() / "outbox"); !made) {
    return fail(made.error());
  }
  return signer;
}

Result<Exit> runKioskKey(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {"--data"}, {"--show"});
  if (!arguments) {
    return fail(arguments.error());
  }
  const auto data = arguments->option("--data");
  if (!data || data->empty() || !arguments->values.empty()) {
    return usageError("--data DIR is needed, and nothing more");
  }
  const auto file = fs::path(*data) / "kiosk.key";
  std::error_code ignored;
  const bool exists = fs::exists(fs::symlink_status(file, ignored));
  const bool make = !exists && !arguments->has("--show");
  const auto signer = make ? makeKey(file) : readKey(file, io.err);
  if (!signer) {
    return fail(signer.error());
  }
  io.out << Json{{"publicKey", toBase64(signer->publicKey())}, {"made", make}}.dump() << '\n';
  return kDone;
}

}  // namespace

const Command kKioskKey{"kiosk-key", "makes the kiosk's signing key and prints its public half",
                        "Usage: xiaowu-tool kiosk-key --data DIR [--show]\n\n"
                        "  --data DIR  the kiosk's data folder; DIR/kiosk.key is made if it is not there "
                        "(mode 0600) and is never overwritten; with it an empty outbox, if there is none\n"
                        "  --show      only show the key that is there\n\n"
                        "Prints {\"publicKey\", \"made\"}. Enrol it at the platform: xiaowu-platform enrol "
                        "--data … --kiosk ID --key PUBLICKEY --area AREA\n",
                        runKioskKey};

}  // namespace xiaowu::cli
