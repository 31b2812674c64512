#include "platform/api/OpenApi.h"

#include "core/base/DeliveredFiles.h"
#include "core/schema/SchemaChecker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::json;
constexpr int kDepthMax = 16;
constexpr std::size_t kStringMax =
    8192;  // libstdc++'s std::regex recurses once per character: a longer string could exhaust the stack

tl::unexpected<Error> broken(std::string detail) {
  return fail(errors::kContractBroken, Fault::Bug, std::move(detail));
}

// Draft-4 schema without references: openapi.json has no recursive schema, so each $ref is replaced by what
// it names.
Json inlined(const Json& node, const Json& document, int depth = 0) {
  if (depth > 64) {
    throw std::runtime_error("recursive schema");
  }
  if (node.is_object()) {
    if (const auto reference = node.find("$ref"); reference != node.end()) {
      return inlined(document.at(Json::json_pointer(reference->get<std::string>().substr(1))), document,
                     depth + 1);
    }
    Json out = Json::object();
    for (const auto& [key, value] : node.items()) {
      out[key] = inlined(value, document, depth + 1);
    }
    return out;
  }
  if (node.is_array()) {
    Json out = Json::array();
    for (const auto& value : node) {
      out.push_back(inlined(value, document, depth + 1));
    }
    return out;
  }
  return node;
}

using schema::SchemaChecker;

SchemaChecker compile(const Json& node, const Json& document) {
  auto checker = SchemaChecker::compile(inlined(node, document), schema::Draft::Four);
  if (!checker) {
    throw std::runtime_error(checker.error().detail);
  }
  return std::move(*checker);
}

bool saneText(const std::string& text, std::size_t lengthMax) {
  return text.size() <= lengthMax && std::none_of(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
         });
}

// One value, no duplicate keys (two readers would see two different messages), bounded depth and strings.
// `longNames` of the outermost object may be as long as the body: no pattern is ever held against them.
Result<Json> parseStrict(std::string_view body, std::size_t stringMax,
                         const std::set<std::string>& longNames = {}) {
  std::vector<std::set<std::string>> keys;
  bool sane = true;
  std::string name;  // the last one of the outermost object
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    if (depth > kDepthMax) {
      throw std::length_error("too deep");
    }
    if (event == Json::parse_event_t::object_start) {
      keys.emplace_back();
    }
    if (event == Json::parse_event_t::object_end) {
      keys.pop_back();
    }
    if (event == Json::parse_event_t::key) {
      sane &= keys.back().insert(value.get<std::string>()).second && keys.back().size() <= 256;
    }
    const bool isName = event == Json::parse_event_t::key;
    if (isName && depth == 1) {
      name = value.get<std::string>();
    }
    const bool isLong = !isName && depth == 1 && longNames.count(name) > 0;
    if (value.is_string() && event != Json::parse_event_t::object_end) {
      sane &= saneText(value.get_ref<const std::string&>(), isLong ? body.size() : stringMax);
    }
    return true;
  };
  try {
    Json value = Json::parse(body, watch);
    if (!sane) {
      return broken("duplicate keys or unfit text");
    }
    return value;
  } catch (const std::exception&) {  // the message of the exception quotes the input
    return broken("not JSON");
  }
}

Result<void> matches(const SchemaChecker& checker, const Json& value) {
  const auto findings = checker.findings(value);
  if (findings.empty()) {
    return {};
  }
  std::string places;
  for (std::size_t i = 0; i < 4 && i < findings.size(); ++i) {
    for (const auto& step : findings[i].path) {
      places += step.substr(0, 60);
    }
    places += "; ";
  }
  return broken(places);
}

std::vector<std::string_view> segments(std::string_view path) {
  path = path.substr(0, path.find('?'));
  std::vector<std::string_view> out;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    out.push_back(path.substr(0, end));
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
  }
  return out;
}

struct Answer {
  std::optional<SchemaChecker> schema;  ///< of JSON; other answers have none
};

struct Operation {
  std::string method;
  std::vector<std::string> path;
  std::map<std::string, std::pair<bool, SchemaChecker>> parameters;  // name → is a number, schema
  bool bodyAllowed = false;
  std::optional<SchemaChecker> body;  ///< of JSON; other bodies have none
  std::set<std::string> longNames;    // properties of the body with "format": "byte" (base64) and no pattern
  std::map<std::string, Answer> answers;

  [[nodiscard]] bool fits(std::string_view wanted, const std::vector<std::string_view>& parts) const {
    return method == wanted && parts.size() == path.size() &&
           std::equal(parts.begin(), parts.end(), path.begin(),
                      [](auto part, const auto& own) { return own.front() == '{' || part == own; });
  }
};

std::set<std::string> byteNames(const Json& schema) {
  std::set<std::string> names;
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [name, property] : properties.items()) {
    if (property.value("format", "") == "byte" && !property.contains("pattern")) {
      names.insert(name);
    }
  }
  return names;
}

