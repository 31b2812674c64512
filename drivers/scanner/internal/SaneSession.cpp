#include "drivers/scanner/internal/SaneSession.h"

#include "drivers/scanner/internal/SanePixels.h"
#include "drivers/scanner/SaneScanner.h"

#include <sane/sane.h>
#include <sane/saneopts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

namespace xiaowu::drivers {

namespace {

// Statuses of newer libraries; not in every version's header.
constexpr int kWarmingUp = 12;
constexpr int kHardwareLocked = 13;
constexpr std::size_t kPiece = 32 * 1024;
constexpr std::chrono::milliseconds kWarmUpPause{50};
constexpr std::chrono::milliseconds kReaderSettles{30};

std::mutex& libraryMutex() {
  static std::mutex mutex;  // SANE keeps its lists of backends and devices unguarded
  return mutex;
}

Error scannerError(std::string_view code, std::string detail) {
  return Error{std::string(code), scannerFault(code), std::move(detail)};
}

std::string_view codeOf(SANE_Status status) {
  switch (static_cast<int>(status)) {
    case SANE_STATUS_CANCELLED: return xiaowu::errors::kCancelled;
    case SANE_STATUS_DEVICE_BUSY: return errors::kBusy;
    case SANE_STATUS_JAMMED: return errors::kScannerJammed;
    case SANE_STATUS_NO_DOCS: return errors::kScannerNoPaper;
    case SANE_STATUS_COVER_OPEN: return errors::kScannerCoverOpen;
    case SANE_STATUS_ACCESS_DENIED: return errors::kScannerAccessDenied;
    case SANE_STATUS_IO_ERROR:
    case SANE_STATUS_NO_MEM:
    case kHardwareLocked:
    case kWarmingUp: return errors::kHardware;
    default:
      // UNSUPPORTED, INVAL, an EOF before the first byte, and whatever comes to exist.
      return errors::kProtocol;
  }
}

Error failure(SANE_Status status, std::string_view call) {
  // SANE's fixed texts hold no data.
  return scannerError(codeOf(status), std::string(call) + ": " + sane_strstatus(status));
}

struct Option {
  SANE_Int index = 0;
  const SANE_Option_Descriptor* descriptor = nullptr;
};

/// Asked anew each time: setting one option may change what the others are.
std::optional<Option> findOption(SANE_Handle handle, std::string_view name) {
  for (SANE_Int i = 1;; ++i) {
    const SANE_Option_Descriptor* descriptor = sane_get_option_descriptor(handle, i);
    if (descriptor == nullptr) {
      return std::nullopt;
    }
    if (descriptor->name != nullptr && name == descriptor->name && descriptor->type != SANE_TYPE_GROUP) {
      return Option{i, descriptor};
    }
  }
}

bool settable(const Option& option) {
  return SANE_OPTION_IS_ACTIVE(option.descriptor->cap) && SANE_OPTION_IS_SETTABLE(option.descriptor->cap);
}
bool isOneWord(const Option& option) {
  return (option.descriptor->type == SANE_TYPE_INT || option.descriptor->type == SANE_TYPE_FIXED ||
          option.descriptor->type == SANE_TYPE_BOOL) &&
         option.descriptor->size == static_cast<SANE_Int>(sizeof(SANE_Word));
}

bool setWord(SANE_Handle handle, const Option& option, SANE_Word value) {
  return sane_control_option(handle, option.index, SANE_ACTION_SET_VALUE, &value, nullptr) ==
         SANE_STATUS_GOOD;
}

bool setText(SANE_Handle handle, const Option& option, const std::string& value) {
  const auto size = static_cast<std::size_t>(std::max(option.descriptor->size, 0));
  if (value.size() + 1 > size) {
    return false;
  }
  std::string buffer = value;
  buffer.resize(size);  // backends may write the value they took instead into the whole of it
  return sane_control_option(handle, option.index, SANE_ACTION_SET_VALUE, buffer.data(), nullptr) ==
         SANE_STATUS_GOOD;
}

/// A number of the configuration in the option's own unit.
std::optional<SANE_Word> wordOf(const Option& option, const std::string& text) {
  if (option.descriptor->type == SANE_TYPE_BOOL) {
    const auto on = parseSwitch(text);
    if (!on) {
      return std::nullopt;
    }
    return *on ? SANE_TRUE : SANE_FALSE;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool fixed = option.descriptor->type == SANE_TYPE_FIXED;
  const double limit = fixed ? 32767 : std::numeric_limits<SANE_Word>::max();  // 16.16 bits
  // Written so that NaN fails too.
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(number) <= limit)) {
    return std::nullopt;
  }
  return fixed ? SANE_FIX(number) : static_cast<SANE_Word>(std::lround(number));
}

bool setByText(SANE_Handle handle, const Option& option, const std::string& value) {
  if (!settable(option)) {
    return false;
  }
  if (option.descriptor->type == SANE_TYPE_STRING) {
    return setText(handle, option, value);
  }
  if (option.descriptor->type == SANE_TYPE_BUTTON) {
    return sane_control_option(handle, option.index, SANE_ACTION_SET_VALUE, nullptr, nullptr) ==
           SANE_STATUS_GOOD;
  }
  const auto word = isOneWord(option) ? wordOf(option, value) : std::nullopt;
  return word && setWord(handle, option, *word);
}

/// The device's word for colour or grey: backends agree on "Color" and "Gray" only mostly.
std::optional<std::string> modeName(const Option& option, bool colour) {
  if (option.descriptor->type != SANE_TYPE_STRING ||
      option.descriptor->constraint_type != SANE_CONSTRAINT_STRING_LIST) {
    return std::nullopt;
  }
  std::optional<std::string> similar;
  for (const SANE_String_Const* word = option.descriptor->constraint.string_list; *word != nullptr; ++word) {
    std::string lower(*word);
    if (lower == (colour ? SANE_VALUE_SCAN_MODE_COLOR : SANE_VALUE_SCAN_MODE_GRAY)) {
      return lower;
    }
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool fits =
        colour ? lower.find("color") != std::string::npos || lower.find("colour") != std::string::npos
               : lower.find("gray") != std::string::npos || lower.find("grey") != std::string::npos;
    if (fits && !similar) {
      similar = *word;
    }
  }
  return similar;
}

/// The value nearest to the wanted one that the device has; rather too fine than too coarse.
SANE_Word nearest(const Option& option, double wanted) {
  const bool fixed = option.descriptor->type == SANE_TYPE_FIXED;
  const auto word = [&](double value) {
    return fixed ? SANE_FIX(value) : static_cast<SANE_Word>(std::lround(value));
  };
  if (option.descriptor->constraint_type == SANE_CONSTRAINT_RANGE) {
    return std::clamp(word(wanted), option.descriptor->constraint.range->min,
                      option.descriptor->constraint.range->max);
  }
  if (option.descriptor->constraint_type == SANE_CONSTRAINT_WORD_LIST &&
      option.descriptor->constraint.word_list[0] > 0) {
    const SANE_Word* list = option.descriptor->constraint.word_list;
    SANE_Word best = list[1];
    for (SANE_Word i = 1; i <= list[0]; ++i) {
      const bool better = best < word(wanted) ? list[i] > best : list[i] >= word(wanted) && list[i] < best;
      best = better ? list[i] : best;
    }
    return best;
  }
  return word(wanted);
}

/// Sets the resolution and returns the one the device took; 0 when it does not say.
double setResolution(SANE_Handle handle, int dpi) {
  const auto option = findOption(handle, SANE_NAME_SCAN_RESOLUTION);
  if (!option || !isOneWord(*option) || !SANE_OPTION_IS_ACTIVE(option->descriptor->cap)) {
    return 0;
  }
  if (settable(*option)) {
    static_cast<void>(setWord(handle, *option, nearest(*option, dpi)));
  }
  SANE_Word taken = 0;
  if (sane_control_option(handle, option->index, SANE_ACTION_GET_VALUE, &taken, nullptr) !=
      SANE_STATUS_GOOD) {
    return 0;
  }
  return option->descriptor->type == SANE_TYPE_FIXED ? SANE_UNFIX(taken) : taken;
}

/// A device without these options delivers what it delivers: the pixels are converted afterwards.
double applySettings(SANE_Handle handle, const ScanSettings& settings) {
  if (const auto mode = findOption(handle, SANE_NAME_SCAN_MODE); mode && settable(*mode)) {
    if (const auto name = modeName(*mode, settings.colour)) {
      static_cast<void>(setText(handle, *mode, *name));
    }
  }
  if (const auto depth = findOption(handle, SANE_NAME_BIT_DEPTH);
      depth && settable(*depth) && isOneWord(*depth)) {
    static_cast<void>(setWord(handle, *depth, nearest(*depth, 8)));
  }
  return setResolution(handle, settings.dpi);
}

Result<FrameLayout> layoutOf(const SANE_Parameters& parameters) {
  FrameLayout layout;
  switch (parameters.format) {
    case SANE_FRAME_GRAY: layout.kind = FrameLayout::Kind::Grey; break;
    case SANE_FRAME_RGB: layout.kind = FrameLayout::Kind::Rgb; break;
    case SANE_FRAME_RED: layout.kind = FrameLayout::Kind::Red; break;
    case SANE_FRAME_GREEN: layout.kind = FrameLayout::Kind::Green; break;
    case SANE_FRAME_BLUE: layout.kind = FrameLayout::Kind::Blue; break;
    default: return fail(scannerError(errors::kProtocol, "scan: unknown frame format"));
  }
  layout.width = parameters.pixels_per_line;
  layout.lines = parameters.lines;
  layout.bytesPerLine = parameters.bytes_per_line;
  layout.depth = parameters.depth;
  if (auto checked = checkLayout(layout); !checked) {
    return fail(checked.error());
  }
  return layout;
}

Error unwantedError() {
  return Error{std::string(xiaowu::errors::kCancelled), Fault::Cancelled, "scan"};
}

Result<void> startFrame(SANE_Handle handle, const std::atomic<bool>& unwanted) {
  for (;;) {
    if (unwanted) {
      return fail(unwantedError());
    }
    const SANE_Status status = sane_start(handle);
    if (status == SANE_STATUS_GOOD) {
      return {};
    }
    if (static_cast<int>(status) != kWarmingUp) {
      return fail(failure(status, "sane_start"));
    }
    sane_cancel(handle);
    std::this_thread::sleep_for(kWarmUpPause);
  }
}

Result<Bytes> readFrame(SANE_Handle handle, const FrameLayout& layout, const std::atomic<bool>& unwanted) {
  const std::size_t limit = bytesMax(layout);
  Bytes raw;
  if (layout.lines > 0) {
    raw.reserve(limit);
  }
  std::array<SANE_Byte, kPiece> piece{};
  for (;;) {
    if (unwanted) {
      return fail(unwantedError());
    }
    SANE_Int got = 0;
    const SANE_Status status = sane_read(handle, piece.data(), static_cast<SANE_Int>(piece.size()), &got);
    if (status == SANE_STATUS_EOF) {
      return raw;
    }
    if (status != SANE_STATUS_GOOD) {
      return fail(failure(status, "sane_read"));
    }
    if (got < 0 || static_cast<std::size_t>(got) > piece.size() ||
        raw.size() + static_cast<std::size_t>(got) > limit) {
      return fail(
          scannerError(errors::kProtocol, "scan: more data than announced, or larger than 40 megapixels"));
    }
    raw.insert(raw.end(), piece.begin(), piece.begin() + got);
  }
}

/// Whatever became of it, a scan is ended: several backends refuse the next one otherwise.
struct ScanEnd {
  SANE_Handle handle;
  SteadyTime begun;
  explicit ScanEnd(SANE_Handle value) : handle(value) {}
  // Backends with a reader thread kill it asynchronously; right after its start it is inside malloc, whose
  // lock would be lost for ever.
  ~ScanEnd() {
    std::this_thread::sleep_until(begun + kReaderSettles);
    sane_cancel(handle);
  }
};

}  // namespace

