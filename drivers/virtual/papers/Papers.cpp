#include "drivers/virtual/papers/Papers.h"

#include "drivers/virtual/Persons.h"
#include "drivers/virtual/papers/Canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace xiaowu::virtualdevices {
namespace {

using drivers::CardKind;
using drivers::Sex;

constexpr std::array<std::pair<PaperKind, std::string_view>, 3> kKinds{
    {{PaperKind::Marriage, "marriage"}, {PaperKind::Hukou, "hukou"}, {PaperKind::Letter, "letter"}}};
constexpr std::array<std::pair<PaperFlaw, std::string_view>, 8> kFlaws{{{PaperFlaw::None, ""},
                                                                       {PaperFlaw::NoSeal, "noseal"},
                                                                       {PaperFlaw::Copy, "copy"},
                                                                       {PaperFlaw::ForgedSeal, "forgedseal"},
                                                                       {PaperFlaw::Blurred, "blurred"},
                                                                       {PaperFlaw::UpsideDown, "upside-down"},
                                                                       {PaperFlaw::Blank, "blank"},
                                                                       {PaperFlaw::Wrong, "wrong"}}};

/// What stands on one sheet, gathered once so that the drawing and the truth cannot differ.
struct Content {
  Person person;
  Person spouse;
  std::string date;      // ISO: registration or issue
  std::string number;    // marriage certificate
  std::string relation;  // to the head of the household
  std::string issuer;    // who seals a letter
};

std::string sexText(const Person& person) { return person.card.sex == Sex::Male ? "男" : "女"; }

std::string isoDate(const Person& person) {
  char text[32] = "";
  const auto& birth = person.card.birth;
  if (birth) {
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(birth->year()), static_cast<unsigned>(birth->month()),
                  static_cast<unsigned>(birth->day()));
  }
  return text;
}

std::string printedDate(const std::string& iso) { return iso.substr(0, 4) + "年" + iso.substr(5, 2) + "月" + iso.substr(8, 2) + "日"; }

std::string digits(unsigned value, int width) {
  char text[32] = "";
  std::snprintf(text, sizeof text, "%0*u", width, value);
  return text;
}

Result<Content> contentOf(const PaperOrder& order) {
  const auto persons = loadPersons();
  if (!persons) return fail(persons.error());
  const Person* person = findPerson(*persons, order.person);
  if (person == nullptr) return fail("twin.paper", Fault::Bug, "no person " + order.person);
  Content content{*person, {}, "", "", "", ""};
  std::mt19937_64 random(order.seed);
  const auto year = 2016U + static_cast<unsigned>(random() % 8);
  const auto month = 1U + static_cast<unsigned>(random() % 12);
  const auto day = 1U + static_cast<unsigned>(random() % 28);
  content.date = digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2);
  content.number = "J430624-" + digits(year, 4) + "-" + digits(static_cast<unsigned>(random() % 1000000), 6);
  const bool villager = person->card.address.find("村") != std::string::npos;
  content.issuer = villager ? "湘阴县清溪镇石塘村村民委员会" : "湘阴县清溪镇人民政府";
  if (const Person* spouse = findPerson(*persons, person->spouse)) content.spouse = *spouse;
  const bool head = person->householdHead == person->id;
  content.relation = head ? "户主" : person->card.sex == Sex::Female ? "妻" : "夫";
  if (order.flaw == PaperFlaw::Blank || order.flaw == PaperFlaw::Wrong) return content;
  if (order.kind == PaperKind::Marriage && content.spouse.id.empty()) return fail("twin.paper", Fault::Bug, order.person + " is not married");
  if (order.kind == PaperKind::Hukou && person->card.kind != CardKind::Resident) return fail("twin.paper", Fault::Bug, order.person + " is in no household register");
  if (order.kind == PaperKind::Letter && person->card.address.empty()) return fail("twin.paper", Fault::Bug, order.person + " has no address");
  return content;
}

/// Household head first, as registrars print it.
std::pair<const Person*, const Person*> couple(const Content& content) {
  const bool maleFirst = content.person.card.sex == Sex::Male;
  return maleFirst ? std::pair{&content.person, &content.spouse} : std::pair{&content.spouse, &content.person};
}

const TextStyle kLabel{Face::Song, 3.9, false, 0, {0.1, 0.1, 0.12}};
const TextStyle kValue{Face::Kai, 4.3, false, 0, {0.05, 0.05, 0.07}};
const TextStyle kDigits{Face::Song, 4.3, false, 0, {0.05, 0.05, 0.07}};
const TextStyle kCellValue{Face::Song, 3.7, false, 0, {0.05, 0.05, 0.07}};
const TextStyle kCell{Face::Song, 3.4, false, 0, {0.12, 0.12, 0.12}};

