#pragma once
// One service item (事项) as data: kiosk-config/services/*.json, checked against
// kiosk-config/services/service.schema.json. Adding an item needs no C++ and no QML. Immutable after loading;
// shared between threads.

#include "core/catalog/Rules.h"
#include "core/domain/Case.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xiaowu::catalog {

enum class ServiceKind { RecordQuery, Application };

enum class FieldType { Text, Phone, IdNumber, Digits, Date, Choice };

struct Choice {
  std::string value;
  LocalText label;
};

struct FormField {
  std::string id;
  LocalText label;
  LocalText hint;
  FieldType type = FieldType::Text;
  domain::AnswerSource source = domain::AnswerSource::Resident;
  /// Card: "name", "number", "sex", "birth", "ethnicGroup", "address"; Ocr: "<material code>.<field>".
  std::string from;
  bool required = true;
  int lengthMax = 0;  ///< digits; 0 = the type's own
  std::vector<Choice> choices;
  /// What somebody presses who has no such thing ("没有手机"); empty: that is no answer.
  LocalText none{};
  std::optional<int> daysBack{};   ///< of a date: how long before today it may be; absent: any
  std::optional<int> daysAhead{};  ///< how long after today
};

struct MaterialRequirement {
  std::string code;
  LocalText name;
  LocalText hint;            ///< what the right paper looks like, in a sentence
  std::string documentType;  ///< kiosk-config/documents/<type>.json
  bool key = true;           ///< must be there
  bool sealRequired = false;
  bool promiseAllowed = false;  ///< 容缺: may be handed in later
  int promiseDays = 0;
  /// Whose seal is expected: names, '*' stands for anything ("*村民委员会"); empty: any.
  std::vector<std::string> sealIssuers{};
  int notOlderDays = 0;  ///< since the date on the paper; 0 = no limit
  int reuseDays = 0;     ///< a paper handed in before may be used again for so long; 0 = never
  /// Of a paper of two sides: the type of its other side, and both are needed; empty: one side.
  std::string backType{};
  [[nodiscard]] bool twoSided() const { return !backType.empty(); }
};

struct ServiceItem {
  std::string code;
  int version = 1;
  LocalText name;
  std::string category;  ///< icon and group: "property", "family", …
  ServiceKind kind = ServiceKind::RecordQuery;
  domain::IdentityLevel identityLevel = domain::IdentityLevel::L2;
  std::vector<std::string> searchWords;  ///< other names, full pinyin, pinyin initials; lower case
  LocalText summary;                     ///< one line for the list
  std::vector<LocalText> conditions;
  std::vector<LocalText> steps;  ///< what will happen, in plain words
  std::vector<LocalText> bring;  ///< what is needed
  LocalText legalTime;
  LocalText promisedTime;
  LocalText fee;
  LocalText consent;  ///< what is read and for what, shown before the card
  std::vector<FormField> fields;
  std::vector<MaterialRequirement> materials;
  std::vector<Rule> checks;  ///< contradictions that are shown to the resident before the signature
  std::optional<InstantApproval> instantApproval;  ///< without it every case goes to staff
  int sheets = 0;                                  ///< of the result print; 0 = none
  /// "face", "fingerprint", "staff": how L2 may be reached; empty: by each of them.
  std::vector<std::string> identityWays;
  /// Classes of devices ("printer"), capabilities ("printer.slip"), "network", "storage".
  std::vector<std::string> needsDevices;

  [[nodiscard]] bool allowsReuse() const;  ///< of at least one material
  [[nodiscard]] bool allows(std::string_view identityWay) const;
  [[nodiscard]] const FormField* field(std::string_view id) const;
  [[nodiscard]] const MaterialRequirement* material(std::string_view code) const;
};

using ServiceItemPtr = std::shared_ptr<const ServiceItem>;

}  // namespace xiaowu::catalog
