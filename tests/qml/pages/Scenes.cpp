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

catalog::ServiceItem query(std::string code, LocalText name, std::string category, LocalText summary,
                           std::vector<std::string> words) {
  catalog::ServiceItem item;
  item.code = std::move(code);
  item.name = std::move(name);
  item.category = std::move(category);
  item.summary = std::move(summary);
  item.searchWords = std::move(words);
  item.kind = catalog::ServiceKind::RecordQuery;
  item.sheets = 1;
  item.conditions = {{"本人，年满 18 周岁", "The person concerned, 18 or older"}};
  item.bring = {{"您的身份证原件", "Your own ID card (the original)"}};
  item.steps = {{"放身份证，刷脸核对本人", "Lay down your ID card and have your face checked"},
                {"看查到的记录", "Look at the record that was found"},
                {"打印盖电子章的证明", "Print the proof, with an electronic seal"}};
  item.promisedTime = {"马上办好", "Done at once"};
  item.fee = {"不收费", "Free of charge"};
  item.consent = {"我们读您身份证上的姓名和号码，向县自然资源局查询您名下的房产登记。",
                  "We read the name and number on your ID card and ask the county's natural resources bureau "
                  "for the property registered in your name."};
  item.needsDevices = {"idcard", "camera", "printer", "network"};
  return item;
}

catalog::ServiceItem allowance() {
  auto item = query("elderly-allowance", {"高龄津贴申请", "Allowance for the very old"}, "elderly",
                    {"年满 80 周岁的老人，每月领津贴。", "A monthly allowance for people of 80 and older."},
                    {"高龄补贴", "gaolingjintie", "gljt", "老年"});
  item.kind = catalog::ServiceKind::Application;
  item.sheets = 0;
  item.needsDevices = {"idcard", "camera", "scanner", "printer.slip"};
  item.conditions = {{"户口在本县，年满 80 周岁", "Registered in this county and 80 years old or more"},
                     {"家里人可以代办", "A relative may apply for the person"}};
  item.bring = {
      {"老人的身份证原件", "The old person's ID card (the original)"},
      {"户口簿", "The household register"},
      {"村（社区）开的证明，要有公章", "A certificate from the village or community, with its seal"}};
  item.steps = {{"放身份证，刷脸核对本人", "Lay down your ID card and have your face checked"},
                {"回答 4 个问题", "Answer 4 questions"},
                {"扫描 3 份材料", "Scan 3 papers"},
                {"核对、签名、提交", "Check, sign and hand in"}};
  item.promisedTime = {"5 个工作日", "5 working days"};
  item.consent = {"我们读身份证上的姓名、号码、出生日期和住址，用来填申请表，交给县民政局审核。",
                  "We read name, number, date of birth and address from the ID card to fill in the form, "
                  "which goes to the county's civil affairs bureau."};
  using catalog::FieldType;
  item.fields = {
      {"name", {"姓名", "Name"}, {}, FieldType::Text, AnswerSource::Card, "name", true, 0, {}},
      {"idNumber",
       {"身份证号", "ID number"},
       {},
       FieldType::IdNumber,
       AnswerSource::Card,
       "number",
       true,
       0,
       {}},
      {"birth", {"出生日期", "Date of birth"}, {}, FieldType::Date, AnswerSource::Card, "birth", true, 0, {}},
      {"address", {"住址", "Address"}, {}, FieldType::Text, AnswerSource::Card, "address", true, 0, {}},
      {"phone",
       {"手机号", "Mobile number"},
       {"办好了给您发短信。", "You get a text message when it is decided."},
       FieldType::Phone,
       AnswerSource::Resident,
       "",
       true,
       0,
       {}},
      {"payout",
       {"津贴发到哪里", "Where the allowance is paid"},
       {"社保卡到账最快。", "The social security card is fastest."},
       FieldType::Choice,
       AnswerSource::Resident,
       "",
       true,
       0,
       {{"card", {"社会保障卡", "Social security card"}},
        {"bank", {"本人的银行卡", "Own bank account"}},
        {"cash", {"到镇服务中心领", "Collected at the township centre"}}}},
      {"since",
       {"从哪一天起住在本县", "Living in this county since"},
       {"记不清，写大概的一天。", "An approximate day is enough."},
       FieldType::Date,
       AnswerSource::Resident,
       "",
       true,
       0,
       {}},
      {"bankTail",
       {"银行卡后 4 位", "Last 4 digits of the bank card"},
       {"用来核对。", "To compare."},
       FieldType::Digits,
       AnswerSource::Resident,
       "",
       false,
       4,
       {}},
      {"head",
       {"户主姓名", "Head of household"},
       {},
       FieldType::Text,
       AnswerSource::Ocr,
       "hukou.household_head",
       true,
       0,
       {}},
      {"householdNumber",
       {"户号", "Household number"},
       {},
       FieldType::Digits,
       AnswerSource::Ocr,
       "hukou.household_number",
       true,
       0,
       {}}};
  item.materials = {{"hukou",
                     {"户口簿", "Household register"},
                     {"翻到有户主名字的那一页。", "Open it at the page with the head of household."},
                     "hukou",
                     true,
                     false,
                     true,
                     10},
                    {"certificate",
                     {"村（社区）证明", "Certificate of the village or community"},
                     {"要有红色的公章。", "It must carry a red seal."},
                     "letter",
                     true,
                     true,
                     true,
                     15},
                    {"photo",
                     {"银行卡正面", "Front of the bank card"},
                     {"只要正面。", "The front side only."},
                     "bankcard",
                     false,
                     false,
                     false,
                     0}};
  catalog::MaterialRequirement idCard{"idcard",
                                      {"老人的身份证（两面）", "The old person's ID card (both sides)"},
                                      {"正反两面都要。", "Both sides are needed."},
                                      "idfront"};
  idCard.backType = "idback";
  item.materials.push_back(idCard);
  item.materials.front().reuseDays = 365;
  catalog::Rule head;
  head.id = "head-of-household";
  head.fact = "card.name";
  head.other = "hukou.household_head";
  head.text = {"户口簿上的户主和您的身份证不一样", "The head of household is not the one on your card"};
  item.checks = {head};
  return item;
}

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

}  // namespace

