#pragma once
// The steps of a session, in the order of the way, and the one table that says what each is called: in logs,
// tests and on the control socket (`name`), and which file of ui/pages shows it (`page`). C++ and QML read
// this table; a new step is one enumerator and one row here.

#include "app/workflow/NamedKinds.h"

namespace xiaowu::workflow {

enum class Step {
  Attract,
  Items,
  Guide,
  Consent,
  Card,
  FaceConsent,
  Face,
  OtherWays,
  Finger,
  StaffCard,
  StaffCheck,
  Fetching,
  Record,
  Printing,
  Result,
  DraftOffer,
  Form,
  Materials,
  Promise,
  Scan,
  Review,
  Signature,
  Submitting,
  Receipt,
  Rating,
  Farewell
};

struct StepRow {
  Step kind;
  std::string_view name;
  std::string_view page;
};

inline constexpr auto kSteps = std::to_array<StepRow>({
    {Step::Attract, "attract", "AttractPage.qml"},
    {Step::Items, "items", "ItemsPage.qml"},
    {Step::Guide, "guide", "GuidePage.qml"},
    {Step::Consent, "consent", "ConsentPage.qml"},
    {Step::Card, "card", "CardPage.qml"},
    {Step::FaceConsent, "faceConsent", "FaceConsentPage.qml"},
    {Step::Face, "face", "FacePage.qml"},
    {Step::OtherWays, "otherWays", "OtherWaysPage.qml"},
    {Step::Finger, "finger", "FingerPage.qml"},
    {Step::StaffCard, "staffCard", "StaffCardPage.qml"},
    {Step::StaffCheck, "staffCheck", "StaffCheckPage.qml"},
    {Step::Fetching, "fetching", "FetchingPage.qml"},
    {Step::Record, "record", "RecordPage.qml"},
    {Step::Printing, "printing", "PrintingPage.qml"},
    {Step::Result, "result", "ResultPage.qml"},
    {Step::DraftOffer, "draftOffer", "DraftOfferPage.qml"},
    {Step::Form, "form", "FormPage.qml"},
    {Step::Materials, "materials", "MaterialsPage.qml"},
    {Step::Promise, "promise", "PromisePage.qml"},
    {Step::Scan, "scan", "ScanPage.qml"},
    {Step::Review, "review", "ReviewPage.qml"},
    {Step::Signature, "signature", "SignaturePage.qml"},
    {Step::Submitting, "submitting", "SubmittingPage.qml"},
    {Step::Receipt, "receipt", "ReceiptPage.qml"},
    {Step::Rating, "rating", "RatingPage.qml"},
    {Step::Farewell, "farewell", "FarewellPage.qml"},
});
inline constexpr int kStepCount = static_cast<int>(kSteps.size());

static_assert(standsInOrder(kSteps), "a row for each step, in the order of the steps");
static_assert(kSteps.back().kind == Step::Farewell, "the last step has the last row");
static_assert(allDiffer(kSteps, &StepRow::name), "each step has a name of its own");
static_assert(allDiffer(kSteps, &StepRow::page), "each step has a page of its own");

[[nodiscard]] constexpr std::string_view stepName(Step step) {
  return nameIn(kSteps, step);
}
/// File name of the step's page in ui/pages.
[[nodiscard]] constexpr std::string_view stepPage(Step step) {
  return kSteps[static_cast<std::size_t>(step)].page;
}

}  // namespace xiaowu::workflow
