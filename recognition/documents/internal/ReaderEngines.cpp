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
  m_wantsDigits = true;
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

TextEngine* ReaderEngines::Second::get() {
  if (!tried) {
    tried = true;
    if (auto loaded = TesseractEngine::load(language)) {
      engine = std::move(*loaded);
    }
  }
  return engine.get();
}

TextEngine* ReaderEngines::secondOfChinese() {
  if (!ppOcr) {
    return chinese.get();
  }
  return m_wantsSecond ? m_chinese.get() : nullptr;
}

TextEngine* ReaderEngines::secondOfDigits() {
  return m_wantsDigits ? m_digits.get() : nullptr;
}

void ReaderEngines::rest() {
  for (auto* second : {&m_chinese, &m_digits}) {
    second->tried = second->tried && !second->engine;
    second->engine.reset();
  }
}

}  // namespace xiaowu::documents
