#include "platform/server/http/Http.h"

#include "platform/server/http/HttpServer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace xiaowu::platform {
namespace {

bool isTokenChar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool isToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}
bool isVisible(char c) {
  return c > 0x20 && c < 0x7f;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

int checkRequestLine(std::string_view line, const HttpLimits& limits, HttpHead& head) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return 400;
  }
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!isToken(method) || method.size() > 16) {
    return 400;
  }
  if (target.size() > limits.targetMax) {
    return 414;
  }
  if (target.empty() || target.front() != '/' || !std::all_of(target.begin(), target.end(), isVisible) ||
      target.find('#') != std::string_view::npos) {
    return 400;
  }
  if (version.size() != 8 || version.substr(0, 5) != "HTTP/") {
    return 400;
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return 505;
  }
  head.method = method;
  head.target = target;
  head.http10 = version == "HTTP/1.0";
  head.keepAlive = !head.http10;
  return 0;
}

int checkContentLength(std::string_view value, HttpHead& head) {
  std::uint64_t length = 0;
  const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), length);
  if (value.empty() || value.size() > 12 || problem != std::errc{} || end != value.data() + value.size() ||
      head.contentLength) {
    return 400;
  }
  head.contentLength = length;
  return 0;
}

// One field's effect on how the message is read; hosts counts Host fields.
int applyField(std::string_view name, std::string_view value, HttpHead& head, int& hosts) {
  if (name == "host") {
    return ++hosts > 1 || value.empty() ? 400 : 0;
  }
  if (name == "content-length") {
    return checkContentLength(value, head);
  }
  if (name == "transfer-encoding") {
    if (head.chunked || lower(value) != "chunked") {
      return head.chunked ? 400 : 501;
    }
    head.chunked = true;
  }
  if (name == "expect") {
    if (lower(value) != "100-continue") {
      return 417;
    }
    head.expectsContinue = true;
  }
  if (name == "connection") {
    const auto options = lower(value);
    if (options.find("close") != std::string::npos) {
      head.keepAlive = false;
    }
  }
  return 0;
}

}  // namespace

std::string_view HttpHead::field(std::string_view lowerCaseName) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& field) { return field.first == lowerCaseName; });
  return found == fields.end() ? std::string_view{} : std::string_view(found->second);
}

HeadCheck checkHead(std::string_view raw, const HttpLimits& limits) {
  HeadCheck check;
  const auto refuse = [&](int status) {
    check.refusal = status;
    return check;
  };
  if (raw.size() > limits.headMax) {
    return refuse(431);
  }
  int hosts = 0;
  bool first = true;
  bool ended = false;
  while (!raw.empty() && !ended) {
    const auto end = raw.find("\r\n");
    if (end == std::string_view::npos) {
      return refuse(400);
    }
    const auto line = raw.substr(0, end);
    raw.remove_prefix(end + 2);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
      return refuse(400);
    }
    if (first) {
      if (const int status = checkRequestLine(line, limits, check.head); status != 0) {
        return refuse(status);
      }
      first = false;
      continue;
    }
    ended = line.empty();
    if (ended) {
      break;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) {
      return refuse(400);  // a folded line begins with a space: no token
    }
    const auto value = trimmed(line.substr(colon + 1));
    if (!std::all_of(value.begin(), value.end(),
                     [](char c) { return isVisible(c) || c == ' ' || c == '\t'; })) {
      return refuse(400);
    }
    if (check.head.fields.size() == limits.fieldsMax) {
      return refuse(431);
    }
    check.head.fields.emplace_back(lower(line.substr(0, colon)), value);
    if (const int status = applyField(check.head.fields.back().first, value, check.head, hosts);
        status != 0) {
      return refuse(status);
    }
  }
  if (!ended || !raw.empty() || hosts != 1) {
    return refuse(400);
  }
  // Both framings is the smuggler's tool; HTTP/1.0 knows no chunks.
  if (check.head.chunked && (check.head.contentLength || check.head.http10)) {
    return refuse(400);
  }
  return check;
}

HeadScan scanHead(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
      return {HeadScan::State::Bad, i};
    }
    if (c != '\n' && i > 0 && bytes[i - 1] == '\r') {
      return {HeadScan::State::Bad, i};
    }
    if (c != '\n' && c != '\r' && c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)) {
      return {HeadScan::State::Bad, i};
    }
    if (c == '\n' && i >= 3 && bytes.substr(i - 3, 4) == "\r\n\r\n") {
      return {HeadScan::State::Complete, i + 1};
    }
    if (c == '\n' && i == 1) {
      return {HeadScan::State::Bad, i};  // an empty line before the request line
    }
  }
  return {};
}

}  // namespace xiaowu::platform