void markSample(Canvas& canvas, double x, double y) { canvas.text(x, y, "样本", {Face::Hei, 2.2, false, 0.6, {0.62, 0.62, 0.66}}); }

void stampUnless(Canvas& canvas, const PaperOrder& order, SealStamp seal, std::mt19937_64& random) {
  if (order.flaw == PaperFlaw::NoSeal) return;
  if (order.flaw == PaperFlaw::ForgedSeal) seal.title = "湘阳县清溪镇人民政务办公室";  // one letter off in the county's name, and no such office
  seal.degrees = static_cast<double>(random() % 31) - 15.0;
  canvas.stamp(seal, random);
}

Image drawMarriage(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(148, 105, order.dpi, {0.965, 0.905, 0.91});
  canvas.waves({0.93, 0.85, 0.86}, 12, random);
  const std::array<std::pair<const char*, std::string>, 4> head{
      {{"持证人", content.person.card.name}, {"登记日期", printedDate(content.date)}, {"结婚证字号", content.number}, {"备注", "无"}}};
  double y = 13;
  for (const auto& [label, value] : head) {
    canvas.text(9, y, label, kLabel);
    canvas.text(39, y, value, kValue);
    y += 8.5;
  }
  const auto [first, second] = couple(content);
  y = 53;
  for (const Person* person : {first, second}) {
    canvas.text(9, y, "姓 名", kLabel);
    canvas.text(33, y, person->card.name, kValue);
    canvas.text(72, y, "性 别", kLabel);
    canvas.text(95, y, sexText(*person), kValue);
    canvas.text(9, y + 8, "国 籍", kLabel);
    canvas.text(33, y + 8, "中国", kValue);
    canvas.text(72, y + 8, "出生日期", kLabel);
    canvas.text(95, y + 8, printedDate(isoDate(*person)), kValue);
    canvas.text(9, y + 16, "身份证件号", kLabel);
    canvas.text(39, y + 16, person->card.number, kDigits);
    y += 26;
  }
  stampUnless(canvas, order, {"湘阴县民政局婚姻登记专用章", "", 117, 31, 20, 0}, random);
  markSample(canvas, 136, 101);
  return canvas.finish();
}

Image drawHukou(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(143, 105, order.dpi, {0.955, 0.945, 0.905});
  canvas.waves({0.92, 0.91, 0.865}, 9, random);
  canvas.centred(71.5, 11, "常住人口登记卡", {Face::Song, 7.2, true, 0.7, {0.05, 0.05, 0.05}});
  const auto& card = content.person.card;
  const std::string birth = printedDate(isoDate(content.person));
  const bool married = !content.person.spouse.empty();
  const std::array<std::array<std::string, 4>, 6> cells{{{"姓名", card.name, "户主或与户主关系", content.relation},
                                                         {"曾用名", "", "性别", sexText(content.person)},
                                                         {"出生地", "湖南省湘阴县", "民族", card.ethnicGroup},
                                                         {"籍贯", "湖南省湘阴县", "出生日期", birth},
                                                         {"公民身份号码", card.number, "文化程度", married ? "大学本科教育" : "小学"},
                                                         {"婚姻状况", married ? "有配偶" : "丧偶", "兵役状况", "未服兵役"}}};
  constexpr std::array<double, 5> kColumns{6, 31, 78, 106, 137};
  constexpr double kTop = 20;
  constexpr double kRow = 11;
  const Colour rule{0.25, 0.25, 0.25};
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const double middle = kTop + (static_cast<double>(row) + 0.5) * kRow;
    for (std::size_t column = 0; column < 4; ++column) {
      TextStyle style = column % 2 == 0 ? kCell : kCellValue;
      if (column == 2 && row == 0) style.size = 2.9;
      canvas.text(kColumns[column] + 1.4, middle, cells[row][column], style);
    }
  }
  for (int row = 0; row <= 6; ++row) canvas.line(kColumns[0], kTop + row * kRow, kColumns[4], kTop + row * kRow, 0.22, rule);
  for (const double column : kColumns) canvas.line(column, kTop, column, kTop + 6 * kRow, 0.22, rule);
  stampUnless(canvas, order, {"湘阴县公安局", "户口专用章", 116, 88, 14, 0}, random);
  markSample(canvas, 7, 99);
  return canvas.finish();
}

