#include "recognition/documents/DocumentReader.h"

#include "recognition/documents/fields/internal/Fields.h"
#include "recognition/documents/page/internal/PageImage.h"
#include "recognition/documents/page/internal/PageInk.h"
#include "recognition/documents/internal/LetterSeals.h"
#include "recognition/documents/internal/PageScale.h"
#include "recognition/documents/internal/PageSeals.h"
#include "recognition/documents/internal/ReaderEngines.h"
#include "recognition/documents/internal/ReaderThread.h"
#include "recognition/documents/internal/SealedText.h"
#include "recognition/documents/page/internal/UprightPage.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <optional>

namespace xiaowu::documents {
namespace {

// Measured best for Tesseract; PP-OCR gains nothing beyond the picture's own.
constexpr double kReadDpi = 300;
constexpr double kInkMin = 0.0004;      // a sheet with one short printed line has about 0.001
constexpr double kSharpnessMin = 0.36;  // measured: readable pages 0.43 … 1
constexpr double kRowConfidence = 0.75;
constexpr int kRescuesMax = 6;
constexpr double kMaybeLetter = 0.5;  // votes from which a page may turn out to be a letter by its seal
constexpr int kPagesMax = 4;
constexpr double kGlareMin = 0.004;  // of the page: a spot that hides a word
constexpr double kColourMin = 0.0005;
constexpr double kSheetMm = 200;  // longer side from which cards are looked for on a page
constexpr std::int64_t kPixelsMax = 40'000'000;
// A4 at 350 dpi: more only costs memory, several copies of it.
constexpr std::int64_t kPixelsRead = 12'000'000;

using Answer = ReaderThread::Answer;

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

int millisecondsSince(std::chrono::steady_clock::time_point started) {
  return static_cast<int>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started)
          .count());
}

/// However the reading of a picture ends.
struct Resting {
  ReaderEngines& engines;
  ~Resting() { engines.rest(); }
};

/// A sheet or card that is to be read, straightened, and the way back into the picture.
struct Sheet {
  Image page;
  PageEdges edges;
};

}  // namespace

struct DocumentReader::Private {
  std::vector<DocumentType> types;
  ReaderOptions options;
  ReaderEngines engines;
  ReaderThread worker;  // last: ends before the engines it uses

  Answer readAll(Image image, const DocumentType* expected, const std::stop_token& stop);
  Result<DocumentReading> readSheet(const Sheet& sheet, double dpi, const DocumentType* expected,
                                    const std::stop_token& stop);
  Result<UprightPage> readUpright(const DocumentReading& reading, Image flat, std::string_view wanted,
                                  const std::stop_token& stop);
  Result<void> readText(DocumentReading& reading, const Sheet& sheet, Image flat,
                        const DocumentType* expected, const std::stop_token& stop);
  Result<void> rescueRows(std::vector<Row>& rows, const Image& flat, const std::stop_token& stop);
  void takeFields(DocumentReading& reading, const DocumentType& type, const std::vector<Row>& rows,
                  const Image& flat, const std::stop_token& stop);
};