/// SANE itself, initialised while anybody needs it. Made and dropped under libraryMutex only.
class SaneSession::Library {
 public:
  [[nodiscard]] static std::shared_ptr<Library> use() {
    static std::weak_ptr<Library> current;
    std::shared_ptr<Library> library = current.lock();
    if (!library) {
      SANE_Int version = 0;
      if (sane_init(&version, nullptr) != SANE_STATUS_GOOD ||
          SANE_VERSION_MAJOR(version) != SANE_CURRENT_MAJOR) {
        return nullptr;
      }
      library = std::make_shared<Library>();
      current = library;
    }
    return library;
  }
  ~Library() { sane_exit(); }
};

Result<std::unique_ptr<SaneSession>> SaneSession::open(const SaneAddress& address) {
  std::unique_ptr<SaneSession> session(new SaneSession());
  {
    const std::lock_guard lock(libraryMutex());
    session->m_library = Library::use();
    if (!session->m_library) {
      return fail(scannerError(errors::kHardware, "sane_init failed"));
    }
    const SANE_Status status = sane_open(address.device.c_str(), &session->m_handle);
    if (status != SANE_STATUS_GOOD) {
      session->m_handle = nullptr;
      session->m_library.reset();
      const bool absent =
          status == SANE_STATUS_INVAL || status == SANE_STATUS_UNSUPPORTED || status == SANE_STATUS_EOF;
      return fail(absent ? scannerError(errors::kNotFound, "sane_open: no such device")
                         : failure(status, "sane_open"));
    }
  }
  for (const auto& [name, value] : address.options) {
    const auto option = findOption(session->m_handle, name);
    if (!option || !setByText(session->m_handle, *option, value)) {
      return fail(
          scannerError(errors::kAddress, "scanner address: the device does not take the option " + name));
    }
  }
  return session;
}

