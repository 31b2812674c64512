#pragma once
// Header fields of the contract between kiosk and platform (platform/api/README.md).

namespace xiaowu::domain::contract {

inline constexpr const char* kTimeField = "Xiaowu-Time";            ///< of requests and of signed answers
inline constexpr const char* kSignatureField = "Xiaowu-Signature";  ///< likewise, base64
inline constexpr const char* kNonceField = "Xiaowu-Nonce";  ///< of requests: 32 hexadecimal digits, each once
inline constexpr const char* kSha256Field = "Xiaowu-Sha256";  ///< of requests with a body, lower-case hex

}  // namespace xiaowu::domain::contract
