#pragma once
// All of its statements or none: rolled back at its end unless committed. Takes the write lock at once, so
// that nothing which was read in it can change before the commit. Throws Failure.

namespace xiaowu::storage {

class Database;

class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& m_database;
  bool m_open = true;
};

}  // namespace xiaowu::storage
