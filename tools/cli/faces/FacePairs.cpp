#include "tools/cli/faces/FacePairs.h"

#include "tools/cli/Commands.h"

#include <algorithm>
#include <fstream>
#include <optional>

namespace xiaowu::cli {
namespace {

constexpr std::size_t kLineMax = 64 * 1024;  ///< bytes

tl::unexpected<Error> wrong(std::size_t line, const std::string& why) {
  return fail(errors::kInput, Fault::ResidentCanFix,
              "line " + std::to_string(line) + " of the pairs: " + why);
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string::npos ? std::string{}
                                    : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The fields of one line; nothing when a quotation is left open.
std::optional<std::vector<std::string>> fieldsOf(const std::string& line) {
  std::vector<std::string> fields(1);
  bool isQuoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (isQuoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += line[++i];
    } else if (c == '"') {
      isQuoted = !isQuoted;
    } else if (c == ',' && !isQuoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  if (isQuoted) {
    return std::nullopt;
  }
  for (auto& field : fields) {
    field = trimmed(field);
  }
  return fields;
}

}  // namespace

Result<std::vector<FacePair>> readPairs(const std::filesystem::path& file) {
  std::error_code problem;
  std::ifstream stream(file);
  if (!stream || !std::filesystem::is_regular_file(file, problem)) {
    return fail(errors::kInput, Fault::ResidentCanFix, "the list of pairs cannot be opened");
  }
  std::vector<FacePair> pairs;
  std::ptrdiff_t columnX = -1;
  std::ptrdiff_t columnY = -1;
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    if (line.size() > kLineMax) {
      return wrong(number, "too long");
    }
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) {
      line.erase(0, 3);
    }
    if (trimmed(line).empty()) {
      continue;
    }
    const auto fields = fieldsOf(line);
    if (!fields) {
      return wrong(number, "a quotation is left open");
    }
    if (columnX < 0) {
      const auto columnOf = [&](const char* name) {
        return std::find(fields->begin(), fields->end(), name) - fields->begin();
      };
      columnX = columnOf("file_x");
      columnY = columnOf("file_y");
      const auto count = static_cast<std::ptrdiff_t>(fields->size());
      if (columnX == count || columnY == count) {
        return wrong(number, "the columns file_x and file_y are needed");
      }
      continue;
    }
    if (static_cast<std::ptrdiff_t>(fields->size()) <= std::max(columnX, columnY)) {
      return wrong(number, "too few columns");
    }
    pairs.push_back(
        {(*fields)[static_cast<std::size_t>(columnX)], (*fields)[static_cast<std::size_t>(columnY)]});
    if (pairs.back().x.empty() || pairs.back().y.empty()) {
      return wrong(number, "a file's name is empty");
    }
    if (pairs.size() > kPairsMax) {
      return wrong(number, "too many pairs");
    }
  }
  if (stream.bad()) {
    return fail(errors::kInput, Fault::ResidentCanFix, "the list of pairs cannot be read");
  }
  if (pairs.empty()) {
    return fail(errors::kInput, Fault::ResidentCanFix, "the list holds no pair");
  }
  return pairs;
}

}  // namespace xiaowu::cli
