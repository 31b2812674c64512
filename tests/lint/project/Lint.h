#pragma once
// Reads the project's files and finds what breaks a rule. The tables to be edited are at the top of
// ErrorCodes.cpp, Layers.cpp, PersonalData.cpp and Names.cpp.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::lint {

struct File {
  std::string path;  ///< from the project's root, with forward slashes
  std::string text;
};

struct Offence {
  std::string path;
  std::size_t line = 0;
  std::string what;
};

/// All text files below `root` but what .gitignore leaves out; sorted.
[[nodiscard]] std::vector<File> filesOf(const std::filesystem::path& root);

[[nodiscard]] std::vector<Offence> brokenLayers(const std::vector<File>& files);
[[nodiscard]] std::vector<Offence> loggedPersonalData(const std::vector<File>& files);
[[nodiscard]] std::vector<Offence> forbiddenNames(const std::vector<File>& files);
/// Error codes are declared once and named by their constant.
[[nodiscard]] std::vector<Offence> retypedErrorCodes(const std::vector<File>& files);
[[nodiscard]] std::vector<Offence> brokenShape(const std::vector<File>& files);
/// Exceptions of the shape that nothing in `files` needs.
[[nodiscard]] std::vector<std::string> idleShapeExceptions(const std::vector<File>& files);

/// "path:line: what", one per line.
[[nodiscard]] std::string report(const std::vector<Offence>& offences);

// Helpers of the rules.
[[nodiscard]] bool startsWith(std::string_view text, std::string_view head);
[[nodiscard]] bool endsWith(std::string_view text, std::string_view tail);
[[nodiscard]] bool isInside(std::string_view path, std::string_view folder);  ///< in the folder or below it
[[nodiscard]] bool isWordCharacter(char c);
/// No letter, digit or underscore stands before or behind it.
[[nodiscard]] bool isWordAt(std::string_view text, std::size_t at, std::size_t length);
[[nodiscard]] std::size_t lineOf(std::string_view text, std::size_t offset);  ///< counted from 1
[[nodiscard]] std::vector<std::string_view> linesOf(std::string_view text);
/// The same length, comments and the contents of string literals replaced by blanks; line ends stay.
[[nodiscard]] std::string codeOnly(std::string_view text);

}  // namespace xiaowu::lint
