#pragma once
// What a resident does, in pieces that the journeys put together.

#include "tests/journey/kiosk/Cabin.h"

namespace xiaowu::journey {

inline const QString kQuery = u"不动产登记信息查询"_s;
inline const QString kApplication = u"生育服务登记"_s;

void toGuide(Cabin& cabin, const QString& item);
/// Guide and consent; the kiosk waits for a card.
void toCard(Cabin& cabin, const QString& item);
/// From the attract screen to the consent to the face check, with the card on the plate.
void toFaceConsent(Cabin& cabin, const Resident& who);
/// On to the record, by face.
void toRecord(Cabin& cabin, const Resident& who);
/// From the attract screen to the empty form.
void toForm(Cabin& cabin, const Resident& who);
/// From the offer of what was kept, which shows nothing of it, to the form: by face.
void openSealedDraft(Cabin& cabin, const Resident& who);
/// Answers every question; ends at the materials.
void fillForm(Cabin& cabin);
/// Lays the paper and scans it; ends at the finding.
void scanPaper(Cabin& cabin, const QString& document, const Resident& who);
void acceptPaper(Cabin& cabin);
/// Marriage certificate and household register are scanned, the letter is promised.
/// The paper that is chosen on the page of materials is promised for later.
void promise(Cabin& cabin);
void settleMaterials(Cabin& cabin, const Resident& who);
/// From settled materials to the signed sheet, not yet handed in.
void reviewAndSign(Cabin& cabin);
void sign(Cabin& cabin);
/// Hands the signed application in and waits for the receipt.
void handIn(Cabin& cabin);
/// From the receipt or the printed proof back to the attract screen, with the card.
void leave(Cabin& cabin);
/// Form to receipt.
void applyFromForm(Cabin& cabin, const Resident& who);
/// Back from any page before the print or the receipt, as a resident who gives up.
void giveUp(Cabin& cabin);

}  // namespace xiaowu::journey
