#include "recognition/documents/internal/ReaderThread.h"

#include <malloc.h>

#include <utility>

namespace xiaowu::documents {
namespace {

ReaderThread::Answer cancelled() {
  return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
}

}  // namespace

ReaderThread::ReaderThread() : m_thread([this](const std::stop_token& stop) { run(stop); }) {}

ReaderThread::Answer ReaderThread::call(std::function<Answer()> job, const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  if (!m_changed.wait(lock, stop, [this] { return !m_busy; })) {
    return cancelled();
  }
  m_job = std::move(job);
  m_answer.reset();
  m_busy = true;
  m_changed.notify_all();
  if (!m_changed.wait(lock, stop, [this] { return !m_busy; })) {
    return cancelled();
  }
  Answer answer = std::move(*m_answer);
  m_answer.reset();
  return answer;
}

void ReaderThread::run(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (m_changed.wait(lock, stop, [this] { return static_cast<bool>(m_job); })) {
    std::function<Answer()> job = std::move(m_job);
    m_job = nullptr;
    lock.unlock();
    Answer answer = job();
    job = nullptr;   // frees the picture before the next wait
    malloc_trim(0);  // a page takes some 100 MB that the next one may need an hour later
    lock.lock();
    m_answer = std::move(answer);
    m_busy = false;
    m_changed.notify_all();
  }
}

}  // namespace xiaowu::documents
