// "outbox" as a process, beside an outbox that is open, as the kiosk's is.
#include "tests/integration/cli/Tool.h"
#include "tests/unit/app/outbox/OutboxFixture.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace xiaowu::cli::test {

namespace {

namespace box = outbox::test;
using testing::tool;
using Json = nlohmann::json;

std::vector<Json> linesOf(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(Json::parse(line));
  }
  return lines;
}

}  // namespace

TEST_CASE("outbox lists and requeues what is dead and held while the kiosk has it open") {
  const box::TempFolder folder;
  const SystemClock clock;
  const auto data = folder.path().string();
  const auto open = box::need(outbox::Outbox::open(folder.path() / "outbox", clock, box::options()));
  std::vector<Uuid> ids;
  for (int n = 0; n < 3; ++n) {
    ids.push_back(Uuid::makeV7(clock.wall()));
    box::need(open->submissions().enqueue(box::submission(ids.back(), clock.wall())));
  }
  CHECK(tool({"outbox", "list", "--data", data}).status == 0);
  box::need(open->queue().markDead(ids[0], "submission.invalid"));
  box::need(
      open->queue().markRetry(ids[1], "submission.conflict", clock.wall() + std::chrono::hours{1}, true));
  box::need(open->queue().leaseSubmission(ids[2]));

  const auto listed = tool({"outbox", "list", "--data", data});
  CHECK(listed.status == 1);
  const auto lines = linesOf(listed.out);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0]["id"] == ids[0].text());
  CHECK(lines[0]["state"] == "dead");
  CHECK(lines[0]["code"] == "submission.invalid");
  CHECK(lines[1]["state"] == "held");
  CHECK(lines[2]["deadLetters"] == 1);
  CHECK(lines[2]["held"] == 1);

  CHECK(tool({"outbox", "requeue", ids[2].text(), "--data", data}).status == 1);  // nothing is wrong with it
  CHECK(tool({"outbox", "requeue", ids[0].text(), "--data", data}).status == 0);
  CHECK(linesOf(tool({"outbox", "requeue", "all", "--data", data}).out)[0]["requeued"] == 1);
  CHECK(tool({"outbox", "list", "--data", data}).status == 0);
  CHECK(box::need(open->queue().due(clock.wall())).size() == 2);
  // The lease of the one that the kiosk is sending was not touched.
  CHECK(box::need(open->submissions().stateOf(ids[2])).state == outbox::SubmissionState::Sending);
}

TEST_CASE("outbox tells unexplained parts and a loss until it is noted") {
  const box::TempFolder folder;
  const SystemClock clock;
  const auto data = folder.path().string();
  box::need(outbox::Outbox::open(folder.path() / "outbox", clock, box::options())).reset();
  std::filesystem::remove(folder.path() / "outbox" / "outbox.db");
  std::filesystem::create_directories(folder.path() / "outbox" / "parts" / Uuid::makeV7(clock.wall()).text());
  box::need(outbox::Outbox::open(folder.path() / "outbox", clock, box::options())).reset();
  const auto told = linesOf(tool({"outbox", "list", "--data", data}).out).back();
  CHECK(told["unexplainedParts"] == 1);
  CHECK(told["copies"] == 0);
  CHECK(told["heldCopies"] == 0);
  CHECK(told["loss"]["what"] == "database-lost");
  CHECK(tool({"outbox", "noted", "--data", data}).status == 0);
  CHECK_FALSE(linesOf(tool({"outbox", "list", "--data", data}).out).back().contains("loss"));
}

TEST_CASE("kiosk-key makes the outbox with the key; outbox init only where there is none") {
  const box::TempFolder folder;
  const auto data = (folder.path() / "kiosk").string();
  CHECK(tool({"outbox", "init", "--data", data}).status == 1);
  CHECK(tool({"kiosk-key", "--data", data}).status == 0);
  CHECK(outbox::Outbox::isIn(folder.path() / "kiosk" / "outbox"));
  CHECK(tool({"outbox", "init", "--data", data}).status == 1);
  std::filesystem::remove(folder.path() / "kiosk" / "outbox" / "outbox.db");
  CHECK(tool({"outbox", "init", "--data", data}).status == 1);  // what is left can be recovered
  std::filesystem::remove_all(folder.path() / "kiosk" / "outbox");
  CHECK(tool({"outbox", "init", "--data", data}).status == 0);
  CHECK(tool({"outbox", "list", "--data", data}).status == 0);
}

TEST_CASE("outbox makes nothing where there is no outbox, and refuses what it does not understand") {
  const box::TempFolder folder;
  const auto data = (folder.path() / "typo").string();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"list"}, {"requeue", "all"}, {"noted"}}) {
    auto all = words;
    all.insert(all.begin(), "outbox");
    all.insert(all.end(), {"--data", data});
    CHECK(tool(all).status == 1);
  }
  CHECK_FALSE(std::filesystem::exists(data));
  CHECK(tool({"outbox", "--data", data}).status == 2);
  CHECK(tool({"outbox", "list"}).status == 2);
  CHECK(tool({"outbox", "requeue", "--data", data}).status == 2);
  CHECK(tool({"outbox", "requeue", "all", "more", "--data", data}).status == 2);
}

}  // namespace xiaowu::cli::test
