#include "tests/lint/project/Lint.h"

#include <array>
#include <cctype>

namespace xiaowu::lint {
namespace {

// Paths that exist on one developer's machine only.
constexpr std::array<std::string_view, 4> kMachinePaths{"/work/", "/home/", "/root/", "/Users/"};
// Work that is not done belongs into docs/ or an issue, where somebody will find it.
constexpr std::array<std::string_view, 3> kUnfinished{"TODO", "FIXME", "HACK"};
// A lock file made behind a mirror would send everybody there.
constexpr std::string_view kResolved = "\"resolved\": \"";
constexpr std::string_view kRegistry = "https://registry.npmjs.org/";

constexpr std::string_view kThisFolder = "tests/lint/";  // names them all

/// "/home/x" at a word's beginning or after "file://", not as a part of "pages/home/x" or
/// "https://host/home/x".
bool isAbsoluteAt(std::string_view line, std::size_t at, std::size_t length) {
  const bool followed = at + length < line.size() && isWordCharacter(line[at + length]);
  if (!followed) {
    return false;
  }
  const char before = at == 0 ? ' ' : line[at - 1];
  if (before == '/') {
    return endsWith(line.substr(0, at), "file://");
  }
  return !isWordCharacter(before) && std::string_view(".-~}$*\\").find(before) == std::string_view::npos;
}

template <typename List, typename Accept>
void find(std::string_view line, const List& words, Accept accept, const File& file, std::size_t number,
          std::vector<Offence>& offences) {
  for (const auto word : words) {
    for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
      if (accept(line, at, word.size())) {
        offences.push_back({file.path, number, "forbidden: " + std::string(word)});
      }
    }
  }
}

}  // namespace

std::vector<Offence> forbiddenNames(const std::vector<File>& files) {
  std::vector<Offence> offences;
  for (const auto& file : files) {
    if (startsWith(file.path, kThisFolder)) {
      continue;
    }
    const bool isLock = endsWith(file.path, "package-lock.json");
    const auto lines = linesOf(file.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      find(lines[i], kMachinePaths, isAbsoluteAt, file, i + 1, offences);
      find(lines[i], kUnfinished, isWordAt, file, i + 1, offences);
      const auto at = isLock ? lines[i].find(kResolved) : std::string_view::npos;
      if (at != std::string_view::npos && !startsWith(lines[i].substr(at + kResolved.size()), kRegistry)) {
        offences.push_back({file.path, i + 1, "forbidden: a registry that is not the public one"});
      }
    }
  }
  return offences;
}

}  // namespace xiaowu::lint
