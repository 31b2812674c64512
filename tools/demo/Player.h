#pragma once
// Plays a resident: touches the kiosk through accessible names, lays cards and papers, waits for what the
// screen says. Each step is timed and pictured.

#include "tools/demo/Timeline.h"
#include "tools/harness/KioskProcess.h"

#include <filesystem>

namespace xiaowu::demo {

struct PlayOptions {
  std::filesystem::path pictures;              ///< folder for NN-step.png; empty: none
  std::chrono::milliseconds readingTime{400};  ///< what the scripted person takes to read a page
  bool print = true;                           ///< a line per step on standard output
};

struct ProofOutcome {
  QString verifyUrl;
  QString checkCode;
  int sheets = 0;
};

struct ApplicationOutcome {
  QString caseId;
  QString state;       ///< submission word
  QString caseNumber;  ///< of the platform's receipt
};

class Player {
 public:
  Player(harness::KioskProcess& kiosk, PlayOptions options) : m_kiosk(kiosk), m_options(std::move(options)) {}

  /// 不动产登记信息查询, from the attract screen to the attract screen.
  Result<ProofOutcome> recordQuery(const QString& person);
  /// 生育服务登记, likewise.
  Result<ApplicationOutcome> application(const QString& person);

  [[nodiscard]] const Timeline& timeline() const { return m_timeline; }

 private:
  using Doing = std::function<Result<void>()>;
  /// Runs and times one step, then takes its picture. `mechanics`: the device whose mechanical time the step
  /// waits for ("card", "scanner", "sheets"); what moves beside it (the reader asking whether the card still
  /// lies there) is not set apart.
  Result<void> step(const QString& name, const Doing& doing, const char* mechanics = nullptr);
  /// The person reads, touches, and the page is there; the second as a step of its own.
  Result<void> reach(const QString& touched, const QString& page);
  Result<void> stepTo(const QString& name, const QString& touched, const QString& page,
                      const char* mechanics = nullptr);
  /// The person reads, then touches.
  Result<void> touch(const QString& name);
  void think(std::chrono::milliseconds time);
  Result<void> putCard(const QString& person);
  Result<void> scan(const QString& material, const QString& person);
  Result<void> noteProof(ProofOutcome& outcome);
  Result<void> fillForm();
  Result<void> sign();
  Result<void> awaitReceipt(ApplicationOutcome& outcome);
  Result<void> finish(const QString& leave, const QString& stars);
  [[nodiscard]] std::int64_t mechanicalMs(const char* mechanics);

  harness::KioskProcess& m_kiosk;
  PlayOptions m_options;
  Timeline m_timeline;
  QString m_part;
  std::int64_t m_human = 0;
  int m_pictureCount = 0;
};

}  // namespace xiaowu::demo
