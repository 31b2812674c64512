// What the kiosk reads: the platform's answers.
#include "app/sync/Wire.h"

#include "app/sync/internal/WireFields.h"
#include "app/sync/internal/WireText.h"
#include "core/base/Time.h"
#include "core/domain/ContractCodes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace xiaowu::sync::wire {

using Json = nlohmann::json;

namespace {

constexpr std::int64_t kSeqMax = 9007199254740991;
constexpr std::int64_t kPartMax = 16LL << 20;

tl::unexpected<Error> untrusted(std::string_view what) {
  return fail(errors::kUntrusted, Fault::ServiceUnavailable, std::string(what));
}

Json parse(std::string_view body) {
  return Json::parse(body, nullptr, false);
}

Result<Bytes> base64Field(Fields& fields, const char* name) {
  const auto* value = fields.find(name);
  if (!value || !value->is_string()) {
    return badAnswer("field: " + std::string(name));
  }
  auto bytes = fromBase64(value->get_ref<const std::string&>());
  if (!bytes) {
    return badAnswer("field: " + std::string(name));
  }
  return bytes;
}

Result<std::vector<HeldPart>> heldFrom(const Json& list) {
  std::vector<HeldPart> held;
  if (!list.is_array() || list.size() > kListMax) {
    return badAnswer("held");
  }
  for (const auto& entry : list) {
    Fields fields(entry);
    HeldPart part;
    part.index = static_cast<int>(fields.integer("index", 0, static_cast<std::int64_t>(kListMax)));
    part.sha256 = fields.text("sha256", 64);
    part.bytes = static_cast<std::uint64_t>(fields.integer("bytes", 0, kPartMax));
    if (!fields.good()) {
      return fields.failure();
    }
    held.push_back(std::move(part));
  }
  return held;
}

Result<std::vector<int>> indices(const Json& list) {
  std::vector<int> out;
  for (const auto& entry : list) {
    if (!entry.is_number_integer()) {
      return badAnswer("part index");
    }
    const auto value = entry.get<std::int64_t>();
    if (value < 0 || value > static_cast<std::int64_t>(kListMax)) {
      return badAnswer("part index");
    }
    out.push_back(static_cast<int>(value));
  }
  return out;
}

Result<Receipt> receiptFrom(const Json& json, const outbox::Manifest& manifest,
                            const crypto::Key32& platformKey) {
  Fields fields(json);
  const auto id = fields.text("submissionId"), kioskId = fields.text("kioskId"),
             hash = fields.text("manifestSha256"), received = fields.text("receivedAt");
  const auto seq = fields.integer("seq", 1, std::numeric_limits<std::int64_t>::max());
  const auto receivedAt = fields.time("receivedAt");
  // A returned submission has no case; the contract keeps its line in the signed text, empty.
  Receipt receipt{
      fields.text("state"), fields.optionalText("caseNumber"), fields.optionalText("reason"), receivedAt, {}};
  const auto signature = base64Field(fields, "signature");
  if (!fields.good()) {
    return fields.failure();
  }
  if (!signature) {
    return fail(signature.error());
  }
  if (receipt.state != "accepted" && receipt.state != "approved" && receipt.state != "alreadySubmitted" &&
      receipt.state != "returned") {
    return badAnswer("receipt state");
  }
  if (receipt.caseNumber.empty() && receipt.state != "returned") {
    return badAnswer("receipt without case number");
  }
  const auto text = crypto::canonicalText("xiaowu-receipt-1", {kioskId, std::to_string(seq), id, hash,
                                                               receipt.state, receipt.caseNumber, received});
  if (!crypto::verify(text, *signature, platformKey)) {
    return untrusted("receipt signature");
  }
  if (id != manifest.id.text() || kioskId != manifest.kioskId) {
    return untrusted("receipt of another submission");
  }
  // The number may have been given anew since: what counts is that the content is this one.
  auto filed = manifest;
  filed.seq = seq;
  if (hash != outbox::sha256Of(filed)) {
    // The platform's own word, about this very case: it has other content under this id. That is a clash for
    // people, and not a stranger's answer.
    return fail(domain::contract::kSubmissionConflict, Fault::AttendantNeeded, "receipt of other content");
  }
  receipt.json = json.dump();
  return receipt;
}

}  // namespace

