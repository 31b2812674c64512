#include "drivers/persons/Persons.h"

#include "core/base/DeliveredFiles.h"
#include "core/domain/Dates.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace xiaowu::simulator {
namespace {

using domain::CardKind;
using domain::Sex;

CardKind kindOf(const std::string& name) {
  for (const auto kind :
       {CardKind::Resident, CardKind::HkMacaoTaiwan, CardKind::Foreigner2017, CardKind::Foreigner2023}) {
    if (domain::cardKindName(kind) == name) {
      return kind;
    }
  }
  throw std::runtime_error("unknown card kind " + name);
}

Person personOf(const nlohmann::json& json) {
  const auto& source = json.at("card");
  Person person;
  person.id = json.at("id");
  person.spouse = json.value("spouse", "");
  person.householdHead = json.value("householdHead", "");
  auto& card = person.card;
  card.kind = kindOf(source.at("kind"));
  card.name = source.value("name", "");
  card.englishName = source.value("englishName", "");
  card.sex = source.at("sex") == "male" ? Sex::Male : Sex::Female;
  card.ethnicGroup = source.value("ethnicGroup", "");
  card.nationality = source.value("nationality", "");
  card.birth = domain::parseIsoDate(source.value("birth", ""));
  card.address = source.value("address", "");
  card.number = source.at("number");
  card.issuer = source.value("issuer", "");
  card.validFrom = domain::parseIsoDate(source.value("validFrom", ""));
  card.validTo = domain::parseIsoDate(source.value("validTo", ""));
  card.longTerm = source.value("longTerm", false);
  card.travelPermitNumber = source.value("travelPermitNumber", "");
  return person;
}

}  // namespace

std::filesystem::path simulatorDataFolder() {
  const char* folder = std::getenv("XIAOWU_SIMULATOR_DATA");
  return folder != nullptr ? std::filesystem::path(folder) : delivered("drivers/persons");
}

Result<std::vector<Person>> loadPersons(const std::filesystem::path& file) {
  try {
    std::ifstream stream(file);
    if (!stream) {
      return fail(errors::kPersons, Fault::Bug, file.string() + ": cannot be opened");
    }
    const auto json = nlohmann::json::parse(stream);
    std::vector<Person> persons;
    for (const auto& entry : json.at("persons")) {
      persons.push_back(personOf(entry));
    }
    return persons;
  } catch (const std::exception& error) {
    return fail(errors::kPersons, Fault::Bug, file.string() + ": " + error.what());
  }
}

Bytes inventedFingerprint(std::string_view personId) {
  constexpr std::size_t kItemSize = 1024;
  Bytes item(kItemSize, 0);
  const auto write = [&](std::size_t from, std::string_view text) {
    std::copy(text.begin(), text.end(), item.begin() + static_cast<std::ptrdiff_t>(from));
  };
  const auto owner = std::string(personId.substr(0, kItemSize / 4));
  write(0, "SIMULATED-FINGERPRINT " + owner);
  write(kItemSize / 2, "SIMULATED-FINGERPRINT-2 " + owner);
  return item;
}

const Person* findPerson(const std::vector<Person>& persons, std::string_view id) {
  const auto found =
      std::find_if(persons.begin(), persons.end(), [&](const Person& person) { return person.id == id; });
  return found == persons.end() ? nullptr : &*found;
}

}  // namespace xiaowu::simulator
