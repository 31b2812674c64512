// Papers that nobody asked for.
#include "drivers/scanner/simulator/papers/internal/Sheets.h"

#include <array>

namespace xiaowu::simulator {
namespace {

const TextStyle kTicketCell{Face::Song, 3.4, false, 0, {0.12, 0.12, 0.12}};

}  // namespace

Image drawMedicalBill(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(190, 110, order.dpi, {0.95, 0.965, 0.975});
  canvas.centred(95, 13, "湖南省医疗门诊收费票据", {Face::Song, 6.4, true, 0.6, {0.05, 0.05, 0.05}});
  canvas.text(12, 26, "票据代码：43060124", kTicketCell);
  canvas.text(78, 26, "票据号码：0031846275", kTicketCell);
  canvas.text(140, 26, "开票日期：" + content.date, kTicketCell);
  canvas.text(12, 35, "交款人：" + content.person.card.name, kTicketCell);
  canvas.text(78, 35, "医疗机构类型：乡镇卫生院", kTicketCell);
  const std::array<std::pair<const char*, const char*>, 4> lines{
      {{"门诊诊察费", "12.00"}, {"血常规化验费", "35.00"}, {"西药费", "86.40"}, {"中成药费", "41.50"}}};
  double y = 47;
  canvas.text(14, y, "项目名称", kTicketCell);
  canvas.text(120, y, "金额（元）", kTicketCell);
  for (const auto& [name, amount] : lines) {
    y += 8;
    canvas.text(14, y, name, kTicketCell);
    canvas.text(120, y, amount, kTicketCell);
  }
  canvas.text(12, 92, "金额合计（大写）：壹佰柒拾肆元玖角整", kTicketCell);
  canvas.text(12, 101, "收款单位：湘阴县清溪镇中心卫生院", kTicketCell);
  stampUnless(canvas, order, {"湘阴县清溪镇中心卫生院", "收费专用章", 160, 80, 19, 0}, random);
  markSample(canvas, 178, 106);
  return canvas.finish();
}

Image drawTrainTicket(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(86, 54, order.dpi, {0.86, 0.93, 0.97});
  canvas.waves({0.8, 0.9, 0.95}, 6, random);
  const TextStyle station{Face::Hei, 5.2, true, 0, {0.05, 0.05, 0.05}};
  canvas.text(5, 5, "Z" + padded(static_cast<unsigned>(random() % 1000000), 6),
              {Face::Mono, 3.4, false, 0, {0.75, 0.15, 0.15}});
  canvas.text(62, 5, "检票：12A", kTicketCell);
  canvas.text(8, 13, "长沙南站", station);
  canvas.text(35, 12, "G" + padded(1 + static_cast<unsigned>(random() % 900), 3),
              {Face::Hei, 4.6, false, 0, {0.05, 0.05, 0.05}});
  canvas.text(56, 13, "广州南站", station);
  canvas.text(8, 24, printedDate(content.date) + "09:36开", kTicketCell);
  canvas.text(58, 24, "03车07A号", kTicketCell);
  canvas.text(8, 31, "￥314.0元", kTicketCell);
  canvas.text(58, 31, "二等座", kTicketCell);
  canvas.text(8, 37, "限乘当日当次车", kTicketCell);
  const std::string number =
      content.person.card.number.size() == 18
          ? content.person.card.number.substr(0, 10) + "****" + content.person.card.number.substr(14)
          : "";
  canvas.text(8, 43, number + " " + content.person.card.name, kTicketCell);
  canvas.text(8, 49, "买票请到12306 发货请到95306", {Face::Song, 2.8, false, 0, {0.12, 0.12, 0.12}});
  markSample(canvas, 76, 49);
  return canvas.finish();
}

Image drawPlainLetter(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(210, 297, order.dpi, {0.975, 0.972, 0.965});
  const TextStyle body{valueFace(order, Face::Song), 5.6, false, 0, {0.07, 0.07, 0.08}};
  struct Draft {
    const char* title;
    const char* text;
  };
  static constexpr std::array<Draft, 4> kDrafts{
      {{"会 议 通 知",
        "　　定于本周五下午三点在镇政府三楼会议室召开秋季农田水利工作会议，请各村负责人准时参加，并带上本村沟"
        "渠清淤情况的汇报材料。"},
       {"感 谢 信",
        "　　上月家中老人突发疾病，贵单位工作人员及时送医并垫付了费用，我们全家非常感动，特写此信表示衷心的感"
        "谢，祝各位身体健康、工作顺利。"},
       {"租 房 合 同",
        "　　甲方将位于东风路的房屋一套出租给乙方居住，租期一年，每月租金八百元，按季度支付。租期内水电费由乙"
        "方承担，房屋主体维修由甲方负责。"},
       {"情 况 说 明",
        "　　因本人保管不慎，上月在搬家途中遗失部分资料，已登报声明作废。由此产生的一切后果由本人承担，与他人"
        "无关。"}}};
  const auto& draft = kDrafts[static_cast<std::size_t>(random() % kDrafts.size())];
  canvas.centred(105, 38, draft.title, {Face::Song, 10.5, true, 0, {0.03, 0.03, 0.03}});
  double y = 62;
  paragraph(canvas, draft.text, y, 28, 184, body);
  y += 18;
  canvas.text(184 - canvas.width(content.person.card.name, body), y, content.person.card.name, body);
  const std::string date = printedDate(content.date);
  canvas.text(184 - canvas.width(date, body), y + 12, date, body);
  markSample(canvas, 24, 285);
  return canvas.finish();
}

}  // namespace xiaowu::simulator
