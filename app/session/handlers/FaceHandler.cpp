#include "app/session/handlers/FaceHandler.h"

#include "app/session/QtPicture.h"
#include "core/base/Log.h"
#include "core/crypto/Sealing.h"
#include "core/domain/ChallengeAction.h"
#include "core/domain/ErrorCodes.h"
#include "core/domain/FaceGuidance.h"
#include "recognition/face/quality/FaceCrop.h"
#include "recognition/face/quality/Preview.h"

#include <atomic>
#include <utility>

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kCheckWithin{45};  // a window, a challenge and the window that confirms it

constexpr std::chrono::milliseconds kHolderEvery{600};
constexpr std::chrono::seconds kHolderWithin{2};
/// A face beside the holder's counts when it is at least half as wide: nearer than the next in the queue.
constexpr float kOtherWidthMin = 0.5F;
/// Of the threshold: a face turned away is neither surely his nor surely somebody else's.
constexpr double kOtherLikenessMax = 0.5;
constexpr int kOthersInARow = 2;  // one look may mistake a picture on a shirt for somebody

/// A site's limits may not be looser than what the models' own cards ask for.
Result<std::unique_ptr<face::FaceEngine>> limited(std::unique_ptr<face::FaceEngine> engine,
                                                  const face::FusionLimits& limits) {
  const auto fault = face::limitsFault(limits, *engine);
  if (fault.empty()) {
    return engine;
  }
  return fail(domain::errors::kFaceUnavailable, Fault::AttendantNeeded,
              "the site's limit of \"" + std::string(fault) + "\" is looser than the model's card");
}

/// Frames are overwritten as soon as they have been looked at; one that the cameras still hold is theirs to
/// overwrite.
void wipeFrames(drivers::FramePair& pair) {
  xiaowu::wipe(pair.rgb.image);
  if (pair.nir) {
    xiaowu::wipe(pair.nir->image);
  }
}

}  // namespace

/// What a comparison elsewhere needs, apart from the attempt: it may outlive the engine that the attempt's
/// check refers to. Overwritten at its end.
struct FaceHandler::Living {
  Living() = default;
  Living(const Living&) = delete;
  Living& operator=(const Living&) = delete;
  ~Living() {
    crypto::wipe(encodedPhoto);
    xiaowu::wipe(face);
  }

  Bytes encodedPhoto;
  Image face;  ///< written on the worker before the attempt's outcome is there, read after
};

/// Shared by the cameras' thread, the worker and the screen for the length of one check.
struct FaceHandler::Attempt {
  Attempt() = default;
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  /// The pair that nobody looked at any more, after the answer or a cancel.
  ~Attempt() {
    if (latest) {
      wipeFrames(*latest);
    }
  }

  workflow::OperationId operation = 0;
  std::stop_token stop;
  bool reopened = false;                 ///< GUI thread only
  std::atomic<bool> cameraSeen = false;  ///< at least one pair came
  std::shared_ptr<Living> living = std::make_shared<Living>();
  std::unique_ptr<face::FaceCheck> check;                      ///< worker only
  domain::FaceGuidance told = domain::FaceGuidance::LookHere;  ///< worker only
  std::optional<domain::ChallengeAction> asked;                ///< worker only
  std::mutex mutex;
  std::optional<drivers::FramePair> latest;
  bool judging = false;
  std::optional<face::FaceOutcome> outcome;
  std::atomic<bool> previewPending =
      false;  ///< the screen has not yet drawn the one before: drop rather than queue
};

FaceHandler::FaceHandler(HandlerContext context, devices::DevicePool<drivers::CameraPair> cameras,
                         std::shared_ptr<const drivers::PhotoDecoder> decoder,
                         std::filesystem::path modelsFolder, FaceSetup setup,
                         std::unique_ptr<FaceComparison> elsewhere)
    : m_context(std::move(context)),
      m_cameras(std::move(cameras)),
      m_decoder(std::move(decoder)),
      m_setup(std::move(setup)),
      m_elsewhere(std::move(elsewhere)),
      m_worker("faces") {
  m_holderWatch.setInterval(kHolderEvery);
  connect(&m_holderWatch, &QTimer::timeout, this, &FaceHandler::lookForHolder);
  m_worker.post([this, folder = std::move(modelsFolder)] {
    auto engine = face::FaceEngine::load(folder);
    if (engine) {
      engine = limited(std::move(*engine), m_setup.rules.limits);
    }
    if (engine) {
      m_engine = std::move(*engine);
      for (const auto& name : m_engine->modelNames()) {
        qCInfo(logVision, "model %s", name.c_str());
      }
    } else {
      m_engineProblem = engine.error();
    }
    QMetaObject::invokeMethod(this, [this, problem = m_engineProblem] { Q_EMIT modelsLoaded(problem); });
  });
}

