#pragma once
// The invented persons whose cards, faces and papers the simulators present.

#include "core/base/Result.h"
#include "core/domain/IdCard.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::simulator {

namespace errors {
inline constexpr std::string_view kPersons = "simulator.persons";  ///< the file cannot be used
inline constexpr std::string_view kPerson = "simulator.person";    ///< nothing is known of this person
}  // namespace errors

struct Person {
  std::string id;             ///< "li-wei": the name that commands and files use
  domain::IdCard card;        ///< without photo; the card simulator adds one
  std::string spouse;         ///< id of another person, or empty
  std::string householdHead;  ///< id of another person, or empty
};

/// Folder with persons.json: $XIAOWU_SIMULATOR_DATA, else what was delivered.
[[nodiscard]] std::filesystem::path simulatorDataFolder();

/// Reads persons.json; the message of an error names file and person.
[[nodiscard]] Result<std::vector<Person>> loadPersons(
    const std::filesystem::path& file = simulatorDataFolder() / "persons.json");

/// An invented fingerprint item of a card: 1,024 bytes that say that they are invented
/// ("SIMULATED-FINGERPRINT" and the person's id). The first 512 are the finger that the person lays on the
/// fingerprint simulator.
[[nodiscard]] Bytes inventedFingerprint(std::string_view personId);

[[nodiscard]] const Person* findPerson(const std::vector<Person>& persons, std::string_view id);

}  // namespace xiaowu::simulator
