#pragma once
// Generator of the papers that the scanner twin shows. Deterministic: the same order gives the same pixels on the same machine and fonts.

#include "app/base/Image.h"
#include "app/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::virtualdevices {

enum class PaperKind {
  Marriage,  ///< 结婚证, inner page, 148 × 105 mm
  Hukou,     ///< 户口簿, 常住人口登记卡, 143 × 105 mm
  Letter,    ///< 居住证明 on A4 with the seal of the town or, for villagers, of the village committee
};

/// What is wrong with the sheet; the words are those of the fault panel ("scan.put noseal").
enum class PaperFlaw {
  None,
  NoSeal,
  Copy,        ///< black-and-white copy: the seal is grey
  ForgedSeal,  ///< the seal's text names another office
  Blurred,
  UpsideDown,
  Blank,
  Wrong,       ///< a medical bill (医疗票据) instead of what was asked for
};

/// "marriage", "hukou", "letter".
[[nodiscard]] std::string_view paperKindName(PaperKind kind);
[[nodiscard]] std::optional<PaperKind> paperKindOf(std::string_view name);
/// "", "noseal", "copy", "forgedseal", "blurred", "upside-down", "blank", "wrong".
[[nodiscard]] std::string_view paperFlawName(PaperFlaw flaw);
[[nodiscard]] std::optional<PaperFlaw> paperFlawOf(std::string_view name);

struct PaperOrder {
  PaperKind kind = PaperKind::Marriage;
  std::string person;  ///< id in persons.json
  PaperFlaw flaw = PaperFlaw::None;
  int dpi = 200;       ///< 72 … 600
  std::uint64_t seed = 1;
};

struct CaptureSettings {
  double rotationDegrees = 0;  ///< largest turn either way
  double perspective = 0;      ///< largest corner shift, share of the page's side
  double falloff = 0;          ///< share of light lost on the dark side, 0 … 0.6
  double blurPixels = 0.4;     ///< Gaussian sigma
  double noise = 2;            ///< sigma, grey levels

  /// A flat-bed with a dark lid: flat light, sheet a little askew.
  [[nodiscard]] static CaptureSettings scan() { return {1.5, 0, 0.08, 0.4, 2.5}; }
  /// A document camera over a dark mat.
  [[nodiscard]] static CaptureSettings camera() { return {6, 0.03, 0.35, 0.6, 4}; }
};

/// Name and value of what is printed, with the field names of the document types ("name_a", "id_a", …). Empty for Blank and Wrong.
using PaperTruth = std::vector<std::pair<std::string, std::string>>;

/// The sheet as printed, edge to edge. Fails with twin.paper (Bug) when the person is unknown, has no such paper, or a font is missing.
[[nodiscard]] Result<Image> renderPaper(const PaperOrder& order);
/// The sheet as a device sees it, on a dark mat of some 15 mm; `dpi` of the picture is that of the order.
[[nodiscard]] Result<Image> capturePaper(const PaperOrder& order, const CaptureSettings& settings);
[[nodiscard]] Result<PaperTruth> paperTruth(const PaperOrder& order);

}  // namespace xiaowu::virtualdevices
