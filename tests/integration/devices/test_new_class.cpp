// A class of devices that nobody but this file knows: a scale. Its registration and a row of the site's file
// are enough for it to be supervised, to be told in heartbeats, and to be missed by name.
#include "app/main/SiteConfig.h"
#include "app/session/SessionHost.h"
#include "app/sync/Wire.h"
#include "drivers/photo/PluginPhotoDecoder.h"
#include "tests/support/Places.h"
#include "tests/support/openapi/TestOpenApi.h"
#include "tests/unit/app/outbox/OutboxFixture.h"

#include "tests/support/Catch.h"

#include <QCoreApplication>
#include <QDeadlineTimer>

#include <atomic>
#include <fstream>
#include <sstream>

using namespace xiaowu;
using namespace std::chrono_literals;
using drivers::DeviceHealth;
using drivers::DeviceState;

namespace {

/// What the test sees and decides.
struct Plate {
  std::atomic<bool> plugged{true};
};

class Scale final : public drivers::Device {
 public:
  explicit Scale(Plate& plate) : m_plate(plate) {}
  Result<DeviceHealth> open(const CallContext& context) override {
    auto found = health(context);
    if (found.state != DeviceState::Online) {
      return fail(drivers::errors::kNotFound, Fault::ServiceUnavailable);
    }
    return found;
  }
  void close() override {}
  DeviceHealth health(const CallContext&) override {
    return m_plate.plugged ? DeviceHealth{DeviceState::Online, {}}
                           : DeviceHealth{DeviceState::NoDevice, std::string(drivers::errors::kGone)};
  }
  Result<int> grams() { return 20; }

 private:
  Plate& m_plate;
};

drivers::DeviceRegistry registryWith(Plate& plate) {
  drivers::DeviceRegistry registry;
  registry.add({.id = "scale",
                .name = {"电子秤", "scale"},
                .schemes = {drivers::schemeOf("plate", [&plate](const std::string&) {
                  return Result<std::unique_ptr<Scale>>(std::make_unique<Scale>(plate));
                })}});
  return registry;
}

std::string siteWith(const std::string& rows) {
  std::ostringstream text;
  text << std::ifstream(places::source() / "kiosk-config/site.toml").rdbuf();
  const auto shipped = text.str();
  const auto begin = shipped.find("[devices]");
  return shipped.substr(0, begin) + "[devices]\n" + rows + shipped.substr(shipped.find("[staff]"));
}

/// A kiosk with those rows, without a platform and without models.
struct Kiosk {
  explicit Kiosk(const std::string& rows) {
    const auto site = site::parseSiteConfig(siteWith(rows), "/etc/xiaowu/site.toml", registry);
    INFO((site ? std::string() : site.error().detail));
    REQUIRE(site);
    auto made = registry.make(site->devices, folder.path(), 0);
    REQUIRE(made);
    sync::SyncSetup setup;
    setup.folder = folder.path();
    setup.platform.channel.baseUrl = "http://127.0.0.1:9";
    setup.platform.channel.kioskId = "kiosk-7";
    host = std::make_unique<sync::SyncHost>(std::move(setup), outbox::test::kioskKey(), clock);
    session::SessionSetup session;
    catalog::ServiceItem item;
    item.code = "weigh";
    item.needsDevices = {"scale"};
    session.rules.items = {std::make_shared<const catalog::ServiceItem>(item)};
    session.rules.deviceNames = registry.names();
    session.photoDecoder = photo::makeNoPhotoDecoder();
    session.freeBytesMin = 0;
    kiosk =
        std::make_unique<session::SessionHost>(std::move(session), std::move(made->devices), *host, clock);
  }

  bool comesTrue(const std::function<bool()>& wanted) {
    const QDeadlineTimer deadline(20s);
    while (!wanted() && !deadline.hasExpired()) {
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
    }
    return wanted();
  }
  bool becomes(bool ready) {
    return comesTrue([&] { return kiosk->state().availability.has("scale") == ready; });
  }
  /// From the attract screen to the guide of the one item, and on.
  void askForItem() {
    kiosk->send(workflow::Start{});
    kiosk->send(workflow::ChooseItem{"weigh"});
    REQUIRE(kiosk->state().step == workflow::Step::Guide);
    kiosk->send(workflow::Continue{});
  }
  std::string trouble() const {
    return kiosk->state().trouble ? kiosk->state().trouble->code : std::string();
  }

  outbox::test::TempFolder folder;
  SystemClock clock;
  Plate plate;
  drivers::DeviceRegistry registry = registryWith(plate);
  std::unique_ptr<sync::SyncHost> host;
  std::unique_ptr<session::SessionHost> kiosk;
};

const std::string kRow = "scale = { class = \"scale\", address = \"plate:\" }\n";

}  // namespace

TEST_CASE("a class of devices that only its registration knows is supervised and makes its items possible") {
  Kiosk kiosk(kRow);
  REQUIRE(kiosk.becomes(true));
  kiosk.askForItem();
  CHECK(kiosk.trouble().empty());
  CHECK(kiosk.kiosk->state().step == workflow::Step::Consent);
}

TEST_CASE("it is told in heartbeats under its row's id, as the contract wants it") {
  Kiosk kiosk(kRow);
  REQUIRE(kiosk.becomes(true));
  sync::Heartbeat heartbeat;
  heartbeat.at = kiosk.clock.wall();
  heartbeat.version = "0.1.0";
  heartbeat.devices = kiosk.kiosk->deviceSnapshots();
  REQUIRE(heartbeat.devices.size() == 2);
  CHECK(heartbeat.devices[0].name == "scale");
  CHECK(heartbeat.devices[0].state == "online");
  CHECK(heartbeat.devices[1].name == "attention");
  const auto body = sync::wire::heartbeatBody(heartbeat, "kiosk-7");
  REQUIRE(body);
  CHECK_THAT(*body, Catch::Matchers::ContainsSubstring("\"scale\""));
  CHECK(testing::contract().checkRequest("POST", "/v1/heartbeats", *body));
}

TEST_CASE("an item that needs it is refused by its name while it is gone, and wherever the site has none") {
  SECTION("gone") {
    Kiosk kiosk(kRow);
    REQUIRE(kiosk.becomes(true));
    kiosk.plate.plugged = false;
    REQUIRE(kiosk.becomes(false));
    CHECK(kiosk.kiosk->deviceSnapshots()[0].state == "noDevice");
    kiosk.askForItem();
    CHECK(kiosk.trouble() == "service.missing-scale");
    kiosk.plate.plugged = true;
    CHECK(kiosk.becomes(true));
  }
  SECTION("no row") {
    Kiosk kiosk("");
    CHECK(kiosk.kiosk->deviceSnapshots().size() == 1);
    kiosk.askForItem();
    CHECK(kiosk.trouble() == "service.missing-scale");
  }
}

TEST_CASE("two of it are two rows, and one of them is enough") {
  Kiosk kiosk(kRow + "scale2 = { class = \"scale\", address = \"plate:\" }\n");
  REQUIRE(kiosk.comesTrue([&] {
    const auto& devices = kiosk.kiosk->state().availability.devices;
    return devices[0].ready && devices[1].ready;
  }));
  CHECK(kiosk.kiosk->deviceSnapshots()[1].name == "scale2");
  kiosk.kiosk->send(workflow::DeviceGone{"scale", "device.gone"});
  kiosk.askForItem();
  CHECK(kiosk.trouble().empty());
}
