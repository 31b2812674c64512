#include "app/session/handlers/StaffHandler.h"

#include "app/session/QtPicture.h"
#include "core/base/Log.h"
#include "core/crypto/StaffCard.h"
#include "app/workflow/FormRules.h"
#include "core/domain/Dates.h"

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kReadWithin{30};
constexpr std::size_t kIdShown = 12;  ///< of the id's 64 digits, in the log

struct StaffCard {
  domain::IdCard card;
  std::string id;
};

}  // namespace

StaffHandler::StaffHandler(HandlerContext context, devices::DevicePool<drivers::IdCardReader> reader,
                           std::shared_ptr<const drivers::PhotoDecoder> decoder, sync::SyncHost& host,
                           const Clock& clock)
    : m_context(std::move(context)),
      m_reader(std::move(reader)),
      m_decoder(std::move(decoder)),
      m_host(host),
      m_clock(clock),
      m_worker("holder") {}

void StaffHandler::readStaffCard(workflow::OperationId operation) {
  auto future = m_reader.call<StaffCard>(
      kReadWithin, m_running.begin(operation),
      [](drivers::IdCardReader& reader, const CallContext& context) -> Result<StaffCard> {
        auto card = reader.readCard(context);
        if (!card) {
          return fail(card.error());
        }
        const auto id = crypto::staffCardId(
            {card->number, card->issuer, domain::isoDate(card->validFrom), card->encodedPhoto});
        // Without photo item there is no id, and what has no id is in no list.
        return StaffCard{std::move(*card), id ? *id : std::string()};
      });
  whenDone(future, this, [this, operation](const Result<StaffCard>& read) {
    m_running.end(operation);
    if (!read) {
      return m_context.send(workflow::OperationFailed{operation, read.error()});
    }
    m_context.send(workflow::StaffCardRead{operation, read->card, read->id});
  });
}

void StaffHandler::showHolder(bool on) {
  ++m_shown;
  if (!on) {
    return Q_EMIT photo({});
  }
  const auto& session = m_context.state().session;
  if (!session || !session->card || session->card->encodedPhoto.empty()) {
    return;
  }
  m_worker.post([this, shown = m_shown, encoded = session->card->encodedPhoto] {
    const auto picture = m_decoder->decode(encoded);
    if (!picture || picture->empty()) {
      return;  // most sites have no decoder: the card in the hand has the photo printed on it
    }
    const auto copy = qtView(*picture).copy();
    QMetaObject::invokeMethod(this, [this, shown, copy] {
      if (shown == m_shown) {
        Q_EMIT photo(copy);
      }
    });
  });
}

void StaffHandler::record(const workflow::RecordStaffCheck& check) {
  const std::string reason(workflow::staffReasonName(check.reason));
  qCInfo(logWorkflow, "staff check: %s by %s, reason %s", check.confirmed ? "confirmed" : "refused",
         check.staffCard.substr(0, kIdShown).c_str(), reason.c_str());
  const sync::StaffCheck told{
      Uuid::makeV7(m_clock.wall()), check.service, check.staffCard, reason, check.confirmed, m_clock.wall()};
  const auto report = sync::PlatformClient::staffCheckReport(told);
  if (report) {
    (void)m_host.report(told.checkId, report->first, report->second);
  }
}

}  // namespace xiaowu::session
