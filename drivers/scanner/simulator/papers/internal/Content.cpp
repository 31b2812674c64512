#include "drivers/scanner/simulator/papers/internal/Content.h"

#include "core/domain/Dates.h"
#include "drivers/scanner/simulator/papers/Papers.h"

namespace xiaowu::simulator {
namespace {

using domain::CardKind;
using domain::Sex;

/// "湖南省湘阴县清溪镇…" → "湘阴县"; a city or a banner ends it as well.
std::string countyOf(const std::string& address) {
  const std::size_t letter = std::string("省").size();
  for (const std::string province : {"省", "市"}) {
    const auto at = address.find(province);
    if (at == std::string::npos) {
      continue;
    }
    const std::string rest = address.substr(at + letter);
    for (const std::string end : {"县", "区", "市"}) {
      const auto stop = rest.find(end);
      if (stop != std::string::npos && stop <= 6 * letter) {
        return rest.substr(0, stop + letter);
      }
    }
  }
  return "湘阴县";
}

Result<void> choosePersons(Content& content, const PaperOrder& order, std::mt19937_64& random) {
  if (order.person.empty()) {
    content.person = inventPerson(random);
    content.spouse = inventPerson(random);
    const bool male = content.person.card.sex == Sex::Male;
    while ((content.spouse.card.sex == Sex::Male) == male) {
      content.spouse = inventPerson(random);
    }
    return {};
  }
  const auto persons = loadPersons();
  if (!persons) {
    return fail(persons.error());
  }
  const Person* person = findPerson(*persons, order.person);
  if (person == nullptr) {
    return fail(errors::kPaper, Fault::Bug, "no person " + order.person);
  }
  content.person = *person;
  if (const Person* spouse = findPerson(*persons, person->spouse)) {
    content.spouse = *spouse;
  }
  return {};
}

/// The same kind of paper, of somebody who has nothing to do with the case.
void swapPerson(Content& content, std::mt19937_64& random) {
  const bool married = !content.spouse.card.name.empty();
  const auto sex = content.person.card.sex;
  do {
    content.person = inventPerson(random);
  } while (content.person.card.sex != sex);
  if (married) {
    content.spouse = inventPerson(random);
  }
}

/// Who stamps papers about somebody who lives there: the village's committee, else the town or the county.
std::string issuerOf(const std::string& address, const std::string& county) {
  std::string issuer = county + "人民政府";
  const auto village = address.find("村");
  const auto town = address.find("镇");
  if (village != std::string::npos) {
    issuer = address.substr(0, village + 3) + "村民委员会";
  } else if (town != std::string::npos) {
    issuer = address.substr(0, town + 3) + "人民政府";
  }
  // Seals leave the province out.
  if (const auto province = issuer.find("省"); province != std::string::npos) {
    issuer = issuer.substr(province + 3);
  }
  return issuer;
}

void expire(Content& content) {
  using namespace std::chrono;
  auto& card = content.person.card;
  card.longTerm = false;
  card.validFrom = year_month_day{year{2005}, month{3}, day{17}};
  const int age = card.birth ? 2005 - static_cast<int>(card.birth->year()) : 30;
  int lastYear = age < 26 ? 2015 : 2025;
  if (age < 16) {
    lastYear = 2010;
  }
  card.validTo = year_month_day{year{lastYear}, month{3}, day{17}};
  content.date = "2014" + content.date.substr(4);
}

}  // namespace

std::string sexText(const Person& person) {
  return person.card.sex == Sex::Male ? "男" : "女";
}

std::string birthText(const Person& person) {
  return domain::isoDate(person.card.birth);
}

std::string printedDate(const std::string& iso) {
  return iso.substr(0, 4) + "年" + iso.substr(5, 2) + "月" + iso.substr(8, 2) + "日";
}

std::string validityText(const Person& person) {
  return domain::dottedDate(person.card.validFrom) + "-" +
         (person.card.longTerm ? std::string("长期") : domain::dottedDate(person.card.validTo));
}

std::pair<const Person*, const Person*> couple(const Content& content) {
  const bool maleFirst = content.person.card.sex == Sex::Male;
  return maleFirst ? std::pair{&content.person, &content.spouse}
                   : std::pair{&content.spouse, &content.person};
}

std::string educationOf(const Content& content) {
  return content.spouse.card.name.empty() ? "小学" : "大学本科教育";
}
std::string maritalOf(const Content& content) {
  return content.spouse.card.name.empty() ? "丧偶" : "有配偶";
}

Result<Content> contentOf(const PaperOrder& order) {
  Content content;
  std::mt19937_64 random(order.seed);
  const auto year = 2016U + static_cast<unsigned>(random() % 8);
  const auto month = 1U + static_cast<unsigned>(random() % 12);
  const auto day = 1U + static_cast<unsigned>(random() % 28);
  content.date =
      order.date.size() == 10 ? order.date : padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
  const auto sequence = padded(static_cast<unsigned>(random() % 1000000), 6);
  if (const auto chosen = choosePersons(content, order, random); !chosen) {
    return fail(chosen.error());
  }
  if (order.flaw == PaperFlaw::WrongPerson) {
    swapPerson(content, random);
  }
  const auto& card = content.person.card;
  content.county = countyOf(card.address);
  content.number = "J" + (card.number.size() == 18 ? card.number.substr(0, 6) : "430624") + "-" +
                   padded(year, 4) + "-" + sequence;
  content.issuer = issuerOf(card.address, content.county);
  content.relation = card.sex == Sex::Female ? "妻" : "夫";
  if (content.person.householdHead == content.person.id) {
    content.relation = "户主";
  }
  content.firm = inventFirm(random);
  content.bankCard = inventBankCard(random);
  content.property = inventProperty(content.person, random);
  content.degree = inventDegree(random);
  if (order.flaw == PaperFlaw::Expired) {
    expire(content);
  }
  if (order.flaw == PaperFlaw::Blank || order.flaw == PaperFlaw::Wrong) {
    return content;
  }
  if (order.kind == PaperKind::Marriage && content.spouse.card.name.empty()) {
    return fail(errors::kPaper, Fault::Bug, order.person + " is not married");
  }
  const bool resident = order.kind == PaperKind::Hukou || order.kind == PaperKind::IdFront ||
                        order.kind == PaperKind::IdBack || order.kind == PaperKind::RealEstate;
  if (resident && card.kind != CardKind::Resident) {
    return fail(errors::kPaper, Fault::Bug, order.person + " is no resident");
  }
  if (order.kind == PaperKind::Letter && card.address.empty()) {
    return fail(errors::kPaper, Fault::Bug, order.person + " has no address");
  }
  return content;
}

}  // namespace xiaowu::simulator
