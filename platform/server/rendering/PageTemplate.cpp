#include "platform/server/rendering/PageTemplate.h"

#include "platform/server/rendering/Text.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace xiaowu::platform {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::size_t kFileMax = 64 * 1024;

tl::unexpected<Error> broken(const std::filesystem::path& file, const std::string& what) {
  return fail(errors::kPagesBroken, Fault::ServiceUnavailable, file.string() + ": " + what);
}

std::string markupOf(const PageTemplate::Value& value) {
  if (const auto* html = std::get_if<Html>(&value)) {
    return html->text();
  }
  return escapeHtml(std::get<std::string_view>(value));
}

}  // namespace

Html& Html::operator+=(const Html& other) {
  m_text += other.m_text;
  return *this;
}

Result<PageTemplate> PageTemplate::load(const std::filesystem::path& file,
                                        std::vector<std::string_view> places) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || text.empty() || text.size() > kFileMax) {
    return broken(file, "missing, empty or too large");
  }
  PageTemplate page;
  std::set<std::size_t> filled;
  std::size_t at = 0;
  for (auto open = text.find(kOpen); open != std::string::npos; open = text.find(kOpen, at)) {
    const auto close = text.find(kClose, open);
    const auto name = close == std::string::npos
                          ? std::string()
                          : text.substr(open + kOpen.size(), close - open - kOpen.size());
    const auto place = std::find(places.begin(), places.end(), name);
    if (place == places.end()) {
      return broken(file, "nothing fills {{" + name + "}}");
    }
    const auto index = static_cast<std::size_t>(place - places.begin());
    page.m_segments.push_back({text.substr(at, open - at), index, false});
    filled.insert(index);
    at = close + kClose.size();
  }
  page.m_segments.push_back({text.substr(at), 0, true});
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (filled.count(i) == 0) {
      return broken(file, "{{" + std::string(places[i]) + "}} is not in it");
    }
  }
  return page;
}

Html PageTemplate::fill(const std::vector<Value>& values) const {
  std::string text;
  for (const auto& segment : m_segments) {
    text += segment.text;
    if (!segment.isLast) {
      text += markupOf(values.at(segment.place));
    }
  }
  return Html(std::move(text));
}

}  // namespace xiaowu::platform
