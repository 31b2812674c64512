#include "app/session/PageStore.h"

#include "core/crypto/Sealing.h"

namespace xiaowu::session {

domain::PageId PageStore::add(StoredPage page) {
  m_pages.emplace(++m_last, std::move(page));
  return m_last;
}

const StoredPage* PageStore::find(domain::PageId id) const {
  const auto found = m_pages.find(id);
  return found == m_pages.end() ? nullptr : &found->second;
}

void PageStore::drop(domain::PageId id) {
  const auto found = m_pages.find(id);
  if (found == m_pages.end()) {
    return;
  }
  crypto::wipe(found->second.encoded);
  m_pages.erase(found);
}

void PageStore::wipe() {
  while (!m_pages.empty()) {
    drop(m_pages.begin()->first);
  }
}

}  // namespace xiaowu::session
