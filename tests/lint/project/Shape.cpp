#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

// The house's measures (CONTRIBUTING.md, "Sizes"). clang-format and qmlformat hold what they can; this holds
// the rest.
namespace xiaowu::lint {
namespace {

constexpr std::size_t kColumnsMax = 110;
constexpr std::size_t kFunctionMax = 70;
constexpr std::size_t kFolderMax = 25;

struct Size {
  std::string_view ending;
  std::size_t lines;
};
constexpr std::array<Size, 3> kSizes{{{".cpp", 450}, {".h", 180}, {".qml", 250}}};

// What is larger for a reason, or still has to become smaller: never larger than this, and out of the list
// when it fits.
struct Exception {
  std::string_view what;  ///< a path, or "path function" for the longest function of a file
  std::size_t most;
};
constexpr std::array<Exception, 0> kExceptions{};

bool isSource(std::string_view path) {
  return endsWith(path, ".cpp") || endsWith(path, ".h") || endsWith(path, ".qml");
}

const Exception* exceptionFor(std::string_view what) {
  const auto found = std::find_if(kExceptions.begin(), kExceptions.end(),
                                  [&](const Exception& each) { return each.what == what; });
  return found == kExceptions.end() ? nullptr : &*found;
}

/// An offence when `value` is more than `most`, or than what the list allows, or when the list's entry is
/// idle.
void measure(const std::string& what, std::size_t line, std::size_t value, std::size_t most,
             const std::string& unit, std::vector<Offence>& offences) {
  const auto* exception = exceptionFor(what);
  const auto allowed = exception == nullptr ? most : exception->most;
  if (value > allowed) {
    offences.push_back(
        {what, line, std::to_string(value) + " " + unit + ", not more than " + std::to_string(allowed)});
  } else if (exception != nullptr && value <= most) {
    offences.push_back({what, line, "fits by now: take it from the exceptions in Shape.cpp"});
  }
}

/// Characters, not bytes.
std::size_t columnsOf(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t indentOf(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool beginsWithWord(std::string_view text, std::string_view word) {
  return startsWith(text, word) && (text.size() == word.size() || !isWordCharacter(text[word.size()]));
}

/// What stands before the bracket of a function or lambda, and not of a branch, a value or a type.
bool isFunctionHead(std::string_view head) {
  for (auto at = head.find('#'); at != std::string_view::npos;
       at = head.find('#')) {  // a preprocessor's line
    head.remove_prefix(std::min(head.find('\n', at), head.size()));
  }
  const auto begin = head.find_first_not_of(" \n");
  const auto end = head.find_last_not_of(" \n");
  if (begin == std::string_view::npos) {
    return false;
  }
  const auto text = head.substr(begin, end - begin + 1);
  constexpr std::array<std::string_view, 11> kOthers{"if",    "for", "while",  "switch", "else",     "do",
                                                     "catch", "try", "struct", "class",  "namespace"};
  const bool isOther = std::any_of(kOthers.begin(), kOthers.end(),
                                   [&](std::string_view word) { return beginsWithWord(text, word); });
  return !isOther && text.find('(') != std::string_view::npos && text.back() != '=';
}

struct Length {
  std::size_t lines = 0;
  std::size_t begin = 0;  ///< where its opening bracket is
};

/// The longest function, without the lines of its brackets.
Length longestFunction(std::string_view code) {
  struct Block {
    std::size_t begin;
    bool isFunction;
    int parentheses;
  };
  std::vector<Block> blocks;
  Length longest;
  std::size_t head = 0;  // where the present statement began
  int parentheses = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '(' || c == ')') {
      parentheses += c == '(' ? 1 : -1;
    } else if (c == '{') {
      blocks.push_back({i, isFunctionHead(code.substr(head, i - head)), parentheses});
      parentheses = 0;
      head = i + 1;
    } else if (c == '}' && !blocks.empty()) {
      const auto block = blocks.back();
      blocks.pop_back();
      parentheses = block.parentheses;
      head = i + 1;
      const auto text = code.substr(block.begin, i - block.begin);
      const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
      if (block.isFunction && lines > longest.lines + 1) {
        longest = {lines - 1, block.begin};
      }
    } else if (c == ';' && parentheses == 0) {
      head = i + 1;
    }
  }
  return longest;
}

/// `?` within what another `?` of the same expression decides between.
std::optional<std::size_t> nestedConditional(std::string_view code) {
  std::vector<std::size_t> open;  // depth of each `?` that is not over
  std::size_t depth = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const char next = i + 1 < code.size() ? code[i + 1] : '\0';
    if (c == '?' && (next == '.' || next == '?')) {  // QML's optional values
      ++i;
    } else if (c == '?') {
      if (!open.empty()) {
        return i;
      }
      open.push_back(depth);
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      depth -= std::min<std::size_t>(depth, 1);
      while (!open.empty() && open.back() > depth) {
        open.pop_back();
      }
    } else if (c == ';' || c == ',') {
      while (!open.empty() && open.back() >= depth) {
        open.pop_back();
      }
    }
  }
  return std::nullopt;
}

/// In QML a statement ends with its line, unless the line or the next one says that it goes on.
std::string withEnds(std::string_view code) {
  std::string ended(code);
  for (std::size_t i = 0; i < ended.size(); ++i) {
    if (ended[i] != '\n') {
      continue;
    }
    const auto before = ended.find_last_not_of(" \n", i);
    const auto after = ended.find_first_not_of(" \n", i);
    constexpr std::string_view kGoesOn = "?:|&(,+-=[{";
    const bool goesOn =
        (before != std::string::npos && kGoesOn.find(ended[before]) != std::string_view::npos) ||
        (after != std::string::npos && std::string_view("?:|&").find(ended[after]) != std::string_view::npos);
    if (!goesOn) {
      ended[i] = ';';
    }
  }
  return ended;
}

void checkLines(const File& file, const std::vector<std::string_view>& lines,
                const std::vector<std::string_view>& code, std::vector<Offence>& offences) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // A text in Chinese may not be broken; formatters leave it.
    const bool isText = lines[i].find('"') != std::string_view::npos || startsWith(lines[i], "#include");
    if (columnsOf(lines[i]) > kColumnsMax && !isText) {
      offences.push_back({file.path, i + 1, "more than 110 columns"});
    }
    const auto text = code[i].substr(indentOf(code[i]));
    constexpr std::array<std::string_view, 4> kWords{"if", "for", "while", "} else if"};
    const bool isOneLine =
        endsWith(text, ";") && std::any_of(kWords.begin(), kWords.end(),
                                           [&](std::string_view word) { return beginsWithWord(text, word); });
    if (isOneLine && std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')')) {
      offences.push_back({file.path, i + 1, "a body on the line of its condition"});
    }
  }
}

}  // namespace

