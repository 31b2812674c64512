#include "tools/cli/PictureLines.h"

#include "recognition/documents/DocumentReading.h"
#include "tools/cli/Commands.h"
#include "tools/cli/Lines.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <ostream>

namespace xiaowu::cli {
namespace {

/// Bytes; decoding refuses less, this only keeps a device file from filling the memory.
constexpr std::uintmax_t kFileMax = 64U << 20U;

}  // namespace

Result<Bytes> bytesOfFile(const std::filesystem::path& file) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(file, problem)) {
    return fail(errors::kInput, Fault::ResidentCanFix, "no such file");
  }
  if (std::filesystem::file_size(file, problem) > kFileMax || problem) {
    return fail(documents::errors::kImageTooLarge, Fault::ResidentCanFix);
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return fail(errors::kInput, Fault::ResidentCanFix, "file cannot be opened");
  }
  Bytes bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) {
    return fail(errors::kInput, Fault::ResidentCanFix, "file cannot be read");
  }
  return bytes;
}

Exit printLines(const std::vector<std::string>& files, Surroundings& io, std::string_view command,
                const std::function<Result<std::string>(const std::string& file)>& lineOf) {
  using Json = nlohmann::ordered_json;
  std::size_t done = 0;
  std::size_t failed = 0;
  for (const auto& file : files) {
    const auto line = lineOf(file);
    io.out << (line ? *line : oneLine(Json{{"file", file}, {"error", line.error().code}})) << '\n';
    io.out.flush();
    ++done;
    if (!line) {
      ++failed;
      io.err << "xiaowu-tool " << command << ": picture " << done << ": " << describe(line.error()) << '\n';
    }
    if (files.size() > 1) {
      io.err << done << " of " << files.size() << " pictures, " << failed << " failed\n";
    }
  }
  return failed == 0 ? kDone : kFailed;
}

}  // namespace xiaowu::cli
