#pragma once
// What the commands over picture files have in common: the file's bytes, and one line per picture whatever
// happens to the others.

#include "core/base/Bytes.h"
#include "tools/cli/Commands.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace xiaowu::cli {

/// Regular files of at most 64 MB. Fails with tool.input or documents.image-too-large.
[[nodiscard]] Result<Bytes> bytesOfFile(const std::filesystem::path& file);

/// Prints `lineOf(file)` (a JSON object) for each file, or {"file","error"} with the error's code; errors and
/// the progress of many go to io.err. kFailed when one picture could not be read.
[[nodiscard]] Exit printLines(const std::vector<std::string>& files, Surroundings& io,
                              std::string_view command,
                              const std::function<Result<std::string>(const std::string& file)>& lineOf);

}  // namespace xiaowu::cli
