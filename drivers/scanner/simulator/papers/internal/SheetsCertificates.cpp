// Certificates of offices and schools: business licence, real-estate certificate, degree certificate.
#include "drivers/scanner/simulator/papers/internal/Sheets.h"

#include <array>

namespace xiaowu::simulator {

Image drawLicence(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(297, 210, order.dpi, {0.985, 0.975, 0.94});
  canvas.waves({0.96, 0.94, 0.885}, 14, random);
  const TextStyle label{Face::Song, 4.2, false, 0, {0.15, 0.13, 0.1}};
  const TextStyle value{valueFace(order, Face::Song), 5, false, 0, {0.05, 0.05, 0.06}};
  canvas.centred(148, 52, "营 业 执 照", {Face::Song, 17, true, 0, {0.1, 0.08, 0.06}});
  canvas.text(32, 62, "统一社会信用代码", {Face::Song, 4.2, true, 0, {0.15, 0.13, 0.1}});
  canvas.text(32, 70, content.firm.creditCode, {Face::Song, 5.2, true, 0, {0.05, 0.05, 0.06}});
  const std::array<std::pair<const char*, std::string>, 4> left{{{"名    称", content.firm.name},
                                                                 {"类    型", content.firm.type},
                                                                 {"法定代表人", content.person.card.name},
                                                                 {"经营范围", ""}}};
  double y = 88;
  for (const auto& [name, text] : left) {
    canvas.text(32, y, name, label);
    canvas.text(62, y, text, value);
    y += 12.5;
  }
  y -= 12.5;
  paragraph(canvas,
            "建筑材料、五金交电、日用百货批发零售；农业技术推广服务。（依法须经批准的项目，经相关部门批准后方"
            "可开展经营活动）",
            y, 62, 150, value);
  const std::array<std::pair<const char*, std::string>, 3> right{
      {{"注册资本", content.firm.capital},
       {"成立日期", printedDate(content.firm.founded)},
       {"住    所", ""}}};
  y = 88;
  for (const auto& [name, text] : right) {
    canvas.text(168, y, name, label);
    canvas.text(192, y, text, value);
    y += 12.5;
  }
  y -= 12.5;
  paragraph(canvas, content.firm.address, y, 192, 270, value);
  canvas.text(180, 160, "登记机关", label);
  canvas.text(205, 182, printedDate(content.date), value);
  stampUnless(canvas, order, {content.firm.registrar, "", 232, 168, 20.5, 0}, random);
  markSample(canvas, 276, 200);
  return canvas.finish();
}

Image drawRealEstate(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(148, 210, order.dpi, {0.985, 0.97, 0.965});
  canvas.waves({0.965, 0.93, 0.925}, 14, random);
  const TextStyle label{Face::Song, 3.7, false, 0, {0.12, 0.12, 0.12}};
  const TextStyle value{valueFace(order, Face::Song), 3.7, false, 0, {0.05, 0.05, 0.06}};
  canvas.text(28, 18, content.property.certificate, {Face::Song, 4.4, false, 0, {0.1, 0.1, 0.1}});
  const auto& unit = content.property.unit;
  const std::array<std::pair<const char*, std::string>, 10> rows{
      {{"权利人", content.person.card.name},
       {"共有情况", "单独所有"},
       {"坐落", content.person.card.address},
       {"不动产单元号",
        unit.substr(0, 6) + " " + unit.substr(6, 6) + " " + unit.substr(12, 7) + " " + unit.substr(19)},
       {"权利类型", "国有建设用地使用权/房屋所有权"},
       {"权利性质", "出让/市场化商品房"},
       {"用途", "城镇住宅用地/住宅"},
       {"面积", "房屋建筑面积98.45㎡"},
       {"使用期限", "2012年05月01日起2082年04月30日止"},
       {"权利其他状况", "房屋结构：钢筋混凝土"}}};
  constexpr double kTop = 28;
  constexpr double kRow = 13;
  const Colour rule{0.3, 0.3, 0.3};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double middle = kTop + (static_cast<double>(row) + 0.5) * kRow;
    canvas.text(13, middle, rows[row].first, label);
    // A long place goes on in a second line of the same cell.
    double y = canvas.width(rows[row].second, value) > 94 ? middle - 2.8 : middle;
    TextStyle style = value;
    style.size = 3.5;
    paragraph(canvas, rows[row].second, y, 41, 135, y < middle ? style : value);
  }
  for (std::size_t line = 0; line <= rows.size(); ++line) {
    canvas.line(11, kTop + static_cast<double>(line) * kRow, 137, kTop + static_cast<double>(line) * kRow,
                0.22, rule);
  }
  for (const double column : {11.0, 38.0, 137.0}) {
    canvas.line(column, kTop, column, kTop + static_cast<double>(rows.size()) * kRow, 0.22, rule);
  }
  stampUnless(canvas, order, {content.county + "自然资源局", "不动产登记专用章", 108, 182, 20, 0}, random);
  markSample(canvas, 14, 202);
  return canvas.finish();
}

Image drawDegree(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(285, 210, order.dpi, {0.985, 0.975, 0.95});
  canvas.waves({0.965, 0.945, 0.9}, 12, random);
  const TextStyle body{valueFace(order, Face::Kai), 6.4, false, 0, {0.06, 0.06, 0.07}};
  const auto& degree = content.degree;
  const auto bar = degree.subject.find('|');
  canvas.centred(142, 48, "学 士 学 位 证 书", {Face::Song, 13, true, 0, {0.4, 0.1, 0.1}});
  double y = 76;
  const std::string birth = birthText(content.person);
  paragraph(canvas,
            "　　" + content.person.card.name + "，" + sexText(content.person) + "，" +
                std::to_string(std::stoi(birth.substr(0, 4))) + "年" +
                std::to_string(std::stoi(birth.substr(5, 2))) + "月" +
                std::to_string(std::stoi(birth.substr(8, 2))) + "日生。在" + degree.school +
                degree.subject.substr(0, bar) +
                "专业完成了本科学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予" +
                degree.subject.substr(bar + 1) + "学士学位。",
            y, 48, 240, body);
  canvas.text(48, 158, degree.school, {Face::Song, 6.4, true, 0, {0.06, 0.06, 0.07}});
  canvas.text(150, 158, "学位评定委员会主席", body);
  canvas.text(48, 182, "证书编号：" + degree.number, {Face::Song, 5, false, 0, {0.06, 0.06, 0.07}});
  canvas.text(178, 182, printedDate(degree.date), body);
  stampUnless(canvas, order, {degree.school, "", 92, 160, 20, 0}, random);
  markSample(canvas, 262, 200);
  return canvas.finish();
}

}  // namespace xiaowu::simulator
