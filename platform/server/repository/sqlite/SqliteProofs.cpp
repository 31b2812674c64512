#include "platform/server/repository/sqlite/SqliteProofs.h"

#include "core/storage/Transaction.h"
namespace xiaowu::platform::sqlite {
namespace {

constexpr const char* kSelectProof =
    "SELECT proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, title, seal_mark, "
    "sheets, "
    "issued_at, answer, printed_at, sheets_out FROM proofs WHERE ";

ProofRow proofFrom(const Statement& s) {
  ProofRow row{s.text(0), s.text(1),    s.text(2),   s.text(3),  s.text(4), s.text(5),    s.text(6),
               s.text(7), s.integer(8), s.number(9), s.text(10), {},        s.integer(12)};
  if (!s.isNull(11)) {
    row.printedAt = s.number(11);
  }
  return row;
}

template <typename... Values>
std::optional<ProofRow> selectProof(Database& db, const char* condition, const Values&... values) {
  Statement s(db, std::string(kSelectProof) + condition);
  if (!s.with(values...).step()) {
    return std::nullopt;
  }
  return proofFrom(s);
}

}  // namespace

Result<ProofRow> SqliteProofs::keep(const ProofRow& proof) {
  return m_connection.guarded<ProofRow>([&](Database& db) {
    storage::Transaction transaction(db);
    Statement(db,
              "INSERT INTO proofs(proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, "
              "title, seal_mark, sheets, issued_at, answer, sheets_out) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
              "?, 0) ON CONFLICT(kiosk_id, request_id) DO NOTHING")
        .with(proof.proofId, proof.requestId, proof.kioskId, proof.checkCode, proof.holderHash,
              proof.holderMasked, proof.title, proof.sealMark, proof.sheets, proof.issuedAt, proof.answer)
        .finish();
    auto kept = selectProof(db, "kiosk_id = ? AND request_id = ?", proof.kioskId, proof.requestId);
    transaction.commit();
    if (!kept) {
      throw storage::Failure(storage::Cause::WrongUse, "proof not kept");
    }
    return *kept;
  });
}

Result<std::optional<ProofRow>> SqliteProofs::byRequest(const std::string& kioskId,
                                                        const std::string& requestId) {
  return m_connection.guarded<std::optional<ProofRow>>(
      [&](Database& db) { return selectProof(db, "kiosk_id = ? AND request_id = ?", kioskId, requestId); });
}

Result<std::optional<ProofRow>> SqliteProofs::byId(const std::string& proofId) {
  return m_connection.guarded<std::optional<ProofRow>>(
      [&](Database& db) { return selectProof(db, "proof_id = ?", proofId); });
}

Result<std::optional<ProofRow>> SqliteProofs::byCode(const std::string& checkCode) {
  return m_connection.guarded<std::optional<ProofRow>>(
      [&](Database& db) { return selectProof(db, "check_code = ?", checkCode); });
}

Result<void> SqliteProofs::reportPrinted(const std::string& proofId, int sheetsOut,
                                         std::optional<std::int64_t> printedAt) {
  return m_connection.guarded<void>([&](Database& db) {
    if (printedAt) {
      Statement(db,
                "UPDATE proofs SET sheets_out = ?, printed_at = ? WHERE proof_id = ? AND printed_at IS NULL")
          .with(sheetsOut, *printedAt, proofId)
          .finish();
    } else {
      Statement(db, "UPDATE proofs SET sheets_out = ? WHERE proof_id = ? AND printed_at IS NULL")
          .with(sheetsOut, proofId)
          .finish();
    }
  });
}

Result<ProofCounts> SqliteProofs::counts() {
  return m_connection.guarded<ProofCounts>([](Database& db) {
    return ProofCounts{db.number("SELECT COUNT(*) FROM proofs"),
                       db.number("SELECT COUNT(*) FROM proofs WHERE printed_at IS NOT NULL")};
  });
}

}  // namespace xiaowu::platform::sqlite
