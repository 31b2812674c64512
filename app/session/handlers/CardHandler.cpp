#include "app/session/handlers/CardHandler.h"

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kReadWithin{30};
constexpr std::chrono::milliseconds kLookEvery{400};
constexpr std::chrono::seconds kLookWithin{2};
constexpr std::chrono::seconds kReadAgainWithin{5};

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
    if (*present) {
      return readAgain();
    }
    m_present = false;
    m_context.send(workflow::CardRemoved{});
  });
}

// A card on the plate stands for its holder, so it must be known which one it is.
void CardHandler::readAgain() {
  const auto& session = m_context.state().session;
  if (!session || !session->card) {
    m_present = true;
    return m_context.send(workflow::CardReturned{false});
  }
  m_looking = true;
  auto future = m_reader.call<domain::IdCard>(
      kReadAgainWithin, {},
      [](drivers::IdCardReader& reader, const CallContext& context) { return reader.readCard(context); });
  whenDone(future, this, [this](const Result<domain::IdCard>& card) {
    m_looking = false;
    const auto& current = m_context.state().session;
    if (!card || !m_watch.isActive() || !current || !current->card) {
      return;  // the next look tries again
    }
    m_present = true;
    const bool same =
        card->number == current->card->number && card->encodedPhoto == current->card->encodedPhoto;
    m_context.send(workflow::CardReturned{same});
  });
}

}  // namespace xiaowu::session
