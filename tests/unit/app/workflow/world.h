#pragma once
// A small world around the pure machine: keeps its state, remembers its effects, answers as devices would.

#include "app/workflow/Machine.h"

#include <vector>

namespace xiaowu::workflow::test {

[[nodiscard]] catalog::ServiceItemPtr queryItem();  ///< L2, one sheet
/// L1, a phone, two papers of which one may be promised.
[[nodiscard]] catalog::ServiceItemPtr applicationItem();
/// As the application, with one paper: an ID card of which both sides are needed.
[[nodiscard]] catalog::ServiceItemPtr cardItem();
[[nodiscard]] Rules rules();
[[nodiscard]] domain::IdCard card();       ///< with fingerprint templates
[[nodiscard]] domain::IdCard staffCard();  ///< of somebody else
/// A marriage certificate, handed in ten days before the world's now.
[[nodiscard]] domain::KeptPaper keptPaper();
inline const std::string kStaffId = "5af1";  ///< listed
/// Listed too, and the resident's own: staff who come as residents.
inline const std::string kOwnListedId = "0a0a";

/// Every kind of event, with contents that fit `state` (ids of the running operation, codes of the item).
[[nodiscard]] std::vector<Event> everyEvent(const State& state);

struct World {
  Rules ruleSet = rules();
  State state;
  std::vector<Effect> effects;  ///< of the last step

  World();
  void send(Event event);
  /// The operation that runs now; fails the test when there is none.
  [[nodiscard]] OperationId operation() const;
  template <typename T>
  [[nodiscard]] const T* did() const {
    for (const auto& effect : effects) {
      if (const auto* found = std::get_if<T>(&effect)) {
        return found;
      }
    }
    return nullptr;
  }

  // Ways to a page, as a resident walks them.
  void toCard(const catalog::ServiceItemPtr& item);
  void toFace();
  void toOtherWays();
  void toFinger();     ///< consented, the reader waits
  void toStaffCard();  ///< the plate is empty, the staff card is waited for
  void toStaffCheck();
  void toRecord();
  void toPrinting();
  void toForm();
  void toMaterials();
  void toMaterialsOf(const catalog::ServiceItemPtr& item);
  void toReview();
  void toSubmitting();
  void toReceipt();
  void scan(const std::string& code, domain::MaterialStatus status);
};

/// A world standing at each step, in the order of the enumeration.
[[nodiscard]] std::vector<World> worldAtEachStep();

/// Of the operation that runs in `world`.
[[nodiscard]] OperationFailed failing(const World& world, std::string_view code,
                                      Fault fault = Fault::ResidentCanFix);

}  // namespace xiaowu::workflow::test