FaceHandler::~FaceHandler() = default;

void FaceHandler::checkFace(workflow::OperationId operation) {
  const auto& session = m_context.state().session;
  if (!session || !session->card) {
    return m_context.send(workflow::OperationFailed{
        operation, {std::string(xiaowu::errors::kInternal), Fault::Bug, "no card"}});
  }
  // What the consent page said is what may happen: no yes, no picture leaves this machine.
  if (m_elsewhere && !session->faceConsent) {
    return m_context.send(workflow::OperationFailed{
        operation, {std::string(xiaowu::errors::kInternal), Fault::Bug, "no consent"}});
  }
  auto attempt = std::make_shared<Attempt>();
  attempt->operation = operation;
  attempt->living->encodedPhoto = session->card->encodedPhoto;
  attempt->stop = m_running.begin(operation);
  start(attempt);
}

void FaceHandler::start(const std::shared_ptr<Attempt>& attempt) {
  auto future = m_cameras.call<face::FaceOutcome>(
      kCheckWithin, attempt->stop, [this, attempt](drivers::CameraPair& cameras, const CallContext& context) {
        return watchCameras(cameras, context, attempt);
      });
  whenDone(future, this, [this, attempt](const Result<face::FaceOutcome>& outcome) {
    // A cable that was out for a moment between two sessions shows with the first call only: the supervisor
    // opens the cameras anew for the next one.
    const bool staleHandle = !outcome && outcome.error().code == drivers::errors::kGone &&
                             !attempt->cameraSeen && !attempt->reopened;
    if (staleHandle) {
      attempt->reopened = true;
      return start(attempt);
    }
    m_worker.post(
        [attempt] { attempt->check.reset(); });  // it refers to the engine, which is the worker's alone
    if (outcome && outcome->kind == face::FaceOutcomeKind::AliveUncompared) {
      return compareElsewhere(attempt->operation, *attempt->living);
    }
    finished(attempt->operation, outcome);
  });
}

Result<face::FaceOutcome> FaceHandler::watchCameras(drivers::CameraPair& cameras, const CallContext& context,
                                                    const std::shared_ptr<Attempt>& attempt) {
  while (true) {
    auto pair = cameras.nextPair(context);
    if (!pair) {
      return fail(pair.error());
    }
    attempt->cameraSeen = true;
    if (!attempt->previewPending.exchange(true)) {
      QMetaObject::invokeMethod(
          this,
          [this, attempt, picture = qtView(face::previewOf(*pair)).convertToFormat(QImage::Format_RGB32)] {
            attempt->previewPending = false;
            Q_EMIT preview(picture);
          });
    }
    const std::lock_guard lock(attempt->mutex);
    if (attempt->outcome) {
      return *attempt->outcome;
    }
    if (attempt->latest) {
      wipeFrames(*attempt->latest);
    }
    attempt->latest = std::move(*pair);
    if (attempt->judging) {
      continue;
    }
    attempt->judging = true;
    m_worker.post([this, attempt] { judge(attempt); });
  }
}

