#include "tools/demo/Proof.h"

#include "tools/harness/Http.h"
#include "tools/harness/QrReader.h"

#include <QImage>
#include <QProcess>

namespace xiaowu::demo {

Result<QString> qrOnSheet(const std::filesystem::path& pdf) {
  QProcess draw;
  draw.start(QStringLiteral("pdftoppm"),
             {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-gray"),
              QStringLiteral("-singlefile"), QStringLiteral("-png"), QString::fromStdString(pdf.string())});
  if (!draw.waitForFinished(20'000) || draw.exitCode() != 0) {
    return fail(errors::kSheet, Fault::Bug, "the sheet could not be drawn");
  }
  const auto picture =
      QImage::fromData(draw.readAllStandardOutput()).convertToFormat(QImage::Format_Grayscale8);
  if (picture.isNull()) {
    return fail(errors::kSheet, Fault::Bug, "the sheet is no picture");
  }
  const auto text = harness::readQr(picture.constBits(), picture.width(), picture.height(),
                                    static_cast<int>(picture.bytesPerLine()));
  if (!text) {
    return fail(errors::kSheet, Fault::Bug, "no readable QR code on the sheet");
  }
  return QString::fromStdString(*text);
}

Result<void> verifyAt(const QString& url) {
  const auto page = harness::httpGet(url);
  if (page.status != 200) {
    return fail(errors::kVerify, Fault::Bug, "the verification page answered " + std::to_string(page.status));
  }
  if (!QString::fromUtf8(page.body).contains(QStringLiteral("有效"))) {
    return fail(errors::kVerify, Fault::Bug, "the verification page does not say 有效");
  }
  return {};
}

}  // namespace xiaowu::demo
