#include "platform/server/repository/sqlite/SqliteProofs.h"

#include "core/storage/Transaction.h"
namespace xiaowu::platform::sqlite {
namespace {

constexpr const char* kSelectProof =
    "SELECT proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, title, seal_mark, "
    "sheets, issued_at, printed_at, sheets_out FROM proofs WHERE ";

ProofRow proofFrom(const Statement& s) {
  ProofRow row{s.text(0), s.text(1), s.text(2),    s.text(3),   s.text(4), s.text(5),
               s.text(6), s.text(7), s.integer(8), s.number(9), {},        s.integer(11)};
  if (!s.isNull(10)) {
    row.printedAt = s.number(10);
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

Result<ProofRow> SqliteProofs::keep(const ProofRow& proof, ByteView sealedPaper) {
  return m_connection.guarded<ProofRow>([&](Database& db) {
    storage::Transaction transaction(db);
    Statement(db,
              "INSERT INTO proofs(proof_id, request_id, kiosk_id, check_code, holder_hash, holder_masked, "
              "title, seal_mark, sheets, issued_at, sheets_out) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON "
              "CONFLICT(kiosk_id, request_id) DO NOTHING")
        .with(proof.proofId, proof.requestId, proof.kioskId, proof.checkCode, proof.holderHash,
              proof.holderMasked, proof.title, proof.sealMark, proof.sheets, proof.issuedAt)
        .finish();
    auto kept = selectProof(db, "kiosk_id = ? AND request_id = ?", proof.kioskId, proof.requestId);
    if (!kept) {
      throw storage::Failure(storage::Cause::WrongUse, "proof not kept");
    }
    if (kept->proofId == proof.proofId) {
      db.run(
          "INSERT INTO proof_papers(proof_id, issued_at, sealed) VALUES(?, ?, ?) ON CONFLICT(proof_id) DO "
          "NOTHING",
          proof.proofId, proof.issuedAt, sealedPaper);
    }
    transaction.commit();
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

Result<std::optional<PublicProof>> SqliteProofs::byCode(const std::string& checkCode) {
  return m_connection.guarded<std::optional<PublicProof>>([&](Database& db) -> std::optional<PublicProof> {
    Statement s(db,
                "SELECT check_code, holder_masked, title, seal_mark, sheets, issued_at, printed_at FROM "
                "proofs WHERE check_code = ?");
    if (!s.with(checkCode).step()) {
      return std::nullopt;
    }
    PublicProof proof{s.text(0), s.text(1), s.text(2), s.text(3), s.integer(4), s.number(5), {}};
    if (!s.isNull(6)) {
      proof.printedAt = s.number(6);
    }
    return proof;
  });
}

Result<std::optional<Bytes>> SqliteProofs::paper(const std::string& proofId) {
  return m_connection.guarded<std::optional<Bytes>>([&](Database& db) -> std::optional<Bytes> {
    Statement s(db, "SELECT sealed FROM proof_papers WHERE proof_id = ?");
    return s.with(proofId).step() ? std::optional(s.blob(0)) : std::nullopt;
  });
}

Result<std::int64_t> SqliteProofs::forgetPapers(std::int64_t issuedBefore, std::size_t limit) {
  return m_connection.guarded<std::int64_t>([&](Database& db) -> std::int64_t {
    return db.run(
        "DELETE FROM proof_papers WHERE proof_id IN (SELECT proof_id FROM proof_papers WHERE issued_at < ? "
        "ORDER BY issued_at LIMIT ?)",
        issuedBefore, static_cast<std::int64_t>(limit));
  });
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
                       db.number("SELECT COUNT(*) FROM proofs WHERE printed_at >= 0"),
                       db.number("SELECT COUNT(*) FROM proof_papers")};
  });
}

}  // namespace xiaowu::platform::sqlite
