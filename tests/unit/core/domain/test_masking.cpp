#include "core/domain/Masking.h"

#include "tests/support/Catch.h"

using xiaowu::domain::maskedName;

TEST_CASE("of a name only the surname is shown") {
  CHECK(maskedName("李伟") == "李*");
  CHECK(maskedName("陈桂英") == "陈**");
  CHECK(maskedName("欧阳修文") == "欧阳**");
  CHECK(maskedName("欧阳修") == "欧阳*");
  CHECK(maskedName("欧阳") == "欧*");
  CHECK(maskedName("阿卜杜拉·买买提") == "阿*******");
  CHECK(maskedName("SCHMIDT, ANNA MARIE") == "SCHMIDT, ***");
  CHECK(maskedName("A") == "A***");
  CHECK(maskedName("").empty());
}
