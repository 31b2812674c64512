#pragma once
// The threads on which faces are compared, so that the server's I/O threads never wait for a net. Bounded:
// what does not fit is refused at once.

#include "platform/server/comparisons/FaceMatcher.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace xiaowu::platform {

struct ComparisonOptions {
  std::filesystem::path models;        ///< folder; empty: faces are not compared here
  std::filesystem::path photoDecoder;  ///< plug-in, full path; likewise
  int threads = 1;                     ///< each with an engine of its own
  std::size_t waitingMax = 8;
};

/// Whether faces are compared here, or what is not installed.
enum class ComparisonOffer { Offered, DecoderMissing, ModelsMissing };
/// "offered", "decoder-missing", "models-missing": `faceComparison` of /v1/health.
[[nodiscard]] std::string_view comparisonOfferName(ComparisonOffer offer);

class ComparisonPool {
 public:
  using Job = std::function<void(FaceMatcher&)>;

  /// With both options the matchers are loaded now, and a file that does not load is an error: a site that
  /// configured it wants to know. With one or none the pool starts without threads and says what is missing.
  [[nodiscard]] static Result<std::unique_ptr<ComparisonPool>> start(const ComparisonOptions& options);
  ComparisonPool(const ComparisonPool&) = delete;
  ComparisonPool& operator=(const ComparisonPool&) = delete;
  ~ComparisonPool();  ///< jobs that have not begun are dropped

  [[nodiscard]] ComparisonOffer offer() const { return m_offer; }
  /// False when nothing is offered or too many wait already. From any thread.
  [[nodiscard]] bool post(Job job);

 private:
  ComparisonPool(ComparisonOffer offer, std::size_t waitingMax) : m_offer(offer), m_waitingMax(waitingMax) {}
  void run(FaceMatcher& matcher);

  const ComparisonOffer m_offer;
  const std::size_t m_waitingMax;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<Job> m_jobs;
  bool m_stopping = false;
  std::vector<std::unique_ptr<FaceMatcher>> m_matchers;
  std::vector<std::thread> m_threads;
};

}  // namespace xiaowu::platform
