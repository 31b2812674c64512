#include "recognition/face/liveness/Challenge.h"

#include "tests/support/Catch.h"

#include <map>
#include <random>
#include <set>

using namespace xiaowu;
using namespace xiaowu::face;
using std::chrono::milliseconds;

namespace {

/// A resident in front of a camera at 25 frames a second, who does what the test says.
struct Actor {
  explicit Actor(ChallengeAction action, milliseconds limit = milliseconds{5'000})
      : judge({{action}, {limit}}) {}
  Actor(ChallengeAction first, ChallengeAction second)
      : judge({{first, second}, {milliseconds{5'000}, milliseconds{5'000}}}) {}

  ChallengeState show(int frames, ChallengeMeasure face) {
    for (int i = 0; i < frames; ++i) {
      face.at = now;
      judge.look(face);
      now += milliseconds{40};
    }
    return judge.state();
  }
  ChallengeState rest(int frames = 10) { return show(frames, resting()); }
  static ChallengeMeasure resting() { return {{}, 0.28, 0.03, 0.01, 0.55, 80, 0.0}; }
  static ChallengeMeasure shut() { return with(&ChallengeMeasure::eyes, 0.10); }
  static ChallengeMeasure with(double ChallengeMeasure::* what, double value) {
    auto face = resting();
    face.*what = value;
    return face;
  }
  static ChallengeMeasure turned(double turn, double stereo) {
    auto face = with(&ChallengeMeasure::turn, turn);
    face.stereoTurn = stereo;
    return face;
  }

  ChallengeJudge judge;
  SteadyTime now{std::chrono::seconds{100}};
};

RandomSource counting(std::uint32_t start) {
  return [numbers = std::mt19937(start)]() mutable { return static_cast<std::uint32_t>(numbers()); };
}

}  // namespace

TEST_CASE(
    "a plan is drawn from the random source: one or two different actions, each with a time between four and "
    "six seconds") {
  std::map<ChallengeAction, int> first;
  std::set<std::size_t> counts;
  std::set<std::int64_t> times;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    const auto plan = planChallenge(counting(seed));
    REQUIRE(plan.actions.size() == plan.times.size());
    counts.insert(plan.actions.size());
    ++first[plan.actions.front()];
    if (plan.actions.size() == 2) {
      CHECK(plan.actions[0] != plan.actions[1]);
    }
    for (const auto time : plan.times) {
      CHECK(time >= milliseconds{4'000});
      CHECK(time <= milliseconds{6'000});
      times.insert(time.count());
    }
  }
  CHECK(counts == std::set<std::size_t>{1, 2});
  CHECK(first.size() == 4);
  for (const auto& [action, count] : first) {
    CHECK(count > 50);
  }
  CHECK(times.size() > 100);
  const auto again = planChallenge(counting(7));
  CHECK(again.actions == planChallenge(counting(7)).actions);
}

TEST_CASE("the kernel's random source gives different plans") {
  const auto random = systemRandom();
  std::set<std::uint32_t> numbers;
  for (int i = 0; i < 16; ++i) {
    numbers.insert(random());
  }
  CHECK(numbers.size() > 12);
}

TEST_CASE("a blink of a fifth of a second is a blink") {
  Actor actor(ChallengeAction::Blink);
  CHECK(actor.rest() == ChallengeState::Running);
  CHECK(actor.show(5, Actor::shut()) == ChallengeState::Running);
  CHECK(actor.rest(1) == ChallengeState::Done);
  CHECK_FALSE(actor.judge.asked());
}

TEST_CASE("a blink counts as deep as the mesh sees really shut eyes: 0.69 of the open ones") {
  Actor actor(ChallengeAction::Blink);
  actor.rest();
  actor.show(4, Actor::with(&ChallengeMeasure::eyes, 0.7 * 0.28));
  CHECK(actor.rest(1) == ChallengeState::Done);
}

TEST_CASE("what only looks like a blink is none") {
  Actor actor(ChallengeAction::Blink);
  actor.rest();
  SECTION("one frame: the mesh's mistake") {
    actor.show(1, Actor::shut());
  }
  SECTION("too long: eyes closed, or a picture with closed eyes") {
    actor.show(14, Actor::shut());
  }
  SECTION("not deep enough: looking down, the lids half over the eyes") {
    actor.show(5, Actor::with(&ChallengeMeasure::eyes, 0.23));
  }
  SECTION("looking up: the head nods while the eyes narrow") {
    auto face = Actor::shut();
    face.nod = 0.68;
    actor.show(5, face);
  }
  SECTION("turning") {
    auto face = Actor::shut();
    face.turn = 0.12;
    actor.show(5, face);
  }
  SECTION("moving closer: a blurred frame") {
    auto face = Actor::shut();
    face.size = 86;
    actor.show(5, face);
  }
  CHECK(actor.rest(3) == ChallengeState::Running);
  // And after it a real one counts.
  actor.rest();
  actor.show(4, Actor::shut());
  CHECK(actor.rest(1) == ChallengeState::Done);
}

TEST_CASE("an open mouth counts from the second frame on, if it was closed when asked") {
  const auto open = Actor::with(&ChallengeMeasure::mouth, 0.5);
  Actor actor(ChallengeAction::OpenMouth);
  SECTION("closed before") {
    actor.rest(3);
    CHECK(actor.show(1, open) == ChallengeState::Running);
    CHECK(actor.show(1, open) == ChallengeState::Done);
  }
  SECTION("open all the time: a mask with a hole") {
    CHECK(actor.show(50, open) == ChallengeState::Running);
    actor.rest(1);
    CHECK(actor.show(2, open) == ChallengeState::Done);
  }
  SECTION("a little: talking") {
    actor.rest(3);
    CHECK(actor.show(30, Actor::with(&ChallengeMeasure::mouth, 0.25)) == ChallengeState::Running);
  }
}

TEST_CASE("a turn to the side that was asked counts when both cameras see it in space") {
  const auto left = Actor::turned(0.4, 20);
  const auto right = Actor::turned(-0.4, -20);
  SECTION("left") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.rest(3);
    CHECK(actor.show(2, left) == ChallengeState::Done);
  }
  SECTION("right") {
    Actor actor(ChallengeAction::TurnRight);
    actor.rest(3);
    CHECK(actor.show(2, right) == ChallengeState::Done);
  }
  SECTION("the other side fails at once: an attacker who tries both") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.rest(3);
    CHECK(actor.show(2, right) == ChallengeState::Failed);
    CHECK(actor.judge.reason() == "wrong-side");
  }
  SECTION("a film of a turning head is flat in space") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.rest(3);
    CHECK(actor.show(3, Actor::turned(0.4, 1)) == ChallengeState::Running);
    CHECK(actor.show(1, Actor::turned(0.4, 1)) == ChallengeState::Failed);
    CHECK(actor.judge.reason() == "flat-turn");
  }
  SECTION("a film of it on a screen that stands askew: the rest was as much turned in space") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.show(3, Actor::turned(0, 20));
    CHECK(actor.show(4, Actor::turned(0.4, 22)) == ChallengeState::Failed);
    CHECK(actor.judge.reason() == "flat-turn");
  }
}

TEST_CASE("a slow turn, a turn that is not measured and one without a rest before it") {
  const auto left = Actor::turned(0.4, 20);
  SECTION("a slow turn does not take the rest along with it") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.rest();
    for (int i = 1; i <= 30; ++i) {
      actor.show(1, Actor::turned(0.01 * i, 0.8 * i));
    }
    CHECK(actor.show(2, Actor::turned(0.31, 25)) == ChallengeState::Done);
  }
  SECTION("nor does a slow turn to the wrong side") {
    Actor actor(ChallengeAction::TurnRight);
    actor.rest();
    for (int i = 1; i <= 30; ++i) {
      actor.show(1, Actor::turned(0.01 * i, 0.8 * i));
    }
    CHECK(actor.show(2, Actor::turned(0.31, 25)) == ChallengeState::Failed);
    CHECK(actor.judge.reason() == "wrong-side");
  }
  SECTION("nothing is decided while the rest in space is not measured") {
    Actor actor(ChallengeAction::TurnLeft);
    auto unmeasured = Actor::resting();
    unmeasured.stereoTurn.reset();
    actor.show(10, unmeasured);
    CHECK(actor.show(10, Actor::turned(0.4, 1)) == ChallengeState::Running);
  }
  SECTION("nothing is decided while the turn in space is not measured") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.rest(3);
    auto turned = Actor::with(&ChallengeMeasure::turn, 0.4);
    turned.stereoTurn.reset();
    CHECK(actor.show(10, turned) == ChallengeState::Running);
    CHECK(actor.show(1, left) == ChallengeState::Done);
  }
  SECTION("turned from the beginning") {
    Actor actor(ChallengeAction::TurnLeft);
    CHECK(actor.show(20, left) == ChallengeState::Running);
  }
  SECTION("one frame") {
    Actor actor(ChallengeAction::TurnLeft);
    actor.rest(3);
    CHECK(actor.show(1, left) == ChallengeState::Running);
    CHECK(actor.rest(1) == ChallengeState::Running);
  }
}

