#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

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
  std::string_view what;  ///< a file (lines) or a folder (files); "file function" is its longest function,
                          ///< "file columns" and "file choices" how many lines there are
  std::size_t most;
};
constexpr std::array<Exception, 7> kExceptions{{
    {"app/workflow", 26},
    {"app/main/SiteConfig.cpp choices", 1},
    {"platform/server/repository/sqlite/Schema.cpp columns", 16},
    {"tests/fuzz/idcard/test_fuzz.cpp choices", 1},
    {"tests/unit/app/outbox/test_outbox_faults.cpp columns", 9},
    {"tests/unit/app/workflow/world.cpp function", 109},
    {"tests/unit/ui/simulator/test_screen_hands.cpp columns", 1},
}};

bool isShaped(std::string_view path) {
  return endsWith(path, ".cpp") || endsWith(path, ".h") || endsWith(path, ".qml");
}

struct Findings {
  std::vector<Offence> offences;
  std::set<std::string, std::less<>> needed;  ///< which exceptions were made use of
};

/// What the list allows for `what` where the rule alone allows `most`.
std::size_t allowedFor(const std::string& what, std::size_t value, std::size_t most, Findings& findings) {
  const auto found = std::find_if(kExceptions.begin(), kExceptions.end(),
                                  [&](const Exception& each) { return each.what == what; });
  if (found == kExceptions.end()) {
    return most;
  }
  if (value > most) {
    findings.needed.insert(what);
  }
  return found->most;
}

/// An offence when `value` is more than `most`, or than what the list allows.
void measure(const std::string& what, std::size_t line, std::size_t value, std::size_t most,
             const std::string& unit, Findings& findings) {
  const auto allowed = allowedFor(what, value, most, findings);
  if (value > allowed) {
    findings.offences.push_back(
        {what, line, std::to_string(value) + " " + unit + ", not more than " + std::to_string(allowed)});
  }
}

/// As many of `found` as the list does not allow: all or none.
void addUnlessAllowed(const std::string& what, std::vector<Offence> found, Findings& findings) {
  if (found.size() > allowedFor(what, found.size(), 0, findings)) {
    std::move(found.begin(), found.end(), std::back_inserter(findings.offences));
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

/// Where a `?` stands within what another `?` of the same expression decides between.
std::vector<std::size_t> nestedChoices(std::string_view code) {
  std::vector<std::size_t> nested;
  std::vector<std::size_t> open;  // depth of each `?` that is not over
  std::size_t depth = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const char next = i + 1 < code.size() ? code[i + 1] : '\0';
    if (c == '?' && (next == '.' || next == '?')) {  // QML's optional values
      ++i;
    } else if (c == '?') {
      if (!open.empty()) {
        nested.push_back(i);
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
  return nested;
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

std::vector<Offence> wideLines(const File& file) {
  std::vector<Offence> found;
  const auto lines = linesOf(file.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // A text in Chinese may not be broken; formatters leave it.
    const bool isText = lines[i].find('"') != std::string_view::npos || startsWith(lines[i], "#include");
    if (columnsOf(lines[i]) > kColumnsMax && !isText) {
      found.push_back({file.path, i + 1, "more than 110 columns"});
    }
  }
  return found;
}

void checkBodies(const File& file, std::string_view code, Findings& findings) {
  constexpr std::array<std::string_view, 4> kWords{"if", "for", "while", "} else if"};
  const auto lines = linesOf(code);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto text = lines[i].substr(indentOf(lines[i]));
    const bool isWhole = endsWith(text, ";") && std::count(text.begin(), text.end(), '(') ==
                                                    std::count(text.begin(), text.end(), ')');
    const bool isBranch = std::any_of(kWords.begin(), kWords.end(),
                                      [&](std::string_view word) { return beginsWithWord(text, word); });
    if (isWhole && isBranch) {
      findings.offences.push_back({file.path, i + 1, "a body on the line of its condition"});
    }
  }
}

void checkChoices(const File& file, std::string_view code, Findings& findings) {
  std::vector<Offence> found;
  for (const auto at : nestedChoices(endsWith(file.path, ".qml") ? withEnds(code) : std::string(code))) {
    found.push_back({file.path, lineOf(code, at), "a choice (?:) within a choice"});
  }
  addUnlessAllowed(file.path + " choices", std::move(found), findings);
}

Findings shapeOf(const std::vector<File>& files) {
  Findings findings;
  std::map<std::string, std::size_t> folders;
  for (const auto& file : files) {
    if (!isShaped(file.path)) {
      continue;
    }
    ++folders[file.path.substr(0, file.path.rfind('/'))];
    for (const auto& size : kSizes) {
      if (endsWith(file.path, size.ending)) {
        measure(file.path, 1, linesOf(file.text).size(), size.lines, "lines", findings);
      }
    }
    const auto code = codeOnly(file.text);
    checkBodies(file, code, findings);
    checkChoices(file, code, findings);
    if (!endsWith(file.path, ".qml")) {  // qmlformat breaks no line, and a binding's braces are no function
      addUnlessAllowed(file.path + " columns", wideLines(file), findings);
      const auto longest = longestFunction(code);
      measure(file.path + " function", lineOf(code, longest.begin), longest.lines, kFunctionMax,
              "lines in a function", findings);
    }
  }
  for (const auto& [folder, count] : folders) {
    measure(folder, 1, count, kFolderMax, "files", findings);
  }
  return findings;
}

}  // namespace

std::vector<Offence> brokenShape(const std::vector<File>& files) {
  return shapeOf(files).offences;
}

std::vector<std::string> idleShapeExceptions(const std::vector<File>& files) {
  const auto findings = shapeOf(files);
  std::vector<std::string> idle;
  for (const auto& exception : kExceptions) {
    if (findings.needed.find(exception.what) == findings.needed.end()) {
      idle.emplace_back(exception.what);
    }
  }
  return idle;
}

}  // namespace xiaowu::lint
