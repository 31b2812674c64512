#include "tests/integration/cli/Tool.h"

#include "core/base/Bytes.h"
#include "core/crypto/Signing.h"
#include "tests/integration/platform/Client.h"
#include "tools/cli/Commands.h"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

using namespace xiaowu;
using namespace xiaowu::testing;
using Json = nlohmann::json;

namespace {

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write(const std::filesystem::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary) << content;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("wrong usage: status 2, the help on standard error, nothing on standard output") {
  const std::vector<std::vector<std::string>> wrong{
      {},
      {"format-disk"},
      {"card-read", "extra"},
      {"card-read", "--simulator", "li-wei", "--device", "usb:"},
      {"card-read", "--within"},
      {"card-read", "--within", "0"},
      {"card-read", "--within", "5s"},
      {"card-read", "--within", "601"},
      {"card-read", "--loud"},
      {"card-read", "--simulator", "li-wei", "--simulator", "li-wei"},
      {"check-number"},
      {"check-number", "id"},
      {"check-number", "passport", "E12345678"},
      {"verify-code"},
      {"verify-code", "7K3M-0000-0000-0000"},
      {"verify-code", "a/../../test/state", "--platform", "http://127.0.0.1:1"},
      {"verify-code", std::string(33, 'A'), "--platform", "http://127.0.0.1:1"},
      {"verify-code", "7K3M", "--platform", "http://platform.example.gov.cn"},
      {"verify-code", "7K3M", "--platform", "ftp://127.0.0.1"},
      {"verify-code", "7K3M", "--platform", "nonsense"},
      {"kiosk-key"},
      {"kiosk-key", "--data", ""},
      {"kiosk-key", "--data", "somewhere", "else"},
  };
  for (const auto& words : wrong) {
    const auto run = tool(words);
    INFO(Json(words).dump());
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(contains(run.err, "Usage: xiaowu-tool"));
  }
}

TEST_CASE("help of the tool and of each command: status 0, on standard output") {
  const auto all = tool({"--help"});
  CHECK(all.status == 0);
  CHECK(all.err.empty());
  for (const std::string name : {"card-read", "check-number", "verify-code", "kiosk-key", "outbox"}) {
    CHECK(contains(all.out, name));
    const auto one = tool({name, "--help"});
    CHECK(one.status == 0);
    CHECK(contains(one.out, "Usage: xiaowu-tool " + name));
  }
  CHECK(tool({"--version"}).status == 0);
}

TEST_CASE("masking keeps four characters at each end of a number") {
  CHECK(cli::maskedNumber("430624199308150019") == "4306**********0019");
  CHECK(cli::maskedNumber("CHN110012345") == "CHN1****2345");
  CHECK(cli::maskedNumber("12345678901") == "***********");
}

TEST_CASE("card-read masks unless told to show, and tells a missing device from a missing card") {
  const auto masked = tool({"card-read", "--simulator", "li-wei"});
  CHECK(masked.status == 0);
  const auto line = masked.line();
  CHECK(line["kind"] == "resident");
  CHECK(line["name"] == "李*");
  CHECK(line["number"] == "4306**********0019");
  CHECK(line["photo"] == "present");
  CHECK(line["ms"].get<int>() >= 0);
  CHECK(contains(masked.err, line["samNumber"].get<std::string>()));
  CHECK_FALSE(contains(masked.out + masked.err, "199308150019"));
  const auto shown = tool({"card-read", "--simulator", "li-wei", "--show"}).line();
  CHECK(shown["name"] == "李伟");
  CHECK(shown["number"] == "430624199308150019");
  CHECK(tool({"card-read", "--simulator", "anna-schmidt"})
            .line()["kind"]
            .get<std::string>()
            .rfind("foreigner-", 0) == 0);

  const auto nobody = tool({"card-read", "--simulator", "nobody"});
  CHECK(nobody.status == 1);
  CHECK(nobody.out.empty());
  CHECK(contains(nobody.err, "simulator.unknown-person"));
  const auto gone = tool({"card-read", "--device", "serial:/dev/xiaowu-no-such-line", "--within", "2"});
  CHECK(gone.status == 1);
  CHECK(gone.out.empty());
  CHECK(contains(gone.err, "device.not-found"));
  CHECK(contains(tool({"card-read", "--device", "telepathy:1"}).err, "device.address"));
}

TEST_CASE("card-read says decodable only when the site's decoder did decode") {
  CHECK(tool({"card-read", "--simulator", "li-wei", "--photo-decoder", PLUGIN_GOOD}).line()["photo"] ==
        "decodable");
  const auto wrong = tool({"card-read", "--simulator", "li-wei", "--photo-decoder", PLUGIN_EMPTY});
  CHECK(wrong.status == 1);
  CHECK(wrong.out.empty());
  CHECK(contains(wrong.err, "photo.plugin"));
}

TEST_CASE("check-number: one line per value, status 1 as soon as one is wrong") {
  const auto good = tool({"check-number", "id", "430624199308150019"});
  CHECK(good.status == 0);
  CHECK(
      good.line() ==
      Json({{"kind", "id"}, {"value", "430624199308150019"}, {"valid", true}, {"code", ""}, {"reason", ""}}));
  const auto mixed = tool({"check-number", "mobile", "13800138000", "1380013800"});
  CHECK(mixed.status == 1);
  CHECK(std::count(mixed.out.begin(), mixed.out.end(), '\n') == 2);
  CHECK(contains(mixed.out, "number.length"));
  CHECK(contains(mixed.err, "2 checked, 1 wrong"));
  CHECK(tool({"check-number", "bank-card", "--", "-1"}).status == 1);
  CHECK(tool({"check-number", "credit-code", "\xff\xfe"}).line()["valid"] == false);
}

TEST_CASE("check-number reads standard input, also many, and says when it cannot") {
  const auto some = tool({"check-number", "mobile", "-"}, "13800138000\r\n\n  13900139000\t\n13700137000");
  CHECK(some.status == 0);
  CHECK(std::count(some.out.begin(), some.out.end(), '\n') == 3);
  std::string many;
  for (int i = 0; i < 20001; ++i) {
    many += "13800138000\n";
  }
  const auto counted = tool({"check-number", "mobile", "-"}, many);
  CHECK(counted.status == 0);
  CHECK(contains(counted.err, "20000 checked, 0 wrong"));
  CHECK(contains(counted.err, "20001 checked, 0 wrong"));
  for (const std::string input : {"", "\n\n"}) {
    const auto none = tool({"check-number", "mobile", "-"}, input);
    CHECK(none.status == 1);
    CHECK(contains(none.err, "holds no number"));
  }
  const auto endless = tool({"check-number", "mobile", "-"}, std::string(100000, '1'));
  CHECK(endless.status == 1);
  CHECK(endless.out.empty());
  CHECK(contains(endless.err, "longer than 256 bytes"));
  const TemporaryFolder folder;
  const auto unreadable = tool({"check-number", "mobile", "-"}, {}, folder.path.string());
  CHECK(unreadable.status == 1);
  CHECK(contains(unreadable.err, "cannot be read"));
}

TEST_CASE("an output that cannot be written is a failure") {
  const auto full = tool({"check-number", "mobile", "13800138000"}, {}, {}, "/dev/full");
  CHECK(full.status == 1);
  CHECK(contains(full.err, "standard output cannot be written"));
}

TEST_CASE("kiosk-key makes a key once, for its user only, and never replaces one") {
  const TemporaryFolder folder;
  const auto data = folder.path / "data";
  CHECK(tool({"kiosk-key", "--data", data.string(), "--show"}).status == 1);
  CHECK_FALSE(std::filesystem::exists(data / "kiosk.key"));

  const auto made = tool({"kiosk-key", "--data", data.string()});
  CHECK(made.status == 0);
  CHECK(made.line()["made"] == true);
  const auto seed = contentOf(data / "kiosk.key");
  CHECK(seed.size() == 32);
  struct stat facts{};
  REQUIRE(::stat((data / "kiosk.key").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 07777) == 0600);
  const auto signer = crypto::Signer::fromSeed(viewOf(seed));
  REQUIRE(signer);
  CHECK(made.line()["publicKey"] == toBase64(signer->publicKey()));
  CHECK_FALSE(contains(made.out + made.err, toBase64(viewOf(seed))));
  CHECK(std::distance(std::filesystem::directory_iterator(data), std::filesystem::directory_iterator()) == 2);

  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--show"}}) {
    std::vector<std::string> words{"kiosk-key", "--data", data.string()};
    words.insert(words.end(), more.begin(), more.end());
    const auto again = tool(words);
    CHECK(again.status == 0);
    CHECK(again.line() == Json({{"publicKey", made.line()["publicKey"]}, {"made", false}}));
  }
  CHECK(contentOf(data / "kiosk.key") == seed);
  REQUIRE(::chmod((data / "kiosk.key").c_str(), 0644) == 0);
  CHECK(contains(tool({"kiosk-key", "--data", data.string()}).err, "chmod 600"));
}

TEST_CASE("kiosk-key leaves alone what is no key") {
  const TemporaryFolder folder;
  const auto file = folder.path / "kiosk.key";
  for (const auto& content : {std::string{}, std::string(31, 'k'), std::string(33, 'k')}) {
    write(file, content);
    const auto run = tool({"kiosk-key", "--data", folder.path.string()});
    CHECK(run.status == 1);
    CHECK(run.out.empty());
    CHECK(contains(run.err, "left alone"));
    CHECK(contentOf(file) == content);
  }
  std::filesystem::remove(file);
  std::filesystem::create_symlink("nowhere", file);
  CHECK(tool({"kiosk-key", "--data", folder.path.string()}).status == 1);
  CHECK(std::filesystem::is_symlink(std::filesystem::symlink_status(file)));
  write(folder.path / "file", "x");
  CHECK(contains(tool({"kiosk-key", "--data", (folder.path / "file").string()}).err, "tool.key-file"));
}
