#include "app/documents/DocumentReader.h"

#include "app/documents/Fields.h"
#include "app/documents/PageImage.h"
#include "app/documents/SealFinder.h"
#include "app/documents/TextEngine.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace xiaowu::documents {
namespace {

constexpr double kReadDpi = 300;        // measured best for Tesseract
constexpr double kInkMin = 0.0004;      // a sheet with one short printed line has about 0.001
constexpr double kSharpnessMin = 0.36; // measured: readable pages 0.43 … 1
constexpr double kRowConfidence = 0.75;
constexpr int kRescuesMax = 6;
constexpr std::int64_t kPixelsMax = 40'000'000;

using Answer = Result<DocumentReading>;

/// One thread that lives as long as the reader: the engine's layout analysis cannot be interrupted, so whoever waits must be able to walk away.
class Worker {
 public:
  Worker() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}

  /// The answer, or cancelled as soon as a stop is asked for; the job then still runs to its next check of `stop`.
  Answer call(std::function<Answer()> job, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return !m_busy; })) return cancelled();
    m_job = std::move(job);
    m_answer.reset();
    m_busy = true;
    m_changed.notify_all();
    if (!m_changed.wait(lock, stop, [this] { return !m_busy; })) return cancelled();
    Answer answer = std::move(*m_answer);
    m_answer.reset();
    return answer;
  }

 private:
  static Answer cancelled() { return fail(xiaowu::errors::kCancelled, Fault::Cancelled); }

  void run(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return static_cast<bool>(m_job); })) {
      std::function<Answer()> job = std::move(m_job);
      m_job = nullptr;
      lock.unlock();
      Answer answer = job();
      job = nullptr;   // frees the picture before the next wait
      malloc_trim(0);  // a page takes some 100 MB that the next one may need an hour later
      lock.lock();
      m_answer = std::move(answer);
      m_busy = false;
      m_changed.notify_all();
    }
  }

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::function<Answer()> m_job;
  std::optional<Answer> m_answer;
  bool m_busy = false;
  std::jthread m_thread;  // last: its thread uses everything above
};

double meanConfidence(const std::vector<Row>& rows) {
  double sum = 0;
  int count = 0;
  for (const auto& row : rows) {
    for (const auto& symbol : row.symbols) {
      sum += symbol.confidence;
      ++count;
    }
  }
  return count == 0 ? 0 : sum / count;
}

Rect scaled(const Rect& rect, double scale) {
  const auto part = [&](int value) { return static_cast<int>(std::lround(value * scale)); };
  return {part(rect.x), part(rect.y), part(rect.width), part(rect.height)};
}

/// The picture's own resolution, else one guessed from the size of the paper we expect: a millimetre is only as good as that guess.
double resolutionOf(const Image& page, const DocumentType* expected) {
  if (page.dpi > 0) return page.dpi;
  double longerMm = 297;
  if (expected != nullptr && expected->widthMm > 0) longerMm = std::max(expected->widthMm, expected->heightMm);
  return std::clamp(std::max(page.width, page.height) * 25.4 / longerMm, 50.0, 600.0);
}

}  // namespace

