// The fixture of papers with a scanner that the test plays and the reader as it is: what comes back, when,
// and to whom.
#include "app/session/handlers/PaperHandler.h"
#include "drivers/scanner/simulator/papers/Papers.h"
#include "tests/support/OneDevice.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QTemporaryDir>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <thread>

using namespace xiaowu;
using namespace xiaowu::session;
using namespace xiaowu::workflow;
using namespace std::chrono_literals;
namespace simulators = xiaowu::simulator;

namespace {

const std::filesystem::path kTypes = places::source() / "kiosk-config" / "documents";

/// What lies under the lens, answer by answer; with nothing there a scan lasts until it is cancelled.
class Lens {
 public:
  void put(Result<Image> answer) {
    const std::lock_guard lock(m_mutex);
    m_answers.push_back(std::move(answer));
    m_changed.notify_all();
  }
  Result<Image> take(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return !m_answers.empty(); })) {
      return fail(xiaowu::errors::kCancelled, Fault::Cancelled);
    }
    auto answer = std::move(m_answers.front());
    m_answers.pop_front();
    return answer;
  }

 private:
  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::deque<Result<Image>> m_answers;
};

class PlayedScanner final : public drivers::Scanner {
 public:
  explicit PlayedScanner(std::shared_ptr<Lens> lens) : m_lens(std::move(lens)) {}
  Result<drivers::DeviceHealth> open(const CallContext&) override {
    return drivers::DeviceHealth{drivers::DeviceState::Online, {}};
  }
  void close() override {}
  drivers::DeviceHealth health(const CallContext&) override { return {drivers::DeviceState::Online, {}}; }
  Result<Image> scanPage(const drivers::ScanSettings&, const CallContext& context) override {
    return m_lens->take(context.stop);
  }

 private:
  std::shared_ptr<Lens> m_lens;
};

simulators::PaperOrder order(simulators::PaperKind kind) {
  simulators::PaperOrder paper;
  paper.kind = kind;
  paper.person = "li-wei";
  paper.seed = 7;
  return paper;
}

Image picture(const simulators::PaperOrder& paper) {
  auto image = simulators::capturePaper(paper, simulators::CaptureSettings::scan());
  REQUIRE(image);
  return *image;
}

std::string printed(simulators::PaperKind kind, const std::string& name) {
  const auto truth = simulators::paperTruth(order(kind));
  REQUIRE(truth);
  for (const auto& [field, value] : *truth) {
    if (field == name) {
      return value;
    }
  }
  return {};
}

/// A sheet with nothing on it, quickly read.
Image blank() {
  auto paper = order(simulators::PaperKind::IdFront);
  paper.flaw = simulators::PaperFlaw::Blank;
  return picture(paper);
}

State sessionOf(const std::string& type, const std::string& back = {}, int notOlderDays = 0) {
  State state;
  auto item = std::make_shared<catalog::ServiceItem>();
  catalog::MaterialRequirement wanted;
  wanted.code = "paper";
  wanted.documentType = type;
  wanted.backType = back;
  wanted.notOlderDays = notOlderDays;
  item->materials = {wanted};
  auto& session = state.session.emplace();
  session.item = item;
  auto& card = session.card.emplace();
  card.name = printed(simulators::PaperKind::IdFront, "name");
  card.number = printed(simulators::PaperKind::IdFront, "id");
  domain::Material material;
  material.code = "paper";
  material.documentType = type;
  session.materials = {material};
  return state;
}

struct Fixture {
  explicit Fixture(State given, const std::filesystem::path& types = kTypes)
      : state(std::move(given)),
        scanner(testing::oneDevice("scanner", std::make_unique<PlayedScanner>(lens)),
                [](const std::string&, const drivers::DeviceHealth&) {}),
        fixture({[this](Event event) { sent.push_back(std::move(event)); },
                 [this]() -> const State& { return state; }},
                scanner.pool<drivers::Scanner>("scanner"), pages, types, places::models(), clock) {
    QObject::connect(&fixture, &PaperHandler::pageScanned, &fixture,
                     [this](domain::PageId page, const QImage& small) {
                       shown = small;
                       shownPage = page;
                     });
    QObject::connect(&fixture, &PaperHandler::fieldCut, &fixture,
                     [this](domain::PageId, int, const QImage&) { ++cuts; });
  }

  OperationId begin(OperationKind kind) {
    state.operation = Operation{++last, kind};
    kind == OperationKind::ScanPage ? fixture.scanPage(last) : fixture.readPage(last);
    return last;
  }
  /// Scanned as the session would have it: the page is the session's.
  OperationId scan(const Image& image) {
    lens->put(image);
    const auto operation = begin(OperationKind::ScanPage);
    REQUIRE(spinUntil([&] { return ended(operation); }));
    REQUIRE(answer<PageScanned>(operation) != nullptr);
    state.session->scannedPage = answer<PageScanned>(operation)->page;
    state.operation.reset();
    return operation;
  }
  const domain::Material& read() {
    const auto operation = begin(OperationKind::ReadPage);
    REQUIRE(spinUntil([&] { return ended(operation); }));
    INFO(failure(operation));
    REQUIRE(answer<PageRead>(operation) != nullptr);
    return answer<PageRead>(operation)->finding;
  }

