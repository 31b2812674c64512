#include "app/documents/ModelFile.h"

#include "app/documents/DocumentReading.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>

namespace xiaowu::documents {
namespace {

struct Known {
  std::string_view name;
  std::string_view sha256;
};

// The same sums as in setup/models.sha256; tests/unit/documents/test_nets.cpp compares the two.
constexpr std::array<Known, 3> kKnown{{{"ppocr_det.onnx", "4a8d85b6355a2a771f0396f9bd216519edb73562a65e82be2bb044bd75bde402"},
                                       {"ppocr_rec.onnx", "edd3a8f29f468cd0a770034f59c49a39190d8dcddc8bb3887b45d45379ef7c89"},
                                       {"ppocr_keys.txt", "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"}}};

}  // namespace

Result<std::vector<char>> modelFile(const std::filesystem::path& folder, std::string_view name) {
  std::ifstream stream(folder / name, std::ios::binary);
  if (!stream) return fail(errors::kEngineMissing, Fault::ServiceUnavailable, std::string(name) + ": not in the models folder (setup/models.sh makes it)");
  std::vector<char> bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& entry) { return entry.name == name; });
  const auto sum = QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())), QCryptographicHash::Sha256).toHex();
  if (known == kKnown.end() || sum.toStdString() != known->sha256) {
    return fail(errors::kEngineMissing, Fault::ServiceUnavailable, std::string(name) + ": not the reviewed file (" + std::to_string(bytes.size()) + " bytes; cut short or changed)");
  }
  return bytes;
}

}  // namespace xiaowu::documents
