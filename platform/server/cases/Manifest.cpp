#include "platform/server/cases/Manifest.h"

#include "core/base/Time.h"
#include "core/crypto/Signing.h"
#include "core/domain/Dates.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

std::string canonical(const Manifest& m, std::int64_t seq) {
  auto text = crypto::canonicalText("xiaowu-manifest-1", {m.kioskId, std::to_string(seq), m.id.text(),
                                                          m.service, m.keyId, m.sealedKey, m.createdAt});
  for (const auto& part : m.parts) {
    text += "\n" + std::to_string(part.size) + ":" + part.sha256;
  }
  return text;
}

}  // namespace

Manifest readManifest(const Uuid& id, std::string_view body) {
  const auto json = nlohmann::json::parse(body);
  Manifest m;
  m.id = id;
  m.kioskId = json["kioskId"];
  m.seq = json["seq"];
  m.service = json["service"];
  m.keyId = json["keyId"];
  m.sealedKey = json["sealedKey"];
  m.createdAt = json["createdAt"];
  m.signature = json["signature"];
  for (const auto& part : json["parts"]) {
    m.parts.push_back({part["size"], part["sha256"]});
  }
  m.text = canonical(m, m.seq);
  m.sha256 = toHex(crypto::sha256(viewOf(m.text)));
  return m;
}

std::chrono::year_month_day filingDay(const Manifest& manifest, WallTime now) {
  const auto arrived = toUnixMicros(now);
  const auto created = parseTime(manifest.createdAt).value_or(arrived);
  return domain::dateInChina(fromUnixMicros(std::min(created, arrived)));
}

std::string Manifest::sha256As(std::int64_t otherSeq) const {
  return toHex(crypto::sha256(viewOf(canonical(*this, otherSeq))));
}

bool Manifest::isSignedBy(const crypto::Key32& publicKey) const {
  const auto bytes = fromBase64(signature);
  return bytes && crypto::verify(text, *bytes, publicKey);
}

}  // namespace xiaowu::platform
