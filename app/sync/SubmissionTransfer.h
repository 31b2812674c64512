#pragma once
// Takes one stored submission to the platform: asks where to go on, sends the missing parts (large ones in
// pieces, from where they were cut off), then the manifest, and ends with the verified receipt. Ends exactly
// once by calling `done`, never before start() has returned; after stop() it never does. Sync thread.

#include "app/outbox/Submissions.h"
#include "app/sync/PlatformClient.h"

#include <deque>
#include <set>

namespace xiaowu::sync {

class SubmissionTransfer final : public QObject {
  Q_OBJECT

 public:
  using Done = std::function<void(Answer<Receipt>)>;

  /// `oldReceipt`: of a submission that is given back, as the platform gave it.
  SubmissionTransfer(const outbox::Submissions& submissions, PlatformClient& client,
                     outbox::Manifest manifest, std::function<void(std::string_view)> commitPoint,
                     std::string oldReceipt = {});
  ~SubmissionTransfer() override;

  /// `uploaded` is called when the platform has acknowledged every part, before the manifest is sent.
  void start(Done done, std::function<void()> uploaded = {});
  /// Cuts the request under way off.
  void stop();

 private:
  template <typename T, typename Handle>
  void await(const QFuture<Answer<T>>& future, Handle handle);
  void stateKnown(const Answer<RemoteState>& answer);
  void sendNext();
  void sendPiece();
  void pieceAnswered(const Answer<PieceAnswer>& answer);
  void partSent();
  [[nodiscard]] std::size_t heldOf(std::size_t index) const;
  void manifestAnswered(const Answer<Receipt>& answer);
  void end(Answer<Receipt> answer);

  const outbox::Submissions& m_submissions;
  PlatformClient& m_client;
  outbox::Manifest m_manifest;
  std::string m_oldReceipt;
  std::function<void(std::string_view)> m_commitPoint;
  Done m_done;
  std::function<void()> m_uploaded;
  std::deque<std::size_t> m_missing;
  int m_rounds = 0;
  std::vector<HeldPart> m_held;
  Bytes m_part;              ///< the one that is being sent
  std::size_t m_offset = 0;  ///< of it, to go on at
  std::size_t m_going = 0;   ///< bytes of it under way
  int m_turns = 0;           ///< how often the platform wanted it to go on elsewhere
  std::function<void()> m_cancel;
};

}  // namespace xiaowu::sync