Result<std::vector<KeptPaper>> parsePapers(std::string_view body, const PaperQuery& query) {
  const auto json = parse(body);
  Fields fields(json);
  std::vector<KeptPaper> papers;
  for (const auto& entry : fields.list("papers")) {
    Fields each(entry);
    KeptPaper paper{each.text("paperId"),
                    each.text("documentType"),
                    each.text("caseNumber"),
                    each.time("receivedAt"),
                    'C',
                    {}};
    const auto trust = each.text("trust");
    if (trust != "A" && trust != "B" && trust != "C") {
      each.bad("trust");
    } else {
      paper.trust = trust.front();
    }
    if (!Uuid::parse(paper.paperId)) {
      each.bad("paperId");
    }
    paper.backType = each.optionalText("backType");
    for (const auto& read : each.list("fields")) {
      Fields field(read);
      const auto* confidence = field.find("confidence");
      paper.fields.push_back(
          {field.text("name"), field.text("value"),
           confidence != nullptr && confidence->is_number() ? confidence->get<double>() : 0,
           field.boolean("doubtful"), field.optionalText("role")});
      if (!field.good()) {
        each.bad("fields");
      }
    }
    if (!each.good()) {
      fields.bad("papers");
    }
    papers.push_back(std::move(paper));
  }
  const auto requestId = fields.text("requestId");
  if (!fields.good()) {
    return fields.failure();
  }
  if (requestId != query.requestId.text()) {
    return untrusted("answer to another request");
  }
  return papers;
}

Result<RecordAnswer> parseRecord(std::string_view body, const RecordRequest& request) {
  const auto json = parse(body);
  Fields fields(json);
  RecordAnswer answer;
  const auto requestId = fields.text("requestId");
  answer.found = fields.boolean("found");
  answer.title = fields.text("title");
  answer.asOf = fields.time("asOf");
  for (const auto& entry : fields.list("entries")) {
    Fields pair(entry);
    answer.entries.emplace_back(pair.text("label"), pair.text("value"));
    if (!pair.good()) {
      fields.bad("entries");
    }
  }
  if (!fields.good()) {
    return fields.failure();
  }
  if (requestId != request.requestId.text()) {
    return untrusted("answer to another request");
  }
  return answer;
}

Result<Proof> parseProof(std::string_view body, const RecordRequest& request,
                         const crypto::Key32& platformKey) {
  const auto json = parse(body);
  Fields fields(json);
  Proof proof;
  proof.proofId = fields.text("proofId", 128);
  const auto requestId = fields.text("requestId"), pdfSha256 = fields.text("pdfSha256"),
             holder = fields.text("holderHash");
  const auto issued = fields.text("issuedAt");
  proof.checkCode = fields.text("checkCode", 64);
  proof.verifyUrl = fields.text("verifyUrl");
  proof.sheets = static_cast<int>(fields.integer("sheets", 1, 99));
  proof.media = fields.text("media", 128);
  proof.issuedAt = fields.time("issuedAt");
  auto pdf = base64Field(fields, "pdf");
  const auto signature = base64Field(fields, "signature");
  if (!fields.good()) {
    return fields.failure();
  }
  if (!pdf || !signature) {
    return fail(pdf ? signature.error() : pdf.error());
  }
  if (!proof.verifyUrl.starts_with("https://") && !proof.verifyUrl.starts_with("http://")) {
    return badAnswer("field: verifyUrl");
  }
  const auto pathSafe = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  };
  if (proof.proofId.empty() || !std::all_of(proof.proofId.begin(), proof.proofId.end(), pathSafe)) {
    return badAnswer("field: proofId");
  }
  const auto text = crypto::canonicalText(
      "xiaowu-proof-1",
      {proof.proofId, requestId, proof.checkCode, pdfSha256, holder, std::to_string(proof.sheets), issued});
  if (!crypto::verify(text, *signature, platformKey)) {
    return untrusted("proof signature");
  }
  if (requestId != request.requestId.text()) {
    return untrusted("proof of another request");
  }
  if (holder != holderHash(request.holder)) {
    return untrusted("proof of another holder");
  }
  if (pdfSha256 != toHex(crypto::sha256(*pdf))) {
    return untrusted("proof hash");
  }
  proof.requestId = request.requestId;
  proof.pdf = std::move(*pdf);
  return proof;
}

Result<Receipt> parseReceipt(std::string_view body, const outbox::Manifest& manifest,
                             const crypto::Key32& platformKey) {
  return receiptFrom(parse(body), manifest, platformKey);
}