Operation readOperation(const std::string& path, const std::string& method, const Json& node,
                        const Json& document) {
  Operation operation;
  operation.method = method;
  std::transform(method.begin(), method.end(), operation.method.begin(),
                 [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  for (const auto part : segments(path)) {
    operation.path.emplace_back(part);
  }
  for (const auto& entry : node.value("parameters", Json::array())) {
    const Json parameter = inlined(entry, document);
    if (parameter.at("in") != "path") {
      continue;
    }
    operation.parameters.emplace(parameter.at("name").get<std::string>(),
                                 std::pair{parameter.at("schema").value("type", "") == "integer",
                                           compile(parameter.at("schema"), document)});
  }
  if (const auto body = node.find("requestBody"); body != node.end()) {
    operation.bodyAllowed = true;
    if (const auto json = body->at("content").find("application/json"); json != body->at("content").end()) {
      operation.body = compile(json->at("schema"), document);
      operation.longNames = byteNames(inlined(json->at("schema"), document));
    }
  }
  for (const auto& [status, answer] : node.at("responses").items()) {
    const auto& content = answer.at("content");
    const auto json = content.find("application/json");
    operation.answers.emplace(
        status, json == content.end() ? Answer{} : Answer{compile(json->at("schema"), document)});
  }
  return operation;
}

Result<void> checkParameters(const Operation& operation, const std::vector<std::string_view>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (operation.path[i].front() != '{') {
      continue;
    }
    const auto found = operation.parameters.find(operation.path[i].substr(1, operation.path[i].size() - 2));
    if (found == operation.parameters.end()) {
      continue;
    }
    Json value = std::string(parts[i]);
    if (found->second.first) {
      const bool canonical =
          !parts[i].empty() && parts[i].size() < 10 && (parts[i] == "0" || parts[i].front() != '0') &&
          std::all_of(parts[i].begin(), parts[i].end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!canonical) {
        return broken("path parameter");
      }
      value = std::stoll(std::string(parts[i]));
    }
    if (!saneText(std::string(parts[i]), 200) || !matches(found->second.second, value)) {
      return broken("path parameter");
    }
  }
  return {};
}

}  // namespace

struct OpenApi::Data {
  std::vector<Operation> operations;
  std::map<std::string, SchemaChecker, std::less<>> named;

  [[nodiscard]] const Operation* find(std::string_view method,
                                      const std::vector<std::string_view>& parts) const {
    const auto found = std::find_if(operations.begin(), operations.end(),
                                    [&](const auto& operation) { return operation.fits(method, parts); });
    return found == operations.end() ? nullptr : &*found;
  }
};

OpenApi::OpenApi(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
OpenApi::OpenApi(OpenApi&&) noexcept = default;
OpenApi& OpenApi::operator=(OpenApi&&) noexcept = default;
OpenApi::~OpenApi() = default;

Result<OpenApi> OpenApi::load(const std::filesystem::path& file) {
  try {
    std::ifstream in(file);
    if (!in) {
      return fail(errors::kContractMissing, Fault::ServiceUnavailable, file.string());
    }
    const Json document = Json::parse(in);
    auto data = std::make_unique<Data>();
    for (const auto& [path, item] : document.at("paths").items()) {
      for (const auto& [method, node] : item.items()) {
        data->operations.push_back(readOperation(path, method, node, document));
      }
    }
    for (const auto& [name, node] : document.at("components").at("schemas").items()) {
      data->named.emplace(name, compile(node, document));
    }
    return OpenApi(std::move(data));
  } catch (const std::exception& problem) {
    return fail(errors::kContractMissing, Fault::Bug, file.string() + ": " + problem.what());
  }
}

Result<void> OpenApi::checkRequest(std::string_view method, std::string_view path,
                                   std::string_view body) const {
  const auto parts = segments(path);
  const auto* operation = m_data->find(method, parts);
  if (operation == nullptr) {
    return fail(errors::kContractUnknown, Fault::Bug, "no such operation");
  }
  if (const auto checked = checkParameters(*operation, parts); !checked) {
    return checked;
  }
  if (!operation->bodyAllowed) {
    return body.empty() ? Result<void>{} : broken("no body expected");
  }
  if (!operation->body) {
    return {};
  }
  const auto value = parseStrict(body, kStringMax, operation->longNames);
  if (!value) {
    return fail(value.error());
  }
  return matches(*operation->body, *value);
}

Result<void> OpenApi::checkResponse(std::string_view method, std::string_view path, int status,
                                    std::string_view body) const {
  const auto* operation = m_data->find(method, segments(path));
  if (operation == nullptr) {
    return fail(errors::kContractUnknown, Fault::Bug, "no such operation");
  }
  auto answer = operation->answers.find(std::to_string(status));
  if (answer == operation->answers.end() && status >= 400) {
    answer = operation->answers.find("default");
  }
  if (answer == operation->answers.end()) {
    return fail(errors::kContractUnknown, Fault::Bug, "status " + std::to_string(status));
  }
  if (!answer->second.schema) {
    return {};
  }
  const auto value = parseStrict(body, body.size());  // a proof carries its PDF
  if (!value) {
    return fail(value.error());
  }
  return matches(*answer->second.schema, *value);
}

Result<void> OpenApi::checkNamed(std::string_view name, std::string_view body) const {
  const auto found = m_data->named.find(name);
  if (found == m_data->named.end()) {
    return fail(errors::kContractUnknown, Fault::Bug, "no such schema");
  }
  const auto value = parseStrict(body, kStringMax);
  if (!value) {
    return fail(value.error());
  }
  return matches(found->second, *value);
}

std::filesystem::path contractFile() {
  if (const char* chosen = std::getenv("XIAOWU_OPENAPI"); chosen != nullptr && *chosen != '\0') {
    return chosen;
  }
  return delivered("platform/api/openapi.json");
}

}  // namespace xiaowu::platform
