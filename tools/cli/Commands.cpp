#include "tools/cli/Commands.h"

#include "tools/cli/Arguments.h"

#include <algorithm>
#include <array>
#include <exception>
#include <ostream>

namespace xiaowu::cli {
namespace {

constexpr std::array<const Command*, 12> kCommands{
    &kCardRead, &kCheckNumber, &kReadDocument, &kReadSeal,     &kVerifyCode,      &kKioskKey,
    &kOutbox,   &kFaceDetect,  &kFaceCompare,  &kFaceLiveness, &kCameraCalibrate, &kCameraCheck};

void overview(std::ostream& stream) {
  stream << "Usage: xiaowu-tool COMMAND …\n\n";
  for (const auto* command : kCommands) {
    const std::string name = command->name;
    stream << "  " << name << std::string(name.size() < 18 ? 18 - name.size() : 1, ' ') << command->summary
           << '\n';
  }
  stream << "\nxiaowu-tool COMMAND --help says more. Results are JSON, one line each, on standard output; "
            "everything else is on standard error.\n"
            "Exit status: 0 done and good, 1 failed or not good, 2 wrong usage.\n";
}

Result<Exit> guarded(const Command& command, const std::vector<std::string>& words, Surroundings& io) {
  try {
    return command.run(words, io);
  } catch (const std::exception&) {  // its text could repeat what was read
    return fail(xiaowu::errors::kInternal, Fault::Bug, "unexpected exception");
  }
}

int runCommand(const Command& command, const std::vector<std::string>& words, Surroundings& io) {
  if (std::find(words.begin(), words.end(), "--help") != words.end() ||
      std::find(words.begin(), words.end(), "-h") != words.end()) {
    io.out << command.help;
    return kDone;
  }
  auto done = guarded(command, words, io);
  io.out.flush();
  // A full disk or a closed pipe must not look like success.
  if (done && !io.out) {
    done = fail(xiaowu::errors::kInternal, Fault::ServiceUnavailable, "standard output cannot be written");
  }
  if (done) {
    return *done;
  }
  io.err << "xiaowu-tool " << command.name << ": " << describe(done.error()) << '\n';
  if (done.error().code != errors::kUsage) {
    return kFailed;
  }
  io.err << command.help;
  return kUsage;
}

}  // namespace

int runTool(const std::vector<std::string>& words, std::string_view version, Surroundings& io) {
  if (words.empty()) {
    overview(io.err);
    return kUsage;
  }
  const auto& first = words.front();
  if (first == "--help" || first == "-h" || first == "help") {
    overview(io.out);
    return kDone;
  }
  if (first == "--version") {
    io.out << version << '\n';
    return kDone;
  }
  const auto found = std::find_if(kCommands.begin(), kCommands.end(),
                                  [&](const Command* command) { return first == command->name; });
  if (found != kCommands.end()) {
    return runCommand(**found, {words.begin() + 1, words.end()}, io);
  }
  io.err << "xiaowu-tool: unknown command\n";
  overview(io.err);
  return kUsage;
}

std::string maskedNumber(std::string_view number) {
  constexpr std::size_t kShown = 4;
  std::string masked(number.size(), '*');
  if (number.size() < 3 * kShown) {
    return masked;
  }
  std::copy_n(number.begin(), kShown, masked.begin());
  std::copy(number.end() - kShown, number.end(), masked.end() - kShown);
  return masked;
}

}  // namespace xiaowu::cli
