#pragma once
// What was read from one page. Values hold personal data: they live in the session object only, never in logs.

#include "app/base/Image.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

namespace errors {
inline constexpr std::string_view kEngineMissing = "documents.engine-missing";  ///< text engine or its language data not installed
inline constexpr std::string_view kTypesBroken = "documents.types-broken";      ///< a file of the types folder is wrong; detail: file, path, reason
inline constexpr std::string_view kImageInvalid = "documents.image-invalid";    ///< not a PNG or JPEG, truncated, or empty
inline constexpr std::string_view kImageTooLarge = "documents.image-too-large"; ///< more than 40 megapixels or 32 MB
inline constexpr std::string_view kUnknownType = "documents.unknown-type";      ///< a type was expected that no file describes
inline constexpr std::string_view kSlipFailed = "documents.slip-failed";        ///< PDF or QR code could not be made
}  // namespace errors

struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
};

struct Point {
  double x = 0;
  double y = 0;
};

/// One check of a field, by its stable name: "id-checksum", "date-valid", "format", "birth-matches-number", …
struct CheckResult {
  std::string check;
  bool passed = false;
};

struct FieldReading {
  std::string name;            ///< as in the type's file, for example "id_a"
  std::string role;            ///< "person-name", "person-number", "spouse-…" or empty; see document.schema.json
  std::string value;           ///< normalised: dates YYYY-MM-DD, no spaces; empty when not found
  double confidence = 0;       ///< 0 … 1, the least certain character
  bool doubtful = true;        ///< true: show it to the resident for confirmation before use
  std::vector<CheckResult> checks;
  Rect crop;                   ///< where it stands, pixels of DocumentReading::page

  [[nodiscard]] bool accepted() const { return !value.empty() && !doubtful; }
};

enum class SealFinding {
  Present,   ///< a red ring of 12 … 30 mm radius; never a proof that the seal is genuine
  GreyCopy,  ///< a ring without red: black-and-white copy (best effort)
};

struct Seal {
  Point centre;          ///< pixels of DocumentReading::page
  double radiusMm = 0;
  double coverage = 0;   ///< share of the ring's sectors that carry ink, 0 … 1
  SealFinding finding = SealFinding::Present;
};

enum class PageFinding { Blank, Blurred, CutOff };

struct DocumentReading {
  std::string type;                   ///< "marriage", … or "unknown"
  std::string bestGuess;              ///< the type with most votes, also when `type` is "unknown"; empty without any vote
  double typeScore = 0;               ///< votes of the best guess, in units of its threshold
  std::vector<FieldReading> fields;   ///< those of `type`, in the order of its file
  std::vector<Seal> seals;
  std::array<Point, 4> quad{};        ///< the page in the given picture, clockwise from its upper left corner
  bool pageFound = false;             ///< false: no edge against a darker mat, the whole picture was taken as the page
  bool turned = false;                ///< the sheet lay upside down and was turned
  double dpi = 0;                     ///< of `page`
  std::vector<PageFinding> findings;
  Image page;                         ///< straightened, upright, colour
  double sharpness = 0;               ///< 0 … 1, see PageImage.h; what `Blurred` was judged by
  int milliseconds = 0;

  [[nodiscard]] const FieldReading* field(std::string_view name) const;
  [[nodiscard]] bool has(PageFinding finding) const;
  [[nodiscard]] bool hasSeal(SealFinding finding = SealFinding::Present) const;
};

}  // namespace xiaowu::documents
