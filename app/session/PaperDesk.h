#pragma once
// Scans a page and reads it. The picture is kept as JPEG in the session's page store; the raw scan lives only until it was read. GUI thread only, but
// for what it starts.

#include "app/devices/Supervisor.h"
#include "app/documents/DocumentReader.h"
#include "app/session/Desk.h"
#include "app/session/PageStore.h"
#include "app/session/Worker.h"
#include "drivers/api/Scanner.h"

#include <QImage>

#include <filesystem>

namespace xiaowu::session {

class PaperDesk final : public QObject {
  Q_OBJECT

 public:
  PaperDesk(DeskContext context, devices::Supervisor<drivers::Scanner>& scanner, PageStore& pages, std::filesystem::path typesFolder,
            std::filesystem::path modelsFolder, const Clock& clock);
  ~PaperDesk() override;
  void scanPage(workflow::OperationId operation);
  void readPage(workflow::OperationId operation);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }
  void wipe();

 Q_SIGNALS:
  void pageScanned(xiaowu::domain::PageId page, const QImage& picture);  ///< a small picture for the screen

 private:
  struct Scan {
    Image raw;
    Bytes jpeg;
    QImage small;
  };
  static Result<Scan> scan(drivers::Scanner& scanner, const CallContext& context);
  void read(workflow::OperationId operation, const Image& image, const std::stop_token& stop);
  [[nodiscard]] domain::Material judged(documents::DocumentReading reading) const;

  DeskContext m_context;
  devices::Supervisor<drivers::Scanner>& m_scanner;
  PageStore& m_pages;
  std::filesystem::path m_typesFolder;
  std::filesystem::path m_modelsFolder;
  const Clock& m_clock;
  Running m_running;
  Image m_scan;  ///< of the page that is being read
  std::unique_ptr<documents::DocumentReader> m_reader;  ///< used on the worker only
  Worker m_worker;                                      ///< last: ends before what it uses
};

}  // namespace xiaowu::session
