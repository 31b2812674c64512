#pragma once
// The reference platform as one object: opened on a data folder, asked request by request. Start it behind an
// HttpServer:
//   auto platform = Platform::open({.data = folder}, clock);
//   HttpServer server({.arrivals = platform->arrivals()}, handle, admit, complete);   // these three of it
// Guarantees: a receipt leaves only after commit and durable parts; every request to a kiosk operation
// carries a valid signature of an enrolled kiosk; every answer to a signed request is signed, refusals too.
// Any thread, several at once.

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "platform/server/comparisons/ComparisonPool.h"
#include "platform/server/fleet/RateLimiter.h"
#include "platform/server/http/Http.h"
#include "platform/server/repository/Repository.h"
#include "platform/server/storage/Keys.h"
#include "platform/server/upkeep/Upkeep.h"

#include <filesystem>
#include <memory>
#include <string>

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kPublicUrl = "platform.public-url";
inline constexpr std::string_view kEnrol = "platform.enrol";  ///< the detail says what is wrong
}  // namespace errors

struct PlatformOptions {
  std::filesystem::path data;
  std::filesystem::path seed;       ///< empty: the invented register that is delivered with the program
  std::filesystem::path services;   ///< folder of the service items whose rules are judged here; empty: those
                                    ///< delivered with the program
  std::filesystem::path contract;   ///< empty: contractFile()
  bool faults = false;              ///< /test/* exists
  ComparisonOptions comparisons{};  ///< empty: faces are not compared here
  std::filesystem::path pages{};    ///< folder of the public pages; empty: those delivered with the program
  HttpLimits limits{};              ///< of bodies
  KioskRates rates{};
  Ages ages{};  ///< of what upkeep takes away
};

class Platform {
 public:
  /// Makes the folder, the keys, the database and public.json if they are not there. An error names what is
  /// missing or damaged; nothing is served then. On a full disk it opens for reading: public pages and health
  /// are served, and what would write is refused (503) until there is room again.
  [[nodiscard]] static Result<std::unique_ptr<Platform>> open(const PlatformOptions& options,
                                                              const Clock& clock);
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;
  ~Platform();

  /// Base of the addresses in proofs and slips, without a last slash; before the first request. Also written
  /// to public.json.
  [[nodiscard]] Result<void> setPublicUrl(const std::string& url);
  [[nodiscard]] Result<void> enrol(const std::string& kioskId, const std::string& publicKeyBase64,
                                   const std::string& areaCode, bool mayCompareFaces = false);

  // What an HttpServer asks for a request, in this order.
  [[nodiscard]] Admission admit(const HttpHead& head);
  [[nodiscard]] HttpResponse handle(const HttpRequest& request);
  /// Signs an answer of the server's own, when the request was signed.
  void complete(const HttpHead& head, HttpResponse& response) const;
  /// Folder for the server's bodies.
  [[nodiscard]] std::filesystem::path arrivals() const;

  /// Not started; the program starts it.
  [[nodiscard]] Upkeep& upkeep();
  [[nodiscard]] const Keys& keys() const;
  [[nodiscard]] Repository& repository();

 private:
  struct Data;
  explicit Platform(std::unique_ptr<Data> data);
  [[nodiscard]] HttpResponse route(const HttpRequest& request);
  std::unique_ptr<Data> m_data;
};

}  // namespace xiaowu::platform
