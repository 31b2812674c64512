#pragma once
// The contract (platform/api/README.md) as calls. GUARANTEED: every future ends exactly once, at the latest
// at the request's time-out; cancelling it cuts the request off and it ends cancelled; a proof or receipt is
// handed out only when its signature, hashes and ids hold. The object lives on the sync thread; its calls may
// come from any thread.

#include "app/outbox/Manifest.h"
#include "app/sync/Channel.h"
#include "app/sync/FaceComparison.h"
#include "app/sync/PieceSize.h"

#include <QFuture>
#include <QPromise>

namespace xiaowu::sync {

struct PlatformOptions {
  ChannelOptions channel;
  crypto::Key32 platformKey{};               ///< Ed25519, pinned: proofs and receipts are verified with it
  std::chrono::milliseconds timeout{15000};  ///< small requests
  std::chrono::milliseconds comparisonTimeout{5000};  ///< somebody stands there and waits
  std::chrono::milliseconds transferTimeout{
      120000};  ///< one part; the manifest, after which the platform opens and checks everything
};

class PlatformClient final : public QObject {
  Q_OBJECT

 public:
  PlatformClient(PlatformOptions options, crypto::Signer kioskKey, const Clock& clock);
  ~PlatformClient() override;  ///< on its own thread; what is under way ends with base.cancelled

  [[nodiscard]] QFuture<Result<RecordAnswer>> queryRecord(const RecordRequest& request);
  /// Papers that the holder let the platform keep.
  [[nodiscard]] QFuture<Result<std::vector<KeptPaper>>> queryPapers(const PaperQuery& query);
  /// platform.untrusted unless signature, PDF hash, request and holder hold; seal.unavailable when the
  /// platform cannot sign.
  [[nodiscard]] QFuture<Result<Proof>> issueProof(const RecordRequest& request);
  /// platform.untrusted unless the platform has signed this very request; on platform.rejected and
  /// platform.busy the detail is the platform's code.
  [[nodiscard]] QFuture<Result<ComparisonAnswer>> compareFaces(const SealedComparison& comparison);
  [[nodiscard]] QFuture<Result<void>> reportPrinted(const std::string& proofId, int sheetsOut);
  [[nodiscard]] QFuture<Result<HeartbeatAnswer>> heartbeat(const Heartbeat& heartbeat);
  [[nodiscard]] QFuture<Result<void>> postRating(const Rating& rating);

  // For the sync service: the refusal says whether and when to try again.
  [[nodiscard]] QFuture<Answer<RemoteState>> submissionState(const outbox::Manifest& manifest);
  [[nodiscard]] QFuture<Answer<bool>> putPart(const Uuid& id, std::size_t index, const Bytes& sealed);
  [[nodiscard]] QFuture<Answer<PieceAnswer>> putPiece(const PartPiece& piece);
  /// `oldReceipt`: JSON of the receipt that was given before a restore, or empty.
  [[nodiscard]] QFuture<Answer<Receipt>> postManifest(const outbox::Manifest& manifest,
                                                      const std::string& oldReceipt = {});
  /// A body made earlier (outbox::Report).
  [[nodiscard]] QFuture<Answer<bool>> postStored(const std::string& path, const std::string& json);
  [[nodiscard]] QFuture<Answer<HeartbeatAnswer>> heartbeatAnswer(const Heartbeat& heartbeat);

  [[nodiscard]] const std::string& kioskId() const { return m_options.channel.kioskId; }
  /// Bodies for outbox::SendQueue::enqueueReport, with the path they are posted to.
  [[nodiscard]] static Result<std::pair<std::string, std::string>> ratingReport(const Rating& rating);
  [[nodiscard]] static Result<std::pair<std::string, std::string>> staffCheckReport(const StaffCheck& check);
  [[nodiscard]] static Result<std::pair<std::string, std::string>> printedReport(const std::string& proofId,
                                                                                 int sheetsOut,
                                                                                 bool isVoid = false);

  /// On the sync thread only.
  Channel& channel() { return m_channel; }
  /// Likewise: what is known of the line, beyond one submission.
  PieceSize& pieceSize() { return m_pieceSize; }

 private:
  template <typename R, typename Parse>
  QFuture<R> call(Result<Request> request, Parse parse);
  template <typename R>
  void watch(const std::shared_ptr<QPromise<R>>& promise, quint64 number);
  [[nodiscard]] Result<Request> post(std::string path, Result<std::string> body) const;

  PlatformOptions m_options;
  const Clock& m_clock;
  Channel m_channel;
  PieceSize m_pieceSize;
};

}  // namespace xiaowu::sync
