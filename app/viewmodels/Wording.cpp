#include "app/viewmodels/Wording.h"

#include "core/domain/ChallengeAction.h"
#include "core/domain/Dates.h"
#include "core/domain/FaceGuidance.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <vector>

namespace xiaowu::viewmodels::wording {

using workflow::Step;

namespace {

QString say(const char* source) {
  return QCoreApplication::translate("Wording", source);
}

using Table = QHash<QString, const char*>;

QString lookUp(const Table& table, const QString& key, const QString& otherwise) {
  const auto found = table.constFind(key);
  return found == table.constEnd() ? otherwise : say(found.value());
}

struct Stage {
  const char* label;
  std::vector<Step> steps;
};

std::vector<Stage> stagesOf(const catalog::ServiceItem& item) {
  std::vector<Stage> stages{{QT_TRANSLATE_NOOP("Wording", "办事说明"), {Step::Guide}}};
  if (item.identityLevel != domain::IdentityLevel::L0) {
    stages.push_back({QT_TRANSLATE_NOOP("Wording", "身份证"), {Step::Consent, Step::Card}});
  }
  if (item.identityLevel == domain::IdentityLevel::L2) {
    stages.push_back(
        {QT_TRANSLATE_NOOP("Wording", "核对本人"),
         {Step::FaceConsent, Step::Face, Step::OtherWays, Step::Finger, Step::StaffCard, Step::StaffCheck}});
  }
  if (item.kind == catalog::ServiceKind::RecordQuery) {
    stages.push_back({QT_TRANSLATE_NOOP("Wording", "查询"), {Step::Fetching, Step::Record}});
    if (item.sheets > 0) {
      stages.push_back({QT_TRANSLATE_NOOP("Wording", "打印"), {Step::Printing, Step::Result}});
    }
    return stages;
  }
  stages.push_back({QT_TRANSLATE_NOOP("Wording", "填表"), {Step::DraftOffer, Step::Form}});
  if (!item.materials.empty()) {
    stages.push_back({QT_TRANSLATE_NOOP("Wording", "材料"), {Step::Materials, Step::Promise, Step::Scan}});
  }
  stages.push_back({QT_TRANSLATE_NOOP("Wording", "核对签名"), {Step::Review, Step::Signature}});
  stages.push_back({QT_TRANSLATE_NOOP("Wording", "提交"), {Step::Submitting, Step::Receipt}});
  return stages;
}

}  // namespace

QString categoryName(const QString& category) {
  static const Table kNames{{QStringLiteral("property"), QT_TRANSLATE_NOOP("Wording", "房产")},
                            {QStringLiteral("family"), QT_TRANSLATE_NOOP("Wording", "婚姻家庭")},
                            {QStringLiteral("household"), QT_TRANSLATE_NOOP("Wording", "户口")},
                            {QStringLiteral("social"), QT_TRANSLATE_NOOP("Wording", "社会保障")},
                            {QStringLiteral("medical"), QT_TRANSLATE_NOOP("Wording", "医疗")},
                            {QStringLiteral("elderly"), QT_TRANSLATE_NOOP("Wording", "养老")},
                            {QStringLiteral("housing"), QT_TRANSLATE_NOOP("Wording", "住房")},
                            {QStringLiteral("business"), QT_TRANSLATE_NOOP("Wording", "开店办企业")},
                            {QStringLiteral("education"), QT_TRANSLATE_NOOP("Wording", "教育")},
                            {QStringLiteral("traffic"), QT_TRANSLATE_NOOP("Wording", "交通")},
                            {QStringLiteral("disability"), QT_TRANSLATE_NOOP("Wording", "助残")},
                            {QStringLiteral("employment"), QT_TRANSLATE_NOOP("Wording", "就业")},
                            {QStringLiteral("assistance"), QT_TRANSLATE_NOOP("Wording", "社会救助")},
                            {QStringLiteral("tax"), QT_TRANSLATE_NOOP("Wording", "税务")}};
  return lookUp(kNames, category, say(QT_TRANSLATE_NOOP("Wording", "其他")));
}

QString categoryPicture(const QString& category) {
  static const QHash<QString, QString> kPictures{{QStringLiteral("property"), QStringLiteral("house")},
                                                 {QStringLiteral("housing"), QStringLiteral("house")},
                                                 {QStringLiteral("family"), QStringLiteral("family")},
                                                 {QStringLiteral("household"), QStringLiteral("family")},
                                                 {QStringLiteral("elderly"), QStringLiteral("elder")},
                                                 {QStringLiteral("business"), QStringLiteral("business")},
                                                 {QStringLiteral("employment"), QStringLiteral("person")},
                                                 {QStringLiteral("social"), QStringLiteral("person")},
                                                 {QStringLiteral("medical"), QStringLiteral("form")},
                                                 {QStringLiteral("tax"), QStringLiteral("payment")}};
  return kPictures.value(category, QStringLiteral("certificate"));
}

QString gradeLetter(domain::TrustGrade grade) {
  const auto name = domain::trustGradeName(grade);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

QString gradeName(domain::TrustGrade grade) {
  switch (grade) {
    case domain::TrustGrade::A: return say(QT_TRANSLATE_NOOP("Wording", "机关签发"));
    case domain::TrustGrade::B: return say(QT_TRANSLATE_NOOP("Wording", "窗口核验"));
    case domain::TrustGrade::C: return say(QT_TRANSLATE_NOOP("Wording", "本人上传"));
    case domain::TrustGrade::D: break;
  }
  return say(QT_TRANSLATE_NOOP("Wording", "本人声明"));
}

QString sourceName(domain::AnswerSource source) {
  switch (source) {
    case domain::AnswerSource::Card: return say(QT_TRANSLATE_NOOP("Wording", "来自身份证"));
    case domain::AnswerSource::Ocr: return say(QT_TRANSLATE_NOOP("Wording", "来自扫描的材料"));
    case domain::AnswerSource::Library: return say(QT_TRANSLATE_NOOP("Wording", "来自证照库"));
    case domain::AnswerSource::Resident: break;
  }
  return say(QT_TRANSLATE_NOOP("Wording", "您填写的"));
}

QString day(std::chrono::year_month_day date) {
  return say(QT_TRANSLATE_NOOP("Wording", "%1年%2月%3日"))
      .arg(static_cast<int>(date.year()))
      .arg(static_cast<unsigned>(date.month()))
      .arg(static_cast<unsigned>(date.day()));
}

QString materialStatus(const domain::Material& material) {
  if (material.status == domain::MaterialStatus::Promised && material.promisedUntil) {
    return say(QT_TRANSLATE_NOOP("Wording", "已承诺，最迟 %1 补交")).arg(day(*material.promisedUntil));
  }
  switch (material.status) {
    case domain::MaterialStatus::Missing: break;
    case domain::MaterialStatus::Good: return say(QT_TRANSLATE_NOOP("Wording", "已收好"));
    case domain::MaterialStatus::Doubtful:
      return say(QT_TRANSLATE_NOOP("Wording", "已收好，工作人员会再看一眼"));
    case domain::MaterialStatus::WrongPaper: return say(QT_TRANSLATE_NOOP("Wording", "不是这份材料"));
    case domain::MaterialStatus::NoSeal: return say(QT_TRANSLATE_NOOP("Wording", "没有找到公章"));
    case domain::MaterialStatus::Unreadable: return say(QT_TRANSLATE_NOOP("Wording", "没有看清"));
    case domain::MaterialStatus::Promised: return say(QT_TRANSLATE_NOOP("Wording", "已承诺，以后补交"));
  }
  return say(QT_TRANSLATE_NOOP("Wording", "还没有扫描"));
}

QString findingReason(const std::vector<std::string>& reasons, const QString& otherwise) {
  static const Table kWords{
      {QStringLiteral("material.blank"),
       QT_TRANSLATE_NOOP("Wording", "这一面是空白的，请看看是不是放反了。")},
      {QStringLiteral("material.blurred"),
       QT_TRANSLATE_NOOP("Wording", "照得有点花，请放平，等机器照完再动。")},
      {QStringLiteral("material.cut-off"),
       QT_TRANSLATE_NOOP("Wording", "有一边没有照到，请放到框里面，再扫一次。")},
      {QStringLiteral("material.glare"),
       QT_TRANSLATE_NOOP("Wording", "有一块反光，看不清下面的字。可以把纸挪一挪，再扫一次。")},
      {QStringLiteral("material.copied"),
       QT_TRANSLATE_NOOP("Wording", "这像是黑白复印件。有原件请放原件；没有也可以先交，由工作人员来看。")},
      {QStringLiteral("material.seal-copied"),
       QT_TRANSLATE_NOOP("Wording", "公章不是红色的，这像是复印件。请放盖红章的原件。")},
      {QStringLiteral("material.seal-other"),
       QT_TRANSLATE_NOOP("Wording", "公章上的单位不是要求的单位。请看看是不是拿错了。")},
      {QStringLiteral("material.seal-unreadable"),
       QT_TRANSLATE_NOOP("Wording", "有公章，但是字看不清楚，由工作人员来看。")},
      {QStringLiteral("material.expired"),
       QT_TRANSLATE_NOOP("Wording", "上面写的有效期已经过了。有新的请换新的。")},
      {QStringLiteral("material.too-old"),
       QT_TRANSLATE_NOOP("Wording", "上面的日期离现在太久。有新开的请换新的。")},
      {QStringLiteral("material.person-differs"),
       QT_TRANSLATE_NOOP("Wording", "这上面的身份证号码和您的不一样，请看看是不是拿错了。")},
      {QStringLiteral("material.sides-differ"),
       QT_TRANSLATE_NOOP("Wording", "两面的内容对不上。请看看是不是拿错了。")},
      {QStringLiteral("material.resident-differs"),
       QT_TRANSLATE_NOOP("Wording", "有的地方您说不一样，或者看不清，由工作人员核对。")}};
  for (const auto& reason : reasons) {
    const auto words = kWords.constFind(QString::fromStdString(reason));
    if (words != kWords.cend()) {
      return say(words.value());
    }
  }
  return otherwise;
}

QString unfitTitle(const std::vector<std::string>& reasons) {
  static const Table kWords{
      {QStringLiteral("material.person-differs"), QT_TRANSLATE_NOOP("Wording", "这份材料好像不是您的")},
      {QStringLiteral("material.sides-differ"), QT_TRANSLATE_NOOP("Wording", "两面好像不是同一张证件")},
      {QStringLiteral("material.expired"), QT_TRANSLATE_NOOP("Wording", "这份材料过了有效期")},
      {QStringLiteral("material.too-old"), QT_TRANSLATE_NOOP("Wording", "这份材料开得太早了")},
      {QStringLiteral("material.seal-other"), QT_TRANSLATE_NOOP("Wording", "公章和要求的不一样")}};
  for (const auto& reason : reasons) {
    if (const auto words = kWords.constFind(QString::fromStdString(reason)); words != kWords.cend()) {
      return say(words.value());
    }
  }
  return {};
}

QString findingPicture(const std::vector<std::string>& reasons) {
  static const QHash<QString, QString> kDrawings{
      {QStringLiteral("material.blank"), QStringLiteral("paper-blank")},
      {QStringLiteral("material.blurred"), QStringLiteral("paper-blurred")},
      {QStringLiteral("material.cut-off"), QStringLiteral("paper-cut-off")},
      {QStringLiteral("material.glare"), QStringLiteral("paper-glare")},
      {QStringLiteral("material.copied"), QStringLiteral("paper-copy")},
      {QStringLiteral("material.seal-copied"), QStringLiteral("paper-copy")}};
  for (const auto& reason : reasons) {
    const auto drawing = kDrawings.constFind(QString::fromStdString(reason));
    if (drawing != kDrawings.cend()) {
      return drawing.value();
    }
  }
  return {};
}

QString otherSide() {
  return say(QT_TRANSLATE_NOOP("Wording", "另一面"));
}

QString otherField() {
  return say(QT_TRANSLATE_NOOP("Wording", "其他内容"));
}

QString foundValue(const QString& value, const QString& ownNumber) {
  if (!ownNumber.isEmpty() && value == ownNumber) {
    return maskedNumber(value);
  }
  const auto date = domain::parseIsoDate(value.toStdString());
  return date ? day(*date) : value;
}

bool isReadDate(const QString& value) {
  return domain::parseIsoDate(value.toStdString()).has_value();
}

QString readFieldValue(const QString& value) {
  const auto date = domain::parseIsoDate(value.toStdString());
  // Never translated: this is how it stands on the paper.
  return date ? QString::fromStdString(domain::chineseDate(*date)) : value;
}

QString guidance(domain::FaceGuidance guidance) {
  using domain::FaceGuidance;
  switch (guidance) {
    case FaceGuidance::None:
    case FaceGuidance::LookHere:
    case FaceGuidance::MoveToMiddle: break;
    case FaceGuidance::NoFace: return say(QT_TRANSLATE_NOOP("Wording", "请站到屏幕前，让脸出现在圆圈里。"));
    case FaceGuidance::TwoFaces:
      return say(QT_TRANSLATE_NOOP("Wording", "看到了两个人。请让您一个人在画面里。"));
    case FaceGuidance::ComeCloser: return say(QT_TRANSLATE_NOOP("Wording", "请靠近一点。"));
    case FaceGuidance::MoveBack: return say(QT_TRANSLATE_NOOP("Wording", "请往后退一点。"));
    case FaceGuidance::TooDark: return say(QT_TRANSLATE_NOOP("Wording", "光线有点暗，请面向灯光。"));
    case FaceGuidance::TooBright: return say(QT_TRANSLATE_NOOP("Wording", "光线太强，请稍微转开一点。"));
    case FaceGuidance::Blurred: return say(QT_TRANSLATE_NOOP("Wording", "画面有点模糊，请站稳。"));
    case FaceGuidance::FaceForward: return say(QT_TRANSLATE_NOOP("Wording", "请把脸转正，看着屏幕。"));
    case FaceGuidance::Mask: return say(QT_TRANSLATE_NOOP("Wording", "请摘下口罩。"));
    case FaceGuidance::HoldStill:
    case FaceGuidance::CameraLate: return say(QT_TRANSLATE_NOOP("Wording", "很好，请保持不动。"));
  }
  return say(QT_TRANSLATE_NOOP("Wording", "请看着屏幕上方的摄像头。"));
}

QString guidancePicture(domain::FaceGuidance guidance) {
  using domain::FaceGuidance;
  switch (guidance) {
    case FaceGuidance::None:
    case FaceGuidance::LookHere:
    case FaceGuidance::MoveToMiddle: break;
    case FaceGuidance::NoFace: return QStringLiteral("face-none");
    case FaceGuidance::TwoFaces: return QStringLiteral("face-two");
    case FaceGuidance::ComeCloser: return QStringLiteral("face-far");
    case FaceGuidance::MoveBack: return QStringLiteral("face-near");
    case FaceGuidance::TooDark: return QStringLiteral("face-dark");
    case FaceGuidance::TooBright: return QStringLiteral("face-bright");
    case FaceGuidance::Blurred: return QStringLiteral("face-blurred");
    case FaceGuidance::FaceForward: return QStringLiteral("face-turned");
    case FaceGuidance::Mask: return QStringLiteral("face-mask");
    case FaceGuidance::HoldStill:
    case FaceGuidance::CameraLate: return QStringLiteral("face-still");
  }
  return {};
}

QString action(domain::ChallengeAction action) {
  switch (action) {
    case domain::ChallengeAction::Blink: return say(QT_TRANSLATE_NOOP("Wording", "请眨眨眼。"));
    case domain::ChallengeAction::OpenMouth: return say(QT_TRANSLATE_NOOP("Wording", "请张张嘴。"));
    case domain::ChallengeAction::TurnLeft:
      return say(QT_TRANSLATE_NOOP("Wording", "请慢慢向左转头，再转回来。"));
    case domain::ChallengeAction::TurnRight: break;
  }
  return say(QT_TRANSLATE_NOOP("Wording", "请慢慢向右转头，再转回来。"));
}

QString actionPicture(domain::ChallengeAction action) {
  switch (action) {
    case domain::ChallengeAction::Blink: return QStringLiteral("do-blink");
    case domain::ChallengeAction::OpenMouth: return QStringLiteral("do-mouth");
    case domain::ChallengeAction::TurnLeft: return QStringLiteral("do-left");
    case domain::ChallengeAction::TurnRight: break;
  }
  return QStringLiteral("do-right");
}

QString staffReason(workflow::StaffReason reason) {
  switch (reason) {
    case workflow::StaffReason::FaceRefused: return say(QT_TRANSLATE_NOOP("Wording", "本人不愿意刷脸"));
    case workflow::StaffReason::FaceUnavailable: return say(QT_TRANSLATE_NOOP("Wording", "机器不能刷脸"));
    case workflow::StaffReason::FaceNotMatched: return say(QT_TRANSLATE_NOOP("Wording", "刷脸没有通过"));
    case workflow::StaffReason::Injury: return say(QT_TRANSLATE_NOOP("Wording", "脸上有伤或包扎"));
    case workflow::StaffReason::Frail:
      return say(QT_TRANSLATE_NOOP("Wording", "年老、生病或残疾，不方便刷脸"));
    case workflow::StaffReason::Other: break;
  }
  return say(QT_TRANSLATE_NOOP("Wording", "其他原因"));
}

QString withoutDevice(const std::string& need, const workflow::Availability& availability) {
  namespace needs = domain::needs;
  if (need == needs::kCamera && availability.staffListed) {
    return say(QT_TRANSLATE_NOOP("Wording", "可以请工作人员核对本人。"));
  }
  static const Table kWords{
      {QStringLiteral("idcard"), QT_TRANSLATE_NOOP("Wording", "现在只能看办事说明。")},
      {QStringLiteral("camera"), QT_TRANSLATE_NOOP("Wording", "要核对本人的事情暂时不能办。")},
      {QStringLiteral("scanner"), QT_TRANSLATE_NOOP("Wording", "要扫描材料的事情暂时不能办。")},
      {QStringLiteral("printer"), QT_TRANSLATE_NOOP("Wording", "暂时不能打印证明。")},
      {QStringLiteral("printer.slip"), QT_TRANSLATE_NOOP("Wording", "交了申请可以用手机扫码查询。")},
      {QStringLiteral("fingerprint"), QT_TRANSLATE_NOOP("Wording", "可以刷脸，也可以用别的办法核对本人。")}};
  return lookUp(kWords, QString::fromStdString(need),
                say(QT_TRANSLATE_NOOP("Wording", "要用它的事情暂时不能办。")));
}

QString missing(const std::string& need, const QString& deviceName) {
  if (need == "network") {
    return say(QT_TRANSLATE_NOOP("Wording", "网络断了"));
  }
  if (need == "storage") {
    return say(QT_TRANSLATE_NOOP("Wording", "这台机器现在不能收新材料"));
  }
  return deviceName.isEmpty() ? say(QT_TRANSLATE_NOOP("Wording", "机器的一个部分现在不能用"))
                              : say(QT_TRANSLATE_NOOP("Wording", "%1现在不能用")).arg(deviceName);
}

QString remains(workflow::Remains remains, std::chrono::hours draftLife) {
  switch (remains) {
    case workflow::Remains::Nothing: break;
    case workflow::Remains::Discarded:
      return say(QT_TRANSLATE_NOOP("Wording", "这次填的内容没有交，也没有保存，已经清除。"));
    case workflow::Remains::Draft:
      return say(QT_TRANSLATE_NOOP("Wording",
                                   "填过的内容加密存在这台机器上，%1 "
                                   "小时以内放您的身份证、核对是您本人，就能接着填，过后自动删除。"))
          .arg(draftLife.count());
    case workflow::Remains::EarlierDraft:
      return say(QT_TRANSLATE_NOOP("Wording",
                                   "最后填的没能存下来，已经清除。前面填过的加密存在这台机器上，%1 "
                                   "小时以内放您的身份证、核对是您本人，就能接着填，过后自动删除。"))
          .arg(draftLife.count());
    case workflow::Remains::Stored:
      return say(
          QT_TRANSLATE_NOOP("Wording", "您的申请加密存在这台机器上，送到政务平台以后，过些天自动删除。"));
    case workflow::Remains::Delivered:
      return say(
          QT_TRANSLATE_NOOP("Wording", "您的申请已经送到政务平台，这台机器上加密的那一份过些天自动删除。"));
  }
  return say(QT_TRANSLATE_NOOP("Wording", "您的信息已经从这台机器上清除。"));
}

QStringList stepLabels(const catalog::ServiceItem& item) {
  QStringList labels;
  for (const Stage& stage : stagesOf(item)) {
    labels.append(say(stage.label));
  }
  return labels;
}

int stepIndex(const catalog::ServiceItem& item, Step step) {
  const auto stages = stagesOf(item);
  if (step == Step::Rating) {
    return static_cast<int>(stages.size()) - 1;
  }
  const auto found = std::find_if(stages.begin(), stages.end(), [step](const Stage& stage) {
    return std::count(stage.steps.begin(), stage.steps.end(), step) > 0;
  });
  return found == stages.end() ? -1 : static_cast<int>(found - stages.begin());
}

QString joined(QStringList parts, const QString& mark) {
  parts.removeAll(QString());
  return parts.join(mark);
}

QString maskedNumber(const QString& number) {
  constexpr int kShown = 4;
  return number.size() <= 2 * kShown
             ? number
             : number.left(kShown) + QString(number.size() - 2 * kShown, QLatin1Char('*')) +
                   number.right(kShown);
}

QString shownValue(const catalog::FormField& field, const QString& value, workflow::Language language) {
  if (field.type == catalog::FieldType::Choice) {
    const auto chosen =
        std::find_if(field.choices.begin(), field.choices.end(),
                     [&](const catalog::Choice& c) { return c.value == value.toStdString(); });
    if (chosen != field.choices.end()) {
      return QString::fromStdString(language == workflow::Language::Chinese ? chosen->label.zh
                                                                            : chosen->label.en);
    }
  }
  if (field.type == catalog::FieldType::Date) {
    const auto text = value.toStdString();
    const auto iso = domain::parseIsoDate(text);
    if (const auto date = iso ? iso : domain::parseCompactDate(text)) {
      return day(*date);
    }
  }
  // What the chip says need not be checked; what was read from a paper or typed is shown to be checked.
  const bool isOwnNumber = field.source == domain::AnswerSource::Card &&
                           (field.type == catalog::FieldType::IdNumber || field.from == "number");
  return isOwnNumber ? maskedNumber(value) : value;
}

}  // namespace xiaowu::viewmodels::wording
