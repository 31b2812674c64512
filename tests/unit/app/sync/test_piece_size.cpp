#include "app/sync/PieceSize.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::sync;
using namespace std::chrono_literals;

TEST_CASE("A piece is what the line carries in ten seconds, and grows by little") {
  ManualClock clock;
  PieceSize size(clock);
  const auto first = size.bytes();
  const auto send = [&](std::size_t bytes, std::chrono::milliseconds took) {
    size.begin();
    clock.advance(took);
    size.arrived(bytes);
  };
  send(first, 100ms);
  CHECK(size.bytes() == 4 * first);  // 6 MB in ten seconds would be more
  send(size.bytes(), 40s);           // 6.5 kB/s
  CHECK(size.bytes() == first);
  send(first, 100s);
  CHECK(size.bytes() == PieceSize::kMin);
  for (int i = 0; i < 20; ++i) {
    send(size.bytes(), 0ms);
  }
  CHECK(size.bytes() == PieceSize::kMax);
}

TEST_CASE("After a loss pieces are half as large, and no larger one is tried for a while") {
  ManualClock clock;
  PieceSize size(clock);
  const auto first = size.bytes();
  size.lost();
  CHECK(size.bytes() == first / 2);
  for (int i = 0; i < 8; ++i) {
    size.begin();
    size.arrived(size.bytes());
    CHECK(size.bytes() == first / 2);
  }
  size.begin();
  size.arrived(size.bytes());
  CHECK(size.bytes() == 2 * first);
  for (int i = 0; i < 20; ++i) {
    size.lost();
  }
  CHECK(size.bytes() == PieceSize::kMin);
}
