#include "platform/server/cases/Manifest.h"

#include "core/base/Time.h"
#include "core/crypto/Signing.h"
#include "core/domain/Dates.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {

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
  m.text = crypto::canonicalText("xiaowu-manifest-1", {m.kioskId, std::to_string(m.seq), m.id.text(),
                                                       m.service, m.keyId, m.sealedKey, m.createdAt});
  for (const auto& part : json["parts"]) {
    m.parts.push_back({part["size"], part["sha256"]});
    m.text += "\n" + std::to_string(m.parts.back().size) + ":" + m.parts.back().sha256;
  }
  m.sha256 = toHex(crypto::sha256(viewOf(m.text)));
  return m;
}

std::chrono::year_month_day filingDay(const Manifest& manifest, WallTime now) {
  const auto arrived = toUnixMicros(now);
  const auto created = parseTime(manifest.createdAt).value_or(arrived);
  return domain::dateInChina(fromUnixMicros(std::min(created, arrived)));
}

bool Manifest::isSignedBy(const crypto::Key32& publicKey) const {
  const auto bytes = fromBase64(signature);
  return bytes && crypto::verify(text, *bytes, publicKey);
}

}  // namespace xiaowu::platform