  template <typename T>
  [[nodiscard]] const T* answer(OperationId operation) const {
    for (const auto& each : sent) {
      if (const auto* found = std::get_if<T>(&each); found != nullptr && found->operation == operation) {
        return found;
      }
    }
    return nullptr;
  }
  [[nodiscard]] std::string failure(OperationId operation) const {
    const auto* failed = answer<OperationFailed>(operation);
    return failed != nullptr ? failed->error.code : std::string();
  }
  [[nodiscard]] bool ended(OperationId operation) const {
    return std::any_of(sent.begin(), sent.end(), [&](const auto& each) {
      const auto* of = operationOf(each);
      return of != nullptr && *of == operation;
    });
  }
  [[nodiscard]] static bool spinUntil(const std::function<bool()>& condition) {
    // A read takes a second, and half a minute where ten others want the processor.
    const QDeadlineTimer deadline(180s);
    while (!condition()) {
      if (deadline.hasExpired()) {
        return false;
      }
      QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
      std::this_thread::yield();
    }
    return true;
  }

  State state;
  std::vector<Event> sent;
  PageStore pages;
  QImage shown;
  domain::PageId shownPage = 0;
  int cuts = 0;
  OperationId last = 0;
  SystemClock clock;
  std::shared_ptr<Lens> lens = std::make_shared<Lens>();
  devices::DeviceSet scanner;
  PaperHandler fixture;
};

/// Everything that is logged meanwhile.
class Listening {
 public:
  Listening() {
    text().clear();
    m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& line) {
      const std::lock_guard lock(mutex());
      text() += line.toStdString() + "\n";
    });
  }
  ~Listening() { qInstallMessageHandler(m_before); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  [[nodiscard]] static std::string heard() {
    const std::lock_guard lock(mutex());
    return text();
  }

 private:
  static std::string& text() {
    static std::string all;
    return all;
  }
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  QtMessageHandler m_before = nullptr;
};

