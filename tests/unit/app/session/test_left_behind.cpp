// What a draft and a submission leave in memory when their session is over: looked for in the whole process.
#include "app/session/handlers/CaseHandler.h"
#include "tests/support/Catch.h"
#include "tests/unit/app/outbox/OutboxFixture.h"
#include "tests/unit/app/session/CaseFixture.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <algorithm>
#include <fstream>

using namespace xiaowu;
using namespace xiaowu::session;
using namespace xiaowu::session::test;
using namespace xiaowu::workflow;
using namespace std::chrono_literals;

namespace {

// Kept turned round, so that the search does not find itself.
constexpr char kTurn = 0x55;
const std::string kTurnedMark = [] {
  std::string mark = "a street that is on no other page, number ";
  mark += std::to_string(QCoreApplication::applicationPid());
  for (auto& letter : mark) {
    letter ^= kTurn;
  }
  return mark;
}();

std::string marked() {
  auto mark = kTurnedMark;
  for (auto& letter : mark) {
    letter ^= kTurn;
  }
  return mark;
}

bool standsAt(const std::vector<char>& memory, std::size_t at) {
  for (std::size_t i = 0; i < kTurnedMark.size(); ++i) {
    if ((memory[at + i] ^ kTurn) != kTurnedMark[i]) {
      return false;
    }
  }
  return true;
}

/// In everything that this process can write to.
int timesInMemory() {
  std::ifstream map("/proc/self/maps");
  std::ifstream memory("/proc/self/mem", std::ios::binary);
  std::vector<char> piece(1 << 20);
  int found = 0;
  std::string line;
  while (std::getline(map, line)) {
    unsigned long long begin = 0, end = 0;
    std::array<char, 5> rights{};
    if (std::sscanf(line.c_str(), "%llx-%llx %4s", &begin, &end, rights.data()) != 3 || rights[1] != 'w') {
      continue;
    }
    const auto step = piece.size() - kTurnedMark.size();
    for (auto at = begin; at < end; at += step) {
      const auto size = std::min<unsigned long long>(piece.size(), end - at);
      const auto* first = piece.data();
      if (begin <= reinterpret_cast<std::uintptr_t>(first) && reinterpret_cast<std::uintptr_t>(first) < end) {
        break;  // our own copy of the others
      }
      memory.clear();
      memory.seekg(static_cast<std::streamoff>(at));
      memory.read(piece.data(), static_cast<std::streamsize>(size));
      const auto got = static_cast<std::size_t>(memory.gcount());
      for (std::size_t i = 0; i + kTurnedMark.size() <= got; ++i) {
        found += standsAt(piece, i) ? 1 : 0;
      }
    }
  }
  std::fill(piece.begin(), piece.end(), '\0');
  return found;
}

/// A whole visit: written, saved, found again and opened, handed in, gone.
void visit(const outbox::test::TempFolder& folder) {
  ManualClock clock;
  sync::SyncSetup setup;
  setup.folder = folder.path();
  setup.outbox = outbox::test::options();
  setup.platform.channel.baseUrl = "http://127.0.0.1:9";
  setup.platform.channel.kioskId = "kiosk-7";
  sync::SyncHost host(std::move(setup), outbox::test::kioskKey(), clock);
  State state;
  PageStore pages;
  std::vector<Event> sent;
  CaseHandler handler(
      {[&](Event event) { sent.push_back(std::move(event)); }, [&]() -> const State& { return state; }}, host,
      pages, {crypto::makeSealingKeyPair().publicKey, "seal-1"}, clock);
  const auto waitFor = [&](auto isAnswer) {
    const QDeadlineTimer deadline(30s);
    while (std::none_of(sent.begin(), sent.end(), isAnswer)) {
      REQUIRE_FALSE(deadline.hasExpired());
      QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
  };
  state.session = application(pages);
  state.session->level = domain::IdentityLevel::L2;
  state.session->answers["street"] = {"street", marked(), domain::AnswerSource::Resident,
                                      domain::TrustGrade::D};
  state.session->materials[0].fields.push_back({"address", marked(), 0.9, false, {}, {}, "", ""});
  const auto page = marked() + std::string(300'000, 'x');
  state.session->materials[0].pages.push_back(pages.add({Bytes(page.begin(), page.end()), "image/jpeg"}));
  REQUIRE(timesInMemory() > 0);  // the search sees what is there
  handler.saveDraft(state.session->caseId);
  waitFor([](const Event& event) { return std::holds_alternative<DraftKept>(event); });
  state.operation = Operation{1, OperationKind::FindDraft};
  handler.findDraft(1);
  waitFor([](const Event& event) { return std::holds_alternative<DraftFound>(event); });
  handler.submit(2);
  waitFor([](const Event& event) { return std::holds_alternative<Stored>(event); });
}

}  // namespace

TEST_CASE("nothing of a case is left in memory when its session is over") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return;  // a sanitizer has a heap of its own
#endif
  const outbox::test::TempFolder folder;
  visit(folder);
  CHECK(timesInMemory() == 0);
}
