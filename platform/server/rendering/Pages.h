#pragma once
// The public pages as files (pages/*.html, *.css), read once at start: one answer each, very large; no
// script, nothing from other hosts, everything from outside escaped (PageTemplate). Immutable; any thread.

#include "platform/server/rendering/PageTemplate.h"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::platform {

/// What a page says, in one of three colours.
struct Verdict {
  enum class Kind { Good, Wait, Bad } kind = Kind::Bad;
  std::string word, sentence;
  std::vector<std::pair<std::string_view, std::string>> facts{};  ///< label, value
};

class Pages {
 public:
  /// errors::kPagesBroken when a file is missing or has other places than are filled here.
  [[nodiscard]] static Result<Pages> load(const std::filesystem::path& folder);

  [[nodiscard]] Html card(const Verdict& verdict) const;
  /// The form for a check code, with what was typed before.
  [[nodiscard]] Html codeForm(std::string_view typed) const;
  /// A whole document.
  [[nodiscard]] std::string page(std::string_view title, const Html& content, std::string_view foot) const;
  [[nodiscard]] const std::string& stylesheet() const { return m_stylesheet; }

 private:
  Pages() = default;
  PageTemplate m_page, m_verdict, m_word, m_longWord, m_facts, m_fact, m_codeForm;
  std::array<Html, 3> m_icons;  ///< by Verdict::Kind
  std::string m_stylesheet;
};

}  // namespace xiaowu::platform
