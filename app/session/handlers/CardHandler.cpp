#include "app/session/handlers/CardHandler.h"

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kReadWithin{30};
constexpr std::chrono::milliseconds kLookEvery{400};
constexpr std::chrono::seconds kLookWithin{2};

}  // namespace

CardHandler::CardHandler(HandlerContext context, devices::DevicePool<drivers::IdCardReader> reader)
    : m_context(std::move(context)), m_reader(std::move(reader)) {
  m_watch.setInterval(kLookEvery);
  connect(&m_watch, &QTimer::timeout, this, &CardHandler::look);
}

void CardHandler::readCard(workflow::OperationId operation) {
  auto future = m_reader.call<domain::IdCard>(
      kReadWithin, m_running.begin(operation),
      [](drivers::IdCardReader& reader, const CallContext& context) { return reader.readCard(context); });
  whenDone(future, this, [this, operation](const Result<domain::IdCard>& card) {
    m_running.end(operation);
    if (card) {
      m_context.send(workflow::CardRead{operation, *card});
    } else {
      m_context.send(workflow::OperationFailed{operation, card.error()});
    }
  });
}

void CardHandler::watch(bool on) {
  m_present = true;  // watching begins with a card that was just read
  on ? m_watch.start() : m_watch.stop();
}

void CardHandler::look() {
  if (m_looking) {
    return;
  }
  m_looking = true;
  auto future = m_reader.call<bool>(
      kLookWithin, {},
      [](drivers::IdCardReader& reader, const CallContext& context) { return reader.cardPresent(context); });
  whenDone(future, this, [this](const Result<bool>& present) {
    m_looking = false;
    // An answer that did not come says nothing about the card.
    if (!present || !m_watch.isActive() || *present == m_present) {
      return;
    }
    m_present = *present;
    if (m_present) {
      m_context.send(workflow::CardReturned{});
    } else {
      m_context.send(workflow::CardRemoved{});
    }
  });
}

}  // namespace xiaowu::session
