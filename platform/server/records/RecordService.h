#pragma once
// Register queries and proofs: /v1/records/query, /v1/proofs, /v1/verify. A number that is registered under
// another name gives neither an answer nor a proof; the same request gets the same proof for as long as its
// paper is kept. Nothing about a person is told before the audit has it. Any thread.

#include "core/base/Clock.h"
#include "core/crypto/Signing.h"
#include "platform/server/http/Call.h"
#include "platform/server/records/ProofArchive.h"
#include "platform/server/records/Register.h"
#include "platform/server/repository/Audit.h"
#include "platform/server/repository/Epochs.h"
#include "platform/server/repository/Kiosks.h"
#include "platform/server/repository/Proofs.h"
#include "platform/server/storage/Keys.h"

#include <functional>
#include <optional>
#include <string>

namespace xiaowu::platform {

class RecordService {
 public:
  /// The seal's own key, asked for each proof; nothing while the seal is out of service.
  using SealSource = std::function<std::optional<crypto::Signer>()>;

  /// The references outlive this.
  RecordService(const Clock& clock, const Register& records, Proofs& proofs, Audit& audit, Epochs& epochs,
                const Keys& keys, SealSource seal)
      : m_clock(clock),
        m_register(records),
        m_proofs(proofs),
        m_audit(audit),
        m_epochs(epochs),
        m_keys(keys),
        m_archive(keys.opening.secretKey),
        m_seal(std::move(seal)) {}

  /// Base of the addresses on a sheet, without a last slash; before the first request.
  void setPublicUrl(std::string url) { m_publicUrl = std::move(url); }

  [[nodiscard]] HttpResponse query(const Call& call, const KioskRow& kiosk);
  [[nodiscard]] HttpResponse issueProof(const Call& call, const KioskRow& kiosk);
  [[nodiscard]] HttpResponse reportPrinted(const Call& call, const KioskRow& kiosk);
  [[nodiscard]] HttpResponse verifyCode(const Call& call);

 private:
  struct Query;
  struct Lookup;
  [[nodiscard]] static Query readQuery(const HttpRequest& request);
  [[nodiscard]] Lookup look(const Query& query) const;
  /// False: it could not be noted, and nothing may be answered.
  [[nodiscard]] bool note(AuditAction action, const KioskRow& kiosk, const Query& query,
                          std::string_view outcome, const std::string& proofId = {});
  struct Made;
  [[nodiscard]] std::string keyedHolder(const Query& query) const;
  [[nodiscard]] HttpResponse giveAgain(const ProofRow& proof, const KioskRow& kiosk, const Query& query);
  [[nodiscard]] HttpResponse keepAndGive(const Made& made, const KioskRow& kiosk, const Query& query);
  [[nodiscard]] Result<Made> makeProof(const KioskRow& kiosk, const Query& query, const Record* record,
                                       const crypto::Signer& seal) const;
  [[nodiscard]] Result<Bytes> draw(const ProofRow& row, const Query& query, const Record* record,
                                   const std::string& verifyUrl) const;

  const Clock& m_clock;
  const Register& m_register;
  Proofs& m_proofs;
  Audit& m_audit;
  Epochs& m_epochs;
  const Keys& m_keys;
  const ProofArchive m_archive;
  SealSource m_seal;
  std::string m_publicUrl = "http://127.0.0.1";
};

}  // namespace xiaowu::platform
