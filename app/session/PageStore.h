#pragma once
// The pictures of one session (scanned pages, signature), in memory only, keyed by PageId. A copy is what was
// there at that moment, of the same pictures, and may be read on another thread. A picture is overwritten
// when the last store that has it drops it. Each store is used by one thread at a time.

#include "core/base/Bytes.h"
#include "core/domain/Case.h"

#include <map>
#include <memory>
#include <string>

namespace xiaowu::session {

struct StoredPage {
  Bytes encoded;          ///< as it is sent: JPEG for pages, PNG for the signature
  std::string mediaType;  ///< "image/jpeg", "image/png"
};

class PageStore {
 public:
  /// Keys are never used twice in the life of the process; 0 is never given.
  [[nodiscard]] domain::PageId add(StoredPage page);
  [[nodiscard]] const StoredPage* find(domain::PageId id) const;
  void drop(domain::PageId id);
  void wipe();
  [[nodiscard]] std::size_t size() const { return m_pages.size(); }

 private:
  std::map<domain::PageId, std::shared_ptr<const StoredPage>> m_pages;
  domain::PageId m_last = 0;
};

}  // namespace xiaowu::session
