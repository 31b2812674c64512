#include "recognition/documents/internal/ReaderEngines.h"

namespace xiaowu::documents {

Result<void> ReaderEngines::load(const ReaderOptions& options) {
  if (ppOcr || chinese) {
    return {};
  }
  m_wantsSecond = options.readers == ReaderChoice::Both;
  Error problem{std::string(errors::kEngineMissing), Fault::ServiceUnavailable, "no models folder"};
  if (options.readers != ReaderChoice::TesseractOnly && !options.modelsFolder.empty()) {
    auto loaded = PpOcrEngine::load(options.modelsFolder, options.threads);
    if (loaded) {
      ppOcr = std::move(*loaded);
    } else {
      problem = loaded.error();
    }
  }
  if (options.readers == ReaderChoice::PpOcrOnly) {
    return ppOcr ? Result<void>() : fail(problem);
  }
  if (auto loaded = TesseractEngine::load("eng")) {
    digits = std::move(*loaded);
  }
  if (ppOcr) {
    return {};
  }
  auto loaded = TesseractEngine::load("chi_sim");
  if (!loaded) {
    return fail(loaded.error());
  }
  chinese = std::move(*loaded);
  return {};
}

TextEngine* ReaderEngines::secondOfChinese() {
  if (!ppOcr) {
    return chinese.get();
  }
  if (!m_secondTried && m_wantsSecond) {
    if (auto loaded = TesseractEngine::load("chi_sim")) {
      m_second = std::move(*loaded);
    }
  }
  m_secondTried = true;
  return m_second.get();
}

}  // namespace xiaowu::documents
