#pragma once
// What the writers of files share.

#include "core/base/Bytes.h"
#include "core/storage/ErrorCodes.h"

#include <filesystem>
#include <string_view>

namespace xiaowu::storage {

/// "what: the system's word for `error`", by the owner's code.
[[nodiscard]] tl::unexpected<Error> systemFailure(const ErrorCodes& codes, std::string_view what, int error);
/// A name beside `file` that no other writer uses: removeTemporaries() knows it again.
[[nodiscard]] std::filesystem::path temporaryBeside(const std::filesystem::path& file);
[[nodiscard]] Result<void> writeAll(int fd, ByteView content, const ErrorCodes& codes);

}  // namespace xiaowu::storage
