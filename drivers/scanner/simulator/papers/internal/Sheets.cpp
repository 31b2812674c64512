// Papers of a household: marriage certificate, register page, proof of residence; and what the other drawings
// share.
#include "drivers/scanner/simulator/papers/internal/Sheets.h"

#include <array>

namespace xiaowu::simulator {
namespace {

const TextStyle kLabel{Face::Song, 3.9, false, 0, {0.1, 0.1, 0.12}};
const TextStyle kValue{Face::Kai, 4.3, false, 0, {0.05, 0.05, 0.07}};
const TextStyle kDigits{Face::Song, 4.3, false, 0, {0.05, 0.05, 0.07}};
const TextStyle kCellValue{Face::Song, 3.7, false, 0, {0.05, 0.05, 0.07}};
const TextStyle kCell{Face::Song, 3.4, false, 0, {0.12, 0.12, 0.12}};

}  // namespace

void markSample(Canvas& canvas, double x, double y) {
  canvas.text(x, y, "样本", {Face::Hei, 2.2, false, 0.6, {0.62, 0.62, 0.66}});
}

void stampUnless(Canvas& canvas, const PaperOrder& order, SealStamp seal, std::mt19937_64& random) {
  if (order.flaw == PaperFlaw::NoSeal) {
    return;
  }
  if (order.flaw == PaperFlaw::ForgedSeal) {
    seal.title = "湘阳县清溪镇人民政务办公室";  // one letter off in the county's name, and no such office
  }
  seal.degrees = static_cast<double>(random() % 31) - 15.0;
  canvas.stamp(seal, random);
}

Face valueFace(const PaperOrder& order, Face usual) {
  if (!order.person.empty()) {
    return usual;
  }
  constexpr std::array<Face, 3> kFaces{Face::Song, Face::Hei, Face::Kai};
  return kFaces[(order.seed / 3) % kFaces.size()];
}

void paragraph(Canvas& canvas, const std::string& text, double& y, double left, double right,
               const TextStyle& style) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) {
      ++next;
    }
    // A number is not broken across lines, as word processors do.
    const auto isDigit = [&](std::size_t index) {
      return index < text.size() && text[index] >= '0' && text[index] <= '9';
    };
    while (isDigit(at) && (isDigit(next) || (next < text.size() && text[next] == 'X'))) {
      ++next;
    }
    const std::string letter = text.substr(at, next - at);
    const bool closing = letter == "，" || letter == "。";
    if (!closing && canvas.width(line + letter, style) > right - left) {
      canvas.text(left, y, line, style);
      line.clear();
      y += style.size * 1.9;
    }
    line += letter;
    at = next;
  }
  canvas.text(left, y, line, style);
  y += style.size * 1.9;
}

Image drawMarriage(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  TextStyle value = kValue;
  value.face = valueFace(order, value.face);
  Canvas canvas(176, 125, order.dpi, {0.965, 0.905, 0.91});
  canvas.waves({0.93, 0.85, 0.86}, 12, random);
  const std::array<std::pair<const char*, std::string>, 4> head{{{"持证人", content.person.card.name},
                                                                 {"登记日期", printedDate(content.date)},
                                                                 {"结婚证字号", content.number},
                                                                 {"备注", "无"}}};
  double y = 15;
  for (const auto& [label, text] : head) {
    canvas.text(11, y, label, kLabel);
    canvas.text(46, y, text, value);
    y += 10;
  }
  const auto [first, second] = couple(content);
  y = 63;
  for (const Person* person : {first, second}) {
    canvas.text(11, y, "姓 名", kLabel);
    canvas.text(39, y, person->card.name, value);
    canvas.text(86, y, "性 别", kLabel);
    canvas.text(113, y, sexText(*person), value);
    canvas.text(11, y + 9.5, "国 籍", kLabel);
    canvas.text(39, y + 9.5, "中国", value);
    canvas.text(86, y + 9.5, "出生日期", kLabel);
    canvas.text(113, y + 9.5, printedDate(birthText(*person)), value);
    canvas.text(11, y + 19, "身份证件号", kLabel);
    canvas.text(46, y + 19, person->card.number, kDigits);
    y += 31;
  }
  stampUnless(canvas, order, {content.county + "民政局婚姻登记专用章", "", 139, 37, 20, 0}, random);
  markSample(canvas, 162, 120);
  return canvas.finish();
}

