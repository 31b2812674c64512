// Random operations in random order, compared with a model that is a few maps. Seeded: a failure prints the
// seed and the step.
#include "OutboxFixture.h"

#include <map>
#include <set>
#include <random>

namespace xiaowu::outbox::test {

using namespace std::chrono_literals;

namespace {

struct ModelItem {
  SubmissionState state = SubmissionState::Stored;
  std::int64_t seq = 0;
  int attempts = 0;
  WallTime nextAt;
  bool purged = false;
  WallTime settledAt;
  Submission content;
};

struct Model {
  std::map<Uuid, ModelItem> items;
  std::map<Uuid, std::pair<int, WallTime>> drafts;  // which of the cards, when
  std::int64_t lastSeq = 0;

  [[nodiscard]] std::set<Uuid> due(WallTime now) const {
    std::set<Uuid> ids;
    for (const auto& [id, item] : items) {
      if (item.state == SubmissionState::Stored && item.nextAt <= now) {
        ids.insert(id);
      }
    }
    return ids;
  }
};

class Walk {
 public:
  explicit Walk(unsigned seed) : m_random(seed) {}

  void step() {
    switch (pick(14)) {
      case 0: return enqueueNew();
      case 1: return enqueueAgain();
      case 2:
      case 3: return lease();
      case 4: return retry();
      case 5: return dead();
      case 6: return acknowledge();
      case 7: return requeue();
      case 8: return draft();
      case 9: return removeDraft();
      case 10: return purge();
      case 11: return f.clock.advance(std::chrono::seconds(pick(600)));
      case 12: return release();
      default:
        if (pick(6) == 0) {
          reopen();
        }
    }
  }

  void compare() {
    std::set<Uuid> due;
    for (const auto& item : need(f.outbox->queue().due(f.clock.wall(), 10000))) {
      due.insert(item.id);
    }
    REQUIRE(due == m_model.due(f.clock.wall()));
    const auto statistics = need(f.outbox->queue().statistics());
    int pending = 0, deadLetters = 0;
    for (const auto& [id, item] : m_model.items) {
      pending += item.state == SubmissionState::Stored || item.state == SubmissionState::Sending;
      deadLetters += item.state == SubmissionState::Dead;
    }
    REQUIRE(statistics.pending == pending);
    REQUIRE(statistics.deadLetters == deadLetters);
    REQUIRE(statistics.lastSeq == m_model.lastSeq);
    if (m_model.items.empty()) {
      return;
    }
    const auto& [id, item] = *chosen();
    const auto state = need(f.outbox->submissions().stateOf(id));
    REQUIRE(state.state == item.state);
    REQUIRE(state.seq == item.seq);
    REQUIRE(state.attempts == item.attempts);
    REQUIRE((codeOf(f.outbox->submissions().readPart(id, 1)) == "success") == !item.purged);
    for (int card = 0; card < 3; ++card) {
      REQUIRE(need(f.outbox->drafts().find(Bytes(32, static_cast<std::uint8_t>(card)))).has_value() ==
              hasDraft(card));
    }
  }

 private:
  using Chosen = std::map<Uuid, ModelItem>::iterator;

  int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }
  Chosen chosen() { return std::next(m_model.items.begin(), pick(static_cast<int>(m_model.items.size()))); }
  [[nodiscard]] bool hasDraft(int card) const {
    for (const auto& [id, draft] : m_model.drafts) {
      if (draft.first == card && draft.second > f.clock.wall() - 72h) {
        return true;
      }
    }
    return false;
  }