const FieldReading* DocumentReading::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldReading& entry) { return entry.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool DocumentReading::has(PageFinding finding) const { return std::find(findings.begin(), findings.end(), finding) != findings.end(); }

bool DocumentReading::hasSeal(SealFinding finding) const {
  return std::any_of(seals.begin(), seals.end(), [&](const Seal& seal) { return seal.finding == finding; });
}

struct DocumentReader::Private {
  std::vector<DocumentType> types;
  std::unique_ptr<TextEngine> chinese;
  std::unique_ptr<TextEngine> digits;
  Worker worker;  // last: ends before the engines it uses

  Result<void> loadEngines();
  Answer read(const Image& image, const DocumentType* expected, const std::stop_token& stop);
  Result<void> rescueRows(std::vector<Row>& rows, const Image& flat, const std::stop_token& stop);
  Result<void> readText(DocumentReading& reading, Image flat, const DocumentType* expected, const std::stop_token& stop);
  void takeFields(DocumentReading& reading, const DocumentType& type, const std::vector<Row>& rows, const Image& flat, const std::stop_token& stop);
};

Result<void> DocumentReader::Private::loadEngines() {
  for (const auto& [engine, language] : {std::pair{&chinese, "chi_sim"}, std::pair{&digits, "eng"}}) {
    if (*engine != nullptr) continue;
    auto loaded = TextEngine::load(language);
    if (!loaded) return fail(loaded.error());
    *engine = std::move(*loaded);
  }
  return {};
}

Answer DocumentReader::Private::read(const Image& image, const DocumentType* expected, const std::stop_token& stop) {
  try {
    if (const auto loaded = loadEngines(); !loaded) return fail(loaded.error());
    const auto started = std::chrono::steady_clock::now();
    DocumentReading reading;
    {
      const Image colour = asColour(image);
      const PageEdges edges = findPage(colour);
      reading.quad = edges.corners;
      reading.pageFound = edges.found;
      if (edges.cutOff) reading.findings.push_back(PageFinding::CutOff);
      reading.page = straightened(colour, edges);
    }
    reading.type = "unknown";
    reading.page.dpi = resolutionOf(reading.page, expected);
    reading.dpi = reading.page.dpi;
    Image flat = flatGrey(reading.page, kReadDpi);
    reading.sharpness = sharpnessOf(flat);
    if (inkShare(flat) < kInkMin) {
      reading.findings.push_back(PageFinding::Blank);
    } else if (reading.sharpness < kSharpnessMin) {
      reading.findings.push_back(PageFinding::Blurred);
    } else if (const auto done = readText(reading, std::move(flat), expected, stop); !done) {
      return fail(done.error());
    }
    if (stop.stop_requested()) return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
    if (!reading.has(PageFinding::Blank)) reading.seals = findSeals(reading.page);
    reading.milliseconds = static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started).count());
    return reading;
  } catch (const std::exception& error) {
    return fail(xiaowu::errors::kInternal, Fault::Bug, error.what());
  }
}

Result<void> DocumentReader::Private::readText(DocumentReading& reading, Image flat, const DocumentType* expected, const std::stop_token& stop) {
  const std::string_view wanted = expected != nullptr ? std::string_view(expected->type) : std::string_view();
  auto lines = chinese->readPage(flat, stop);
  if (!lines) return fail(lines.error());
  auto rows = rowsOf(*lines);
  auto vote = voteType(types, rows, wanted);
  // Upside down nothing makes sense, though the engine may be sure of its nonsense; papers that are known pay nothing for this look.
  if (vote.score < 1) {
    Image turned = turnedAround(flat);
    lines = chinese->readPage(turned, stop);
    if (!lines) return fail(lines.error());
    auto turnedRows = rowsOf(*lines);
    const auto turnedVote = voteType(types, turnedRows, wanted);
    const bool better = std::max(vote.score, turnedVote.score) >= 0.4 ? turnedVote.score > vote.score : meanConfidence(turnedRows) > meanConfidence(rows) + 0.1;
    if (better) {
      rows = std::move(turnedRows);
      vote = turnedVote;
      flat = std::move(turned);
      reading.turned = true;
      reading.page = turnedAround(reading.page);
      std::rotate(reading.quad.begin(), reading.quad.begin() + 2, reading.quad.end());
    }
  }
  reading.typeScore = vote.score;
  if (vote.best != nullptr) reading.bestGuess = vote.best->type;
  if (vote.best == nullptr || vote.score < 1) return {};
  reading.type = vote.best->type;
  if (const auto done = rescueRows(rows, flat, stop); !done) return fail(done.error());
  takeFields(reading, *vote.best, rows, flat, stop);
  return {};
}

