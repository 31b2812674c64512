#include "Scenes.h"
#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"

#include "PaperScenes.h"
#include "ScenePictures.h"
#include "tests/support/UsualDevices.h"

namespace xiaowu::pagestest {

using namespace workflow;  // NOLINT: a file of plain values
using catalog::LocalText;
using domain::AnswerSource;
using domain::MaterialStatus;
using domain::TrustGrade;

namespace {

Session sessionOf(const Rules& rules, std::string_view code) {
  Session session;
  for (const auto& item : rules.items) {
    if (item->code == code) {
      session.item = item;
    }
  }
  domain::IdCard card;
  card.name = "李伟";
  card.number = "430624199308150019";
  card.sex = domain::Sex::Male;
  card.address = "湖南省湘阴县清溪镇东风路18号2栋301室";
  session.card = card;
  session.level = domain::IdentityLevel::L2;
  session.caseId = *Uuid::parse("01934f6e-7a00-7c3b-9d2e-4f5a6b7c8d9e");
  for (const auto& requirement : session.item->materials) {
    session.materials.push_back(
        {requirement.code, requirement.documentType, MaterialStatus::Missing, {}, {}, {}, {}});
  }
  const auto put = [&](const char* field, const char* value, AnswerSource source, TrustGrade trust,
                       bool doubtful = false) {
    session.answers[field] = {field, value, source, trust, doubtful};
  };
  put("name", "李伟", AnswerSource::Card, TrustGrade::A);
  put("idNumber", "430624199308150019", AnswerSource::Card, TrustGrade::A);
  put("birth", "1993-08-15", AnswerSource::Card, TrustGrade::A);
  put("address", "湖南省湘阴县清溪镇东风路18号2栋301室", AnswerSource::Card, TrustGrade::A);
  return session;
}

void fill(Session& session) {
  const auto put = [&](const char* field, const char* value, AnswerSource source, TrustGrade trust,
                       bool doubtful = false) {
    session.answers[field] = {field, value, source, trust, doubtful};
  };
  put("phone", "13873000000", AnswerSource::Resident, TrustGrade::D);
  put("payout", "card", AnswerSource::Resident, TrustGrade::D);
  put("since", "2001-05-01", AnswerSource::Resident, TrustGrade::D);
  put("head", "李伟", AnswerSource::Ocr, TrustGrade::C);
  put("householdNumber", "430624108", AnswerSource::Ocr, TrustGrade::C, true);
  session.materials[0].status = MaterialStatus::Good;
  session.materials[1].status = MaterialStatus::Promised;
  session.materials[1].promisedUntil = std::chrono::year{2026} / 12 / 6;
  session.materials[2].status = MaterialStatus::Doubtful;
  session.materials[3].status = MaterialStatus::Good;
}

State base() {
  State state;
  state.availability.devices = testing::usualDevices(true);
  state.availability.online = true;
  return state;
}

domain::Record houseRecord() {
  domain::Record record;
  record.found = true;
  record.title = "不动产登记信息";
  record.asOf = "2026-11-21T13:40:00.000Z";
  record.entries = {{"权利人", "李伟"},
                    {"坐落", "湘阴县清溪镇东风路18号2栋301室"},
                    {"不动产权证号", "湘（2019）湘阴县不动产权第0003071号"},
                    {"用途", "住宅"},
                    {"建筑面积", "98.60 平方米"},
                    {"登记时间", "2019年6月3日"},
                    {"抵押、查封", "无"}};
  return record;
}

constexpr const char* kHouse = "property-record";
constexpr const char* kOld = "elderly-allowance";

State withTrouble(State state, const char* code, bool retry) {
  state.trouble = Trouble{code, 1, 2, "3071", retry, true};
  return state;
}

class SceneMaker {
 public:
  explicit SceneMaker(const Rules& rules) : m_rules(rules) {}
  void addEntry();
  void addFaces();
  void addWays();
  void addRecords();
  void addForms();
  void addScans();
  void addReceipts();
  void addOverlays();
  [[nodiscard]] std::vector<Scene> take() { return std::move(m_all); }

 private:
  void add(std::string name, State state, std::string action = {}) {
    m_all.push_back({std::move(name), std::move(state), std::move(action)});
  }
  [[nodiscard]] AddScene adder() {
    return [this](std::string name, State state, std::string action) {
      add(std::move(name), std::move(state), std::move(action));
    };
  }
  [[nodiscard]] State at(Step step, std::string_view code) const {
    State state = base();
    state.step = step;
    state.session = sessionOf(m_rules, code);
    return state;
  }

