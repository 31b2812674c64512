// Papers handed in once and offered again (证照留存复用). Nothing personal is stored for it beside the sealed submission: a row says where the paper is, and
// what was read from it is opened anew for each question of its holder.
#include "app/base/Log.h"
#include "platform/server/HttpServer.h"
#include "platform/server/Services.h"
#include "platform/server/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kPapersMax = 40;

/// Part 0 of a filed submission; nothing when it cannot be opened any more (a damaged file, a key that was taken out of use).
std::optional<Json> contentOf(Context& context, const SubmissionRow& row) {
  const auto id = Uuid::parse(row.submissionId);
  const auto rows = context.repository.parts(row.submissionId);
  const auto sealedKey = fromBase64(row.sealedKey);
  if (!id || !rows || !sealedKey || row.keyId != context.keys.keyId) return std::nullopt;
  const auto first = std::find_if(rows->begin(), rows->end(), [](const PartRow& part) { return part.index == 0; });
  const auto key = sealing::ContentKey::open(*sealedKey, context.keys.opening);
  if (first == rows->end() || !key) return std::nullopt;
  const auto sealed = context.parts.load(*id, 0, first->sha256);
  if (!sealed) return std::nullopt;
  auto plain = key->openPart(*id, 0, *sealed);
  if (!plain) return std::nullopt;
  auto content = Json::parse(plain->begin(), plain->end());
  sealing::wipe(*plain);
  return content;
}

Json fieldsOf(const Json& content, const std::string& material) {
  for (const auto& each : content["materials"]) {
    if (each["code"] == material) return each.value("fields", Json::array());
  }
  return Json::array();
}

}  // namespace

std::string holderHashOf(const Context& context, std::string_view idNumber) {
  Bytes keyed = context.keys.pepper;
  keyed.insert(keyed.end(), idNumber.begin(), idNumber.end());
  return toHex(sealing::sha256(keyed));
}

namespace services {

HttpResponse queryPapers(Context& context, const Call& call) {
  const Json body = Json::parse(call.request.body);
  const auto& number = body["holder"]["idNumber"].get_ref<const std::string&>();
  const auto rows = context.repository.papersOf(holderHashOf(context, number), kPapersMax);
  if (!rows) return storageRefusal();
  Json papers = Json::array();
  for (const auto& row : *rows) {
    const auto filed = context.repository.submission(row.submissionId);
    if (!filed) return storageRefusal();
    const auto content = *filed ? contentOf(context, **filed) : std::nullopt;
    if (!content) {
      qCWarning(logPlatform, "a kept paper cannot be opened and is not offered");
      continue;
    }
    if ((*content)["applicant"]["name"] != body["holder"]["name"]) continue;  // the same number under another name: a person has to look first
    papers.push_back(Json{{"paperId", row.paperId}, {"documentType", row.documentType}, {"caseNumber", row.caseNumber},
                          {"receivedAt", formatTime(row.receivedAt)}, {"trust", row.trust}, {"fields", fieldsOf(*content, row.material)}});
  }
  return jsonResponse(200, Json{{"requestId", body["requestId"]}, {"papers", papers}}.dump());
}

}  // namespace services
}  // namespace xiaowu::platform
