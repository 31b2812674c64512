#include "app/session/FaceDesk.h"

#include "app/base/Log.h"
#include "app/vision/Preview.h"

#include <atomic>

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kCheckWithin{25};

QImage asQImage(const Image& image) {
  if (image.empty()) return {};
  return QImage(image.data(), image.width, image.height, static_cast<qsizetype>(image.stride()), QImage::Format_BGR888).convertToFormat(QImage::Format_RGB32);
}

workflow::FaceGuidance guidanceOf(vision::FaceGuidance guidance) {
  using V = vision::FaceGuidance;
  using W = workflow::FaceGuidance;
  switch (guidance) {
    case V::LookHere: return W::LookHere;
    case V::NoFace: return W::NoFace;
    case V::TwoFaces: return W::TwoFaces;
    case V::ComeCloser: return W::TooFar;
    case V::MoveBack: return W::TooClose;
    case V::MoveToMiddle: return W::LookHere;
    case V::TooDark: return W::TooDark;
    case V::TooBright: return W::TooBright;
    case V::HoldStill:
    case V::CameraLate: return W::HoldStill;
    case V::FaceForward: return W::Turned;
  }
  return W::LookHere;
}

}  // namespace

/// Shared by the cameras' thread, the worker and the screen for the length of one check.
struct FaceDesk::Attempt {
  workflow::OperationId operation = 0;
  Bytes encodedPhoto;
  std::unique_ptr<vision::FaceCheck> check;  ///< worker only
  vision::FaceGuidance told = vision::FaceGuidance::LookHere;  ///< worker only
  std::mutex mutex;
  std::optional<drivers::FramePair> latest;
  bool judging = false;
  std::optional<vision::FaceOutcome> outcome;
  std::atomic<bool> previewPending = false;  ///< the screen has not yet drawn the one before: drop rather than queue
};

FaceDesk::FaceDesk(DeskContext context, devices::Supervisor<drivers::CameraPair>& cameras, std::shared_ptr<const drivers::PhotoDecoder> decoder,
                   std::filesystem::path modelsFolder, bool nirConfigured)
    : m_context(std::move(context)), m_cameras(cameras), m_decoder(std::move(decoder)), m_nirConfigured(nirConfigured), m_worker("faces") {
  m_worker.post([this, folder = std::move(modelsFolder)] {
    auto engine = vision::FaceEngine::load(folder);
    if (engine) {
      m_engine = std::move(*engine);
      for (const auto& name : m_engine->modelNames()) qCInfo(logVision, "model %s", name.c_str());
    } else {
      m_engineProblem = engine.error();
    }
    QMetaObject::invokeMethod(this, [this, problem = m_engineProblem] { Q_EMIT modelsLoaded(problem); });
  });
}

FaceDesk::~FaceDesk() = default;

void FaceDesk::checkFace(workflow::OperationId operation) {
  const auto& session = m_context.state().session;
  if (!session || !session->card) return m_context.send(workflow::OperationFailed{operation, {std::string(errors::kInternal), Fault::Bug, "no card"}});
  auto attempt = std::make_shared<Attempt>();
  attempt->operation = operation;
  attempt->encodedPhoto = session->card->encodedPhoto;
  auto future = m_cameras.call<vision::FaceOutcome>(
      kCheckWithin, m_running.begin(operation),
      [this, attempt](drivers::CameraPair& cameras, const CallContext& context) { return watchCameras(cameras, context, attempt); });
  whenDone(future, this, [this, operation](const Result<vision::FaceOutcome>& outcome) { finished(operation, outcome); });
}

Result<vision::FaceOutcome> FaceDesk::watchCameras(drivers::CameraPair& cameras, const CallContext& context, const std::shared_ptr<Attempt>& attempt) {
  while (true) {
    auto pair = cameras.nextPair(context);
    if (!pair) return fail(pair.error());
    if (!attempt->previewPending.exchange(true)) {
      QMetaObject::invokeMethod(this, [this, attempt, picture = asQImage(vision::previewOf(*pair))] {
        attempt->previewPending = false;
        Q_EMIT preview(picture);
      });
    }
    const std::lock_guard lock(attempt->mutex);
    if (attempt->outcome) return *attempt->outcome;
    attempt->latest = std::move(*pair);
    if (attempt->judging) continue;
    attempt->judging = true;
    m_worker.post([this, attempt] { judge(attempt); });
  }
}

void FaceDesk::judge(const std::shared_ptr<Attempt>& attempt) {
  std::optional<drivers::FramePair> pair;
  {
    const std::lock_guard lock(attempt->mutex);
    pair.swap(attempt->latest);
    attempt->judging = false;
  }
  if (!pair) return;
  if (!m_engine) {
    const std::lock_guard lock(attempt->mutex);
    attempt->outcome = vision::FaceOutcome{vision::FaceOutcomeKind::Unavailable, m_engineProblem.code, {}};
    return;
  }
  if (!attempt->check) {
    vision::FaceCheckSettings settings;
    settings.nirConfigured = m_nirConfigured;
    attempt->check = std::make_unique<vision::FaceCheck>(*m_engine, m_decoder->decode(attempt->encodedPhoto), settings);
  }
  const auto progress = attempt->check->feed(*pair);
  if (progress.guidance != attempt->told) {
    attempt->told = progress.guidance;
    QMetaObject::invokeMethod(this, [this, operation = attempt->operation, guidance = guidanceOf(progress.guidance)] {
      m_context.send(workflow::FaceGuided{operation, guidance});
    });
  }
  if (!progress.outcome) return;
  attempt->check.reset();
  m_engine->forget();
  const std::lock_guard lock(attempt->mutex);
  attempt->outcome = progress.outcome;
}

void FaceDesk::finished(workflow::OperationId operation, const Result<vision::FaceOutcome>& outcome) {
  m_running.end(operation);
  Q_EMIT preview({});
  if (!outcome) return m_context.send(workflow::OperationFailed{operation, outcome.error()});
  qCInfo(logVision, "face check: %s %s live %.2f like %.2f near-infrared %.2f frames %d/%d", std::string(vision::outcomeName(outcome->kind)).c_str(),
         outcome->reason.c_str(), outcome->scores.liveness, outcome->scores.similarity, outcome->scores.nirShare, outcome->scores.framesGood,
         outcome->scores.framesSeen);
  const auto failed = [&](std::string code, Fault fault) { m_context.send(workflow::OperationFailed{operation, {std::move(code), fault, {}}}); };
  switch (outcome->kind) {
    case vision::FaceOutcomeKind::Passed: return m_context.send(workflow::FacePassed{operation, {"face", outcome->scores.similarity, "fr_feature"}});
    case vision::FaceOutcomeKind::NotMatched: return failed("face.not-matched", Fault::ResidentCanFix);
    case vision::FaceOutcomeKind::NotAlive: return failed("face.not-alive", Fault::ResidentCanFix);
    case vision::FaceOutcomeKind::Unavailable: return failed(outcome->reason, Fault::AttendantNeeded);
  }
}

}  // namespace xiaowu::session
