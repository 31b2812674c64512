#pragma once
// PP-OCRv4 as a text engine: finds the lines of a page, then reads them, on one or more threads.

#include "recognition/documents/text/TextEngine.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace xiaowu::documents {

struct LineArea;

class PpOcrEngine final : public TextEngine {
 public:
  /// `threads` 1 … 4: that many lines are read at the same time; each needs about 60 MB while it works.
  /// Fails with documents.engine-missing when the models are not there or not the reviewed ones.
  [[nodiscard]] static Result<std::unique_ptr<PpOcrEngine>> load(const std::filesystem::path& modelsFolder,
                                                                 int threads);
  ~PpOcrEngine() override;

  [[nodiscard]] Reader reader() const override { return Reader::PpOcr; }
  [[nodiscard]] Result<std::vector<TextLine>> readPage(const Image& page,
                                                       const std::stop_token& stop) override;
  [[nodiscard]] Result<TextLine> readLine(const Image& page, const Rect& area, const std::string& alphabet,
                                          const std::stop_token& stop) override;

  /// The first half of readPage. White margins cost nothing, and a sheet is cut between its lines into bands.
  /// A stop is noticed between bands: after some 0.3 s.
  [[nodiscard]] Result<std::vector<LineArea>> findLines(const Image& page, const std::stop_token& stop);
  /// The second half; a stop is noticed between lines. One line for each area, empty where nothing was read.
  [[nodiscard]] Result<std::vector<TextLine>> readLines(const Image& page, const std::vector<LineArea>& areas,
                                                        const std::stop_token& stop);
  /// A picture that is one line, Grey8 or Bgr8; see TextRecogniser::readStrip.
  [[nodiscard]] Result<TextLine> readStrip(const Image& strip, const std::string& alphabet,
                                           const std::stop_token& stop);
  [[nodiscard]] bool knows(const std::string& character) const;

 private:
  struct Private;
  explicit PpOcrEngine(std::unique_ptr<Private> data);
  std::unique_ptr<Private> m_data;
};

}  // namespace xiaowu::documents
