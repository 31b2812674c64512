#pragma once
// POST /v1/papers/query: which papers a person handed in before and let us keep. Any thread.

#include "platform/server/cases/KeptPapers.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Kiosks.h"

namespace xiaowu::platform {

class PaperService {
 public:
  /// The arguments outlive this; `pepper` as in holderHashOf.
  PaperService(Papers& papers, const KeptPapers& kept, const Bytes& pepper)
      : m_papers(papers), m_kept(kept), m_pepper(pepper) {}

  [[nodiscard]] HttpResponse query(const Call& call, const KioskRow& kiosk);

 private:
  Papers& m_papers;
  const KeptPapers& m_kept;
  const Bytes& m_pepper;
};

}  // namespace xiaowu::platform