TEST_CASE("two actions are asked one after the other, each from rest") {
  Actor actor(ChallengeAction::OpenMouth, ChallengeAction::TurnLeft);
  actor.rest(2);
  CHECK(actor.judge.asked() == ChallengeAction::OpenMouth);
  actor.show(2, Actor::with(&ChallengeMeasure::mouth, 0.5));
  CHECK(actor.judge.asked() == ChallengeAction::TurnLeft);
  CHECK(actor.judge.done() == 1);
  auto both = Actor::turned(0.4, 20);
  both.mouth = 0.5;
  CHECK(actor.show(5, both) == ChallengeState::Running);
  actor.rest(1);
  CHECK(actor.show(2, Actor::turned(0.4, 20)) == ChallengeState::Done);
}

TEST_CASE("who does nothing is late, with or without a face; time that runs backwards fails") {
  Actor actor(ChallengeAction::Blink, milliseconds{4'000});
  SECTION("a still face") {
    CHECK(actor.rest(102) == ChallengeState::Failed);
  }
  SECTION("nobody") {
    CHECK(actor.judge.wait(actor.now) == ChallengeState::Running);
    CHECK(actor.judge.wait(actor.now + milliseconds{4'001}) == ChallengeState::Failed);
  }
  SECTION("back in time") {
    actor.rest(5);
    CHECK(actor.judge.wait(actor.now - milliseconds{100}) == ChallengeState::Failed);
    CHECK(actor.judge.reason() == "time");
    return;
  }
  CHECK(actor.judge.reason() == "late");
  CHECK_FALSE(actor.judge.asked());
}

TEST_CASE("a plan without actions proves nothing") {
  CHECK(ChallengeJudge(ChallengePlan{}).state() == ChallengeState::Failed);
  CHECK(ChallengeJudge(ChallengePlan{{ChallengeAction::Blink}, {}}).state() == ChallengeState::Failed);
}
