#pragma once
// How much room the outbox's disk has.

#include <cstdint>

namespace xiaowu::outbox {

struct SpaceState {
  std::uint64_t freeBytes = 0;
  bool enough = false;  ///< for what was asked
};

}  // namespace xiaowu::outbox
