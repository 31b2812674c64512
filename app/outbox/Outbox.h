#pragma once
// The kiosk's durable memory: opens one folder with one database, and owns the classes over it, each with
// guarantees of its own. GUARANTEED for all: what a call acknowledged is on the disk (SQLite WAL,
// synchronous=FULL). One object per folder, used from one thread; every call is synchronous.
//
// Commit points, in the order in which one case meets them (Options::commitPoint; those marked * are reported
// by app/sync):
//   draft.saved  draft.removed  submission.parts-written  submission.manifest-written  submission.enqueued
//   submission.renumbered  item.leased  part.sent*  manifest.sent*  receipt.stored  receipt.noted
//   copies.offered  copy.settled  copy.purged  command.done
//   item.retry  item.dead  report.enqueued  report.sent*  report.settled
//   print.started  print.settled  setting.stored
// At submission.parts-written nothing is stored yet: a process that ends there leaves parts that the next
// open() removes. From submission.manifest-written on the next open() finishes what was begun.

#include "app/outbox/Copies.h"
#include "app/outbox/Drafts.h"
#include "app/outbox/Errors.h"
#include "app/outbox/OpenReport.h"
#include "app/outbox/Options.h"
#include "app/outbox/PrintJournal.h"
#include "app/outbox/SendQueue.h"
#include "app/outbox/Settings.h"
#include "app/outbox/SpaceState.h"
#include "app/outbox/Submissions.h"

#include <filesystem>
#include <memory>

namespace xiaowu::outbox {

class Outbox {
 public:
  /// Opens or makes the outbox in `folder`, migrates it, checks its integrity and brings rows and parts
  /// together: leased items become ready; submissions whose rows were lost get them back from the manifests
  /// beside their parts; parts that nothing explains are kept and counted. A damaged database is renamed,
  /// never deleted, and a new one begun; its numbers go on after the old ones. openReport() tells all of it.
  /// `clock` must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Outbox>> open(const std::filesystem::path& folder,
                                                            const Clock& clock, Options options);
  /// Whether an outbox was ever made in `folder`, whatever is left of it. open() makes one; who starts a
  /// kiosk asks this first, because one that is missing is a loss.
  [[nodiscard]] static bool isIn(const std::filesystem::path& folder);
  /// For a tool, also while the kiosk runs: opens what is there and changes nothing by it, no lease, no row,
  /// no file. outbox.unknown: there is no outbox in `folder`; outbox.too-new: not of this version's tables.
  [[nodiscard]] static Result<std::unique_ptr<Outbox>> openBeside(const std::filesystem::path& folder,
                                                                  const Clock& clock);
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  [[nodiscard]] const OpenReport& openReport() const;
  [[nodiscard]] Result<SpaceState> spaceState(std::uint64_t minFreeBytes) const;

  Submissions& submissions() { return m_submissions; }
  SendQueue& queue() { return m_queue; }
  Copies& copies() { return m_copies; }
  Drafts& drafts() { return m_drafts; }
  PrintJournal& prints() { return m_prints; }
  Settings& settings() { return m_settings; }

 private:
  explicit Outbox(std::unique_ptr<Store> store);

  std::unique_ptr<Store> m_store;
  Submissions m_submissions;
  SendQueue m_queue;
  Copies m_copies;
  Drafts m_drafts;
  PrintJournal m_prints;
  Settings m_settings;
};

}  // namespace xiaowu::outbox
