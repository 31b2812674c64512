#include "app/main/KioskApplication.h"

#include "core/base/Log.h"
#include "core/catalog/Catalog.h"
#include "core/domain/Dates.h"
#include "core/domain/ErrorCodes.h"
#include "recognition/documents/fields/DocumentTypes.h"
#include "app/main/DataFolder.h"
#include "app/main/FaceParts.h"
#include "app/main/ProcessFacts.h"
#include "ui/shell/Shell.h"

#include <QBuffer>
#include <QDateTime>
#include <QGuiApplication>
#include <QImage>
#include <QJsonObject>
#include <QLocale>
#include <QQuickWindow>
#include <QTimeZone>

#include <QtQml/qqmlextensionplugin.h>

#include <csignal>

#ifdef XIAOWU_SIMULATORS
#include "drivers/network/simulator/NetworkSimulator.h"

Q_IMPORT_QML_PLUGIN(Xiaowu_SimulatorPlugin)
#endif

namespace xiaowu {
namespace {

constexpr std::chrono::milliseconds kLogWaitsAbove{50};
constexpr int kPanelRoom = 776;  ///< pixels beside the kiosk's window for the simulator panel
constexpr std::string_view kRunningSetting = "kiosk.running";

/// PNG without the slow search for the smallest file: this runs on the GUI thread, between the pen's last
/// point and the next page.
Bytes pngOf(const QImage& picture) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  picture.convertToFormat(QImage::Format_Grayscale8).save(&buffer, "PNG", 80);
  return {bytes.begin(), bytes.end()};
}

viewmodels::PaperKind paperKind(const documents::DocumentType& type) {
  viewmodels::PaperKind kind{type.name, QString::fromStdString(type.picture), type.side, {}};
  for (const auto& field : type.fields) {
    kind.fields.insert(QString::fromStdString(field.name), {field.label, false});
  }
  if (type.counterpart) {
    for (const auto& field : type.counterpart->fields) {
      kind.fields.insert(QString::fromStdString(field.name), {field.label, true});
    }
  }
  return kind;
}

/// What the screen says of kinds of paper. Broken definitions are reported where papers are read; the screen
/// then names no kind and shows the plain drawing.
viewmodels::PaperKinds paperKinds(const std::filesystem::path& folder) {
  viewmodels::PaperKinds kinds;
  for (const auto& type :
       documents::loadDocumentTypes(folder).value_or(std::vector<documents::DocumentType>())) {
    kinds.insert(QString::fromStdString(type.type), paperKind(type));
  }
  return kinds;
}

}  // namespace

KioskApplication::KioskApplication(site::SiteConfig site, drivers::DeviceRegistry registry,
                                   KioskOptions options)
    : m_site(std::move(site)),
      m_registry(std::move(registry)),
      m_options(std::move(options)),
      m_started(m_clock.steady()),
      m_watchdog(kLogWaitsAbove) {}

KioskApplication::~KioskApplication() {
#ifdef XIAOWU_SIMULATORS
  m_panel.reset();
#endif
  m_engine.reset();
  endSession();
  if (m_sync) {
    (void)m_sync->withOutbox([](outbox::Settings& settings) { return settings.set(kRunningSetting, "no"); });
  }
  m_sync.reset();
}

Result<void> KioskApplication::start() {
  const auto documents = catalog::documentFieldsIn(m_site.configFolder / "documents");
  if (!documents) {
    qCCritical(logBase, "what items expect of papers is not checked: %s", documents.error().detail.c_str());
  }
  const auto needs = m_registry.needs();
  auto catalog =
      catalog::loadCatalog(m_site.configFolder / "services", documents ? &*documents : nullptr, &needs);
  if (!catalog) {
    return fail(catalog.error());
  }
  for (const auto& refused : catalog->refused) {
    qCCritical(logBase, "service item refused: %s", refused.detail.c_str());
  }
  auto data = openDataFolder(m_site.dataFolder);
  if (!data) {
    return fail(data.error());
  }
  m_lock = std::move(data->lock);
  auto devices = makeDevices();
  if (!devices) {
    return fail(devices.error());
  }
  auto setup = sessionSetup(std::move(catalog->items), *devices);
  if (!setup) {
    return fail(setup.error());
  }
  startSync(data->key);
  startSession(std::move(*setup), std::move(*devices));
  if (auto screen = startScreen(); !screen) {
    return screen;
  }
  noteRestart();
  startPanel();
  return {};
}

