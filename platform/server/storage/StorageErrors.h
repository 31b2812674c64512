#pragma once
// What the platform calls the troubles of core/storage with files. Those of its database are in Repository.h.

#include "core/domain/ContractCodes.h"
#include "core/storage/ErrorCodes.h"

namespace xiaowu::platform {

namespace errors {
using domain::contract::kStorage;  ///< disk full, unreadable or damaged
}  // namespace errors

inline constexpr storage::ErrorCodes kFileCodes{errors::kStorage, errors::kStorage, errors::kStorage,
                                                errors::kStorage};

}  // namespace xiaowu::platform
