#pragma once
// Who has a place among the connections, and who has to go for a new one. Strangers (over whose connection
// nobody has proven himself) make room for each other: the oldest of an address that has too many, else the
// oldest of the address that has most, of several such addresses the oldest of all. So a place is never a
// matter of who came first, and no single address can keep others out. Then senders make room that are
// between two requests, the one that has rested longest first: it comes again when it has something to say.
// Pure bookkeeping; one thread at a time.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace xiaowu::platform {

class ConnectionTable {
 public:
  using Id = std::uint64_t;  ///< grows with each connection
  struct Limits {
    std::size_t all = 512;
    std::size_t strangersPerAddress = 128;
    std::size_t perSender = 16;
  };
  struct Entered {
    std::optional<Id> id;       ///< nothing: no place can be made
    std::optional<Id> leaving;  ///< that has to be closed for it
  };

  explicit ConnectionTable(const Limits& limits) : m_limits(limits) {}

  /// `counted`: the address is a client's own, not a proxy's.
  [[nodiscard]] Entered enter(const std::string& address, bool counted);
  /// The connection belongs to this sender from now on; the one that has to be closed for it.
  [[nodiscard]] std::optional<Id> recognise(Id id, const std::string& sender);
  /// It is between two requests, or no more.
  void rest(Id id, bool isResting);
  /// It is closed. Unknown ids are ignored.
  void leave(Id id);
  [[nodiscard]] std::size_t size() const { return m_entries.size(); }

 private:
  struct Entry {
    std::string owner;  ///< the address of a stranger, or the sender
    bool known = false;
    bool leaving = false;
    std::uint64_t restsSince = 0;  ///< 0: a request is under way
  };
  using Groups = std::map<std::string, std::set<Id>>;

  std::optional<Id> sendAway(Groups& groups, const std::string& owner);
  std::optional<Id> sendAwayResting();
  void leaves(Groups& groups, const std::string& owner, Id id);
  static const std::string* largest(const Groups& groups, std::size_t leastSize);
  static void drop(Groups& groups, const std::string& owner, Id id);

  Limits m_limits;
  Id m_last = 0;
  std::size_t m_leaving = 0;
  std::map<Id, Entry> m_entries;
  Groups m_strangers;  ///< by address; without those that are leaving
  Groups m_senders;
  std::uint64_t m_lastRest = 0;
  std::map<std::uint64_t, Id> m_resting;  ///< senders' connections, the longest rest first
};

}  // namespace xiaowu::platform
