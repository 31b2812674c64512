#include "drivers/idcard/internal/CardLayout.h"

#include "core/base/Utf8.h"
#include "core/domain/Dates.h"
#include "drivers/api/IdCardReader.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace xiaowu::idcard {
namespace {

using domain::CardKind;
using domain::IdCard;
using std::chrono::year_month_day;

constexpr std::array kResident = {FieldSpan{Field::Name, 0, 30},        FieldSpan{Field::Sex, 30, 2},
                                  FieldSpan{Field::EthnicGroup, 32, 4}, FieldSpan{Field::Birth, 36, 16},
                                  FieldSpan{Field::Address, 52, 70},    FieldSpan{Field::Number, 122, 36},
                                  FieldSpan{Field::Issuer, 158, 30},    FieldSpan{Field::ValidFrom, 188, 16},
                                  FieldSpan{Field::ValidTo, 204, 16},   FieldSpan{Field::Reserved, 220, 28},
                                  FieldSpan{Field::TypeMark, 248, 2},   FieldSpan{Field::Reserved, 250, 6}};
constexpr std::array kHkMacaoTaiwan = {
    FieldSpan{Field::Name, 0, 30},      FieldSpan{Field::Sex, 30, 2},
    FieldSpan{Field::Reserved, 32, 4},  FieldSpan{Field::Birth, 36, 16},
    FieldSpan{Field::Address, 52, 70},  FieldSpan{Field::Number, 122, 36},
    FieldSpan{Field::Issuer, 158, 30},  FieldSpan{Field::ValidFrom, 188, 16},
    FieldSpan{Field::ValidTo, 204, 16}, FieldSpan{Field::TravelPermit, 220, 18},
    FieldSpan{Field::Counter, 238, 4},  FieldSpan{Field::Reserved, 242, 6},
    FieldSpan{Field::TypeMark, 248, 2}, FieldSpan{Field::Reserved, 250, 6}};
constexpr std::array kForeigner2017 = {
    FieldSpan{Field::EnglishName, 0, 120}, FieldSpan{Field::Sex, 120, 2},
    FieldSpan{Field::Number, 122, 30},     FieldSpan{Field::Nationality, 152, 6},
    FieldSpan{Field::Name, 158, 30},       FieldSpan{Field::ValidFrom, 188, 16},
    FieldSpan{Field::ValidTo, 204, 16},    FieldSpan{Field::Birth, 220, 16},
    FieldSpan{Field::Counter, 236, 4},     FieldSpan{Field::Issuer, 240, 8},
    FieldSpan{Field::TypeMark, 248, 2},    FieldSpan{Field::Reserved, 250, 6}};
constexpr std::array kForeigner2023 = {
    FieldSpan{Field::Name, 0, 30},         FieldSpan{Field::Sex, 30, 2},
    FieldSpan{Field::Counter, 32, 4},      FieldSpan{Field::Birth, 36, 16},
    FieldSpan{Field::EnglishName, 52, 70}, FieldSpan{Field::Number, 122, 36},
    FieldSpan{Field::Reserved, 158, 30},   FieldSpan{Field::ValidFrom, 188, 16},
    FieldSpan{Field::ValidTo, 204, 16},    FieldSpan{Field::EnglishNameRest, 220, 22},
    FieldSpan{Field::Nationality, 242, 6}, FieldSpan{Field::TypeMark, 248, 2},
    FieldSpan{Field::Reserved, 250, 6}};

constexpr std::array<CardLayout, 4> kLayouts = {{{CardKind::Resident, u' ', kResident},
                                                 {CardKind::HkMacaoTaiwan, u'J', kHkMacaoTaiwan},
                                                 {CardKind::Foreigner2017, u'I', kForeigner2017},
                                                 {CardKind::Foreigner2023, u'Y', kForeigner2023}}};

// GB/T 3304-1991, code 01 first.
constexpr std::array<std::string_view, 56> kEthnicGroups = {
    "汉",     "蒙古",   "回",       "藏",     "维吾尔", "苗",   "彝",     "壮",   "布依",     "朝鲜",
    "满",     "侗",     "瑶",       "白",     "土家",   "哈尼", "哈萨克", "傣",   "黎",       "傈僳",
    "佤",     "畲",     "高山",     "拉祜",   "水",     "东乡", "纳西",   "景颇", "柯尔克孜", "土",
    "达斡尔", "仫佬",   "羌",       "布朗",   "撒拉",   "毛南", "仡佬",   "锡伯", "阿昌",     "普米",
    "塔吉克", "怒",     "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安",   "裕固", "京",       "塔塔尔",
    "独龙",   "鄂伦春", "赫哲",     "门巴",   "珞巴",   "基诺"};
constexpr std::string_view kOtherGroup = "其他";
constexpr std::string_view kForeignBlood = "外国血统中国籍人士";
constexpr std::string_view kLongTerm = "长期";
// Characters of a 2023 permit's English name before it goes on in a second field.
constexpr std::size_t kFirstPart = 35;

tl::unexpected<Error> unreadable(std::string detail) {
  return fail(drivers::errors::kCardUnreadable, Fault::AttendantNeeded, std::move(detail));
}

void appendUtf8(std::string& text, char32_t c) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// The field without its padding (blanks; some cards pad with zero).
Result<std::string> textAt(ByteView block, const FieldSpan& span) {
  std::u16string units;
  for (std::size_t i = span.offset; i + 1 < std::size_t{span.offset} + span.width; i += 2) {
    units += static_cast<char16_t>(block[i] | (block[i + 1] << 8));
  }
  const auto isPadding = [](char16_t unit) { return unit == u' ' || unit == u'\0' || unit == u'\u3000'; };
  while (!units.empty() && isPadding(units.back())) {
    units.pop_back();
  }
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    if (c >= 0xD800 && c <= 0xDBFF && i + 1 < units.size() && units[i + 1] >= 0xDC00 &&
        units[i + 1] <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (units[i + 1] - char32_t{0xDC00});
      ++i;
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      return unreadable("unpaired surrogate at offset " + std::to_string(span.offset + 2 * i));
    }
    if (c < 0x20 || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
      return unreadable("control character at offset " + std::to_string(span.offset + 2 * i));
    }
    appendUtf8(text, c);
  }
  return text;
}