Result<PieceAnswer> parsePiece(std::string_view body) {
  const auto json = parse(body);
  Fields fields(json);
  PieceAnswer answer;
  if (fields.find("held") != nullptr) {
    answer.held = static_cast<std::uint64_t>(fields.integer("held", 0, kPartMax));
  }
  if (!fields.good()) {
    return fields.failure();
  }
  return answer;
}

Result<RemoteState> parseState(std::string_view body, const outbox::Manifest& manifest,
                               const crypto::Key32& platformKey) {
  const auto json = parse(body);
  Fields fields(json);
  RemoteState remote;
  const auto id = fields.text("id");
  remote.state = fields.text("state");
  const auto parts = indices(fields.list("parts"));
  if (!fields.good()) {
    return fields.failure();
  }
  if (!parts) {
    return fail(parts.error());
  }
  if (id != manifest.id.text()) {
    return untrusted("state of another submission");
  }
  remote.parts = *parts;
  if (const auto* held = fields.find("held")) {
    auto some = heldFrom(*held);
    if (!some) {
      return fail(some.error());
    }
    remote.held = std::move(*some);
  }
  if (const auto* receipt = fields.find("receipt"); receipt && !receipt->is_null()) {
    auto parsed = receiptFrom(*receipt, manifest, platformKey);
    if (!parsed) {
      return fail(parsed.error());
    }
    remote.receipt = std::move(*parsed);
  }
  return remote;
}

namespace {

std::optional<outbox::PlatformWord> wordFrom(Fields& answer, WallTime at) {
  const auto* given = answer.find("epoch");
  if (given == nullptr) {
    return std::nullopt;
  }
  Fields epoch(*given);
  outbox::PlatformWord word{epoch.integer("number", 1, kSeqMax), epoch.text("tag", 8), {}, at};
  if (answer.find("backedUpTo") != nullptr) {
    word.backedUpTo = answer.time("backedUpTo");
  }
  if (!epoch.good()) {
    answer.bad("epoch");
  }
  return word;
}

Command commandFrom(const Json& json, Fields& answer) {
  Fields fields(json);
  const auto id = Uuid::parse(fields.text("id"));
  Command command{id.value_or(Uuid{}), fields.text("kind", 64)};
  if (fields.find("item") != nullptr) {
    const auto item = Uuid::parse(fields.text("item"));
    command.item = item.value_or(Uuid{});  // none of ours: nothing is done, and said so
  }
  if (!id || !fields.good()) {
    answer.bad("commands");
  }
  return command;
}

}  // namespace

Result<HeartbeatAnswer> parseHeartbeat(std::string_view body) {
  const auto json = parse(body);
  Fields fields(json);
  HeartbeatAnswer answer;
  answer.receivedAt = fields.time("receivedAt");
  if (fields.find("lastSeq") != nullptr) {
    answer.lastSeq = fields.integer("lastSeq", 0, kSeqMax);
  }
  answer.word = wordFrom(fields, answer.receivedAt);
  for (const auto& command : fields.list("commands")) {
    answer.commands.push_back(commandFrom(command, fields));
  }
  if (!fields.good()) {
    return fields.failure();
  }
  return answer;
}

ErrorBody parseError(std::string_view body) {
  const auto json = parse(body);
  Fields outer(json);
  const auto* error = outer.find("error");
  if (!error) {
    return {};
  }
  Fields fields(*error);
  ErrorBody parsed{fields.text("code", 64), {}};
  if (fields.find("lastSeq") != nullptr) {
    parsed.lastSeq = fields.integer("lastSeq", 0, kSeqMax);
  }
  if (fields.find("offset") != nullptr) {
    parsed.offset = static_cast<std::uint64_t>(fields.integer("offset", 0, kPartMax));
  }
  const auto codeLike = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  if (!fields.good() || !std::all_of(parsed.code.begin(), parsed.code.end(), codeLike)) {
    return {};
  }
  // The contract writes "missing" beside the code; both places are read.
  const auto* missing = fields.find("missing");
  if (!missing) {
    missing = outer.find("missing");
  }
  if (missing && missing->is_array() && missing->size() <= kListMax) {
    parsed.missing = indices(*missing).value_or(std::vector<int>{});
  }
  return parsed;
}

}  // namespace xiaowu::sync::wire
