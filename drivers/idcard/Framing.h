#pragma once
// How requests and answers are wrapped on the wire. A strategy, because makers differ: the standard SAM frame
// (with the standard's or a maker's short command codes) and one maker's STX/ETX frame that finds, selects
// and reads in one command.
//
// Standard: AA AA AA 96 69 | Len(2) | CMD PARA … or SW1 SW2 SW3 … | CHK; Len counts everything behind itself;
// CHK is the XOR of everything between preamble and CHK. Maker's: 02 | Len(2) | CA 01 xx … or SW1 SW2 … | LRC
// | 03; Len and LRC cover the bytes between Len and LRC.

#include "core/base/Bytes.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace xiaowu::idcard {

enum class SamCommand { Status, SamId, Find, Select, ReadBase, ReadAddress, ReadWithFingerprint };

/// SW3 of an answer.
namespace sw {
inline constexpr std::uint8_t kChecksumWrong = 0x10;
inline constexpr std::uint8_t kLengthWrong = 0x11;
inline constexpr std::uint8_t kCommandWrong = 0x21;
inline constexpr std::uint8_t kUnrecognised = 0x24;
inline constexpr std::uint8_t kCardRejectsReader = 0x31;
inline constexpr std::uint8_t kReaderRejectsCard = 0x32;
inline constexpr std::uint8_t kCheckFailed = 0x33;
inline constexpr std::uint8_t kWrongCardType = 0x40;
inline constexpr std::uint8_t kReadFailed = 0x41;
inline constexpr std::uint8_t kRandomFailed = 0x47;
inline constexpr std::uint8_t kSelfTestFailed = 0x60;
inline constexpr std::uint8_t kNotAuthorised = 0x66;
inline constexpr std::uint8_t kNoCard = 0x80;
inline constexpr std::uint8_t kSelectFailed = 0x81;
inline constexpr std::uint8_t kDone = 0x90;
inline constexpr std::uint8_t kItemAbsent = 0x91;
inline constexpr std::uint8_t kFound = 0x9F;
}  // namespace sw

struct SamAnswer {
  std::uint8_t status = 0;  ///< SW3; a maker's two-byte word is mapped to 90 or 80
  Bytes data;
};

inline constexpr std::size_t kAnswerMax = 4096;  ///< no answer is longer; a stated length above it is damage

class Framing {
 public:
  virtual ~Framing() = default;

  /// The request's bytes; device.protocol when this framing has no such command.
  [[nodiscard]] virtual Result<Bytes> encode(SamCommand command) const = 0;
  /// True when ReadBase finds and selects the card itself, and Status says whether one is there.
  [[nodiscard]] virtual bool readsInOneStep() const = 0;

  /// Adds bytes as they arrive, in pieces of any size.
  void feed(ByteView bytes);
  /// The next answer of the stream; a device.protocol error for each damaged one, after which decoding goes
  /// on at the next start of a frame; nothing when more bytes are needed. Bytes before a start of frame are
  /// skipped.
  [[nodiscard]] std::optional<Result<SamAnswer>> next();
  void reset() { m_buffer.clear(); }
  /// Bytes of an answer that is not complete yet.
  [[nodiscard]] std::size_t pending() const { return m_buffer.size(); }

 protected:
  struct Step {
    std::size_t consume = 0;                  ///< bytes to drop from the front
    std::optional<Result<SamAnswer>> answer;  ///< absent with consume 0: more bytes are needed
  };
  [[nodiscard]] virtual Step decode(ByteView buffer) const = 0;

 private:
  Bytes m_buffer;
};

enum class CommandSet {
  Standard,  ///< 11 FF, 12 FF, 20 01, 20 02, 30 01, 30 03, 30 10
  Short      ///< 00 01, 00 81, 00 82, 00 83: status, find, select, read only
};

[[nodiscard]] std::unique_ptr<Framing> makeSamFraming(CommandSet commands = CommandSet::Standard);
[[nodiscard]] std::unique_ptr<Framing> makeMakerFraming();

}  // namespace xiaowu::idcard
