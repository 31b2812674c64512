#pragma once
// What staff need to verify by eye: their own card is read, the resident's chip photo is decoded for their
// eyes and forgotten again, and each verdict is told to the platform. GUI thread only, but for the decoding.

#include "app/devices/DeviceSet.h"
#include "app/session/handlers/Handler.h"
#include "app/session/Worker.h"
#include "app/sync/SyncHost.h"
#include "drivers/api/IdCardReader.h"
#include "drivers/api/PhotoDecoder.h"

#include <QImage>

#include <memory>

namespace xiaowu::session {

class StaffHandler final : public QObject {
  Q_OBJECT

 public:
  StaffHandler(HandlerContext context, devices::DevicePool<drivers::IdCardReader> reader,
               std::shared_ptr<const drivers::PhotoDecoder> decoder, sync::SyncHost& host,
               const Clock& clock);
  void readStaffCard(workflow::OperationId operation);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }
  /// On: photo() follows with the resident's picture, when there is one and a decoder for it. Off: photo()
  /// with a null picture at once.
  void showHolder(bool on);
  /// One line in the log and one report to the platform, neither with a word about the resident.
  void record(const workflow::RecordStaffCheck& check);

 Q_SIGNALS:
  void photo(const QImage& picture);

 private:
  HandlerContext m_context;
  devices::DevicePool<drivers::IdCardReader> m_reader;
  std::shared_ptr<const drivers::PhotoDecoder> m_decoder;
  sync::SyncHost& m_host;
  const Clock& m_clock;
  Running m_running;
  std::uint64_t m_shown =
      0;            ///< counts showings, so that a picture that comes late is not shown to the next person
  Worker m_worker;  ///< last: ends before what it uses
};

}  // namespace xiaowu::session
