// Both service items from the attract screen to the attract screen, as a resident without hesitation does
// them.
#include "tests/journey/kiosk/Walks.h"
#include "tools/demo/Player.h"
#include "tools/demo/Proof.h"

#include "tests/support/Catch.h"

#include <filesystem>

using namespace xiaowu;
using namespace xiaowu::journey;

namespace {

demo::Player playerFor(Cabin& cabin) {
  demo::PlayOptions options;
  options.readingTime = std::chrono::milliseconds{0};
  options.print = false;
  return {cabin.kiosk(), options};
}

int countOf(const QJsonObject& state, const char* what) {
  return state[QLatin1String(what)].toInt();
}

std::vector<std::filesystem::path> sheetsIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> sheets;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".pdf") {
      sheets.push_back(entry.path());
    }
  }
  return sheets;
}

}  // namespace

TEST_CASE("1 a proof is printed, counted and verified by its own code") {
  auto& cabin = sharedCabin();
  auto player = playerFor(cabin);
  const auto proof = player.recordQuery(liWei().id);
  if (!proof) {
    cabin.failed(QString::fromStdString(describe(proof.error())));
  }
  CHECK(proof->sheets == 1);
  CHECK(cabin.sheets() == 1);
  const auto sheets = sheetsIn(cabin.workspace().kioskData() / "printed" / "printer");
  REQUIRE(sheets.size() == 1);
  const auto code = demo::qrOnSheet(sheets.front());
  REQUIRE(code);
  CHECK(*code == proof->verifyUrl);
  CHECK(demo::verifyAt(*code));
  cabin.seesNothingOf(liWei());
  CHECK_FALSE(cabin.texts().contains(proof->checkCode));
  CHECK_FALSE(cabin.status()[u"hasSession"_s].toBool());
  cabin.platformHas(
      [](const QJsonObject& state) {
        return countOf(state, "proofs") == 1 && countOf(state, "printed") == 1 &&
               countOf(state, "ratings") == 1;
      },
      u"one proof, reported as printed, and one rating"_s);
}

TEST_CASE("2 an application is accepted with the platform's number") {
  auto& cabin = sharedCabin();
  auto player = playerFor(cabin);
  const auto application = player.application(liWei().id);
  if (!application) {
    cabin.failed(QString::fromStdString(describe(application.error())));
  }
  CHECK(application->state == u"accepted"_s);
  // The scripted resident was quicker than the printer: the slip comes nevertheless.
  cabin.waitFor([](const QJsonObject& status) { return status[u"panel"_s][u"slipSheets"_s].toInt() == 1; },
                u"the slip"_s);
  cabin.seesNothingOf(liWei());
  CHECK_FALSE(cabin.texts().contains(application->caseNumber));
  CHECK_FALSE(cabin.status()[u"hasSession"_s].toBool());
  cabin.platformHasCases(1);
  cabin.platformHas(
      [](const QJsonObject& state) { return countOf(state, "cases") == 1 && countOf(state, "ratings") == 2; },
      u"one case and two ratings"_s);
  const auto state = cabin.platform().state();
  const auto filed = state[u"submissions"_s][0];
  CHECK(filed[u"caseNumber"_s].toString() == application->caseNumber);
  CHECK(filed[u"state"_s].toString() == u"accepted"_s);
  CHECK(filed[u"parts"_s].toInt() == 5);  // document, signature, three papers
  CHECK(countOf(state, "proofs") == 1);
  CHECK(countOf(state, "printed") == 1);
}

TEST_CASE("3 in English, until the guide and back") {
  auto& cabin = sharedCabin();
  cabin.tap(u"English"_s);
  cabin.to(u"Start"_s, u"items"_s);
  cabin.to(u"Real-estate register query"_s, u"guide"_s);
  cabin.sees(u"Free of charge"_s);
  cabin.to(u"Next"_s, u"consent"_s);
  cabin.sees(u"We read the name, number and photo on your ID card"_s);
  cabin.seesNot(u"下一步"_s);
  cabin.to(u"Back"_s, u"guide"_s);
  cabin.to(u"Back"_s, u"items"_s);
  cabin.to(u"Back"_s, u"attract"_s);
  cabin.sees(u"开始办理"_s);  // the next resident is not met in the language of the one before
}

TEST_CASE("4 in the large mode, until the card and back") {
  auto& cabin = sharedCabin();
  cabin.tap(u"关怀版"_s);
  cabin.sees(u"普通版"_s);
  toCard(cabin, kApplication);
  cabin.sees(u"普通版"_s);
  cabin.to(u"返回"_s, u"guide"_s);
  cabin.to(u"返回"_s, u"items"_s);
  cabin.to(u"返回"_s, u"attract"_s);
  cabin.sees(u"关怀版"_s);
}
