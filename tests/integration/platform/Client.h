#pragma once
// A raw HTTP client and a kiosk's side of the contract, small enough to send anything, also what no library
// would.

#include "core/base/Bytes.h"
#include "core/base/Uuid.h"
#include "core/crypto/Signing.h"
#include "platform/server/http/HttpServer.h"
#include "platform/server/main/Platform.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace xiaowu::testing {

struct Reply {
  int status = 0;  ///< 0: the connection ended without an answer
  std::string head, body;
  [[nodiscard]] std::string header(const std::string& name) const;
};

/// One connection to 127.0.0.1; every wait ends after 20 s with an empty answer.
class Wire {
 public:
  explicit Wire(std::uint16_t port);
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  ~Wire();
  bool send(std::string_view bytes);
  [[nodiscard]] Reply reply();
  /// True if the peer has closed (waits for it).
  [[nodiscard]] bool closed();

 private:
  bool fill();
  int m_fd = -1;
  std::string m_input;
};

[[nodiscard]] Reply sendRaw(std::uint16_t port, std::string_view raw);
[[nodiscard]] Reply get(std::uint16_t port, const std::string& target, const std::string& moreHeaders = {});

/// A folder that goes away with its owner.
struct TemporaryFolder {
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  std::filesystem::path path;
};

/// Signs as a kiosk and holds every JSON answer against the contract (a broken one fails the test).
class Kiosk {
 public:
  Kiosk(std::string id, std::uint16_t port) : m_id(std::move(id)), m_port(port) {}
  [[nodiscard]] Reply call(const std::string& method, const std::string& target, const std::string& body = {},
                           const std::string& moreHeaders = {}) const;
  [[nodiscard]] std::string request(const std::string& method, const std::string& target,
                                    const std::string& body, const std::string& moreHeaders = {}) const;
  [[nodiscard]] std::string publicKey() const { return toBase64(m_signer.publicKey()); }
  [[nodiscard]] const crypto::Signer& signer() const { return m_signer; }
  [[nodiscard]] const std::string& id() const { return m_id; }
  void connectTo(std::uint16_t port) { m_port = port; }
  void shiftClock(std::int64_t micros) { m_shift = micros; }
  void signAs(const crypto::Signer& other) { m_signer = other; }

 private:
  std::string m_id;
  std::uint16_t m_port;
  std::int64_t m_shift = 0;
  crypto::Signer m_signer = crypto::Signer::generate();
};

/// A submission as the kiosk makes it; change fields before seal().
struct Filing {
  Uuid id = Uuid::makeV7(SystemClock().wall());
  std::string service = "hukou-move", name = "李伟", idNumber = "430624199308150019", caseId = id.text();
  std::int64_t seq = 1;
  std::vector<Bytes> plain;   ///< parts 1…
  std::vector<int> pages{2};  ///< that the material names
  std::string createdAt;      ///< of the manifest; now unless it is changed
  std::string change = "{}";  ///< JSON merge patch (RFC 7386) on the content
  std::vector<Bytes> sealed;  ///< all parts
  std::string sealedKey, keyId;

  Filing();
  [[nodiscard]] std::string content() const;
  void seal(const crypto::Key32& platformKey, const std::string& platformKeyId);
  [[nodiscard]] std::string manifest(const Kiosk& kiosk) const;
  [[nodiscard]] Reply put(const Kiosk& kiosk, int index) const;
  [[nodiscard]] Reply file(const Kiosk& kiosk) const;
  /// All parts, then the manifest.
  [[nodiscard]] Reply sendAll(const Kiosk& kiosk) const;
};

/// The platform in this process, with kiosk XY-001 enrolled.
class TestPlatform {
 public:
  explicit TestPlatform(platform::HttpLimits limits = {}, bool faults = true,
                        platform::ComparisonOptions comparisons = {});
  TestPlatform(const TestPlatform&) = delete;
  TestPlatform& operator=(const TestPlatform&) = delete;
  ~TestPlatform();
  void restart();
  /// Starts again with the service items of another folder.
  void restartWith(const std::filesystem::path& services);
  [[nodiscard]] std::uint16_t port() const { return m_port; }
  [[nodiscard]] platform::Platform& platform() { return *m_platform; }
  [[nodiscard]] platform::HttpServer& server() { return *m_server; }
  [[nodiscard]] std::string fault(const std::string& body) const;
  [[nodiscard]] std::string state() const;
  TemporaryFolder folder;
  Kiosk kiosk;

 private:
  void start();
  platform::HttpLimits m_limits;
  bool m_faults;
  std::filesystem::path m_services;  ///< empty: the delivered ones
  platform::ComparisonOptions m_comparisons;
  SystemClock m_clock;
  std::unique_ptr<platform::Platform> m_platform;
  std::unique_ptr<platform::HttpServer> m_server;
  std::uint16_t m_port = 0;
};

}  // namespace xiaowu::testing
