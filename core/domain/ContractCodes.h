#pragma once
// Codes in the platform's answers (platform/api/README.md says when each is sent, and whether trying again
// helps). The platform writes them, the kiosk compares some.

#include <string_view>

namespace xiaowu::domain::contract {

// Of any request.
inline constexpr std::string_view kClock =
    "auth.clock";  ///< the kiosk's clock is off by more than five minutes
inline constexpr std::string_view kSignature = "auth.signature";
inline constexpr std::string_view kReplay =
    "auth.replay";  ///< a request with this nonce came before; with a new one it is welcome
inline constexpr std::string_view kTooManyRequests = "quota.requests";  ///< of this kiosk, for now
inline constexpr std::string_view kTooMuchUnfinished =
    "quota.unfinished";  ///< parts of this kiosk that no manifest has claimed
inline constexpr std::string_view kOperator = "auth.operator";
inline constexpr std::string_view kPathUnknown = "path.unknown";
inline constexpr std::string_view kMethod = "request.method";
inline constexpr std::string_view kMalformed = "request.malformed";
inline constexpr std::string_view kTooLarge = "request.too-large";
inline constexpr std::string_view kBusy = "platform.busy";
inline constexpr std::string_view kStorage = "platform.storage";
inline constexpr std::string_view kInternal = "internal";
inline constexpr std::string_view kTestFault = "test.fault";  ///< asked for through /test/faults

// Of submissions.
inline constexpr std::string_view kSubmissionConflict = "submission.conflict";
inline constexpr std::string_view kSubmissionNumberTaken =
    "submission.number-taken";  ///< of another submission; the answer says the highest one
inline constexpr std::string_view kSubmissionInvalid = "submission.invalid";
inline constexpr std::string_view kSubmissionCannotOpen = "submission.cannot-open";
inline constexpr std::string_view kSubmissionReceiptUnknown =
    "submission.receipt-unknown";  ///< a case was given back with a receipt that is not this platform's
inline constexpr std::string_view kSubmissionPartsMissing = "submission.parts-missing";
inline constexpr std::string_view kSubmissionPartOffset =
    "submission.part-offset";  ///< the piece does not go on where the part ends; the answer says where it
                               ///< does

// Why a case is returned: final, and shown on its public page.
inline constexpr std::string_view kSignatureUnreadable = "signature.unreadable";
inline constexpr std::string_view kMaterialUnreadable = "material.unreadable";
inline constexpr std::string_view kMaterialPartsMissing = "material.parts-missing";
inline constexpr std::string_view kMaterialReuseUnknown = "material.reuse-unknown";
inline constexpr std::string_view kApplicantNumberImplausible = "applicant.number-implausible";

// Of record queries and proofs.
inline constexpr std::string_view kRecordHolderMismatch = "record.holder-mismatch";
inline constexpr std::string_view kProofConflict = "proof.conflict";
inline constexpr std::string_view kProofUnknown = "proof.unknown";
inline constexpr std::string_view kProofExpired =
    "proof.expired";  ///< issued, and its sheet is no longer kept; it verifies on
inline constexpr std::string_view kSealUnavailable = "seal.unavailable";  ///< proofs cannot be signed now

// Of face comparisons. The first three are of the two pictures, and final for their request.
inline constexpr std::string_view kPhotoNotDecodable = "comparison.photo-not-decodable";
inline constexpr std::string_view kNoFaceInPhoto = "comparison.no-face-in-photo";
inline constexpr std::string_view kFaceUnusable = "comparison.face-unusable";
inline constexpr std::string_view kComparisonCannotOpen = "comparison.cannot-open";
inline constexpr std::string_view kComparisonFailed = "comparison.failed";  ///< the nets did not run
inline constexpr std::string_view kComparisonBusy = "comparison.busy";
inline constexpr std::string_view kComparisonConflict = "comparison.conflict";
inline constexpr std::string_view kComparisonNotAllowed = "comparison.not-allowed";
inline constexpr std::string_view kComparisonTooManyTries = "comparison.too-many-tries";
inline constexpr std::string_view kDecoderMissing = "comparison.decoder-missing";
inline constexpr std::string_view kModelsMissing = "comparison.models-missing";

}  // namespace xiaowu::domain::contract
