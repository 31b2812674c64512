#include "app/session/Counterpart.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

using namespace xiaowu;

namespace {

/// The shipped marriage certificate's own words.
documents::Counterpart spouse() {
  const auto types = documents::loadDocumentTypes(places::source() / "kiosk-config/documents");
  REQUIRE(types);
  const auto* marriage = documents::findType(*types, "marriage");
  REQUIRE(marriage != nullptr);
  REQUIRE(marriage->counterpart);
  return *marriage->counterpart;
}

std::vector<domain::ReadField> page() {
  domain::ReadField doubtful{"name_b", "王芳", 0.6, true};
  doubtful.cut = 2;
  return {{"name_a", "李伟", 0.9},
          {"id_a", "430624199308150019", 0.9},
          doubtful,
          {"id_b", "430624199402150029", 0.9}};
}

std::string valueOf(const std::vector<domain::ReadField>& fields, const std::string& name) {
  for (const auto& field : fields) {
    if (field.name == name) {
      return field.value;
    }
  }
  return {};
}

}  // namespace

TEST_CASE("of two persons on a paper the other one is the applicant's counterpart, whoever stands first") {
  auto fields = page();
  session::addCounterpart(spouse(), "430624199308150019", fields);
  REQUIRE(fields.size() == 6);
  CHECK(valueOf(fields, "spouse_name") == "王芳");
  CHECK(valueOf(fields, "spouse_id") == "430624199402150029");
  CHECK(fields[4].doubtful);  // a copy, with its doubt …
  CHECK(fields[4].cut == 2);  // … and its crop: it is asked about once
  fields = page();
  session::addCounterpart(spouse(), "430624199402150029", fields);
  CHECK(valueOf(fields, "spouse_name") == "李伟");
  CHECK(valueOf(fields, "spouse_id") == "430624199308150019");
}

TEST_CASE("who is not on the paper has no counterpart on it, and what was not read is not copied") {
  auto fields = page();
  session::addCounterpart(spouse(), "430624194403120042", fields);
  CHECK(fields.size() == 4);
  fields.erase(fields.begin() + 2);
  session::addCounterpart(spouse(), "430624199308150019", fields);
  REQUIRE(fields.size() == 4);
  CHECK(fields.back().name == "spouse_id");
}
