#pragma once
// The operations on /v1/submissions: parts that come in any order, in pieces, and more than once, where to go
// on after a break, and the receipt, which leaves only after commit and durable parts and is the same for
// ever. Any thread.

#include "core/base/Clock.h"
#include "core/storage/PartialFiles.h"
#include "platform/server/cases/PieceRequest.h"
#include "platform/server/cases/SubmissionReader.h"
#include "platform/server/http/Call.h"
#include "platform/server/repository/Kiosks.h"
#include "platform/server/repository/Submissions.h"

namespace xiaowu::platform {

struct OldReceipt;

class SubmissionService {
 public:
  /// The arguments outlive this.
  SubmissionService(const Clock& clock, Submissions& submissions, const storage::PartStore& parts,
                    storage::PartialFiles& partials, const SubmissionReader& reader, const Keys& keys)
      : m_clock(clock),
        m_submissions(submissions),
        m_parts(parts),
        m_partials(partials),
        m_reader(reader),
        m_keys(keys) {}

  [[nodiscard]] HttpResponse storePart(const Call& call, const KioskRow& kiosk);
  [[nodiscard]] HttpResponse state(const Call& call, const KioskRow& kiosk);
  [[nodiscard]] HttpResponse file(const Call& call, const KioskRow& kiosk);

 private:
  [[nodiscard]] HttpResponse keepPart(const PartRow& part, storage::ArrivingFile& arrived);
  [[nodiscard]] HttpResponse keepPiece(const PartRow& part, std::uint64_t offset,
                                       storage::ArrivingFile& arrived);
  [[nodiscard]] HttpResponse joinPieces(const PartRow& part, const storage::PartialName& name);
  [[nodiscard]] HttpResponse addRow(const PartRow& part);
  [[nodiscard]] HttpResponse fileRead(const KioskRow& kiosk, const Manifest& manifest, const ReadCase& read,
                                      const std::optional<OldReceipt>& before);
  [[nodiscard]] HttpResponse missingNow(const Manifest& manifest);
  [[nodiscard]] std::string receiptFor(const SubmissionRow& row) const;

  const Clock& m_clock;
  Submissions& m_submissions;
  const storage::PartStore& m_parts;
  storage::PartialFiles& m_partials;
  const SubmissionReader& m_reader;
  const Keys& m_keys;
};

}  // namespace xiaowu::platform
