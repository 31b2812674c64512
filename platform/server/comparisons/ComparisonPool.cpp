#include "platform/server/comparisons/ComparisonPool.h"

#include "core/base/Log.h"
#include "drivers/photo/PluginPhotoDecoder.h"

#include <algorithm>

namespace xiaowu::platform {
namespace {

ComparisonOffer offerOf(const ComparisonOptions& options) {
  if (options.photoDecoder.empty()) {
    return ComparisonOffer::DecoderMissing;
  }
  return options.models.empty() ? ComparisonOffer::ModelsMissing : ComparisonOffer::Offered;
}

}  // namespace

std::string_view comparisonOfferName(ComparisonOffer offer) {
  switch (offer) {
    case ComparisonOffer::Offered: return "offered";
    case ComparisonOffer::DecoderMissing: return "decoder-missing";
    case ComparisonOffer::ModelsMissing: return "models-missing";
  }
  return "decoder-missing";
}

Result<std::unique_ptr<ComparisonPool>> ComparisonPool::start(const ComparisonOptions& options) {
  const auto offer = offerOf(options);
  std::unique_ptr<ComparisonPool> pool(new ComparisonPool(offer, options.waitingMax));
  if (offer != ComparisonOffer::Offered) {
    return pool;
  }
  auto loaded = photo::loadPhotoDecoder(options.photoDecoder);
  if (!loaded) {
    return fail(loaded.error());
  }
  const std::shared_ptr<const drivers::PhotoDecoder> decoder(std::move(*loaded));
  for (int i = 0; i < std::max(options.threads, 1); ++i) {
    auto matcher = FaceMatcher::load(options.models, decoder);
    if (!matcher) {
      return fail(matcher.error());
    }
    pool->m_matchers.push_back(std::move(*matcher));
  }
  for (const auto& matcher : pool->m_matchers) {
    pool->m_threads.emplace_back([owner = pool.get(), one = matcher.get()] { owner->run(*one); });
  }
  return pool;
}

ComparisonPool::~ComparisonPool() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
    m_jobs.clear();
  }
  m_wake.notify_all();
  for (auto& thread : m_threads) {
    thread.join();
  }
}

bool ComparisonPool::post(Job job) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_matchers.empty() || m_jobs.size() >= m_waitingMax) {
      return false;
    }
    m_jobs.push_back(std::move(job));
  }
  m_wake.notify_one();
  return true;
}

void ComparisonPool::run(FaceMatcher& matcher) {
  std::unique_lock lock(m_mutex);
  while (true) {
    m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
    if (m_stopping) {
      return;
    }
    auto job = std::move(m_jobs.front());
    m_jobs.pop_front();
    lock.unlock();
    try {
      job(matcher);
    } catch (const std::exception&) {  // no memory; its message could quote the request
      qCCritical(logPlatform, "a comparison ended with an exception");
    }
    job = nullptr;
    lock.lock();
  }
}

}  // namespace xiaowu::platform
