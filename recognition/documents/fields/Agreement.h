#pragma once
// What a paper's fields say against what is already known of the case: the chip of the ID card first, then
// the form. A pure function.

#include "recognition/documents/DocumentReading.h"

#include <string>
#include <vector>

namespace xiaowu::documents {

/// A person as a source knows them; empty strings are not compared. Dates are "YYYY-MM-DD", sex "男" or "女",
/// validity as on the card.
struct KnownPerson {
  std::string name;
  std::string number;
  std::string sex;
  std::string birth;
  std::string ethnicity;
  std::string address;
  std::string authority;
  std::string validity;
};

struct KnownFacts {
  KnownPerson chip;  ///< read from the card's chip: the first source of identity
  /// Who else the case is about (a spouse), proven elsewhere or typed into the form.
  std::vector<KnownPerson> others;
  KnownPerson form;  ///< what the applicant typed; agreement with it is evidence, not proof
};

/// Adds to each field with a role the check "agrees-with-chip" or "agrees-with-form". A field that equals the
/// chip's value is no longer doubtful: the paper says what is proven. One that differs from all persons known
/// is doubtful; nothing is replaced. Names, sex, birth and ethnicity are compared within their group
/// ("name_a" with "id_a"): the group's number, else its name, says which person it is about; without
/// either it is not compared.
void compareWithFacts(std::vector<FieldReading>& fields, const KnownFacts& facts);

}  // namespace xiaowu::documents
