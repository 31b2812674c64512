#pragma once
// GET /verify: the public page that says whether a proof is genuine. Any thread.

#include "core/base/Clock.h"
#include "platform/server/http/Call.h"
#include "platform/server/rendering/Pages.h"
#include "platform/server/repository/Epochs.h"
#include "platform/server/repository/Proofs.h"

namespace xiaowu::platform {

class VerifyPage {
 public:
  /// The arguments outlive this.
  VerifyPage(const Clock& clock, const Pages& pages, Proofs& proofs, Epochs& epochs)
      : m_clock(clock), m_pages(pages), m_proofs(proofs), m_epochs(epochs) {}
  [[nodiscard]] HttpResponse show(const Call& call);

 private:
  [[nodiscard]] HttpResponse page(int status, const Html& content) const;

  const Clock& m_clock;
  const Pages& m_pages;
  Proofs& m_proofs;
  Epochs& m_epochs;
};

}  // namespace xiaowu::platform
