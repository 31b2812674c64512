// Cards of 85.6 × 54 mm: both sides of the ID card, and a bank card.
#include "drivers/scanner/simulator/papers/internal/Sheets.h"

namespace xiaowu::simulator {
namespace {

constexpr double kWidth = 85.6;
constexpr double kHeight = 54;
const TextStyle kCardLabel{Face::Hei, 2.9, false, 0, {0.15, 0.4, 0.65}};

std::size_t characters(const std::string& text) {
  std::size_t count = 0;
  for (const char byte : text) {
    count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
  }
  return count;
}

/// The first `count` characters of UTF-8 text.
std::string leading(const std::string& text, std::size_t count) {
  std::size_t at = 0;
  for (std::size_t seen = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && seen++ == count) {
      break;
    }
  }
  return text.substr(0, at);
}

/// A head and shoulders in greys: enough for page finding and layout, no face.
void drawPhoto(Canvas& canvas, double x, double y) {
  canvas.line(x, y + 12.5, x + 21, y + 12.5, 25, {0.86, 0.88, 0.9});
  canvas.line(x + 6.5, y + 9.5, x + 14.5, y + 9.5, 10, {0.62, 0.55, 0.5});
  canvas.line(x + 2, y + 21, x + 19, y + 21, 8, {0.28, 0.3, 0.36});
}

}  // namespace

Image drawIdFront(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(kWidth, kHeight, order.dpi, {0.9, 0.94, 0.955});
  canvas.waves({0.82, 0.88, 0.92}, 10, random);
  const auto& card = content.person.card;
  TextStyle value{valueFace(order, Face::Hei), 3.5, false, 0, {0.06, 0.06, 0.08}};
  canvas.text(6, 8.5, "姓 名", kCardLabel);
  TextStyle name = value;
  name.size = 4;
  canvas.text(16, 8.5, card.name, name);
  canvas.text(6, 15.5, "性 别", kCardLabel);
  canvas.text(16, 15.5, sexText(content.person), value);
  canvas.text(28, 15.5, "民 族", kCardLabel);
  canvas.text(38, 15.5, card.ethnicGroup, value);
  canvas.text(6, 22.5, "出 生", kCardLabel);
  const std::string birth = birthText(content.person);
  const auto plain = [](const std::string& digits) { return std::to_string(std::stoi(digits)); };
  canvas.text(16, 22.5, birth.substr(0, 4), value);
  canvas.text(25.5, 22.5, "年", kCardLabel);
  canvas.text(31, 22.5, plain(birth.substr(5, 2)), value);
  canvas.text(36.5, 22.5, "月", kCardLabel);
  canvas.text(42, 22.5, plain(birth.substr(8, 2)), value);
  canvas.text(47.5, 22.5, "日", kCardLabel);
  canvas.text(6, 29.5, "住 址", kCardLabel);
  std::string rest = card.address;
  for (double y = 29.5; !rest.empty(); y += 4.7) {
    const std::string row = leading(rest, 11);
    canvas.text(16, y, row, value);
    rest = rest.substr(row.size());
  }
  drawPhoto(canvas, 60, 8);
  canvas.text(6, 48, "公民身份号码", kCardLabel);
  canvas.text(30, 48, card.number, {Face::Mono, 4.1, true, 0, {0.05, 0.05, 0.06}});
  markSample(canvas, 74, 43);
  return canvas.finish();
}

Image drawIdBack(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(kWidth, kHeight, order.dpi, {0.93, 0.93, 0.925});
  canvas.waves({0.88, 0.85, 0.84}, 10, random);
  canvas.line(9, 12, 21, 12, 13, {0.78, 0.16, 0.16});  // where the emblem is
  canvas.text(29, 10, "中华人民共和国", {Face::Song, 5.4, true, 0.4, {0.08, 0.08, 0.08}});
  canvas.text(28, 20, "居民身份证", {Face::Song, 7.6, true, 0.9, {0.08, 0.08, 0.08}});
  const auto& card = content.person.card;
  const TextStyle value{valueFace(order, Face::Hei), 3.2, false, 0, {0.06, 0.06, 0.08}};
  canvas.text(20, 40.5, "签发机关", kCardLabel);
  canvas.text(35, 40.5, card.issuer, value);
  canvas.text(20, 47.5, "有效期限", kCardLabel);
  canvas.text(35, 47.5, validityText(content.person), value);
  markSample(canvas, 77, 50);
  return canvas.finish();
}

Image drawBankCard(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(kWidth, kHeight, order.dpi, {0.78, 0.85, 0.93});
  canvas.waves({0.7, 0.79, 0.89}, 8, random);
  const Colour ink{0.07, 0.08, 0.16};
  canvas.text(6, 9, content.bankCard.bank, {Face::Hei, 5, true, 0, ink});
  canvas.text(62, 9, "借记卡", {Face::Hei, 3, false, 0, ink});
  canvas.line(8, 23, 20, 23, 9, {0.83, 0.75, 0.45});  // chip
  const std::string& number = content.bankCard.number;
  std::string grouped;
  for (std::size_t at = 0; at < number.size(); ++at) {
    grouped += (at > 0 && at % 4 == 0 ? " " : "") + number.substr(at, 1);
  }
  const TextStyle digits{Face::Mono, characters(number) > 16 ? 4.4 : 5.2, true, 0, ink};
  canvas.text(7, 34, grouped, digits);
  canvas.text(7, 46,
              "VALID THRU " + padded(1 + static_cast<unsigned>(random() % 12), 2) + "/" +
                  (order.flaw == PaperFlaw::Expired ? "19" : "33"),
              {Face::Mono, 2.7, false, 0, ink});
  canvas.text(62, 46, "银联 UnionPay", {Face::Hei, 3, true, 0, {0.7, 0.1, 0.15}});
  markSample(canvas, 40, 50);
  return canvas.finish();
}

}  // namespace xiaowu::simulator
