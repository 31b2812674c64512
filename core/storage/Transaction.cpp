#include "core/storage/Transaction.h"

#include "core/storage/Database.h"

namespace xiaowu::storage {

Transaction::Transaction(Database& database) : m_database(database) {
  m_database.script("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (m_open) {
    m_database.rollBack();
  }
}

void Transaction::commit() {
  m_database.script("COMMIT");
  m_open = false;
}

}  // namespace xiaowu::storage
