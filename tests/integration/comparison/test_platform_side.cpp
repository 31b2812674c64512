// The operation as any kiosk may send it, right and wrong.
#include "ComparisonFixture.h"

#include "tests/integration/platform/Client.h"
#include "tests/support/Places.h"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

constexpr const char* kPath = "/v1/face-comparisons";

platform::ComparisonOptions offered(const std::string& decoder = SIMULATOR_PHOTO_PLUGIN) {
  platform::ComparisonOptions options;
  options.models = places::models();
  options.photoDecoder = decoder;
  return options;
}

platform::ComparisonOptions halfOffered() {
  auto options = offered();
  options.models.clear();
  return options;
}

struct Comparing {
  explicit Comparing(platform::ComparisonOptions options = offered())
      : platform({}, true, std::move(options)) {
    allow();
  }
  void allow(bool may = true) {
    REQUIRE(platform.platform().enrol(platform.kiosk.id(), platform.kiosk.publicKey(), "430624", may));
  }

  [[nodiscard]] sync::SealedComparison seal(ByteView photo, ByteView face, const Uuid& session = freshId()) {
    const auto& keys = platform.platform().keys();
    return sync::sealComparison(freshId(), session, photo, face, keys.opening.publicKey, keys.keyId);
  }
  [[nodiscard]] Reply ask(const sync::SealedComparison& question) {
    return platform.kiosk.call("POST", kPath, sync::wire::comparisonBody(question));
  }
  [[nodiscard]] std::string refusal(const sync::SealedComparison& question, int status) {
    const auto reply = ask(question);
    CHECK(reply.status == status);
    return Json::parse(reply.body)["error"]["code"];
  }
  [[nodiscard]] Result<sync::ComparisonAnswer> read(const Reply& reply,
                                                    const sync::SealedComparison& question) {
    return sync::wire::parseComparison(reply.body, question, platform.kiosk.id(),
                                       platform.platform().keys().signer.publicKey(), SystemClock().wall());
  }

  TestPlatform platform;
};

/// Two persons side by side, each reduced to a half.
Image pairOfCrops(const std::string& left, const std::string& right) {
  const auto one = cropOf(left);
  const auto two = cropOf(right);
  const int width = std::min(one.width, two.width) / 2;
  const int height = std::min(one.height, two.height) / 2;
  Bytes pixels;
  for (int y = 0; y < height; ++y) {
    for (const auto* image : {&one, &two}) {
      for (int x = 0; x < width; ++x) {
        const auto* const pixel = image->data() + static_cast<std::size_t>(2 * y) * image->stride() +
                                  static_cast<std::size_t>(2 * x) * 3;
        pixels.insert(pixels.end(), pixel, pixel + 3);
      }
    }
  }
  return Image::of(2 * width, height, PixelFormat::Bgr8, std::move(pixels));
}

const Bytes& liWei() {
  static const auto item = simulator::encodeSimulatorPhoto("li-wei");
  return item;
}

}  // namespace

TEST_CASE("a person's own photo matches, another's does not, and the same question has the same answer") {
  if (!haveModels()) {
    return;
  }
  Comparing comparing;
  CHECK(Json::parse(get(comparing.platform.port(), "/v1/health").body)["faceComparison"] == "offered");
  for (const auto* person : {"li-wei", "wang-fang", "lin-zhiming"}) {
    for (const auto* owner : {"li-wei", "wang-fang", "lin-zhiming"}) {
      const auto question = comparing.seal(simulator::encodeSimulatorPhoto(owner), jpegOf(person));
      const auto reply = comparing.ask(question);
      REQUIRE(reply.status == 200);
      const auto answer = comparing.read(reply, question);
      if (!answer) {
        FAIL(describe(answer.error()));
      }
      INFO(person << " with the card of " << owner);
      CHECK(answer->match == (std::string_view(person) == owner));
      CHECK(comparing.ask(question).body == reply.body);
    }
  }
  comparing.platform.restart();
  CHECK(comparing.platform.platform().repository().kiosks().find("XY-001").value()->mayCompareFaces);
}

