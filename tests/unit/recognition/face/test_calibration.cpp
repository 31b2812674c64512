#include "SecondView.h"
#include "recognition/face/geometry/Calibration.h"
#include "drivers/camera/simulator/Optics.h"

#include "tests/support/Catch.h"

#include <filesystem>
#include <fstream>

using namespace xiaowu;
using namespace xiaowu::face;

namespace {

Calibration good() {
  return testing::Rig{}.calibration();
}

std::string codeOf(const Calibration& calibration) {
  const auto checked = checkCalibration(calibration);
  return checked ? std::string() : checked.error().code;
}

std::string changed(const std::string& from, const std::string& to) {
  auto text = calibrationText(good());
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the simulator's calibration file is read like any site's and holds the simulator's cameras") {
  const auto read = parseCalibration(simulator::simulatorCalibrationText());
  REQUIRE(read);
  const auto simulator = simulator::simulatorCalibration();
  CHECK((read->rgb.width == simulator.width && read->nir.height == simulator.height));
  CHECK((read->rgb.fx == simulator.rgb.fx && read->rgb.cy == simulator.rgb.cy));
  CHECK((read->nir.fx == simulator.nir.fx && read->nir.cy == simulator.nir.cy));
  CHECK(read->rotation == simulator.rotation);
  CHECK(read->translation == simulator.translation);
}

TEST_CASE("a calibration comes back from its text as it was") {
  auto calibration = good();
  calibration.rgb.name = "v4l2:/dev/video0";
  calibration.nir.distortion = {-0.12, 0.03, 0.001, -0.002, 0.004};
  const auto back = parseCalibration(calibrationText(calibration));
  REQUIRE(back);
  CHECK(back->rgb.name == calibration.rgb.name);
  CHECK(back->nir.distortion == calibration.nir.distortion);
  CHECK(back->translation == calibration.translation);
  CHECK(back->rotation == calibration.rotation);
  CHECK(back->baseline() == Approx(60));
  CHECK(back->date == calibration.date);
}

TEST_CASE("a calibration that no pair of cameras has is refused") {
  auto calibration = good();
  CHECK(codeOf(calibration).empty());
  SECTION("no rotation") {
    calibration.rotation[0] = 0.9;
  }
  SECTION("a mirror") {
    calibration.rotation[4] = -1;
  }
  SECTION("looking away") {
    calibration.rotation = {0, 0, 1, 0, 1, 0, -1, 0, 0};
  }
  SECTION("one lens in the other") {
    calibration.translation = {-1, 0, 0};
  }
  SECTION("half a metre apart") {
    calibration.translation = {-500, 0, 0};
  }
  SECTION("focal length") {
    calibration.nir.fx = 10;
  }
  SECTION("pixels that are not square") {
    calibration.rgb.fy = 800;
  }
  SECTION("centre") {
    calibration.rgb.cx = 10;
  }
  SECTION("size") {
    calibration.rgb.width = 0;
  }
  SECTION("not a number") {
    calibration.translation[1] = std::numeric_limits<double>::quiet_NaN();
  }
  SECTION("no views") {
    calibration.views = 0;
  }
  CHECK(codeOf(calibration) == face::errors::kCalibrationDamaged);
}

TEST_CASE("a poor calibration is told from a damaged one") {
  auto calibration = good();
  SECTION("stereo") {
    calibration.stereoRms = 1.2;
  }
  SECTION("rows") {
    calibration.rectificationError = 1.2;
  }
  SECTION("one lens") {
    calibration.nir.rms = 1.2;
  }
  CHECK(codeOf(calibration) == face::errors::kCalibrationPoor);
  calibration.rgb.width = 1280, calibration.rgb.height = 960, calibration.rgb.fx = 1200,
  calibration.rgb.fy = 1200;
  calibration.rgb.cx = 640, calibration.rgb.cy = 480;
  CHECK(codeOf(calibration).empty());
}

TEST_CASE("a damaged text is refused with its reason, never a crash") {
  const auto refused = [](const std::string& text) {
    const auto parsed = parseCalibration(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == face::errors::kCalibrationDamaged);
    return parsed.error().detail;
  };
  refused("");
  refused("[]");
  refused("{}");
  refused("version https://git-lfs.github.com/spec/v1");
  CHECK(refused(changed("xiaowu-camera-calibration", "something-else")).find("format") != std::string::npos);
  refused(changed("\"version\": 1", "\"version\": 2"));
  refused(changed("\"fx\": 600.0", "\"fx\": \"600\""));
  refused(changed("\"fx\": 600.0", "\"fx\": 1e400"));
  refused(changed("\"width\": 640", "\"width\": -640"));
  refused(changed("\"translation_mm\": [", "\"translation_mm\": [0.0,"));
  const auto whole = calibrationText(good());
  for (std::size_t length = 0; length + 3 < whole.size(); length += 7) {
    refused(whole.substr(0, length));
  }
}

TEST_CASE("files: none, too long, written whole or not at all") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("xiaowu-calibration-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto file = folder / "cameras.json";
  CHECK(readCalibration(file).error().code == face::errors::kNoCalibration);
  REQUIRE(writeCalibration(good(), file));
  CHECK(readCalibration(file));
  CHECK_FALSE(std::filesystem::exists(folder / "cameras.json.new"));
  auto poor = good();
  poor.stereoRms = 9;
  CHECK_FALSE(writeCalibration(poor, file));
  CHECK(readCalibration(file));
  std::ofstream(file) << std::string(70'000, ' ');
  CHECK(readCalibration(file).error().code == face::errors::kCalibrationDamaged);
  std::ofstream(file).close();
  CHECK(readCalibration(file).error().code == face::errors::kCalibrationDamaged);
  CHECK(readCalibration(folder).error().code == face::errors::kCalibrationDamaged);
  CHECK_FALSE(writeCalibration(good(), folder / "nowhere" / "cameras.json"));
  std::filesystem::remove(file);
  std::filesystem::remove(folder);
}
