#include "app/documents/TextEngine.h"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

namespace xiaowu::documents {

struct TextEngine::Private {
  tesseract::TessBaseAPI api;

  Result<std::vector<TextLine>> run(const std::stop_token& stop);
};

namespace {

bool stopAsked(void* token, int /*words*/) { return static_cast<const std::stop_token*>(token)->stop_requested(); }

std::vector<TextLine> linesOf(tesseract::ResultIterator& at) {
  std::vector<TextLine> lines;
  do {
    if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) || lines.empty()) lines.emplace_back();
    const std::unique_ptr<char[]> text(at.GetUTF8Text(tesseract::RIL_SYMBOL));
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    if (text == nullptr || !at.BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) continue;
    lines.back().push_back({text.get(), {left, top, right - left, bottom - top}, static_cast<double>(at.Confidence(tesseract::RIL_SYMBOL)) / 100.0});
  } while (at.Next(tesseract::RIL_SYMBOL));
  return lines;
}

}  // namespace

Result<std::vector<TextLine>> TextEngine::Private::run(const std::stop_token& stop) {
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
  if (at != nullptr && !at->Empty(tesseract::RIL_SYMBOL)) lines = linesOf(*at);
  api.Clear();
  return lines;
}

TextEngine::TextEngine(std::unique_ptr<Private> data) : m_data(std::move(data)) {}
TextEngine::~TextEngine() = default;

Result<std::unique_ptr<TextEngine>> TextEngine::load(const std::string& language) {
  auto data = std::make_unique<Private>();
  // The engine prints what it dislikes, and what it dislikes may be a resident's text.
  data->api.SetVariable("debug_file", "/dev/null");
  if (data->api.Init(nullptr, language.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable, "no language data for " + language);
  }
  return std::unique_ptr<TextEngine>(new TextEngine(std::move(data)));
}

Result<std::vector<TextLine>> TextEngine::readPage(const Image& grey, const std::stop_token& stop) {
  auto& api = m_data->api;
  api.SetPageSegMode(tesseract::PSM_AUTO);
  api.SetImage(grey.data(), grey.width, grey.height, 1, grey.width);
  api.SetSourceResolution(static_cast<int>(grey.dpi));
  return m_data->run(stop);
}

Result<TextLine> TextEngine::readLine(const Image& grey, const Rect& area, const std::string& alphabet, const std::stop_token& stop) {
  auto& api = m_data->api;
  api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  api.SetVariable("tessedit_char_whitelist", alphabet.c_str());
  const auto offset = static_cast<std::size_t>(area.y) * grey.stride() + static_cast<std::size_t>(area.x);
  api.SetImage(grey.data() + offset, area.width, area.height, 1, grey.width);
  api.SetSourceResolution(static_cast<int>(grey.dpi));
  auto lines = m_data->run(stop);
  if (!lines) return fail(lines.error());
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
