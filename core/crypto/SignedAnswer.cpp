#include "core/crypto/SignedAnswer.h"

namespace xiaowu::crypto {
namespace {

constexpr std::size_t kSignatureBytes = 64;

std::string answerText(const AnswerFacts& facts) {
  const auto status = std::to_string(facts.status);
  const auto bodyHash = toHex(sha256(viewOf(facts.body)));
  return canonicalText("xiaowu-answer-1", {status, facts.time, facts.requestSignature, bodyHash});
}

}  // namespace

std::string signAnswer(const Signer& platform, const AnswerFacts& facts) {
  return toBase64(platform.sign(answerText(facts)));
}

bool isPlatformsAnswer(const AnswerFacts& facts, std::string_view signature, const Key32& platformKey) {
  const auto bytes = fromBase64(signature);
  return bytes && bytes->size() == kSignatureBytes && verify(answerText(facts), *bytes, platformKey);
}

bool isSignatureText(std::string_view text) {
  const auto bytes = fromBase64(text);
  return bytes && bytes->size() == kSignatureBytes;
}

}  // namespace xiaowu::crypto
