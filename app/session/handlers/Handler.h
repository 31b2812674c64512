#pragma once
// What every handler of the session has: a way to send events, a look at the state, and futures that come
// back to the GUI thread.

#include "core/base/Result.h"
#include "app/workflow/Effect.h"
#include "app/workflow/Event.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <map>
#include <stop_token>

namespace xiaowu::session {

struct HandlerContext {
  std::function<void(workflow::Event)> send;  ///< on the GUI thread; never re-entered
  std::function<const workflow::State&()> state;
};

/// Calls `done` on `context`'s thread when the future ends, exactly once; a future that was cancelled ends
/// with base.cancelled. Not at all when `context` is destroyed first.
template <typename T, typename Done>
void whenDone(const QFuture<Result<T>>& future, QObject* context, Done done) {
  auto* watcher = new QFutureWatcher<Result<T>>(context);
  QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
    watcher->deleteLater();
    const auto ended = watcher->future();
    if (ended.resultCount() == 0) {
      return done(Result<T>(fail(xiaowu::errors::kCancelled, Fault::Cancelled)));
    }
    done(ended.result());
  });
  watcher->setFuture(future);
}

/// The running operations of one handler; cancelling is asking, the answer still comes.
class Running {
 public:
  [[nodiscard]] std::stop_token begin(workflow::OperationId operation) {
    return m_sources[operation].get_token();
  }
  void cancel(workflow::OperationId operation) {
    const auto found = m_sources.find(operation);
    if (found != m_sources.end()) {
      found->second.request_stop();
    }
  }
  void end(workflow::OperationId operation) { m_sources.erase(operation); }

 private:
  std::map<workflow::OperationId, std::stop_source> m_sources;
};

}  // namespace xiaowu::session
