#pragma once
// The drawings of the sheets, one function per kind.

#include "drivers/scanner/simulator/papers/internal/Canvas.h"
#include "drivers/scanner/simulator/papers/internal/Content.h"

#include <random>

namespace xiaowu::simulator {

[[nodiscard]] Image drawMarriage(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawHukou(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawLetter(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawIdFront(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawIdBack(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawBankCard(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawLicence(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawRealEstate(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawDegree(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawMedicalBill(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawTrainTicket(const PaperOrder& order, const Content& content, std::mt19937_64& random);
[[nodiscard]] Image drawPlainLetter(const PaperOrder& order, const Content& content, std::mt19937_64& random);

/// "样本", small and grey, on every sheet.
void markSample(Canvas& canvas, double x, double y);
void stampUnless(Canvas& canvas, const PaperOrder& order, SealStamp seal, std::mt19937_64& random);
/// Breaks lines as a word processor does; `y` ends under the last one.
void paragraph(Canvas& canvas, const std::string& text, double& y, double left, double right,
               const TextStyle& style);
/// The face that values are printed in: always the same for the simulators' persons, one of several for
/// invented ones.
[[nodiscard]] Face valueFace(const PaperOrder& order, Face usual);

}  // namespace xiaowu::simulator
