#pragma once
// What stands on one sheet, gathered once so that the drawing and the truth cannot differ.

#include "drivers/scanner/simulator/papers/internal/Invented.h"
#include "drivers/scanner/simulator/papers/Papers.h"

namespace xiaowu::simulator {

struct Content {
  Person person;
  Person spouse;
  std::string date;      ///< ISO: registration or issue
  std::string number;    ///< marriage certificate
  std::string relation;  ///< to the head of the household
  std::string issuer;    ///< who seals a letter
  std::string county;    ///< whose offices seal the other papers
  Firm firm;
  BankCard bankCard;
  Property property;
  Degree degree;
};

[[nodiscard]] Result<Content> contentOf(const PaperOrder& order);

[[nodiscard]] std::string sexText(const Person& person);
[[nodiscard]] std::string birthText(const Person& person);      ///< ISO
[[nodiscard]] std::string printedDate(const std::string& iso);  ///< "2019年08月14日"
[[nodiscard]] std::string validityText(const Person& person);  ///< "2019.08.14-2039.08.14", "2010.06.24-长期"
/// The pair in the order of a marriage certificate: the husband first.
[[nodiscard]] std::pair<const Person*, const Person*> couple(const Content& content);
[[nodiscard]] std::string educationOf(const Content& content);
[[nodiscard]] std::string maritalOf(const Content& content);

}  // namespace xiaowu::simulator
