#include "app/session/handlers/FingerHandler.h"

#include "core/crypto/Sealing.h"
#include "core/domain/ErrorCodes.h"

namespace xiaowu::session {
namespace {

constexpr std::chrono::seconds kMatchWithin{25};

struct Matched {
  bool is = false;
  std::string model;
};

}  // namespace

void FingerHandler::matchFinger(workflow::OperationId operation) {
  const auto& session = m_context.state().session;
  if (!session || !session->card) {
    return m_context.send(
        workflow::OperationFailed{operation, {std::string(xiaowu::errors::kInternal), Fault::Bug, {}}});
  }
  auto item = std::make_shared<Bytes>(session->card->fingerprint);
  auto future = m_reader.call<Matched>(
      kMatchWithin, m_running.begin(operation),
      [item](drivers::FingerprintReader& reader, const CallContext& context) -> Result<Matched> {
        const auto matches = reader.matches(*item, context);
        crypto::wipe(*item);
        if (!matches) {
          return fail(matches.error());
        }
        return Matched{*matches, "fingerprint " + reader.model()};
      });
  whenDone(future, this, [this, operation](const Result<Matched>& matched) {
    m_running.end(operation);
    if (!matched) {
      return m_context.send(workflow::OperationFailed{operation, matched.error()});
    }
    if (!matched->is) {
      return m_context.send(workflow::OperationFailed{
          operation, {std::string(domain::errors::kFingerNotMatched), Fault::ResidentCanFix, {}}});
    }
    m_context.send(workflow::FingerPassed{operation, matched->model});
  });
}

}  // namespace xiaowu::session
