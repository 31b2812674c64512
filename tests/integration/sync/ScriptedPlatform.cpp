#include "ScriptedPlatform.h"

#include "core/crypto/SignedAnswer.h"
#include "core/domain/ContractFields.h"

#include <nlohmann/json.hpp>

#include <QTcpSocket>

#include <algorithm>

namespace xiaowu::sync::test {

using Json = nlohmann::json;
using Kind = Trouble::Kind;

namespace {

std::string errorBody(const std::string& code) {
  return Json{{"error", {{"code", code}, {"message", ""}}}}.dump();
}

Seen parseHead(const QByteArray& head) {
  Seen seen;
  const auto lines = head.split('\n');
  const auto first = lines[0].trimmed().split(' ');
  seen.method = first.value(0).toStdString();
  seen.path = first.value(1).toStdString();
  for (qsizetype n = 1; n < lines.size(); ++n) {
    const auto colon = lines[n].indexOf(':');
    if (colon > 0) {
      seen.headers[lines[n].left(colon).toLower().toStdString()] =
          lines[n].mid(colon + 1).trimmed().toStdString();
    }
  }
  return seen;
}

}  // namespace

ScriptedPlatform::ScriptedPlatform(const crypto::Key32& kioskKey) : m_kioskKey(kioskKey) {
  connect(this, &QTcpServer::newConnection, this, [this] {
    while (auto* socket = nextPendingConnection()) {
      accepted(socket);
    }
  });
  listen(QHostAddress::LocalHost);
  m_port = serverPort();
}

void ScriptedPlatform::goAway() {
  close();
  const auto open = m_conversations;
  for (const auto& [socket, conversation] : open) {
    socket->abort();
  }
}

void ScriptedPlatform::comeBack() {
  listen(QHostAddress::LocalHost, m_port);
}

int ScriptedPlatform::count(const std::string& method, const std::string& part) const {
  return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const Seen& seen) {
    return seen.method == method && seen.path.find(part) != std::string::npos;
  }));
}

void ScriptedPlatform::accepted(QTcpSocket* socket) {
  m_conversations[socket];
  connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
  connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
    m_conversations.erase(socket);
    socket->deleteLater();
  });
}

void ScriptedPlatform::read(QTcpSocket* socket) {
  auto it = m_conversations.find(socket);
  if (it == m_conversations.end()) {
    return;
  }
  auto& talk = it->second;
  talk.buffer += socket->readAll();
  if (!talk.head) {
    const auto end = talk.buffer.indexOf("\r\n\r\n");
    if (end < 0) {
      return;
    }
    talk.head = parseHead(talk.buffer.left(end));
    talk.buffer.remove(0, end + 4);
    talk.length = QByteArray::fromStdString(talk.head->headers["content-length"]).toLongLong();
    talk.trouble = script ? script(*talk.head) : Trouble{};
  }
  if (talk.trouble.kind == Kind::CutBody &&
      talk.buffer.size() >= std::min<qsizetype>(talk.length / 2, 1000)) {
    return socket->abort();
  }
  if (talk.buffer.size() < talk.length) {
    return;
  }
  auto seen = *std::exchange(talk.head, std::nullopt);
  seen.body = talk.buffer.left(talk.length).toStdString();
  talk.buffer.remove(0, talk.length);
  handle(socket, seen, talk.trouble);
}

void ScriptedPlatform::handle(QTcpSocket* socket, const Seen& seen, const Trouble& trouble) {
  requests.push_back(seen);
  if (!signedByKiosk(seen)) {
    ++badSignatures;
  }
  if (trouble.kind == Kind::Never) {
    return;
  }
  Reply reply;
  if (trouble.kind == Kind::Status) {
    reply = {trouble.status, errorBody(trouble.code)};
  } else if (trouble.kind == Kind::Foreign) {  // somebody else answers: the request never came here
    reply = {trouble.status, trouble.code};
  } else {
    reply = apply(seen, trouble);
    if (trouble.kind == Kind::Twice) {
      reply = apply(seen, trouble);
    }
  }
  if (trouble.kind == Kind::DropAnswer) {
    return socket->abort();
  }
  const auto fields = trouble.kind == Kind::Foreign ? std::string() : signatureFields(seen, reply);
  if (trouble.kind == Kind::Garbage) {
    reply.body = "<html>captive portal</html>";
  }
  if (trouble.kind == Kind::Huge) {
    reply.body = std::string(3 << 20, ' ');
  }
  auto text = "HTTP/1.1 " + std::to_string(reply.status) + " X\r\nContent-Type: application/json\r\n" +
              fields + trouble.extraHeaders + "Content-Length: " + std::to_string(reply.body.size()) +
              "\r\n\r\n" + reply.body;
  if (trouble.kind == Kind::CutAnswer) {
    text.resize(text.size() - reply.body.size() / 2 - 1);
  }
  socket->write(text.data(), static_cast<qint64>(text.size()));
  if (trouble.kind == Kind::CutAnswer) {
    socket->disconnectFromHost();
  }
}

