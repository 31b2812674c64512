#pragma once
// The simulators' chip photo. No open WLT coder exists, so a simulator's item holds no picture but
// "SIMU", version 1, the person's id, zeros to 1,024 bytes.

#include "drivers/api/PhotoDecoder.h"

#include <functional>
#include <string_view>

namespace xiaowu::simulator {

[[nodiscard]] Bytes encodeSimulatorPhoto(std::string_view personId);
/// The person's id; photo.not-decodable for anything that encodeSimulatorPhoto did not write.
[[nodiscard]] Result<std::string> simulatorPhotoOwner(ByteView item);

class SimulatorPhotoDecoder final : public drivers::PhotoDecoder {
 public:
  /// Gives the 102×126 BGR picture of a person; called on any thread.
  using PictureSource = std::function<Result<Image>(std::string_view personId)>;

  explicit SimulatorPhotoDecoder(PictureSource source) : m_source(std::move(source)) {}
  /// A picture of another size than the chip's is photo.not-decodable.
  [[nodiscard]] Result<Image> decode(ByteView encodedPhoto) const override;

 private:
  PictureSource m_source;
};

}  // namespace xiaowu::simulator
