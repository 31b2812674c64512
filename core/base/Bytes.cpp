#include "core/base/Bytes.h"

#include <QByteArray>

namespace xiaowu {
namespace {

constexpr std::string_view kHex = "base.hex";
constexpr std::string_view kBase64 = "base.base64";

QByteArray rawView(ByteView bytes) {
  return QByteArray::fromRawData(reinterpret_cast<const char*>(bytes.data()),
                                 static_cast<qsizetype>(bytes.size()));
}

Bytes copied(const QByteArray& array) {
  return {array.begin(), array.end()};
}

}  // namespace

std::string toHex(ByteView bytes) {
  return rawView(bytes).toHex().toStdString();
}

Result<Bytes> fromHex(std::string_view text) {
  // QByteArray::fromHex skips what is not a digit; here a stray character is an error.
  if (text.size() % 2 != 0 || text.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) {
    return fail(kHex, Fault::Bug, "not a hexadecimal text");
  }
  return copied(
      QByteArray::fromHex(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()))));
}

std::string toBase64(ByteView bytes) {
  return rawView(bytes).toBase64().toStdString();
}

Result<Bytes> fromBase64(std::string_view text) {
  const auto decoded =
      QByteArray::fromBase64Encoding(QByteArray(text.data(), static_cast<qsizetype>(text.size())),
                                     QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
  if (!decoded) {
    return fail(kBase64, Fault::Bug, "not a base64 text");
  }
  return copied(decoded.decoded);
}

}  // namespace xiaowu
