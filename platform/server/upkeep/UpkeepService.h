#pragma once
// GET /v1/upkeep, for operators: what upkeep took away and what is still there. Counts only. Any thread.

#include "platform/server/http/Call.h"
#include "platform/server/repository/Repository.h"
#include "platform/server/upkeep/Upkeep.h"

namespace xiaowu::platform {

class UpkeepService {
 public:
  /// The arguments outlive this.
  UpkeepService(const Upkeep& upkeep, Repository& repository) : m_upkeep(upkeep), m_repository(repository) {}
  [[nodiscard]] HttpResponse show(const Call& call);

 private:
  const Upkeep& m_upkeep;
  Repository& m_repository;
};

}  // namespace xiaowu::platform
