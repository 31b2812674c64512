#include "drivers/idcard/Framing.h"

#include "drivers/api/Device.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string>

namespace xiaowu::idcard {
namespace {

constexpr std::array<std::uint8_t, 5> kPreamble = {0xAA, 0xAA, 0xAA, 0x96, 0x69};

struct CommandCode {
  SamCommand command;
  std::uint8_t cmd;
  std::uint8_t para;
};

constexpr std::array kStandardCodes = {CommandCode{SamCommand::Status, 0x11, 0xFF},
                                       CommandCode{SamCommand::SamId, 0x12, 0xFF},
                                       CommandCode{SamCommand::Find, 0x20, 0x01},
                                       CommandCode{SamCommand::Select, 0x20, 0x02},
                                       CommandCode{SamCommand::ReadBase, 0x30, 0x01},
                                       CommandCode{SamCommand::ReadAddress, 0x30, 0x03},
                                       CommandCode{SamCommand::ReadWithFingerprint, 0x30, 0x10}};
constexpr std::array kShortCodes = {
    CommandCode{SamCommand::Status, 0x00, 0x01}, CommandCode{SamCommand::Find, 0x00, 0x81},
    CommandCode{SamCommand::Select, 0x00, 0x82}, CommandCode{SamCommand::ReadBase, 0x00, 0x83}};

std::uint8_t xorOf(ByteView bytes) {
  return std::accumulate(bytes.begin(), bytes.end(), std::uint8_t{0}, std::bit_xor<>());
}

tl::unexpected<Error> damaged(std::string detail) {
  return fail(drivers::errors::kProtocol, Fault::AttendantNeeded, std::move(detail));
}

std::size_t lengthAt(ByteView buffer, std::size_t at) {
  return static_cast<std::size_t>(buffer[at] << 8 | buffer[at + 1]);
}

/// How many bytes at the end could be the beginning of `pattern`.
std::size_t partialTail(ByteView buffer, ByteView pattern) {
  for (std::size_t size = std::min(buffer.size(), pattern.size() - 1); size > 0; --size) {
    if (std::equal(buffer.end() - static_cast<std::ptrdiff_t>(size), buffer.end(), pattern.begin())) {
      return size;
    }
  }
  return 0;
}

class SamFraming final : public Framing {
 public:
  explicit SamFraming(std::span<const CommandCode> codes) : m_codes(codes) {}

  Result<Bytes> encode(SamCommand command) const override {
    const auto code = std::find_if(m_codes.begin(), m_codes.end(),
                                   [&](const CommandCode& entry) { return entry.command == command; });
    if (code == m_codes.end()) {
      return damaged("this reader's command set has no such command");
    }
    Bytes frame(kPreamble.begin(), kPreamble.end());
    for (const std::uint8_t byte : {std::uint8_t{0}, std::uint8_t{3}, code->cmd, code->para}) {
      frame.push_back(byte);
    }
    frame.push_back(xorOf(ByteView(frame).subspan(kPreamble.size())));
    return frame;
  }

  bool readsInOneStep() const override { return false; }

 protected:
  Step decode(ByteView buffer) const override {
    const auto start = std::search(buffer.begin(), buffer.end(), kPreamble.begin(), kPreamble.end());
    if (start == buffer.end()) {
      return {buffer.size() - partialTail(buffer, kPreamble), {}};
    }
    if (start != buffer.begin()) {
      return {static_cast<std::size_t>(start - buffer.begin()), {}};
    }
    if (buffer.size() < 7) {
      return {};
    }
    const std::size_t length = lengthAt(buffer, 5);
    // One byte only is dropped after damage, because the true frame may begin inside the false one.
    if (length < 4 || length > kAnswerMax) {
      return {1, damaged("answer states a length of " + std::to_string(length))};
    }
    if (buffer.size() < 7 + length) {
      return {};
    }
    if (xorOf(buffer.subspan(5, length + 1)) != buffer[6 + length]) {
      return {1, damaged("checksum of an answer is wrong")};
    }
    if (buffer[7] != 0 || buffer[8] != 0) {
      return {7 + length, damaged("first two status bytes of an answer are not zero")};
    }
    const auto data = buffer.subspan(10, length - 4);
    return {7 + length, SamAnswer{buffer[9], Bytes(data.begin(), data.end())}};
  }

 private:
  std::span<const CommandCode> m_codes;
};

class MakerFraming final : public Framing {
 public:
  Result<Bytes> encode(SamCommand command) const override {
    if (command == SamCommand::Status) {
      return Bytes{0x02, 0x00, 0x03, 0xCA, 0x01, 0x02, 0xC9, 0x03};
    }
    if (command == SamCommand::ReadBase) {
      return Bytes{0x02, 0x00, 0x03, 0xCA, 0x01, 0x00, 0xCB, 0x03};
    }
    return damaged("this reader's framing has no such command");
  }

  bool readsInOneStep() const override { return true; }

 protected:
  Step decode(ByteView buffer) const override {
    const auto start = std::find(buffer.begin(), buffer.end(), kStart);
    if (start != buffer.begin()) {
      return {static_cast<std::size_t>(start - buffer.begin()), {}};
    }
    if (buffer.size() < 3) {
      return {};
    }
    const std::size_t length = lengthAt(buffer, 1);
    if (length < 2 || length > kAnswerMax) {
      return {1, damaged("answer states a length of " + std::to_string(length))};
    }
    if (buffer.size() < length + 5) {
      return {};
    }
    const auto body = buffer.subspan(3, length);
    if (buffer[4 + length] != kEnd) {
      return {1, damaged("answer does not end where its length says")};
    }
    if (xorOf(body) != buffer[3 + length]) {
      return {1, damaged("checksum of an answer is wrong")};
    }
    // Only 90 00 is documented; every other word comes when there is no card to read.
    const bool done = body[0] == 0x90 && body[1] == 0x00;
    return {length + 5, SamAnswer{done ? sw::kDone : sw::kNoCard, Bytes(body.begin() + 2, body.end())}};
  }

 private:
  static constexpr std::uint8_t kStart = 0x02;
  static constexpr std::uint8_t kEnd = 0x03;
};

}  // namespace

void Framing::feed(ByteView bytes) {
  m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

std::optional<Result<SamAnswer>> Framing::next() {
  std::size_t consumed = 0;
  std::optional<Result<SamAnswer>> answer;
  while (!answer && consumed < m_buffer.size()) {
    auto step = decode(ByteView(m_buffer).subspan(consumed));
    if (step.consume == 0) {
      break;
    }
    consumed += step.consume;
    answer = std::move(step.answer);
  }
  m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(consumed));
  return answer;
}

std::unique_ptr<Framing> makeSamFraming(CommandSet commands) {
  if (commands == CommandSet::Short) {
    return std::make_unique<SamFraming>(kShortCodes);
  }
  return std::make_unique<SamFraming>(kStandardCodes);
}

std::unique_ptr<Framing> makeMakerFraming() {
  return std::make_unique<MakerFraming>();
}

}  // namespace xiaowu::idcard
