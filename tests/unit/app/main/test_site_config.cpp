#include "app/main/DeviceClasses.h"
#include "app/main/SiteConfig.h"

#include "core/base/DeliveredFiles.h"
#include "drivers/api/Printer.h"
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
  const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml", deviceClasses());
  REQUIRE_FALSE(site);
  return site.error().detail;
}

}  // namespace

TEST_CASE("the shipped example of a site loads") {
  const auto site = site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml", deviceClasses());
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
  const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml", deviceClasses());
  REQUIRE(site);
  CHECK(site->configFolder == "/etc/xiaowu/own");
  CHECK(site->modelsFolder == "/opt/nets");
  CHECK(site->face.calibration == "/etc/xiaowu/own/camera-calibration.json");
}

TEST_CASE(
    "the file of trusted authorities stands beside the site's file, whatever folder the kiosk starts in") {
  const auto withAuthorities = [](const std::string& value) {
    auto text = shipped();
    text.replace(text.find("[platform]"), 10, "[platform]\nca_file = \"" + value + "\"");
    const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml", deviceClasses());
    REQUIRE(site);
    return site->caFile;
  };
  CHECK(withAuthorities("county.pem") == "/etc/xiaowu/county.pem");
  CHECK(withAuthorities("/srv/county.pem") == "/srv/county.pem");
  CHECK(site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml", deviceClasses())->caFile.empty());
}

TEST_CASE("a wrong value is refused with file, key and reason") {
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(complaint("area = \"430624\"", "area = \"4306\""),
             ContainsSubstring("site.toml") && ContainsSubstring("site.area"));
  CHECK_THAT(complaint("px_per_mm = 3.2", "px_per_mm = 0.0"), ContainsSubstring("screen.px_per_mm"));
  CHECK_THAT(complaint("fullscreen = true", "fullscreen = 1"), ContainsSubstring("screen.fullscreen"));
  CHECK_THAT(complaint("signing_key = \"A", "signing_key = \"*"), ContainsSubstring("platform.signing_key"));
  CHECK_THAT(complaint("[devices]", "[devices"), ContainsSubstring("line"));
  CHECK_THAT(complaint("cards = []", "cards = \"a\""),
             ContainsSubstring("staff.cards") && ContainsSubstring("list"));
  CHECK_THAT(complaint("cards = []", "cards = [\"430624199308150019\"]"), ContainsSubstring("64"));
  const std::string id = '"' + std::string(64, 'a') + '"';
  CHECK_THAT(complaint("cards = []", "cards = [" + id + ", " + id + "]"), ContainsSubstring("twice"));
}

TEST_CASE("the shipped devices are rows, each under its name of the heartbeat, in the order of the file") {
  const auto site = site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml", deviceClasses());
  REQUIRE(site);
  std::vector<std::string> ids;
  for (const auto& row : site->devices) {
    ids.push_back(row.instance.id);
  }
  CHECK(ids == std::vector<std::string>{"idcard", "camera", "scanner", "printer", "slipPrinter"});
  const auto& slips = site->devices.back();
  CHECK(slips.instance.deviceClass == "printer");
  CHECK(slips.instance.serves == std::vector<std::string>{"printer.slip"});
  CHECK(site->devices[3].instance.serves == std::vector<std::string>{"printer"});
  CHECK(site->devices[1].value("nir") == "v4l2:/dev/video2");
}

TEST_CASE("a wrong row of a device is refused with file, key and reason") {
  using Catch::Matchers::ContainsSubstring;
  const std::string row = "scanner = { class = \"scanner\", address = \"sane:fujitsu:fi-65F\" }";
  const auto instead = [&](const std::string& other) { return complaint(row, other); };
  CHECK_THAT(instead(""), ContainsSubstring("site.toml: devices") && ContainsSubstring("\"scanner\""));
  CHECK_THAT(instead("scanner = \"sane:x\""),
             ContainsSubstring("devices.scanner") && ContainsSubstring("row such as"));
  CHECK_THAT(
      instead("scanner = { class = \"scaner\", address = \"sane:x\" }"),
      ContainsSubstring("site.toml: devices.scanner: class") && ContainsSubstring("idcard, camera, scanner"));
  CHECK_THAT(instead("scanner = { class = \"scanner\", adress = \"sane:x\" }"),
             ContainsSubstring("adress: is not known"));
  CHECK_THAT(instead("scanner = { class = \"scanner\" }"), ContainsSubstring("address: is missing"));
  CHECK_THAT(instead("scanner = { class = \"scanner\", address = \"scan:x\" }"),
             ContainsSubstring("begin with: sane:"));
  CHECK_THAT(instead("scanner = { class = \"scanner\", address = \"simulator:x\" }"),
             ContainsSubstring("and no more"));
  CHECK_THAT(instead(row + "\nfingerprint = { class = \"fingerprint\", address = \"usb:\" }"),
             ContainsSubstring("devices.fingerprint") && ContainsSubstring("no driver of this build"));
  CHECK_THAT(instead(row + "\nattention = { class = \"scanner\", address = \"sane:x\" }"),
             ContainsSubstring("taken"));
  CHECK_THAT(instead(row + "\n" + row), ContainsSubstring("line"));
  CHECK_THAT(instead("scanner = { class = \"scanner\", address = 5 }"),
             ContainsSubstring("devices.scanner.address"));
  CHECK_THAT(complaint("[\"slip\"]", "[\"slips\"]"),
             ContainsSubstring("slipPrinter: capabilities") && ContainsSubstring("sheet, slip"));
  CHECK_THAT(complaint("[\"slip\"]", "[\"sheet\"]"), ContainsSubstring("\"printer.slip\" (slip printer)"));
  CHECK_THAT(complaint("[\"slip\"]", "\"slip\""),
             ContainsSubstring("devices.slipPrinter.capabilities") && ContainsSubstring("list"));
  CHECK_THAT(instead("scanner = { class = \"scanner\", address = \"sane:x\", optional = 1 }"),
             ContainsSubstring("devices.scanner.optional"));
}

TEST_CASE("a second device of a class is one row more") {
  auto text = shipped();
  const std::string first = "printer = {";
  text.insert(text.find(first),
              "printer2 = { class = \"printer\", capabilities = [\"sheet\", \"slip\"], "
              "address = \"ipp://127.0.0.1:9/ipp/print\", optional = true }\n");
  const auto registry = deviceClasses();
  const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml", registry);
  REQUIRE(site);
  const auto made = registry.make(site->devices, "/nowhere", 0);
  REQUIRE(made);
  REQUIRE(made->devices.size() == 6);
  const auto& second = made->devices[3];
  CHECK(second.instance.id == "printer2");
  CHECK(second.instance.meets("printer"));
  CHECK(second.instance.meets("printer.slip"));
  CHECK(second.instance.optional);
  CHECK(dynamic_cast<drivers::Printer*>(second.driver.get()) != nullptr);
  CHECK(made->simulators.all().empty());
}

TEST_CASE("the needs of the session's own steps are needs of the registry") {
  namespace needs = domain::needs;
  const auto known = deviceClasses().needs();
  for (const auto need : {needs::kCardReader, needs::kCamera, needs::kScanner, needs::kSheetPrinter,
                          needs::kSlipPrinter, needs::kFingerprintReader}) {
    CHECK(known.count(std::string(need)) == 1);
  }
}

TEST_CASE("an address that only looks right is told with its row") {
  auto text = shipped();
  const std::string good = "\"usb:0400:c35a\"";
  text.replace(text.find(good), good.size(), "\"usb:0400\"");
  const auto registry = deviceClasses();
  const auto site = site::parseSiteConfig(text, "/etc/xiaowu/site.toml", registry);
  REQUIRE(site);
  const auto made = registry.make(site->devices, "/nowhere", 0);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == drivers::errors::kAddress);
  CHECK_THAT(made.error().detail, Catch::Matchers::ContainsSubstring("devices.idcard"));
}