bool has(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

TEST_CASE("a page is scanned, kept for the session, and read beside the screen") {
  Fixture fixture(sessionOf("idfront"));
  fixture.scan(picture(order(simulators::PaperKind::IdFront)));
  const auto page = fixture.state.session->scannedPage;
  REQUIRE(fixture.pages.find(page) != nullptr);
  CHECK(fixture.pages.find(page)->mediaType == "image/jpeg");
  CHECK(fixture.shownPage == page);
  CHECK_FALSE(fixture.shown.isNull());
  CHECK(fixture.shown.height() <= 720);

  const auto operation = fixture.begin(OperationKind::ReadPage);
  bool screenMovedFirst = false;
  QMetaObject::invokeMethod(
      &fixture.fixture, [&] { screenMovedFirst = !fixture.ended(operation); }, Qt::QueuedConnection);
  REQUIRE(Fixture::spinUntil([&] { return fixture.ended(operation); }));
  CHECK(screenMovedFirst);
  const double shape = static_cast<double>(fixture.shown.width()) / fixture.shown.height();
  CHECK(shape > 1.45);  // the card itself, upright, without the mat around it
  CHECK(shape < 1.72);
  const auto* read = fixture.answer<PageRead>(operation);
  REQUIRE(read != nullptr);
  CHECK((read->finding.status == domain::MaterialStatus::Good ||
         read->finding.status == domain::MaterialStatus::Doubtful));
  CHECK(read->finding.code == "paper");
  const auto number = std::find_if(read->finding.fields.begin(), read->finding.fields.end(),
                                   [](const auto& field) { return field.name == "id"; });
  REQUIRE(number != read->finding.fields.end());
  CHECK(number->value == fixture.state.session->card->number);
  const auto asked = std::count_if(read->finding.fields.begin(), read->finding.fields.end(),
                                   [](const auto& field) { return field.cut > 0; });
  CHECK(asked == fixture.cuts);  // each question has its crop, and nothing else leaves the page
}

TEST_CASE("of a paper nothing is written: no file, and no word of it in the log") {
  const QTemporaryDir folder;
  const auto before = qgetenv("TMPDIR");
  qputenv("TMPDIR", folder.path().toUtf8());
  const Listening log;
  Fixture fixture(sessionOf("idfront"));
  fixture.scan(picture(order(simulators::PaperKind::IdFront)));
  const auto finding = fixture.read();
  qputenv("TMPDIR", before);
  REQUIRE_FALSE(finding.fields.empty());
  CHECK_THAT(Listening::heard(), Catch::Matchers::ContainsSubstring("page read: idfront"));
  for (const auto& field : finding.fields) {
    if (field.value.size() > 3) {
      // More than one letter: "男" may stand anywhere.
      CHECK_THAT(Listening::heard(), !Catch::Matchers::ContainsSubstring(field.value));
    }
  }
  CHECK(QDir(folder.path()).isEmpty());
}

TEST_CASE("a cancelled reading ends as cancelled, and the next paper is read") {
  Fixture fixture(sessionOf("idfront"));
  fixture.scan(picture(order(simulators::PaperKind::IdFront)));
  const auto operation = fixture.begin(OperationKind::ReadPage);
  fixture.fixture.cancel(operation);
  REQUIRE(Fixture::spinUntil([&] { return fixture.ended(operation); }));
  CHECK(fixture.failure(operation) == xiaowu::errors::kCancelled);
  CHECK(fixture.answer<PageRead>(operation) == nullptr);
  fixture.scan(blank());
  CHECK(fixture.read().status == domain::MaterialStatus::Unreadable);
}

TEST_CASE(
    "a scan ends when it is cancelled, and a scanner's own words are passed on; both leave nothing behind") {
  Fixture fixture(sessionOf("idfront"));
  const auto cancelled = fixture.begin(OperationKind::ScanPage);
  fixture.fixture.cancel(cancelled);
  REQUIRE(Fixture::spinUntil([&] { return fixture.ended(cancelled); }));
  CHECK(fixture.failure(cancelled) == xiaowu::errors::kCancelled);
  fixture.lens->put(fail(drivers::errors::kScannerJammed, Fault::AttendantNeeded));
  const auto jammed = fixture.begin(OperationKind::ScanPage);
  REQUIRE(Fixture::spinUntil([&] { return fixture.ended(jammed); }));
  CHECK(fixture.failure(jammed) == drivers::errors::kScannerJammed);
  CHECK(fixture.pages.size() == 0);
  CHECK(fixture.shown.isNull());
  fixture.scan(blank());
  CHECK(fixture.pages.size() == 1);
}

TEST_CASE("a scan that comes after its session is nobody's") {
  Fixture fixture(sessionOf("idfront"));
  const auto operation = fixture.begin(OperationKind::ScanPage);
  fixture.state = State{};  // the resident has gone; the scanner did not hear of it in time
  fixture.fixture.wipe();
  fixture.lens->put(blank());
  fixture.state.session = sessionOf("idfront").session;
  const auto next = ++fixture.last;
  fixture.state.operation = Operation{next, OperationKind::ScanPage};
  fixture.fixture.scanPage(next);
  fixture.lens->put(fail(drivers::errors::kScannerNoPaper, Fault::ResidentCanFix));
  // One after another: the first one has ended before.
  REQUIRE(Fixture::spinUntil([&] { return fixture.ended(next); }));
  CHECK_FALSE(fixture.ended(operation));
  CHECK(fixture.pages.size() == 0);
  CHECK(fixture.shown.isNull());
}

TEST_CASE("a reading that comes after its session is never delivered to the next one") {
  Fixture fixture(sessionOf("idfront"));
  fixture.scan(picture(order(simulators::PaperKind::IdFront)));
  const auto operation = fixture.begin(OperationKind::ReadPage);
  fixture.state = sessionOf("idfront");  // not even cancelled
  fixture.fixture.wipe();
  fixture.pages.wipe();
  fixture.scan(blank());
  const auto& finding = fixture.read();  // after the other one: the worker takes one paper after another
  CHECK(finding.status == domain::MaterialStatus::Unreadable);
  CHECK(finding.fields.empty());
  CHECK(fixture.answer<PageRead>(operation) == nullptr);
  CHECK(fixture.cuts == 0);
}

TEST_CASE("the end of the session takes the scan along that was not read yet") {
  Fixture fixture(sessionOf("idfront"));
  fixture.scan(picture(order(simulators::PaperKind::IdFront)));
  fixture.fixture.wipe();
  const auto operation = fixture.begin(OperationKind::ReadPage);
  REQUIRE(Fixture::spinUntil([&] { return fixture.ended(operation); }));
  CHECK(fixture.answer<PageRead>(operation) == nullptr);
  CHECK(fixture.failure(operation) == "documents.image-invalid");
}

TEST_CASE("without the descriptions of papers nothing is read, and that is said each time") {
  Fixture fixture(sessionOf("idfront"), "/nonexistent");
  for (int i = 0; i < 2; ++i) {
    fixture.scan(blank());
    const auto operation = fixture.begin(OperationKind::ReadPage);
    REQUIRE(Fixture::spinUntil([&] { return fixture.ended(operation); }));
    CHECK(fixture.failure(operation) == "documents.types-broken");
  }
}

TEST_CASE("a side of a paper that has to be young is judged by its own date") {
  auto paper = order(simulators::PaperKind::Marriage);
  paper.date = "2019-05-20";
  Fixture fixture(sessionOf("idfront", "marriage", 30));
  fixture.scan(picture(paper));
  const auto& finding = fixture.read();
  CHECK(finding.status == domain::MaterialStatus::Doubtful);
  REQUIRE(finding.side("marriage") != nullptr);
  CHECK(has(finding.side("marriage")->reasons, "material.too-old"));
  CHECK(has(finding.reasons, "material.too-old"));
}
