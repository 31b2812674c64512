#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

namespace xiaowu::lint {
namespace {

namespace fs = std::filesystem;

// As .gitignore says, and git's own.
constexpr std::array<std::string_view, 4> kLeftOutAtRoot{"build", ".cache", "demo-out", ".git"};
constexpr std::string_view kLeftOutAnywhere = "node_modules";
constexpr std::uintmax_t kSizeMax = 4 << 20;  ///< bytes; larger files are data

}  // namespace

bool startsWith(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}
bool endsWith(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}
bool isInside(std::string_view path, std::string_view folder) {
  return startsWith(path, folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

bool isWordCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool isWordAt(std::string_view line, std::size_t at, std::size_t length) {
  return (at == 0 || !isWordCharacter(line[at - 1])) &&
         (at + length >= line.size() || !isWordCharacter(line[at + length]));
}

std::size_t lineOf(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return lines;
}

std::string codeOnly(std::string_view text) {
  enum class In { Code, Line, Block, String, Character } in = In::Code;
  std::string code(text);
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    const auto quote = in == In::String ? '"' : '\'';
    switch (in) {
      case In::Code:
        if (c == '/' && (next == '/' || next == '*')) {
          in = next == '/' ? In::Line : In::Block;
          code[i] = ' ';
        } else if (c == '"') {
          in = In::String;
          // Not 1'000.
        } else if (c == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(text[i - 1])))) {
          in = In::Character;
        }
        break;
      case In::Line:
        if (c == '\n') {
          in = In::Code;
        } else {
          code[i] = ' ';
        }
        break;
      case In::Block:
        if (c == '/' && text[i - 1] == '*') {
          in = In::Code;
        }
        if (c != '\n') {
          code[i] = ' ';
        }
        break;
      case In::String:
      case In::Character:
        // A literal does not go over a line, so a mistake here ends with the line.
        if (c == quote || c == '\n') {
          in = In::Code;
        } else {
          code[i] = ' ';
          if (c == '\\' && i + 1 < code.size() && next != '\n') {
            code[++i] = ' ';
          }
        }
        break;
    }
  }
  return code;
}

std::vector<File> filesOf(const fs::path& root) {
  std::vector<File> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator();
       ++entry) {
    const auto path = entry->path().lexically_relative(root).generic_string();
    if (entry.depth() == 0 &&
        std::find(kLeftOutAtRoot.begin(), kLeftOutAtRoot.end(), path) != kLeftOutAtRoot.end()) {
      if (entry->is_directory()) {
        entry.disable_recursion_pending();
      }
      continue;
    }
    if (entry->path().filename() == kLeftOutAnywhere) {
      entry.disable_recursion_pending();
      continue;
    }
    if (!entry->is_regular_file() || entry->is_symlink() || entry->file_size() > kSizeMax) {
      continue;
    }
    std::ifstream stream(entry->path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (text.find('\0') != std::string::npos) {
      continue;  // a picture or the like
    }
    files.push_back({path, std::move(text)});
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

std::string report(const std::vector<Offence>& offences) {
  std::string text;
  for (const auto& offence : offences) {
    text += offence.path + ":" + std::to_string(offence.line) + ": " + offence.what + "\n";
  }
  return text;
}

}  // namespace xiaowu::lint
