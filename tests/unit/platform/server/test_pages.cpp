// The public pages come from files; what is filled in can never become markup.
#include "platform/server/rendering/Pages.h"

#include "platform/server/main/Platform.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"
#include "tests/support/TempFolder.h"

#include <fstream>

using namespace xiaowu;
using namespace xiaowu::platform;

namespace {

namespace fs = std::filesystem;

fs::path written(const test::TempFolder& folder, const char* name, const std::string& text) {
  std::ofstream(folder.path() / name) << text;
  return folder.path() / name;
}

const fs::path kDelivered = places::source() / "platform/server/rendering/pages";

std::string codeOf(const Result<PageTemplate>& loaded) {
  return loaded ? "" : loaded.error().code;
}

}  // namespace

TEST_CASE("values are escaped, markup of another template is not") {
  const test::TempFolder folder;
  const auto inner = PageTemplate::load(written(folder, "a.html", "<b>{{x}}</b>"), {"x"}).value();
  const auto outer = PageTemplate::load(written(folder, "b.html", "{{y}}-{{x}}-{{y}}!"), {"x", "y"}).value();
  const std::string_view nasty = "<script>\"'&{{x}}";
  const auto html = outer.fill({nasty, inner.fill({nasty})});
  const std::string safe = "&lt;script&gt;&quot;&#39;&amp;{{x}}";
  CHECK(html.text() == "<b>" + safe + "</b>-" + safe + "-<b>" + safe + "</b>!");
}

TEST_CASE("a file whose places are not those of the code is refused, with its name") {
  const test::TempFolder folder;
  CHECK(codeOf(PageTemplate::load(folder.path() / "missing.html")) == platform::errors::kPagesBroken);
  CHECK(codeOf(PageTemplate::load(written(folder, "e.html", ""))) == platform::errors::kPagesBroken);
  const auto unknown = PageTemplate::load(written(folder, "u.html", "{{x}}{{z}}"), {"x"});
  CHECK(codeOf(unknown) == platform::errors::kPagesBroken);
  CHECK(unknown.error().detail.find("u.html: nothing fills {{z}}") != std::string::npos);
  const auto lacking = PageTemplate::load(written(folder, "l.html", "{{x}}"), {"x", "y"});
  CHECK(codeOf(lacking) == platform::errors::kPagesBroken);
  CHECK(lacking.error().detail.find("l.html: {{y}} is not in it") != std::string::npos);
  CHECK(codeOf(PageTemplate::load(written(folder, "o.html", "{{x"), {"x"})) ==
        platform::errors::kPagesBroken);
}

TEST_CASE("a page says its verdict in the colour of its kind, with its facts") {
  const auto pages = Pages::load(kDelivered).value();
  const auto card =
      pages.card({Verdict::Kind::Wait, "已签发，未确认<出纸>", "一句话", {{"申请人", "李*"}}}).text();
  CHECK(card.find("verdict wait") != std::string::npos);
  CHECK(card.find("<h1 class=\"long\">已签发，未确认&lt;出纸&gt;</h1>") != std::string::npos);
  CHECK(pages.card({Verdict::Kind::Good, "有效", "", {}}).text().find("<h1>有效</h1>") != std::string::npos);
  CHECK(card.find("<dt>申请人</dt><dd>李*</dd>") != std::string::npos);
  CHECK(pages.card({Verdict::Kind::Bad, "查无此证", "", {}}).text().find("<dl>") == std::string::npos);
  CHECK(pages.card({Verdict::Kind::Good, "有效", "", {}}).text().find("<svg") != std::string::npos);
  CHECK(pages.codeForm("\"><script>").text().find("value=\"&quot;&gt;&lt;script&gt;\"") != std::string::npos);
  CHECK(pages.stylesheet().find(".verdict") != std::string::npos);
}

TEST_CASE("a platform whose pages are missing or damaged does not start, and says which file") {
  const test::TempFolder folder;
  fs::copy(kDelivered, folder.path() / "pages");
  const SystemClock clock;
  const auto open = [&] {
    PlatformOptions options;
    options.data = folder.path() / "data";
    options.pages = folder.path() / "pages";
    return Platform::open(options, clock);
  };
  CHECK(open());
  for (const auto* file : {"page.html", "verdict.html", "word.html", "long-word.html", "facts.html",
                           "fact.html", "code-form.html", "pages.css", "good.svg", "wait.svg", "bad.svg"}) {
    fs::rename(folder.path() / "pages" / file, folder.path() / "aside");
    const auto refused = open();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == platform::errors::kPagesBroken);
    CHECK(refused.error().detail.find(file) != std::string::npos);
    fs::rename(folder.path() / "aside", folder.path() / "pages" / file);
  }
}
