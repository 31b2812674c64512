#pragma once
// Reads one line of text: PP-OCRv4's recognition net and its CTC decoding. One recogniser per
// thread; any picture of one line, left to right.

#include "recognition/documents/text/internal/TextDetector.h"
#include "recognition/documents/text/TextEngine.h"

#include <filesystem>
#include <memory>
#include <string>

namespace xiaowu::documents {

class TextRecogniser {
 public:
  /// Fails with documents.engine-missing: no file, not the reviewed one, or refused by OpenCV.
  [[nodiscard]] static Result<std::unique_ptr<TextRecogniser>> load(
      const std::filesystem::path& modelsFolder);
  ~TextRecogniser();

  /// The whole picture is one line, as high as its letters and a tenth more (a seal's unwrapped ring, a
  /// zone). Boxes are pixels of `strip`: x and width from the net's steps (an eighth of a letter's height), y
  /// and height those of the strip. `alphabet` limits what can come out; characters that the net does not
  /// know are ignored in it. Takes about 0.2 ms per pixel of width at 48 pixels of height on one core. May
  /// throw cv::Exception.
  [[nodiscard]] TextLine readStrip(const Image& strip, const std::string& alphabet = {});
  /// The same for a line found on a page, also a turned one; boxes are pixels of the page, upright around
  /// each character.
  [[nodiscard]] TextLine readLine(const Image& page, const LineArea& area, const std::string& alphabet = {});

  /// False: this character can never come out, whatever is on the paper.
  [[nodiscard]] bool knows(const std::string& character) const;

 private:
  struct Private;
  explicit TextRecogniser(std::unique_ptr<Private> data);
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::documents
