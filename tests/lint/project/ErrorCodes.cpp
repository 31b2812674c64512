#include "tests/lint/project/Lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace xiaowu::lint {
namespace {

// The pages that list every code.
constexpr std::array<std::string_view, 2> kLists{"docs/error-codes.md", "docs/technical-codes.md"};

// Where a code is written out on purpose: tests mean the documented text, and the tables of words are keyed
// by it (test_viewmodels holds them against the list).
constexpr std::array<std::string_view, 2> kWrittenOutFolders{"tests", "benchmarks"};
constexpr std::array<std::string_view, 2> kWrittenOutFiles{"app/viewmodels/Messages.cpp",
                                                           "app/viewmodels/Wording.cpp"};

// Orders of the simulator panel that read like a code and are none.
struct OtherName {
  std::string_view folder;
  std::string_view text;
};
constexpr std::array<OtherName, 2> kOtherNames{
    {{"ui/simulator", "finger.unclear"}, {"ui/simulator", "power.cut"}}};

// The lists name files as well.
constexpr std::array<std::string_view, 5> kFileEndings{".cpp", ".h", ".json", ".md", ".toml"};

/// "area.what-is-wrong".
bool looksLikeCode(std::string_view text) {
  const auto dot = text.find('.');
  const bool isFile = std::any_of(kFileEndings.begin(), kFileEndings.end(),
                                  [&](std::string_view ending) { return endsWith(text, ending); });
  return !isFile && dot != 0 && dot != std::string_view::npos && dot + 1 < text.size() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos;
}

/// What stands between backticks in the lists.
std::set<std::string, std::less<>> listedCodes(const std::vector<File>& files) {
  std::set<std::string, std::less<>> codes;
  for (const auto& file : files) {
    if (std::find(kLists.begin(), kLists.end(), file.path) == kLists.end()) {
      continue;
    }
    std::size_t from = file.text.find('`');
    while (from != std::string::npos) {
      const auto to = file.text.find('`', from + 1);
      if (to == std::string::npos) {
        break;
      }
      const auto text = std::string_view(file.text).substr(from + 1, to - from - 1);
      if (looksLikeCode(text)) {
        codes.emplace(text);
      }
      from = file.text.find('`', to + 1);
    }
  }
  return codes;
}

struct Literal {
  std::size_t offset = 0;  ///< of the opening quote
  std::string_view text;
  bool isDeclaration = false;  ///< of a constant
  bool isGivenToFail = false;
};

std::vector<Literal> literalsOf(const File& file) {
  std::vector<Literal> literals;
  const auto code = codeOnly(file.text);
  for (auto from = code.find('"'); from != std::string::npos;) {
    const auto to = code.find('"', from + 1);
    if (to == std::string::npos) {
      break;
    }
    const auto before = std::string_view(code).substr(0, from);
    const auto statement = before.substr(before.find_last_of(";{}") + 1);
    literals.push_back({from, std::string_view(file.text).substr(from + 1, to - from - 1),
                        statement.find("constexpr std::string_view ") != std::string_view::npos,
                        endsWith(before, " fail(")});
    from = code.find('"', to + 1);
  }
  return literals;
}

bool isWrittenOutOnPurpose(const File& file, std::string_view text) {
  const auto isIn = [&](std::string_view folder) { return isInside(file.path, folder); };
  return std::any_of(kWrittenOutFolders.begin(), kWrittenOutFolders.end(), isIn) ||
         std::find(kWrittenOutFiles.begin(), kWrittenOutFiles.end(), file.path) != kWrittenOutFiles.end() ||
         std::any_of(kOtherNames.begin(), kOtherNames.end(),
                     [&](const OtherName& name) { return isIn(name.folder) && name.text == text; });
}

}  // namespace

std::vector<Offence> retypedErrorCodes(const std::vector<File>& files) {
  const auto listed = listedCodes(files);
  std::map<std::string_view, std::string> declaredAt;
  std::vector<Offence> offences;
  const auto report = [&](const File& file, const Literal& literal, std::string what) {
    offences.push_back({file.path, lineOf(file.text, literal.offset), std::move(what)});
  };
  for (const auto& file : files) {
    if (!endsWith(file.path, ".cpp") && !endsWith(file.path, ".h")) {
      continue;
    }
    for (const auto& literal : literalsOf(file)) {
      const bool isCode = looksLikeCode(literal.text);
      if (!isCode || isWrittenOutOnPurpose(file, literal.text)) {
        continue;
      }
      const std::string text(literal.text);
      if (literal.isGivenToFail) {
        report(file, literal, "\"" + text + "\" is given to fail(): declare the code as a constant");
      } else if (listed.count(literal.text) == 0) {
        continue;
      } else if (!literal.isDeclaration) {
        report(file, literal, "\"" + text + "\" is an error code: name its constant");
      } else if (const auto [first, isNew] = declaredAt.emplace(literal.text, file.path); !isNew) {
        report(file, literal, "\"" + text + "\" is declared in " + first->second + " as well");
      }
    }
  }
  return offences;
}

}  // namespace xiaowu::lint