void paragraph(Canvas& canvas, const std::string& text, double& y, double left, double right, const TextStyle& style) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    // A number is not broken across lines, as word processors do.
    const auto isDigit = [&](std::size_t index) { return index < text.size() && text[index] >= '0' && text[index] <= '9'; };
    while (isDigit(at) && (isDigit(next) || (next < text.size() && text[next] == 'X'))) ++next;
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

Image drawLetter(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(210, 297, order.dpi, {0.975, 0.972, 0.965});
  const TextStyle body{Face::Song, 5.6, false, 0, {0.07, 0.07, 0.08}};
  canvas.centred(105, 38, "居 住 证 明", {Face::Song, 10.5, true, 0, {0.03, 0.03, 0.03}});
  const auto& card = content.person.card;
  const bool villager = content.issuer.find("村民委员会") != std::string::npos;
  const std::string nation = card.ethnicGroup.empty() ? "" : card.ethnicGroup + "族，";
  double y = 62;
  paragraph(canvas, "　　兹证明" + card.name + "，" + sexText(content.person) + "，" + nation + "身份证号码" + card.number + "，系我" + (villager ? "村村民" : "镇居民") +
                        "，现住" + card.address + "。该住址为其经常居住地，居住已满一年，情况属实。", y, 28, 184, body);
  paragraph(canvas, "　　特此证明。", y, 28, 184, body);
  y += 20;
  canvas.text(184 - canvas.width(content.issuer, body), y, content.issuer, body);
  const std::string date = printedDate(content.date);
  canvas.text(178 - canvas.width(date, body), y + 12, date, body);
  stampUnless(canvas, order, {content.issuer, "", 156, y + 5, villager ? 19.0 : 20.0, 0}, random);
  markSample(canvas, 24, 285);
  return canvas.finish();
}

Image drawMedicalBill(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  Canvas canvas(190, 110, order.dpi, {0.95, 0.965, 0.975});
  canvas.centred(95, 13, "湖南省医疗门诊收费票据", {Face::Song, 6.4, true, 0.6, {0.05, 0.05, 0.05}});
  canvas.text(12, 26, "票据代码：43060124", kCell);
  canvas.text(78, 26, "票据号码：0031846275", kCell);
  canvas.text(140, 26, "开票日期：" + content.date, kCell);
  canvas.text(12, 35, "交款人：" + content.person.card.name, kCell);
  canvas.text(78, 35, "医疗机构类型：乡镇卫生院", kCell);
  const std::array<std::pair<const char*, const char*>, 4> lines{{{"门诊诊察费", "12.00"}, {"血常规化验费", "35.00"}, {"西药费", "86.40"}, {"中成药费", "41.50"}}};
  double y = 47;
  canvas.text(14, y, "项目名称", kCell);
  canvas.text(120, y, "金额（元）", kCell);
  for (const auto& [name, amount] : lines) {
    y += 8;
    canvas.text(14, y, name, kCell);
    canvas.text(120, y, amount, kCell);
  }
  canvas.text(12, 92, "金额合计（大写）：壹佰柒拾肆元玖角整", kCell);
  canvas.text(12, 101, "收款单位：湘阴县清溪镇中心卫生院", kCell);
  stampUnless(canvas, order, {"湘阴县清溪镇中心卫生院", "收费专用章", 160, 80, 19, 0}, random);
  markSample(canvas, 178, 106);
  return canvas.finish();
}

Image turned(const Image& image) {
  Bytes pixels(image.pixels->size());
  const std::size_t count = pixels.size() / 3;
  for (std::size_t at = 0; at < count; ++at) std::copy_n(image.data() + at * 3, 3, pixels.data() + (count - 1 - at) * 3);
  return Image::of(image.width, image.height, image.format, std::move(pixels), image.dpi);
}

Image greyCopy(const Image& image) {
  Bytes pixels(*image.pixels);
  for (std::size_t at = 0; at + 2 < pixels.size(); at += 3) {
    const double grey = 0.114 * pixels[at] + 0.587 * pixels[at + 1] + 0.299 * pixels[at + 2];
    std::fill_n(pixels.data() + at, 3, static_cast<std::uint8_t>(std::clamp((grey - 128) * 1.15 + 138, 0.0, 255.0)));
  }
  return Image::of(image.width, image.height, image.format, std::move(pixels), image.dpi);
}