std::vector<Offence> brokenShape(const std::vector<File>& files) {
  std::vector<Offence> offences;
  std::map<std::string, std::size_t> folders;
  for (const auto& file : files) {
    if (!isSource(file.path)) {
      continue;
    }
    ++folders[file.path.substr(0, file.path.rfind('/'))];
    const auto lines = linesOf(file.text);
    for (const auto& size : kSizes) {
      if (endsWith(file.path, size.ending)) {
        measure(file.path, 1, lines.size(), size.lines, "lines", offences);
      }
    }
    const auto code = codeOnly(file.text);
    const auto codeLines = linesOf(code);
    const bool isQml = endsWith(file.path, ".qml");
    if (!isQml) {
      const auto longest = longestFunction(code);
      measure(file.path + " function", lineOf(code, longest.begin), longest.lines, kFunctionMax,
              "lines in a function", offences);
    }
    checkLines(file, lines, codeLines, offences);
    const auto ended = isQml ? withEnds(code) : code;
    if (const auto at = nestedConditional(ended)) {
      offences.push_back({file.path, lineOf(code, *at), "a choice (?:) within a choice"});
    }
  }
  for (const auto& [folder, count] : folders) {
    measure(folder, 1, count, kFolderMax, "files", offences);
  }
  return offences;
}

}  // namespace xiaowu::lint
