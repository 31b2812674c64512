#pragma once
// The commands. Each writes its results to `out`, one JSON object per line, and what a person should know to
// `err`. No exception leaves a command.

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace xiaowu::cli {

namespace errors {
inline constexpr std::string_view kInput = "tool.input";  ///< cannot be read, or not what the command takes
inline constexpr std::string_view kKeyFile = "tool.key-file";
inline constexpr std::string_view kPlatformAnswer = "tool.platform-answer";
inline constexpr std::string_view kPlatformUnreachable = "tool.platform-unreachable";
}  // namespace errors

enum Exit : int {
  kDone = 0,    ///< done; every answer was good
  kFailed = 1,  ///< could not be done, or an answer was not good (a wrong number, a proof that is not valid)
  kUsage = 2    ///< the command line was wrong; nothing was done
};

struct Surroundings {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const Clock& clock;
};

struct Command {
  const char* name;
  const char* summary;  ///< one line
  const char* help;     ///< what --help prints
  Result<Exit> (*run)(const std::vector<std::string>& words, Surroundings& io);
};

extern const Command kCardRead;
extern const Command kCameraCalibrate;
extern const Command kCameraCheck;
extern const Command kCheckNumber;
extern const Command kReadSeal;
extern const Command kVerifyCode;  ///< needs a QCoreApplication
extern const Command kKioskKey;
extern const Command kOutbox;
extern const Command kFaceDetect;
extern const Command kFaceCompare;
extern const Command kFaceLiveness;
extern const Command kReadDocument;

/// Runs the command that `words` begin with; says what is wrong on io.err. `version` is what --version
/// prints.
[[nodiscard]] int runTool(const std::vector<std::string>& words, std::string_view version, Surroundings& io);

/// What a technician may see of a card's number: "4306**********0019", four characters at each end of a
/// number of 12 characters or more, nothing of a shorter one.
[[nodiscard]] std::string maskedNumber(std::string_view number);

}  // namespace xiaowu::cli
