#pragma once
// One database as the ports over it. An engine (sqlite/) implements this and nothing else; main/ alone
// chooses one, services see the ports they use, and tests/contract/repository holds every engine to the same
// promises. Several of these may be open on one database at the same time. The ports live as long as this.

#include "platform/server/repository/Audit.h"
#include "platform/server/repository/Comparisons.h"
#include "platform/server/repository/Epochs.h"
#include "platform/server/repository/Kiosks.h"
#include "platform/server/repository/Papers.h"
#include "platform/server/repository/Proofs.h"
#include "platform/server/repository/Reports.h"
#include "platform/server/repository/Submissions.h"

namespace xiaowu::platform {

class Repository {
 public:
  virtual ~Repository() = default;

  [[nodiscard]] virtual Kiosks& kiosks() = 0;
  [[nodiscard]] virtual Proofs& proofs() = 0;
  [[nodiscard]] virtual Submissions& submissions() = 0;
  [[nodiscard]] virtual Papers& papers() = 0;
  [[nodiscard]] virtual Comparisons& comparisons() = 0;
  [[nodiscard]] virtual Reports& reports() = 0;
  [[nodiscard]] virtual Audit& audit() = 0;
  [[nodiscard]] virtual Epochs& epochs() = 0;

  /// The database could only be opened for reading (the disk is full): what writes fails, what reads is
  /// answered. Any thread.
  [[nodiscard]] virtual bool isReadOnly() const = 0;
  /// Tries to open it for writing after all; whether it is now. Any thread.
  virtual bool tryToWrite() = 0;
};

}  // namespace xiaowu::platform
