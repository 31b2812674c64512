#pragma once
// The applicant of a case document, as a kiosk takes him from his card (platform/api, schema CaseDocument).

#include <nlohmann/json.hpp>

#include <string>

namespace xiaowu::test {

inline nlohmann::json applicant(const std::string& name = "李伟",
                                const std::string& idNumber = "430624199308150019") {
  return {{"name", name},        {"idNumber", idNumber}, {"sex", "male"},         {"birth", "1993-08-15"},
          {"ethnicGroup", "汉"}, {"address", "湘阴县"},  {"cardKind", "resident"}};
}

}  // namespace xiaowu::test
