#include "app/outbox/Outbox.h"

#include "app/outbox/internal/Store.h"

namespace xiaowu::outbox {

Outbox::Outbox(std::unique_ptr<Store> store)
    : m_store(std::move(store)),
      m_submissions(*m_store),
      m_queue(*m_store),
      m_copies(*m_store),
      m_drafts(*m_store),
      m_prints(*m_store),
      m_settings(*m_store) {}

Outbox::~Outbox() = default;

Result<std::unique_ptr<Outbox>> Outbox::open(const std::filesystem::path& folder, const Clock& clock,
                                             Options options) {
  auto store = Store::open(folder, clock, std::move(options));
  if (!store) {
    return fail(store.error());
  }
  return std::unique_ptr<Outbox>(new Outbox(std::move(*store)));
}

bool Outbox::isIn(const std::filesystem::path& folder) {
  RunMark mark(folder);
  mark.look();
  return mark.known();
}

Result<std::unique_ptr<Outbox>> Outbox::openBeside(const std::filesystem::path& folder, const Clock& clock) {
  auto store = Store::openBeside(folder, clock);
  if (!store) {
    return fail(store.error());
  }
  return std::unique_ptr<Outbox>(new Outbox(std::move(*store)));
}

const OpenReport& Outbox::openReport() const {
  return m_store->report();
}

Result<SpaceState> Outbox::spaceState(std::uint64_t minFreeBytes) const {
  return m_store->spaceState(minFreeBytes);
}

}  // namespace xiaowu::outbox
