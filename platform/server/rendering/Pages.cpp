#include "platform/server/rendering/Pages.h"

namespace xiaowu::platform {
namespace {

constexpr std::size_t kLongWord = 15;  // bytes of UTF-8: five characters

struct KindFiles {
  std::string_view cssClass;
  const char* icon;
};
constexpr std::array kKinds{KindFiles{"good", "good.svg"}, KindFiles{"wait", "wait.svg"},
                            KindFiles{"bad", "bad.svg"}};

}  // namespace

Result<Pages> Pages::load(const std::filesystem::path& folder) {
  Pages pages;
  struct Piece {
    const char* file;
    std::vector<std::string_view> places;
    PageTemplate* into;
  };
  const std::vector<Piece> pieces{
      {"page.html", {"title", "content", "foot"}, &pages.m_page},
      {"verdict.html", {"kind", "icon", "word", "sentence", "facts"}, &pages.m_verdict},
      {"word.html", {"word"}, &pages.m_word},
      {"long-word.html", {"word"}, &pages.m_longWord},
      {"facts.html", {"rows"}, &pages.m_facts},
      {"fact.html", {"label", "value"}, &pages.m_fact},
      {"code-form.html", {"typed"}, &pages.m_codeForm}};
  for (const auto& piece : pieces) {
    auto loaded = PageTemplate::load(folder / piece.file, piece.places);
    if (!loaded) {
      return fail(loaded.error());
    }
    *piece.into = std::move(*loaded);
  }
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    const auto icon = PageTemplate::load(folder / kKinds[i].icon);
    if (!icon) {
      return fail(icon.error());
    }
    pages.m_icons[i] = icon->fill();
  }
  const auto stylesheet = PageTemplate::load(folder / "pages.css");
  if (!stylesheet) {
    return fail(stylesheet.error());
  }
  pages.m_stylesheet = stylesheet->fill().text();
  return pages;
}

Html Pages::card(const Verdict& verdict) const {
  const auto kind = static_cast<std::size_t>(verdict.kind);
  Html facts;
  if (!verdict.facts.empty()) {
    Html rows;
    for (const auto& [label, value] : verdict.facts) {
      rows += m_fact.fill({label, std::string_view(value)});
    }
    facts = m_facts.fill({rows});
  }
  const auto word = std::string_view(verdict.word);
  const auto heading = word.size() > kLongWord ? m_longWord.fill({word}) : m_word.fill({word});
  return m_verdict.fill({kKinds[kind].cssClass, m_icons[kind], heading, verdict.sentence, facts});
}

Html Pages::codeForm(std::string_view typed) const {
  return m_codeForm.fill({typed});
}

std::string Pages::page(std::string_view title, const Html& content, std::string_view foot) const {
  return m_page.fill({title, content, foot}).text();
}

}  // namespace xiaowu::platform
