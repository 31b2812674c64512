#include "app/viewmodels/KioskViewModel.h"

#include "core/base/Log.h"
#include "app/viewmodels/Wording.h"

#include <QCoreApplication>
#include <QQmlEngine>

namespace xiaowu::viewmodels {

namespace {

// QML asks for the singleton by type, so the living instance must be findable; there is one in a process.
KioskViewModel* g_living = nullptr;

constexpr auto kEnglishFile = ":/i18n/xiaowu_en.qm";

}  // namespace

KioskViewModel::KioskViewModel(Send send, QObject* parent) : QObject(parent), m_send(std::move(send)) {
  m_countDown.setInterval(std::chrono::seconds{1});
  connect(&m_countDown, &QTimer::timeout, this, &KioskViewModel::countDown);
  g_living = this;
  refresh();
}

KioskViewModel::~KioskViewModel() {
  QCoreApplication::removeTranslator(&m_translator);
  if (g_living == this) {
    g_living = nullptr;
  }
}

KioskViewModel* KioskViewModel::create(QQmlEngine* /*engine*/, QJSEngine* /*scriptEngine*/) {
  QQmlEngine::setObjectOwnership(g_living, QQmlEngine::CppOwnership);
  return g_living;
}

void KioskViewModel::show(const workflow::State& state) {
  const bool ended = m_state.session && !state.session;
  m_state = state;
  if (ended) {
    wipe();
  }
  if (m_english != (state.preferences.language == workflow::Language::English)) {
    showLanguage();
  }
  refresh();
}

void KioskViewModel::refresh() {
  const Scene scene{m_state, m_rules, m_pictures, m_casePage, m_paperKinds, m_helpDesk};
  const auto pageName = workflow::stepPage(m_state.step);
  const auto file = QString::fromLatin1(pageName.data(), static_cast<qsizetype>(pageName.size()));
  const bool leaves = m_page != file;
  if (leaves) {
    m_turning = true;
    Q_EMIT turningChanged();
  }
  m_page = file;
  m_place = static_cast<int>(m_state.step);
  tellMachine(scene);
  for (PageViewModel* page : m_pages) {
    page->update(scene);
  }
  tellIdle();
  Q_EMIT changed();
  if (leaves) {
    m_turning = false;
    Q_EMIT turningChanged();
  }
  Q_EMIT controlsLowSettled();
}

void KioskViewModel::tellMachine(const Scene& scene) {
  m_care = m_state.preferences.care;
  m_controlsLow = m_state.preferences.controlsLow;
  m_helpCalled = m_state.helpCalled;
  m_hasSession = m_state.session.has_value();
  m_networkGood = m_state.availability.online;
  m_networkWord = m_networkGood ? tr("网络正常") : tr("网络断了");
  m_printerGood = m_state.availability.has(domain::needs::kSheetPrinter);
  m_printerWord = m_printerGood ? tr("打印正常") : tr("不能打印");
  m_stepLabels = scene.item() != nullptr ? wording::stepLabels(*scene.item()) : QStringList();
  m_stepCount = static_cast<int>(m_stepLabels.size());
  m_stepIndex = scene.item() != nullptr ? wording::stepIndex(*scene.item(), m_state.step) : -1;
}

void KioskViewModel::tellIdle() {
  using workflow::TimerKind;
  m_idleQuestion = m_state.idleQuestion;
  const auto running = [&](TimerKind timer) { return m_state.timerRunning[static_cast<std::size_t>(timer)]; };
  TimerKind counted = running(TimerKind::IdleCountdown) ? TimerKind::IdleCountdown : TimerKind::Idle;
  auto after = m_rules.delays.idleCountdown;
  if (running(TimerKind::MaskedEnd)) {
    counted = TimerKind::MaskedEnd;
    after = m_rules.delays.maskedEnd;
  }
  if (counted == m_counted) {
    return;
  }
  m_counted = counted;
  m_secondsLeft = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(after).count());
  const auto remains = m_state.session ? remainsOf(*m_state.session) : workflow::Remains::Nothing;
  const bool isKept = remains != workflow::Remains::Nothing && remains != workflow::Remains::Discarded;
  m_idleLine = isKept ? tr("内容已先遮住。点一下屏幕就接着办。没有人就会结束，%1")
                            .arg(wording::remains(remains, m_rules.draftLife))
                      : tr("内容已先遮住。点一下屏幕就接着办，没有人就会清除。");
  if (counted != TimerKind::Idle) {
    m_countDown.start();
  } else {
    m_countDown.stop();
  }
  Q_EMIT secondsLeftChanged();
}

