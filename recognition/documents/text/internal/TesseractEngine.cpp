#include "recognition/documents/text/internal/TesseractEngine.h"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <dlfcn.h>

namespace xiaowu::documents {

struct TesseractEngine::Private {
  tesseract::TessBaseAPI api;
  Reader reader = Reader::None;

  Result<std::vector<TextLine>> run(const std::stop_token& stop);
};

namespace {

/// Tesseract's nets run on this thread alone. With OpenMP they share tiny pieces of work among threads that
/// spin in between: a third more processor time and no page sooner. The environment (OMP_THREAD_LIMIT) would
/// be read before main, and the setting is one of the calling thread; a Tesseract built without OpenMP has no
/// such function.
void keepToThisThread() {
  using Set = void (*)(int);
  static const auto set = reinterpret_cast<Set>(dlsym(RTLD_DEFAULT, "omp_set_max_active_levels"));
  if (set != nullptr) {
    set(0);
  }
}

bool stopAsked(void* token, int /*words*/) {
  return static_cast<const std::stop_token*>(token)->stop_requested();
}

std::vector<TextLine> linesOf(tesseract::ResultIterator& at, Reader reader) {
  std::vector<TextLine> lines;
  do {
    if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) || lines.empty()) {
      lines.emplace_back();
    }
    const std::unique_ptr<char[]> text(at.GetUTF8Text(tesseract::RIL_SYMBOL));
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    if (text == nullptr || !at.BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) {
      continue;
    }
    lines.back().push_back({text.get(),
                            {left, top, right - left, bottom - top},
                            static_cast<double>(at.Confidence(tesseract::RIL_SYMBOL)) / 100.0,
                            reader});
  } while (at.Next(tesseract::RIL_SYMBOL));
  return lines;
}

}  // namespace

Result<std::vector<TextLine>> TesseractEngine::Private::run(const std::stop_token& stop) {
  keepToThisThread();
  std::stop_token token = stop;
  tesseract::ETEXT_DESC monitor;
  monitor.cancel = stopAsked;
  monitor.cancel_this = &token;
  const int failed = api.Recognize(&monitor);
  if (stop.stop_requested()) {
    api.Clear();
    return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
  }
  std::vector<TextLine> lines;
  const std::unique_ptr<tesseract::ResultIterator> at(failed == 0 ? api.GetIterator() : nullptr);
  if (at != nullptr && !at->Empty(tesseract::RIL_SYMBOL)) {
    lines = linesOf(*at, reader);
  }
  api.Clear();
  return lines;
}

TesseractEngine::TesseractEngine(std::unique_ptr<Private> data, Reader reader)
    : m_data(std::move(data)), m_reader(reader) {
  m_data->reader = reader;
}
TesseractEngine::~TesseractEngine() = default;

Result<std::unique_ptr<TesseractEngine>> TesseractEngine::load(const std::string& language) {
  auto data = std::make_unique<Private>();
  // The engine prints what it dislikes, and what it dislikes may be a resident's text.
  data->api.SetVariable("debug_file", "/dev/null");
  if (data->api.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable, "no language data for " + language);
  }
  return std::unique_ptr<TesseractEngine>(new TesseractEngine(
      std::move(data), language == "eng" ? Reader::TesseractLatin : Reader::TesseractChinese));
}

Result<std::vector<TextLine>> TesseractEngine::readPage(const Image& page, const std::stop_token& stop) {
  auto& api = m_data->api;
  api.SetPageSegMode(tesseract::PSM_AUTO);
  api.SetImage(page.data(), page.width, page.height, 1, page.width);
  api.SetSourceResolution(static_cast<int>(page.dpi));
  return m_data->run(stop);
}

Result<TextLine> TesseractEngine::readLine(const Image& page, const Rect& area, const std::string& alphabet,
                                           const std::stop_token& stop) {
  auto& api = m_data->api;
  api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  api.SetVariable("tessedit_char_whitelist", alphabet.c_str());
  const auto offset = static_cast<std::size_t>(area.y) * page.stride() + static_cast<std::size_t>(area.x);
  api.SetImage(page.data() + offset, area.width, area.height, 1, page.width);
  api.SetSourceResolution(static_cast<int>(page.dpi));
  auto lines = m_data->run(stop);
  if (!lines) {
    return fail(lines.error());
  }
  TextLine all;
  for (auto& line : *lines) {
    for (auto& symbol : line) {
      symbol.box.x += area.x;
      symbol.box.y += area.y;
      all.push_back(std::move(symbol));
    }
  }
  return all;
}

}  // namespace xiaowu::documents
