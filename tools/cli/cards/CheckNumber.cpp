#include "core/domain/Dates.h"
#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"
#include "tools/cli/Lines.h"

#include "recognition/documents/fields/Checks.h"
#include "core/domain/Numbers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 9> kKinds{"id",        "credit-code", "uscc",      "organisation-code",
                                                 "marriage",  "mobile",      "bank-card", "bankcard",
                                                 "realestate"};
constexpr std::size_t kLineMax = 256;          ///< bytes; no number is longer than 24
constexpr std::size_t kProgressEvery = 10000;  ///< numbers

struct Tally {
  std::size_t checked = 0;
  std::size_t wrong = 0;
};

/// By the rule of its kind; "uscc" and "bankcard" are the words of the document types for "credit-code" and
/// "bank-card".
Result<void> checkedNumber(const std::string& kind, const std::string& value,
                           std::chrono::year_month_day today) {
  if (kind == "uscc") {
    return domain::checkNumber("credit-code", value, today);
  }
  if (kind == "bankcard") {
    return domain::checkNumber("bank-card", value, today);
  }
  if (kind == "organisation-code") {
    if (value.size() != 9 && value.size() != 10) {
      return fail(domain::errors::kNumberLength, Fault::ResidentCanFix, "8 characters and a check character");
    }
    if (!documents::organisationCodeValid(value)) {
      return fail(domain::errors::kNumberCheck, Fault::ResidentCanFix, "check character is wrong");
    }
    return {};
  }
  if (kind == "realestate") {
    if (value.size() != 28) {
      return fail(domain::errors::kNumberLength, Fault::ResidentCanFix, "28 characters");
    }
    if (!documents::propertyUnitValid(value)) {
      return fail(domain::errors::kNumberForm, Fault::ResidentCanFix, "not the form of GB/T 37346");
    }
    return {};
  }
  return domain::checkNumber(kind, value, today);
}

void checkOne(const std::string& kind, const std::string& value, std::chrono::year_month_day today,
              Tally& tally, Surroundings& io) {
  const auto checked = checkedNumber(kind, value, today);
  const Json line{{"kind", kind},
                  {"value", value},
                  {"valid", checked.has_value()},
                  {"code", checked ? "" : checked.error().code},
                  {"reason", checked ? "" : checked.error().detail}};
  io.out << oneLine(line) << '\n';
  if (!checked) {
    ++tally.wrong;
  }
  if (++tally.checked % kProgressEvery == 0) {
    io.err << tally.checked << " checked, " << tally.wrong << " wrong\n";
  }
}

std::string trimmed(const std::string& line) {
  const auto first = line.find_first_not_of(" \t\r");
  return first == std::string::npos ? std::string{}
                                    : line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

/// One number per line; empty lines are passed over.
Result<void> checkLines(const std::string& kind, std::chrono::year_month_day today, Tally& tally,
                        Surroundings& io) {
  std::string line;
  std::array<char, kLineMax + 1> buffer{};
  while (io.in.getline(buffer.data(), buffer.size()) || io.in.gcount() > 0) {
    if (io.in.bad()) {
      break;
    }
    // Without a bound, a file that is no list of numbers would be read into memory as one line.
    if (io.in.fail()) {
      return fail(
          errors::kInput, Fault::ResidentCanFix,
          "line " + std::to_string(tally.checked + 1) + " is longer than 256 bytes: no list of numbers");
    }
    line = trimmed(buffer.data());
    if (!line.empty()) {
      checkOne(kind, line, today, tally, io);
    }
  }
  if (io.in.bad()) {
    return fail(errors::kInput, Fault::ResidentCanFix, "standard input cannot be read");
  }
  return {};
}

Result<Exit> runCheckNumber(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  const auto& values = arguments->values;
  if (values.size() < 2) {
    return usageError("a KIND and at least one VALUE are needed");
  }
  if (std::find(kKinds.begin(), kKinds.end(), values.front()) == kKinds.end()) {
    return usageError("unknown KIND");
  }
  const auto today = domain::dateInChina(io.clock.wall());
  Tally tally;
  for (auto value = values.begin() + 1; value != values.end(); ++value) {
    if (*value != "-") {
      checkOne(values.front(), *value, today, tally, io);
    } else if (const auto read = checkLines(values.front(), today, tally, io); !read) {
      return fail(read.error());
    }
  }
  if (tally.checked == 0) {
    return fail(errors::kInput, Fault::ResidentCanFix, "standard input holds no number");
  }
  if (tally.checked > 1) {
    io.err << tally.checked << " checked, " << tally.wrong << " wrong\n";
  }
  return tally.wrong == 0 ? kDone : kFailed;
}

}  // namespace

const Command kCheckNumber{
    "check-number", "checks numbers by the rules of their standards",
    "Usage: xiaowu-tool check-number KIND VALUE…\n\n"
    "  KIND   id (GB 11643), credit-code or uscc (GB 32100), organisation-code (GB 11714), marriage, mobile, "
    "bank-card or bankcard (ISO/IEC 7812),\n"
    "         realestate (28 characters of a real-estate unit, GB/T 37346; it has no check character)\n"
    "  VALUE  - stands for standard input, one number per line\n\n"
    "Prints {\"kind\", \"value\", \"valid\", \"code\", \"reason\"} per number; exit status 1 when any is "
    "wrong.\n",
    runCheckNumber};

}  // namespace xiaowu::cli
