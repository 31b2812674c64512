#include "app/printing/Slip.h"
#include "recognition/documents/DocumentReading.h"
#include "tests/support/Catch.h"

using namespace xiaowu;
using namespace xiaowu::printing;

TEST_CASE("a slip is a PDF of 80 mm that grows with its text") {
  SlipContent content{
      "受理回执", "清溪镇政务晓屋",   "办件编号 430624-2026-003071", "居住证明打印",
      "李伟",     "2026-05-20 21:35", "https://example.invalid/r/1", {"凭此码查询进度。", "工作日内答复。"},
      false};
  const auto slip = receiptSlipPdf(content);
  REQUIRE(slip);
  CHECK(textOf(ByteView(*slip).first(5)) == "%PDF-");
  const std::string text(textOf(*slip));
  CHECK(text.find("/MediaBox [ 0 0 226.77") != std::string::npos);
  content.qrText = std::string(4000, 'x');
  const auto tooLong = receiptSlipPdf(content);
  REQUIRE_FALSE(tooLong);
  CHECK(tooLong.error().code == documents::errors::kSlipFailed);
  content.qrText.clear();
  CHECK(receiptSlipPdf(content)->size() < slip->size());
}