void KioskViewModel::showLanguage() {
  m_english = !m_english;
  QCoreApplication::removeTranslator(&m_translator);
  if (m_english) {
    if (m_translator.load(QLatin1String(kEnglishFile))) {
      QCoreApplication::installTranslator(&m_translator);
    } else {
      qCWarning(logUi) << "no English texts in this build";
    }
  }
  Q_EMIT languageChanged();
}

void KioskViewModel::countDown() {
  // Only a picture of the machine's own timer, which decides.
  if (m_secondsLeft > 0) {
    --m_secondsLeft;
    Q_EMIT secondsLeftChanged();
  }
}

void KioskViewModel::setRules(workflow::Rules rules) {
  m_rules = std::move(rules);
  refresh();
}

void KioskViewModel::setSite(const QString& name) {
  m_siteName = name;
  Q_EMIT changed();
}

void KioskViewModel::setHelpDesk(const HelpDesk& desk) {
  if (!(m_helpDesk == desk)) {
    m_helpDesk = desk;
    refresh();
  }
}

void KioskViewModel::setClock(const QString& time, const QString& date) {
  m_time = time;
  m_date = date;
  Q_EMIT changed();
}

void KioskViewModel::setPaperKinds(PaperKinds kinds) {
  m_paperKinds = std::move(kinds);
}
void KioskViewModel::setCasePage(const QString& address) {
  m_casePage = address;
}

void KioskViewModel::setPreview(const QImage& picture) {
  Q_EMIT frameReady(picture);
}

void KioskViewModel::setPageImage(domain::PageId page, const QImage& picture) {
  m_pictures.put(QStringLiteral("page-%1").arg(page), picture);
  refresh();
}

void KioskViewModel::setFieldCut(domain::PageId page, int cut, const QImage& picture) {
  m_pictures.put(fieldCutName(page, cut), picture);
}

void KioskViewModel::dropPageImage(domain::PageId page) {
  m_pictures.remove(QStringLiteral("page-%1").arg(page));
  m_pictures.removeAllOf(QStringLiteral("page-%1-").arg(page));
}

void KioskViewModel::setHolderPhoto(const QImage& picture) {
  const auto name = QStringLiteral("holder");
  if (picture.isNull()) {
    m_pictures.remove(name);
  } else {
    m_pictures.put(name, picture);
  }
  refresh();
}

void KioskViewModel::wipe() {
  m_pictures.clear();
  setPreview({});
}

void KioskViewModel::setSignatureKeeper(std::function<domain::PageId(const QImage&)> keep) {
  m_signature->setKeeper(std::move(keep));
}

void KioskViewModel::touched() {
  m_send(workflow::Touched{});
}
void KioskViewModel::back() {
  m_send(workflow::Back{});
}
void KioskViewModel::next() {
  m_send(workflow::Continue{});
}
void KioskViewModel::cancel() {
  m_send(workflow::Cancel{});
}
void KioskViewModel::callHelp() {
  m_send(workflow::CallHelp{});
}
void KioskViewModel::closeHelp() {
  m_send(workflow::CloseHelp{});
}
void KioskViewModel::extend() {
  m_send(workflow::Extend{});
}
void KioskViewModel::switchLanguage() {
  m_send(workflow::SetLanguage{m_english ? workflow::Language::Chinese : workflow::Language::English});
}
void KioskViewModel::switchCare() {
  m_send(workflow::SetCare{!m_care});
}
void KioskViewModel::switchControlsLow() {
  m_send(workflow::SetControlsLow{!m_controlsLow});
}

}  // namespace xiaowu::viewmodels
