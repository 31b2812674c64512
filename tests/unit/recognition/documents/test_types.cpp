#include "recognition/documents/DocumentReader.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace xiaowu;
using namespace xiaowu::documents;
namespace fs = std::filesystem;

namespace {

const fs::path kShipped = places::source() / "kiosk-config" / "documents";

/// A folder with the shipped schema and one file; gone at the end of the test.
class TypesFolder {
 public:
  explicit TypesFolder(const std::string& content)
      : m_folder(fs::temp_directory_path() / fs::path("xiaowu-types-" + std::to_string(::getpid()))) {
    fs::create_directories(m_folder);
    fs::copy_file(kShipped / "document.schema.json", m_folder / "document.schema.json",
                  fs::copy_options::overwrite_existing);
    std::ofstream(m_folder / "paper.json") << content;
  }
  ~TypesFolder() { fs::remove_all(m_folder); }
  TypesFolder(const TypesFolder&) = delete;
  TypesFolder& operator=(const TypesFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return m_folder; }

 private:
  fs::path m_folder;
};

std::string refusal(const std::string& content) {
  const TypesFolder folder(content);
  const auto reader = DocumentReader::load(folder.path());
  REQUIRE_FALSE(reader);
  CHECK(reader.error().code == documents::errors::kTypesBroken);
  INFO(reader.error().detail);
  CHECK(reader.error().detail.find("paper.json") != std::string::npos);
  return reader.error().detail;
}

}  // namespace

TEST_CASE("the shipped types load and hold together") {
  const auto types = loadDocumentTypes(kShipped);
  INFO((types ? std::string() : describe(types.error())));
  REQUIRE(types);
  for (const auto* name : {"marriage", "hukou", "letter", "idfront", "idback", "licence", "bankcard",
                           "realestate", "degree", "medical-bill", "train-ticket"}) {
    CHECK(findType(*types, name) != nullptr);
  }
  CHECK(findType(*types, "nothing") == nullptr);
}

TEST_CASE("every accepted type shows a drawing that exists; outsiders take no fields") {
  const auto types = loadDocumentTypes(kShipped);
  REQUIRE(types);
  for (const auto& type : *types) {
    INFO(type.type);
    if (type.outsider) {
      continue;
    }
    CHECK_FALSE(type.fields.empty());
    CHECK(fs::exists(places::source() / "resources" / "pictures" / (type.picture + ".svg")));
  }
}

TEST_CASE("a broken type names file, path and reason") {
  CHECK(refusal("{ not json").find("parse error") != std::string::npos);
  CHECK(refusal(R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3})").find("keywords") !=
        std::string::npos);
  const auto kind =
      refusal(R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3,"keywords":[{"text":"证明"}],
                               "labels":["姓名"],"fields":[{"name":"n","label":{"zh":"名","en":"n"},"kind":"nonsense","find":[{"label":"姓名"}]}]})");
  CHECK(kind.find("fields") != std::string::npos);
  CHECK(kind.find("kind") != std::string::npos);
}

TEST_CASE("a field without its words in both languages is refused") {
  const std::string head =
      R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3,"keywords":[{"text":"证明"}],"labels":["姓名"],)";
  const auto none = refusal(head + R"("fields":[{"name":"n","find":[{"label":"姓名"}]}]})");
  CHECK(none.find("/[fields][0]: ") != std::string::npos);
  CHECK(none.find("label") != std::string::npos);
  const auto half =
      refusal(head + R"("fields":[{"name":"n","label":{"zh":"名"},"find":[{"label":"姓名"}]}]})");
  CHECK(half.find("/[fields][0][label]: ") != std::string::npos);
  CHECK(half.find("en") != std::string::npos);
}

TEST_CASE("the counterpart on a paper of two persons points to fields that are there") {
  const std::string head =
      R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3,"keywords":[{"text":"证明"}],"labels":["姓名"],
          "fields":[{"name":"id_a",@"find":[{"label":"姓名"}]},{"name":"id_b",@"find":[{"label":"姓名"}]}],)";
  auto fields = head;
  const std::string label = R"("label":{"zh":"名","en":"n"},)";
  for (auto at = fields.find('@'); at != std::string::npos; at = fields.find('@')) {
    fields.replace(at, 1, label);
  }
  const auto counterpart = [&](const std::string& numbers, const std::string& name, const std::string& from) {
    return fields + R"("counterpart":{"numbers":[)" + numbers + R"(],"fields":[{"name":")" + name + "\"," +
           label + R"("from":[)" + from + "]}]}}";
  };
  CHECK(refusal(counterpart(R"("id_a","id_c")", "other_id", R"("id_a","id_b")"))
            .find("/counterpart/numbers: no field id_c") != std::string::npos);
  CHECK(refusal(counterpart(R"("id_a","id_b")", "other_id", R"("id_a","id_c")"))
            .find("/counterpart/fields/other_id: no field id_c") != std::string::npos);
  CHECK(refusal(counterpart(R"("id_a","id_b")", "id_a", R"("id_a","id_b")"))
            .find("the paper itself has a field") != std::string::npos);
  CHECK(refusal(counterpart(R"("id_a")", "other_id", R"("id_a","id_b")")).find("counterpart") !=
        std::string::npos);
}

TEST_CASE("the name of a type may have hyphens") {
  const TypesFolder folder(
      R"({"type":"village-letter","name":{"zh":"村里的证明","en":"Letter of the village"},"threshold":3,
          "keywords":[{"text":"证明"}],"labels":["姓名"],
          "fields":[{"name":"n","label":{"zh":"名","en":"n"},"find":[{"label":"姓名"}]}]})");
  const auto types = loadDocumentTypes(folder.path());
  INFO((types ? std::string() : types.error().detail));
  REQUIRE(types);
  const auto* letter = findType(*types, "village-letter");
  REQUIRE(letter != nullptr);
  CHECK(letter->fields.front().label.zh == "名");
}

TEST_CASE("what a schema cannot see is seen too") {
  const std::string head =
      R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3,"keywords":[{"text":"证明"}],"labels":["姓名"],)";
  CHECK(refusal(head + R"("fields":[{"name":"n","label":{"zh":"名","en":"n"},"find":[{"label":"性别"}]}]})")
            .find("性别") != std::string::npos);
  CHECK(refusal(head + R"("fields":[{"name":"n","label":{"zh":"名","en":"n"},"find":[{"pattern":"(["}]}]})")
            .find("pattern") != std::string::npos);
  CHECK(refusal(head + R"("fields":[{"name":"n","label":{"zh":"名","en":"n"},"find":[{"pattern":"abc"}]}]})")
            .find("one group") != std::string::npos);
  CHECK(refusal(head + R"("fields":[],"checks":[{"kind":"year-matches","field":"n","with":["m"]}]})")
            .find("no field n") != std::string::npos);
}

TEST_CASE("a folder that is not there is an error, not an empty list") {
  const auto types = loadDocumentTypes("/nonexistent/documents");
  REQUIRE_FALSE(types);
  CHECK(types.error().code == documents::errors::kTypesBroken);
}