std::string ScriptedPlatform::signatureFields(const Seen& seen, const Reply& reply) const {
  const auto asked = seen.headers.find("xiaowu-signature");
  if (asked == seen.headers.end()) {
    return {};
  }
  const auto signature = crypto::signAnswer(m_key, {reply.status, time, asked->second, reply.body});
  return std::string(domain::contract::kTimeField) + ": " + time + "\r\n" +
         domain::contract::kSignatureField + ": " + signature + "\r\n";
}

bool ScriptedPlatform::signedByKiosk(const Seen& seen) const {
  const auto header = [&](const char* name) {
    return seen.headers.contains(name) ? seen.headers.at(name) : std::string();
  };
  const auto signature = fromBase64(header("xiaowu-signature"));
  const auto text = crypto::canonicalText(
      "xiaowu-request-2", {seen.method, seen.path, header("xiaowu-time"), header("xiaowu-nonce"),
                           toHex(crypto::sha256(viewOf(seen.body)))});
  return signature && crypto::verify(text, *signature, m_kioskKey);
}

ScriptedPlatform::Reply ScriptedPlatform::apply(const Seen& seen, const Trouble& trouble) {
  Reply reply;
  if (answer && answer(seen, reply.body)) {
    return reply;
  }
  const std::string prefix = "/v1/submissions/";
  if (seen.path.starts_with(prefix)) {
    const auto id = seen.path.substr(prefix.size(), 36);
    const auto rest = seen.path.substr(prefix.size() + 36);
    if (seen.method == "PUT" && rest.starts_with("/parts/")) {
      return putPart(seen, id, std::stoi(rest.substr(7)));
    }
    if (seen.method == "GET") {
      return state(id);
    }
    reply = postManifest(seen, id);
    if (trouble.kind != Kind::BadReceipt || reply.status > 201) {
      return reply;
    }
    auto json = Json::parse(reply.body);
    if (trouble.receiptLie == "signature") {
      json["signature"] = toBase64(crypto::Signer::generate().sign("x"));
    }
    if (trouble.receiptLie == "id") {
      json["submissionId"] = "01900000-0000-7000-8000-00000000000a";
    }
    if (trouble.receiptLie == "seq") {
      json["seq"] = json["seq"].get<int>() + 1;
    }
    if (trouble.receiptLie == "manifest") {
      json["manifestSha256"] = std::string(64, '0');
    }
    if (trouble.receiptLie != "signature") {  // a well-signed receipt, of something else
      const auto text = [&](const char* name) { return json[name].get<std::string>(); };
      json["signature"] = toBase64(m_key.sign(crypto::canonicalText(
          "xiaowu-receipt-1",
          {text("kioskId"), std::to_string(json["seq"].get<int>()), text("submissionId"),
           text("manifestSha256"), text("state"), text("caseNumber"), text("receivedAt")})));
    }
    return {200, json.dump()};
  }
  if (seen.path == "/v1/heartbeats") {
    ++heartbeats;
    beats.push_back(seen.body);
    const auto last = sequence.empty() ? 0 : sequence.rbegin()->first;
    return {200, R"({"receivedAt":"2026-11-21T08:30:00.000Z","lastSeq":)" + std::to_string(last) + R"(,)" +
                     heartbeatExtra + R"("commands":)" + commands + "}"};
  }
  reports[seen.path] = seen.body;
  return {200, "{}"};
}

ScriptedPlatform::Reply ScriptedPlatform::putPart(const Seen& seen, const std::string& id, int index) {
  if (seen.headers.at("xiaowu-sha256") != toHex(crypto::sha256(viewOf(seen.body)))) {
    return {422, errorBody("submission.invalid")};
  }
  if (seen.path.find('?') != std::string::npos) {
    return putPiece(seen, id, index);
  }
  auto& stored = parts[id][index];
  if (!stored.empty() && stored != seen.body) {
    return {409, errorBody("submission.conflict")};
  }
  stored = seen.body;
  return {200, "{}"};
}

