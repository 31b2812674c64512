#pragma once
// One opened SANE device. Blocking: SaneScanner calls it on a thread that may be left behind. Needs no SANE
// header to be named.

#include "drivers/api/Scanner.h"
#include "drivers/scanner/internal/SaneAddress.h"

#include <atomic>
#include <memory>

namespace xiaowu::drivers {

class SaneSession {
 public:
  /// Opens the device and sets the address's options. Errors: errors::kNotFound, kBusy, kAddress (an option),
  /// kScannerAccessDenied, kHardware.
  [[nodiscard]] static Result<std::unique_ptr<SaneSession>> open(const SaneAddress& address);
  ~SaneSession();
  SaneSession(const SaneSession&) = delete;
  SaneSession& operator=(const SaneSession&) = delete;

  /// What the device says of itself without scanning: an empty code, or why it cannot scan.
  [[nodiscard]] std::string_view condition() const;
  /// Stops between two pieces with errors::kCancelled once `unwanted` is true.
  [[nodiscard]] Result<Image> scan(const ScanSettings& settings, const std::atomic<bool>& unwanted);

 private:
  class Library;
  SaneSession() = default;
  std::shared_ptr<Library> m_library;
  void* m_handle = nullptr;
};

/// Who can do something about one of the scanner's codes, and its XFS4IoT state word.
[[nodiscard]] Fault scannerFault(std::string_view code);
[[nodiscard]] DeviceState scannerDeviceState(std::string_view code);

}  // namespace xiaowu::drivers
