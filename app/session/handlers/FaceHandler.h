#pragma once
// Runs one passive face check: pictures from the cameras' thread, judged on a worker, guidance and preview to
// the screen. No picture is kept. With a comparison elsewhere, only liveness is judged here; the check passes
// when that comparison says yes. GUI thread only, but for what it starts.

#include "app/devices/DeviceSet.h"
#include "app/session/handlers/Handler.h"
#include "app/session/FaceComparison.h"
#include "app/session/Worker.h"
#include "recognition/face/liveness/FaceCheck.h"
#include "drivers/api/Camera.h"
#include "drivers/api/PhotoDecoder.h"

#include <QImage>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace xiaowu::session {

/// What a site may set for its face checks.
struct FaceRules {
  face::FusionLimits limits{};
  face::ChallengePolicy challenge = face::ChallengePolicy::Doubt;
};

struct FaceSetup {
  bool nirConfigured = false;
  std::shared_ptr<const face::Calibration> calibration{};  ///< null: none, and so no face check
  FaceRules rules{};
};

class FaceHandler final : public QObject {
  Q_OBJECT

 public:
  /// Loads the models on the worker at once; `ready` says how that ended.
  FaceHandler(HandlerContext context, devices::DevicePool<drivers::CameraPair> cameras,
              std::shared_ptr<const drivers::PhotoDecoder> decoder, std::filesystem::path modelsFolder,
              FaceSetup setup, std::unique_ptr<FaceComparison> elsewhere = nullptr);
  ~FaceHandler() override;
  void checkFace(workflow::OperationId operation);
  void cancel(workflow::OperationId operation);
  /// From a passed check on: looks again and again whether the face that was proven is in front, and whether
  /// it is alone, and sends HolderSeen on every change. Off forgets the face. A camera or net that fails sees
  /// nobody: the card must lie there then.
  void watchHolder(bool on);
  /// The session is over.
  void wipe();

 Q_SIGNALS:
  void modelsLoaded(const xiaowu::Error& problem);  ///< an empty code: ready
  void preview(const QImage& picture);              ///< a null picture when the check has ended

 private:
  struct Attempt;
  void start(const std::shared_ptr<Attempt>& attempt);
  struct Living;
  Result<face::FaceOutcome> watchCameras(drivers::CameraPair& cameras, const CallContext& context,
                                         const std::shared_ptr<Attempt>& attempt);
  void judge(const std::shared_ptr<Attempt>& attempt);
  void finished(workflow::OperationId operation, const Result<face::FaceOutcome>& outcome);
  void compareElsewhere(workflow::OperationId operation, Living& living);
  void rememberHolder(const drivers::FramePair& pair, const face::FaceOutcome& outcome);
  void lookForHolder();
  void judgeHolder(drivers::FramePair& pair);
  void holderLooked(bool holder, bool others);

  HandlerContext m_context;
  devices::DevicePool<drivers::CameraPair> m_cameras;
  std::shared_ptr<const drivers::PhotoDecoder> m_decoder;
  FaceSetup m_setup;
  std::unique_ptr<FaceComparison> m_elsewhere;  ///< null: compared here
  std::map<workflow::OperationId, QFuture<Result<sync::ComparisonAnswer>>> m_asking;
  Running m_running;
  QTimer m_holderWatch;
  bool m_holderLooking = false;
  int m_othersInARow = 0;
  std::optional<workflow::HolderSeen> m_holderTold;
  float m_holderWidth = 0;                     ///< of his face when it was seen last; on the worker only
  face::Embedding m_holder;                    ///< used on the worker only
  std::unique_ptr<face::FaceEngine> m_engine;  ///< used on the worker only
  Error m_engineProblem;                       ///< likewise
  Worker m_worker;                             ///< last: ends before what it uses
};

}  // namespace xiaowu::session
