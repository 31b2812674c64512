#pragma once
// Generator of the papers that the scanner simulator shows. Deterministic: the same order gives the same
// pixels on the same machine and fonts.

#include "core/image/Image.h"
#include "core/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::simulator {

namespace errors {
inline constexpr std::string_view kPaper = "simulator.paper";  ///< cannot be drawn as ordered
}  // namespace errors

enum class PaperKind {
  Marriage,  ///< 结婚证, the spread, 176 × 125 mm
  Hukou,     ///< 户口簿, 常住人口登记卡, 143 × 105 mm
  Letter,    ///< 居住证明 on A4 with the seal of the town or, for villagers, of the village committee
  IdFront,   ///< 居民身份证, 85.6 × 54 mm
  IdBack,
  Licence,      ///< 营业执照, A4 across
  BankCard,     ///< flat print, no embossing
  RealEstate,   ///< 不动产权证书, inner page, 148 × 210 mm
  Degree,       ///< 学士学位证书, 285 × 210 mm
  MedicalBill,  ///< papers that no service asks for: the reader has to say so
  TrainTicket,
  PlainLetter,
};

/// What is wrong with the sheet; the words are those of the simulator panel ("scan.put noseal").
enum class PaperFlaw {
  None,
  NoSeal,
  Copy,         ///< black-and-white copy: the seal is grey
  ForgedSeal,   ///< the seal's text names another office
  WrongPerson,  ///< the right paper, of somebody else
  Expired,      ///< ID card: validity over; other papers: issued in 2014
  Blurred,
  UpsideDown,
  Blank,
  Wrong,  ///< a medical bill (医疗票据) instead of what was asked for
};

/// "marriage", "hukou", "letter", "idfront", "idback", "licence", "bankcard", "realestate", "degree",
/// "medical-bill", "train-ticket", "plain-letter".
[[nodiscard]] std::string_view paperKindName(PaperKind kind);
[[nodiscard]] std::optional<PaperKind> paperKindOf(std::string_view name);
/// All of them, in the order above.
[[nodiscard]] const std::vector<PaperKind>& paperKinds();
/// False for papers that no type of kiosk-config/documents accepts.
[[nodiscard]] bool paperKindListed(PaperKind kind);
[[nodiscard]] bool paperKindHasSeal(PaperKind kind);
/// "", "noseal", "copy", "forgedseal", "wrongperson", "expired", "blurred", "upside-down", "blank", "wrong".
[[nodiscard]] std::string_view paperFlawName(PaperFlaw flaw);
[[nodiscard]] std::optional<PaperFlaw> paperFlawOf(std::string_view name);
[[nodiscard]] const std::vector<PaperFlaw>& paperFlaws();

struct PaperOrder {
  PaperKind kind = PaperKind::Marriage;
  std::string person;  ///< id in persons.json; empty: invented from the seed, with one of several fonts
  PaperFlaw flaw = PaperFlaw::None;
  int dpi = 200;  ///< 72 … 600
  std::uint64_t seed = 1;
  /// "YYYY-MM-DD" on which it was issued, where the seed is not to choose; Expired overrules its year.
  std::string date{};
};

struct CaptureSettings {
  double rotationDegrees = 0;  ///< largest turn either way
  double perspective = 0;      ///< largest corner shift, share of the page's side
  double falloff = 0;          ///< share of light lost on the dark side, 0 … 0.6
  double blurPixels = 0.4;     ///< Gaussian sigma
  double noise = 2;            ///< sigma, grey levels
  double motionPixels = 0;     ///< length of a smear in one direction
  double glare = 0;            ///< how far a bright spot goes towards white, 0 … 1
  int jpegQuality = 0;         ///< 1 … 100: pressed as JPEG with halved colour once; 0: not

  /// A flat-bed with a dark lid: flat light, sheet a little askew.
  [[nodiscard]] static CaptureSettings scan() { return {1.5, 0, 0.08, 0.4, 2.5, 0, 0, 0}; }
  /// A document camera over a dark mat.
  [[nodiscard]] static CaptureSettings camera() { return {6, 0.03, 0.35, 0.6, 4, 0, 0, 0}; }
};

/// One way of taking a picture, for measurements.
struct CaptureCondition {
  const char* name = "";
  int dpi = 200;
  CaptureSettings settings;
};
/// From a good scanner to a bad camera: "c300", "c200", "c150", "p200" (perspective, uneven light), "h150"
/// (moved, glare, hard JPEG).
[[nodiscard]] const std::vector<CaptureCondition>& captureConditions();

/// Name and value of what is printed, with the field names of the document types ("name_a", "id_a", …). Empty
/// for Blank and Wrong and for papers without a type.
using PaperTruth = std::vector<std::pair<std::string, std::string>>;

/// The sheet as printed, edge to edge. Fails with simulator.paper (Bug) when the person is unknown, has no
/// such paper, or a font is missing.
[[nodiscard]] Result<Image> renderPaper(const PaperOrder& order);
/// The sheet as a device sees it, on a dark mat of some 15 mm; `dpi` of the picture is that of the order.
[[nodiscard]] Result<Image> capturePaper(const PaperOrder& order, const CaptureSettings& settings);
[[nodiscard]] Result<PaperTruth> paperTruth(const PaperOrder& order);

}  // namespace xiaowu::simulator
