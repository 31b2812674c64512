#include "recognition/inference/ModelFile.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>

namespace xiaowu::inference {
namespace {

struct Known {
  std::string_view name;
  std::string_view sha256;
};

// The same sums as in packaging/setup/models.sha256; tests/unit/recognition/documents/test_nets.cpp compares
// the two.
constexpr std::array<Known, 3> kKnown{
    {{"ppocr_det.onnx", "329f8f6be653ae0c491dbf969240da96a46a659554787cf0dee6b9126f8d19b3"},
     {"ppocr_rec.onnx", "3209a35498499d40c4ed68c25ace38b0d7222f8ce143cd6452548757982e2f2f"},
     {"ppocr_keys.txt", "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"}}};

}  // namespace

Result<std::vector<char>> modelFile(const std::filesystem::path& folder, std::string_view name) {
  std::ifstream stream(folder / name, std::ios::binary);
  if (!stream) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable,
                std::string(name) + ": not in the models folder (packaging/setup/models.sh makes it)");
  }
  std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const auto known =
      std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& entry) { return entry.name == name; });
  const auto sum =
      QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())),
                               QCryptographicHash::Sha256)
          .toHex();
  if (known == kKnown.end() || sum.toStdString() != known->sha256) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable,
                std::string(name) + ": not the reviewed file (" + std::to_string(bytes.size()) +
                    " bytes; cut short or changed)");
  }
  return bytes;
}

}  // namespace xiaowu::inference
