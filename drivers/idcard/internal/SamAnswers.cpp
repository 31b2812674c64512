#include "drivers/idcard/internal/SamAnswers.h"

#include "drivers/api/IdCardReader.h"
#include "drivers/idcard/internal/CardLayout.h"

#include <array>
#include <cstdio>

namespace xiaowu::idcard {
namespace {

tl::unexpected<Error> moved(std::string detail) {
  return fail(drivers::errors::kCardMoved, Fault::ResidentCanFix, std::move(detail));
}

std::size_t sizeAt(ByteView bytes, std::size_t at) {
  return static_cast<std::size_t>(bytes[at] << 8 | bytes[at + 1]);
}

}  // namespace

tl::unexpected<Failure> failed(const tl::unexpected<Error>& error, bool retry) {
  return tl::unexpected<Failure>({error.value(), retry});
}

tl::unexpected<Error> rejected(std::string detail) {
  return fail(drivers::errors::kCardRejected, Fault::ResidentCanFix, std::move(detail));
}

tl::unexpected<Failure> failureOf(std::uint8_t status) {
  std::array<char, 8> hex{};
  std::snprintf(hex.data(), hex.size(), "%02X", static_cast<unsigned>(status));
  const std::string sw3 = "SW3 " + std::string(hex.data());
  switch (status) {
    case sw::kChecksumWrong:
    case sw::kLengthWrong:
    case sw::kCommandWrong:
    case sw::kUnrecognised:
      return failed(linkerrors::hardware(sw3 + ": the reader did not accept the request"), true);
    case sw::kCardRejectsReader:
    case sw::kReaderRejectsCard: return failed(rejected(sw3 + ": card and reader refuse each other"));
    case sw::kCheckFailed:
    case sw::kWrongCardType: return failed(rejected(sw3 + ": not a card this reader accepts"));
    case sw::kReadFailed:
    case sw::kNoCard:
    case sw::kSelectFailed: return failed(moved(sw3 + ": the card left while it was read"));
    case sw::kRandomFailed:
      return failed(moved(sw3 + ": card and reader did not agree on a random number"), true);
    case sw::kSelfTestFailed: return failed(linkerrors::hardware(sw3 + ": self test failed"));
    case sw::kNotAuthorised: return failed(linkerrors::hardware(sw3 + ": the SAM is not authorised"));
    default: return failed(linkerrors::protocol(sw3 + ": unknown status"), true);
  }
}

bool requestRefused(std::uint8_t status) {
  return status == sw::kChecksumWrong || status == sw::kLengthWrong || status == sw::kCommandWrong ||
         status == sw::kUnrecognised;
}

Attempt<domain::IdCard> cardOf(ByteView data, bool fingerprint) {
  const std::size_t header = fingerprint ? 6 : 4;
  if (data.size() < header) {
    return failed(linkerrors::protocol("card answer is shorter than its own lengths"), true);
  }
  const std::size_t text = sizeAt(data, 0);
  const std::size_t photo = sizeAt(data, 2);
  const std::size_t finger = fingerprint ? sizeAt(data, 4) : 0;
  if (header + text + photo + finger != data.size()) {
    return failed(linkerrors::protocol("lengths inside the card answer do not add up"), true);
  }
  if ((photo != 0 && photo != kPhotoSize) || (finger != 0 && finger != kFingerprintSize)) {
    return failed(fail(drivers::errors::kCardUnreadable, Fault::AttendantNeeded,
                       "photo or fingerprint item of an unknown size"));
  }
  auto card = decodeCardText(data.subspan(header, text));
  if (!card) {
    return failed(fail(card.error()));
  }
  const auto copyOf = [&](std::size_t at, std::size_t size) {
    const auto part = data.subspan(at, size);
    return Bytes(part.begin(), part.end());
  };
  card->encodedPhoto = copyOf(header + text, photo);
  card->fingerprint = copyOf(header + text + photo, finger);
  return std::move(*card);
}

bool fits(SamCommand command, const SamAnswer& answer, bool oneStep) {
  const auto is = [&](std::uint8_t status, std::size_t size) {
    return answer.status == status && answer.data.size() == size;
  };
  if (oneStep) {
    return answer.status != sw::kDone || command == SamCommand::Status || answer.data.size() >= 4;
  }
  switch (command) {
    case SamCommand::Status:
      return answer.data.empty() && answer.status != sw::kNoCard && answer.status != sw::kSelectFailed;
    case SamCommand::SamId: return answer.status != sw::kDone || answer.data.size() == 16;
    case SamCommand::Find:
      return is(sw::kFound, 4) || (answer.status != sw::kFound && answer.status != sw::kDone);
    case SamCommand::Select:
      return is(sw::kDone, 8) || (answer.status != sw::kFound && answer.status != sw::kDone);
    case SamCommand::ReadBase:
    case SamCommand::ReadAddress:
    case SamCommand::ReadWithFingerprint:
      return answer.status != sw::kFound && (answer.status != sw::kDone || answer.data.size() >= 4);
  }
  return false;
}

}  // namespace xiaowu::idcard
