#pragma once
// How an answer is known to be the platform's. Whoever stands between kiosk and platform (a proxy, a captive
// portal, a wrong server behind the address) can answer with any status and body; only an answer signed with
// the platform's key, to this very request, counts as one. platform/api/README.md, "Signed answers".
//
// Pure functions; any thread.

#include "core/crypto/Signing.h"

#include <string>
#include <string_view>

namespace xiaowu::crypto {

struct AnswerFacts {
  int status = 0;                     ///< HTTP status
  std::string_view time;              ///< of the platform, RFC 3339 UTC with milliseconds
  std::string_view requestSignature;  ///< base64, as the request's header has it: binds answer to request
  std::string_view body;              ///< as sent
};

/// base64 of the signature over the canonical text "xiaowu-answer-1".
[[nodiscard]] std::string signAnswer(const Signer& platform, const AnswerFacts& facts);

/// True when `signature` (base64) is the platform's over just these facts.
[[nodiscard]] bool isPlatformsAnswer(const AnswerFacts& facts, std::string_view signature,
                                     const Key32& platformKey);

/// True when the text is a signature's form: base64 of 64 bytes. Only to such a request an answer is signed.
[[nodiscard]] bool isSignatureText(std::string_view text);

}  // namespace xiaowu::crypto
