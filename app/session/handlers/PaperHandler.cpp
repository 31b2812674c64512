#include "app/session/handlers/PaperHandler.h"

#include "app/session/QtPicture.h"
#include "core/base/Log.h"
#include "core/domain/Dates.h"
#include "core/image/PictureCodec.h"
#include "recognition/documents/fields/Agreement.h"
#include "core/crypto/Sealing.h"
#include "app/session/Counterpart.h"
#include "app/session/FieldCut.h"
#include "app/session/PaperSides.h"
#include "recognition/face/quality/FaceCrop.h"
#include "app/workflow/FormRules.h"

#include <algorithm>

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kScanWithin{60};
constexpr int kReaderThreads = 2;  // the kiosk has two cores, and the screen only waits while a paper is read
constexpr int kScanDpi = 200;
constexpr int kJpegQuality = 90;  // keeps red seals in full colour
constexpr int kSmallHeight = 720;
constexpr int kCutWidth = 900;

QImage smallPicture(const Image& image) {
  return qtView(image)
      .scaledToHeight(std::min(image.height, kSmallHeight), Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_RGB32);
}

/// The screen's renderer draws a small picture in blocks; smooth edges are easier to read.
QImage enlarged(const QImage& cut) {
  return cut.isNull() || cut.width() >= kCutWidth
             ? cut
             : cut.scaledToWidth(std::min(kCutWidth, cut.width() * 4), Qt::SmoothTransformation);
}

/// The chip is the first source of identity: what agrees with it is settled, what contradicts it is in doubt.
documents::KnownFacts knownFacts(const workflow::Session& session) {
  documents::KnownFacts facts;
  const auto say = [&](const char* name) { return workflow::cardValue(*session.card, name); };
  facts.chip.name = say("name");
  facts.chip.number = say("number");
  facts.chip.sex = say("sex");
  facts.chip.birth = say("birth");
  facts.chip.ethnicity = say("ethnicGroup");
  facts.chip.address = say("address");
  return facts;
}

}  // namespace

PaperHandler::Scan::~Scan() {
  xiaowu::wipe(raw);
  crypto::wipe(jpeg);
}

PaperHandler::PaperHandler(HandlerContext context, devices::DevicePool<drivers::Scanner> scanner,
                           PageStore& pages, std::filesystem::path typesFolder,
                           std::filesystem::path modelsFolder, const Clock& clock)
    : m_context(std::move(context)),
      m_scanner(std::move(scanner)),
      m_pages(pages),
      m_typesFolder(std::move(typesFolder)),
      m_modelsFolder(std::move(modelsFolder)),
      m_clock(clock),
      m_worker("papers") {}

PaperHandler::~PaperHandler() = default;

Result<PaperHandler::Scan> PaperHandler::scan(drivers::Scanner& scanner, const CallContext& context) {
  auto image = scanner.scanPage({kScanDpi, true}, context);
  if (!image) {
    return fail(image.error());
  }
  auto jpeg = encodeJpeg(*image, kJpegQuality);
  if (!jpeg) {
    return fail(jpeg.error());
  }
  auto small = smallPicture(*image);
  return Scan{std::move(*image), std::move(*jpeg), std::move(small)};
}

void PaperHandler::scanPage(workflow::OperationId operation) {
  auto future = m_scanner.call<Scan>(kScanWithin, m_running.begin(operation), scan);
  whenDone(future, this, [this, operation](const Result<Scan>& scan) {
    m_running.end(operation);
    if (!scan) {
      return m_context.send(workflow::OperationFailed{operation, scan.error()});
    }
    const auto& running = m_context.state().operation;
    if (!running || running->id != operation) {
      return;  // nobody wants it any more: it is gone with this scope
    }
    m_scan = scan->raw;
    const auto page = m_pages.add({scan->jpeg, "image/jpeg"});
    Q_EMIT pageScanned(page, scan->small);
    m_context.send(workflow::PageScanned{operation, page});
  });
}

void PaperHandler::readPage(workflow::OperationId operation) {
  m_worker.post([this, operation, image = std::exchange(m_scan, {}),
                 stop = m_running.begin(operation)]() mutable { read(operation, std::move(image), stop); });
}

