#include "app/main/SiteConfig.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace xiaowu;

namespace {

std::string shipped() {
  std::ostringstream text;
  text << std::ifstream(std::string(XIAOWU_SOURCE_DIR) + "/kiosk-config/site.toml").rdbuf();
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
  CHECK(site->configFolder == "/etc/xiaowu/.");
  CHECK(site->publicUrl == site->platformUrl);
}

TEST_CASE("a wrong value is refused with file, key and reason") {
  using Catch::Contains;
  CHECK_THAT(complaint("area = \"430624\"", "area = \"4306\""), Contains("site.toml") && Contains("site.area"));
  CHECK_THAT(complaint("px_per_mm = 3.2", "px_per_mm = 0.0"), Contains("screen.px_per_mm"));
  CHECK_THAT(complaint("fullscreen = true", "fullscreen = 1"), Contains("screen.fullscreen"));
  CHECK_THAT(complaint("scanner =", "scaner ="), Contains("devices.scan"));
  CHECK_THAT(complaint("signing_key = \"A", "signing_key = \"*"), Contains("platform.signing_key"));
  CHECK_THAT(complaint("[devices]", "[devices"), Contains("line"));
}
