#include "SampleRules.h"

#include "tests/support/UsualDevices.h"

namespace xiaowu::pagestest {

using catalog::LocalText;
using domain::AnswerSource;
using workflow::Rules;

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

std::vector<catalog::FormField> fieldsOfPerson() {
  using catalog::FieldType;
  return {
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
       {}}};
}

std::vector<catalog::FormField> fieldsOfPapers() {
  using catalog::FieldType;
  return {{"bankTail",
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
}

std::vector<catalog::MaterialRequirement> materialsOfAllowance() {
  std::vector<catalog::MaterialRequirement> materials = {
      {"hukou",
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
  materials.push_back(idCard);
  materials.front().reuseDays = 365;
  return materials;
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
  item.fields = fieldsOfPerson();
  for (auto& field : fieldsOfPapers()) {
    item.fields.push_back(std::move(field));
  }
  for (auto& field : item.fields) {
    if (field.id == "phone") {
      field.none = {"没有手机", "I have no mobile"};
    }
  }
  item.materials = materialsOfAllowance();
  catalog::Rule head;
  head.id = "head-of-household";
  head.fact = "card.name";
  head.other = "hukou.household_head";
  head.text = {"户口簿上的户主和您的身份证不一样", "The head of household is not the one on your card"};
  item.checks = {head};
  return item;
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

}  // namespace xiaowu::pagestest
