#pragma once
// Persons, firms and numbers that belong to nobody, made from a seed: the variety that a measurement needs.
// Every number carries right check digits.

#include "drivers/persons/Persons.h"

#include <random>
#include <string>

namespace xiaowu::simulator {

/// Names now and then hold a rare character (旻, 赟, 祎 …), places too (鄠邑区, 溆浦县): readers have to
/// notice what they cannot read.
[[nodiscard]] Person inventPerson(std::mt19937_64& random);

struct Firm {
  std::string name;
  std::string type;
  std::string creditCode;  ///< GB 32100 with a right GB 11714 code inside
  std::string capital;
  std::string founded;  ///< "YYYY-MM-DD"
  std::string address;
  std::string registrar;  ///< who seals its licence
};
[[nodiscard]] Firm inventFirm(std::mt19937_64& random);

struct BankCard {
  std::string number;  ///< 16 or 19 digits, Luhn
  std::string bank;
};
[[nodiscard]] BankCard inventBankCard(std::mt19937_64& random);

struct Property {
  std::string certificate;  ///< "湘(2021)湘阴县不动产权第0001234号"
  std::string unit;         ///< 28 characters
};
/// In the county of `person`.
[[nodiscard]] Property inventProperty(const Person& person, std::mt19937_64& random);

struct Degree {
  std::string number;  ///< 16 digits: school 5, level 1, year 4, sequence 6
  std::string school;
  std::string date;  ///< "YYYY-MM-DD"
  std::string subject;
};
[[nodiscard]] Degree inventDegree(std::mt19937_64& random);

/// `value` with zeros in front, `width` digits.
[[nodiscard]] std::string padded(unsigned value, int width);

}  // namespace xiaowu::simulator
