#include "tools/cli/faces/FaceTools.h"

#include "tools/cli/Lines.h"

#include <charconv>
#include <ostream>

namespace xiaowu::cli {

Result<std::unique_ptr<face::FaceEngine>> faceEngine(const Arguments& arguments, std::ostream& err) {
  auto engine = face::FaceEngine::load(modelsFolder(arguments));
  if (!engine) {
    return engine;
  }
  if ((*engine)->meshMissing()) {
    err << "without the face mesh: points are less exact\n";
  }
  return engine;
}

Result<std::optional<double>> thresholdOf(const Arguments& arguments) {
  const auto text = arguments.option("--threshold");
  if (!text) {
    return std::nullopt;
  }
  double value = 0;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (problem != std::errc{} || end != text->data() + text->size() || !(value > 0 && value < 1)) {
    return usageError("--threshold is a number above 0 and below 1");
  }
  return value;
}

std::string reasonOf(const Error& error) {
  return error.detail.empty() ? error.code : error.detail;
}

void Progress::step() {
  if (++m_done % m_every == 0 && m_total > m_every) {
    m_err << m_done << " of " << m_total << ' ' << m_what << '\n' << std::flush;
  }
}

Exit eachPicture(const std::vector<std::string>& files, Surroundings& io,
                 const std::function<bool(const std::string& file)>& isUsable) {
  Progress progress(io.err, "pictures", files.size());
  std::size_t failed = 0;
  for (const auto& file : files) {
    if (!isUsable(file)) {
      ++failed;
    }
    progress.step();
  }
  if (failed > 0) {
    io.err << failed << " of " << files.size() << " pictures have no usable face\n";
  }
  return failed == 0 ? kDone : kFailed;
}

}  // namespace xiaowu::cli