Result<std::vector<drivers::FittedDevice>> KioskApplication::makeDevices() {
  auto made = m_registry.make(m_site.devices, m_site.dataFolder, m_options.simulatorTimeScale);
  if (!made) {
    return fail(made.error());
  }
#ifdef XIAOWU_SIMULATORS
  m_simulators = std::move(made->simulators);
  m_directUrl = m_site.platformUrl;
  // The line to the platform is a simulator as soon as any device is: the panel can cut it.
  if (!m_simulators.all().empty()) {
    auto line = simulator::NetworkSimulator::start(m_site.platformUrl);
    if (!line) {
      return fail(line.error());
    }
    m_line = std::move(*line);
    m_site.platformUrl = m_line->url();
  }
#endif
  return std::move(made->devices);
}

void KioskApplication::startSync(const crypto::Signer& key) {
  sync::SyncSetup setup;
  setup.folder = m_site.dataFolder / "outbox";
  setup.outbox.kioskId = m_site.kioskId;
#ifdef XIAOWU_SIMULATORS
  setup.outbox.isDiskFull = [this] { return m_diskFull.load(); };
#endif
  setup.outbox.isTimeConfirmed = [this] { return m_clock.isConfirmed(); };
  setup.outbox.keepCopies = std::chrono::days{m_site.copyDays};
  setup.outbox.keepCopiesAtMost = std::chrono::days{m_site.copyDaysAtMost};
  setup.platform.channel.baseUrl = m_site.platformUrl;
  setup.platform.channel.kioskId = m_site.kioskId;
  setup.platform.channel.caFile = m_site.caFile;
  setup.platform.channel.corrected = &m_clock;
  setup.platform.platformKey = m_site.platformSigningKey;
  setup.sync.devices = [this] { return deviceReport(); };
#ifdef XIAOWU_SIMULATORS
  if (!m_options.stopAtPoint.empty()) {
    setup.outbox.commitPoint = [this](std::string_view point) { reached(point); };
    setup.sync.commitPoint = setup.outbox.commitPoint;
  }
#endif
  m_sync = std::make_unique<sync::SyncHost>(std::move(setup), key, m_clock);
}

Result<session::SessionSetup> KioskApplication::sessionSetup(
    std::vector<catalog::ServiceItemPtr> items, const std::vector<drivers::FittedDevice>& devices) const {
  auto face = faceSetup(m_site.face, devices);
  if (!face) {
    return fail(face.error());
  }
  auto decoder = photoDecoder(m_site.face.photoDecoder);
  if (!decoder) {
    return fail(decoder.error());
  }
  session::SessionSetup setup;
  setup.face = std::move(*face);
  setup.photoDecoder = std::move(*decoder);
  setup.rules.items = std::move(items);
  setup.rules.delays = m_options.delays;
  setup.rules.staffCards = m_site.staffCards;
  setup.rules.deviceNames = m_registry.names();
  setup.rules.facesComparedOnPlatform = m_site.facesComparedOnPlatform();
  setup.siteName = m_site.name;
  setup.caseUrl = m_site.publicUrl + "/case/";
  setup.modelsFolder = m_site.modelsFolder;
  setup.documentTypesFolder = m_site.configFolder / "documents";
  setup.sealingTarget = {m_site.platformSealingKey, m_site.platformSealingKeyId};
  return setup;
}

void KioskApplication::startSession(session::SessionSetup setup, std::vector<drivers::FittedDevice> devices) {
  m_screen = std::make_unique<viewmodels::KioskViewModel>(
      [this](workflow::Event event) { m_session->send(std::move(event)); });
  m_screen->setRules(setup.rules);
  m_screen->setPaperKinds(paperKinds(setup.documentTypesFolder));
  m_screen->setSite(QString::fromStdString(m_site.name));
  m_screen->setCasePage(QString::fromStdString(setup.caseUrl));
  auto session =
      std::make_unique<session::SessionHost>(std::move(setup), std::move(devices), *m_sync, m_clock);
  {
    const std::lock_guard lock(m_sessionMutex);
    m_session = std::move(session);
  }
  connectScreen();
  m_screen->show(m_session->state());
}

void KioskApplication::connectScreen() {
  auto* screen = m_screen.get();
  connect(m_session.get(), &session::SessionHost::stateChanged, this,
          [this] { m_screen->show(m_session->state()); });
  connect(m_screen.get(), &viewmodels::KioskViewModel::languageChanged, this, &KioskApplication::showTime);
  connect(m_session.get(), &session::SessionHost::pageDropped, this,
          [screen](domain::PageId page) { screen->dropPageImage(page); });
  connect(m_session.get(), &session::SessionHost::wiped, this, [screen] { screen->wipe(); });
  connect(&m_session->faces(), &session::FaceHandler::preview, this,
          [screen](const QImage& picture) { screen->setPreview(picture); });
  connect(&m_session->staff(), &session::StaffHandler::photo, this,
          [screen](const QImage& picture) { screen->setHolderPhoto(picture); });
  connect(&m_session->papers(), &session::PaperHandler::pageScanned, this,
          [screen](domain::PageId page, const QImage& picture) { screen->setPageImage(page, picture); });
  connect(&m_session->papers(), &session::PaperHandler::fieldCut, this,
          [screen](domain::PageId page, int cut, const QImage& picture) {
            screen->setFieldCut(page, cut, picture);
          });
  m_screen->setSignatureKeeper(
      [this](const QImage& picture) { return m_session->keepSignature(pngOf(picture)); });
}

