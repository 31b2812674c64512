#pragma once
// Brings a database to today's tables, step by step. The version is SQLite's user_version: the number of
// steps that were done. A step that was released is never changed; a change is a new step at the end.

#include <span>
#include <string_view>

namespace xiaowu::storage {

class Database;

/// Each step and its new version number are one transaction: after a power cut the next call goes on where
/// this one stopped, and two processes that start together do each step once. Returns the version found.
/// Throws Failure; TooNew, and nothing is touched, when the database has more steps than are known.
int migrate(Database& database, std::span<const std::string_view> steps);

}  // namespace xiaowu::storage