TEST_CASE("listed staff cards are read; a site without a list has none") {
  auto text = shipped();
  CHECK(site::parseSiteConfig(text, "/etc/xiaowu/site.toml", deviceClasses())->staffCards.empty());
  const std::string list = "cards = []";
  text.replace(text.find(list), list.size(), "cards = [\"" + std::string(64, 'b') + "\"]");
  CHECK(site::parseSiteConfig(text, "/etc/xiaowu/site.toml", deviceClasses())->staffCards ==
        std::set<std::string>{std::string(64, 'b')});
}

TEST_CASE("whom a resident can reach is the site's to say, and a wrong time or number is refused") {
  using Catch::Matchers::ContainsSubstring;
  const auto site = site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml", deviceClasses());
  REQUIRE(site);
  CHECK(site->help.phone.empty());
  CHECK(site->help.opens == "08:30");
  CHECK_FALSE(site->help.onWeekends);
  CHECK_THAT(complaint("phone = \"\"", "phone = \"ask Zhou\""), ContainsSubstring("help.phone"));
  CHECK_THAT(complaint("opens = \"08:30\"", "opens = \"8:30\""), ContainsSubstring("help"));
  CHECK_THAT(complaint("closes = \"17:30\"", "closes = \"07:30\""), ContainsSubstring("help"));
  CHECK_THAT(complaint("wait_minutes = 0", "wait_minutes = -1"), ContainsSubstring("help.wait_minutes"));
  CHECK(site->copyDays == 7);
  CHECK(site->copyDaysAtMost == 30);
  CHECK_THAT(complaint("\ndays = 7", "\ndays = -1"), ContainsSubstring("copies.days"));
  CHECK_THAT(complaint("days_at_most = 30", "days_at_most = 6"), ContainsSubstring("copies.days_at_most"));
  auto older = shipped();
  older.erase(older.find("[help]"), older.find("[face]") - older.find("[help]"));
  const auto without = site::parseSiteConfig(older, "/etc/xiaowu/site.toml", deviceClasses());
  REQUIRE(without);
  CHECK(without->help.opens.empty());
}

