#include "platform/server/http/ConnectionTable.h"

namespace xiaowu::platform {
namespace {

constexpr std::size_t kLeavingMax = 512;  // told to close, not closed yet: each still has a file handle

}  // namespace

ConnectionTable::Entered ConnectionTable::enter(const std::string& address, bool counted) {
  if (m_leaving >= kLeavingMax) {
    return {};
  }
  std::optional<Id> leaving;
  const auto same = m_strangers.find(address);
  if (counted && same != m_strangers.end() && same->second.size() >= m_limits.strangersPerAddress) {
    leaving = sendAway(m_strangers, address);
  } else if (m_entries.size() - m_leaving >= m_limits.all) {
    if (const auto* owner = largest(m_strangers, 1)) {
      leaving = sendAway(m_strangers, std::string(*owner));
    } else if (!m_resting.empty()) {
      leaving = sendAwayResting();
    } else if (const auto* sender = largest(m_senders, 2)) {
      leaving = sendAway(m_senders, std::string(*sender));
    }
    if (!leaving) {
      return {};
    }
  }
  const auto id = ++m_last;
  m_entries.emplace(id, Entry{address, false, false, 0});
  m_strangers[address].insert(id);
  return {id, leaving};
}

std::optional<ConnectionTable::Id> ConnectionTable::recognise(Id id, const std::string& sender) {
  const auto found = m_entries.find(id);
  if (found == m_entries.end() || found->second.leaving ||
      (found->second.known && found->second.owner == sender)) {
    return std::nullopt;
  }
  auto& entry = found->second;
  drop(entry.known ? m_senders : m_strangers, entry.owner, id);
  entry.known = true;
  entry.owner = sender;
  std::optional<Id> leaving;
  if (m_senders[sender].size() >= m_limits.perSender) {
    leaving = sendAway(m_senders, sender);
  }
  m_senders[sender].insert(id);
  return leaving;
}

void ConnectionTable::rest(Id id, bool isResting) {
  const auto found = m_entries.find(id);
  if (found == m_entries.end()) {
    return;
  }
  auto& entry = found->second;
  m_resting.erase(entry.restsSince);
  entry.restsSince = 0;
  if (isResting && entry.known && !entry.leaving) {
    entry.restsSince = ++m_lastRest;
    m_resting.emplace(entry.restsSince, id);
  }
}

void ConnectionTable::leave(Id id) {
  const auto found = m_entries.find(id);
  if (found == m_entries.end()) {
    return;
  }
  const auto& entry = found->second;
  m_resting.erase(entry.restsSince);
  if (entry.leaving) {
    --m_leaving;
  } else {
    drop(entry.known ? m_senders : m_strangers, entry.owner, id);
  }
  m_entries.erase(found);
}

std::optional<ConnectionTable::Id> ConnectionTable::sendAway(Groups& groups, const std::string& owner) {
  const auto found = groups.find(owner);
  if (found == groups.end() || found->second.empty()) {
    return std::nullopt;
  }
  const auto oldest = *found->second.begin();
  leaves(groups, owner, oldest);
  return oldest;
}

std::optional<ConnectionTable::Id> ConnectionTable::sendAwayResting() {
  const auto id = m_resting.begin()->second;
  leaves(m_senders, std::string(m_entries.at(id).owner), id);
  return id;
}

void ConnectionTable::leaves(Groups& groups, const std::string& owner, Id id) {
  auto& entry = m_entries.at(id);
  m_resting.erase(entry.restsSince);
  entry.restsSince = 0;
  entry.leaving = true;
  ++m_leaving;
  drop(groups, owner, id);
}

const std::string* ConnectionTable::largest(const Groups& groups, std::size_t leastSize) {
  const Groups::value_type* most = nullptr;
  for (const auto& group : groups) {
    if (group.second.size() < leastSize) {
      continue;
    }
    const bool isOlder = most != nullptr && group.second.size() == most->second.size() &&
                         *group.second.begin() < *most->second.begin();
    if (most == nullptr || group.second.size() > most->second.size() || isOlder) {
      most = &group;
    }
  }
  return most == nullptr ? nullptr : &most->first;
}

void ConnectionTable::drop(Groups& groups, const std::string& owner, Id id) {
  const auto found = groups.find(owner);
  if (found == groups.end()) {
    return;
  }
  found->second.erase(id);
  if (found->second.empty()) {
    groups.erase(found);
  }
}

}  // namespace xiaowu::platform