Rules sampleRules() {
  Rules rules;
  rules.deviceNames = testing::usualDeviceNames();
  const auto add = [&](catalog::ServiceItem item) {
    rules.items.push_back(std::make_shared<const catalog::ServiceItem>(std::move(item)));
  };
  add(query("property-record", {"房产登记信息查询", "Property record"}, "property",
            {"查名下的房产，打印证明。", "Property in your name, with a printed proof."},
            {"房产证明", "有房证明", "无房证明", "fangchanchaxun", "fccx"}));
  add(query("marriage-record", {"婚姻登记记录证明", "Marriage record"}, "family",
            {"结婚、离婚或者没有登记的证明。", "Proof of marriage, divorce or no registration."},
            {"单身证明", "hunyin", "hydj"}));
  add(allowance());
  add(query("social-record", {"社保缴费证明", "Social insurance record"}, "social",
            {"近两年的缴费情况，可以打印。", "Two years of contributions, printable."},
            {"社保", "shebao", "sbjf"}));
  add(query("medical-record", {"医保参保证明", "Medical insurance record"}, "medical",
            {"在哪里参保，有没有断。", "Where you are insured, and since when."}, {"医保", "yibao", "ybcb"}));
  add(query("household-proof", {"户籍信息证明", "Household register proof"}, "household",
            {"户口簿上的内容，可以打印。", "What the register says, printable."}, {"户口", "huji", "hj"}));
  add(query("provident-fund", {"公积金缴存证明", "Housing fund record"}, "housing",
            {"买房贷款时常用。", "Often needed for a housing loan."}, {"公积金", "gongjijin", "gjj"}));
  add(query("business-licence", {"营业执照打印", "Business licence"}, "business",
            {"法定代表人本人来打印。", "For the legal representative in person."},
            {"执照", "zhizhao", "yyzz"}));
  return rules;
}

