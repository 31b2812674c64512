#pragma once
// GET /verify: the public page that says whether a proof is genuine. Any thread.

#include "platform/server/http/Call.h"
#include "platform/server/rendering/Pages.h"
#include "platform/server/repository/Proofs.h"

namespace xiaowu::platform {

class VerifyPage {
 public:
  /// The arguments outlive this.
  VerifyPage(const Pages& pages, Proofs& proofs) : m_pages(pages), m_proofs(proofs) {}
  [[nodiscard]] HttpResponse show(const Call& call);

 private:
  [[nodiscard]] HttpResponse page(int status, const Html& content) const;

  const Pages& m_pages;
  Proofs& m_proofs;
};

}  // namespace xiaowu::platform
