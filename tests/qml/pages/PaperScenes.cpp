#include "PaperScenes.h"

#include <utility>

namespace xiaowu::pagestest {

using namespace workflow;  // NOLINT: a file of plain values
using domain::MaterialStatus;

domain::Material finding(MaterialStatus status) {
  domain::Material material{"hukou", "hukou", status, {}, {}, {}, {}};
  if (status == MaterialStatus::WrongPaper) {
    material.seemsType = "medical-bill";
  }
  material.fields = {{"household_head", "李伟", 0.98, false},
                     {"household_number", "430624108", 0.61, status == MaterialStatus::Doubtful},
                     {"address", "湖南省湘阴县清溪镇东风路18号2栋301室", 0.93, false}};
  return material;
}

viewmodels::PaperKinds paperKinds() {
  const auto field = [](const char* name, const char* zh, const char* en) {
    return std::pair{QString::fromLatin1(name), viewmodels::PaperKind::Field{{zh, en}}};
  };
  viewmodels::PaperKinds kinds;
  kinds[QStringLiteral("hukou")] = {
      {"户口簿", "Household register"},
      QStringLiteral("paper-hukou"),
      {},
      {field("household_head", "户主姓名", "Head of household"),
       field("household_number", "户号", "Household number"), field("name", "姓名", "Name"),
       field("id", "身份证号", "ID number"), field("birth", "出生日期", "Date of birth"),
       field("address", "住址", "Address")}};
  kinds[QStringLiteral("bankcard")] = {{"银行卡", "Bank card"}, QStringLiteral("bank-card")};
  kinds[QStringLiteral("idfront")] = {
      {"身份证（人像面）", "ID card, portrait side"},
      QStringLiteral("card-portrait-side"),
      {"有照片的一面", "the side with the photo"},
      {field("name", "姓名", "Name"), field("id", "身份证号", "ID number"),
       field("birth", "出生日期", "Date of birth"), field("address", "住址", "Address")}};
  kinds[QStringLiteral("idback")] = {
      {"身份证（国徽面）", "ID card, emblem side"},
      QStringLiteral("card-emblem-side"),
      {"有国徽的一面", "the side with the emblem"},
      {field("authority", "签发机关", "Issued by"), field("validity", "有效期限", "Valid")}};
  kinds[QStringLiteral("medical-bill")] = {{"医疗票据", "Medical bill"}, {}};
  return kinds;
}

void addComparisons(State state, const AddScene& add) {
  using domain::ResidentWord;
  state.session->scannedPage = 7;
  state.session->scanPhase = ScanPhase::Compare;
  auto& paper = state.session->finding.emplace(finding(MaterialStatus::Good));
  paper.fields = {{"name", "陈桂英", 0.62, true},
                  {"id", "430624194403120042", 0.71, true},
                  {"address", "湖南省湘阴县清溪镇石塘村五组27号", 0.8, true},
                  {"birth", "1944-03-12", 0.99, false}};
  for (int i = 0; i < 3; ++i) {
    paper.fields[static_cast<std::size_t>(i)].cut = i + 1;
  }
  add("16-scan-compare-name", state, {});
  paper.fields[0].resident = ResidentWord::Same;
  add("16-scan-compare-number", state, {});
  paper.fields[1].resident = ResidentWord::Different;
  add("16-scan-compare-address", state, {});
  state.session->scanPhase = ScanPhase::Finding;
  paper.fields[2].resident = ResidentWord::Same;
  add("16-scan-compare-differs", state, {});
  paper.fields[1].resident = ResidentWord::Same;
  add("16-scan-compare-same", state, {});
  paper.fields[1].resident = paper.fields[2].resident = ResidentWord::CannotTell;
  add("16-scan-compare-cannot-tell", state, {});
}

void addSides(State state, const AddScene& add) {
  auto& session = *state.session;
  session.scanning = 3;
  add("16-scan-sides-front", state, {});
  auto& card = session.materials[3];
  card.sides = {{"idfront", 8, MaterialStatus::Good, {}}};
  add("16-scan-sides-back", state, {});
  session.scanPhase = ScanPhase::Finding;
  session.finding = domain::Material{
      "idcard", "idfront", MaterialStatus::WrongPaper, {"material.same-side"}, "idfront", {}, {}};
  add("16-scan-sides-same", state, {});
  session.finding.reset();
  session.scanPhase = ScanPhase::Place;
  state.step = Step::Materials;
  for (std::size_t i = 0; i < 3; ++i) {
    session.materials[i].status = MaterialStatus::Good;
  }
  add("15-materials-sides", state, {});
  state.step = Step::Scan;
  card.sides.push_back({"idback", 9, MaterialStatus::Good, {}});
  card.status = MaterialStatus::Good;
  add("16-scan-sides-again", state, {});
}

void addFaults(State state, const AddScene& add) {
  const std::pair<const char*, MaterialStatus> faults[] = {
      {"blank", MaterialStatus::Unreadable},   {"blurred", MaterialStatus::Unreadable},
      {"cut-off", MaterialStatus::Unreadable}, {"seal-copied", MaterialStatus::NoSeal},
      {"copied", MaterialStatus::Doubtful},    {"glare", MaterialStatus::Doubtful}};
  for (const auto& [reason, status] : faults) {
    state.session->finding = finding(status);
    state.session->finding->reasons = {std::string("material.") + reason};
    add(std::string("16-scan-") + reason, state, {});
  }
  state.session->scannedPage = 7;
  state.session->finding = finding(MaterialStatus::Unreadable);
  state.session->badScans[state.session->materials[state.session->scanning].code] = kBadScansMax;
  add("16-scan-stuck", state, {});
  state.session->finding = finding(MaterialStatus::Doubtful);
  state.session->finding->reasons = {"material.person-differs"};
  add("16-scan-other-person", state, {});
}

}  // namespace xiaowu::pagestest