void PaperHandler::read(workflow::OperationId operation, Image image, const std::stop_token& stop) {
  const auto answer = [&](Result<std::vector<documents::DocumentReading>> readings) {
    // From here on the page is shown as it was read: upright, and without what lay around it.
    const bool isOnePaper = readings && readings->size() == 1 && !readings->front().page.empty();
    auto upright = isOnePaper ? smallPicture(readings->front().page) : QImage();
    QMetaObject::invokeMethod(
        this, [this, operation, upright = std::move(upright), readings = std::move(readings)]() mutable {
          m_running.end(operation);
          if (!readings) {
            return m_context.send(workflow::OperationFailed{operation, readings.error()});
          }
          const auto& running = m_context.state().operation;
          if (running && running->id == operation) {
            if (!upright.isNull()) {
              Q_EMIT pageScanned(m_context.state().session->scannedPage, upright);
            }
            m_context.send(workflow::PageRead{operation, judged(*readings)});
          }
          for (auto& reading : *readings) {
            xiaowu::wipe(reading.page);
          }
        });
  };
  if (!m_reader) {
    auto reader = documents::DocumentReader::load(m_typesFolder, {m_modelsFolder, kReaderThreads});
    if (!reader) {
      xiaowu::wipe(image);
      return answer(fail(reader.error()));
    }
    m_reader = std::move(*reader);
  }
  auto readings = m_reader->readAll(std::move(image), {}, stop);
  if (readings) {
    for (const auto& reading : *readings) {
      qCInfo(logDocuments, "page read: %s in %d ms, %zu seals", reading.type.c_str(), reading.milliseconds,
             reading.seals.size());
    }
  }
  answer(std::move(readings));
}

documents::MaterialVerdict PaperHandler::judgeSide(documents::DocumentReading& reading,
                                                   const std::string& type) const {
  const auto& session = *m_context.state().session;
  const auto& wanted = session.item->materials[session.scanning];
  documents::compareWithFacts(reading.fields, knownFacts(session));
  documents::FormFacts facts;
  facts.applicantName = session.card->name;
  facts.applicantNumber = session.card->number;
  const auto today = domain::dateInChina(m_clock.wall());
  return documents::checkMaterial(
      {type, wanted.code, wanted.sealRequired, wanted.sealIssuers, wanted.notOlderDays, today}, reading,
      facts);
}

/// Only what the resident will be asked about leaves the page; the page itself is forgotten with the reading.
void PaperHandler::cutDoubts(const documents::DocumentReading& reading,
                             std::vector<domain::ReadField>& fields) {
  const auto page = m_context.state().session->scannedPage;
  for (auto& field : fields) {
    const auto* read = field.side.empty() || field.side == reading.type ? reading.field(field.name) : nullptr;
    if (!field.doubtful || field.value.empty() || read == nullptr) {
      continue;
    }
    const auto picture = enlarged(cutOut(reading.page, read->crop));
    if (picture.isNull()) {
      continue;
    }
    field.cut = ++m_cuts;
    Q_EMIT fieldCut(page, field.cut, picture);
  }
}

domain::Material PaperHandler::judged(std::vector<documents::DocumentReading>& readings) {
  const auto& session = *m_context.state().session;
  PaperSides sides(session.item->materials[session.scanning], session.materials[session.scanning],
                   session.scannedPage);
  const auto chosen = sides.chosen(readings);
  for (auto* reading : chosen) {
    const auto verdict = judgeSide(*reading, sides.typeFor(*reading));
    sides.add(*reading, verdict);
  }
  auto material = sides.joined(*session.card);
  m_cuts = 0;
  if (material.status == domain::MaterialStatus::Good ||
      material.status == domain::MaterialStatus::Doubtful) {
    for (const auto* reading : chosen) {
      cutDoubts(*reading, material.fields);
    }
  }
  const auto* type = documents::findType(m_reader->types(), material.documentType);
  if (type != nullptr && type->counterpart) {
    addCounterpart(*type->counterpart, session.card->number, material.fields);
  }
  return material;
}

void PaperHandler::wipe() {
  xiaowu::wipe(m_scan);
}

}  // namespace xiaowu::session