/// Input is UTF-8 of our own data; a damaged sequence ends as U+FFFD, which no real card holds.
std::u16string utf16Of(std::string_view text) {
  std::u16string units;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto size = utf8Length(text[i]);
    char32_t c = size == 1 ? lead : lead & (0xFFu >> (size + 1));
    if (i + size > text.size()) {
      return units + u'\uFFFD';
    }
    for (std::size_t k = 1; k < size; ++k) {
      c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    }
    if (c >= 0x10000) {
      units += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      units += static_cast<char16_t>(c);
    }
    i += size;
  }
  return units;
}

bool allDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}
bool allUpper(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Result<year_month_day> dateOf(std::string_view text, const char* what) {
  if (text.size() != 8 || !allDigits(text)) {
    return unreadable(std::string(what) + " is not eight digits");
  }
  const auto date = domain::parseCompactDate(text);
  if (!date) {
    return unreadable(std::string(what) + " is not a date of the calendar");
  }
  return *date;
}

bool numberFits(CardKind kind, std::string_view number) {
  if (kind == CardKind::Foreigner2017) {
    return number.size() == 15 && allUpper(number.substr(0, 3)) && allDigits(number.substr(3));
  }
  if (number.size() != 18 || !allDigits(number.substr(0, 17))) {
    return false;
  }
  if (number[17] != 'X' && (number[17] < '0' || number[17] > '9')) {
    return false;
  }
  return kind != CardKind::Foreigner2023 || number[0] == '9';
}

Result<void> setSex(IdCard& card, std::string_view text) {
  if (text != "0" && text != "1" && text != "2" && text != "9") {
    return unreadable("sex is none of 0, 1, 2, 9");
  }
  card.sex = static_cast<domain::Sex>(text[0] - '0');
  return {};
}

Result<void> setEthnicGroup(IdCard& card, std::string_view text) {
  if (text.size() != 2 || !allDigits(text)) {
    return unreadable("ethnic group is not two digits");
  }
  card.ethnicGroup = ethnicGroupName((text[0] - '0') * 10 + (text[1] - '0'));
  if (card.ethnicGroup.empty()) {
    return unreadable("ethnic group has no entry in GB/T 3304");
  }
  return {};
}

Result<void> setValidTo(IdCard& card, std::string_view text) {
  card.longTerm = text == kLongTerm;
  if (card.longTerm) {
    return {};
  }
  return dateOf(text, "valid to").map([&](year_month_day date) { card.validTo = date; });
}

Result<void> setField(IdCard& card, Field field, std::string text) {
  switch (field) {
    case Field::Name: card.name = std::move(text); break;
    case Field::EnglishName: card.englishName = std::move(text); break;
    case Field::EnglishNameRest:
      // The first part lost its blanks as padding; one at its very end stands between two words.
      if (!text.empty()) {
        card.englishName.append(kFirstPart - std::min(kFirstPart, utf16Of(card.englishName).size()), ' ');
      }
      card.englishName += text;
      break;
    case Field::Sex: return setSex(card, text);
    case Field::EthnicGroup: return setEthnicGroup(card, text);
    case Field::Nationality:
      if (text.size() != 3 || !allUpper(text)) {
        return unreadable("nationality is not three letters");
      }
      card.nationality = std::move(text);
      break;
    case Field::Birth: return dateOf(text, "birth").map([&](year_month_day date) { card.birth = date; });
    case Field::Address: card.address = std::move(text); break;
    case Field::Number:
      if (!numberFits(card.kind, text)) {
        return unreadable("number has the wrong form for its kind of card");
      }
      card.number = std::move(text);
      break;
    case Field::Issuer: card.issuer = std::move(text); break;
    case Field::ValidFrom:
      return dateOf(text, "valid from").map([&](year_month_day date) { card.validFrom = date; });
    case Field::ValidTo: return setValidTo(card, text);
    case Field::TravelPermit: card.travelPermitNumber = std::move(text); break;
    case Field::Counter:
    case Field::TypeMark:
    case Field::Reserved: break;
  }
  return {};
}

const CardLayout* layoutOfMark(char16_t mark) {
  if (mark == u'\0') {
    mark = u' ';
  }
  const auto* found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                   [&](const CardLayout& layout) { return layout.typeMark == mark; });
  return found == kLayouts.end() ? nullptr : found;
}

