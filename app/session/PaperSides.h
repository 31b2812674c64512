#pragma once
// From the readings of one page to the material that the resident would hand in. A paper of two sides keeps
// the side that is not on this page; what the two sides say is held against each other and against the chip.
// Pure; no pictures but those of the readings.

#include "core/catalog/ServiceItem.h"
#include "recognition/documents/DocumentReading.h"
#include "recognition/documents/MaterialCheck.h"
#include "core/domain/Case.h"
#include "core/domain/IdCard.h"

namespace xiaowu::session {

namespace reasons {
inline constexpr std::string_view kSameSide =
    "material.same-side";  ///< this side is there already, the other one is asked for
inline constexpr std::string_view kSidesDiffer =
    "material.sides-differ";  ///< the two sides do not belong to one card, as far as that can be seen
}  // namespace reasons

class PaperSides {
 public:
  /// `before` is the material as it stands. Keeps references.
  PaperSides(const catalog::MaterialRequirement& wanted, const domain::Material& before, domain::PageId page);

  /// The readings that count: of a paper of one side the one of the wanted type, else the best known; of two
  /// sides each that is there. Never empty unless `readings` is.
  [[nodiscard]] std::vector<documents::DocumentReading*> chosen(
      std::vector<documents::DocumentReading>& readings) const;
  /// What this reading is to be judged as.
  [[nodiscard]] std::string typeFor(const documents::DocumentReading& reading) const;
  /// Once for each chosen reading, in their order.
  void add(const documents::DocumentReading& reading, const documents::MaterialVerdict& verdict);
  /// The whole material; a status that is neither Good nor Doubtful says why this page cannot be taken.
  [[nodiscard]] domain::Material joined(const domain::IdCard& card) const;

 private:
  struct Judged {
    std::string type;
    documents::MaterialVerdict verdict;
    std::vector<domain::ReadField> fields;
    std::vector<domain::ReadSeal> seals;
  };
  [[nodiscard]] bool isSide(const std::string& type) const {
    return type == m_wanted.documentType || type == m_wanted.backType;
  }
  [[nodiscard]] std::string asked() const;
  [[nodiscard]] domain::Material single(const Judged& judged) const;
  void put(domain::Material& material, const Judged& judged, const std::string& type) const;

  const catalog::MaterialRequirement& m_wanted;
  const domain::Material& m_before;
  const domain::PageId m_page;
  std::vector<Judged> m_judged;
};

/// Front and back of one ID card: the span of validity must fit the age at its first day, and where the front
/// is that of the card on the plate the back must agree with the chip. Notes the checks in the fields; the
/// reason kSidesDiffer and Doubtful where one fails. The back of somebody else's card that fits in age cannot
/// be known: no name stands on it.
void compareSides(domain::Material& material, const domain::IdCard& card);

/// "good" → Good and so on.
[[nodiscard]] domain::MaterialStatus statusOf(documents::MaterialOutcome outcome);

}  // namespace xiaowu::session