std::vector<Scene> scenes(const Rules& rules) {
  std::vector<Scene> all;
  const auto add = [&](std::string name, State state, std::string action = {}) {
    all.push_back({std::move(name), std::move(state), std::move(action)});
  };
  const auto at = [&](Step step, std::string_view code) {
    State state = base();
    state.step = step;
    state.session = sessionOf(rules, code);
    return state;
  };
  const auto trouble = [](State state, const char* code, bool retry) {
    state.trouble = Trouble{code, 1, 2, "3071", retry};
    return state;
  };
  const char* house = "property-record";
  const char* old = "elderly-allowance";
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
  add("03-guide-query", at(Step::Guide, house));
  add("03-guide-application", at(Step::Guide, old));
  state = at(Step::Guide, house);
  state.availability.online = false;
  add("03-guide-cannot", state);
  add("04-consent", at(Step::Consent, house));
  state = at(Step::Card, house);
  state.session->card.reset();
  add("05-card", state);
  add("06-faceconsent", at(Step::FaceConsent, house));
  state = at(Step::Face, house);
  state.session->guidance = domain::FaceGuidance::ComeCloser;
  add("07-face", state);
  state.session->guidance = domain::FaceGuidance::HoldStill;
  state.session->faceAttempts = 1;
  state.timerRunning[static_cast<std::size_t>(TimerKind::CardAway)] = true;
  add("07-face-cardaway", state);
  for (int guidance = static_cast<int>(domain::FaceGuidance::NoFace);
       guidance <= static_cast<int>(domain::FaceGuidance::HoldStill); ++guidance) {
    state = at(Step::Face, house);
    state.session->guidance = static_cast<domain::FaceGuidance>(guidance);
    add("07-face-hint-" + std::to_string(guidance), state);
  }
  for (int action = 0; action < 4; ++action) {
    state = at(Step::Face, house);
    state.session->guidance = domain::FaceGuidance::LookHere;
    state.session->challenge = static_cast<domain::ChallengeAction>(action);
    state.session->challengeCount = action + 1;
    add("07-face-action-" + std::to_string(action), state);
  }
  add("08-otherways", at(Step::OtherWays, house));
  state = at(Step::OtherWays, old);
  state.availability.staffListed = true;
  state.session->card->fingerprint = Bytes(1024, 1);
  add("08-otherways-all", state);
  state.availability.online = false;
  testing::deviceGone(state.availability, "camera");
  add("08-otherways-offline", state);
  add("08-otherways-window", [&] {
    State alone = at(Step::OtherWays, house);
    alone.session->faceAttempts = kAttemptsMax;
    return alone;
  }());
  state = at(Step::Finger, house);
  add("08a-finger-ask", state);
  state.operation = Operation{1, OperationKind::MatchFinger};
  add("08a-finger", state);
  state.session->fingerAttempts = 1;
  state.session->fingerUnclear = true;
  add("08a-finger-unclear", state);
  state = at(Step::StaffCard, house);
  state.cardOnPlate = true;
  add("08b-staffcard-take", state);
  state.operation = Operation{1, OperationKind::ReadStaffCard};
  add("08b-staffcard-lay", state);
  state.session->staffCardTaken = true;
  add("08b-staffcard-again", state);
  state = at(Step::StaffCheck, house);
  add("08c-staffcheck", state, "holder");
  state.session->staffReason = StaffReason::Injury;
  add("08c-staffcheck-chosen", state);
  state.session->staffConfirmed = true;
  add("08c-staffcheck-confirmed", state);
  add("09-fetching", at(Step::Fetching, house));
  state = at(Step::Record, house);
  state.session->record = houseRecord();
  add("10-record", state);
  state.session->record = domain::Record{false, "", {}, "2026-11-21T13:40:00.000Z"};
  add("10-record-none", state);
  state = at(Step::Printing, house);
  state.session->sheets = 3;
  state.session->sheetsOut = 1;
  state.session->printPhase = PrintPhase::Printing;
  add("11-printing", state);
  state.session->printPhase = PrintPhase::Attention;
  add("11-printing-paperout", trouble(state, "printer.paper-out", false));
  state = at(Step::Result, house);
  state.session->sheets = state.session->sheetsOut = 1;
  state.session->checkCode = "7K3M-Q9TA-2WXD-H5RN";
  state.session->verifyUrl = "https://zw.example.gov.cn/verify?code=7K3M-Q9TA-2WXD-H5RN";
  add("12-result", state);
  add("13-draftoffer", at(Step::DraftOffer, old));
  add("14-form-table", at(Step::Form, old));
  add("14-form-phone", at(Step::Form, old), "phone");
  add("14-form-choice", at(Step::Form, old), "choice");
  add("14-form-date", at(Step::Form, old), "date");
  add("15-materials", at(Step::Materials, old));
  state = at(Step::Materials, old);
  fill(*state.session);
  add("15-materials-settled", state);
  state = at(Step::Materials, old);
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
  state = at(Step::Scan, old);
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
  addComparisons(at(Step::Scan, "elderly-allowance"), add);
  state.session->finding = finding(MaterialStatus::WrongPaper);
  add("16-scan-wrong", state);
  state.session->scanning = 1;
  state.session->finding = finding(MaterialStatus::NoSeal);
  add("16-scan-noseal", state);
  addFaults(state, add);
  addSides(at(Step::Scan, "elderly-allowance"), add);
  state = at(Step::Review, old);
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
  add("21-rating", at(Step::Rating, old));
  state = base();
  state.step = Step::Farewell;
  state.cardOnPlate = true;
  add("22-farewell", state);
  state = at(Step::Form, old);
  state.idleQuestion = true;
  add("30-idle", state);
  state.idleQuestion = false;
  state.helpCalled = true;
  add("31-help", state);
  state.availability.online = false;
  add("31-help-offline", state);
  add("32-trouble-face", trouble(at(Step::Face, house), "face.not-matched", true));
  add("32-trouble-staff", trouble(at(Step::StaffCard, house), "staff.own-card", true));
  add("33-trouble-seal", trouble(at(Step::Printing, house), "seal.unavailable", true));
  return all;
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
  kiosk.show(state);
  auto* form = kiosk.form();
  const auto answer = [&](std::string_view action, int question, const QString& text) {
    if (scene.action == action) {
      form->showQuestion(question);
      form->enter(text);
    }
  };
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
