#include "platform/server/records/ProofArchive.h"

namespace xiaowu::platform {

ProofArchive::ProofArchive(ByteView secret) : m_key(crypto::ContentKey::derive(secret, "proof-archive")) {}

Bytes ProofArchive::seal(const std::string& proofId, std::string_view paper) const {
  return m_key.sealPart(Uuid::parse(proofId).value_or(Uuid{}), 0, viewOf(paper));
}

Result<std::string> ProofArchive::open(const std::string& proofId, ByteView sealed) const {
  auto plain = m_key.openPart(Uuid::parse(proofId).value_or(Uuid{}), 0, sealed);
  if (!plain) {
    return fail(plain.error());
  }
  std::string paper(textOf(*plain));
  crypto::wipe(*plain);
  return paper;
}

}  // namespace xiaowu::platform
