#include "app/session/PageStore.h"

#include "core/crypto/Sealing.h"

namespace xiaowu::session {

namespace {

/// Nobody sees it any more: it may be overwritten.
void overwrite(StoredPage* page) {
  crypto::wipe(page->encoded);
  std::default_delete<StoredPage>()(page);
}

}  // namespace

domain::PageId PageStore::add(StoredPage page) {
  auto kept = std::unique_ptr<StoredPage, decltype(&overwrite)>(new StoredPage(std::move(page)), &overwrite);
  m_pages.emplace(++m_last, std::shared_ptr<StoredPage>(std::move(kept)));
  return m_last;
}

const StoredPage* PageStore::find(domain::PageId id) const {
  const auto found = m_pages.find(id);
  return found == m_pages.end() ? nullptr : found->second.get();
}

void PageStore::drop(domain::PageId id) {
  m_pages.erase(id);
}

void PageStore::wipe() {
  m_pages.clear();
}

}  // namespace xiaowu::session
