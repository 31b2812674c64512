// The face commands as a process, on pictures that a package ships (packaging/setup/models.sh) and on files
// that are no pictures.
#include "tests/integration/cli/Tool.h"
#include "tests/support/Places.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

fs::path samples() {
  return places::faces();
}

bool haveFaces() {
  const bool isThere =
      fs::exists(places::models() / "fr_detect.onnx") && fs::exists(samples() / "sample3.jpg");
  if (!isThere) {
    WARN("skipped: no models (packaging/setup/models.sh fetches them)");
  }
  return isThere;
}

std::string contentOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<Json> linesOf(const Run& run) {
  std::vector<Json> lines;
  std::istringstream stream(run.out);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(Json::parse(line));
  }
  return lines;
}

/// A folder of files that no face can come from.
struct BadFiles {
  QTemporaryDir folder;
  fs::path path = folder.path().toStdString();
  std::vector<std::string> names;

  BadFiles() {
    const auto whole = contentOf(samples() / "sample3.jpg");
    put("cut.jpg", whole.substr(0, whole.size() / 2));
    put("empty.jpg", "");
    put("pointer.jpg", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
    put("text.png", "no picture");
    std::string bmp(54 + 64 * 64 * 3, '\0');
    const std::array<unsigned char, 30> head{'B', 'M', 0x36, 0x30, 0, 0, 0, 0,  0, 0, 54, 0, 0, 0,  40,
                                             0,   0,   0,    64,   0, 0, 0, 64, 0, 0, 0,  1, 0, 24, 0};
    std::copy(head.begin(), head.end(), bmp.begin());
    put("black.bmp", bmp);
    bmp[20] = '\x10';  // 1,048,640 pixels wide
    bmp[24] = '\x10';
    put("huge.bmp", bmp);
    fs::create_directory(path / "folder.jpg");
    names.push_back((path / "folder.jpg").string());
    names.push_back((path / "nowhere.jpg").string());
  }
  void put(const std::string& name, const std::string& content) {
    std::ofstream(path / name, std::ios::binary) << content;
    names.push_back((path / name).string());
  }
};

}  // namespace

TEST_CASE("face commands: wrong usage is status 2") {
  const std::vector<std::vector<std::string>> wrong{{"face-detect"},
                                                    {"face-detect", "--loud", "a.jpg"},
                                                    {"face-compare"},
                                                    {"face-compare", "a.jpg"},
                                                    {"face-compare", "a.jpg", "b.jpg", "c.jpg"},
                                                    {"face-compare", "a.jpg", "b.jpg", "--dir", "."},
                                                    {"face-compare", "--pairs", "p.csv", "a.jpg"},
                                                    {"face-compare", "a.jpg", "b.jpg", "--chip-photo", "z"},
                                                    {"face-compare", "a.jpg", "b.jpg", "--threshold", "1.5"},
                                                    {"face-compare", "a.jpg", "b.jpg", "--threshold", "0"},
                                                    {"face-compare", "a.jpg", "b.jpg", "--threshold", "nan"},
                                                    {"face-liveness", "a.jpg"},
                                                    {"face-liveness", "--rgb"}};
  for (const auto& words : wrong) {
    const auto run = tool(words);
    INFO(Json(words).dump());
    CHECK(run.status == 2);
    CHECK(run.out.empty());
  }
}

TEST_CASE("without models the face commands fail by name and print nothing") {
  const QTemporaryDir empty;
  const auto run = tool({"face-detect", "--models", empty.path().toStdString(), "a.jpg"});
  CHECK(run.status == 1);
  CHECK(run.out.empty());
  CHECK(run.err.find("fr_detect.onnx") != std::string::npos);
}

TEST_CASE("face-detect gives boxes, points and reasons inside the picture") {
  if (!haveFaces()) {
    return;
  }
  const auto run = tool({"face-detect", (samples() / "sample3.jpg").string()});
  CHECK(run.status == 0);
  const auto line = run.line();
  REQUIRE(line["faces"].size() >= 2);
  for (const auto& face : line["faces"]) {
    CHECK(face["box"].size() == 4);
    CHECK(face["box"][2].get<double>() > 8);
    REQUIRE(face["points"].size() == 5);
    CHECK(face["points"][0][0].get<double>() < face["points"][1][0].get<double>());
    const auto& reasons = face["quality"];
    CHECK(std::find(reasons.begin(), reasons.end(), "twoFaces") != reasons.end());
  }
}

TEST_CASE("bad pictures: each is named with its reason, the good one is still done, nothing passes") {
  if (!haveFaces()) {
    return;
  }
  const BadFiles bad;
  auto files = bad.names;
  files.push_back((samples() / "sample5.jpg").string());
  for (const auto& command :
       {std::vector<std::string>{"face-detect"}, std::vector<std::string>{"face-liveness", "--rgb"}}) {
    auto words = command;
    words.insert(words.end(), files.begin(), files.end());
    const auto run = tool(words);
    CHECK(run.status == 1);
    const auto lines = linesOf(run);
    REQUIRE(lines.size() == files.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      INFO(lines[i].dump());
      CHECK(lines[i]["file"] == files[i]);
      CHECK(lines[i].contains("error") == (i + 1 < lines.size()));
      CHECK_FALSE((i + 1 < lines.size() && lines[i].contains("live")));
    }
  }
}

TEST_CASE(
    "face-compare: the same picture matches, also as a chip photo; other persons do not; errors name the "
    "file") {
  if (!haveFaces()) {
    return;
  }
  const auto a = (samples() / "sample5.jpg").string();
  const auto b = (samples() / "sample6.jpg").string();
  const auto same = tool({"face-compare", a, a}).line();
  CHECK(same["match"] == true);
  CHECK(same["similarity"].get<double>() > 0.99);
  const auto other = tool({"face-compare", a, b});
  CHECK(other.status == 0);
  CHECK(other.line()["match"] == false);
  const auto chip = tool({"face-compare", "--chip-photo", "x", a, a}).line();
  CHECK(chip["match"] == true);
  CHECK(chip["similarity"].get<double>() < 0.97);  // it was reduced
  CHECK(tool({"face-compare", "--threshold", "0.999999", "--chip-photo", "y", a, a}).line()["match"] ==
        false);
  CHECK(tool({"face-compare", "--chip-photo", "x", a, b}).line()["match"] == false);
}

TEST_CASE("face-compare reads pairs by the columns' names and goes on after an unusable picture") {
  if (!haveFaces()) {
    return;
  }
  const QTemporaryDir folder;
  const auto list = (fs::path(folder.path().toStdString()) / "pairs.csv").string();
  std::ofstream(list) << "Decision,file_y,file_x\nYes,sample5.jpg,sample5.jpg\nNo,missing.jpg,sample5."
                         "jpg\nNo,sample6.jpg,sample5.jpg\n";
  const auto run = tool({"face-compare", "--pairs", list, "--dir", samples().string()});
  CHECK(run.status == 1);
  const auto lines = linesOf(run);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0]["match"] == true);
  CHECK(lines[1]["file_y"] == "missing.jpg");
  CHECK(lines[1]["error"].get<std::string>().find("missing.jpg") == 0);
  CHECK_FALSE(lines[1].contains("match"));
  CHECK(lines[2]["match"] == false);
  std::ofstream(list) << "a,b\n1,2\n";
  CHECK(tool({"face-compare", "--pairs", list}).status == 1);
}
