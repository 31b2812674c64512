#pragma once
// A piece of HTML with places to fill in, {{name}}. What is filled in is escaped, unless it came out of a
// template itself: no text from outside can become markup. Immutable; any thread.

#include "core/base/Result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace xiaowu::platform {

namespace errors {
/// A file of the public pages is missing, too large, or has other places than the code fills; the detail
/// names the file and the place.
inline constexpr std::string_view kPagesBroken = "platform.pages-broken";
}  // namespace errors

/// Markup out of templates.
class Html {
 public:
  Html() = default;
  [[nodiscard]] const std::string& text() const { return m_text; }
  Html& operator+=(const Html& other);

 private:
  friend class PageTemplate;
  explicit Html(std::string text) : m_text(std::move(text)) {}
  std::string m_text;
};

class PageTemplate {
 public:
  using Value = std::variant<std::string_view, Html>;

  /// The file must have each of `places` at least once, and no other.
  [[nodiscard]] static Result<PageTemplate> load(const std::filesystem::path& file,
                                                 std::vector<std::string_view> places = {});
  /// The values in the order of `places`.
  [[nodiscard]] Html fill(const std::vector<Value>& values = {}) const;

 private:
  struct Segment {
    std::string text;       ///< as it stands in the file
    std::size_t place = 0;  ///< what follows it, an index into the values
    bool isLast = false;    ///< nothing follows
  };
  std::vector<Segment> m_segments;
};

}  // namespace xiaowu::platform
