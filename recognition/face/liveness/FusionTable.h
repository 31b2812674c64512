#pragma once
// The table by which the gates over one window of frame pairs become one verdict. Each row names what is
// judged, its limit, from where on it leaves no doubt, and what it weighs. docs/vision.md prints the same
// table; a site may only make a limit stricter.

#include <array>
#include <string>
#include <string_view>

namespace xiaowu::face {

/// For the log and the attendant, never for the resident: it would teach an attacker.
struct GateResult {
  std::string name;
  double score = 0;  ///< -1 when it was never measured; then it has not passed
  bool passed = false;
  std::string reason;  ///< why not, a word of kFusionTable or "not-measured"; empty when passed
};

struct FusionLimits {
  double gapMax = 40;          ///< milliseconds
  double nirShareMin = 0.8;    ///< of the window's pairs
  double rowErrorMax = 0.08;   ///< eye distances
  double reliefMin = 0.45;     ///< 0 plane … 1 head
  double bulgeMin = 0.18;      ///< 0 plane or bent sheet … about 0.6 head
  double eyeDistanceMin = 52;  ///< millimetres: 55 less 5 %
  double eyeDistanceMax = 80;  ///< 72 and 11 %: a face that is turned a little in the picture measures wide
  double textureMin = 0;       ///< the model's card holds the least
  double bindingMin = 0.40;
  double sameMin = 0.65;     ///< the same person half a second later: 0.83 and more
  double likenessMin = 0;    ///< the model's card holds the least
  double doubtBelow = 0.85;  ///< certainty below this is a doubt
};

/// A hard gate that is shut is an attack. HardIfWide: below kWideBaseline it only weighs.
enum class GateKind { Hard, HardIfWide };
enum class GateSense { AtLeast, AtMost, Between };

struct FusionRow {
  std::string_view name;
  GateKind kind;
  GateSense sense;
  double FusionLimits::* limit;
  double FusionLimits::* upper;  ///< for Between
  /// From here on (up or down) this gate leaves no doubt; between the limit and this in proportion.
  double sure;
  double weight;            ///< in the certainty
  std::string_view key;     ///< in [face] of site.toml; empty: not for sites
  std::string_view reason;  ///< when it is shut
};

/// Distance of the lenses, millimetres, from which bend is a hard gate: below it bent prints and heads
/// overlap (docs/vision.md), and every window is a doubt.
inline constexpr double kWideBaseline = 40;

inline constexpr std::array<FusionRow, 9> kFusionTable{{
    {"sync", GateKind::Hard, GateSense::AtMost, &FusionLimits::gapMax, nullptr, 40, 0, "", "late"},
    {"nir-face", GateKind::Hard, GateSense::AtLeast, &FusionLimits::nirShareMin, nullptr, 1.0, 1,
     "nir_share_min", "dark-in-near-infrared"},
    {"nir-place", GateKind::Hard, GateSense::AtMost, &FusionLimits::rowErrorMax, nullptr, 0.04, 1,
     "row_error_max", "other-place"},
    {"depth", GateKind::Hard, GateSense::AtLeast, &FusionLimits::reliefMin, nullptr, 0.65, 2, "relief_min",
     "flat"},
    {"bend", GateKind::HardIfWide, GateSense::AtLeast, &FusionLimits::bulgeMin, nullptr, 0.30, 1, "bulge_min",
     "bent"},
    {"size", GateKind::Hard, GateSense::Between, &FusionLimits::eyeDistanceMin, &FusionLimits::eyeDistanceMax,
     2, 1, "eye_distance", "wrong-size"},
    {"texture", GateKind::Hard, GateSense::AtLeast, &FusionLimits::textureMin, nullptr, 0.5, 3, "texture_min",
     "picture"},
    {"binding", GateKind::Hard, GateSense::AtLeast, &FusionLimits::bindingMin, nullptr, 0.55, 2,
     "binding_min", "two-faces"},
    {"track", GateKind::Hard, GateSense::AtLeast, &FusionLimits::sameMin, nullptr, 0.75, 1, "same_min",
     "changed"},
}};
/// Judged beside the table, and only on the frames that passed it.
inline constexpr FusionRow kLikenessRow{
    "likeness", GateKind::Hard, GateSense::AtLeast, &FusionLimits::likenessMin, nullptr, 1,
    0,          "likeness_min", "not-matched"};

enum class Verdict { Live, Doubt, Attack };

[[nodiscard]] GateResult judge(const FusionRow& row, double score, const FusionLimits& limits);

/// The name of the first limit in `site` that is looser than in `floor`; empty when none is.
[[nodiscard]] std::string_view looserThan(const FusionLimits& site, const FusionLimits& floor);
/// Each limit the stricter of the two; of `b` where that of `a` is no number.
[[nodiscard]] FusionLimits stricterOf(const FusionLimits& a, const FusionLimits& b);

}  // namespace xiaowu::face