void KioskApplication::showTime() {
  // The cabin's clock does not depend on how the machine was set up.
  const QTimeZone china(static_cast<int>(std::chrono::seconds(domain::kChinaOffset).count()));
  const auto now = QDateTime::fromMSecsSinceEpoch(toUnixMicros(m_clock.wall()) / 1000, china);
  const bool english = m_session->state().preferences.language == workflow::Language::English;
  const auto date = english ? QLocale(QLocale::English).toString(now.date(), QStringLiteral("dddd, d MMMM"))
                            : QLocale(QLocale::Chinese).toString(now.date(), QStringLiteral("M月d日 dddd"));
  const QString time = now.toString(QStringLiteral("HH:mm"));
  m_screen->setClock(time, date);
  const auto& help = m_site.help;
  const auto text = [](const std::string& words) { return QString::fromStdString(words); };
  const bool isWorkday = help.onWeekends || now.date().dayOfWeek() < Qt::Saturday;
  const bool isStaffed = isWorkday && time >= text(help.opens) && time < text(help.closes);
  m_screen->setHelpDesk({text(help.phone), help.waitMinutes, text(help.opens), text(help.closes), isStaffed});
}

Result<void> KioskApplication::startScreen() {
  showTime();
  connect(&m_clockTimer, &QTimer::timeout, this, &KioskApplication::showTime);
  m_clockTimer.start(std::chrono::seconds{1});
  shell::ShellOptions options;
  options.size = {m_site.screenWidth, m_site.screenHeight};
  options.pxPerMm = m_site.pxPerMm;
  options.fullscreen = m_site.fullscreen;
  options.alarm = [this](std::string_view code) {
    qCWarning(logUi, "alarm: %s", std::string(code).c_str());
    m_session->callAttention(std::string(code));
  };
  options.roomBeside = m_options.showPanel ? kPanelRoom : 0;
  m_engine = shell::loadShell(*m_screen, options);
  if (!m_engine) {
    return fail(errors::kInternal, Fault::Bug, "the window could not be loaded");
  }
  auto* window = shell::windowOf(*m_engine);
  connect(
      window, &QQuickWindow::frameSwapped, this,
      [this] {
        if (m_firstFrameMs >= 0) {
          return;
        }
        m_firstFrameMs = millisecondsSinceProcessStart().count();
        m_watchdog.reset();  // waits before there was anything to touch are start-up, reported as the first
                             // frame's time
        qCInfo(logUi, "first frame after %lld ms", static_cast<long long>(m_firstFrameMs));
      },
      Qt::QueuedConnection);
  return {};
}

void KioskApplication::noteRestart() {
  auto future = m_sync->withOutbox([](outbox::Outbox& box) -> Result<bool> {
    const auto before = box.settings().value(kRunningSetting);
    if (!before) {
      return fail(before.error());
    }
    const auto prints = box.prints().unsettled();
    if (prints) {
      for (const auto& print : *prints) {
        const auto kind = print.what.substr(0, print.what.find(' '));
        qCWarning(logOutbox, "a print of %d sheets (%s) was cut off", print.sheets, kind.c_str());
      }
    }
    const auto noted = box.settings().set(kRunningSetting, "yes");
    if (!noted) {
      return fail(noted.error());
    }
    return before->value_or("no") == "yes";
  });
  session::whenDone(future, this, [this](const Result<bool>& cut) {
    if (cut && *cut) {
      m_session->send(workflow::PowerRestored{});
    }
  });
}

void KioskApplication::reached(std::string_view point) {
  if (point != m_options.stopAtPoint || ++m_pointCount != m_options.stopAtCount) {
    return;
  }
  std::raise(SIGKILL);
}

// The sync thread may be in the middle of a heartbeat about this session; from here on it finds none.
void KioskApplication::endSession() {
  std::unique_ptr<session::SessionHost> ended;
  const std::lock_guard lock(m_sessionMutex);
  ended.swap(m_session);
}

