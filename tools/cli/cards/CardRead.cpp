#include "core/domain/Dates.h"
#include "core/domain/Masking.h"
#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"
#include "tools/cli/Lines.h"

#include "core/crypto/StaffCard.h"
#include "drivers/idcard/IdCardReaders.h"
#include "drivers/photo/PluginPhotoDecoder.h"
#ifdef XIAOWU_SIMULATORS
#include "drivers/idcard/simulator/SimulatorLink.h"
#endif

#include <nlohmann/json.hpp>

#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;
using ReaderPointer = std::unique_ptr<drivers::IdCardReader>;

constexpr int kWithin = 15;
constexpr int kWithinMost = 600;

Result<ReaderPointer> simulatorReader([[maybe_unused]] const std::string& personId) {
#ifdef XIAOWU_SIMULATORS
  auto persons = simulator::loadPersons();
  if (!persons) {
    return fail(persons.error());
  }
  auto simulator = std::make_shared<simulator::SamSimulator>(std::move(*persons),
                                                             simulator::SamSimulatorOptions{.timeScale = 1});
  if (const auto put = simulator->putCard(personId); !put) {
    return fail(put.error());
  }
  return simulator::makeSimulatedIdCardReader(std::move(simulator));
#else
  return usageError("--simulator: this build has no simulators");
#endif
}

/// Only a decoder can tell whether a photo is decodable; without one it is merely there.
Result<std::string> photoState(const domain::IdCard& card, const std::optional<std::string>& decoderPath) {
  if (card.encodedPhoto.empty()) {
    return "absent";
  }
  if (!decoderPath) {
    return "present";
  }
  const auto decoder = photo::loadPhotoDecoder(*decoderPath);
  if (!decoder) {
    return fail(decoder.error());
  }
  return (*decoder)->decode(card.encodedPhoto) ? "decodable" : "present";
}

Result<Exit> runCardRead(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments = parseArguments(words, {"--device", "--simulator", "--within", "--photo-decoder"},
                                        {"--show", "--staff-id"});
  if (!arguments) {
    return fail(arguments.error());
  }
  const auto device = arguments->option("--device");
  const auto simulator = arguments->option("--simulator");
  if (!arguments->values.empty()) {
    return usageError("card-read takes no values");
  }
  if (device && simulator) {
    return usageError("--device and --simulator exclude each other");
  }
  const auto within = secondsOf(*arguments, "--within", kWithin, kWithinMost);
  if (!within) {
    return fail(within.error());
  }

  const auto reader =
      simulator ? simulatorReader(*simulator) : idcard::makeIdCardReader(device.value_or("usb:0400:c35a"));
  if (!reader) {
    return fail(reader.error());
  }
  const auto context = CallContext::within(std::chrono::seconds(*within));
  if (const auto opened = (*reader)->open(context); !opened) {
    return fail(opened.error());
  }
  const auto sam = (*reader)->samNumber(context);
  if (!sam) {
    return fail(sam.error());
  }
  io.err << "reader " << *sam << ": lay the card on the plate, " << *within << " s\n" << std::flush;
  const auto begin = io.clock.steady();
  const auto card = (*reader)->readCard(context);
  const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(io.clock.steady() - begin);
  (*reader)->close();
  if (!card) {
    return fail(card.error());
  }
  const auto photo = photoState(*card, arguments->option("--photo-decoder"));
  if (!photo) {
    return fail(photo.error());
  }

  const bool show = arguments->has("--show");
  const auto& name = card->name.empty() ? card->englishName : card->name;
  Json line{{"kind", domain::cardKindName(card->kind)},
            {"name", show ? name : domain::maskedName(name)},
            {"number", show ? card->number : maskedNumber(card->number)},
            {"samNumber", *sam},
            {"photo", *photo},
            {"ms", taken.count()}};
  if (arguments->has("--staff-id")) {
    const auto id = crypto::staffCardId(
        {card->number, card->issuer, domain::isoDate(card->validFrom), card->encodedPhoto});
    if (!id) {
      return fail(id.error());
    }
    line["staffId"] = *id;
  }
  io.out << oneLine(line) << '\n';
  return kDone;
}

}  // namespace

const Command kCardRead{
    "card-read", "reads one ID card and shows that the reader works",
    "Usage: xiaowu-tool card-read [--device ADDRESS | --simulator PERSON] [--within SECONDS] "
    "[--photo-decoder "
    "LIBRARY] [--show] [--staff-id]\n\n"
    "  --device ADDRESS         as in site.toml: usb:0400:c35a (the default), usb-hid:…, "
    "serial:/dev/ttyUSB0@115200\n"
    "  --simulator PERSON            the reader's simulator with the card of an invented person, for example "
    "li-wei\n"
    "  --within SECONDS         how long to wait, 1 to 600; otherwise 15\n"
    "  --photo-decoder LIBRARY  the site's licensed decoder; without it a photo is \"present\", never "
    "\"decodable\"\n"
    "  --show                   name and number in full; otherwise they are masked\n"
    "  --staff-id               the card's line for [staff] cards in site.toml: its holder may verify "
    "residents by eye\n\n"
    "Prints {\"kind\", \"name\", \"number\", \"samNumber\", \"photo\": \"present|absent|decodable\", "
    "\"ms\"}, with --staff-id also \"staffId\"; ms includes waiting for the card.\n",
    runCardRead};

}  // namespace xiaowu::cli