void FaceHandler::judge(const std::shared_ptr<Attempt>& attempt) {
  std::optional<drivers::FramePair> pair;
  {
    const std::lock_guard lock(attempt->mutex);
    pair.swap(attempt->latest);
    attempt->judging = false;
  }
  if (!pair) {
    return;
  }
  if (!m_engine) {
    const std::lock_guard lock(attempt->mutex);
    attempt->outcome = face::FaceOutcome{face::FaceOutcomeKind::Unavailable, m_engineProblem.code, {}};
    return;
  }
  if (!attempt->check) {
    face::FaceCheckSettings settings;
    settings.nirConfigured = m_setup.nirConfigured;
    settings.calibration = m_setup.calibration;
    settings.fusion = m_setup.rules.limits;
    settings.challenge = m_setup.rules.challenge;
    settings.compareElsewhere = m_elsewhere != nullptr;
    attempt->check = std::make_unique<face::FaceCheck>(
        *m_engine, m_decoder->decode(attempt->living->encodedPhoto), settings);
  }
  const auto progress = attempt->check->feed(*pair);
  if (progress.outcome) {
    rememberHolder(*pair, *progress.outcome);
  }
  wipeFrames(*pair);
  if (progress.guidance != attempt->told || progress.challenge != attempt->asked) {
    attempt->told = progress.guidance;
    attempt->asked = progress.challenge;
    QMetaObject::invokeMethod(
        this, [this, guided = workflow::FaceGuided{attempt->operation, progress.guidance,
                                                   progress.challenge}] { m_context.send(guided); });
  }
  if (!progress.outcome) {
    return;
  }
  auto face = attempt->check->takeBestFace();
  attempt->check.reset();
  m_engine->forget();
  const std::lock_guard lock(attempt->mutex);
  attempt->living->face = std::move(face);
  attempt->outcome = progress.outcome;
}

void FaceHandler::cancel(workflow::OperationId operation) {
  m_running.cancel(operation);
  const auto asking = m_asking.find(operation);
  if (asking != m_asking.end()) {
    asking->second.cancel();
  }
}

void FaceHandler::wipe() {
  if (m_elsewhere) {
    m_elsewhere->forgetSession();
  }
  if (!m_holderWatch.isActive()) {
    watchHolder(false);  // a check whose answer nobody waited for leaves a face behind
  }
}

void FaceHandler::compareElsewhere(workflow::OperationId operation, Living& living) {
  m_running.end(operation);
  Q_EMIT preview({});
  // Whoever went back while the camera still looked takes his picture along.
  const auto& running = m_context.state().operation;
  if (!running || running->id != operation) {
    return m_context.send(workflow::OperationFailed{
        operation, {std::string(xiaowu::errors::kCancelled), Fault::Cancelled, {}}});
  }
  auto future = m_elsewhere->compare(std::exchange(living.encodedPhoto, {}), std::exchange(living.face, {}));
  m_asking[operation] = future;
  whenDone(future, this, [this, operation](const Result<sync::ComparisonAnswer>& verdict) {
    m_asking.erase(operation);
    if (!verdict) {
      const auto failure = comparisonFailure(verdict.error());
      qCInfo(logVision, "face comparison elsewhere: %s", describe(failure).c_str());
      return m_context.send(workflow::OperationFailed{operation, failure});
    }
    qCInfo(logVision, "face comparison elsewhere: answered, %s %s", verdict->model.c_str(),
           verdict->thresholdId.c_str());
    if (!verdict->match) {
      return m_context.send(workflow::OperationFailed{
          operation, {std::string(domain::errors::kFaceNotMatched), Fault::ResidentCanFix, {}}});
    }
    m_context.send(workflow::FacePassed{operation, {"face", std::nullopt, verdict->model}});
  });
}

void FaceHandler::finished(workflow::OperationId operation, const Result<face::FaceOutcome>& outcome) {
  m_running.end(operation);
  Q_EMIT preview({});
  if (!outcome) {
    return m_context.send(workflow::OperationFailed{operation, outcome.error()});
  }
  qCInfo(logVision, "face check: %s %s live %.2f like %.2f near-infrared %.2f frames %d/%d",
         std::string(face::outcomeName(outcome->kind)).c_str(), outcome->reason.c_str(),
         outcome->scores.liveness, outcome->scores.similarity, outcome->scores.nirShare,
         outcome->scores.framesGood, outcome->scores.framesSeen);
  const auto failed = [&](std::string_view code, Fault fault) {
    m_context.send(workflow::OperationFailed{operation, {std::string(code), fault, {}}});
  };
  switch (outcome->kind) {
    case face::FaceOutcomeKind::Passed:
      return m_context.send(
          workflow::FacePassed{operation, {"face", outcome->scores.similarity, outcome->model}});
    case face::FaceOutcomeKind::NotMatched:
      return failed(domain::errors::kFaceNotMatched, Fault::ResidentCanFix);
    case face::FaceOutcomeKind::NotAlive: return failed(domain::errors::kFaceNotAlive, Fault::ResidentCanFix);
    case face::FaceOutcomeKind::AliveUncompared:  // compareElsewhere() has it; alive alone is no pass
      return failed(std::string(errors::kComparisonUnavailable), Fault::Bug);
    case face::FaceOutcomeKind::Unavailable: return failed(outcome->reason, Fault::AttendantNeeded);
  }
}

