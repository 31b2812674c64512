#include "app/sync/internal/WireFields.h"

#include "app/sync/Messages.h"
#include "app/sync/internal/WireText.h"

#include <nlohmann/json.hpp>

namespace xiaowu::sync::wire {

tl::unexpected<Error> badAnswer(std::string_view what) {
  return fail(errors::kBadAnswer, Fault::ServiceUnavailable, std::string(what));
}

Fields::Fields(const nlohmann::json& object) : m_object(object) {
  if (!object.is_object()) {
    m_bad = "not an object";
  }
}

std::string Fields::text(const char* name, std::size_t max) {
  const auto* value = find(name);
  if (!value || !value->is_string()) {
    return bad(name), std::string();
  }
  const auto& text = value->get_ref<const std::string&>();
  if (text.size() > max || hasControl(text)) {
    return bad(name), std::string();
  }
  return text;
}

std::string Fields::optionalText(const char* name) {
  const auto* value = find(name);
  return !value || value->is_null() ? std::string() : text(name);
}

std::int64_t Fields::integer(const char* name, std::int64_t min, std::int64_t max) {
  const auto* value = find(name);
  if (!value || !value->is_number_integer()) {
    return bad(name), 0;
  }
  const auto number = value->get<std::int64_t>();
  if (number < min || number > max) {
    return bad(name), 0;
  }
  return number;
}

bool Fields::boolean(const char* name) {
  const auto* value = find(name);
  if (!value || !value->is_boolean()) {
    return bad(name), false;
  }
  return value->get<bool>();
}

WallTime Fields::time(const char* name) {
  const auto parsed = parseRfc3339(text(name));
  if (!parsed) {
    bad(name);
  }
  return parsed.value_or(WallTime{});
}

const nlohmann::json& Fields::list(const char* name) {
  static const nlohmann::json kNone = nlohmann::json::array();
  const auto* value = find(name);
  if (!value || !value->is_array() || value->size() > kListMax) {
    return bad(name), kNone;
  }
  return *value;
}

const nlohmann::json* Fields::find(const char* name) const {
  if (!m_object.is_object()) {
    return nullptr;
  }
  const auto it = m_object.find(name);
  return it == m_object.end() ? nullptr : &*it;
}

void Fields::bad(std::string_view name) {
  if (m_bad.empty()) {
    m_bad = name;
  }
}

}  // namespace xiaowu::sync::wire
