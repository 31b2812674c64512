#include "core/base/Statistics.h"
#include "tests/support/Catch.h"

using namespace xiaowu;

TEST_CASE("the median lies between the two in the middle, the middle value is one of them") {
  CHECK(median({3, 1, 2}) == 2.0);
  CHECK(median({4, 1, 3, 2}) == 2.5);
  CHECK_FALSE(median({}));
  CHECK(middleValue(std::vector<double>{3, 1, 2}) == 2.0);
  CHECK(middleValue(std::vector<double>{4, 1, 3, 2}) == 3.0);
  CHECK(middleValue(std::vector<int>{}) == 0);
}

TEST_CASE("ranks and quantiles are values that occur") {
  const std::vector<double> values{50, 10, 40, 20, 30};
  CHECK(atRank(values, 0) == 10);
  CHECK(atRank(values, 4) == 50);
  CHECK(quantile(values, 0) == 10);
  CHECK(quantile(values, 0.5) == 30);
  CHECK(quantile(values, 0.74) == 30);
  CHECK(quantile(values, 0.95) == 40);
  CHECK(quantile(values, 1) == 50);
  CHECK(quantile({}, 0.5) == 0);
}
