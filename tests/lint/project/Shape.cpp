#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
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
constexpr std::array<Exception, 61> kExceptions{{
    {"app/main/SiteConfig.cpp choices", 1},
    {"app/session", 36},
    {"app/session/CaseDocument.cpp choices", 1},
    {"app/session/PaperSides.cpp choices", 2},
    {"app/session/PlatformHandler.cpp choices", 1},
    {"app/sync/Wire.cpp", 511},
    {"app/viewmodels/EntryPages.cpp choices", 2},
    {"app/viewmodels/FormViewModel.cpp choices", 2},
    {"app/viewmodels/IdentityPages.cpp choices", 1},
    {"app/viewmodels/Kiosk.h", 189},
    {"app/viewmodels/MaterialPages.cpp choices", 2},
    {"app/viewmodels/SubmitPages.cpp choices", 1},
    {"app/viewmodels/WaysPages.cpp choices", 4},
    {"app/workflow/Event.h", 210},
    {"app/workflow/FormRules.cpp choices", 1},
    {"app/workflow/State.h", 198},
    {"app/workflow/Stepper.cpp choices", 1},
    {"benchmarks/documents/SealBench.cpp", 461},
    {"platform/server/repository/sqlite/Schema.cpp columns", 16},
    {"tests/fuzz/idcard/test_fuzz.cpp choices", 1},
    {"tests/qml/kit/gallery/SheetHome.qml choices", 1},
    {"tests/qml/pages/Scenes.cpp", 509},
    {"tests/qml/pages/Scenes.cpp function", 198},
    {"tests/unit/app/outbox/test_outbox_faults.cpp columns", 9},
    {"tests/unit/app/workflow/world.cpp function", 109},
    {"tests/unit/ui/simulator/test_screen_hands.cpp columns", 1},
    {"ui/kit/controls/ButtonBase.qml choices", 1},
    {"ui/kit/controls/CardButton.qml choices", 2},
    {"ui/kit/entry/DigitField.qml choices", 1},
    {"ui/kit/entry/FieldFrame.qml choices", 1},
    {"ui/kit/entry/Keypad.qml choices", 1},
    {"ui/kit/entry/LetterPad.qml choices", 1},
    {"ui/kit/frame/BottomBand.qml choices", 3},
    {"ui/kit/frame/PageFrame.qml choices", 3},
    {"ui/kit/frame/StepLine.qml choices", 1},
    {"ui/kit/info/ProgressSteps.qml choices", 3},
    {"ui/kit/parts/KitText.qml choices", 3},
    {"ui/pages", 33},
    {"ui/pages/AttractPage.qml choices", 1},
    {"ui/pages/ConsentPage.qml choices", 1},
    {"ui/pages/DraftOfferPage.qml choices", 1},
    {"ui/pages/FaceConsentPage.qml choices", 1},
    {"ui/pages/FacePage.qml choices", 4},
    {"ui/pages/FieldCompare.qml choices", 2},
    {"ui/pages/FingerPage.qml choices", 4},
    {"ui/pages/FormAnswer.qml choices", 3},
    {"ui/pages/ItemsPage.qml choices", 1},
    {"ui/pages/MaterialsPage.qml choices", 1},
    {"ui/pages/OtherWaysPage.qml choices", 2},
    {"ui/pages/RatingPage.qml choices", 1},
    {"ui/pages/ReceiptPage.qml choices", 1},
    {"ui/pages/ScanPage.qml choices", 10},
    {"ui/pages/StaffCardPage.qml choices", 1},
    {"ui/pages/StaffCheckPage.qml choices", 1},
    {"ui/simulator", 30},
    {"ui/simulator/CardGroup.qml choices", 2},
    {"ui/simulator/PanelGroup.qml choices", 1},
    {"ui/simulator/PanelKey.qml choices", 2},
    {"ui/simulator/PanelModel.cpp choices", 2},
    {"ui/simulator/PrinterGroup.qml choices", 1},
    {"ui/simulator/ScreenHands.cpp", 496},
}};

bool isShaped(std::string_view path) {
  return endsWith(path, ".cpp") || endsWith(path, ".h") || endsWith(path, ".qml");
}

const Exception* exceptionFor(std::string_view what) {
  const auto found = std::find_if(kExceptions.begin(), kExceptions.end(),
                                  [&](const Exception& each) { return each.what == what; });
  return found == kExceptions.end() ? nullptr : &*found;
}

/// An offence when `value` is more than `most`, or than what the list allows.
void measure(const std::string& what, std::size_t line, std::size_t value, std::size_t most,
             const std::string& unit, std::vector<Offence>& offences) {
  const auto* exception = exceptionFor(what);
  const auto allowed = exception == nullptr ? most : exception->most;
  if (value > allowed) {
    offences.push_back(
        {what, line, std::to_string(value) + " " + unit + ", not more than " + std::to_string(allowed)});
  }
}

/// As many of `found` as the list does not allow: all or none.
void addUnlessAllowed(const std::string& what, std::vector<Offence> found, std::vector<Offence>& offences) {
  const auto* exception = exceptionFor(what);
  if (exception == nullptr || found.size() > exception->most) {
    std::move(found.begin(), found.end(), std::back_inserter(offences));
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

void checkBodies(const File& file, std::string_view code, std::vector<Offence>& offences) {
  constexpr std::array<std::string_view, 4> kWords{"if", "for", "while", "} else if"};
  const auto lines = linesOf(code);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto text = lines[i].substr(indentOf(lines[i]));
    const bool isWhole = endsWith(text, ";") && std::count(text.begin(), text.end(), '(') ==
                                                    std::count(text.begin(), text.end(), ')');
    const bool isBranch = std::any_of(kWords.begin(), kWords.end(),
                                      [&](std::string_view word) { return beginsWithWord(text, word); });
    if (isWhole && isBranch) {
      offences.push_back({file.path, i + 1, "a body on the line of its condition"});
    }
  }
}

void checkChoices(const File& file, std::string_view code, std::vector<Offence>& offences) {
  std::vector<Offence> found;
  for (const auto at : nestedChoices(endsWith(file.path, ".qml") ? withEnds(code) : std::string(code))) {
    found.push_back({file.path, lineOf(code, at), "a choice (?:) within a choice"});
  }
  addUnlessAllowed(file.path + " choices", std::move(found), offences);
}

}  // namespace

std::vector<Offence> brokenShape(const std::vector<File>& files) {
  std::vector<Offence> offences;
  std::map<std::string, std::size_t> folders;
  for (const auto& file : files) {
    if (!isShaped(file.path)) {
      continue;
    }
    ++folders[file.path.substr(0, file.path.rfind('/'))];
    for (const auto& size : kSizes) {
      if (endsWith(file.path, size.ending)) {
        measure(file.path, 1, linesOf(file.text).size(), size.lines, "lines", offences);
      }
    }
    const auto code = codeOnly(file.text);
    checkBodies(file, code, offences);
    checkChoices(file, code, offences);
    if (!endsWith(file.path, ".qml")) {  // qmlformat breaks no line, and a binding's braces are no function
      addUnlessAllowed(file.path + " columns", wideLines(file), offences);
      const auto longest = longestFunction(code);
      measure(file.path + " function", lineOf(code, longest.begin), longest.lines, kFunctionMax,
              "lines in a function", offences);
    }
  }
  for (const auto& [folder, count] : folders) {
    measure(folder, 1, count, kFolderMax, "files", offences);
  }
  return offences;
}

}  // namespace xiaowu::lint