TEST_CASE("faces are compared on the platform only when the site says so and has no decoder of its own") {
  const auto with = [](std::string comparison, const std::string& decoder) {
    auto text = shipped();
    text.replace(text.find("comparison = \"local\""), 20, "comparison = \"" + comparison + "\"");
    text.replace(text.find("photo_decoder = \"\""), 18, "photo_decoder = \"" + decoder + "\"");
    return site::parseSiteConfig(text, "/etc/xiaowu/site.toml", deviceClasses());
  };
  CHECK_FALSE(with("local", "")->facesComparedOnPlatform());
  CHECK(with("platform", "")->facesComparedOnPlatform());
  CHECK_FALSE(with("platform", "/opt/decoder.so")->facesComparedOnPlatform());
  CHECK_THAT(complaint("comparison = \"local\"", "comparison = \"cloud\""),
             Catch::Matchers::ContainsSubstring("face.comparison"));
  auto older = shipped();  // a site file from before the section existed
  older.erase(older.find("[face]"));
  CHECK_FALSE(
      site::parseSiteConfig(older, "/etc/xiaowu/site.toml", deviceClasses())->facesComparedOnPlatform());
}

TEST_CASE("limits of the face check can be made stricter, never looser") {
  const auto with = [](const std::string& lines) {
    auto text = shipped();
    text.erase(text.find("[face]"));
    return site::parseSiteConfig(text + "\n[face]\n" + lines, "/etc/xiaowu/site.toml", deviceClasses());
  };
  const auto strict = with(
      "relief_min = 0.6\neye_distance_max_mm = 70.0\nchallenge = \"always\"\ncalibration = "
      "\"cameras.json\"\n");
  REQUIRE(strict);
  CHECK(strict->face.limits.reliefMin == 0.6);
  CHECK(strict->face.limits.eyeDistanceMax == 70);
  CHECK(strict->face.challenge == face::ChallengePolicy::Always);
  CHECK(strict->face.calibration.filename() == "cameras.json");
  CHECK(site::parseSiteConfig(shipped(), "/etc/xiaowu/site.toml", deviceClasses())
            ->face.calibration.filename() == "camera-calibration.json");
  for (const auto* wrong :
       {"relief_min = 0.1", "row_error_max = 0.5", "eye_distance_min_mm = 30.0", "doubt_below = 0.1",
        "challenge = \"never\"", "relief = 0.6", "texture_min = 2.0"}) {
    INFO(wrong);
    CHECK_FALSE(with(wrong));
  }
}