Image drawHukou(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(143, 105, order.dpi, {0.955, 0.945, 0.905});
  canvas.waves({0.92, 0.91, 0.865}, 9, random);
  canvas.centred(71.5, 11, "常住人口登记卡", {Face::Song, 7.2, true, 0.7, {0.05, 0.05, 0.05}});
  const auto& card = content.person.card;
  const std::string native = card.address.substr(0, card.address.find(content.county)) + content.county;
  const std::string birth = printedDate(birthText(content.person));
  const std::array<std::array<std::string, 4>, 6> cells{
      {{"姓名", card.name, "户主或与户主关系", content.relation},
       {"曾用名", "", "性别", sexText(content.person)},
       {"出生地", native, "民族", card.ethnicGroup},
       {"籍贯", native, "出生日期", birth},
       {"公民身份号码", card.number, "文化程度", educationOf(content)},
       {"婚姻状况", maritalOf(content), "兵役状况", "未服兵役"}}};
  constexpr std::array<double, 5> kColumns{6, 31, 78, 106, 137};
  constexpr double kTop = 20;
  constexpr double kRow = 11;
  const Colour rule{0.25, 0.25, 0.25};
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const double middle = kTop + (static_cast<double>(row) + 0.5) * kRow;
    for (std::size_t column = 0; column < 4; ++column) {
      TextStyle style = column % 2 == 0 ? kCell : kCellValue;
      if (column % 2 == 1) {
        style.face = valueFace(order, style.face);
      }
      if (column == 2 && row == 0) {
        style.size = 2.9;
      }
      canvas.text(kColumns[column] + 1.4, middle, cells[row][column], style);
    }
  }
  for (int row = 0; row <= 6; ++row) {
    canvas.line(kColumns[0], kTop + row * kRow, kColumns[4], kTop + row * kRow, 0.22, rule);
  }
  for (const double column : kColumns) {
    canvas.line(column, kTop, column, kTop + 6 * kRow, 0.22, rule);
  }
  stampUnless(canvas, order, {content.county + "公安局", "户口专用章", 116, 88, 14, 0}, random);
  markSample(canvas, 7, 99);
  return canvas.finish();
}

Image drawLetter(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(210, 297, order.dpi, {0.975, 0.972, 0.965});
  const TextStyle body{valueFace(order, Face::Song), 5.6, false, 0, {0.07, 0.07, 0.08}};
  canvas.centred(105, 38, "居 住 证 明", {Face::Song, 10.5, true, 0, {0.03, 0.03, 0.03}});
  const auto& card = content.person.card;
  const bool villager = content.issuer.find("村民委员会") != std::string::npos;
  const std::string nation = card.ethnicGroup.empty() ? "" : card.ethnicGroup + "族，";
  double y = 62;
  paragraph(canvas,
            "　　兹证明" + card.name + "，" + sexText(content.person) + "，" + nation + "身份证号码" +
                card.number + "，系我" + (villager ? "村村民" : "镇居民") + "，现住" + card.address +
                "。该住址为其经常居住地，居住已满一年，情况属实。",
            y, 28, 184, body);
  paragraph(canvas, "　　特此证明。", y, 28, 184, body);
  y += 20;
  canvas.text(184 - canvas.width(content.issuer, body), y, content.issuer, body);
  const std::string date = printedDate(content.date);
  canvas.text(178 - canvas.width(date, body), y + 12, date, body);
  stampUnless(canvas, order, {content.issuer, "", 156, y + 5, villager ? 19.0 : 20.0, 0}, random);
  markSample(canvas, 24, 285);
  return canvas.finish();
}

}  // namespace xiaowu::simulator
