#pragma once
// What the face commands share: the models, the threshold, one picture after the other.

#include "recognition/face/models/FaceEngine.h"
#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::cli {

/// The engine on modelsFolder(). Says on `err` which models were refused.
[[nodiscard]] Result<std::unique_ptr<face::FaceEngine>> faceEngine(const Arguments& arguments,
                                                                   std::ostream& err);

/// --threshold T, above 0 and below 1; nothing when it is not there.
[[nodiscard]] Result<std::optional<double>> thresholdOf(const Arguments& arguments);

/// The error as a reason for people: its detail, else its code.
[[nodiscard]] std::string reasonOf(const Error& error);

/// "120 of 336 …" on `err` after every `every`, when there are more than that.
class Progress {
 public:
  Progress(std::ostream& err, std::string what, std::size_t total, std::size_t every = 50)
      : m_err(err), m_what(std::move(what)), m_total(total), m_every(every) {}
  void step();

 private:
  std::ostream& m_err;
  std::string m_what;
  std::size_t m_total;
  std::size_t m_every;
  std::size_t m_done = 0;
};

/// `isUsable` prints the line of each file; it is said on io.err how many were not. kFailed when any was not.
[[nodiscard]] Exit eachPicture(const std::vector<std::string>& files, Surroundings& io,
                               const std::function<bool(const std::string& file)>& isUsable);

}  // namespace xiaowu::cli