SaneSession::~SaneSession() {
  const std::lock_guard lock(libraryMutex());
  if (m_handle != nullptr) {
    sane_close(m_handle);
  }
  m_library.reset();
}

std::string_view SaneSession::condition() const {
  SANE_Word count = 0;
  if (sane_control_option(m_handle, 0, SANE_ACTION_GET_VALUE, &count, nullptr) != SANE_STATUS_GOOD) {
    return errors::kHardware;
  }
  // Only some devices have this sensor; reading it asks the hardware.
  SANE_Word open = SANE_FALSE;
  const auto cover = findOption(m_handle, "cover-open");
  if (cover && cover->descriptor->type == SANE_TYPE_BOOL && SANE_OPTION_IS_ACTIVE(cover->descriptor->cap)) {
    const SANE_Status status =
        sane_control_option(m_handle, cover->index, SANE_ACTION_GET_VALUE, &open, nullptr);
    if (status != SANE_STATUS_GOOD) {
      return codeOf(status);
    }
    return open == SANE_TRUE ? errors::kScannerCoverOpen : std::string_view();
  }
  return {};
}

Result<Image> SaneSession::scan(const ScanSettings& settings, const std::atomic<bool>& unwanted) {
  ScanEnd end(m_handle);
  const double dpi = applySettings(m_handle, settings);
  PageAssembler page;
  for (bool last = false; !last;) {
    if (auto started = startFrame(m_handle, unwanted); !started) {
      return fail(started.error());
    }
    end.begun = std::chrono::steady_clock::now();
    SANE_Parameters parameters{};
    if (const SANE_Status status = sane_get_parameters(m_handle, &parameters); status != SANE_STATUS_GOOD) {
      return fail(failure(status, "sane_get_parameters"));
    }
    const auto layout = layoutOf(parameters);
    if (!layout) {
      return fail(layout.error());
    }
    const auto raw = readFrame(m_handle, *layout, unwanted);
    if (!raw) {
      return fail(raw.error());
    }
    if (auto added = page.add(*layout, *raw); !added) {
      return fail(added.error());
    }
    // Feeders say "last frame" of the page; some backends forget it after a whole RGB or grey one.
    last = parameters.last_frame == SANE_TRUE || layout->kind == FrameLayout::Kind::Rgb ||
           layout->kind == FrameLayout::Kind::Grey;
  }
  return page.page(settings.colour, dpi);
}

