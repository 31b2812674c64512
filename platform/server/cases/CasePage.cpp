#include "platform/server/cases/CasePage.h"

#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "core/base/Uuid.h"
#include "core/domain/ContractCodes.h"
#include "platform/server/http/Responses.h"
#include "platform/server/rendering/Text.h"

#include <array>

#include <string>

namespace xiaowu::platform {
namespace {

using Kind = Verdict::Kind;

/// Some parts came, and no manifest yet.
Verdict underWay(int partCount) {
  return {Kind::Wait, "正在接收",
          "材料正在送达，已经收到 " + std::to_string(partCount) + " 份文件。收齐以后才算受理。"};
}

/// Nothing is known here. It may still lie on a kiosk without a line, or nowhere: nothing is promised.
Verdict notHere() {
  return {Kind::Wait, "这里还没有这件申请",
          "自助机没有网络时，申请会晚到。过一天还查不到，请带上回执到政务服务中心窗口问一问。"};
}

/// The same after a restore: what came in those days may be gone here, and lie on the kiosk still.
Verdict notHereAny(const LostSpan& lost) {
  const auto from = domain::chineseDate(domain::dateInChina(fromUnixMicros(lost.from)));
  const auto until = domain::chineseDate(domain::dateInChina(fromUnixMicros(lost.until)));
  return {
      Kind::Wait, "现在查不到，不等于没交",
      "平台出过故障，" + from + "到" + until +
          "收到的申请可能还没有补回来。自助机上留着一份，会自动再送，您的回执和编号照样有效，不用再交。过一"
          "天还查不到，请带上回执到政务服务中心窗口。 The platform was restored from a backup and may not "
          "know applications of those days yet. Your slip and its number stay valid."};
}

Verdict wordsFor(CaseState state) {
  switch (state) {
    case CaseState::Returned: return {Kind::Bad, "已退回", "请按下面的原因补正后，再到任一自助机提交。"};
    case CaseState::AlreadySubmitted:
      return {Kind::Good, "同一天已经提交过",
              "内容一样的申请同一天已经提交过了，不用再交。请用下面的编号查询。"};
    case CaseState::Approved:
      return {Kind::Good, "已受理，秒批", "材料已经收齐，按规则当场批准。请记住下面的办件编号。"};
    case CaseState::Accepted: break;
  }
  return {Kind::Good, "已受理", "材料已经收齐并核对。请记住下面的办件编号。"};
}

Verdict verdictOf(const SubmissionRow& filed) {
  auto verdict = wordsFor(filed.state);
  if (filed.state == CaseState::Returned) {
    verdict.facts.emplace_back("退回原因", reasonInWords(filed.reason));
  }
  verdict.facts.emplace_back("办件编号", filed.caseNumber);
  verdict.facts.emplace_back("申请人", filed.holderMasked);
  verdict.facts.emplace_back("收到时间", domain::chineseMinuteInChina(fromUnixMicros(filed.receivedAt)));
  return verdict;
}

/// Microseconds, by the kiosk's clock: a case's id begins with them (RFC 9562, version 7).
std::int64_t madeAt(const Uuid& id) {
  const auto text = id.text();
  return std::stoll(text.substr(0, 8) + text.substr(9, 4), nullptr, 16) * 1000;
}

}  // namespace

std::string_view reasonInWords(std::string_view reason) {
  struct Words {
    std::string_view code, words;
  };
  static constexpr std::array<Words, 5> kReasons{
      {{domain::contract::kMaterialReuseUnknown, "以前交过的那份材料找不到了，请重新交一份"},
       {domain::contract::kMaterialPartsMissing, "有一份材料缺页，没有收齐"},
       {domain::contract::kMaterialUnreadable, "有一页材料的图像打不开"},
       {domain::contract::kSignatureUnreadable, "签名的图像打不开"},
       {domain::contract::kApplicantNumberImplausible, "身份证件号码不正确"}}};
  for (const auto& entry : kReasons) {
    if (entry.code == reason) {
      return entry.words;
    }
  }
  return "材料需要补正，请到政务服务中心窗口询问";
}

HttpResponse CasePage::page(int status, const Verdict& verdict) const {
  return htmlResponse(
      status,
      m_pages.page(
          "办件查询", m_pages.card(verdict),
          "本页只显示办理状态，不显示个人信息。有疑问请到政务服务中心窗口，或者在自助机上按“求助”。"));
}

HttpResponse CasePage::show(const Call& call) {
  const auto id = Uuid::parse(call.parameters.at(0));
  if (!id) {
    return page(404, {Kind::Bad, "地址不完整", "请重新扫描回执上的二维码。"});
  }
  const auto filed = m_submissions.find(id->text());
  const auto parts = m_submissions.partCount(id->text());
  if (!filed || !parts) {
    return page(503, {Kind::Wait, "暂时不能查询", "系统正忙，请过一会儿再试。"});
  }
  if (*filed) {
    return page(200, verdictOf(**filed));
  }
  const auto lost = m_epochs.lost(toUnixMicros(m_clock.wall()));
  // Its owner may hold a receipt: parts that a kiosk gives back do not make it a case that is not accepted.
  if (lost && *lost && (*parts == 0 || madeAt(*id) <= (*lost)->until)) {
    return page(404, notHereAny(**lost));
  }
  return *parts == 0 ? page(404, notHere()) : page(200, underWay(*parts));
}

}  // namespace xiaowu::platform