  const Rules& m_rules;
  std::vector<Scene> m_all;
};

void SceneMaker::addEntry() {
  State state = base();
  add("01-attract", state);
  testing::deviceGone(state.availability, "printer", "printer.unavailable");
  state.availability.online = false;
  state.powerFailed = true;
  add("01-attract-limited", state);
  state.step = Step::Items;
  add("02-items-limited", state);
  state = base();
  state.step = Step::Items;
  add("02-items", state);
  add("02-items-search", state, "search");
  add("03-guide-query", at(Step::Guide, kHouse));
  add("03-guide-application", at(Step::Guide, kOld));
  state = at(Step::Guide, kHouse);
  state.availability.online = false;
  add("03-guide-cannot", state);
  add("04-consent", at(Step::Consent, kHouse));
  state = at(Step::Card, kHouse);
  state.session->card.reset();
  add("05-card", state);
  add("06-faceconsent", at(Step::FaceConsent, kHouse));
}

void SceneMaker::addFaces() {
  State state = at(Step::Face, kHouse);
  state.session->guidance = domain::FaceGuidance::ComeCloser;
  add("07-face", state);
  state.session->guidance = domain::FaceGuidance::HoldStill;
  state.session->faceAttempts = 1;
  state.timerRunning[static_cast<std::size_t>(TimerKind::HolderAway)] = true;
  add("07-face-cardaway", state);
  for (int guidance = static_cast<int>(domain::FaceGuidance::NoFace);
       guidance <= static_cast<int>(domain::FaceGuidance::HoldStill); ++guidance) {
    state = at(Step::Face, kHouse);
    state.session->guidance = static_cast<domain::FaceGuidance>(guidance);
    add("07-face-hint-" + std::to_string(guidance), state);
  }
  for (int action = 0; action < 4; ++action) {
    state = at(Step::Face, kHouse);
    state.session->guidance = domain::FaceGuidance::LookHere;
    state.session->challenge = static_cast<domain::ChallengeAction>(action);
    state.session->challengeCount = action + 1;
    add("07-face-action-" + std::to_string(action), state);
  }
}

void SceneMaker::addWays() {
  add("08-otherways", at(Step::OtherWays, kHouse));
  State state = at(Step::OtherWays, kOld);
  state.availability.staffListed = true;
  state.session->card->fingerprint = Bytes(1024, 1);
  add("08-otherways-all", state);
  state.availability.online = false;
  testing::deviceGone(state.availability, "camera");
  add("08-otherways-offline", state);
  add("08-otherways-window", [&] {
    State alone = at(Step::OtherWays, kHouse);
    alone.session->faceAttempts = kAttemptsMax;
    return alone;
  }());
  state = at(Step::Finger, kHouse);
  add("08a-finger-ask", state);
  state.operation = Operation{1, OperationKind::MatchFinger};
  add("08a-finger", state);
  state.session->fingerAttempts = 1;
  state.session->fingerUnclear = true;
  add("08a-finger-unclear", state);
  state = at(Step::StaffCard, kHouse);
  state.cardOnPlate = true;
  add("08b-staffcard-take", state);
  state.operation = Operation{1, OperationKind::ReadStaffCard};
  add("08b-staffcard-lay", state);
  state.session->staffCardTaken = true;
  add("08b-staffcard-again", state);
  state = at(Step::StaffCheck, kHouse);
  add("08c-staffcheck", state, "holder");
  state.session->staffReason = StaffReason::Injury;
  add("08c-staffcheck-chosen", state);
  state.session->staffConfirmed = true;
  add("08c-staffcheck-confirmed", state);
}

void SceneMaker::addRecords() {
  add("09-fetching", at(Step::Fetching, kHouse));
  State state = at(Step::Record, kHouse);
  state.session->record = houseRecord();
  add("10-record", state);
  state.session->record = domain::Record{false, "", {}, "2026-11-21T13:40:00.000Z"};
  add("10-record-none", state);
  state = at(Step::Printing, kHouse);
  state.session->sheets = 3;
  state.session->sheetsOut = 1;
  state.session->printPhase = PrintPhase::Printing;
  add("11-printing", state);
  state.session->printPhase = PrintPhase::Attention;
  state.operation = Operation{1, OperationKind::PrintProof};
  add("11-printing-paperout", withTrouble(state, "printer.paper-out", false));
  state = at(Step::Result, kHouse);
  state.session->sheets = state.session->sheetsOut = 1;
  state.session->checkCode = "7K3M-Q9TA-2WXD-H5RN";
  state.session->verifyUrl = "https://zw.example.gov.cn/verify?code=7K3M-Q9TA-2WXD-H5RN";
  add("12-result", state);
}

void SceneMaker::addForms() {
  add("13-draftoffer", at(Step::DraftOffer, kOld));
  auto sealed = at(Step::DraftOffer, kOld);
  sealed.session->draftSealed = true;
  add("13-draftoffer-sealed", sealed);
  {
    State before = at(Step::DraftOffer, kOld);
    before.session->handedInBefore = true;
    before.session->caseNumber = "430624-20261121-000318";
    add("13-draftoffer-handedin", before);
  }
  add("14-form-table", at(Step::Form, kOld));
  add("14-form-phone", at(Step::Form, kOld), "phone");
  add("14-form-choice", at(Step::Form, kOld), "choice");
  add("14-form-date", at(Step::Form, kOld), "date");
  {
    State words = at(Step::Form, kOld);
    fill(*words.session);
    add("14-form-words", words, "head");
  }
  add("15-materials", at(Step::Materials, kOld));
  State state = at(Step::Materials, kOld);
  fill(*state.session);
  add("15-materials-settled", state);
  state = at(Step::Materials, kOld);
  state.session->materials.front().status = MaterialStatus::Missing;
  state.session->papersAsked = true;
  const auto& kept = state.session->materials.front();
  state.session->keptPapers[kept.code] = {"",
                                          kept.documentType,
                                          "430624-20260520-000112",
                                          std::chrono::year{2026} / 5 / 20,
                                          domain::TrustGrade::C,
                                          {}};
  add("15-materials-kept", state);
  state = at(Step::Materials, kOld);
  state.session->badScans[state.session->materials.front().code] = kBadScansMax;
  add("15-materials-stuck", state);
  state = at(Step::Promise, kOld);
  state.session->scanning = 1;
  state.session->promiseUntil = std::chrono::year{2026} / 12 / 6;
  add("15-promise", state);
  state = at(Step::Form, kOld);
  state.session->answers["phone"].note = domain::AnswerNote::HasNone;
  add("14-form-phone-none", state, "ask");
  state = at(Step::Review, kOld);
  fill(*state.session);
  state.session->answers["head"].note = domain::AnswerNote::LeftToStaff;
  add("17-review-left", state);
}

void SceneMaker::addScans() {
  State state = at(Step::Scan, kOld);
  add("16-scan-place", state);
  state.session->scanPhase = ScanPhase::Scanning;
  add("16-scan-scanning", state);
  state.session->scanPhase = ScanPhase::Reading;
  state.session->scannedPage = 7;
  add("16-scan-reading", state);
  state.session->scanPhase = ScanPhase::Finding;
  state.session->finding = finding(MaterialStatus::Good);
  add("16-scan-good", state);
  state.session->finding = finding(MaterialStatus::Doubtful);
  add("16-scan-doubtful", state);
  addComparisons(at(Step::Scan, kOld), adder());
  state.session->finding = finding(MaterialStatus::WrongPaper);
  add("16-scan-wrong", state);
  state.session->scanning = 1;
  state.session->finding = finding(MaterialStatus::NoSeal);
  add("16-scan-noseal", state);
  addFaults(state, adder());
  addSides(at(Step::Scan, kOld), adder());
}

void SceneMaker::addReceipts() {
  State state = at(Step::Review, kOld);
  fill(*state.session);
  add("17-review", state);
  state.session->answers["head"].doubtful = state.session->answers["head"].compared = true;
  add("17-review-compared", state);
  state.session->answers["head"].doubtful = state.session->answers["head"].compared = false;
  if (!state.session->item->checks.empty()) {
    state.session->contradictions = {state.session->item->checks.front().id};
  }
  add("17-review-contradiction", state);
  state.session->contradictions.clear();
  state.step = Step::Signature;
  add("18-signature", state);
  state.step = Step::Submitting;
  state.session->submission = domain::SubmissionState::Stored;
  add("19-submitting", state);
  state.step = Step::Receipt;
  state.session->slipPrinted = true;
  state.session->submission = domain::SubmissionState::Accepted;
  state.session->caseNumber = "430624-20261121-000318";
  add("20-receipt-accepted", state);
  state.session->submission = domain::SubmissionState::Approved;
  for (auto& material : state.session->materials) {
    material.status = MaterialStatus::Good;  // a promise is never approved at once
  }
  add("20-receipt-approved", state);
  fill(*state.session);
  state.session->submission = domain::SubmissionState::Stored;
  state.session->caseNumber.clear();
  state.availability.online = false;
  add("20-receipt-stored", state);
  add("21-rating", at(Step::Rating, kOld));
}

void SceneMaker::addOverlays() {
  State state = base();
  state.step = Step::Farewell;
  state.cardOnPlate = true;
  add("22-farewell", state);
  state = at(Step::Form, kOld);
  state.idleQuestion = true;
  add("30-idle", state);
  state.idleQuestion = false;
  state.masked = true;
  state.timerRunning[static_cast<std::size_t>(TimerKind::MaskedEnd)] = true;
  add("30-masked", state);
  state.timerRunning[static_cast<std::size_t>(TimerKind::MaskedEnd)] = false;
  state.session->faceHere = true;
  state.session->othersHere = true;
  add("30-masked-second-face", state);
  state.masked = false;
  state.helpCalled = true;
  add("31-help", state);
  state.availability.online = false;
  add("31-help-offline", state);
  add("32-trouble-face", withTrouble(at(Step::Face, kHouse), "face.not-matched", true));
  add("32-trouble-staff", withTrouble(at(Step::StaffCard, kHouse), "staff.own-card", true));
  add("33-trouble-seal", withTrouble(at(Step::Printing, kHouse), "seal.unavailable", true));
}

}  // namespace

std::vector<Scene> scenes(const Rules& rules) {
  SceneMaker maker(rules);
  maker.addEntry();
  maker.addFaces();
  maker.addWays();
  maker.addRecords();
  maker.addForms();
  maker.addScans();
  maker.addReceipts();
  maker.addOverlays();
  return maker.take();
}

void furnish(viewmodels::KioskViewModel& kiosk, const Rules& rules) {
  kiosk.setSite(QStringLiteral("湘阴县清溪镇政务晓屋"));
  kiosk.setClock(QStringLiteral("21:40"), QStringLiteral("11月21日 星期六"));
  kiosk.setCasePage(QStringLiteral("https://zw.example.gov.cn/case/"));
  kiosk.setRules(rules);
  kiosk.setPaperKinds(paperKinds());
}

void change(viewmodels::KioskViewModel& kiosk, const Scene& scene, Preferences preferences) {
  State state = scene.state;
  state.preferences = preferences;
  auto* form = kiosk.form();
  if (scene.action == "head") {
    form->edit(QStringLiteral("head"));
  }
  kiosk.show(state);
  const auto answer = [&](std::string_view action, int question, const QString& text) {
    if (scene.action == action) {
      form->showQuestion(question);
      form->enter(text);
    }
  };
  if (scene.action == "ask") {
    form->showQuestion(1);
  }
  answer("phone", 1, QStringLiteral("138730"));
  answer("choice", 2, QStringLiteral("card"));
  answer("date", 3, QStringLiteral("200105"));
}

void play(viewmodels::KioskViewModel& kiosk, const Scene& scene, Preferences preferences) {
  State quiet = base();
  quiet.preferences = preferences;
  kiosk.show(quiet);
  kiosk.setPageImage(7, scannedPage());
  kiosk.setFieldCut(7, 1, cutPicture(QStringLiteral("陈桂英")));
  kiosk.setFieldCut(7, 2, cutPicture(QStringLiteral("430624194403120042")));
  kiosk.setFieldCut(7, 3, cutPicture(QStringLiteral("湖南省湘阴县清溪镇石塘村五组27号")));
  change(kiosk, scene, preferences);
  kiosk.setPreview(cameraPicture());
  kiosk.setHolderPhoto(scene.action == "holder" ? cameraPicture().copy(180, 120, 360, 445).scaled(102, 126)
                                                : QImage());
}

}  // namespace xiaowu::pagestest
