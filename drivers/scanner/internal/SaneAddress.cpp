#include "drivers/scanner/internal/SaneAddress.h"

#include "core/base/Bytes.h"
#include "drivers/api/Device.h"

#include <algorithm>

namespace xiaowu::drivers {

namespace {

tl::unexpected<Error> wrong(std::string detail) {
  return fail(errors::kAddress, Fault::Bug, "scanner address: " + std::move(detail));
}

Result<std::string> unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    const auto byte = fromHex(text.substr(i + 1, 2));
    if (!byte || byte->size() != 1 || byte->front() == 0) {
      return wrong("bad % escape");
    }
    plain += static_cast<char>(byte->front());
    i += 2;
  }
  return plain;
}

}  // namespace

Result<SaneAddress> parseSaneAddress(std::string_view text) {
  if (!text.starts_with("sane:") || text.find('\0') != std::string_view::npos) {
    return wrong("not sane:<device>");
  }
  text.remove_prefix(5);
  const auto question = text.find('?');
  SaneAddress address;
  address.device = text.substr(0, question);
  if (address.device.empty()) {
    return wrong("no device");  // SANE would take the first one it finds: on a kiosk that may be a camera
  }
  std::string_view rest = question == std::string_view::npos ? std::string_view() : text.substr(question + 1);
  while (!rest.empty()) {
    const std::string_view option = rest.substr(0, rest.find('&'));
    const auto equals = option.find('=');
    if (equals == 0 || equals == std::string_view::npos) {
      return wrong("an option is not name=value");
    }
    auto value = unescaped(option.substr(equals + 1));
    if (!value) {
      return fail(value.error());
    }
    address.options.emplace_back(option.substr(0, equals), std::move(*value));
    rest.remove_prefix(std::min(option.size() + 1, rest.size()));
  }
  return address;
}

Result<bool> parseSwitch(std::string_view text) {
  if (text == "yes" || text == "true" || text == "1" || text == "on") {
    return true;
  }
  if (text == "no" || text == "false" || text == "0" || text == "off") {
    return false;
  }
  return wrong("not yes or no");
}

}  // namespace xiaowu::drivers