/// Three passes of a box of `half`·2+1 pixels, which is close to a Gaussian; the sheet was out of focus.
Image outOfFocus(const Image& image, int half) {
  Bytes pixels(*image.pixels);
  const auto pass = [&](int count, int length, std::ptrdiff_t alongStep, std::ptrdiff_t acrossStep) {
    std::vector<int> sums(static_cast<std::size_t>(length) + 1);
    for (int line = 0; line < count; ++line) {
      for (int channel = 0; channel < 3; ++channel) {
        std::uint8_t* start = pixels.data() + line * acrossStep + channel;
        for (int at = 0; at < length; ++at) sums[static_cast<std::size_t>(at) + 1] = sums[static_cast<std::size_t>(at)] + start[at * alongStep];
        for (int at = 0; at < length; ++at) {
          const int from = std::max(0, at - half);
          const int to = std::min(length, at + half + 1);
          start[at * alongStep] = static_cast<std::uint8_t>((sums[static_cast<std::size_t>(to)] - sums[static_cast<std::size_t>(from)]) / (to - from));
        }
      }
    }
  };
  const auto row = static_cast<std::ptrdiff_t>(image.stride());
  for (int round = 0; round < 3; ++round) {
    pass(image.height, image.width, 3, row);
    pass(image.width, image.height, row, 3);
  }
  return Image::of(image.width, image.height, image.format, std::move(pixels), image.dpi);
}

Image draw(const PaperOrder& order, const Content& content, std::mt19937_64& random) {
  if (order.flaw == PaperFlaw::Blank) return Canvas(210, 297, order.dpi, {0.975, 0.972, 0.965}).finish();
  if (order.flaw == PaperFlaw::Wrong) return drawMedicalBill(order, content, random);
  switch (order.kind) {
    case PaperKind::Hukou: return drawHukou(order, content, random);
    case PaperKind::Letter: return drawLetter(order, content, random);
    case PaperKind::Marriage: break;
  }
  return drawMarriage(order, content, random);
}

}  // namespace

std::string_view paperKindName(PaperKind kind) {
  return std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& entry) { return entry.first == kind; })->second;
}

std::optional<PaperKind> paperKindOf(std::string_view name) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& entry) { return entry.second == name; });
  return found == kKinds.end() ? std::nullopt : std::optional(found->first);
}

std::string_view paperFlawName(PaperFlaw flaw) {
  return std::find_if(kFlaws.begin(), kFlaws.end(), [&](const auto& entry) { return entry.first == flaw; })->second;
}

std::optional<PaperFlaw> paperFlawOf(std::string_view name) {
  const auto found = std::find_if(kFlaws.begin(), kFlaws.end(), [&](const auto& entry) { return entry.second == name; });
  return found == kFlaws.end() ? std::nullopt : std::optional(found->first);
}

Result<Image> renderPaper(const PaperOrder& order) {
  if (order.dpi < 72 || order.dpi > 600) return fail("twin.paper", Fault::Bug, "dpi out of range");
  const auto content = contentOf(order);
  if (!content) return fail(content.error());
  std::mt19937_64 random(order.seed + 1);
  Image sheet = draw(order, *content, random);
  if (sheet.empty()) return fail("twin.paper", Fault::Bug, "drawing failed");
  if (order.flaw == PaperFlaw::Copy) return greyCopy(sheet);
  if (order.flaw == PaperFlaw::UpsideDown) return turned(sheet);
  if (order.flaw == PaperFlaw::Blurred) return outOfFocus(sheet, std::max(2, order.dpi * 3 / 200));
  return sheet;
}

Result<PaperTruth> paperTruth(const PaperOrder& order) {
  const auto content = contentOf(order);
  if (!content) return fail(content.error());
  if (order.flaw == PaperFlaw::Blank || order.flaw == PaperFlaw::Wrong) return PaperTruth{};
  const auto& card = content->person.card;
  switch (order.kind) {
    case PaperKind::Marriage: {
      const auto [first, second] = couple(*content);
      return PaperTruth{{"holder", card.name},          {"regdate", content->date},         {"certno", content->number},
                        {"name_a", first->card.name},   {"sex_a", sexText(*first)},         {"birth_a", isoDate(*first)},
                        {"id_a", first->card.number},   {"name_b", second->card.name},      {"sex_b", sexText(*second)},
                        {"birth_b", isoDate(*second)},  {"id_b", second->card.number}};
    }
    case PaperKind::Hukou: {
      const bool married = !content->person.spouse.empty();
      return PaperTruth{{"name", card.name}, {"relation", content->relation}, {"sex", sexText(content->person)}, {"ethnicity", card.ethnicGroup},
                        {"id", card.number}, {"edu", married ? "大学本科教育" : "小学"}, {"marital", married ? "有配偶" : "丧偶"}, {"birth", isoDate(content->person)}};
    }
    case PaperKind::Letter: break;
  }
  return PaperTruth{{"name", card.name}, {"id", card.number}, {"address", card.address}, {"org", content->issuer}, {"date", content->date}};
}

}  // namespace xiaowu::virtualdevices