Answer DocumentReader::Private::readAll(Image image, const DocumentType* expected,
                                        const std::stop_token& stop) {
  try {
    if (const auto loaded = engines.load(options); !loaded) {
      return fail(loaded.error());
    }
    const Resting resting{engines};
    const auto started = std::chrono::steady_clock::now();
    Image colour = asColour(atMost(image, kPixelsRead));
    const double enlargedBy = static_cast<double>(image.width) / colour.width;
    auto found = findPages(colour, kPagesMax);
    if (found.empty()) {
      found.push_back(findPage(colour));
    }
    const int lookMilliseconds = millisecondsSince(started);
    std::vector<Sheet> sheets;
    for (const auto& edges : found) {
      sheets.push_back({straightened(colour, edges), edges});
      sheets.back().page.dpi = resolutionOf(sheets.back().page, expected, edges.found);
    }
    const double dpi = image.dpi;
    for (auto* picture : {&colour, &image}) {
      xiaowu::wipe(*picture);  // the nets need the room
    }
    std::vector<DocumentReading> readings;
    for (const auto& sheet : sheets) {
      std::vector<DocumentReading> cards;
      if (longerSide(sheet.page) / sheet.page.dpi * 25.4 >= kSheetMm) {
        for (const auto& card : findCards(sheet.page)) {
          auto reading = readSheet({straightened(sheet.page, card),
                                    {inPicture(sheet.edges, sheet.page, card.corners), true, card.cutOff}},
                                   sheet.page.dpi, expected, stop);
          if (!reading) {
            return fail(reading.error());
          }
          if (reading->type != kUnknownDocument) {
            cards.push_back(std::move(*reading));
          }
        }
      }
      if (cards.empty()) {
        auto reading = readSheet(sheet, dpi, expected, stop);
        if (!reading) {
          return fail(reading.error());
        }
        cards.push_back(std::move(*reading));
      }
      std::move(cards.begin(), cards.end(), std::back_inserter(readings));
    }
    for (auto& reading : readings) {
      reading.milliseconds += lookMilliseconds;
      for (auto& corner : reading.quad) {
        corner = {corner.x * enlargedBy, corner.y * enlargedBy};
      }
    }
    return readings;
  } catch (const std::exception& error) {
    return fail(xiaowu::errors::kInternal, Fault::Bug, error.what());
  }
}

/// `dpi` 0: not known, and the paper's size is taken from the type.
Result<DocumentReading> DocumentReader::Private::readSheet(const Sheet& sheet, double dpi,
                                                           const DocumentType* expected,
                                                           const std::stop_token& stop) {
  const auto started = std::chrono::steady_clock::now();
  DocumentReading reading;
  reading.type = kUnknownDocument;
  reading.quad = sheet.edges.corners;
  reading.pageFound = sheet.edges.found;
  if (sheet.edges.cutOff) {
    reading.findings.push_back(PageFinding::CutOff);
  }
  reading.page = sheet.page;
  if (reading.page.dpi <= 0) {
    reading.page.dpi = resolutionOf(reading.page, expected, reading.pageFound);
  }
  if (glareShare(reading.page) > kGlareMin) {
    reading.findings.push_back(PageFinding::Glare);
  }
  if (colourShare(reading.page) < kColourMin) {
    reading.findings.push_back(PageFinding::Colourless);
  }
  Image flat = flatGrey(reading.page, engines.ppOcr ? std::min(kReadDpi, reading.page.dpi) : kReadDpi);
  reading.sharpness = sharpnessOf(flat);
  if (isEven(reading.page) || inkShare(flat) < kInkMin) {
    reading.findings.assign(1, PageFinding::Blank);
  } else if (reading.sharpness < kSharpnessMin) {
    reading.findings.push_back(PageFinding::Blurred);
  } else if (const auto done = readText(reading, sheet, std::move(flat), expected, stop); !done) {
    return fail(done.error());
  }
  if (stop.stop_requested()) {
    return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
  }
  const auto* type = findType(types, reading.type);
  const double known = type != nullptr && dpi <= 0 ? resolutionOf(reading, *type) : 0;
  if (known > 0) {
    reading.page.dpi = known;
  }
  if (const auto done =
          readSeals(engines.ppOcr.get(), reading, dpi > 0 || known > 0 || looksLikeA4(reading), stop);
      !done) {
    return fail(done.error());
  }
  if (const auto* guess = findType(types, reading.bestGuess); guess != nullptr) {
    settleLetter(*guess, reading);
  }
  reading.dpi = reading.page.dpi;
  reading.milliseconds = millisecondsSince(started);
  return reading;
}

