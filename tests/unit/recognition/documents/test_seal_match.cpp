#include "recognition/documents/fields/internal/Divisions.h"
#include "recognition/documents/seals/SealMatch.h"
#include "recognition/documents/seals/SealReader.h"

#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::documents;

namespace {

Seal sealThatReads(std::string text, double confidence, SealFinding finding = SealFinding::Present) {
  Seal seal;
  seal.text = std::move(text);
  seal.confidence = confidence;
  seal.finding = finding;
  return seal;
}

Symbol letter(std::string text, double confidence) {
  Symbol symbol;
  symbol.text = std::move(text);
  symbol.confidence = confidence;
  return symbol;
}

}  // namespace

TEST_CASE(
    "a seal that reads as an expected issuer matches, also with one misread letter that a reading saw "
    "right") {
  const std::vector<std::string> expected{"青山县河口镇人民政府", "青山县公安局"};
  CHECK(matchIssuer("青山县河口镇人民政府", 0.97, expected).verdict == SealVerdict::Matching);
  const std::vector<std::string> also{"", "", "", "", "目口", "", "", "", "", ""};
  const auto misread = matchIssuer("青山县河日镇人民政府", 0.93, expected, also);
  CHECK(misread.verdict == SealVerdict::Matching);
  CHECK(misread.issuer == "青山县河口镇人民政府");
  CHECK(misread.readsAs == "青山县河日镇人民政府");
}

TEST_CASE("a neighbour whose name differs in one letter never matches") {
  const std::vector<std::string> expected{"青山县河口镇人民政府"};
  CHECK(matchIssuer("青山县河东镇人民政府", 0.99, expected).verdict != SealVerdict::Matching);
  const std::vector<std::string> also{"", "", "", "", "车", "", "", "", "", ""};
  CHECK(matchIssuer("青山县河东镇人民政府", 0.8, expected, also).verdict == SealVerdict::Unreadable);
}

TEST_CASE("a seal that reads as somebody else is a wrong issuer, and says what it reads as") {
  const auto match = matchIssuer("青山县绿野商贸有限公司", 0.96, {"青山县河口镇人民政府"});
  CHECK(match.verdict == SealVerdict::WrongIssuer);
  CHECK(match.readsAs == "青山县绿野商贸有限公司");
  CHECK(match.issuer.empty());
}

TEST_CASE("what was read unsurely is never called a wrong issuer") {
  const std::vector<std::string> expected{"青山县河口镇人民政府"};
  CHECK(matchIssuer("青城中好政局", 0.77, expected).verdict == SealVerdict::Unreadable);
  CHECK(matchIssuer("青城中好政局", 0.85, expected).verdict == SealVerdict::WrongIssuer);
}

TEST_CASE("a county that there is never passes for its neighbour, one that there is not may be misread") {
  REQUIRE(divisionCount() > 0);
  const std::vector<std::string> unsure{"", "阴", "", "", "", ""};
  CHECK(matchIssuer("山阳县公安局", 0.9, {"山阴县公安局"}, unsure).verdict == SealVerdict::Unreadable);
  CHECK(matchIssuer("山陌县公安局", 0.9, {"山阴县公安局"}, unsure).verdict == SealVerdict::Matching);
}

TEST_CASE("between two names that one letter tells apart a misread letter decides nothing") {
  const std::vector<std::string> expected{"青山县河口镇人民政府", "青山县河东镇人民政府"};
  CHECK(matchIssuer("青山县河口镇人民政府", 0.97, expected).issuer == "青山县河口镇人民政府");
  CHECK(matchIssuer("青山县河旦镇人民政府", 0.97, expected).verdict == SealVerdict::Unreadable);
}

TEST_CASE("a pattern matches by its fixed letters and needs something in place of the star") {
  const std::vector<std::string> expected{"*村民委员会|青山县*人民政府"};
  CHECK(matchIssuer("青山县河口镇柳树村民委员会", 0.95, expected).verdict == SealVerdict::Matching);
  CHECK(matchIssuer("青山县河口镇人民政府", 0.95, expected).verdict == SealVerdict::Matching);
  CHECK(matchIssuer("白水县河口镇人民政府", 0.95, expected).verdict != SealVerdict::Matching);
  CHECK(matchIssuer("村民委员会", 0.95, expected).verdict != SealVerdict::Matching);
}

TEST_CASE("little text or little confidence is unreadable, whatever is expected") {
  CHECK(matchIssuer("", 0, {}).verdict == SealVerdict::Unreadable);
  CHECK(matchIssuer("青山", 0.99, {"青山县公安局"}).verdict == SealVerdict::Unreadable);
  CHECK(matchIssuer("青山县公安局", 0.3, {"青山县公安局"}).verdict == SealVerdict::Unreadable);
  CHECK(matchIssuer("\xE9\x9D", 0.99, {"*"}).verdict == SealVerdict::Unreadable);
}

TEST_CASE("no seal is missing; a grey ring is a copy even when it reads right") {
  const std::vector<std::string> expected{"青山县公安局"};
  CHECK(matchSeals({}, expected).verdict == SealVerdict::Missing);
  CHECK(matchSeals({sealThatReads("青山县公安局", 0.99, SealFinding::GreyCopy)}, expected).verdict ==
        SealVerdict::GreyCopy);
  CHECK(matchSeals({sealThatReads("", 0), sealThatReads("青山县公安局", 0.99)}, expected).verdict ==
        SealVerdict::Matching);
}

TEST_CASE("readings of one line vote letter by letter") {
  const std::vector<TextLine> readings{{letter("辰", 0.6), letter("溪", 0.9), letter("县", 0.99)},
                                       {letter("晨", 0.7), letter("溪", 0.9), letter("县", 0.99)},
                                       {letter("辰", 0.5), letter("溪", 0.9)}};
  const auto line = voted(readings);
  REQUIRE(line.size() == 3);
  CHECK(line[0].text == "辰");
  CHECK(line[1].text == "溪");
  CHECK(line[2].text == "县");
  CHECK(voted({}).empty());
  CHECK(voted({{}, {}}).empty());
}