TEST_CASE("what cannot be compared is refused with its own code, for ever the same") {
  if (!haveModels()) {
    return;
  }
  Comparing comparing;
  const auto face = jpegOf("li-wei");
  const auto refused = [&](const sync::SealedComparison& question, int status, const std::string& code) {
    CHECK(comparing.refusal(question, status) == code);
    CHECK(comparing.refusal(question, status) == code);
  };
  refused(comparing.seal(Bytes(1024, 0), face), 422, "comparison.photo-not-decodable");
  refused(comparing.seal(liWei(), Bytes(20'000, 7)), 422, "comparison.face-unusable");
  refused(comparing.seal(liWei(), ByteView(face).first(face.size() / 2)), 422, "comparison.face-unusable");
  const auto grey = Image::of(200, 200, PixelFormat::Bgr8, Bytes(200 * 200 * 3, 128));
  refused(comparing.seal(liWei(), *face::encodeCrop(grey)), 422, "comparison.face-unusable");
  refused(comparing.seal(liWei(), *face::encodeCrop(pairOfCrops("li-wei", "wang-fang"))), 422,
          "comparison.face-unusable");
  refused(comparing.seal(liWei(), Bytes(face::kCropBytesMax + 1, 0xff)), 413, "request.too-large");
  auto exchanged = comparing.seal(liWei(), face);
  std::swap(exchanged.photo, exchanged.face);
  // A face where the photo belongs is longer than a photo may be.
  CHECK(comparing.ask(exchanged).status == 400);
  auto foreign = comparing.seal(liWei(), face);
  foreign.sealedKey = crypto::ContentKey::random().sealTo(crypto::makeSealingKeyPair().publicKey);
  refused(foreign, 422, "comparison.cannot-open");
  auto otherKey = comparing.seal(liWei(), face);
  otherKey.keyId = "another";
  refused(otherKey, 422, "comparison.cannot-open");
  auto moved = comparing.seal(liWei(), face);  // sealed for one request, sent as another
  moved.requestId = freshId();
  refused(moved, 422, "comparison.cannot-open");
  auto tampered = comparing.seal(liWei(), face);
  tampered.face[tampered.face.size() / 2] ^= 1;
  refused(tampered, 422, "comparison.cannot-open");
  CHECK(comparing.platform.kiosk.call("POST", kPath, std::string(300 * 1024, ' ')).status == 413);
  CHECK(comparing.platform.kiosk.call("POST", kPath, "{}").status == 400);
}

TEST_CASE("a photo without a face is said to be one") {
  if (!haveModels()) {
    return;
  }
  Comparing comparing(offered(PLUGIN_GREY));
  CHECK(comparing.refusal(comparing.seal(Bytes(1024, 99), jpegOf("li-wei")), 422) ==
        "comparison.no-face-in-photo");
}

TEST_CASE(
    "three comparisons for one session; another session and another kiosk have their own; one id is one "
    "question") {
  if (!haveModels()) {
    return;
  }
  Comparing comparing;
  const auto face = jpegOf("wang-fang");
  const auto session = freshId();
  const auto first = comparing.seal(liWei(), face, session);
  const auto answer = comparing.ask(first);
  REQUIRE(answer.status == 200);
  // Looked at, so it counts.
  CHECK(comparing.ask(comparing.seal(Bytes(1024, 0), face, session)).status == 422);
  CHECK(comparing.ask(comparing.seal(liWei(), face, session)).status == 200);
  CHECK(comparing.refusal(comparing.seal(liWei(), face, session), 422) == "comparison.too-many-tries");
  CHECK(comparing.refusal(comparing.seal(liWei(), jpegOf("li-wei"), session), 422) ==
        "comparison.too-many-tries");
  CHECK(comparing.ask(first).body == answer.body);  // asked again, not tried again
  CHECK(comparing.ask(comparing.seal(liWei(), face)).status == 200);

  auto changed = comparing.seal(liWei(), jpegOf("li-wei"), session);
  changed.requestId = first.requestId;
  CHECK(comparing.refusal(changed, 409) == "comparison.conflict");

  Kiosk second("XY-002", comparing.platform.port());
  REQUIRE(comparing.platform.platform().enrol(second.id(), second.publicKey(), "430624", true));
  // The first kiosk's question, signed by another: its own question.
  const auto body = sync::wire::comparisonBody(first);
  const auto others = second.call("POST", kPath, body);
  REQUIRE(others.status == 200);
  CHECK_FALSE(comparing.read(others, first));  // and no answer for the first
}

TEST_CASE("who may not, or is not known, learns nothing; where nothing is installed, it is said") {
  const Bytes face(1000, 7);
  SECTION("not enrolled for it") {
    Comparing comparing(platform::ComparisonOptions{});
    comparing.allow(false);
    CHECK(comparing.refusal(comparing.seal(liWei(), face), 403) == "comparison.not-allowed");
  }
  SECTION("unknown kiosk") {
    Comparing comparing(platform::ComparisonOptions{});
    comparing.platform.kiosk.signAs(crypto::Signer::generate());
    CHECK(comparing.refusal(comparing.seal(liWei(), face), 401) == "auth.signature");
  }
  SECTION("no decoder") {
    Comparing comparing(platform::ComparisonOptions{});
    CHECK(comparing.refusal(comparing.seal(liWei(), face), 503) == "comparison.decoder-missing");
    CHECK(Json::parse(get(comparing.platform.port(), "/v1/health").body)["faceComparison"] ==
          "decoder-missing");
  }
  SECTION("no models") {
    Comparing comparing(halfOffered());
    CHECK(comparing.refusal(comparing.seal(liWei(), face), 503) == "comparison.models-missing");
    CHECK(Json::parse(get(comparing.platform.port(), "/v1/health").body)["faceComparison"] ==
          "models-missing");
  }
}

TEST_CASE("a full queue is told at once, with a time to wait, and is no try") {
  if (!haveModels()) {
    return;
  }
  auto options = offered();
  options.waitingMax = 0;
  Comparing comparing(options);
  const auto session = freshId();
  const auto question = comparing.seal(liWei(), jpegOf("li-wei"), session);
  for (int i = 0; i < 5; ++i) {
    const auto reply = comparing.ask(question);
    CHECK(reply.status == 503);
    CHECK(Json::parse(reply.body)["error"]["code"] == "comparison.busy");
    CHECK(reply.header("Retry-After") == "2");
  }
  platform::ComparisonRow row;
  row.kioskId = "XY-001";
  row.requestId = freshId().text();
  row.sessionId = session.text();
  CHECK(comparing.platform.platform().repository().comparisons().begin(row, 1, 0).value() ==
        platform::ComparisonStart::Begun);
}

TEST_CASE("nothing of the pictures is on the platform's disk afterwards") {
  if (!haveModels()) {
    return;
  }
  Comparing comparing;
  const auto face = jpegOf("li-wei");
  const auto question = comparing.seal(liWei(), face);
  REQUIRE(comparing.ask(question).status == 200);
  const std::vector<std::string> forbidden{std::string(textOf(liWei()).substr(0, 12)),
                                           std::string(textOf(face).substr(400, 24)),
                                           toBase64(ByteView(face).subspan(402, 24)),
                                           std::string(textOf(question.face).substr(100, 24)), "li-wei"};
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(comparing.platform.folder.path)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    ++files;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    for (const auto& text : forbidden) {
      CHECK(content.find(text) == std::string::npos);
    }
    if (entry.path().filename() == "platform.sqlite-wal") {
      CHECK(content.find(question.requestId.text()) != std::string::npos);  // the audit is there
    }
  }
  CHECK(files >= 5);
}
