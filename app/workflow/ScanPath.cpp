// One paper under the lens: scanned, read, its doubtful fields held against their crops by the resident,
// taken or dropped. A paper of two sides asks for the other one until both are there.
#include "app/workflow/Stepper.h"
#include "core/domain/Dates.h"
#include "core/domain/ErrorCodes.h"

#include "app/workflow/FormRules.h"
#include "app/workflow/SessionFacts.h"

#include <algorithm>

namespace xiaowu::workflow {
namespace {

using domain::MaterialStatus;
using domain::ResidentWord;

constexpr auto kResidentDiffers = "material.resident-differs";
constexpr auto kLeftToStaff = "material.left-to-staff";

bool isUsable(const domain::Material& finding) {
  return finding.status == MaterialStatus::Good || finding.status == MaterialStatus::Doubtful;
}

/// Gives the word to every field of this crop: what stands on the paper once may be read into two fields.
void tell(domain::Material& finding, int cut, ResidentWord word) {
  for (auto& field : finding.fields) {
    if (field.cut == cut) {
      field.resident = word;
    }
  }
}

/// Takes the last answer back, so that it is asked again; "cannot tell" was one answer for all that were
/// left.
bool takeBack(domain::Material& finding) {
  const domain::ReadField* last = nullptr;
  for (const auto& field : finding.fields) {
    if (field.cut == 0 || field.resident == ResidentWord::NotAsked) {
      continue;
    }
    const bool later = last == nullptr || (field.resident == ResidentWord::CannotTell &&
                                                   last->resident == ResidentWord::CannotTell
                                               ? field.cut < last->cut
                                               : field.cut > last->cut);
    if (later) {
      last = &field;
    }
  }
  if (last == nullptr) {
    return false;
  }
  const int cut = last->cut;
  const bool rest = last->resident == ResidentWord::CannotTell;
  for (auto& field : finding.fields) {
    if (field.cut == cut || (rest && field.cut > cut)) {
      field.resident = ResidentWord::NotAsked;
    }
  }
  return true;
}

/// The machine could not make anything of it: it goes to staff as it is, with what the machine thought of it.
void leaveToStaff(domain::Material& taken, const domain::Material& before, std::string_view side,
                  domain::PageId page) {
  taken.reasons.emplace_back(kLeftToStaff);
  taken.reasons.push_back("material." + std::string(domain::materialStatusName(taken.status)));
  taken.status = MaterialStatus::Doubtful;
  taken.seemsType.clear();
  if (side.empty()) {
    return;  // a paper of one side
  }
  taken.sides = before.sides;
  taken.sides.erase(std::remove_if(taken.sides.begin(), taken.sides.end(),
                                   [&](const auto& each) { return each.documentType == side; }),
                    taken.sides.end());
  taken.sides.push_back({std::string(side), page, MaterialStatus::Doubtful, taken.reasons});
}

/// The pages that a paper stands on, each once.
std::vector<domain::PageId> pagesOf(const domain::Material& material, domain::PageId scanned) {
  if (material.sides.empty()) {
    return {scanned};
  }
  std::vector<domain::PageId> pages;
  for (const auto& side : material.sides) {
    if (std::find(pages.begin(), pages.end(), side.page) == pages.end()) {
      pages.push_back(side.page);
    }
  }
  return pages;
}

}  // namespace

void Stepper::scannerMissing() {
  // A jam or an open cover has words of its own that help; a scanner that is not there has not.
  const auto reason = s.availability.reasonOf(domain::needs::kScanner);
  const bool hasWords = reason.rfind("scanner.", 0) == 0;
  openTroubleForStaff(hasWords ? std::string_view(reason) : domain::errors::kScannerUnavailable, true);
}

void Stepper::startScan() {
  if (!s.availability.has(domain::needs::kScanner)) {
    return scannerMissing();
  }
  session().scanPhase = ScanPhase::Scanning;
  begin(OperationKind::ScanPage);
}

void Stepper::dropFinding() {
  cancelOperation();
  if (session().scannedPage != 0) {
    emit(DropPage{session().scannedPage});
  }
  session().scannedPage = 0;
  session().finding.reset();
  session().scanPhase = ScanPhase::Place;
}

void Stepper::pageRead(const domain::Material& finding) {
  endOperation();
  session().finding = finding;
  if (!isUsable(finding)) {
    badScan();
  }
  session().scanPhase =
      isUsable(finding) && comparing(finding).field != nullptr ? ScanPhase::Compare : ScanPhase::Finding;
}

void Stepper::compareField(domain::ResidentWord word) {
  auto& finding = *session().finding;
  if (word == ResidentWord::NotAsked) {
    return;
  }
  for (const auto* field = comparing(finding).field; field != nullptr; field = comparing(finding).field) {
    tell(finding, field->cut, word);
    if (word != ResidentWord::CannotTell) {
      break;  // whoever cannot tell leaves the rest to staff too
    }
  }
  if (comparing(finding).field == nullptr) {
    session().scanPhase = ScanPhase::Finding;
  }
}

void Stepper::leaveFinding() {
  if (session().finding && takeBack(*session().finding)) {
    session().scanPhase = ScanPhase::Compare;
    return;
  }
  dropFinding();
  go(Step::Materials);
}

void Stepper::badScan() {
  int& count = session().badScans[session().materials[session().scanning].code];
  if (++count == kBadScansMax) {
    emit(NotifyStaff{std::string(domain::errors::kScanStuck)});
  }
}

void Stepper::acceptFinding() {
  if (!session().finding || !(isUsable(*session().finding) || mayHandInAnyway(session()))) {
    return;
  }
  auto& material = session().materials[session().scanning];
  const auto& requirement = *session().item->material(material.code);
  auto taken = std::move(*session().finding);
  session().finding.reset();
  if (!isUsable(taken)) {
    const auto asked = sideAsked(session());
    const std::string_view front = requirement.twoSided() ? requirement.documentType : std::string_view();
    leaveToStaff(taken, material, asked.empty() ? front : asked, session().scannedPage);
  }
  taken.code = material.code;
  taken.pages = pagesOf(taken, session().scannedPage);
  for (const auto page : material.pages) {
    if (std::find(taken.pages.begin(), taken.pages.end(), page) == taken.pages.end()) {
      emit(DropPage{page});
    }
  }
  // His word can only send a paper to people, never past them.
  if (taken.disputed()) {
    taken.status = MaterialStatus::Doubtful;
    if (std::find(taken.reasons.begin(), taken.reasons.end(), kResidentDiffers) == taken.reasons.end()) {
      taken.reasons.emplace_back(kResidentDiffers);
    }
  }
  for (auto& field : taken.fields) {
    field.cut = 0;
  }
  if (requirement.twoSided() && taken.sides.size() < 2) {
    taken.status = MaterialStatus::Missing;
  }
  material = std::move(taken);
  session().scannedPage = 0;
  fillFromPaper(*session().item, material, session().answers);
  saveDraft();
  if (material.status != MaterialStatus::Missing) {
    return go(Step::Materials);
  }
  session().scanPhase = ScanPhase::Place;
  if (!s.availability.has(domain::needs::kScanner)) {
    scannerMissing();
  }
}

void Stepper::askPromise(std::size_t index) {
  const auto& wanted = *session().item->material(session().materials[index].code);
  if (!wanted.promiseAllowed) {
    return;
  }
  const auto today = std::chrono::sys_days{domain::dateInChina(m_event.now)};
  session().promiseUntil = today + std::chrono::days{wanted.promiseDays};
  session().scanning = index;
  go(Step::Promise);
}

void Stepper::atPromise() {
  if (is<Back>() != nullptr) {
    return go(Step::Materials);
  }
  if (is<Continue>() != nullptr) {
    promiseMaterial(session().materials[session().scanning]);
    go(Step::Materials);
  }
}

void Stepper::promiseMaterial(domain::Material& material) {
  for (const auto page : material.pages) {
    emit(DropPage{page});
  }
  domain::Material promised;
  promised.code = material.code;
  promised.documentType = material.documentType;
  promised.status = MaterialStatus::Promised;
  promised.promisedUntil = session().promiseUntil;
  material = std::move(promised);
  saveDraft();
}

void Stepper::atScan() {
  const auto phase = session().scanPhase;
  if (is<Back>() != nullptr) {
    return leaveFinding();
  }
  if (is<StartScan>() != nullptr && phase == ScanPhase::Place) {
    return startScan();
  }
  if (const auto* scanned = is<PageScanned>()) {
    endOperation();
    session().scannedPage = scanned->page;
    session().scanPhase = ScanPhase::Reading;
    return begin(OperationKind::ReadPage);
  }
  if (const auto* read = is<PageRead>()) {
    return pageRead(read->finding);
  }
  if (const auto* compared = is<CompareField>(); compared != nullptr && phase == ScanPhase::Compare) {
    return compareField(compared->word);
  }
  if (is<AcceptScan>() != nullptr && phase == ScanPhase::Finding) {
    return acceptFinding();
  }
  if (is<RetakeScan>() != nullptr && (phase == ScanPhase::Finding || phase == ScanPhase::Compare)) {
    return dropFinding();
  }
  if (const auto* promise = is<PromiseMaterial>()) {
    const auto& code = session().materials[session().scanning].code;
    if (promise->code == code && session().item->material(code)->promiseAllowed) {
      dropFinding();
      askPromise(session().scanning);
    }
  }
}

}  // namespace xiaowu::workflow
