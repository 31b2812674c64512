#include "recognition/documents/DocumentReader.h"

#include "tests/support/Catch.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace xiaowu;
using namespace xiaowu::documents;
namespace fs = std::filesystem;

namespace {

const fs::path kShipped = fs::path(XIAOWU_SOURCE_DIR) / "kiosk-config" / "documents";

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
    CHECK(fs::exists(fs::path(XIAOWU_SOURCE_DIR) / "resources" / "pictures" / (type.picture + ".svg")));
  }
}

TEST_CASE("a broken type names file, path and reason") {
  CHECK(refusal("{ not json").find("parse error") != std::string::npos);
  CHECK(refusal(R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3})").find("keywords") !=
        std::string::npos);
  const auto kind =
      refusal(R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3,"keywords":[{"text":"证明"}],
                               "labels":["姓名"],"fields":[{"name":"n","kind":"nonsense","find":[{"label":"姓名"}]}]})");
  CHECK(kind.find("fields") != std::string::npos);
  CHECK(kind.find("kind") != std::string::npos);
}

TEST_CASE("what a schema cannot see is seen too") {
  const std::string head =
      R"({"type":"x","name":{"zh":"甲","en":"a"},"threshold":3,"keywords":[{"text":"证明"}],"labels":["姓名"],)";
  CHECK(refusal(head + R"("fields":[{"name":"n","find":[{"label":"性别"}]}]})").find("性别") !=
        std::string::npos);
  CHECK(refusal(head + R"("fields":[{"name":"n","find":[{"pattern":"(["}]}]})").find("pattern") !=
        std::string::npos);
  CHECK(refusal(head + R"("fields":[{"name":"n","find":[{"pattern":"abc"}]}]})").find("one group") !=
        std::string::npos);
  CHECK(refusal(head + R"("fields":[],"checks":[{"kind":"year-matches","field":"n","with":["m"]}]})")
            .find("no field n") != std::string::npos);
}

TEST_CASE("a folder that is not there is an error, not an empty list") {
  const auto types = loadDocumentTypes("/nonexistent/documents");
  REQUIRE_FALSE(types);
  CHECK(types.error().code == documents::errors::kTypesBroken);
}
