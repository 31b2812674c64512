#pragma once
// The pictures of one session (scanned pages, signature), in memory only, keyed by PageId. Overwritten when
// dropped. GUI thread only.

#include "core/base/Bytes.h"
#include "core/domain/Case.h"

#include <map>
#include <string>

namespace xiaowu::session {

struct StoredPage {
  Bytes encoded;          ///< as it is sent: JPEG for pages, PNG for the signature
  std::string mediaType;  ///< "image/jpeg", "image/png"
};

class PageStore {
 public:
  ~PageStore() { wipe(); }
  /// Keys are never used twice in the life of the process; 0 is never given.
  [[nodiscard]] domain::PageId add(StoredPage page);
  [[nodiscard]] const StoredPage* find(domain::PageId id) const;
  void drop(domain::PageId id);
  void wipe();
  [[nodiscard]] std::size_t size() const { return m_pages.size(); }

 private:
  std::map<domain::PageId, StoredPage> m_pages;
  domain::PageId m_last = 0;
};

}  // namespace xiaowu::session
