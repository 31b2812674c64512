#include "core/base/Error.h"

namespace xiaowu {

std::string_view faultName(Fault fault) {
  switch (fault) {
    case Fault::ResidentCanFix: return "ResidentCanFix";
    case Fault::AttendantNeeded: return "AttendantNeeded";
    case Fault::ServiceUnavailable: return "ServiceUnavailable";
    case Fault::Cancelled: return "Cancelled";
    case Fault::Bug: return "Bug";
  }
  return "Bug";
}

std::string describe(const Error& error) {
  std::string text = error.code + " (" + std::string(faultName(error.fault)) + ")";
  if (!error.detail.empty()) {
    text += ": " + error.detail;
  }
  return text;
}

Error withContext(Error error, std::string_view context) {
  error.detail = error.detail.empty() ? std::string(context) : std::string(context) + ": " + error.detail;
  return error;
}

}  // namespace xiaowu
