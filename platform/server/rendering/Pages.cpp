// The public pages: whether a proof is genuine, and where a case stands. One answer each, very large; no
// script, nothing from other hosts, everything from outside escaped.
#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"
#include "core/domain/Dates.h"
#include "platform/server/main/Services.h"
#include "platform/server/rendering/Text.h"

#include <array>

namespace xiaowu::platform {
namespace {

struct Verdict {
  std::string_view kind;  ///< class of the card: good, wait, bad
  std::string word, sentence;
  std::vector<std::pair<std::string, std::string>> facts;
};

constexpr std::string_view kGood =
    R"(<path d="M14 27l9 9 15-18" fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/><circle cx="26" cy="26" r="23" fill="none" stroke="currentColor" stroke-width="4"/>)";
constexpr std::string_view kWait =
    R"(<path d="M26 4L50 47H2z" fill="none" stroke="currentColor" stroke-width="4" stroke-linejoin="round"/><path d="M26 19v13" stroke="currentColor" stroke-width="5" stroke-linecap="round"/><circle cx="26" cy="40" r="3" fill="currentColor"/>)";
constexpr std::string_view kBad =
    R"(<path d="M16 3h20l13 13v20L36 49H16L3 36V16z" fill="none" stroke="currentColor" stroke-width="4" stroke-linejoin="round"/><path d="M18 18l16 16M34 18L18 34" stroke="currentColor" stroke-width="5" stroke-linecap="round"/>)";

constexpr std::string_view kStyle = R"css(
*{box-sizing:border-box}
html{font-size:112.5%;-webkit-text-size-adjust:100%}
body{margin:0;background:#F3F6FA;color:#16202E;font-family:"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;line-height:1.5;font-variant-numeric:tabular-nums}
header{background:#0B4A8B;color:#fff;padding:1.1rem 1.25rem 1rem}
header .in,main,footer{max-width:38rem;margin:0 auto}
header b{display:block;font-size:1.35rem;line-height:1.3;letter-spacing:.03em}
header span{color:#FFE3A3;font-size:.95rem}
main{padding:1.1rem 1rem 0}
.card{background:#fff;border-radius:16px;overflow:hidden;box-shadow:0 1px 2px rgba(22,32,46,.10),0 8px 24px rgba(22,32,46,.06);margin-bottom:1.1rem}
.verdict{padding:1.6rem 1.3rem 1.4rem;text-align:center}
.verdict svg{width:4.6rem;height:4.6rem;display:block;margin:0 auto .5rem}
.verdict h1{font-size:3.4rem;line-height:1.15;margin:0;font-weight:700;letter-spacing:.04em}
.verdict h1.long{font-size:1.95rem;letter-spacing:0}
.verdict p{margin:.55rem auto 0;font-size:1.1rem;max-width:26em;color:#16202E}
.good{background:#E5F4EC;color:#0A5A38}
.wait{background:#FFF3D6;color:#6A4200}
.bad{background:#FDECEA;color:#8F120B}
dl{margin:0;padding:.35rem 1.3rem .6rem}
dl div{padding:.7rem 0;border-top:1px solid #D9E1EB}
dl div:first-child{border-top:0}
dt{color:#46536A;font-size:.92rem}
dd{margin:0;font-size:1.16rem;font-weight:500;overflow-wrap:anywhere}
form{padding:1.2rem 1.3rem 1.3rem}
label{display:block;font-weight:700;font-size:1.1rem}
.hint{color:#46536A;font-size:.95rem;margin:.15rem 0 .7rem}
input{width:100%;font:inherit;font-size:1.25rem;padding:.7rem .8rem;border:2px solid #46536A;border-radius:10px;letter-spacing:.06em;text-transform:uppercase;background:#fff;color:#16202E}
button{width:100%;margin-top:.8rem;font:inherit;font-weight:700;font-size:1.2rem;min-height:3.4rem;border:0;border-radius:10px;background:#0B4A8B;color:#fff}
input:focus,button:focus,a:focus{outline:4px solid #E8A13A;outline-offset:2px}
footer{color:#46536A;font-size:.92rem;padding:.2rem 1.3rem 2rem}
@media(min-width:46rem){dl div{display:grid;grid-template-columns:9em 1fr;align-items:baseline}main{padding-top:1.8rem}}
)css";

std::string cardOf(const Verdict& verdict) {
  const auto icon = verdict.kind == "good" ? kGood : verdict.kind == "wait" ? kWait : kBad;
  std::string html = "<section class=\"card\"><div class=\"verdict " + std::string(verdict.kind) +
                     "\"><svg viewBox=\"0 0 52 52\" aria-hidden=\"true\">" + std::string(icon) + "</svg><h1" +
                     (verdict.word.size() > 15 ? " class=\"long\"" : "") + ">" + escapeHtml(verdict.word) +
                     "</h1><p>" + escapeHtml(verdict.sentence) + "</p></div>";
  if (!verdict.facts.empty()) {
    html += "<dl>";
    for (const auto& [label, value] : verdict.facts) {
      html += "<div><dt>" + escapeHtml(label) + "</dt><dd>" + escapeHtml(value) + "</dd></div>";
    }
    html += "</dl>";
  }
  return html + "</section>";
}

HttpResponse page(std::string_view title, const std::string& content, std::string_view foot) {
  HttpResponse response;
  response.contentType = "text/html; charset=utf-8";
  response.body =
      "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\"><title>" +
      std::string(title) +
      " · 政务晓屋</title><link rel=\"icon\" href=\"data:,\">"
      "<link rel=\"stylesheet\" href=\"/pages.css\"></head><body><header><div class=\"in\"><b>" +
      std::string(title) + "</b><span>政务晓屋 · 24小时自助服务</span></div></header><main>" + content +
      "</main><footer>" + std::string(foot) + "</footer></body></html>";
  return response;
}

std::string formWith(std::string_view typed) {
  return "<form class=\"card\" action=\"/verify\" method=\"get\"><label for=\"code\">输入查验码</label><p "
         "class=\"hint\">在证明左下角的二维码旁边，共16位</p>"
         "<input id=\"code\" name=\"code\" maxlength=\"24\" autocomplete=\"off\" "
         "autocapitalize=\"characters\" spellcheck=\"false\" placeholder=\"XXXX-XXXX-XXXX-XXXX\" value=\"" +
         escapeHtml(typed) + "\"><button type=\"submit\">核验</button></form>";
}

Verdict verdictOf(const std::optional<ProofRow>& proof) {
  if (!proof) {
    return {"bad",
            "查无此证",
            "这个查验码没有对应的证明。请对照纸上的查验码再输一遍；仍然查不到的，请不要采信。",
            {}};
  }
  std::vector<std::pair<std::string, std::string>> facts{
      {"证明名称", proof->title},
      {"查询人", proof->holderMasked},
      {"签发时间", domain::chineseMinuteInChina(fromUnixMicros(proof->issuedAt))}};
  if (proof->printedAt) {
    facts.emplace_back("出纸时间", domain::chineseMinuteInChina(fromUnixMicros(*proof->printedAt)));
  }
  facts.emplace_back("张数", "共 " + std::to_string(proof->sheets) + " 张");
  facts.emplace_back("查验码", proof->checkCode);
  facts.emplace_back("印章验证值", proof->sealMark);
  if (!proof->printedAt) {
    return {"wait", "已签发，未确认出纸",
            "这份证明已经签发，但自助机还没有报告纸张全部打印出来。请稍后再查。", facts};
  }
  return {"good", "有效", "这份证明由本平台签发。请核对下面的内容与纸上一致。", facts};
}

Verdict verdictOf(const std::optional<SubmissionRow>& filed, std::size_t partCount) {
  if (!filed && partCount == 0) {
    return {"wait",
            "还没有收到",
            "材料可能还在自助机上。网络恢复后会自动送达，不用重新办理。请过一会儿再看。",
            {}};
  }
  if (!filed) {
    return {"wait",
            "正在接收",
            "材料正在送达，已经收到 " + std::to_string(partCount) + " 份文件。收齐以后才算受理。",
            {}};
  }
  std::vector<std::pair<std::string, std::string>> facts{
      {"办件编号", filed->caseNumber},
      {"申请人", filed->holderMasked},
      {"收到时间", domain::chineseMinuteInChina(fromUnixMicros(filed->receivedAt))}};
  if (filed->state == "returned") {
    facts.insert(facts.begin(), {"退回原因", std::string(reasonInWords(filed->reason))});
    return {"bad", "已退回", "请按下面的原因补正后，再到任一自助机提交。", facts};
  }
  if (filed->state == "alreadySubmitted") {
    return {"good", "今天已经提交过", "同一件事今天已经提交过了，不用再交。请用下面的编号查询。", facts};
  }
  if (filed->state == "approved") {
    return {"good", "已受理，秒批", "材料已经收齐，按规则当场批准。请记住下面的办件编号。", facts};
  }
  return {"good", "已受理", "材料已经收齐并核对。请记住下面的办件编号。", facts};
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

namespace services {

HttpResponse verifyPage(Context& context, const Call& call) {
  constexpr std::string_view kFoot = "核验只显示姓氏和证明的基本情况，不显示个人信息。";
  const auto typed = queryValue(call.request.query, "code").substr(0, 64);
  if (typed.empty()) {
    return page("证明核验", formWith({}), kFoot);
  }
  const auto code = canonicalCheckCode(typed);
  std::optional<ProofRow> found;
  if (!code.empty()) {
    auto proof = context.repository.proofByCode(code);
    if (!proof) {
      auto busy =
          page("证明核验",
               cardOf({"wait", "暂时不能核验", "系统正忙，请过一会儿再试。", {}}) + formWith(typed), kFoot);
      busy.status = 503;
      return busy;
    }
    found = std::move(*proof);
  }
  return page("证明核验",
              cardOf(verdictOf(found)) + formWith(found ? std::string_view{} : std::string_view(typed)),
              kFoot);
}

HttpResponse casePage(Context& context, const Call& call) {
  constexpr std::string_view kFoot =
      "本页只显示办理状态，不显示个人信息。有疑问请到政务服务中心窗口，或者在自助机上按“求助”。";
  const auto id = Uuid::parse(call.parameters.at(0));
  if (!id) {
    auto unknown = page("办件查询", cardOf({"bad", "地址不完整", "请重新扫描回执上的二维码。", {}}), kFoot);
    unknown.status = 404;
    return unknown;
  }
  const auto filed = context.repository.submission(id->text());
  const auto parts = context.repository.parts(id->text());
  if (!filed || !parts) {
    auto busy = page("办件查询", cardOf({"wait", "暂时不能查询", "系统正忙，请过一会儿再试。", {}}), kFoot);
    busy.status = 503;
    return busy;
  }
  return page("办件查询", cardOf(verdictOf(*filed, parts->size())), kFoot);
}

HttpResponse stylesheet(Context& /*context*/, const Call& /*call*/) {
  HttpResponse response;
  response.contentType = "text/css; charset=utf-8";
  response.body = kStyle;
  return response;
}

}  // namespace services
}  // namespace xiaowu::platform