sync::DeviceReport KioskApplication::deviceReport() const {
  sync::DeviceReport report;
  report.version = XIAOWU_VERSION;
  report.uptime = std::chrono::duration_cast<std::chrono::seconds>(m_clock.steady() - m_started);
  const std::lock_guard lock(m_sessionMutex);
  if (m_session) {
    report.devices = m_session->deviceSnapshots();
  }
  return report;
}

QJsonObject KioskApplication::metrics() const {
  QJsonObject values{{QStringLiteral("guiBlockMsMax"), static_cast<qint64>(m_watchdog.longest().count())},
                     {QStringLiteral("firstFrameMs"), static_cast<qint64>(m_firstFrameMs)},
                     {QStringLiteral("peakRssMb"), static_cast<qint64>(peakRssMb())},
                     {QStringLiteral("rssMb"), static_cast<qint64>(rssMb())}};
#ifdef XIAOWU_SIMULATORS
  QJsonObject mechanical;
  for (const auto& each : m_simulators.all()) {
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(each.simulator->mechanicalTime());
    mechanical.insert(QString::fromStdString(each.device.id), static_cast<qint64>(time.count()));
  }
  values.insert(QStringLiteral("mechanicalMs"), mechanical);
#endif
  return values;
}

QJsonObject KioskApplication::status() const {
  const auto& state = m_session->state();
  const auto name = workflow::stepName(state.step);
  QJsonObject devices;
  for (const auto& snapshot : m_session->deviceSnapshots()) {
    if (snapshot.name == "attention") {
      continue;
    }
    devices.insert(QString::fromStdString(snapshot.name), QString::fromStdString(snapshot.state));
  }
  QJsonObject values{
      {QStringLiteral("step"), QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))},
      {QStringLiteral("online"), state.availability.online},
      {QStringLiteral("trouble"), state.trouble ? QString::fromStdString(state.trouble->code) : QString()},
      {QStringLiteral("idleQuestion"), state.idleQuestion},
      {QStringLiteral("masked"), state.masked},
      {QStringLiteral("cardLeftOver"), state.cardLeftOver},
      {QStringLiteral("powerFailed"), state.powerFailed},
      {QStringLiteral("hasSession"), state.session.has_value()},
      {QStringLiteral("devices"), devices}};
  if (!state.session) {
    return values;
  }
  const auto word = domain::submissionStateName(state.session->submission);
  values.insert(QStringLiteral("submission"),
                QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
  values.insert(QStringLiteral("caseNumber"), QString::fromStdString(state.session->caseNumber));
  if (!state.session->caseId.isNull()) {
    values.insert(QStringLiteral("caseId"), QString::fromStdString(state.session->caseId.text()));
  }
  values.insert(QStringLiteral("checkCode"), QString::fromStdString(state.session->checkCode));
  values.insert(QStringLiteral("verifyUrl"), QString::fromStdString(state.session->verifyUrl));
  values.insert(QStringLiteral("sheetsOut"), state.session->sheetsOut);
  return values;
}

#ifdef XIAOWU_SIMULATORS
void KioskApplication::startPanel() {
  // The panel is a second window: the kiosk's own decides when the program ends.
  QGuiApplication::setQuitOnLastWindowClosed(false);
  connect(shell::windowOf(*m_engine), &QWindow::visibleChanged, this, [](bool visible) {
    if (!visible) {
      QCoreApplication::exit(0);  // quit() would ask the window first, which does not close
    }
  });
  panel::PanelSetup setup;
  setup.simulators = m_simulators;
  setup.line = m_line;
  setup.kiosk = shell::windowOf(*m_engine);
  setup.socketPath = m_options.controlSocket;
  setup.showWindow = m_options.showPanel;
  setup.platformUrl = QString::fromStdString(m_directUrl);
  setup.status = [this] { return status(); };
  setup.metrics = [this] { return metrics(); };
  setup.instrument = [this] {
    return std::static_pointer_cast<void>(std::make_shared<GuiWatchdog::Exclusion>(m_watchdog));
  };
  setup.shiftClock = [this](std::chrono::seconds by) { m_machineClock.shift(by); };
  setup.fillDisk = [this](bool full) {
    m_diskFull = full;
    m_session->lookAtDisk();
  };
  m_panel = std::make_unique<panel::Panel>(std::move(setup));
  connect(m_session.get(), &session::SessionHost::stepped, this,
          [this](const QString& event, const QString& step) {
            m_panel->announce(QStringLiteral("step"),
                              {{QStringLiteral("name"), event}, {QStringLiteral("step"), step}});
          });
}
#else
void KioskApplication::startPanel() {}
#endif

}  // namespace xiaowu
