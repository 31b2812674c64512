#pragma once
// A small platform over loopback that keeps the contract's promises and breaks what a script tells it to
// break. Lives in the test's thread.

#include "core/crypto/Signing.h"

#include <QTcpServer>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace xiaowu::sync::test {

/// What proxies, portals and firewalls answer with.
inline constexpr std::array kForeignStatuses{200, 201, 202, 204, 206, 300, 301, 302, 307, 400, 401, 403,
                                             404, 405, 407, 408, 409, 410, 413, 418, 421, 422, 423, 429,
                                             431, 451, 500, 501, 502, 503, 504, 511, 520, 599};

struct Seen {
  std::string method;
  std::string path;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

struct Trouble {
  enum class Kind {
    None,
    DropAnswer,
    CutBody,
    Status,
    Never,
    Garbage,
    Huge,
    Twice,
    BadReceipt,
    CutAnswer,
    Foreign
  } kind = Kind::None;
  int status = 0;
  std::string code;          ///< with Foreign: the whole body
  std::string extraHeaders;  ///< "Retry-After: 5\r\n"
  std::string receiptLie;    ///< "signature", "id", "seq", "manifest"
};

class ScriptedPlatform final : public QTcpServer {
  Q_OBJECT

 public:
  explicit ScriptedPlatform(const crypto::Key32& kioskKey);

  /// Asked once per request, when its header has come.
  std::function<Trouble(const Seen&)> script;
  /// Called before the normal answer; returns true to answer with `json` and status 200 itself.
  std::function<bool(const Seen&, std::string& json)> answer;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(serverPort()); }
  [[nodiscard]] const crypto::Signer& key() const { return m_key; }
  void goAway();
  void comeBack();

  std::vector<Seen> requests;
  std::map<std::string, std::map<int, std::string>> parts;   ///< by submission id
  std::map<std::string, std::map<int, std::string>> pieces;  ///< of parts that are not whole, likewise
  std::map<std::string, std::string> receipts;               ///< by submission id: accepted ones
  std::map<std::int64_t, std::string> sequence;              ///< seq → id
  std::map<std::string, std::string> reports;                ///< path → body
  int heartbeats = 0;
  std::string heartbeatExtra;                     ///< of the answer: members with a comma behind each
  std::string commands = "[]";                    ///< of the answer
  std::vector<std::string> beats;                 ///< bodies
  std::string time = "2027-01-15T08:00:00.000Z";  ///< of its clock: where the tests' manual clock starts
  int badSignatures = 0;
  [[nodiscard]] int count(const std::string& method, const std::string& part) const;

 private:
  struct Reply {
    int status = 200;
    std::string body;
  };
  void accepted(QTcpSocket* socket);
  void read(QTcpSocket* socket);
  void handle(QTcpSocket* socket, const Seen& seen, const Trouble& trouble);
  Reply apply(const Seen& seen, const Trouble& trouble);
  Reply putPart(const Seen& seen, const std::string& id, int index);
  Reply putPiece(const Seen& seen, const std::string& id, int index);
  Reply postManifest(const Seen& seen, const std::string& id);
  Reply state(const std::string& id);
  [[nodiscard]] bool signedByKiosk(const Seen& seen) const;
  [[nodiscard]] std::string signatureFields(const Seen& seen, const Reply& reply) const;

  crypto::Key32 m_kioskKey;
  crypto::Signer m_key = crypto::Signer::generate();
  quint16 m_port = 0;
  struct Conversation {
    QByteArray buffer;
    std::optional<Seen> head;
    Trouble trouble;
    qsizetype length = 0;
  };
  std::map<QTcpSocket*, Conversation> m_conversations;
};

}  // namespace xiaowu::sync::test
