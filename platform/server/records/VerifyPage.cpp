#include "platform/server/records/VerifyPage.h"

#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "platform/server/http/Query.h"
#include "platform/server/http/Responses.h"
#include "platform/server/records/CheckCode.h"
#include "platform/server/rendering/Text.h"

namespace xiaowu::platform {
namespace {

constexpr std::size_t kTypedMax = 64;  // bytes

/// After a restore a proof of those days may be genuine and unknown.
Verdict notKnownAnyMore(const LostSpan& lost) {
  const auto from = domain::chineseDate(domain::dateInChina(fromUnixMicros(lost.from)));
  const auto until = domain::chineseDate(domain::dateInChina(fromUnixMicros(lost.until)));
  return {
      Verdict::Kind::Wait, "查不到，不能断定真假",
      "平台出过故障，" + from + "到" + until +
          "签发的证明可能查不到了。纸上的签发时间在这几天里的，请联系政务服务中心核实，或者请本人重新打印一"
          "份；不在这几天里的，请不要采信。 The platform was restored from a backup and may not know "
          "proofs issued on those days. For any other date, do not trust the sheet."};
}

Verdict verdictOf(const std::optional<PublicProof>& proof, const std::optional<LostSpan>& lost) {
  if (!proof && lost) {
    return notKnownAnyMore(*lost);
  }
  if (!proof) {
    return {Verdict::Kind::Bad, "查无此证",
            "这个查验码没有对应的证明。请对照纸上的查验码再输一遍；仍然查不到的，请不要采信。"};
  }
  Verdict verdict{Verdict::Kind::Good,
                  "有效",
                  "这份证明由本平台签发。请核对下面的内容与纸上一致。",
                  {{"证明名称", proof->title},
                   {"查询人", proof->holderMasked},
                   {"签发时间", domain::chineseMinuteInChina(fromUnixMicros(proof->issuedAt))}}};
  if (proof->printedAt == kVoided) {
    verdict.kind = Verdict::Kind::Bad;
    verdict.word = "已作废";
    verdict.sentence = "这份证明没有打印完整，已经作废，请不要采信。本人可以在自助机上重新查询、打印一份。";
  } else if (proof->printedAt) {
    verdict.facts.emplace_back("出纸时间", domain::chineseMinuteInChina(fromUnixMicros(*proof->printedAt)));
  } else {
    verdict.kind = Verdict::Kind::Wait;
    verdict.word = "已签发，未确认出纸";
    verdict.sentence = "这份证明已经签发，但自助机还没有报告纸张全部打印出来。请稍后再查。";
    if (lost && proof->issuedAt <= lost->until) {
      verdict.sentence +=
          "平台出过故障，那几天的出纸、作废记录可能没有了：过几天还是这样，请联系政务服务中心核实。";
    }
  }
  verdict.facts.emplace_back("张数", "共 " + std::to_string(proof->sheets) + " 张");
  verdict.facts.emplace_back("查验码", proof->checkCode);
  verdict.facts.emplace_back("印章验证值", proof->sealMark);
  return verdict;
}

}  // namespace

HttpResponse VerifyPage::page(int status, const Html& content) const {
  return htmlResponse(status,
                      m_pages.page("证明核验", content, "核验只显示姓氏和证明的基本情况，不显示个人信息。"));
}

HttpResponse VerifyPage::show(const Call& call) {
  const auto typed = queryValue(call.request.query, "code").substr(0, kTypedMax);
  if (typed.empty()) {
    return page(200, m_pages.codeForm({}));
  }
  const auto code = canonicalCheckCode(typed);
  std::optional<PublicProof> found;
  if (!code.empty()) {
    auto proof = m_proofs.byCode(code);
    if (!proof) {
      auto content = m_pages.card({Verdict::Kind::Wait, "暂时不能核验", "系统正忙，请过一会儿再试。"});
      content += m_pages.codeForm(typed);
      return page(503, content);
    }
    found = std::move(*proof);
  }
  // A code that nobody ever gave out in this form is none of a lost proof.
  const auto lost =
      code.empty() ? std::nullopt : m_epochs.lost(toUnixMicros(m_clock.wall())).value_or(std::nullopt);
  auto content = m_pages.card(verdictOf(found, lost));
  content += m_pages.codeForm(found ? std::string_view{} : std::string_view(typed));
  return page(200, content);
}

}  // namespace xiaowu::platform
