#pragma once
// Is this the paper that the service asks for, and of this person? A pure function; its codes carry no
// personal data.

#include "recognition/documents/DocumentReading.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

struct MaterialRequirement {
  std::string documentType;  ///< as in kiosk-config/documents; empty: any paper will do
  std::string key;           ///< the material's key in the service item
  bool sealRequired = false;
  std::vector<std::string> sealIssuers{};  ///< whose seal is expected (SealMatch.h); empty: any
  int notOlderDays = 0;                    ///< since the date on the paper; 0: no limit
  std::chrono::year_month_day today{};     ///< in China; without it nothing is held against the calendar
};

/// What is already known and proven about the case; empty strings are not compared.
struct FormFacts {
  std::string applicantName;
  std::string applicantNumber;
  std::string spouseName;
  std::string spouseNumber;
};

enum class MaterialOutcome { Good, Doubtful, WrongPaper, NoSeal, Unreadable };

/// "good", "doubtful", "wrong-paper", "no-seal", "unreadable".
[[nodiscard]] std::string_view materialOutcomeName(MaterialOutcome outcome);

namespace reasons {
inline constexpr std::string_view kBlank = "material.blank";
inline constexpr std::string_view kBlurred = "material.blurred";
inline constexpr std::string_view kCutOff = "material.cut-off";
inline constexpr std::string_view kWrongPaper = "material.wrong-paper";
/// Nothing we know; a person has to look.
inline constexpr std::string_view kUnknownPaper = "material.unknown-paper";
inline constexpr std::string_view kNoSeal = "material.no-seal";
inline constexpr std::string_view kSealCopied = "material.seal-copied";  ///< a ring without red: a copy
/// A seal is there, its text is not certain.
inline constexpr std::string_view kSealUnreadable = "material.seal-unreadable";
inline constexpr std::string_view kSealOther = "material.seal-other";  ///< the seal reads as another organ's
inline constexpr std::string_view kExpired = "material.expired";       ///< its last day of validity is over
/// Issued longer ago than the service accepts.
inline constexpr std::string_view kTooOld = "material.too-old";
/// It has to be young, and its date could not be read with certainty.
inline constexpr std::string_view kDateUnsure = "material.date-unsure";
inline constexpr std::string_view kGlare = "material.glare";  ///< a reflection lies on the page
/// No colour anywhere: a black-and-white copy.
inline constexpr std::string_view kCopied = "material.copied";
/// A number could not be read with certainty.
inline constexpr std::string_view kNumberUnsure = "material.number-unsure";
/// The applicant's number is not on the paper.
inline constexpr std::string_view kPersonDiffers = "material.person-differs";
inline constexpr std::string_view kSpouseDiffers = "material.spouse-differs";
/// Number matches, the name was read otherwise.
inline constexpr std::string_view kNameUnsure = "material.name-unsure";
inline constexpr std::string_view kFieldUnsure = "material.field-unsure";  ///< some other field needs a look
}  // namespace reasons

struct MaterialVerdict {
  MaterialOutcome outcome = MaterialOutcome::Doubtful;
  std::vector<std::string> reasons;  ///< codes above, most important first; empty when good
  std::string seemsToBe;             ///< WrongPaper: the type it seems to be
};

[[nodiscard]] MaterialVerdict checkMaterial(const MaterialRequirement& requirement,
                                            const DocumentReading& reading, const FormFacts& facts);

}  // namespace xiaowu::documents
