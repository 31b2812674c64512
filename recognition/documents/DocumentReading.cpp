#include "recognition/documents/DocumentReading.h"

#include <algorithm>

namespace xiaowu::documents {

std::string_view sealFindingName(const Seal& seal) {
  if (seal.finding == SealFinding::GreyCopy) {
    return "grey-copy";
  }
  return seal.text.empty() ? "unreadable" : "present";
}

const FieldReading* DocumentReading::field(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldReading& entry) { return entry.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool DocumentReading::has(PageFinding finding) const {
  return std::find(findings.begin(), findings.end(), finding) != findings.end();
}

bool DocumentReading::hasSeal(SealFinding finding) const {
  return std::any_of(seals.begin(), seals.end(), [&](const Seal& seal) { return seal.finding == finding; });
}

std::string_view pageFindingName(PageFinding finding) {
  switch (finding) {
    case PageFinding::Blank: return "blank";
    case PageFinding::Blurred: return "blurred";
    case PageFinding::CutOff: return "cut-off";
    case PageFinding::Glare: return "glare";
    case PageFinding::Colourless: return "colourless";
  }
  return "";
}

std::string_view readerName(Reader reader) {
  switch (reader) {
    case Reader::None: return "";
    case Reader::PpOcr: return "ppocr";
    case Reader::TesseractChinese: return "tesseract-chi_sim";
    case Reader::TesseractLatin: return "tesseract-eng";
  }
  return "";
}

}  // namespace xiaowu::documents
