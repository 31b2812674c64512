#include "tests/journey/kiosk/Walks.h"

namespace xiaowu::journey {

void toGuide(Cabin& cabin, const QString& item) {
  cabin.at(u"attract"_s);
  cabin.to(u"开始办理"_s, u"items"_s);
  cabin.to(item, u"guide"_s);
}

void toCard(Cabin& cabin, const QString& item) {
  toGuide(cabin, item);
  cabin.to(u"下一步"_s, u"consent"_s);
  cabin.to(u"同意"_s, u"card"_s);
}

void toFaceConsent(Cabin& cabin, const Resident& who) {
  toCard(cabin, kQuery);
  (void)cabin.person(u"card.put"_s, who);
  cabin.at(u"faceConsent"_s);
}

void toRecord(Cabin& cabin, const Resident& who) {
  toFaceConsent(cabin, who);
  (void)cabin.person(u"face.show"_s, who);
  cabin.tap(u"同意"_s);
  cabin.at(u"record"_s, std::chrono::seconds{60});
}

void toForm(Cabin& cabin, const Resident& who) {
  toCard(cabin, kApplication);
  (void)cabin.person(u"card.put"_s, who);
  const auto isKnown = [](const QJsonObject& status) {
    return status[u"step"_s] == u"form"_s || status[u"step"_s] == u"draftOffer"_s;
  };
  cabin.waitFor(isKnown, u"the form, or what was handed in before"_s, std::chrono::seconds{30});
  if (cabin.kiosk().step() == u"draftOffer"_s && cabin.texts().contains(u"再办一件新的"_s)) {
    cabin.tap(u"再办一件新的"_s);
  }
  cabin.at(u"form"_s);
}

void openSealedDraft(Cabin& cabin, const Resident& who) {
  cabin.at(u"draftOffer"_s);
  cabin.seesNothingOf(who);
  (void)cabin.person(u"face.show"_s, who);
  cabin.to(u"接着上次的填"_s, u"faceConsent"_s);
  cabin.tap(u"同意"_s);
  cabin.at(u"form"_s, std::chrono::seconds{60});
}

void fillForm(Cabin& cabin) {
  const auto type = [&](const QString& digits) { (void)cabin.command(u"ui.type"_s, {{u"keys"_s, digits}}); };
  cabin.tap(u"下一步"_s);
  cabin.sees(u"手机号码"_s);
  cabin.tap(u"清空"_s);  // a draft may hold the beginning of it
  type(u"13812345678"_s);
  cabin.tap(u"下一步"_s);
  cabin.tap(u"第一个"_s);
  cabin.tap(u"下一步"_s);
  cabin.sees(u"预产期或出生日期"_s);
  type(u"20270315"_s);
  cabin.to(u"下一步"_s, u"materials"_s);
}

void scanPaper(Cabin& cabin, const QString& document, const Resident& who) {
  cabin.to(u"扫描"_s, u"scan"_s);
  (void)cabin.command(u"scan.put"_s, {{u"document"_s, document}, {u"person"_s, who.id}});
  cabin.tap(u"开始扫描"_s);
}

void acceptPaper(Cabin& cabin) {
  if (const auto found = cabin.kiosk().tap(u"使用这一页"_s, std::chrono::seconds{60}); !found) {
    cabin.failed(QString::fromStdString(describe(found.error())));
  }
  cabin.at(u"materials"_s);
}

void promise(Cabin& cabin) {
  cabin.to(u"先承诺以后补交"_s, u"promise"_s);
  cabin.to(u"我承诺"_s, u"materials"_s);
}

void settleMaterials(Cabin& cabin, const Resident& who) {
  for (const auto& document : {u"marriage"_s, u"hukou"_s}) {
    scanPaper(cabin, document, who);
    acceptPaper(cabin);
  }
  promise(cabin);
  cabin.sees(u"以后补交"_s);
}

void sign(Cabin& cabin) {
  const QJsonArray points{QJsonArray{0.2, 0.3}, QJsonArray{0.45, 0.3}, QJsonArray{0.3, 0.7},
                          QJsonArray{0.8, 0.4}};
  (void)cabin.command(u"ui.stroke"_s, {{u"name"_s, u"签名框"_s}, {u"points"_s, points}});
}

void reviewAndSign(Cabin& cabin) {
  if (cabin.kiosk().step() == u"materials"_s) {
    cabin.to(u"下一步"_s, u"review"_s);
  }
  cabin.to(u"确认"_s, u"signature"_s);
  sign(cabin);
}

void handIn(Cabin& cabin) {
  cabin.tap(u"签好了"_s);
  cabin.at(u"receipt"_s, std::chrono::seconds{60});
}

void leave(Cabin& cabin) {
  if (cabin.kiosk().step() == u"receipt"_s) {
    cabin.sees(u"小票已经出来了"_s);
  }
  cabin.to(u"完成"_s, u"rating"_s);
  cabin.to(u"满意"_s, u"farewell"_s);
  cabin.to(u"回到首页"_s, u"attract"_s);
  cabin.liftCard();
}

void applyFromForm(Cabin& cabin, const Resident& who) {
  fillForm(cabin);
  settleMaterials(cabin, who);
  reviewAndSign(cabin);
  handIn(cabin);
}

void giveUp(Cabin& cabin) {
  for (int page = 0; page < 12 && cabin.kiosk().step() != u"attract"_s; ++page) {
    const auto status = cabin.status();
    const bool isTold = !status[u"trouble"_s].toString().isEmpty();
    const auto step = status[u"step"_s].toString();
    auto button = step == u"farewell"_s ? u"回到首页"_s : u"返回"_s;
    if (status[u"masked"_s].toBool()) {
      cabin.tap(u"不办了，退出"_s);
      continue;
    }
    if (isTold) {
      button = cabin.texts().contains(u"先不试了"_s) ? u"先不试了"_s : u"知道了"_s;
    }
    cabin.tap(button);
  }
  cabin.at(u"attract"_s);
  cabin.liftCard();
}

}  // namespace xiaowu::journey
