#include "app/viewmodels/Messages.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace xiaowu::viewmodels {
namespace {

struct Entry {
  std::string_view codes;  ///< one or more, separated by spaces
  const char* picture;
  const char* what;
  const char* kept;
  const char* now;
  const char* help;
  const char* end = "";       ///< instead of `now`, when the step cannot be repeated any more
  bool countsSheets = false;  ///< what happened is followed by how many sheets came out
};

constexpr const char* kStaffTold = QT_TRANSLATE_NOOP("Messages", "我们已通知工作人员。");
constexpr const char* kStaffToldLater = QT_TRANSLATE_NOOP("Messages", "网络断了，恢复以后才能通知工作人员。");
constexpr const char* kAskStaff = QT_TRANSLATE_NOOP("Messages", "可以按“求助”，请工作人员帮忙。");
constexpr const char* kNothingLost = QT_TRANSLATE_NOOP("Messages", "您填过的内容都还在。");
constexpr const char* kNobody = "";
constexpr const char* kNoMoreFaces = QT_TRANSLATE_NOOP("Messages", "这次不再刷脸了。请选择别的办法。");
constexpr const char* kNoMoreFingers = QT_TRANSLATE_NOOP("Messages", "这次不再按指纹了。请选择别的办法。");
constexpr const char* kNoMoreStaff = QT_TRANSLATE_NOOP("Messages", "这次不能再换了。请选择别的办法。");
constexpr const char* kNoneOut = QT_TRANSLATE_NOOP("Messages", "还没有出纸，一共 %2 张。");
constexpr const char* kSomeOut = QT_TRANSLATE_NOOP("Messages", "已经出来 %1 张，还差 %2 张，请先收好。");

// In the order of a resident's way: card, face, papers, print, network and platform, machine, form.
constexpr std::array kEntries{
    Entry{"card.moved card.removed", "card-on-plate", QT_TRANSLATE_NOOP("Messages", "身份证拿早了。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请再放好，读好了再拿走。"), kNobody},
    Entry{"card.rejected", "card-on-plate", QT_TRANSLATE_NOOP("Messages", "这张卡不是身份证，或者没有放好。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请把身份证平放在感应区，一次只放一张。"), kAskStaff},
    Entry{"card.unreadable", "card-on-plate", QT_TRANSLATE_NOOP("Messages", "身份证放好了，但是没有读出来。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请拿起来再放一次。还不行，可能是证件里的芯片坏了。"),
          kAskStaff},
    Entry{"card.expired", "card-on-plate", QT_TRANSLATE_NOOP("Messages", "这张身份证过了有效期。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请换一张有效的身份证，或者到派出所换领。"), kAskStaff},
    Entry{"photo.not-decodable photo.plugin face.reference-unusable", "face-camera",
          QT_TRANSLATE_NOOP("Messages", "身份证里的照片在这台机器上打不开，现在不能刷脸。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "可以不刷脸。请选择别的办法。"), kAskStaff},
    Entry{"face.not-matched", "face-camera", QT_TRANSLATE_NOOP("Messages", "没有比对成功，不是您的错。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "可以再试一次，也可以请工作人员帮忙。"), kAskStaff,
          kNoMoreFaces},
    Entry{"face.not-alive", "face-camera", QT_TRANSLATE_NOOP("Messages", "没有看清楚是您本人在屏幕前。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请摘下口罩，正对屏幕，再试一次。也可以不刷脸。"), kAskStaff,
          kNoMoreFaces},
    Entry{"face.not-seen", "face-camera", QT_TRANSLATE_NOOP("Messages", "没有看到您的脸。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请站到屏幕前，再试一次。也可以不刷脸。"), kAskStaff, kNoMoreFaces},
    Entry{"face.covered", "face-mask", QT_TRANSLATE_NOOP("Messages", "脸被口罩遮住了，没有办法比对。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请摘下口罩，再试一次。不方便摘，可以不刷脸。"), kAskStaff,
          kNoMoreFaces},
    Entry{"face.unavailable face.no-near-infrared face.no-calibration face.calibration-damaged "
          "face.calibration-poor face.calibration-size vision.model-missing vision.model-damaged "
          "vision.model-refused vision.model-card vision.net vision.picture",
          "face-camera", QT_TRANSLATE_NOOP("Messages", "这台机器现在不能刷脸。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "可以不刷脸。请选择别的办法。"), kAskStaff},
    Entry{"face.comparison-unavailable", "face-camera",
          QT_TRANSLATE_NOOP("Messages", "现在没有办法比对照片，不能刷脸。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "可以不刷脸。请选择别的办法。"), kAskStaff},
    Entry{"camera.stalled camera.frozen camera.time-backwards face.stale-frames camera.unavailable "
          "service.missing-camera",
          "face-camera", QT_TRANSLATE_NOOP("Messages", "摄像头出了故障，现在不能刷脸。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "您还可以：查询、叫人帮忙。"), kStaffTold},
    Entry{"finger.not-matched", "finger-on-reader",
          QT_TRANSLATE_NOOP("Messages", "指纹没有比对成功，不是您的错。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "可以换一个手指再试，也可以用别的办法。"), kAskStaff, kNoMoreFingers},
    Entry{"finger.not-felt", "finger-on-reader", QT_TRANSLATE_NOOP("Messages", "没有感觉到手指。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请把手指平放在指纹仪上，再试一次。"), kAskStaff, kNoMoreFingers},
    Entry{"finger.unclear", "finger-on-reader", QT_TRANSLATE_NOOP("Messages", "没有看清手指。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请擦一擦手指，再轻轻按住。"), kAskStaff},
    Entry{"finger.item-unreadable finger.unavailable", "finger-on-reader",
          QT_TRANSLATE_NOOP("Messages", "现在不能用指纹。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请选择别的办法。"), kAskStaff},
    Entry{"staff.own-card", "staff-card", QT_TRANSLATE_NOOP("Messages", "这是您自己的身份证。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请拿走，让工作人员放上他自己的身份证。"), kNobody, kNoMoreStaff},
    Entry{"staff.not-listed staff.card-without-photo", "staff-card",
          QT_TRANSLATE_NOOP("Messages", "这张身份证不在工作人员名单里。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请拿走，换一位登记过的工作人员来核对。"), kNobody, kNoMoreStaff},
    Entry{"card.unavailable service.missing-idcard", "card-on-plate",
          QT_TRANSLATE_NOOP("Messages", "身份证读卡器出了故障。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "现在可以看办事指南，或者请工作人员帮忙。"), kStaffTold},
    Entry{"scanner.jammed", "paper-under-lens", QT_TRANSLATE_NOOP("Messages", "扫描仪里的纸卡住了。"),
          kNothingLost, QT_TRANSLATE_NOOP("Messages", "请不要用力拉，请工作人员帮忙。"), kStaffTold},
    Entry{"scanner.cover-open", "paper-under-lens", QT_TRANSLATE_NOOP("Messages", "扫描仪的盖子没有盖好。"),
          kNothingLost, QT_TRANSLATE_NOOP("Messages", "请盖好盖子，再试一次。"), kAskStaff},
    Entry{"scanner.no-paper documents.page-blank", "paper-under-lens",
          QT_TRANSLATE_NOOP("Messages", "扫描台上没有看到纸。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请把有字的一面朝上放好，再扫一次。"), kAskStaff},
    Entry{"scanner.unavailable service.missing-scanner", "paper-under-lens",
          QT_TRANSLATE_NOOP("Messages", "扫描仪现在不能用。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请等一会儿再试，或者请工作人员帮忙。"), kStaffTold},
    Entry{"documents.engine-missing documents.types-broken documents.unknown-type documents.image-invalid "
          "documents.image-too-large",
          "paper-under-lens", QT_TRANSLATE_NOOP("Messages", "机器现在看不了这份材料。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请再扫一次。还不行，就请工作人员帮忙。"), kAskStaff},
    Entry{"papers.offline papers.unavailable", "paper-under-lens",
          QT_TRANSLATE_NOOP("Messages", "现在查不到您以前交过的材料。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请扫描这次带来的。能以后补交的，点开那一份会写明。"), kAskStaff},
    Entry{"draft.not-kept", "person-helping", QT_TRANSLATE_NOOP("Messages", "您填的没能存下来。"),
          QT_TRANSLATE_NOOP("Messages", "填好的还在屏幕上，可以接着办。"),
          QT_TRANSLATE_NOOP("Messages", "请一次办完。中途走开，没存下来的要重新填。"), kStaffTold},
    Entry{"materials.missing", "paper-under-lens", QT_TRANSLATE_NOOP("Messages", "还有材料没有扫描。"),
          kNothingLost, QT_TRANSLATE_NOOP("Messages", "请扫描剩下的材料。能以后补交的，点开那一份会写明。"),
          kNobody},
    Entry{"printer.paper-out", "paper-empty", QT_TRANSLATE_NOOP("Messages", "打印纸用完了。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "加纸以后会自动接着打印，请稍等。"), kStaffTold, kNobody, true},
    Entry{"printer.paper-jam", "jam", QT_TRANSLATE_NOOP("Messages", "打印机卡纸了。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请不要用力拉纸。工作人员处理好以后会接着打印。"), kStaffTold,
          kNobody, true},
    Entry{"printer.door-open", "printer", QT_TRANSLATE_NOOP("Messages", "打印机的门没有关好。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "关好以后会自动接着打印，请稍等。"), kStaffTold, kNobody, true},
    Entry{"printer.toner-out", "printer", QT_TRANSLATE_NOOP("Messages", "打印机没有墨粉了。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "换好以后会自动接着打印，请稍等。"), kStaffTold, kNobody, true},
    Entry{"printer.output-full", "printer", QT_TRANSLATE_NOOP("Messages", "出纸口满了。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请先取走出来的纸，会自动接着打印。"), kAskStaff, kNobody, true},
    Entry{"printer.aborted printer.refused", "printer", QT_TRANSLATE_NOOP("Messages", "打印停下来了。"),
          QT_TRANSLATE_NOOP("Messages", "现在再试，打的还是这一份。"),
          QT_TRANSLATE_NOOP("Messages", "已经出来的请先收好。走开以后这一份作废，再查一次可以重新打。"),
          kStaffTold, kNobody, true},
    Entry{"printer.unavailable service.missing-printer", "printer",
          QT_TRANSLATE_NOOP("Messages", "打印机现在不能用。"),
          QT_TRANSLATE_NOOP("Messages", "您的记录没有变化。"),
          QT_TRANSLATE_NOOP("Messages", "请等一会儿再试，或者请工作人员帮忙。"), kStaffTold},
    Entry{"documents.slip-failed slip.failed service.missing-printer.slip", "printer",
          QT_TRANSLATE_NOOP("Messages", "小票没有打印出来。"),
          QT_TRANSLATE_NOOP("Messages", "您的申请已经存好，不受影响。"),
          QT_TRANSLATE_NOOP("Messages", "请用手机拍下屏幕上的码，凭它查询。"), kStaffTold},
    Entry{"network.offline service.missing-network", "network-off",
          QT_TRANSLATE_NOOP("Messages", "网络断了，现在不能查询和打印。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "要交材料的事情还可以办，网络恢复后自动送出。"), kStaffTold},
    Entry{"platform.foreign-answer platform.timed-out platform.unreachable", "network-off",
          QT_TRANSLATE_NOOP("Messages", "现在连不上政务平台。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请等一会儿再试一次。"), kAskStaff},
    Entry{"platform.busy platform.storage platform.database", "network-off",
          QT_TRANSLATE_NOOP("Messages", "现在办事的人很多，政务平台一时答不上来。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请等一会儿再试一次。"), kAskStaff},
    Entry{"platform.bad-answer platform.bad-request platform.rejected platform.untrusted", "network-off",
          QT_TRANSLATE_NOOP("Messages", "政务平台的回答不对，所以我们没有采用。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请再试一次，或者请工作人员帮忙。"), kStaffTold},
    Entry{"auth.clock", "network-off", QT_TRANSLATE_NOOP("Messages", "这台机器正在和政务平台对时间。"),
          kNothingLost, QT_TRANSLATE_NOOP("Messages", "请等一会儿再试一次。"), kAskStaff},
    Entry{"auth.signature", "network-off",
          QT_TRANSLATE_NOOP("Messages", "政务平台不认识这台机器，现在不能查询和打印。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "要交材料的事情还可以办，先存在这台机器上，登记好以后自动送出。"),
          kAskStaff},
    Entry{"seal.unavailable", "printer",
          QT_TRANSLATE_NOOP("Messages", "现在不能盖电子章，所以不打印，免得您拿到的证明没有用。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请等一会儿再试。"), kStaffTold},
    Entry{"proof.holder-mismatch proof.damaged", "printer",
          QT_TRANSLATE_NOOP("Messages", "开出来的证明和您本人对不上，所以不打印。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请再试一次，或者请工作人员帮忙。"), kStaffTold},
    Entry{"outbox.disk-full service.missing-storage", "person-helping",
          QT_TRANSLATE_NOOP("Messages", "这台机器现在不能收新材料，查询还可以用。"),
          QT_TRANSLATE_NOOP("Messages", "已经交的材料都还在。"),
          QT_TRANSLATE_NOOP("Messages", "请换一台机器，或者请工作人员帮忙。"), kStaffTold},
    Entry{"outbox.storage outbox.damaged outbox.too-new outbox.conflict outbox.invalid outbox.part-damaged "
          "outbox.unknown sealing.bad-key sealing.cannot-open submission.conflict",
          "person-helping", QT_TRANSLATE_NOOP("Messages", "您的申请没有存上，所以还没有交。"),
          QT_TRANSLATE_NOOP("Messages", "您填的内容还在屏幕上。"),
          QT_TRANSLATE_NOOP("Messages", "请再试一次，或者请工作人员帮忙。"), kStaffTold},
    Entry{"submission.already", "person-helping",
          QT_TRANSLATE_NOOP("Messages", "一样的申请您已经交过了，编号尾号 %3，不用再交。"),
          QT_TRANSLATE_NOOP("Messages", "先交的那一份照常办理。"),
          QT_TRANSLATE_NOOP("Messages", "想看进度，请用手机扫小票上的码。"), kNobody},
    Entry{"draft.restored", "person-helping", QT_TRANSLATE_NOOP("Messages", "找回了您上次填的内容。"),
          QT_TRANSLATE_NOOP("Messages", "一项也没有少。"), QT_TRANSLATE_NOOP("Messages", "可以接着填。"),
          kNobody},
    Entry{"power.lost", "power", QT_TRANSLATE_NOOP("Messages", "停电了，这台机器很快会关。"),
          QT_TRANSLATE_NOOP("Messages", "您填的内容已经存好。"),
          QT_TRANSLATE_NOOP("Messages", "来电以后请按“开始办理”，选刚才办的事，再放身份证。"), kNobody},
    Entry{"power.restored", "power", QT_TRANSLATE_NOOP("Messages", "刚才停电了。"),
          QT_TRANSLATE_NOOP("Messages", "您填的内容已经存好。"),
          QT_TRANSLATE_NOOP("Messages", "请按“开始办理”，选刚才办的事，再放身份证。"), kNobody},
    Entry{"help.called", "person-helping", QT_TRANSLATE_NOOP("Messages", "正在通知工作人员。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "可以等一等，也可以接着办，或者白天再来。"), kNobody},
    Entry{"device.gone device.not-found device.not-open device.address device.hardware device.protocol "
          "device.unknown",
          "person-helping", QT_TRANSLATE_NOOP("Messages", "机器的一个部分断开了。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "请等一会儿再试一次。"), kStaffTold},
    Entry{"device.busy", "person-helping", QT_TRANSLATE_NOOP("Messages", "机器还在忙上一件事。"),
          kNothingLost, QT_TRANSLATE_NOOP("Messages", "请等几秒再试一次。"), kAskStaff},
    Entry{"base.timed-out", "person-helping", QT_TRANSLATE_NOOP("Messages", "等的时间有点长，还没有结果。"),
          kNothingLost, QT_TRANSLATE_NOOP("Messages", "请再试一次。"), kAskStaff},
    Entry{"base.cancelled", "person-helping", QT_TRANSLATE_NOOP("Messages", "已经停下来了。"), kNothingLost,
          QT_TRANSLATE_NOOP("Messages", "想继续，请再试一次。"), kNobody},
    Entry{"field.required", "person-helping", QT_TRANSLATE_NOOP("Messages", "这一项需要填写。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.phone", "person-helping",
          QT_TRANSLATE_NOOP("Messages", "这不是手机号。手机号是 1 开头的 11 位数字，请再看一看。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.id-number", "person-helping",
          QT_TRANSLATE_NOOP("Messages", "身份证号是 18 位，请再看一看。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.digits", "person-helping", QT_TRANSLATE_NOOP("Messages", "这里只填数字，请再看一看。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.date", "person-helping",
          QT_TRANSLATE_NOOP("Messages", "没有这一天，请再看一看。先填年，再填月和日。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.date-range", "person-helping",
          QT_TRANSLATE_NOOP("Messages", "这一天太早或者太晚，请再看一看年份。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.choice", "person-helping", QT_TRANSLATE_NOOP("Messages", "请从下面选一个。"), kNobody,
          QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
    Entry{"field.too-long", "person-helping", QT_TRANSLATE_NOOP("Messages", "字太多了，请写短一点。"),
          kNobody, QT_TRANSLATE_NOOP("Messages", "请填好再继续。"), kNobody},
};

constexpr Entry kGeneral{"",
                         "person-helping",
                         QT_TRANSLATE_NOOP("Messages", "这一步没有办成，不是您的错。"),
                         kNothingLost,
                         QT_TRANSLATE_NOOP("Messages", "请再试一次，或者请工作人员帮忙。"),
                         kAskStaff};

template <typename Visit>
void forEachCode(std::string_view codes, Visit visit) {
  while (!codes.empty()) {
    const auto end = std::min(codes.find(' '), codes.size());
    visit(codes.substr(0, end));
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
}

const Entry* find(std::string_view code) {
  for (const Entry& entry : kEntries) {
    bool found = false;
    forEachCode(entry.codes, [&](std::string_view each) { found = found || each == code; });
    if (found) {
      return &entry;
    }
  }
  // The slip printer's troubles carry the printer's code behind this prefix.
  return code.starts_with("slip.") && code != "slip.failed" ? find("slip.failed") : nullptr;
}

QString say(const char* text) {
  return *text == '\0' ? QString() : QCoreApplication::translate("Messages", text);
}

Message messageOf(const Entry& entry) {
  return {say(entry.what), say(entry.kept), say(entry.now), say(entry.help),
          QString::fromLatin1(entry.picture)};
}

}  // namespace

Message message(const std::string& code) {
  const Entry* entry = find(code);
  return messageOf(entry != nullptr ? *entry : kGeneral);
}

Message message(const workflow::Trouble& trouble, bool online) {
  const Entry* found = find(trouble.code);
  const Entry& entry = found != nullptr ? *found : kGeneral;
  Message words = messageOf(entry);
  if (words.help == say(kStaffTold)) {
    // Said only where it has been done; what is sent later is not there yet.
    const char* told = online ? kStaffTold : kStaffToldLater;
    words.help = say(trouble.staffTold ? told : kAskStaff);
  }
  if (!trouble.canRetry && *entry.end != '\0') {
    words.now = say(entry.end);
  }
  if (entry.countsSheets && trouble.sheetsMissing > 0) {
    words.what += say(trouble.sheetsOut > 0 ? kSomeOut : kNoneOut);
  }
  words.what.replace(QStringLiteral("%1"), QString::number(trouble.sheetsOut));
  words.what.replace(QStringLiteral("%2"), QString::number(trouble.sheetsMissing));
  words.what.replace(QStringLiteral("%3"), QString::fromStdString(trouble.caseNumberTail));
  return words;
}

bool hasOwnMessage(const std::string& code) {
  return find(code) != nullptr;
}

std::vector<std::string> messageCodes() {
  std::vector<std::string> codes;
  for (const Entry& entry : kEntries) {
    forEachCode(entry.codes, [&](std::string_view each) { codes.emplace_back(each); });
  }
  return codes;
}

}  // namespace xiaowu::viewmodels
