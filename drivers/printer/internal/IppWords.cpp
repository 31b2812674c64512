#include "drivers/printer/internal/IppWords.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace xiaowu::drivers {

namespace {

struct Blocker {
  std::string_view keyword;
  std::string_view code;
};

// First match wins: a jam must be reported before the empty tray that often comes with it.
constexpr std::array kBlockers = {
    Blocker{"media-jam", errors::kPaperJam},          Blocker{"cover-open", errors::kPrinterDoorOpen},
    Blocker{"door-open", errors::kPrinterDoorOpen},   Blocker{"interlock-open", errors::kPrinterDoorOpen},
    Blocker{"input-tray-missing", errors::kPaperOut}, Blocker{"media-needed", errors::kPaperOut},
    Blocker{"media-empty", errors::kPaperOut},        Blocker{"output-area-full", errors::kOutputFull},
};

constexpr std::array<std::string_view, 3> kTonerOutWords = {"toner-empty", "marker-supply-empty",
                                                            "marker-supply-missing"};

bool has(const std::vector<std::string>& keywords, std::string_view word) {
  return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

Result<int> parsePort(std::string_view text) {
  int port = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (code != std::errc{} || end != text.data() + text.size() || port < 1 || port > 65535) {
    return fail(errors::kAddress, Fault::Bug, "printer address: bad port");
  }
  return port;
}

bool plainCharacters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\';
  });
}

/// "host", "host:port" or "[v6]:port" into host and port text.
Result<std::pair<std::string_view, std::string_view>> splitAuthority(std::string_view authority) {
  std::string_view host = authority;
  std::string_view port;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) {
      return fail(errors::kAddress, Fault::Bug, "printer address: unclosed bracket");
    }
    host = authority.substr(1, close - 1);
    port = authority.substr(close + 1);
    if (!port.empty() && !port.starts_with(':')) {
      return fail(errors::kAddress, Fault::Bug, "printer address: text after the bracket");
    }
  } else if (const auto colon = authority.find(':'); colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon);
  }
  if (port == ":") {
    return fail(errors::kAddress, Fault::Bug, "printer address: empty port");
  }
  return std::pair(host, port.empty() ? port : port.substr(1));
}

}  // namespace

Result<PrinterUri> parsePrinterUri(std::string_view text) {
  PrinterUri uri;
  std::string_view rest = text;
  if (rest.starts_with("ipps://")) {
    uri.encrypted = true;
    rest.remove_prefix(7);
  } else if (rest.starts_with("ipp://")) {
    rest.remove_prefix(6);
  } else {
    return fail(errors::kAddress, Fault::Bug, "printer address: not ipp:// or ipps://");
  }
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos || !plainCharacters(rest)) {
    return fail(errors::kAddress, Fault::Bug,
                "printer address: no path, or characters that do not belong in a URI");
  }
  const std::string_view authority = rest.substr(0, slash);
  if (authority.find('@') != std::string_view::npos) {
    return fail(errors::kAddress, Fault::Bug, "printer address: user names are not supported");
  }
  const auto parts = splitAuthority(authority);
  if (!parts) {
    return fail(parts.error());
  }
  if (parts->first.empty()) {
    return fail(errors::kAddress, Fault::Bug, "printer address: no host");
  }
  if (!parts->second.empty()) {
    const auto port = parsePort(parts->second);
    if (!port) {
      return fail(port.error());
    }
    uri.port = *port;
  }
  uri.host = parts->first;
  uri.resource = rest.substr(slash);
  uri.text = text;
  return uri;
}

std::string reasonKeyword(std::string_view reason) {
  for (const std::string_view suffix : {"-report", "-warning", "-error"}) {
    if (reason.ends_with(suffix)) {
      return std::string(reason.substr(0, reason.size() - suffix.size()));
    }
  }
  return std::string(reason);
}

ReasonSummary summariseReasons(const std::vector<std::string>& keywords, bool stopped) {
  ReasonSummary summary;
  for (const Blocker& blocker : kBlockers) {
    if (has(keywords, blocker.keyword)) {
      summary.blocking = blocker.code;
      break;
    }
  }
  if (has(keywords, "media-empty") || has(keywords, "media-needed") || has(keywords, "input-tray-missing")) {
    summary.paper = Supply::Out;
  } else if (has(keywords, "media-low")) {
    summary.paper = Supply::Low;
  }
  if (std::any_of(kTonerOutWords.begin(), kTonerOutWords.end(),
                  [&](std::string_view word) { return has(keywords, word); })) {
    summary.toner = Supply::Out;
  } else if (has(keywords, "toner-low") || has(keywords, "marker-supply-low")) {
    summary.toner = Supply::Low;
  }
  if (stopped && summary.blocking.empty()) {
    summary.blocking = summary.toner == Supply::Out ? errors::kTonerOut : errors::kHardware;
  }
  return summary;
}

std::optional<int> levelOf(std::string_view semicolonList) {
  while (!semicolonList.empty()) {
    const auto end = semicolonList.find(';');
    const std::string_view field = semicolonList.substr(0, end);
    if (field.starts_with("level=")) {
      int level = 0;
      const auto [stop, code] = std::from_chars(field.data() + 6, field.data() + field.size(), level);
      return code == std::errc{} && stop == field.data() + field.size() ? std::optional(level) : std::nullopt;
    }
    semicolonList.remove_prefix(end == std::string_view::npos ? semicolonList.size() : end + 1);
  }
  return std::nullopt;
}

Fault printerFault(std::string_view code) {
  if (code == xiaowu::errors::kCancelled) {
    return Fault::Cancelled;
  }
  if (code == errors::kOutputFull) {
    return Fault::ResidentCanFix;
  }
  if (code == errors::kAddress || code == errors::kNotOpen) {
    return Fault::Bug;
  }
  if (code == xiaowu::errors::kTimedOut || code == errors::kBusy || code == errors::kPrintRefused) {
    return Fault::ServiceUnavailable;
  }
  return Fault::AttendantNeeded;
}

DeviceState printerDeviceState(std::string_view code) {
  if (code.empty()) {
    return DeviceState::Online;
  }
  if (code == errors::kGone || code == errors::kNotOpen) {
    return DeviceState::NoDevice;
  }
  if (code == errors::kBusy) {
    return DeviceState::DeviceBusy;
  }
  if (code == errors::kHardware || code == errors::kProtocol) {
    return DeviceState::HardwareError;
  }
  if (code == xiaowu::errors::kTimedOut || code == xiaowu::errors::kCancelled) {
    return DeviceState::Offline;
  }
  return DeviceState::UserError;
}

}  // namespace xiaowu::drivers
