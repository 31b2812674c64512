#include "app/outbox/internal/ManifestFile.h"

#include "core/base/Time.h"

#include <nlohmann/json.hpp>

namespace xiaowu::outbox {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

/// Throws what nlohmann::json throws for a field that is missing or of another kind.
std::optional<Manifest> manifestFrom(const Json& json) {
  if (json.at("version") != kVersion) {
    return std::nullopt;
  }
  const auto id = Uuid::parse(json.at("id").get<std::string>());
  const auto sealedKey = fromBase64(json.at("sealedKey").get<std::string>());
  const auto createdAt = parseRfc3339(json.at("createdAt").get<std::string>());
  const auto signature = fromBase64(json.at("signature").get<std::string>());
  if (!id || !sealedKey || !createdAt || !signature) {
    return std::nullopt;
  }
  Manifest manifest{json.at("kioskId"), json.at("seq"), *id, json.at("service"), json.at("keyId"),
                    *sealedKey,         *createdAt,     {},  *signature};
  for (const auto& part : json.at("parts")) {
    manifest.parts.push_back({part.at("size"), part.at("sha256")});
  }
  return manifest;
}

std::optional<SubmissionState> outcomeFrom(const std::string& name) {
  for (const auto state : {SubmissionState::Accepted, SubmissionState::Approved,
                           SubmissionState::AlreadySubmitted, SubmissionState::Returned}) {
    if (name == stateName(state)) {
      return state;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string manifestText(const Manifest& manifest) {
  Json parts = Json::array();
  for (const auto& part : manifest.parts) {
    parts.push_back({{"size", part.size}, {"sha256", part.sha256}});
  }
  return Json{{"version", kVersion},
              {"kioskId", manifest.kioskId},
              {"seq", manifest.seq},
              {"id", manifest.id.text()},
              {"service", manifest.service},
              {"keyId", manifest.keyId},
              {"sealedKey", toBase64(manifest.sealedKey)},
              {"createdAt", rfc3339(manifest.createdAt)},
              {"parts", std::move(parts)},
              {"signature", toBase64(manifest.signature)}}
      .dump();
}

std::optional<Manifest> readManifest(std::string_view text) {
  try {
    return manifestFrom(Json::parse(text));
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::string receiptText(const Acknowledgement& acknowledgement) {
  return Json{{"version", kVersion},
              {"outcome", stateName(acknowledgement.state)},
              {"caseNumber", acknowledgement.caseNumber},
              {"reason", acknowledgement.reason},
              {"receipt", acknowledgement.receiptJson}}
      .dump();
}

std::optional<Acknowledgement> readReceipt(std::string_view text) {
  try {
    const auto json = Json::parse(text);
    const auto state = outcomeFrom(json.at("outcome"));
    if (json.at("version") != kVersion || !state) {
      return std::nullopt;
    }
    return Acknowledgement{*state, json.at("caseNumber"), json.at("reason"), json.at("receipt")};
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

std::optional<WallTime> receivedAtIn(std::string_view receiptJson) {
  const auto json = Json::parse(receiptJson, nullptr, false);
  const bool isGiven = json.is_object() && json.contains("receivedAt") && json["receivedAt"].is_string();
  return isGiven ? parseRfc3339(json["receivedAt"].get<std::string>()) : std::nullopt;
}

}  // namespace xiaowu::outbox
