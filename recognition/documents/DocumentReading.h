#pragma once
// What was read from one page. Values hold personal data: they live in the session object only, never in
// logs.

#include "core/image/Image.h"
#include "recognition/inference/ModelFile.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

namespace errors {
using inference::errors::kEngineMissing;
/// A file of the types folder is wrong; detail: file, path, reason.
inline constexpr std::string_view kTypesBroken = "documents.types-broken";
/// Not a PNG or JPEG, truncated, or empty.
inline constexpr std::string_view kImageInvalid = "documents.image-invalid";
/// More than 40 megapixels or 32 MB.
inline constexpr std::string_view kImageTooLarge = "documents.image-too-large";
/// A type was expected that no file describes.
inline constexpr std::string_view kUnknownType = "documents.unknown-type";
/// PDF or QR code could not be made.
inline constexpr std::string_view kSlipFailed = "documents.slip-failed";
}  // namespace errors

/// What read a character.
enum class Reader { None, PpOcr, TesseractChinese, TesseractLatin };
/// "ppocr", "tesseract-chi_sim", "tesseract-eng", or empty: stable, for JSON lines and evidence.
[[nodiscard]] std::string_view readerName(Reader reader);

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
  std::string name;       ///< as in the type's file, for example "id_a"
  std::string role;       ///< "person-name", "person-number", "spouse-…" or empty; see document.schema.json
  std::string value;      ///< normalised: dates YYYY-MM-DD, no spaces; empty when not found
  double confidence = 0;  ///< 0 … 1, the least certain character
  bool doubtful = true;   ///< true: show it to the resident for confirmation before use
  std::vector<CheckResult> checks;
  std::vector<Reader> readers;  ///< those that read just this value, the main one first; empty when none did
  Rect crop;                    ///< where it stands, pixels of DocumentReading::page

  [[nodiscard]] bool accepted() const { return !value.empty() && !doubtful; }
};

enum class SealFinding {
  Present,   ///< a red ring of 12 … 30 mm radius; never a proof that the seal is genuine
  GreyCopy,  ///< a ring without red: black-and-white copy (best effort)
};

/// The outer edge of a round seal as it lies in the picture: a circle, or an ellipse when the page was not
/// quite flat or straight to the camera.
struct SealOutline {
  double longer = 0;  ///< half axes, pixels
  double shorter = 0;
  double degrees = 0;  ///< of the longer one, clockwise from the x axis
};

struct Seal {
  Point centre;  ///< pixels of DocumentReading::page
  double radiusMm = 0;
  double coverage = 0;  ///< share of the ring's sectors that carry ink, 0 … 1
  SealFinding finding = SealFinding::Present;
  SealOutline outline{};
  /// What the ring reads as, hanzi only; empty: not read or unreadable. Never a proof that the seal is
  /// genuine.
  std::string text{};
  /// The straight line under the star (行政审批专用章 …), empty when there is none.
  std::string centreText{};
  /// Of `text`, 0 … 1, the mean over its characters, less where the arc has room for a character that was not
  /// read.
  double confidence = 0;
  /// For each character of `text` that is not sure the others that were seen in its place nearly as surely,
  /// joined; for matching only.
  std::vector<std::string> also{};
};

/// "grey-copy", "unreadable" (nothing could be read of it) or "present": stable, for JSON lines and evidence.
[[nodiscard]] std::string_view sealFindingName(const Seal& seal);

enum class PageFinding {
  Blank,       ///< no ink
  Blurred,     ///< out of focus or shaken: small print cannot be read, so nothing was
  CutOff,      ///< reaches over the edge of the picture
  Glare,       ///< a reflection hides part of the page; what could be read was
  Colourless,  ///< no colour anywhere: a black-and-white copy, unless this kind of paper has none
};

/// "blank", "blurred", "cut-off", "glare", "colourless": stable, for JSON lines and evidence.
[[nodiscard]] std::string_view pageFindingName(PageFinding finding);

/// The type of a page on which no known document was recognised.
inline constexpr std::string_view kUnknownDocument = "unknown";

struct DocumentReading {
  std::string type;       ///< "marriage", … or kUnknownDocument
  std::string bestGuess;  ///< the type with most votes, also when `type` is "unknown"; empty without any vote
  /// Not certain to be of that type, but it names a person and an organ and bears a seal: people look at it.
  bool typeDoubtful = false;
  double typeScore = 0;              ///< votes of the best guess, in units of its threshold
  std::vector<FieldReading> fields;  ///< those of `type`, in the order of its file
  std::vector<Seal> seals;
  std::array<Point, 4> quad{};  ///< the page in the given picture, clockwise from its upper left corner
  bool pageFound = false;  ///< false: no edge against a mat was seen, the whole picture was taken as the page
  bool turned = false;     ///< the sheet did not lie upright and was turned
  int quarterTurns = 0;    ///< by that many quarters, clockwise: 0 … 3
  double dpi = 0;          ///< of `page`
  std::vector<PageFinding> findings;
  Image page;                   ///< straightened, upright, colour
  double sharpness = 0;         ///< 0 … 1, see PageImage.h; what `Blurred` was judged by
  std::vector<Reader> readers;  ///< what read the text, the main reader first; empty when nothing was read
  int milliseconds = 0;

  [[nodiscard]] const FieldReading* field(std::string_view name) const;
  [[nodiscard]] bool has(PageFinding finding) const;
  [[nodiscard]] bool hasSeal(SealFinding finding = SealFinding::Present) const;
};

}  // namespace xiaowu::documents