/// Rows that the layout analysis spoiled often read well alone. Bounded, because a page of nothing but doubt would take seconds.
Result<void> DocumentReader::Private::rescueRows(std::vector<Row>& rows, const Image& flat, const std::stop_token& stop) {
  int looks = 0;
  for (auto& row : rows) {
    if (row.text.size() < 3 || meanConfidence({row}) >= kRowConfidence || ++looks > kRescuesMax) continue;
    const Rect box = boxOf(row, 0, static_cast<int>(row.text.size()));
    const int room = static_cast<int>(row.height / 3);
    const int left = std::max(0, box.x - room);
    const int top = std::max(0, box.y - room);
    const Rect area{left, top, std::min(flat.width - left, box.width + 2 * room), std::min(flat.height - top, box.height + 2 * room)};
    auto line = chinese->readLine(flat, area, "", stop);
    if (!line) return fail(line.error());
    auto again = rowsOf({*line});
    if (again.size() == 1 && meanConfidence(again) > meanConfidence({row}) + 0.05) row = std::move(again.front());
  }
  return {};
}

void DocumentReader::Private::takeFields(DocumentReading& reading, const DocumentType& type, const std::vector<Row>& rows, const Image& flat,
                                         const std::stop_token& stop) {
  const Reread reread = [&](const Rect& area, const std::string& alphabet, int attempt) -> SecondLook {
    const int roomX = area.height * (attempt == 0 ? 1 : 2) / 2;
    const int roomY = area.height * (attempt == 0 ? 3 : 5) / 12;
    const int left = std::clamp(area.x - roomX, 0, flat.width - 1);
    const int top = std::clamp(area.y - roomY, 0, flat.height - 1);
    const int right = std::clamp(area.x + area.width + roomX, left + 1, flat.width);
    const int bottom = std::clamp(area.y + area.height + roomY, top + 1, flat.height);
    if (right - left < 12 || bottom - top < 8 || stop.stop_requested()) return {};
    auto& engine = alphabet.empty() ? chinese : digits;
    const auto line = engine->readLine(flat, {left, top, right - left, bottom - top}, alphabet, stop);
    SecondLook look{"", 1};
    if (!line) return {};
    for (const auto& symbol : *line) {
      look.text += symbol.text;
      look.confidence = std::min(look.confidence, symbol.confidence);
    }
    return look;
  };
  reading.fields = extractFields(type, {rows, flat.width, flat.height, reading.pageFound}, reread);
  const double scale = reading.page.dpi / flat.dpi;
  for (auto& field : reading.fields) field.crop = scaled(field.crop, scale);
}

DocumentReader::DocumentReader(std::unique_ptr<Private> data) : m_data(std::move(data)) {}
DocumentReader::~DocumentReader() = default;

Result<std::unique_ptr<DocumentReader>> DocumentReader::load(const std::filesystem::path& typesFolder) {
  auto types = loadDocumentTypes(typesFolder);
  if (!types) return fail(types.error());
  auto data = std::make_unique<Private>();
  data->types = std::move(*types);
  return std::unique_ptr<DocumentReader>(new DocumentReader(std::move(data)));
}

const std::vector<DocumentType>& DocumentReader::types() const { return m_data->types; }

Result<DocumentReading> DocumentReader::read(const Image& image, std::string_view expectedType, const std::stop_token& stop) {
  const auto need = image.stride() * static_cast<std::size_t>(std::max(image.height, 0));
  if (image.empty() || image.pixels->size() < need || image.width < 64 || image.height < 64) {
    return fail(errors::kImageInvalid, Fault::ResidentCanFix, "empty or smaller than 64 pixels");
  }
  if (static_cast<std::int64_t>(image.width) * image.height > kPixelsMax) return fail(errors::kImageTooLarge, Fault::ResidentCanFix);
  const DocumentType* expected = nullptr;
  if (!expectedType.empty()) {
    expected = findType(m_data->types, expectedType);
    if (expected == nullptr) return fail(errors::kUnknownType, Fault::Bug, std::string(expectedType));
  }
  // The picture's bytes are shared, so the job may outlive this call after a cancel.
  return m_data->worker.call([data = m_data.get(), image, expected, stop] { return data->read(image, expected, stop); }, stop);
}

}  // namespace xiaowu::documents
