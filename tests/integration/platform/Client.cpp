#include "tests/integration/platform/Client.h"

#include "core/base/DeliveredFiles.h"
#include "core/catalog/Catalog.h"
#include "core/catalog/ReviewText.h"
#include "core/crypto/Random.h"
#include "platform/server/rendering/Text.h"
#include "tests/support/openapi/TestOpenApi.h"

#include "tests/support/Applicant.h"
#include "tests/support/Catch.h"
#include <nlohmann/json.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>

namespace xiaowu::testing {
namespace {

std::int64_t now() {
  return toUnixMicros(SystemClock().wall());
}

/// Binds the signature to the content, as far as its item is one of those delivered.
void signContent(nlohmann::json& document) {
  static const auto kCatalog = catalog::loadCatalog(delivered("kiosk-config/services"), nullptr);
  const std::string service = document["service"];
  const auto caseId = document["caseId"].get<std::string>();
  catalog::ReviewFacts facts{.caseId = caseId, .answers = {}, .materials = {}};
  for (const auto& answer : document["answers"]) {
    if (answer["value"].is_string()) {
      facts.answers[answer["field"]] = answer["value"];
    }
  }
  for (const auto& material : document["materials"]) {
    facts.materials.emplace_back(material["code"], material["outcome"]);
  }
  for (const auto& item : kCatalog.value().items) {
    if (item->code == service) {
      document["signature"]["contentSha256"] =
          toHex(crypto::sha256(viewOf(catalog::reviewText(*item, facts))));
    }
  }
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

std::string Reply::header(const std::string& name) const {
  const auto at = lower(head).find("\r\n" + lower(name) + ": ");
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = at + name.size() + 4;
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

Wire::Wire(std::uint16_t port) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const timeval limit{20, 0};
  ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(m_fd);
    m_fd = -1;
  }
}

Wire::~Wire() {
  if (m_fd >= 0) {
    ::close(m_fd);
  }
}

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Wire::fill() {
  std::array<char, 65536> chunk{};
  const auto count = ::recv(m_fd, chunk.data(), chunk.size(), 0);
  if (count > 0) {
    m_input.append(chunk.data(), static_cast<std::size_t>(count));
  }
  return count > 0;
}

Reply Wire::reply() {
  Reply reply;
  std::size_t end = 0;
  while ((end = m_input.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) {
      return reply;
    }
  }
  reply.head = m_input.substr(0, end + 2);
  m_input.erase(0, end + 4);
  reply.status = std::stoi(reply.head.substr(9, 3));
  const auto length = reply.header("Content-Length");
  const auto wanted = length.empty() ? 0U : std::stoul(length);
  while (m_input.size() < wanted) {
    if (!fill()) {
      return {};
    }
  }
  reply.body = m_input.substr(0, wanted);
  m_input.erase(0, wanted);
  return reply;
}

bool Wire::closed() {
  std::array<char, 4096> chunk{};
  ssize_t count = 0;
  while ((count = ::recv(m_fd, chunk.data(), chunk.size(), 0)) > 0) {
  }
  return count == 0 || errno == ECONNRESET;
}

Reply sendRaw(std::uint16_t port, std::string_view raw) {
  Wire wire(port);
  wire.send(raw);  // a server may refuse before it has read everything
  return wire.reply();
}

Reply get(std::uint16_t port, const std::string& target, const std::string& moreHeaders) {
  auto reply = sendRaw(port, "GET " + target + " HTTP/1.1\r\nHost: t\r\n" + moreHeaders + "\r\n");
  if (reply.header("Content-Type") == "application/json") {
    const auto checked = contract().checkResponse("GET", target, reply.status, reply.body);
    if (!checked) {
      FAIL("GET " << target << ": " << describe(checked.error()));
    }
  }
  return reply;
}

TemporaryFolder::TemporaryFolder() {
  auto name = (std::filesystem::temp_directory_path() / "xiaowu-platform-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

std::string Kiosk::request(const std::string& method, const std::string& target, const std::string& body,
                           const std::string& moreHeaders) const {
  const auto time = platform::formatTime(now() + m_shift);
  const auto nonce = toHex(crypto::randomBytes(16));
  const auto hash = toHex(crypto::sha256(viewOf(body)));
  const auto text = crypto::canonicalText("xiaowu-request-2", {method, target, time, nonce, hash});
  return method + " " + target + " HTTP/1.1\r\nHost: platform\r\nXiaowu-Kiosk: " + m_id +
         "\r\nXiaowu-Time: " + time + "\r\nXiaowu-Nonce: " + nonce +
         "\r\nXiaowu-Signature: " + toBase64(m_signer.sign(text)) + "\r\n" + moreHeaders +
         (body.empty()
              ? std::string{}
              : "Xiaowu-Sha256: " + hash + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n") +
         "\r\n" + body;
}

Reply Kiosk::call(const std::string& method, const std::string& target, const std::string& body,
                  const std::string& moreHeaders) const {
  auto reply = sendRaw(m_port, request(method, target, body, moreHeaders));
  if (reply.status != 0) {
    const auto checked = contract().checkResponse(method, target, reply.status, reply.body);
    if (!checked) {
      FAIL(method << " " << target << " " << reply.status << ": " << describe(checked.error()));
    }
  }
  return reply;
}

Filing::Filing() {
  const std::string png = "\x89PNG\r\n\x1a\n signature";
  const std::string jpeg = "\xff\xd8\xff\xe0 page";
  plain = {Bytes(png.begin(), png.end()), Bytes(jpeg.begin(), jpeg.end())};
  createdAt = platform::formatTime(now());
}

std::string Filing::content() const {
  const auto at = platform::formatTime(now());
  auto applicant = test::applicant(name, idNumber);
  applicant["validTo"] = "long-term";
  nlohmann::json document{
      {"version", 1},
      {"caseId", caseId},
      {"service", service},
      {"createdAt", at},
      {"applicant", std::move(applicant)},
      {"answers", {{{"field", "reason"}, {"value", "投靠\n配偶"}, {"source", "resident"}, {"trust", "D"}}}},
      {"materials",
       {{{"code", "household-register"},
         {"documentType", "户口簿"},
         {"outcome", "good"},
         {"reasons", nlohmann::json::array()},
         {"trust", "C"},
         {"parts", pages}}}},
      {"signature", {{"part", 1}, {"contentSha256", std::string(64, 'a')}, {"signedAt", at}}},
      {"identity", {{"level", "L2"}, {"way", "face"}, {"score", 0.83}}}};
  document.merge_patch(nlohmann::json::parse(change));
  if (document["signature"]["contentSha256"] == std::string(64, 'a')) {
    signContent(document);
  }
  return document.dump();
}

void Filing::seal(const crypto::Key32& platformKey, const std::string& platformKeyId) {
  const auto key = crypto::ContentKey::random();
  keyId = platformKeyId;
  sealedKey = toBase64(key.sealTo(platformKey));
  sealed.clear();
  sealed.push_back(key.sealPart(id, 0, viewOf(content())));
  for (std::size_t i = 0; i < plain.size(); ++i) {
    sealed.push_back(key.sealPart(id, static_cast<std::uint32_t>(i + 1), plain[i]));
  }
}

std::string Filing::manifest(const Kiosk& kiosk) const {
  auto text = crypto::canonicalText("xiaowu-manifest-1", {kiosk.id(), std::to_string(seq), id.text(), service,
                                                          keyId, sealedKey, createdAt});
  auto parts = nlohmann::json::array();
  for (const auto& part : sealed) {
    const auto sha = toHex(crypto::sha256(part));
    parts.push_back({{"size", part.size()}, {"sha256", sha}});
    text += "\n" + std::to_string(part.size()) + ":" + sha;
  }
  return nlohmann::json{{"kioskId", kiosk.id()},  {"seq", seq},
                        {"service", service},     {"keyId", keyId},
                        {"sealedKey", sealedKey}, {"parts", parts},
                        {"createdAt", createdAt}, {"signature", toBase64(kiosk.signer().sign(text))}}
      .dump();
}

Reply Filing::put(const Kiosk& kiosk, int index) const {
  const auto& part = sealed.at(static_cast<std::size_t>(index));
  return kiosk.call("PUT", "/v1/submissions/" + id.text() + "/parts/" + std::to_string(index),
                    std::string(textOf(part)), "Content-Type: application/octet-stream\r\n");
}

Reply Filing::file(const Kiosk& kiosk) const {
  return kiosk.call("POST", "/v1/submissions/" + id.text(), manifest(kiosk));
}

Reply Filing::sendAll(const Kiosk& kiosk) const {
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    if (const auto stored = put(kiosk, static_cast<int>(i)); stored.status / 100 != 2) {
      return stored;
    }
  }
  return file(kiosk);
}

TestPlatform::TestPlatform(platform::HttpLimits limits, bool faults, platform::ComparisonOptions comparisons)
    : kiosk("XY-001", 0), m_limits(limits), m_faults(faults), m_comparisons(std::move(comparisons)) {
  start();
  REQUIRE(m_platform->enrol(kiosk.id(), kiosk.publicKey(), "430624"));
}

TestPlatform::~TestPlatform() {
  m_server->stop();
}

void TestPlatform::start() {
  auto opened = platform::Platform::open({.data = folder.path / "data",
                                          .seed = {},
                                          .services = m_services,
                                          .contract = {},
                                          .faults = m_faults,
                                          .comparisons = m_comparisons},
                                         m_clock);
  if (!opened) {
    FAIL(describe(opened.error()));
  }
  m_platform = std::move(*opened);
  m_server = std::make_unique<platform::HttpServer>(
      platform::HttpServer::Options{.address = "127.0.0.1",
                                    .port = 0,
                                    .threads = 2,
                                    .limits = m_limits,
                                    .arrivals = m_platform->arrivals()},
      [this](const platform::HttpRequest& request) { return m_platform->handle(request); },
      [this](const platform::HttpHead& head) { return m_platform->admit(head); },
      [this](const platform::HttpHead& head, platform::HttpResponse& response) {
        m_platform->complete(head, response);
      });
  REQUIRE(m_platform->setPublicUrl("https://gov.example.cn/xiaowu/"));
  const auto port = m_server->start();
  REQUIRE(port);
  m_port = *port;
  kiosk.connectTo(m_port);
}

void TestPlatform::restart() {
  m_server->stop();
  m_server.reset();
  m_platform.reset();
  start();
}

void TestPlatform::restartWith(const std::filesystem::path& services) {
  m_services = services;
  restart();
}

std::string TestPlatform::fault(const std::string& body) const {
  return sendRaw(m_port, "POST /test/faults HTTP/1.1\r\nHost: t\r\nContent-Length: " +
                             std::to_string(body.size()) + "\r\n\r\n" + body)
      .body;
}

std::string TestPlatform::state() const {
  return get(m_port, "/test/state").body;
}

}  // namespace xiaowu::testing
