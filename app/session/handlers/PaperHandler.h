#pragma once
// Scans a page and reads it. The picture is kept as JPEG in the session's page store; the raw scan lives only
// until it was read, and is overwritten then. Whatever comes after its operation's end, or its session's, is
// dropped. GUI thread only, but for what it starts.

#include "app/devices/DeviceSet.h"
#include "recognition/documents/DocumentReader.h"
#include "recognition/documents/MaterialCheck.h"
#include "app/session/handlers/Handler.h"
#include "app/session/PageStore.h"
#include "app/session/Worker.h"
#include "drivers/api/Scanner.h"

#include <QImage>

#include <filesystem>

namespace xiaowu::session {

class PaperHandler final : public QObject {
  Q_OBJECT

 public:
  PaperHandler(HandlerContext context, devices::DevicePool<drivers::Scanner> scanner, PageStore& pages,
               std::filesystem::path typesFolder, std::filesystem::path modelsFolder, const Clock& clock);
  ~PaperHandler() override;
  void scanPage(workflow::OperationId operation);
  void readPage(workflow::OperationId operation);
  void cancel(workflow::OperationId operation) { m_running.cancel(operation); }
  void wipe();

 Q_SIGNALS:
  /// A small picture for the screen; told again, straightened and upright, before the page's reading.
  void pageScanned(xiaowu::domain::PageId page, const QImage& picture);
  /// A doubtful field as it stands on the page, straightened, for the resident's eyes; told before the page's
  /// reading. `cut` as in domain::ReadField.
  void fieldCut(xiaowu::domain::PageId page, int cut, const QImage& picture);

 private:
  struct Scan {  ///< overwritten by whoever lets go of it last
    ~Scan();
    Image raw;
    Bytes jpeg;
    QImage small;
  };
  static Result<Scan> scan(drivers::Scanner& scanner, const CallContext& context);
  void read(workflow::OperationId operation, Image image, const std::stop_token& stop);
  [[nodiscard]] domain::Material judged(std::vector<documents::DocumentReading>& readings);
  [[nodiscard]] documents::MaterialVerdict judgeSide(documents::DocumentReading& reading,
                                                     const std::string& type) const;
  void cutDoubts(const documents::DocumentReading& reading, std::vector<domain::ReadField>& fields);

  HandlerContext m_context;
  devices::DevicePool<drivers::Scanner> m_scanner;
  PageStore& m_pages;
  std::filesystem::path m_typesFolder;
  std::filesystem::path m_modelsFolder;
  const Clock& m_clock;
  Running m_running;
  Image m_scan;    ///< of the page that is being read
  int m_cuts = 0;  ///< made of the page that was read last
  /// Made and used on the worker. Its types never change: the GUI thread looks at them once a page was read.
  std::unique_ptr<documents::DocumentReader> m_reader;
  Worker m_worker;  ///< last: ends before what it uses
};

}  // namespace xiaowu::session
