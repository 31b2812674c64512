#include "platform/server/cases/ContentHash.h"

#include "core/crypto/Sealing.h"
#include "platform/server/storage/KeyedHash.h"

#include <algorithm>
#include <initializer_list>

namespace xiaowu::platform {
namespace {

/// Each piece with its length before it: no two lists of pieces give the same text.
std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string text;
  for (const auto piece : pieces) {
    text += std::to_string(piece.size()) + ":";
    text += piece;
  }
  return text;
}

std::string valueOf(const SubmittedAnswer& answer) {
  if (const auto* text = std::get_if<std::string>(&answer.value)) {
    return "t" + *text;
  }
  if (const auto* flag = std::get_if<bool>(&answer.value)) {
    return *flag ? "yes" : "no";
  }
  return "n" + std::to_string(std::get<double>(answer.value));
}

/// Sorted, so that their order on the way means nothing; overwritten afterwards.
std::string sorted(std::vector<std::string>& lines) {
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (auto& line : lines) {
    text += joined({line});
    crypto::wipe(line);
  }
  return text;
}

std::string whatIsOn(const SubmittedMaterial& material, const std::vector<std::string>& pages) {
  std::vector<std::string> lines;
  if (material.outcome == domain::MaterialStatus::Good) {
    for (const auto& field : material.fields) {
      lines.push_back(joined({"field", field.name, field.value}));
    }
  }
  if (!lines.empty()) {
    return sorted(lines);
  }
  if (material.reusedFrom) {
    lines.push_back(joined({"reused", *material.reusedFrom}));
  }
  for (const int part : material.parts) {
    const auto index = static_cast<std::size_t>(part);
    lines.push_back(joined({"page", index < pages.size() ? pages[index] : std::string()}));
  }
  return sorted(lines);
}

}  // namespace

std::string contentHash(const Bytes& pepper, const Submission& submission,
                        const std::vector<std::string>& pages) {
  std::vector<std::string> lines;
  for (const auto& answer : submission.answers) {
    lines.push_back(joined({"answer", answer.field, valueOf(answer), domain::answerNoteName(answer.note)}));
  }
  for (const auto& material : submission.materials) {
    lines.push_back(joined({"material", material.code, material.documentType, material.backType,
                            domain::materialStatusName(material.outcome), whatIsOn(material, pages)}));
  }
  auto text = "content\n" + sorted(lines);
  auto hash = keyedHash(pepper, text);
  crypto::wipe(text);
  return hash;
}

}  // namespace xiaowu::platform
