#include "app/main/SiteConfig.h"

#include "core/base/DeliveredFiles.h"
#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <fstream>
#include <sstream>

using namespace xiaowu;

namespace {

std::string shipped() {
  std::ostringstream text;
  text << std::ifstream(places::source() / "kiosk-config/site.toml").rdbuf();
  return text.str();
}

std::string complaint(const std::string& from, const std::string& to) {
  auto text = shipped();
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml");
  REQUIRE_FALSE(site);
  return site.error().detail;
}

}  // namespace

TEST_CASE("the shipped example of a site loads") {
  const auto site = site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml");
  REQUIRE(site);
  CHECK(site->kioskId == "K430624-001");
  CHECK(site->dataFolder == "/var/lib/xiaowu");
  CHECK(site->configFolder == delivered("kiosk-config"));
  CHECK(site->modelsFolder == fetchedModels());
  CHECK(site->face.calibration == "/etc/xiaowu/camera-calibration.json");
  CHECK(site->publicUrl == site->platformUrl);
}

TEST_CASE("a site may have folders of its own; relative ones stand beside its file") {
  auto text = shipped();
  text.replace(text.find("[folders]"), 9, "[folders]\nconfig = \"own\"\nmodels = \"/opt/nets\"");
  const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml");
  REQUIRE(site);
  CHECK(site->configFolder == "/etc/xiaowu/own");
  CHECK(site->modelsFolder == "/opt/nets");
  CHECK(site->face.calibration == "/etc/xiaowu/own/camera-calibration.json");
}

TEST_CASE("a wrong value is refused with file, key and reason") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(complaint("area = \"430624\"", "area = \"4306\""),
             ContainsSubstring("site.toml") && ContainsSubstring("site.area"));
  CHECK_THAT(complaint("px_per_mm = 3.2", "px_per_mm = 0.0"), ContainsSubstring("screen.px_per_mm"));
  CHECK_THAT(complaint("fullscreen = true", "fullscreen = 1"), ContainsSubstring("screen.fullscreen"));
  CHECK_THAT(complaint("scanner =", "scaner ="), ContainsSubstring("devices.scan"));
  CHECK_THAT(complaint("signing_key = \"A", "signing_key = \"*"), ContainsSubstring("platform.signing_key"));
  CHECK_THAT(complaint("[devices]", "[devices"), ContainsSubstring("line"));
  CHECK_THAT(complaint("cards = []", "cards = \"a\""),
             ContainsSubstring("staff.cards") && ContainsSubstring("list"));
  CHECK_THAT(complaint("cards = []", "cards = [\"430624199308150019\"]"), ContainsSubstring("64"));
  const std::string id = '"' + std::string(64, 'a') + '"';
  CHECK_THAT(complaint("cards = []", "cards = [" + id + ", " + id + "]"), ContainsSubstring("twice"));
}

TEST_CASE("listed staff cards are read; a site without a list has none") {
  auto text = shipped();
  CHECK(site::parseSiteConfig(text, "/etc/xiaowu/site.toml")->staffCards.empty());
  const std::string list = "cards = []";
  text.replace(text.find(list), list.size(), "cards = [\"" + std::string(64, 'b') + "\"]");
  CHECK(site::parseSiteConfig(text, "/etc/xiaowu/site.toml")->staffCards ==
        std::set<std::string>{std::string(64, 'b')});
}

TEST_CASE("faces are compared on the platform only when the site says so and has no decoder of its own") {
  const auto with = [](std::string comparison, const std::string& decoder) {
    auto text = shipped();
    text.replace(text.find("comparison = \"local\""), 20, "comparison = \"" + comparison + "\"");
    text.replace(text.find("photo_decoder = \"\""), 18, "photo_decoder = \"" + decoder + "\"");
    return site::parseSiteConfig(text, "/etc/xiaowu/site.toml");
  };
  CHECK_FALSE(with("local", "")->facesComparedOnPlatform());
  CHECK(with("platform", "")->facesComparedOnPlatform());
  CHECK_FALSE(with("platform", "/opt/decoder.so")->facesComparedOnPlatform());
  CHECK_THAT(complaint("comparison = \"local\"", "comparison = \"cloud\""),
             Catch::Matchers::ContainsSubstring("face.comparison"));
  auto older = shipped();  // a site file from before the section existed
  older.erase(older.find("[face]"));
  CHECK_FALSE(site::parseSiteConfig(older, "/etc/xiaowu/site.toml")->facesComparedOnPlatform());
}

TEST_CASE("limits of the face check can be made stricter, never looser") {
  const auto with = [](const std::string& lines) {
    auto text = shipped();
    text.erase(text.find("[face]"));
    return site::parseSiteConfig(text + "\n[face]\n" + lines, "/etc/xiaowu/site.toml");
  };
  const auto strict = with(
      "relief_min = 0.6\neye_distance_max_mm = 70.0\nchallenge = \"always\"\ncalibration = "
      "\"cameras.json\"\n");
  REQUIRE(strict);
  CHECK(strict->face.limits.reliefMin == 0.6);
  CHECK(strict->face.limits.eyeDistanceMax == 70);
  CHECK(strict->face.challenge == face::ChallengePolicy::Always);
  CHECK(strict->face.calibration.filename() == "cameras.json");
  CHECK(site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml")->face.calibration.filename() ==
        "camera-calibration.json");
  for (const auto* wrong :
       {"relief_min = 0.1", "row_error_max = 0.5", "eye_distance_min_mm = 30.0", "doubt_below = 0.1",
        "challenge = \"never\"", "relief = 0.6", "texture_min = 2.0"}) {
    INFO(wrong);
    CHECK_FALSE(with(wrong));
  }
}