Fault scannerFault(std::string_view code) {
  if (code == xiaowu::errors::kCancelled) {
    return Fault::Cancelled;
  }
  if (code == errors::kScannerNoPaper || code == errors::kScannerCoverOpen) {
    return Fault::ResidentCanFix;
  }
  if (code == errors::kAddress || code == errors::kNotOpen) {
    return Fault::Bug;
  }
  return code == errors::kBusy || code == xiaowu::errors::kTimedOut ? Fault::ServiceUnavailable
                                                                    : Fault::AttendantNeeded;
}

DeviceState scannerDeviceState(std::string_view code) {
  if (code.empty()) {
    return DeviceState::Online;
  }
  if (code == errors::kGone || code == errors::kNotOpen || code == errors::kNotFound) {
    return DeviceState::NoDevice;
  }
  if (code == errors::kBusy) {
    return DeviceState::DeviceBusy;
  }
  if (code == errors::kScannerJammed || code == errors::kScannerCoverOpen ||
      code == errors::kScannerNoPaper) {
    return DeviceState::UserError;
  }
  return code == xiaowu::errors::kTimedOut || code == xiaowu::errors::kCancelled ? DeviceState::Offline
                                                                                 : DeviceState::HardwareError;
}

}  // namespace xiaowu::drivers