/// PP-OCR sees for itself which way up the page lies. Tesseract has to try: upside down nothing makes sense
/// to it, though it may be sure of its nonsense; papers that are known pay nothing for this look.
Result<UprightPage> DocumentReader::Private::readUpright(const DocumentReading& reading, Image flat,
                                                         std::string_view wanted,
                                                         const std::stop_token& stop) {
  if (engines.ppOcr) {
    return documents::readUpright(*engines.ppOcr, reading.page, std::move(flat), reading.pageFound, stop);
  }
  std::optional<UprightPage> best;
  double bestScore = -1;
  double bestConfidence = 0;
  for (const int quarterTurns : {0, 2, 1, 3}) {
    UprightPage upright = turnedBy(reading.page, flat, quarterTurns);
    auto lines = engines.chinese->readPage(upright.flat, stop);
    if (!lines) {
      return fail(lines.error());
    }
    const auto rows = rowsOf(*lines);
    const double score = voteType(types, rows, wanted).score;
    const double confidence = meanConfidence(rows);
    upright.lines = std::move(*lines);
    const bool better =
        std::max(score, bestScore) >= 0.4 ? score > bestScore : confidence > bestConfidence + 0.1;
    if (!best || better) {
      best = std::move(upright);
      bestScore = score;
      bestConfidence = confidence;
    }
    // Half a vote says that the page at least lies in this direction or its opposite.
    if (bestScore >= 1 || (quarterTurns == 2 && (bestScore >= 0.4 || bestConfidence >= kRowConfidence))) {
      break;
    }
  }
  return std::move(*best);
}

Result<void> DocumentReader::Private::readText(DocumentReading& reading, const Sheet& sheet, Image flat,
                                               const DocumentType* expected, const std::stop_token& stop) {
  const std::string_view wanted = expected != nullptr ? std::string_view(expected->type) : std::string_view();
  auto upright = readUpright(reading, std::move(flat), wanted, stop);
  if (!upright) {
    return fail(upright.error());
  }
  reading.quarterTurns = upright->quarterTurns;
  reading.turned = upright->quarterTurns != 0;
  reading.quad = inPicture(sheet.edges, sheet.page, upright->corners);
  reading.page = upright->page;
  auto rows = rowsOf(upright->lines);
  if (engines.ppOcr && footIncomplete(types, rows)) {
    upright->page.dpi = reading.page.dpi;
    if (const auto done = readUnderSeals(*engines.ppOcr, *upright, stop); !done) {
      return fail(done.error());
    }
    rows = rowsOf(upright->lines);
  }
  const auto vote = voteType(types, rows, wanted, reading.pageFound ? aspectOf(reading.page) : 0);
  reading.readers = {engines.main().reader()};
  if (const auto* digits = engines.secondOfDigits()) {
    reading.readers.push_back(digits->reader());
  }
  reading.typeScore = vote.score;
  if (vote.best != nullptr) {
    reading.bestGuess = vote.best->type;
  }
  // A letter that is not quite one may still go to people once its seal is read: settleLetter().
  const bool maybe = vote.best != nullptr && vote.best->freeText != nullptr && vote.score >= kMaybeLetter;
  if (vote.best == nullptr || (vote.score < 1 && !maybe) || vote.best->outsider) {
    return {};
  }
  if (vote.score >= 1) {
    reading.type = vote.best->type;
  }
  if (!engines.ppOcr) {
    if (const auto done = rescueRows(rows, upright->flat, stop); !done) {
      return fail(done.error());
    }
  }
  takeFields(reading, *vote.best, rows, upright->flat, stop);
  return {};
}

/// Rows that the layout analysis spoiled often read well alone. Bounded, because a page of nothing but doubt
/// would take seconds.
Result<void> DocumentReader::Private::rescueRows(std::vector<Row>& rows, const Image& flat,
                                                 const std::stop_token& stop) {
  int looks = 0;
  for (auto& row : rows) {
    if (row.text.size() < 3 || meanConfidence({row}) >= kRowConfidence || ++looks > kRescuesMax) {
      continue;
    }
    const Rect box = boxOf(row, 0, static_cast<int>(row.text.size()));
    const int room = static_cast<int>(row.height / 3);
    const int left = std::max(0, box.x - room);
    const int top = std::max(0, box.y - room);
    const Rect area{left, top, std::min(flat.width - left, box.width + 2 * room),
                    std::min(flat.height - top, box.height + 2 * room)};
    auto line = engines.main().readLine(flat, area, "", stop);
    if (!line) {
      return fail(line.error());
    }
    auto again = rowsOf({*line});
    if (again.size() == 1 && meanConfidence(again) > meanConfidence({row}) + 0.05) {
      row = std::move(again.front());
    }
  }
  return {};
}

