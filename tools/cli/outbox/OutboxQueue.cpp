#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"

#include "app/outbox/Outbox.h"
#include "core/base/Time.h"

#include <nlohmann/json.hpp>

#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;

Json lineOf(const outbox::DeadLetter& letter) {
  return {{"id", letter.id.text()},
          {"kind", letter.kind == outbox::ItemKind::Submission ? "submission" : "report"},
          {"state", letter.dead ? "dead" : "held"},
          {"what", letter.what},
          {"code", letter.code},
          {"attempts", letter.attempts},
          {"createdAt", rfc3339(letter.createdAt)}};
}

Json totalOf(const outbox::Statistics& numbers, const outbox::CopyNumbers& copies) {
  Json line{{"pending", numbers.pending},
            {"pendingReports", numbers.pendingReports},
            {"held", numbers.held},
            {"deadLetters", numbers.deadLetters},
            {"unexplainedParts", numbers.unexplainedParts},
            {"lastSeq", numbers.lastSeq},
            {"copies", copies.kept},
            {"copiesToGiveBack", copies.toGiveBack},
            {"heldCopies", copies.held}};
  if (numbers.oldestAge) {
    line["oldestAgeS"] = numbers.oldestAge->count();
  }
  if (numbers.lossAt) {
    line["loss"] = {{"what", numbers.loss}, {"at", rfc3339(*numbers.lossAt)}};
  }
  return line;
}

Result<Exit> list(outbox::Outbox& box, Surroundings& io) {
  const auto stuck = box.queue().stuck();
  const auto numbers = box.queue().statistics();
  const auto copies = box.copies().numbers();
  if (!stuck || !numbers) {
    return fail(stuck ? numbers.error() : stuck.error());
  }
  if (!copies) {
    return fail(copies.error());
  }
  for (const auto& letter : *stuck) {
    io.out << lineOf(letter).dump() << '\n';
  }
  io.out << totalOf(*numbers, *copies).dump() << '\n';
  const bool good =
      stuck->empty() && numbers->unexplainedParts == 0 && numbers->loss.empty() && copies->held == 0;
  return good ? kDone : kFailed;
}

Result<Exit> requeue(outbox::Outbox& box, const std::string& which, Surroundings& io) {
  int count = 1;
  if (which == "all") {
    const auto all = box.queue().requeueAll();
    if (!all) {
      return fail(all.error());
    }
    count = *all;
  } else {
    const auto id = Uuid::parse(which);
    if (!id) {
      return usageError("an id as \"outbox list\" prints it is needed, or all");
    }
    if (auto done = box.queue().requeue(*id); !done) {
      return fail(done.error());
    }
  }
  io.out << Json{{"requeued", count}}.dump() << '\n';
  return kDone;
}

/// Where it is lost for good: the kiosk does not make one in silence.
Result<Exit> init(const std::filesystem::path& folder, Surroundings& io) {
  std::error_code code;
  if (!std::filesystem::is_directory(folder.parent_path(), code)) {
    return fail(errors::kInput, Fault::AttendantNeeded, folder.parent_path().string() + " is not there");
  }
  if (outbox::Outbox::isIn(folder)) {
    return fail(errors::kInput, Fault::AttendantNeeded, "there is an outbox: it is left as it is");
  }
  const auto made = outbox::Outbox::open(folder, io.clock, {});
  if (!made) {
    return fail(made.error());
  }
  io.out << Json{{"made", true}}.dump() << '\n';
  return kDone;
}

Result<Exit> runOutbox(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {"--data"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  const auto data = arguments->option("--data");
  const auto& values = arguments->values;
  const bool isRequeue = values.size() == 2 && values[0] == "requeue";
  const bool isPlain =
      values.size() == 1 && (values[0] == "list" || values[0] == "noted" || values[0] == "init");
  if (!data || data->empty() || (!isRequeue && !isPlain)) {
    return usageError("--data DIR and one of list, requeue ID, requeue all, noted, init are needed");
  }
  const auto folder = std::filesystem::path(*data) / "outbox";
  if (values[0] == "init") {
    return init(folder, io);
  }
  const auto box = outbox::Outbox::openBeside(folder, io.clock);
  if (!box) {
    return fail(box.error());
  }
  if (isRequeue) {
    return requeue(**box, values[1], io);
  }
  if (values[0] == "list") {
    return list(**box, io);
  }
  if (auto noted = (*box)->queue().noteLossRead(); !noted) {
    return fail(noted.error());
  }
  io.out << Json{{"noted", true}}.dump() << '\n';
  return kDone;
}

}  // namespace

const Command kOutbox{
    "outbox", "lists what in the kiosk's outbox needs people, and sends it again",
    "Usage: xiaowu-tool outbox list|noted|init --data DIR\n"
    "       xiaowu-tool outbox requeue ID|all --data DIR\n\n"
    "  list      one line for each dead or held submission and report (no personal data), then the numbers; "
    "exit status 0 only when nothing needs people\n"
    "  requeue   the cause is removed: try this one, or all that are dead or held\n"
    "  noted     somebody has read of the loss that list and heartbeats tell: tell it no more\n"
    "  init      begins an empty outbox where the old one is lost for good; never touches one that is there\n"
    "  --data DIR  the kiosk's data folder\n\n"
    "May be used while the kiosk runs; what is due goes within 30 s, after auth.signature or 429 within ten "
    "minutes.\n",
    runOutbox};

}  // namespace xiaowu::cli