  void enqueueNew() {
    if (m_model.items.size() >= 60) {
      return;
    }
    const auto drafted = !m_model.drafts.empty() && pick(2) == 0;
    const auto id = drafted ? m_model.drafts.begin()->first : f.newId();
    auto content = submission(id, f.clock.wall(), 2, 60);
    const auto stored = need(f.outbox->submissions().enqueue(content));
    REQUIRE(stored.seq == ++m_model.lastSeq);
    m_model.drafts.erase(id);
    ModelItem item;
    item.seq = stored.seq;
    item.nextAt = f.clock.wall();
    item.content = std::move(content);
    m_model.items.emplace(id, std::move(item));
  }
  void enqueueAgain() {
    if (m_model.items.empty()) {
      return;
    }
    const auto it = chosen();
    const auto again = need(f.outbox->submissions().enqueue(it->second.content));
    REQUIRE(again.alreadyThere);
    REQUIRE(again.seq == it->second.seq);
  }
  void lease() {
    if (m_model.items.empty()) {
      return;
    }
    const auto it = chosen();
    const bool can = it->second.state == SubmissionState::Stored;
    REQUIRE(f.outbox->queue().leaseSubmission(it->first).has_value() == can);
    if (can) {
      it->second.state = SubmissionState::Sending;
    }
  }
  void release() {
    if (m_model.items.empty()) {
      return;
    }
    const auto it = chosen();
    const bool can = it->second.state == SubmissionState::Sending;
    REQUIRE(f.outbox->queue().release(it->first).has_value() == can);
    if (can) {
      it->second.state = SubmissionState::Stored;
    }
  }
  [[nodiscard]] static bool open(const ModelItem& item) {
    return item.state == SubmissionState::Stored || item.state == SubmissionState::Sending;
  }
  void retry() {
    if (m_model.items.empty()) {
      return;
    }
    const auto it = chosen();
    const bool can = open(it->second);
    const auto nextAt = f.clock.wall() + std::chrono::seconds(pick(900));
    REQUIRE(f.outbox->queue().markRetry(it->first, "platform.busy", nextAt).has_value() == can);
    if (!can) {
      return;
    }
    it->second.state = SubmissionState::Stored;
    it->second.nextAt = nextAt;
    ++it->second.attempts;
  }
  void dead() {
    if (m_model.items.empty() || pick(3) != 0) {
      return;
    }
    const auto it = chosen();
    const bool can = open(it->second);
    REQUIRE(f.outbox->queue().markDead(it->first, "submission.invalid").has_value() == can);
    if (!can) {
      return;
    }
    it->second.state = SubmissionState::Dead;
    ++it->second.attempts;
  }
  void requeue() {
    if (m_model.items.empty()) {
      return;
    }
    const auto it = chosen();
    const bool can = it->second.state == SubmissionState::Dead;
    REQUIRE(f.outbox->queue().requeue(it->first).has_value() == can);
    if (!can) {
      return;
    }
    it->second.state = SubmissionState::Stored;
    it->second.attempts = 0;
    it->second.nextAt = f.clock.wall();
  }
  void acknowledge() {
    if (m_model.items.empty()) {
      return;
    }
    const auto it = chosen();
    const auto outcome = pick(2) == 0 ? SubmissionState::Accepted : SubmissionState::AlreadySubmitted;
    need(f.outbox->queue().markAcknowledged(it->first, {outcome, "530102-20261121-000001", "", "{}"}));
    auto& item = it->second;
    if (item.state == SubmissionState::Accepted || item.state == SubmissionState::AlreadySubmitted) {
      return;
    }
    item.state = outcome;
    item.settledAt = f.clock.wall();
  }
  void draft() {
    const auto id = f.newId();
    const int card = pick(3);
    need(f.outbox->drafts().save(Bytes(32, static_cast<std::uint8_t>(card)), id, Bytes{1}, f.clock.wall()));
    m_model.drafts[id] = {card, f.clock.wall()};
  }
  void removeDraft() {
    if (m_model.drafts.empty()) {
      return;
    }
    const auto it = std::next(m_model.drafts.begin(), pick(static_cast<int>(m_model.drafts.size())));
    need(f.outbox->drafts().remove(it->first));
    m_model.drafts.erase(it);
  }
  void purge() {
    const auto limit = f.clock.wall() - 1h;
    int expected = 0;
    for (auto& [id, item] : m_model.items) {
      const bool settled =
          item.state == SubmissionState::Accepted || item.state == SubmissionState::AlreadySubmitted;
      if (!settled || item.purged || item.settledAt >= limit) {
        continue;
      }
      item.purged = true;
      ++expected;
    }
    REQUIRE(f.purge(limit) == expected);
    std::erase_if(m_model.drafts,
                  [&](const auto& draft) { return draft.second.second <= f.clock.wall() - 72h; });
    need(f.outbox->drafts().purge());
  }
  void reopen() {
    f.reopen();
    for (auto& [id, item] : m_model.items) {
      if (item.state == SubmissionState::Sending) {
        item.state = SubmissionState::Stored;
      }
    }
    REQUIRE(f.outbox->openReport().removedOrphans == 0);
  }

  std::mt19937 m_random;
  Fixture f;
  Model m_model;
};

}  // namespace

TEST_CASE("Any order of operations behaves as the model says") {
  for (const unsigned seed : {1U, 20261121U, 77U}) {
    Walk walk(seed);
    for (int step = 0; step < 1500; ++step) {
      INFO("seed " << seed << ", step " << step);
      walk.step();
      walk.compare();
    }
  }
}

}  // namespace xiaowu::outbox::test
