#pragma once
// POST /v1/papers/query: which papers a person handed in before and let us keep. Asked
// for with the evidence that the person was proven, and told only when the audit has it. Any thread.

#include "platform/server/cases/KeptPapers.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Audit.h"
#include "platform/server/repository/Kiosks.h"

namespace xiaowu::platform {

class PaperService {
 public:
  /// The arguments outlive this; `pepper` as in keyedHash.
  PaperService(const Clock& clock, Papers& papers, const KeptPapers& kept, Audit& audit, const Bytes& pepper)
      : m_clock(clock), m_papers(papers), m_kept(kept), m_audit(audit), m_pepper(pepper) {}

  [[nodiscard]] HttpResponse query(const Call& call, const KioskRow& kiosk);

 private:
  const Clock& m_clock;
  Papers& m_papers;
  const KeptPapers& m_kept;
  Audit& m_audit;
  const Bytes& m_pepper;
};

}  // namespace xiaowu::platform