std::string valueOf(const IdCard& card, const FieldSpan& span, char16_t mark) {
  switch (span.field) {
    case Field::Name: return card.name;
    case Field::EnglishName:
    case Field::EnglishNameRest: return card.englishName;
    case Field::Sex: return std::to_string(static_cast<int>(card.sex));
    case Field::EthnicGroup: {
      const int code = ethnicGroupCode(card.ethnicGroup);
      return (code < 10 ? "0" : "") + std::to_string(code);
    }
    case Field::Nationality: return card.nationality;
    case Field::Birth: return domain::compactDate(card.birth);
    case Field::Address: return card.address;
    case Field::Number: return card.number;
    case Field::Issuer: return card.issuer;
    case Field::ValidFrom: return domain::compactDate(card.validFrom);
    case Field::ValidTo: return card.longTerm ? std::string(kLongTerm) : domain::compactDate(card.validTo);
    case Field::TravelPermit: return card.travelPermitNumber;
    case Field::Counter: return "01";
    case Field::TypeMark: return std::string(1, static_cast<char>(mark));
    case Field::Reserved: return {};
  }
  return {};
}

}  // namespace

const CardLayout& layoutOf(CardKind kind) {
  return *std::find_if(kLayouts.begin(), kLayouts.end(),
                       [&](const CardLayout& layout) { return layout.kind == kind; });
}

Result<IdCard> decodeCardText(ByteView text) {
  if (text.size() != kTextSize) {
    return unreadable("text of " + std::to_string(text.size()) + " bytes instead of 256");
  }
  const auto* layout =
      layoutOfMark(static_cast<char16_t>(text[kTypeMarkOffset] | (text[kTypeMarkOffset + 1] << 8)));
  if (layout == nullptr) {
    return unreadable("unknown type mark");
  }
  IdCard card;
  card.kind = layout->kind;
  for (const auto& span : layout->fields) {
    if (span.field == Field::Reserved || span.field == Field::TypeMark) {
      continue;
    }
    auto value = textAt(text, span);
    if (!value) {
      return fail(value.error());
    }
    if (auto set = setField(card, span.field, std::move(*value)); !set) {
      return fail(set.error());
    }
  }
  if (card.name.empty() && card.englishName.empty()) {
    return unreadable("no name");
  }
  return card;
}

Result<Bytes> encodeCardText(const IdCard& card) {
  const auto& layout = layoutOf(card.kind);
  Bytes block(kTextSize);
  for (std::size_t i = 0; i < kTextSize; i += 2) {
    block[i] = ' ';
  }
  for (const auto& span : layout.fields) {
    auto units = utf16Of(valueOf(card, span, layout.typeMark));
    if (span.field == Field::EnglishName && card.kind == CardKind::Foreigner2023) {
      units = units.substr(0, kFirstPart);
    }
    if (span.field == Field::EnglishNameRest) {
      units = units.size() > kFirstPart ? units.substr(kFirstPart) : std::u16string();
    }
    if (units.size() * 2 > span.width) {
      return unreadable("value too long for the field at offset " + std::to_string(span.offset));
    }
    for (std::size_t i = 0; i < units.size(); ++i) {
      block[span.offset + 2 * i] = static_cast<std::uint8_t>(units[i] & 0xFF);
      block[span.offset + 2 * i + 1] = static_cast<std::uint8_t>(units[i] >> 8);
    }
  }
  return block;
}

std::string_view ethnicGroupName(int code) {
  if (code >= 1 && code <= static_cast<int>(kEthnicGroups.size())) {
    return kEthnicGroups[static_cast<std::size_t>(code - 1)];
  }
  if (code == 57 || code == 97) {
    return kOtherGroup;  // clients differ on 57; both mean a group without a code of its own
  }
  if (code == 98) {
    return kForeignBlood;
  }
  return {};
}

int ethnicGroupCode(std::string_view name) {
  for (int code = 1; code <= 98; ++code) {
    if (code != 57 && !name.empty() && ethnicGroupName(code) == name) {
      return code;
    }
  }
  return 0;
}

}  // namespace xiaowu::idcard
