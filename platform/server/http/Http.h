#pragma once
// HTTP messages as the platform's own code sees them, and the strict check of a request's head that runs
// before any parser (RFC 9112: everything that intermediaries may read in two ways is refused, not repaired).

#include "core/storage/ArrivingFile.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::platform {

struct HttpLimits {
  std::size_t headMax = 16 * 1024;  ///< request line and header fields, bytes
  std::size_t targetMax = 2048;     ///< bytes
  std::size_t fieldsMax = 64;
  std::uint64_t jsonMax = 256 * 1024;                     ///< bytes
  std::uint64_t partMax = 16 * 1024 * 1024;               ///< bytes
  std::uint64_t bodiesInFlightMax = 64ULL * 1024 * 1024;  ///< bytes in memory, of all bodies being read
  std::uint64_t bodiesPerSenderMax = 2ULL * 1024 * 1024;  ///< of these, of one sender
  std::size_t uploadsPerSenderMax = 4;                    ///< bodies going into files at one time
  std::size_t connectionsMax = 512;
  /// Connections from one address over which nobody has proven himself yet; each further one costs the oldest
  /// of them.
  std::size_t strangersPerAddressMax = 128;
  std::size_t connectionsPerSenderMax = 16;      ///< likewise of one sender
  std::chrono::milliseconds idle{10'000};        ///< between requests, of a stranger
  std::chrono::milliseconds idleKnown{120'000};  ///< between requests, of a sender that has proven itself
  std::chrono::milliseconds head{10'000};        ///< first to last byte of the head
  std::chrono::milliseconds body{30'000};        ///< between two pieces of a body; also the whole answer
  std::chrono::minutes wholeBody{60};            ///< first to last byte of a body
  std::chrono::milliseconds drain{
      1'000};  ///< reading on after a refusal, so that the peer sees the answer instead of a reset
};

struct HttpHead {
  std::string method;
  std::string target;  ///< path and query, visible ASCII, begins with '/'
  std::vector<std::pair<std::string, std::string>> fields;  ///< names in lower case
  std::optional<std::uint64_t> contentLength;
  bool chunked = false;
  bool expectsContinue = false;
  bool keepAlive = true;
  bool http10 = false;

  /// Empty if the field is absent.
  [[nodiscard]] std::string_view field(std::string_view lowerCaseName) const;
};

/// The head as one value, or the status to refuse it with (400, 414, 417, 431, 501, 505).
struct HeadCheck {
  int refusal = 0;
  HttpHead head;
};

/// `raw` ends with the empty line. Guarantees of an accepted head: HTTP/1.0 or 1.1, exactly one Host, at most
/// one framing (a decimal Content-Length or "Transfer-Encoding: chunked"), no folded line, no control
/// characters, no empty names, no space before a colon.
[[nodiscard]] HeadCheck checkHead(std::string_view raw, const HttpLimits& limits);

/// How a stream of bytes goes on: the offset after the empty line, or that it can never become a valid head
/// (bare LF or CR, NUL, control character).
struct HeadScan {
  enum class State { More, Complete, Bad } state = State::More;
  std::size_t end = 0;
};
[[nodiscard]] HeadScan scanHead(std::string_view bytes);

struct HttpRequest {
  HttpHead head;
  std::string path;          ///< target without query
  std::string query;         ///< without '?'
  std::string body;          ///< empty when it went into a file
  std::string bodySha256{};  ///< of what came, lower-case hex
  std::string sender{};      ///< as the head's Admission said; the body has the hash that was announced
  std::unique_ptr<storage::ArrivingFile> bodyFile{};
};

struct HttpResponse {
  int status = 200;
  std::string contentType = "application/json";
  std::string body;
  std::optional<int> retryAfterS;
  std::string allow;  ///< for 405; never text from outside
  /// The platform's own time and signature over this answer (core/crypto/SignedAnswer.h); both empty for an
  /// answer to a request that was not signed.
  std::string time, signature;
  bool close = false;
  bool drop = false;                   ///< test faults: close without an answer
  std::chrono::milliseconds delay{0};  ///< test faults: answer later
  /// When set, the answer comes later and from any thread: the server calls this once with a function that
  /// takes it, and goes on with other connections. The function does nothing once the server has stopped, or
  /// when it is called again. `drop` and `delay` stay those of this response.
  std::function<void(std::function<void(HttpResponse)>)> later;
};

/// What the head alone decides, before one byte of the body is read and before room is kept for it.
struct Admission {
  std::optional<HttpResponse>
      refusal;                ///< the answer, without reading on; a connection with a body ends then
  std::string sender;         ///< who has proven to have sent it; empty: a stranger
  std::uint64_t bodyMax = 0;  ///< bytes
  std::string bodySha256;     ///< lower-case hex that the sender vouches for; empty: whatever comes
  bool bodyToFile = false;    ///< else into memory
};

}  // namespace xiaowu::platform
