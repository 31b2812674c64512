#pragma once
// GET /test/state: what is stored, for tests that look from outside; exists only with --faults. Any thread.

#include "platform/server/http/Call.h"
#include "platform/server/repository/Repository.h"

namespace xiaowu::platform {

class TestService {
 public:
  /// The repository outlives this.
  explicit TestService(Repository& repository) : m_repository(repository) {}
  [[nodiscard]] HttpResponse state(const Call& call);

 private:
  Repository& m_repository;
};

}  // namespace xiaowu::platform