/// The face of the frame on which the check was decided: that of the track which was judged. On the worker.
void FaceHandler::rememberHolder(const drivers::FramePair& pair, const face::FaceOutcome& outcome) {
  m_holder.wipe();
  if (outcome.kind != face::FaceOutcomeKind::Passed &&
      outcome.kind != face::FaceOutcomeKind::AliveUncompared) {
    return;
  }
  const auto faces = m_engine->detect(pair.rgb.image);
  if (!faces || faces->empty()) {
    return;
  }
  if (auto embedding = m_engine->embed(pair.rgb.image, faces->front(), face::Care::Thorough)) {
    m_holder = std::move(*embedding);
    m_holderWidth = faces->front().box.width;
  }
}

void FaceHandler::watchHolder(bool on) {
  m_othersInARow = 0;
  m_holderTold = workflow::HolderSeen{true, false};  // as the machine has it when the check has passed
  if (on) {
    m_holderWatch.start();
    return;
  }
  m_holderWatch.stop();
  m_worker.post([this] {
    m_holder.wipe();
    if (m_engine) {
      m_engine->forget();
    }
  });
}

void FaceHandler::lookForHolder() {
  if (m_holderLooking) {
    return;
  }
  m_holderLooking = true;
  // Shared, so that the one copy that there is can be overwritten.
  using Pair = std::shared_ptr<drivers::FramePair>;
  auto future = m_cameras.call<Pair>(
      kHolderWithin, {}, [](drivers::CameraPair& cameras, const CallContext& context) -> Result<Pair> {
        auto pair = cameras.nextPair(context);
        return pair ? Result<Pair>(std::make_shared<drivers::FramePair>(std::move(*pair)))
                    : Result<Pair>(fail(pair.error()));
      });
  whenDone(future, this, [this](const Result<Pair>& pair) {
    if (!pair) {
      m_holderLooking = false;
      return holderLooked(false, false);
    }
    m_worker.post([this, seen = *pair] { judgeHolder(*seen); });
  });
}

/// On the worker.
void FaceHandler::judgeHolder(drivers::FramePair& pair) {
  bool holder = false;
  float otherWidth = 0;
  const auto faces = m_engine && !m_holder.empty()
                         ? m_engine->detect(pair.rgb.image)
                         : Result<std::vector<face::Face>>(std::vector<face::Face>{});
  for (const auto& each : faces ? *faces : std::vector<face::Face>{}) {
    const auto embedding = m_engine->embed(pair.rgb.image, each);
    const double likeness = embedding ? static_cast<double>(face::similarity(*embedding, m_holder)) : 0;
    if (likeness >= m_engine->similarityThreshold() && !holder) {
      holder = true;
      m_holderWidth = each.box.width;
    } else if (embedding && likeness < m_engine->similarityThreshold() * kOtherLikenessMax) {
      otherWidth = std::max(otherWidth, each.box.width);
    }
  }
  wipeFrames(pair);
  const bool others = otherWidth > 0 && otherWidth >= m_holderWidth * kOtherWidthMin;
  QMetaObject::invokeMethod(this, [this, holder, others] {
    m_holderLooking = false;
    holderLooked(holder, others);
  });
}

void FaceHandler::holderLooked(bool holder, bool others) {
  if (!m_holderWatch.isActive()) {
    return;
  }
  m_othersInARow = others ? m_othersInARow + 1 : 0;
  const workflow::HolderSeen seen{holder, m_othersInARow >= kOthersInARow};
  if (m_holderTold && m_holderTold->holder == seen.holder && m_holderTold->others == seen.others) {
    return;
  }
  m_holderTold = seen;
  m_context.send(seen);
}

}  // namespace xiaowu::session
