// read-document and read-seal as processes: papers of the simulators, and everything that is no picture.
#include "tests/integration/cli/Tool.h"

#include "core/image/PictureCodec.h"
#include "drivers/scanner/simulator/papers/Papers.h"
#include "drivers/scanner/simulator/papers/SealSheets.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace xiaowu;
using namespace xiaowu::testing;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : m_path(fs::temp_directory_path() / ("xiaowu-read-document-" + std::to_string(::getpid()))) {
    fs::create_directories(m_path);
  }
  ~Folder() { fs::remove_all(m_path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string put(const std::string& name, const Bytes& bytes) const {
    std::ofstream(m_path / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return (m_path / name).string();
  }

 private:
  fs::path m_path;
};

Bytes bytesOf(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace

TEST_CASE("read-document reads a paper that lies on a mat, without knowing its scale") {
  const Folder folder;
  simulator::PaperOrder order;
  order.kind = simulator::PaperKind::IdFront;
  order.person = "li-wei";
  order.dpi = 200;
  const auto picture = simulator::capturePaper(order, simulator::CaptureSettings::camera());
  REQUIRE(picture);
  const auto line = tool({"read-document", folder.put("card.png", encodePng(*picture).value())}).line();
  CHECK(line.at("type") == "idfront");
  CHECK(line.at("fields").at("id").at("value") == "430624199308150019");
  CHECK(line.at("fields").at("id").at("doubtful") == false);
  CHECK(line.at("fields").at("id").at("readers").size() == 2);
  CHECK(line.at("quad").size() == 4);
  CHECK(line.at("seals").empty());
  CHECK(line.at("dpi").get<double>() == Approx(200).epsilon(0.05));
  for (const auto* key : {"file", "ms"}) {
    CHECK(line.contains(key));
  }
  CHECK(line.at("guess") == "idfront");
  CHECK(line.at("findings").empty());
}

TEST_CASE("read-document says that a page is blank") {
  const Folder folder;
  simulator::PaperOrder order;
  order.kind = simulator::PaperKind::Letter;
  order.person = "li-wei";
  order.flaw = simulator::PaperFlaw::Blank;
  order.dpi = 100;
  const auto picture = simulator::capturePaper(order, simulator::CaptureSettings::camera());
  REQUIRE(picture);
  const auto line = tool({"read-document", folder.put("blank.png", encodePng(*picture).value())}).line();
  CHECK(line.at("type") == "unknown");
  CHECK(line.at("findings").front() == "blank");
}

TEST_CASE("read-document says of each file that is no picture that it is none, and goes on") {
  const Folder folder;
  const auto run = tool({"read-document", "/nonexistent.jpg",
                         folder.put("text.jpg", bytesOf("no picture at all")), folder.put("empty.png", {})});
  CHECK(run.status == 1);
  std::istringstream lines(run.out);
  int count = 0;
  for (std::string text; std::getline(lines, text); ++count) {
    const auto line = nlohmann::json::parse(text);
    CHECK(line.contains("file"));
    CHECK_FALSE(line.at("error").get<std::string>().empty());
    CHECK(line.size() == 2);
  }
  CHECK(count == 3);
  CHECK(run.err.find("3 of 3 pictures, 3 failed") != std::string::npos);
}

TEST_CASE("read-document refuses what it does not understand") {
  CHECK(tool({"read-document"}).status == 2);
  CHECK(tool({"read-document", "--type", "nonsense", "picture.png"}).status == 2);
  CHECK(tool({"read-document", "--threads", "9", "picture.png"}).status == 2);
  CHECK(tool({"read-document", "--readers", "none", "picture.png"}).status == 2);
}

TEST_CASE(
    "read-seal tells what a seal reads as and whether it is an expected one's, and goes on after what is no "
    "picture") {
  using namespace simulator;
  const Folder folder;
  const std::string title = "湘阴县清溪镇人民政府";
  const auto sheet = [&](const std::string& name, SealSheetKind kind) {
    const auto picture = captureSeal({kind, title, "", false, 200, 501}, CaptureSettings::scan());
    REQUIRE(picture);
    return folder.put(name, encodePng(*picture).value());
  };
  const std::string sealed = sheet("seal.png", SealSheetKind::Red);
  const auto line = tool({"read-seal", "--expect", "湘阴县民政局", "--expect", title, sealed}).line();
  REQUIRE(line.at("seals").size() == 1);
  const auto& seal = line.at("seals").front();
  CHECK(seal.at("text") == title);
  CHECK(seal.at("finding") == "present");
  CHECK(seal.at("issuer") == title);
  CHECK(seal.at("c").size() == 2);
  CHECK(seal.at("r").get<double>() > 100);
  CHECK(line.at("match") == "matching");
  CHECK(tool({"read-seal", "--expect", "武冈市绿野商贸有限公司", sealed}).line().at("match") ==
        "wrong-issuer");
  CHECK(
      tool({"read-seal", "--expect", title, sheet("copy.png", SealSheetKind::GreyCopy)}).line().at("match") ==
      "grey-copy");
  CHECK(tool({"read-seal", "--dpi", "200", "--expect", title, sheet("none.png", SealSheetKind::NoSeal)})
            .line()
            .at("match") == "missing");
  const auto none = tool({"read-seal", folder.put("text.jpg", bytesOf("no picture at all")), sealed});
  CHECK(none.status == 1);
  CHECK(none.out.find("\"error\"") != std::string::npos);
  CHECK(none.out.find(title) != std::string::npos);
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"read-seal"},
                                                {"read-seal", "--expect"},
                                                {"read-seal", "--dpi", "5", sealed}}) {
    CHECK(tool(wrong).status == 2);
  }
}

TEST_CASE("check-number knows the numbers of papers") {
  CHECK(tool({"check-number", "uscc", "91350100M000100Y43"}).status == 0);
  CHECK(tool({"check-number", "realestate", "430624001002GB00123F00010001"}).status == 0);
  CHECK(tool({"check-number", "realestate", "430624001002GB00123F0001000"}).line().at("code") ==
        "number.length");
  CHECK(tool({"check-number", "organisation-code", "M000100Y-4"}).status == 0);
  CHECK(tool({"check-number", "organisation-code", "M000100Y-5"}).line().at("code") == "number.check");
  CHECK(tool({"check-number", "bankcard", "6222020000000000000"}).status == 0);
}
