#pragma once
// What the platform calls the troubles of core/storage with files. Those of its database are in Repository.h.

#include "core/storage/ErrorCodes.h"

namespace xiaowu::platform {

namespace errors {
inline constexpr std::string_view kStorage = "platform.storage";  ///< disk full, unreadable or damaged
}  // namespace errors

inline constexpr storage::ErrorCodes kFileCodes{errors::kStorage, errors::kStorage, errors::kStorage,
                                                errors::kStorage};

}  // namespace xiaowu::platform
