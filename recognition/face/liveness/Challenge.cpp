#include "recognition/face/liveness/Challenge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <random>

namespace xiaowu::face {
namespace {

constexpr std::size_t kEyesKept = 25;  // a second
constexpr std::size_t kEyesNeeded = 5;
constexpr std::size_t kRestsKept = 75;
constexpr int kHeldFrames = 2;  // one frame may be the mesh's mistake
// Turned to the eye and not in space, in so many measured ones: it is a picture that turns.
constexpr int kFlatFrames = 4;

/// An even number below `bound`; the modulo's bias of at most 2^-29 is nothing here.
std::uint32_t below(const RandomSource& random, std::uint32_t bound) {
  return bound < 2 ? 0 : random() % bound;
}

}  // namespace

RandomSource systemRandom() {
  return [device = std::make_shared<std::random_device>()] { return (*device)(); };
}

ChallengePlan planChallenge(const RandomSource& random, const ChallengeLimits& limits) {
  std::array<ChallengeAction, 4> actions{ChallengeAction::Blink, ChallengeAction::OpenMouth,
                                         ChallengeAction::TurnLeft, ChallengeAction::TurnRight};
  for (std::size_t i = actions.size() - 1; i > 0; --i) {
    std::swap(actions[i], actions[below(random, static_cast<std::uint32_t>(i + 1))]);
  }
  const int least = std::clamp(limits.actionsMin, 1, 4);
  const int most = std::clamp(limits.actionsMax, least, 4);
  const auto count =
      static_cast<std::size_t>(least) + below(random, static_cast<std::uint32_t>(most - least + 1));
  const auto spread = std::max<std::int64_t>(0, (limits.timeMax - limits.timeMin).count());
  ChallengePlan plan;
  for (std::size_t i = 0; i < count; ++i) {
    plan.actions.push_back(actions[i]);
    plan.times.push_back(limits.timeMin +
                         std::chrono::milliseconds{below(random, static_cast<std::uint32_t>(spread + 1))});
  }
  return plan;
}

ChallengeJudge::ChallengeJudge(ChallengePlan plan, ChallengeLimits limits)
    : m_plan(std::move(plan)), m_limits(limits) {
  // A plan without actions asks nothing and so proves nothing.
  if (m_plan.actions.empty() || m_plan.times.size() != m_plan.actions.size()) {
    fail("late");
  }
}

std::optional<ChallengeAction> ChallengeJudge::asked() const {
  return m_state == ChallengeState::Running ? std::optional(m_plan.actions[m_at]) : std::nullopt;
}

void ChallengeJudge::fail(std::string_view reason) {
  if (m_state != ChallengeState::Running) {
    return;
  }
  m_state = ChallengeState::Failed;
  m_reason = reason;
}

void ChallengeJudge::begin(SteadyTime now) {
  m_asked = now;
  m_rest.reset();
  m_beforeDip.reset();
  m_dipBegan.reset();
  m_held = 0;
  m_stereoTurn = 0;
  m_stereoFrames = 0;
  m_rests.clear();
}

void ChallengeJudge::succeed(SteadyTime now) {
  if (++m_at == m_plan.actions.size()) {
    m_state = ChallengeState::Done;
  } else {
    begin(now);
  }
}

ChallengeState ChallengeJudge::wait(SteadyTime now) {
  if (m_state != ChallengeState::Running) {
    return m_state;
  }
  if (m_last && now <= *m_last) {
    fail("time");
  }
  m_last = now;
  if (!m_asked) {
    begin(now);
  }
  if (now - *m_asked > m_plan.times[m_at]) {
    fail("late");
  }
  return m_state;
}

ChallengeState ChallengeJudge::look(const ChallengeMeasure& measure) {
  if (wait(measure.at) != ChallengeState::Running) {
    return m_state;
  }
  const auto action = m_plan.actions[m_at];
  // The action must begin from rest after it was asked; what was already under way is somebody else's film.
  if (!m_rest && !isResting(measure)) {
    return m_state;
  }
  switch (action) {
    case ChallengeAction::Blink: judgeBlink(measure); break;
    case ChallengeAction::OpenMouth: judgeMouth(measure); break;
    case ChallengeAction::TurnLeft: judgeTurn(measure, 1); break;
    case ChallengeAction::TurnRight: judgeTurn(measure, -1); break;
  }
  if (m_state == ChallengeState::Running && m_plan.actions[m_at] == action && isResting(measure)) {
    m_rest = measure;
    m_rests.push_back({measure.turn, measure.stereoTurn});
    if (m_rests.size() > kRestsKept) {
      m_rests.pop_front();
    }
  }
  return m_state;
}

bool ChallengeJudge::isResting(const ChallengeMeasure& measure) const {
  return measure.mouth <= m_limits.mouthRestMax && std::abs(measure.turn) <= m_limits.restTurnMax &&
         !m_dipBegan;
}

double ChallengeJudge::openEyes() const {
  auto sorted = m_eyes;
  std::sort(sorted.begin(), sorted.end());
  return sorted[sorted.size() / 2];
}

void ChallengeJudge::judgeBlink(const ChallengeMeasure& measure) {
  const bool isKnown = m_eyes.size() >= kEyesNeeded;
  const bool isShut = isKnown && measure.eyes < m_limits.blinkRatio * openEyes();
  const bool isOpen = !isKnown || measure.eyes > m_limits.blinkOverRatio * openEyes();
  if (!m_dipBegan && isShut && m_rest) {
    m_dipBegan = measure.at;
    m_beforeDip = m_rest;
    m_isDipSteady = true;
  }
  if (m_dipBegan) {
    // Looking up or down narrows the eyes as well, and so does a blurred frame: neither is a blink.
    m_isDipSteady = m_isDipSteady && std::abs(measure.turn - m_beforeDip->turn) <= m_limits.steadyTurn &&
                    std::abs(measure.nod - m_beforeDip->nod) <= m_limits.steadyNod &&
                    std::abs(measure.size / m_beforeDip->size - 1) <= m_limits.steadySize;
    if (!isOpen) {
      return;
    }
    const auto lasted = measure.at - *m_dipBegan;
    m_dipBegan.reset();
    if (m_isDipSteady && lasted >= m_limits.blinkMin && lasted <= m_limits.blinkMax) {
      return succeed(measure.at);
    }
  }
  if (isShut) {
    return;
  }
  m_eyes.push_back(measure.eyes);
  if (m_eyes.size() > kEyesKept) {
    m_eyes.pop_front();
  }
}

void ChallengeJudge::judgeMouth(const ChallengeMeasure& measure) {
  m_held = m_rest && measure.mouth >= m_limits.mouthOpenMin ? m_held + 1 : 0;
  if (m_held >= kHeldFrames) {
    succeed(measure.at);
  }
}

/// Where the head rested furthest to that side. The last resting frame would be one of a turn that has
/// already begun.
ChallengeJudge::Rest ChallengeJudge::restFurthest(double side) const {
  const auto furthest =
      std::max_element(m_rests.begin(), m_rests.end(),
                       [side](const Rest& a, const Rest& b) { return a.turn * side < b.turn * side; });
  Rest rest{furthest->turn, {}};
  double sum = 0;
  int count = 0;
  for (const auto& each : m_rests) {
    if (!each.stereoTurn || std::abs(each.turn - rest.turn) > m_limits.steadyTurn) {
      continue;
    }
    sum += *each.stereoTurn;
    ++count;
  }
  if (count > 0) {
    rest.stereoTurn = sum / count;
  }
  return rest;
}

void ChallengeJudge::judgeTurn(const ChallengeMeasure& measure, double side) {
  if (m_rests.empty()) {
    return;
  }
  const auto rest = restFurthest(-side);
  const bool isTurned = (measure.turn - rest.turn) * side >= m_limits.turnMin;
  const bool isWrong = (measure.turn - restFurthest(side).turn) * side <= -m_limits.turnMin;
  m_held = isTurned || isWrong ? m_held + 1 : 0;
  if (m_held == 0) {
    m_stereoTurn = 0;
    m_stereoFrames = 0;
    return;
  }
  if (isTurned && measure.stereoTurn && rest.stereoTurn) {
    m_stereoTurn += (*measure.stereoTurn - *rest.stereoTurn) * side;
    ++m_stereoFrames;
  }
  if (m_held < kHeldFrames) {
    return;
  }
  if (isWrong) {
    return fail("wrong-side");
  }
  if (m_stereoFrames == 0) {
    return;
  }
  if (m_stereoTurn / m_stereoFrames >= m_limits.turnStereoMin) {
    return succeed(measure.at);
  }
  // A screen that plays a turning head, or a print, does not turn in space as its picture says.
  if (m_stereoFrames >= kFlatFrames) {
    fail("flat-turn");
  }
}

}  // namespace xiaowu::face