ScriptedPlatform::Reply ScriptedPlatform::putPiece(const Seen& seen, const std::string& id, int index) {
  const auto value = [&](const std::string& name) {
    const auto at = seen.path.find(name + "=") + name.size() + 1;
    return seen.path.substr(at, seen.path.find('&', at) - at);
  };
  if (parts[id].contains(index)) {
    return {200, "{}"};
  }
  auto& held = pieces[id][index];
  if (std::stoul(value("offset")) == held.size()) {
    held += seen.body;
  } else if (held.size() < std::stoul(value("size"))) {
    return {409,
            Json{{"error", {{"code", "submission.part-offset"}, {"message", ""}, {"offset", held.size()}}}}
                .dump()};
  }
  if (held.size() < std::stoul(value("size"))) {
    return {202, Json{{"held", held.size()}}.dump()};
  }
  const bool isWhole = toHex(crypto::sha256(viewOf(held))) == value("sha256");
  if (isWhole) {
    parts[id][index] = held;
  }
  pieces[id].erase(index);
  return isWhole ? Reply{201, "{}"} : Reply{422, errorBody("submission.invalid")};
}

ScriptedPlatform::Reply ScriptedPlatform::postManifest(const Seen& seen, const std::string& id) {
  const auto manifest = Json::parse(seen.body, nullptr, false);
  if (manifest.is_discarded()) {
    return {400, errorBody("request.malformed")};
  }
  const auto text = [&](const char* name) { return manifest[name].get<std::string>(); };
  const auto seq = manifest["seq"].get<std::int64_t>();
  auto canonical =
      crypto::canonicalText("xiaowu-manifest-1", {text("kioskId"), std::to_string(seq), id, text("service"),
                                                  text("keyId"), text("sealedKey"), text("createdAt")});
  Json missing = Json::array();
  for (std::size_t n = 0; n < manifest["parts"].size(); ++n) {
    const auto& part = manifest["parts"][n];
    canonical += '\n' + std::to_string(part["size"].get<int>()) + ':' + part["sha256"].get<std::string>();
    const auto it = parts[id].find(static_cast<int>(n));
    if (it == parts[id].end() ||
        toHex(crypto::sha256(viewOf(it->second))) != part["sha256"].get<std::string>()) {
      missing.push_back(n);
    }
  }
  if (!crypto::verify(canonical, fromBase64(text("signature")).value_or(Bytes{}), m_kioskKey)) {
    return {422, errorBody("submission.invalid")};
  }
  if (!missing.empty()) {
    return {422,
            Json{{"error", {{"code", "submission.parts-missing"}, {"message", ""}, {"missing", missing}}}}
                .dump()};
  }
  if (const auto known = receipts.find(id); known != receipts.end()) {
    return {200, known->second};
  }
  if (sequence.contains(seq)) {
    return {
        409,
        Json{{"error",
              {{"code", "submission.number-taken"}, {"message", ""}, {"lastSeq", sequence.rbegin()->first}}}}
            .dump()};
  }
  sequence[seq] = id;
  Json receipt{{"submissionId", id},  {"kioskId", text("kioskId")},
               {"seq", seq},          {"manifestSha256", toHex(crypto::sha256(viewOf(canonical)))},
               {"state", "accepted"}, {"receivedAt", "2026-11-21T08:30:00.000Z"},
               {"keyId", "sign-1"}};
  std::string number = std::to_string(receipts.size() + 1);
  receipt["caseNumber"] = "530102-20261121-" + std::string(6 - number.size(), '0') + number;
  receipt["signature"] = toBase64(m_key.sign(crypto::canonicalText(
      "xiaowu-receipt-1",
      {text("kioskId"), std::to_string(seq), id, receipt["manifestSha256"].get<std::string>(), "accepted",
       receipt["caseNumber"].get<std::string>(), receipt["receivedAt"].get<std::string>()})));
  receipts[id] = receipt.dump();
  return {201, receipts[id]};
}

ScriptedPlatform::Reply ScriptedPlatform::state(const std::string& id) {
  Json json{{"id", id}, {"state", parts.contains(id) ? "receiving" : "unknown"}, {"parts", Json::array()}};
  if (parts.contains(id)) {
    for (const auto& [index, content] : parts[id]) {
      json["parts"].push_back(index);
    }
  }
  if (receipts.contains(id)) {
    json["state"] = "accepted";
    json["receipt"] = Json::parse(receipts[id]);
  }
  return {200, json.dump()};
}

}  // namespace xiaowu::sync::test
