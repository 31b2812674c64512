#include "platform/server/rendering/Text.h"

#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"

namespace xiaowu::platform {

std::string formatTime(std::int64_t micros) {
  return rfc3339(fromUnixMicros(micros));
}

Result<std::int64_t> parseTime(std::string_view text) {
  const auto time = parseRfc3339Millis(text);
  if (!time) {
    return fail(domain::contract::kMalformed, Fault::Bug, "time");
  }
  return toUnixMicros(*time);
}

std::string escapeHtml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace xiaowu::platform
