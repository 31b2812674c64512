#pragma once
// The invented persons whose cards, faces and papers the twins present.

#include "app/base/Result.h"
#include "drivers/api/IdCard.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::virtualdevices {

struct Person {
  std::string id;             ///< "li-wei": the name that commands and files use
  drivers::IdCard card;       ///< without photo; the card twin adds one
  std::string spouse;         ///< id of another person, or empty
  std::string householdHead;  ///< id of another person, or empty
};

/// Folder with persons.json: $XIAOWU_TWIN_DATA, else the one the build was made from.
[[nodiscard]] std::filesystem::path twinDataFolder();

/// Reads persons.json; the message of an error names file and person.
[[nodiscard]] Result<std::vector<Person>> loadPersons(const std::filesystem::path& file = twinDataFolder() /
                                                                                          "persons.json");

/// An invented fingerprint item of a card: 1,024 bytes, honest about being none ("TWIN-FINGERPRINT" and the
/// person's id). The first 512 are the finger that the person lays on the fingerprint twin.
[[nodiscard]] Bytes inventedFingerprint(std::string_view personId);

[[nodiscard]] const Person* findPerson(const std::vector<Person>& persons, std::string_view id);

}  // namespace xiaowu::virtualdevices
