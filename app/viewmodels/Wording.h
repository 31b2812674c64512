#pragma once
// Fixed words of the product, in the language that is shown now (a translator must be installed for English).

#include "core/domain/Case.h"
#include "app/workflow/State.h"
#include "core/domain/ChallengeAction.h"
#include "core/domain/FaceGuidance.h"

#include <QString>
#include <QStringList>

namespace xiaowu::viewmodels::wording {

[[nodiscard]] QString categoryName(const QString& category);
/// Name of the drawing that stands for a category.
[[nodiscard]] QString categoryPicture(const QString& category);
[[nodiscard]] QString gradeLetter(domain::TrustGrade grade);    ///< "A" …
[[nodiscard]] QString gradeName(domain::TrustGrade grade);      ///< 机关签发 …
[[nodiscard]] QString sourceName(domain::AnswerSource source);  ///< 身份证 …
/// The first reason that has words of its own (documents::reasons), else `otherwise`.
[[nodiscard]] QString findingReason(const std::vector<std::string>& reasons, const QString& otherwise);
/// What speaks against this paper as a whole (another person's, out of date, another seal); empty: nothing.
[[nodiscard]] QString unfitTitle(const std::vector<std::string>& reasons);
/// Name of the drawing of what to do about it; empty where the right paper says more than a drawing of the
/// fault.
[[nodiscard]] QString findingPicture(const std::vector<std::string>& reasons);
[[nodiscard]] QString materialStatus(const domain::Material& material);
/// A day as people write it; the one form on all screens.
[[nodiscard]] QString day(std::chrono::year_month_day date);
/// In the middle of a sentence, where the kind of paper does not say what its side is called.
[[nodiscard]] QString otherSide();
/// Where the kind of paper does not say what its field is called.
[[nodiscard]] QString otherField();
/// A value as papers print it, to be compared with one: dates with 年月日.
[[nodiscard]] QString readFieldValue(const QString& value);
/// The same as a result on the screen: days in the one form of all screens, the holder's own number as it is
/// shown elsewhere.
[[nodiscard]] QString foundValue(const QString& value, const QString& ownNumber);
[[nodiscard]] bool isReadDate(const QString& value);
[[nodiscard]] QString guidance(domain::FaceGuidance guidance);
/// Name of the drawing that says the same; empty when looking at the camera is all there is to do.
[[nodiscard]] QString guidancePicture(domain::FaceGuidance guidance);
[[nodiscard]] QString action(domain::ChallengeAction action);
[[nodiscard]] QString actionPicture(domain::ChallengeAction action);
[[nodiscard]] QString staffReason(workflow::StaffReason reason);
/// What residents can still do when no device meets the need.
[[nodiscard]] QString withoutDevice(const std::string& need, const workflow::Availability& availability);
/// What of an ended case is in this machine, in one sentence.
[[nodiscard]] QString remains(workflow::Remains remains, std::chrono::hours draftLife);
/// Why an item that needs `need` ("idcard", "network", …) cannot be done now. `deviceName`: what the registry
/// calls a device that meets it; empty when it knows none.
[[nodiscard]] QString missing(const std::string& need, const QString& deviceName);
/// The labels of the thin line of steps for this item, and the place of `step` in it (-1: not on the line).
[[nodiscard]] QStringList stepLabels(const catalog::ServiceItem& item);
[[nodiscard]] int stepIndex(const catalog::ServiceItem& item, workflow::Step step);

/// The parts that are not empty, with a mark between.
[[nodiscard]] QString joined(QStringList parts, const QString& mark);
/// "4306**********0019": enough to recognise, not to copy.
[[nodiscard]] QString maskedNumber(const QString& number);
/// A stored form value as people write it: dates with 年月日, choices by their label.
[[nodiscard]] QString shownValue(const catalog::FormField& field, const QString& value,
                                 workflow::Language language);

}  // namespace xiaowu::viewmodels::wording
