#pragma once
// Header fields of the contract between kiosk and platform (platform/api/README.md).

namespace xiaowu::domain::contract {

inline constexpr const char* kTimeField = "Xiaowu-Time";            ///< of requests and of signed answers
inline constexpr const char* kSignatureField = "Xiaowu-Signature";  ///< likewise, base64

}  // namespace xiaowu::domain::contract
