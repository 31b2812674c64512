// Papers handed in once and offered again (证照留存复用). Nothing personal is stored for it beside the sealed
// submission: a row says where the paper is, and what was read from it is opened anew for each question of
// its holder.
#include "core/approval/Reuse.h"
#include "core/base/Log.h"
#include "core/base/Time.h"
#include "core/domain/Dates.h"
#include "platform/server/cases/Approval.h"
#include "platform/server/http/HttpServer.h"
#include "platform/server/cases/Papers.h"
#include "platform/server/rendering/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace xiaowu::platform {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kPapersMax = 40;

/// Part 0 of a filed submission.
Result<std::optional<Json>> contentOf(const Context& context, const SubmissionRow& row) {
  const auto id = Uuid::parse(row.submissionId);
  const auto sealedKey = fromBase64(row.sealedKey);
  const auto rows = context.repository.parts(row.submissionId);
  if (!rows) {
    return fail(rows.error());
  }
  if (!id || !sealedKey || row.keyId != context.keys.keyId) {
    return std::nullopt;
  }
  const auto first =
      std::find_if(rows->begin(), rows->end(), [](const PartRow& part) { return part.index == 0; });
  const auto key = crypto::ContentKey::open(*sealedKey, context.keys.opening);
  if (first == rows->end() || !key) {
    return std::nullopt;
  }
  const auto sealed = context.parts.load(*id, 0, first->sha256);
  if (!sealed) {
    return std::nullopt;
  }
  auto plain = key->openPart(*id, 0, *sealed);
  if (!plain) {
    return std::nullopt;
  }
  auto content = Json::parse(plain->begin(), plain->end());
  crypto::wipe(*plain);
  return content;
}

struct KeptMaterial {
  Json material;  ///< of the earlier submission's content: fields, backType, …
  std::string holderName;
};

/// Opened anew for each question. Nothing when it cannot be opened any more (a damaged file, a key that was
/// taken out of use); an error when the storage cannot answer now.
Result<std::optional<KeptMaterial>> openPaper(const Context& context, const PaperRow& row) {
  const auto filed = context.repository.submission(row.submissionId);
  if (!filed) {
    return fail(filed.error());
  }
  if (!*filed) {
    return std::nullopt;
  }
  auto content = contentOf(context, **filed);
  if (!content) {
    return fail(content.error());
  }
  if (!*content) {
    return std::nullopt;
  }
  for (auto& each : (**content)["materials"]) {
    if (each["code"] == row.material) {
      return KeptMaterial{std::move(each), (**content)["applicant"]["name"]};
    }
  }
  return std::nullopt;
}

domain::KeptPaper keptPaperOf(const PaperRow& row, const Json& material) {
  domain::KeptPaper paper;
  paper.documentType = row.documentType;
  paper.backType = material.value("backType", "");
  paper.receivedOn = domain::dateInChina(fromUnixMicros(row.receivedAt));
  for (const auto& field : material.value("fields", Json::array())) {
    domain::ReadField read;
    read.value = field["value"];
    read.doubtful = field["doubtful"];
    read.role = field.value("role", "");
    paper.fields.push_back(std::move(read));
  }
  return paper;
}

bool isSamePaper(const Json& material, const PaperRow& row, const Json& kept) {
  return material["documentType"] == row.documentType && material["trust"] == row.trust &&
         material.value("backType", "") == kept.value("backType", "");
}

/// Without the item nobody knows what it asks for; its cases go to staff anyway.
bool mayStand(const Context& context, const Json& content, const Json& material,
              const domain::KeptPaper& paper) {
  const auto item = itemFor(context, content["service"]);
  const auto* wanted = item ? item->material(material["code"].get<std::string>()) : nullptr;
  const auto today = domain::dateInChina(context.clock.wall());
  return wanted != nullptr && approval::mayBeReused(*wanted, paper, today);
}

}  // namespace

std::string holderHashOf(const Context& context, std::string_view idNumber) {
  Bytes keyed = context.keys.pepper;
  keyed.insert(keyed.end(), idNumber.begin(), idNumber.end());
  return toHex(crypto::sha256(keyed));
}

Result<Reused> takeKeptPapers(const Context& context, std::string_view text, const std::string& holderHash) {
  Reused reused;
  auto content = Json::parse(text);
  const auto& identity = content["identity"];
  const bool proven = isProven(identity["level"].get<std::string>(), identity["way"].get<std::string>(),
                               identity.contains("staff"), identity.contains("reason"));
  for (auto& material : content["materials"]) {
    if (!material.contains("reusedFrom")) {
      continue;
    }
    const auto row = context.repository.paper(material["reusedFrom"]);
    if (!row) {
      return fail(row.error());
    }
    if (!*row || (*row)->holderHash != holderHash || !proven) {
      return Reused{false, {}, {}};
    }
    auto kept = openPaper(context, **row);
    if (!kept) {
      return fail(kept.error());
    }
    if (!*kept || !isSamePaper(material, **row, (*kept)->material)) {
      return Reused{false, {}, {}};
    }
    if (!mayStand(context, content, material, keptPaperOf(**row, (*kept)->material))) {
      reused.outOfDate.push_back(material["code"]);
    }
    material["fields"] = (*kept)->material.value("fields", Json::array());
  }
  reused.content = content.dump();
  return reused;
}

namespace services {

HttpResponse queryPapers(Context& context, const Call& call) {
  const Json body = Json::parse(call.request.body);
  const auto& number = body["holder"]["idNumber"].get_ref<const std::string&>();
  const auto rows = context.repository.papersOf(holderHashOf(context, number), kPapersMax);
  if (!rows) {
    return storageRefusal();
  }
  Json papers = Json::array();
  for (const auto& row : *rows) {
    const auto kept = openPaper(context, row);
    if (!kept) {
      return storageRefusal();
    }
    if (!*kept) {
      qCWarning(logPlatform, "a kept paper cannot be opened and is not offered");
      continue;
    }
    const auto& [material, holderName] = **kept;
    if (body["holder"]["name"] != holderName) {
      continue;  // the same number under another name: a person has to look first
    }
    Json paper{{"paperId", row.paperId},       {"documentType", row.documentType},
               {"caseNumber", row.caseNumber}, {"receivedAt", formatTime(row.receivedAt)},
               {"trust", row.trust},           {"fields", material.value("fields", Json::array())}};
    if (material.contains("backType")) {
      paper["backType"] = material["backType"];
    }
    papers.push_back(std::move(paper));
  }
  return jsonResponse(200, Json{{"requestId", body["requestId"]}, {"papers", papers}}.dump());
}

}  // namespace services
}  // namespace xiaowu::platform