void DocumentReader::Private::takeFields(DocumentReading& reading, const DocumentType& type,
                                         const std::vector<Row>& rows, const Image& flat,
                                         const std::stop_token& stop) {
  const Reread reread = [&](const Rect& area, const std::string& alphabet, int attempt) -> SecondLook {
    const int roomX = area.height * (attempt == 0 ? 1 : 2) / 2;
    const int roomY = area.height * (attempt == 0 ? 3 : 5) / 12;
    const int left = std::clamp(area.x - roomX, 0, flat.width - 1);
    const int top = std::clamp(area.y - roomY, 0, flat.height - 1);
    const int right = std::clamp(area.x + area.width + roomX, left + 1, flat.width);
    const int bottom = std::clamp(area.y + area.height + roomY, top + 1, flat.height);
    if (right - left < 12 || bottom - top < 8 || stop.stop_requested()) {
      return {};
    }
    TextEngine* engine = alphabet.empty() ? engines.secondOfChinese() : engines.secondOfDigits();
    if (engine == nullptr) {
      return {};
    }
    const auto line = engine->readLine(flat, {left, top, right - left, bottom - top}, alphabet, stop);
    SecondLook look{"", 1, engine->reader()};
    if (!line) {
      return {};
    }
    for (const auto& symbol : *line) {
      look.text += symbol.text;
      look.confidence = std::min(look.confidence, symbol.confidence);
    }
    return look;
  };
  reading.fields = extractFields(
      type,
      {rows, flat.width, flat.height, reading.pageFound, [&](const Rect& area) { return inkIn(flat, area); }},
      reread);
  const double scale = static_cast<double>(reading.page.width) / flat.width;
  for (auto& field : reading.fields) {
    field.crop = scaled(field.crop, scale);
  }
}

DocumentReader::DocumentReader(std::unique_ptr<Private> data) : m_data(std::move(data)) {}
DocumentReader::~DocumentReader() = default;

Result<std::unique_ptr<DocumentReader>> DocumentReader::load(const std::filesystem::path& typesFolder,
                                                             ReaderOptions options) {
  auto types = loadDocumentTypes(typesFolder);
  if (!types) {
    return fail(types.error());
  }
  auto data = std::make_unique<Private>();
  data->types = std::move(*types);
  data->options = std::move(options);
  return std::unique_ptr<DocumentReader>(new DocumentReader(std::move(data)));
}

const std::vector<DocumentType>& DocumentReader::types() const {
  return m_data->types;
}

Result<DocumentReading> DocumentReader::read(const Image& image, std::string_view expectedType,
                                             const std::stop_token& stop) {
  auto all = readAll(image, expectedType, stop);
  if (!all) {
    return fail(all.error());
  }
  const auto worth = [&](const DocumentReading& reading) {
    if (!expectedType.empty() && reading.type == expectedType) {
      return 2;
    }
    return reading.type != kUnknownDocument ? 1 : 0;
  };
  const auto best = std::max_element(
      all->begin(), all->end(),
      [&](const DocumentReading& a, const DocumentReading& b) { return worth(a) < worth(b); });
  return std::move(*best);
}

Answer DocumentReader::readAll(Image image, std::string_view expectedType, const std::stop_token& stop) {
  const auto need = image.stride() * static_cast<std::size_t>(std::max(image.height, 0));
  if (image.empty() || image.pixels->size() < need || image.width < 64 || image.height < 64) {
    return fail(errors::kImageInvalid, Fault::ResidentCanFix, "empty or smaller than 64 pixels");
  }
  if (static_cast<std::int64_t>(image.width) * image.height > kPixelsMax) {
    return fail(errors::kImageTooLarge, Fault::ResidentCanFix);
  }
  const DocumentType* expected = nullptr;
  if (!expectedType.empty()) {
    expected = findType(m_data->types, expectedType);
    if (expected == nullptr) {
      return fail(errors::kUnknownType, Fault::Bug, std::string(expectedType));
    }
  }
  // The job may outlive this call after a cancel, and is the last to hold the picture where the caller gave
  // it away.
  return m_data->worker.call([data = m_data.get(), image = std::move(image), expected,
                              stop]() mutable { return data->readAll(std::move(image), expected, stop); },
                             stop);
}

}  // namespace xiaowu::documents
