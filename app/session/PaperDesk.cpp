#include "app/session/PaperDesk.h"

#include "app/base/Log.h"
#include "app/documents/Agreement.h"
#include "app/documents/MaterialCheck.h"
#include "app/documents/Pictures.h"
#include "app/domain/Numbers.h"
#include "app/workflow/FormRules.h"

#include <algorithm>

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kScanWithin{60};
constexpr int kReaderThreads = 2;  // the kiosk has two cores, and the screen only waits while a paper is read
constexpr int kScanDpi = 200;
constexpr int kJpegQuality = 90;  // keeps red seals in full colour
constexpr int kSmallHeight = 720;

domain::MaterialStatus statusOf(documents::MaterialOutcome outcome) {
  using O = documents::MaterialOutcome;
  using S = domain::MaterialStatus;
  switch (outcome) {
    case O::Good: return S::Good;
    case O::Doubtful: return S::Doubtful;
    case O::WrongPaper: return S::WrongPaper;
    case O::NoSeal: return S::NoSeal;
    case O::Unreadable: return S::Unreadable;
  }
  return S::Doubtful;
}

QImage smallPicture(const Image& image) {
  const auto format = image.format == PixelFormat::Grey8 ? QImage::Format_Grayscale8 : QImage::Format_BGR888;
  return QImage(image.data(), image.width, image.height, static_cast<qsizetype>(image.stride()), format)
      .scaledToHeight(std::min(image.height, kSmallHeight), Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_RGB32);
}

domain::ReadField readFieldOf(const documents::FieldReading& field, std::string name) {
  domain::ReadField read{std::move(name), field.value, field.confidence, field.doubtful, {}, {}};
  for (const auto& check : field.checks) read.checks.push_back((check.passed ? "" : "!") + check.check);
  for (const auto reader : field.readers) read.readers.emplace_back(documents::readerName(reader));
  return read;
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

/// On a paper of two persons, the one who is not the applicant: "spouse_name", "spouse_id" beside the paper's own fields.
void addSpouse(const documents::DocumentReading& reading, const std::string& applicantNumber, std::vector<domain::ReadField>& fields) {
  for (const auto* own : {"a", "b"}) {
    const auto* number = reading.field(std::string("id_") + own);
    if (number == nullptr || number->value != applicantNumber) continue;
    const std::string other = std::string(own) == "a" ? "b" : "a";
    if (const auto* name = reading.field("name_" + other)) fields.push_back(readFieldOf(*name, "spouse_name"));
    if (const auto* id = reading.field("id_" + other)) fields.push_back(readFieldOf(*id, "spouse_id"));
    return;
  }
}

}  // namespace

PaperDesk::PaperDesk(DeskContext context, devices::Supervisor<drivers::Scanner>& scanner, PageStore& pages, std::filesystem::path typesFolder,
                     std::filesystem::path modelsFolder, const Clock& clock)
    : m_context(std::move(context)),
      m_scanner(scanner),
      m_pages(pages),
      m_typesFolder(std::move(typesFolder)),
      m_modelsFolder(std::move(modelsFolder)),
      m_clock(clock),
      m_worker("papers") {}

PaperDesk::~PaperDesk() = default;

Result<PaperDesk::Scan> PaperDesk::scan(drivers::Scanner& scanner, const CallContext& context) {
  auto image = scanner.scanPage({kScanDpi, true}, context);
  if (!image) return fail(image.error());
  auto jpeg = documents::encodeJpeg(*image, kJpegQuality);
  if (!jpeg) return fail(jpeg.error());
  auto small = smallPicture(*image);
  return Scan{std::move(*image), std::move(*jpeg), std::move(small)};
}

void PaperDesk::scanPage(workflow::OperationId operation) {
  auto future = m_scanner.call<Scan>(kScanWithin, m_running.begin(operation), scan);
  whenDone(future, this, [this, operation](const Result<Scan>& scan) {
    m_running.end(operation);
    if (!scan) return m_context.send(workflow::OperationFailed{operation, scan.error()});
    const auto& running = m_context.state().operation;
    if (!running || running->id != operation) return;  // nobody wants it any more: it is gone with this scope
    m_scan = scan->raw;
    const auto page = m_pages.add({scan->jpeg, "image/jpeg"});
    Q_EMIT pageScanned(page, scan->small);
    m_context.send(workflow::PageScanned{operation, page});
  });
}

void PaperDesk::readPage(workflow::OperationId operation) {
  m_worker.post([this, operation, image = std::exchange(m_scan, {}), stop = m_running.begin(operation)] { read(operation, image, stop); });
}

void PaperDesk::read(workflow::OperationId operation, const Image& image, const std::stop_token& stop) {
  const auto answer = [&](Result<documents::DocumentReading> reading) {
    QMetaObject::invokeMethod(this, [this, operation, reading = std::move(reading)] {
      m_running.end(operation);
      if (!reading) return m_context.send(workflow::OperationFailed{operation, reading.error()});
      const auto& running = m_context.state().operation;
      if (running && running->id == operation) m_context.send(workflow::PageRead{operation, judged(*reading)});
    });
  };
  if (!m_reader) {
    auto reader = documents::DocumentReader::load(m_typesFolder, {m_modelsFolder, kReaderThreads});
    if (!reader) return answer(fail(reader.error()));
    m_reader = std::move(*reader);
  }
  auto reading = m_reader->read(image, {}, stop);
  if (reading) {
    qCInfo(logDocuments, "page read: %s in %d ms, %zu seals", reading->type.c_str(), reading->milliseconds, reading->seals.size());
    reading->page = {};  // the screen shows the scan; the straightened copy is not needed further
  }
  answer(std::move(reading));
}

domain::Material PaperDesk::judged(documents::DocumentReading reading) const {
  const auto& session = *m_context.state().session;
  const auto& wanted = session.item->materials[session.scanning];
  documents::compareWithFacts(reading.fields, knownFacts(session));
  documents::FormFacts facts;
  facts.applicantName = session.card->name;
  facts.applicantNumber = session.card->number;
  const auto today = domain::dateInChina(std::chrono::time_point_cast<std::chrono::system_clock::duration>(m_clock.wall()));
  const auto verdict =
      documents::checkMaterial({wanted.documentType, wanted.code, wanted.sealRequired, wanted.sealIssuers, wanted.notOlderDays, today}, reading, facts);
  domain::Material material;
  material.code = wanted.code;
  material.documentType = wanted.documentType;
  material.status = statusOf(verdict.outcome);
  material.reasons = verdict.reasons;
  material.seemsType = verdict.seemsToBe;
  for (const auto& field : reading.fields) {
    if (!field.value.empty()) material.fields.push_back(readFieldOf(field, field.name));
  }
  for (const auto& seal : reading.seals) material.seals.push_back({seal.text, std::string(documents::sealFindingName(seal))});
  addSpouse(reading, session.card->number, material.fields);
  return material;
}

void PaperDesk::wipe() { m_scan = {}; }

}  // namespace xiaowu::session
