#include "ui/simulator/panel/PanelWords.h"

#include <QHash>
#include <QStringList>

#include <utility>

namespace xiaowu::panel::words {
namespace {

using Words = QHash<QString, QString>;

QString q(const char* text) {
  return QString::fromUtf8(text);
}

Words tableOf(std::initializer_list<std::pair<const char*, const char*>> rows) {
  Words table;
  for (const auto& [key, words] : rows) {
    table.insert(q(key), q(words));
  }
  return table;
}

const Words& steps() {
  static const Words table = tableOf({{"attract", "首页"},
                                      {"items", "选要办的事"},
                                      {"guide", "办事说明"},
                                      {"consent", "同意读身份证"},
                                      {"card", "放身份证"},
                                      {"faceConsent", "同意刷脸"},
                                      {"face", "刷脸"},
                                      {"otherWays", "不刷脸的办法"},
                                      {"finger", "按指纹"},
                                      {"staffCard", "工作人员放卡"},
                                      {"staffCheck", "工作人员核对"},
                                      {"fetching", "正在查询"},
                                      {"record", "看查询结果"},
                                      {"printing", "正在打印"},
                                      {"result", "取证明"},
                                      {"draftOffer", "上次没填完"},
                                      {"form", "填表"},
                                      {"materials", "材料"},
                                      {"promise", "承诺补交"},
                                      {"scan", "扫描"},
                                      {"review", "核对"},
                                      {"signature", "签名"},
                                      {"submitting", "正在提交"},
                                      {"receipt", "回执"},
                                      {"rating", "评价"},
                                      {"farewell", "再见"}});
  return table;
}

const Words& hints() {
  static const Words table =
      tableOf({{"attract", "在晓屋屏幕上按“开始办理”。"},
               {"items", "在晓屋屏幕上选一件事。"},
               {"guide", "看完说明，在晓屋屏幕上按“下一步”。"},
               {"consent", "在晓屋屏幕上按“同意”。"},
               {"card", "在这里按“放卡”。"},
               {"faceConsent", "在晓屋屏幕上按“同意”，再到这里按“本人”。"},
               {"face", "在这里按“本人”，让脸出现在摄像头前。"},
               {"otherWays", "在晓屋屏幕上选一种办法。"},
               {"finger", "在晓屋屏幕上按“同意”，再到这里按“按手指”。"},
               {"staffCard", "先在这里按“拿走”；再选周敏，按“工作人员的卡”。"},
               {"staffCheck", "在晓屋屏幕上选原因、确认，再到这里按“拿走”。"},
               {"fetching", "等一等，正在向平台查询。"},
               {"record", "在晓屋屏幕上按“打印”。"},
               {"printing", "等纸出来；可以在这里试“缺纸”“卡纸”。"},
               {"result", "在晓屋屏幕上按“完成”。"},
               {"draftOffer", "在晓屋屏幕上按“接着上次的填”。"},
               {"form", "在晓屋屏幕上回答问题。"},
               {"materials", "在晓屋屏幕上按“扫描”，或者承诺以后补交。"},
               {"promise", "在晓屋屏幕上按“我承诺”。"},
               {"scan", "在这里放上要的那份纸，再到晓屋屏幕上按“开始扫描”；看清楚了，按“使用这一页”。"},
               {"review", "核对以后，在晓屋屏幕上按“确认”。"},
               {"signature", "用鼠标在晓屋的框里写名字，再按“签好了”。"},
               {"submitting", "等一等，正在送到平台。"},
               {"receipt", "在晓屋屏幕上按“完成”。"},
               {"rating", "在晓屋屏幕上点一个评价。"},
               {"farewell", "在这里按“拿走”，把身份证拿走。"}});
  return table;
}

/// Orders with a person: "%1" is the name.
const Words& orders() {
  static const Words table = tableOf({{"card.put", "放上%1的身份证"},
                                      {"staffcard.put", "放上工作人员%1的身份证"},
                                      {"card.remove", "拿走身份证"},
                                      {"card.hang", "读卡器不应答"},
                                      {"card.unplug", "拔掉读卡器的线"},
                                      {"finger.touch", "%1按手指"},
                                      {"finger.unclear", "按得不清楚"},
                                      {"finger.unplug", "拔掉指纹仪的线"},
                                      {"face.show", "%1站到摄像头前"},
                                      {"face.second", "%1也站到摄像头前"},
                                      {"face.gone", "摄像头前的人走开"},
                                      {"cam.unplug", "拔掉摄像头的线"},
                                      {"cam.nirunplug", "拔掉红外摄像头的线"},
                                      {"cam.freeze", "摄像头画面停住"},
                                      {"light.low", "光线变暗"},
                                      {"scan.put", "在高拍仪上放%1的%2"},
                                      {"scan.clear", "拿走高拍仪上的纸"},
                                      {"scan.jam", "高拍仪卡纸"},
                                      {"scan.unplug", "拔掉高拍仪的线"},
                                      {"net.down", "断网"},
                                      {"net.up", "网络恢复"},
                                      {"net.slow", "网络变慢"},
                                      {"net.halfreply", "平台收到了，回答丢了"},
                                      {"server.500", "平台出错一次"},
                                      {"server.409", "平台说重复一次"},
                                      {"server.slow", "平台慢一次"},
                                      {"server.clear", "平台恢复正常"},
                                      {"seal.down", "不能盖电子章"},
                                      {"seal.up", "能盖电子章了"},
                                      {"power.cut", "停电"},
                                      {"disk.fill", "磁盘满"},
                                      {"clock.shift", "调时钟"},
                                      {"status", "查看状态"},
                                      {"metrics", "查看指标"},
                                      {"help", "列出命令"},
                                      {"print.paperout", "打印机缺纸"},
                                      {"print.refill", "打印机加纸"},
                                      {"print.jam", "打印机卡纸"},
                                      {"print.clear", "取出打印机里卡的纸"},
                                      {"print.off", "打印机断电"},
                                      {"print.lowtoner", "打印机墨粉少"},
                                      {"slip.paperout", "小票机缺纸"},
                                      {"slip.refill", "小票机加纸"},
                                      {"slip.jam", "小票机卡纸"},
                                      {"slip.clear", "取出小票机里卡的纸"},
                                      {"slip.off", "小票机断电"},
                                      {"slip.lowtoner", "小票机墨粉少"}});
  return table;
}

const Words& papers() {
  static const Words table = tableOf({{"marriage", "结婚证"},
                                      {"hukou", "户口页"},
                                      {"letter", "居住证明"},
                                      {"idfront", "身份证人像面"},
                                      {"idback", "身份证国徽面"},
                                      {"bankcard", "银行卡"}});
  return table;
}

const Words& flaws() {
  static const Words table = tableOf({{"noseal", "没有章"},
                                      {"copy", "复印件"},
                                      {"forgedseal", "假章"},
                                      {"wrongperson", "别人的"},
                                      {"expired", "过期"},
                                      {"blurred", "模糊"},
                                      {"upside-down", "放倒了"},
                                      {"blank", "白纸"},
                                      {"wrong", "别的纸"}});
  return table;
}

const Words& states() {
  static const Words table = tableOf({{"unplugged", "线拔掉了"},
                                      {"hang", "不应答"},
                                      {"frozen", "画面停住"},
                                      {"jam", "卡纸"},
                                      {"paperout", "缺纸"},
                                      {"off", "断电"},
                                      {"lowtoner", "墨粉少"},
                                      {"door", "门开着"},
                                      {"nottaken", "纸没有取走"},
                                      {"down", "断了"},
                                      {"slow", "很慢"},
                                      {"halfreply", "回答会丢"},
                                      {"no-simulator", "真机"}});
  return table;
}

bool isLaid(const QVariantMap& states) {
  return !states.value(q("card")).toString().isEmpty();
}

}  // namespace

QString step(const QString& name) {
  return steps().value(name, name);
}

QString next(const QString& step, const QVariantMap& states) {
  if (step == q("farewell") && !isLaid(states)) {
    return q("办完了。在晓屋屏幕上按“回到首页”，可以再试一件事，也可以试“停电”。");
  }
  if (step == q("face") && !states.value(q("face")).toString().isEmpty()) {
    return q("等一等，正在比对。");
  }
  return hints().value(step, q("等晓屋的屏幕出来。"));
}

QString nextOrder(const QString& step, const QVariantMap& states) {
  const bool hasFace = !states.value(q("face")).toString().isEmpty();
  const bool hasPaper = !states.value(q("paper")).toString().isEmpty();
  if (step == q("card")) {
    return q("card.put");
  }
  if (step == q("face") && !hasFace) {
    return q("face.show");
  }
  if (step == q("scan") && !hasPaper) {
    return q("scan.put");
  }
  return step == q("farewell") && isLaid(states) ? q("card.remove") : QString();
}

QString order(const QString& line, const std::function<QString(const QString&)>& personName) {
  QStringList parts = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  if (parts.isEmpty() || !orders().contains(parts.first())) {
    return line;
  }
  QString said = orders().value(parts.takeFirst());
  QString person;
  QString paper;
  for (const QString& part : std::as_const(parts)) {
    const QString value = part.section(QLatin1Char('='), 1);
    if (part.startsWith(q("person="))) {
      person = personName(value);
    } else if (part.startsWith(q("document="))) {
      paper = papers().value(value, value);
    } else if (part == q("on=false")) {
      said = q("不再：") + said;
    }
  }
  said.replace(q("%1"), person);
  return said.replace(q("%2"), paper);
}

QString paper(const QString& lying, const std::function<QString(const QString&)>& personName) {
  const QStringList parts = lying.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  if (parts.size() < 2) {
    return lying;
  }
  const QString what = personName(parts.at(1)) + q("的") + papers().value(parts.first(), parts.first());
  return parts.size() < 3 ? what : what + q("，") + flaws().value(parts.at(2), parts.at(2));
}

QString state(const QString& name) {
  return states().value(name, name);
}

}  // namespace xiaowu::panel::words
