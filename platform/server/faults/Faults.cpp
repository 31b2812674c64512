#include "platform/server/faults/Faults.h"

#include "core/domain/ContractCodes.h"
#include "platform/server/http/Responses.h"

#include <nlohmann/json.hpp>

namespace xiaowu::platform {

void Faults::set(const std::string& body) {
  const auto wanted = nlohmann::json::parse(body);
  const std::lock_guard lock(m_mutex);
  if (wanted.value("clear", false)) {
    m_status = m_statusCount = m_delayCount = m_dropAnswer = m_dropBody = 0;
    m_prefix.clear();
    m_sealDown = false;
  }
  if (wanted.contains("pathPrefix")) {
    m_prefix = wanted["pathPrefix"];
  }
  const int count = wanted.value("count", 1);
  if (wanted.contains("status")) {
    m_status = wanted["status"];
    m_statusCount = count;
    m_retryAfterS = wanted.contains("retryAfterS") ? std::optional<int>(wanted["retryAfterS"]) : std::nullopt;
  }
  if (wanted.contains("delayMs")) {
    m_delay = std::chrono::milliseconds(wanted["delayMs"].get<int>());
    m_delayCount = count;
  }
  m_dropAnswer = wanted.value("dropAnswer", m_dropAnswer);
  m_dropBody = wanted.value("dropBody", m_dropBody);
  if (wanted.contains("sealDown")) {
    m_sealDown = wanted["sealDown"].get<bool>();
  }
}

std::optional<HttpResponse> Faults::before(std::string_view path) {
  const std::lock_guard lock(m_mutex);
  if (path.substr(0, m_prefix.size()) != m_prefix) {
    return std::nullopt;
  }
  if (m_dropBody > 0) {
    --m_dropBody;
    HttpResponse lost;
    lost.drop = true;
    return lost;
  }
  if (m_statusCount <= 0) {
    return std::nullopt;
  }
  --m_statusCount;
  auto response = errorResponse(m_status, domain::contract::kTestFault, "asked for through /test/faults");
  response.retryAfterS = m_retryAfterS;
  return response;
}

void Faults::after(std::string_view path, HttpResponse& response) {
  const std::lock_guard lock(m_mutex);
  if (path.substr(0, m_prefix.size()) != m_prefix) {
    return;
  }
  if (m_dropAnswer > 0) {
    --m_dropAnswer;
    response.drop = true;
  }
  if (m_delayCount > 0) {
    --m_delayCount;
    response.delay = m_delay;
  }
}

}  // namespace xiaowu::platform
