#include "app/viewmodels/Kiosk.h"

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
  m_attract = new AttractViewModel(this);
  m_items = new ItemListViewModel(this);
  m_guide = new GuideViewModel(this);
  m_consent = new ConsentViewModel(this);
  m_card = new CardViewModel(this);
  m_face = new FaceViewModel(this);
  m_otherWays = new OtherWaysViewModel(this);
  m_finger = new FingerViewModel(this);
  m_staff = new StaffViewModel(this);
  m_record = new RecordViewModel(this);
  m_printing = new PrintingViewModel(this);
  m_form = new FormViewModel(m_send, this);
  m_materials = new MaterialsViewModel(this);
  m_scan = new ScanViewModel(this);
  m_review = new ReviewViewModel(this);
  m_signature = new SignatureViewModel(this);
  m_submission = new SubmissionViewModel(this);
  m_rating = new RatingViewModel(this);
  m_trouble = new TroubleViewModel(this);
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

std::vector<PageViewModel*> KioskViewModel::pages() const {
  return {m_attract, m_items,     m_guide,      m_consent,  m_card,   m_face,      m_otherWays,
          m_finger,  m_staff,     m_record,     m_printing, m_form,   m_materials, m_scan,
          m_review,  m_signature, m_submission, m_rating,   m_trouble};
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
  const Scene scene{m_state, m_rules, m_pictures, m_casePage, m_paperKinds};
  const auto pageName = workflow::stepPage(m_state.step);
  const auto file = QString::fromLatin1(pageName.data(), static_cast<qsizetype>(pageName.size()));
  const bool leaves = m_page != file;
  if (leaves) {
    m_turning = true;
    Q_EMIT turningChanged();
  }
  m_page = file;
  m_place = static_cast<int>(m_state.step);
  m_care = m_state.preferences.care;
  m_controlsLow = m_state.preferences.controlsLow;
  m_helpCalled = m_state.helpCalled;
  m_hasSession = m_state.session.has_value();
  m_networkGood = m_state.availability.online;
  m_networkWord = m_networkGood ? tr("网络正常") : tr("网络断了");
  m_printerGood = m_state.availability.has(workflow::DeviceKind::Printer);
  m_printerWord = m_printerGood ? tr("打印正常") : tr("不能打印");
  m_stepLabels = scene.item() != nullptr ? wording::stepLabels(*scene.item()) : QStringList();
  m_stepCount = static_cast<int>(m_stepLabels.size());
  m_stepIndex = scene.item() != nullptr ? wording::stepIndex(*scene.item(), m_state.step) : -1;
  for (PageViewModel* page : pages()) {
    page->update(scene);
  }
  if (m_idleQuestion != m_state.idleQuestion) {
    m_idleQuestion = m_state.idleQuestion;
    m_secondsLeft = static_cast<int>(
        std::chrono::duration_cast<std::chrono::seconds>(m_rules.delays.idleCountdown).count());
    m_idleQuestion ? m_countDown.start() : m_countDown.stop();
    Q_EMIT secondsLeftChanged();
  }
  Q_EMIT changed();
  if (leaves) {
    m_turning = false;
    Q_EMIT turningChanged();
  }
  Q_EMIT controlsLowSettled();
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
  picture.isNull() ? m_pictures.remove(name) : m_pictures.put(name, picture);
  refresh();
}

void KioskViewModel::wipe() {
  m_pictures.clear();
  setPreview({});
}

void KioskViewModel::setSignatureKeeper(std::function<domain::PageId(const QImage&)> keep) {
  m_keepSignature = std::move(keep);
}

void KioskViewModel::touched() {
  m_send(workflow::Touched{});
}
void KioskViewModel::start() {
  m_send(workflow::Start{});
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
void KioskViewModel::answerTrouble(bool retry) {
  m_send(workflow::AnswerTrouble{retry});
}
void KioskViewModel::chooseItem(const QString& code) {
  m_send(workflow::ChooseItem{code.toStdString()});
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
void KioskViewModel::refuseFace() {
  m_send(workflow::RefuseFace{});
}
void KioskViewModel::tryFaceAgain() {
  m_send(workflow::TryFaceAgain{});
}
void KioskViewModel::useFingerprint() {
  m_send(workflow::UseFingerprint{});
}
void KioskViewModel::askStaff() {
  m_send(workflow::AskStaff{});
}
void KioskViewModel::chooseStaffReason(int reason) {
  if (reason >= 0 && reason < workflow::kStaffReasonCount) {
    m_send(workflow::ChooseStaffReason{static_cast<workflow::StaffReason>(reason)});
  }
}
void KioskViewModel::vouch(bool isHolder) {
  m_send(workflow::VouchForPerson{isHolder});
}

void KioskViewModel::editAnswer(const QString& field) {
  m_form->edit(field);
  m_send(workflow::EditField{field.toStdString()});
}

void KioskViewModel::openDraft(bool open) {
  m_send(workflow::OpenDraft{open});
}
void KioskViewModel::scanMaterial(const QString& code) {
  m_send(workflow::ScanMaterial{code.toStdString()});
}
void KioskViewModel::promiseMaterial(const QString& code) {
  m_send(workflow::PromiseMaterial{code.toStdString()});
}
void KioskViewModel::findKeptPapers() {
  m_send(workflow::FindKeptPapers{});
}
void KioskViewModel::reuseMaterial(const QString& code) {
  m_send(workflow::ReuseMaterial{code.toStdString()});
}
void KioskViewModel::keepPapers(bool keep) {
  m_send(workflow::KeepPapers{keep});
}
void KioskViewModel::startScan() {
  m_send(workflow::StartScan{});
}
void KioskViewModel::acceptScan() {
  m_send(workflow::AcceptScan{});
}
void KioskViewModel::retakeScan() {
  m_send(workflow::RetakeScan{});
}
void KioskViewModel::sayFieldIsSame() {
  m_send(workflow::CompareField{domain::ResidentWord::Same});
}
void KioskViewModel::sayFieldDiffers() {
  m_send(workflow::CompareField{domain::ResidentWord::Different});
}
void KioskViewModel::sayCannotTell() {
  m_send(workflow::CompareField{domain::ResidentWord::CannotTell});
}

void KioskViewModel::sign(const QImage& picture, int strokes) {
  const domain::PageId page =
      m_keepSignature && !picture.isNull() && strokes > 0 ? m_keepSignature(picture) : 0;
  m_send(workflow::Signed{page, strokes});
}

void KioskViewModel::rate(int stars) {
  m_send(workflow::Rated{stars});
}

}  // namespace xiaowu::viewmodels
