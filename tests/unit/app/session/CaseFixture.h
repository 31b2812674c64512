#pragma once
// A case of the shipped birth registration, ready to be handed in: two scanned papers in doubt, one promised,
// signed.

#include "core/catalog/Catalog.h"
#include "app/session/PageStore.h"
#include "app/workflow/FormRules.h"
#include "app/workflow/State.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

namespace xiaowu::session::test {

inline const WallTime kNow{std::chrono::microseconds{1'795'300'000'000'000}};

inline workflow::Session application(PageStore& pages) {
  const auto catalog = catalog::loadCatalog(places::source() / "kiosk-config/services", nullptr);
  REQUIRE(catalog);
  workflow::Session session;
  session.item = catalog->items.at(0);
  session.level = domain::IdentityLevel::L1;
  session.caseId = Uuid::parse("019aa000-0000-7000-8000-000000000001").value();
  domain::IdCard card;
  card.name = "李伟";
  card.number = "430624199308150019";
  card.sex = domain::Sex::Male;
  card.birth = std::chrono::year{1993} / 8 / 15;
  card.ethnicGroup = "汉";
  card.address = "湖南省湘阴县清溪镇东风路18号2栋301室";
  card.encodedPhoto = Bytes(1024, 7);
  session.card = card;
  session.answers = workflow::answersFromCard(*session.item, card);
  session.answers["phone"] = {"phone", "13812345678", domain::AnswerSource::Resident, domain::TrustGrade::D,
                              false};
  for (const auto& requirement : session.item->materials) {
    domain::Material material;
    material.code = requirement.code;
    material.documentType = requirement.documentType;
    material.status =
        requirement.promiseAllowed ? domain::MaterialStatus::Promised : domain::MaterialStatus::Doubtful;
    if (!requirement.promiseAllowed) {
      material.pages = {pages.add({Bytes{0xff, 0xd8, 1}, "image/jpeg"})};
    }
    material.reasons = {"material.name-unsure"};
    material.fields = {{"name_a", "李伟", 0.93, false}};
    session.materials.push_back(std::move(material));
  }
  session.signature = pages.add({Bytes{0x89, 'P', 'N', 'G'}, "image/png"});
  return session;
}

}  // namespace xiaowu::session::test
