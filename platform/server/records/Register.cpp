#include "platform/server/records/Register.h"

#include <nlohmann/json.hpp>

#include <fstream>

namespace xiaowu::platform {

Result<Register> Register::load(const std::filesystem::path& file) {
  try {
    std::ifstream in(file);
    if (!in) {
      return fail(errors::kRegisterMissing, Fault::ServiceUnavailable, file.string());
    }
    const auto document = nlohmann::json::parse(in);
    Register loaded{document.at("title"), document.at("issuer"), document.at("purpose"), {}};
    for (const auto& record : document.at("records")) {
      Record entry{record.at("name"), {}};
      for (const auto& line : record.at("entries")) {
        entry.entries.emplace_back(line.at("label"), line.at("value"));
      }
      loaded.byIdNumber.emplace(record.at("idNumber"), std::move(entry));
    }
    return loaded;
  } catch (const std::exception&) {
    return fail(errors::kRegisterMissing, Fault::ServiceUnavailable, "not a register: " + file.string());
  }
}

}  // namespace xiaowu::platform
