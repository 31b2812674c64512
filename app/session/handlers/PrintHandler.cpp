#include "app/session/handlers/PrintHandler.h"

#include "app/printing/Slip.h"
#include "core/base/Log.h"
#include "core/domain/Dates.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace xiaowu::session {
namespace {

// Long enough for somebody to bring paper; the job then ends and is told.
constexpr std::chrono::minutes kPrintWithin{5};
constexpr std::chrono::seconds kSettleWithin{5};

constexpr std::string_view kSlip = "slip";
constexpr std::string_view kProof = "proof ";  // in the journal its id follows, to say what became of it

/// Empty: it is no proof.
std::string proofIdOf(const outbox::UnsettledPrint& print) {
  return print.what.starts_with(kProof) ? print.what.substr(kProof.size()) : std::string();
}

/// He left a telephone number in this case.
bool canBeCalled(const workflow::Session& session) {
  return std::any_of(session.item->fields.begin(), session.item->fields.end(), [&](const auto& field) {
    const auto answer = session.answers.find(field.id);
    return field.type == catalog::FieldType::Phone && answer != session.answers.end() &&
           !answer->second.value.empty();
  });
}

void addPromises(const workflow::Session& session, bool english, std::vector<std::string>& steps) {
  const auto say = [&](const char* zh, const char* en) { return std::string(english ? en : zh); };
  for (const auto& material : session.materials) {
    if (material.status != domain::MaterialStatus::Promised) {
      continue;
    }
    const auto* wanted = session.item->material(material.code);
    const auto name = english ? wanted->name.en : wanted->name.zh;
    if (material.promisedUntil) {
      steps.push_back(
          say("请最迟 ", "Hand in by ") +
          (english ? domain::isoDate(material.promisedUntil) : domain::chineseDate(*material.promisedUntil)) +
          say(" 补交：", ": ") + name);
    } else {
      steps.push_back(say("请在 ", "Please hand in within ") + std::to_string(wanted->promiseDays) +
                      say(" 天内补交：", " days: ") + name);
    }
  }
}

std::vector<std::string> stepsWhileStored(bool stuck, bool english) {
  const auto say = [&](const char* zh, const char* en) { return std::string(english ? en : zh); };
  auto where = say("您的材料存在这台机器上，网络恢复后自动送出。",
                   "Your papers are kept on this machine and sent by itself when the network is back.");
  if (stuck) {
    where = say("您的材料存在这台机器上，但送不出去，要工作人员处理。请联系政务服务中心。",
                "Your papers are kept on this machine but cannot be sent. Please ask the service centre.");
  }
  return {std::move(where),
          say("这还不是受理。扫码可以查有没有受理。",
              "This is not yet an acceptance. Scan the code to see whether it has been accepted.")};
}

printing::SlipContent slipOf(const workflow::State& state, const std::string& caseUrl,
                             const std::string& place, WallTime now) {
  const auto& session = *state.session;
  const bool english = state.preferences.language == workflow::Language::English;
  const auto say = [&](const char* zh, const char* en) { return std::string(english ? en : zh); };
  printing::SlipContent slip;
  slip.place = place;
  slip.english = english;
  slip.itemName = english ? session.item->name.en : session.item->name.zh;
  slip.applicantName = session.card->name.empty() ? session.card->englishName : session.card->name;
  slip.time = domain::isoMinuteInChina(now);
  slip.qrText = caseUrl + session.caseId.text();
  const bool reachable = canBeCalled(session);
  switch (session.submission) {
    case domain::SubmissionState::Accepted:
      slip.title = say("受理回执", "Acceptance receipt");
      slip.state = session.caseNumber;
      slip.nextSteps = {
          say("已受理。", "Your application has been accepted.") +
              (english ? session.item->promisedTime.en : session.item->promisedTime.zh) +
              (reachable
                   ? say("内办结，会打电话或发短信通知您。", ": we will tell you by phone or message.")
                   : say("内办结。可以扫码查，也可以到窗口问。", ": scan the code, or ask at the counter.")),
          say("扫码可以查进度。", "Scan the code to see its progress.")};
      break;
    case domain::SubmissionState::Approved:
      slip.title = say("办结回执", "Approval receipt");
      slip.state = session.caseNumber;
      slip.nextSteps = {say("已受理，并且已经批准（秒批）。", "Accepted, and approved at once."),
                        say("扫码可以查结果。", "Scan the code to see the result.")};
      break;
    case domain::SubmissionState::AlreadySubmitted:
      slip.title = say("已提交过", "Submitted before");
      slip.state = session.caseNumber;
      slip.nextSteps = {say("一样的申请您已经交过了，不用再交。",
                            "You have handed in the same application before; nothing more is needed.")};
      break;
    case domain::SubmissionState::Returned:
      slip.title = say("退回补正", "Returned for correction");
      slip.state = session.caseNumber;
      slip.nextSteps = {
          reachable ? say("材料要补正，请按短信或电话的说明再来一次。",
                          "Something has to be corrected; we will tell you what by phone or message.")
                    : say("材料要补正，请带上这张小票到窗口问。",
                          "Something has to be corrected; please ask at the counter, with this slip.")};
      break;
    default:
      slip.title = say("暂存凭条", "Kept on this machine");
      slip.state = say("已暂存，还没有受理", "Stored, not yet accepted");
      slip.nextSteps = stepsWhileStored(session.caseStuck, english);
  }
  addPromises(session, english, slip.nextSteps);
  return slip;
}

}  // namespace

PrintHandler::PrintHandler(HandlerContext context, devices::DevicePool<drivers::Printer> sheetPrinters,
                           devices::DevicePool<drivers::Printer> slipPrinters, sync::SyncHost& host,
                           const Clock& clock)
    : m_context(std::move(context)),
      m_sheetPrinters(std::move(sheetPrinters)),
      m_slipPrinters(std::move(slipPrinters)),
      m_host(host),
      m_clock(clock) {}

void PrintHandler::printProof(workflow::OperationId operation, const sync::Proof& proof) {
  drivers::PrintJob job;
  job.pdf = proof.pdf;
  job.title = "proof";
  job.media = proof.media;
  job.sheets = proof.sheets;
  print(operation, m_sheetPrinters, std::move(job), proof.proofId, std::string(kProof) + proof.proofId);
}

void PrintHandler::printSlip(workflow::OperationId operation, const std::string& caseUrl,
                             const std::string& place) {
  drivers::PrintJob job;
  job.title = "slip";
  job.media = "om_slip_80x200mm";
  print(operation, m_slipPrinters, std::move(job), m_context.state().session->caseId.text(),
        std::string(kSlip), [content = slipOf(m_context.state(), caseUrl, place, m_clock.wall())] {
          return printing::receiptSlipPdf(content);
        });
}

void PrintHandler::print(workflow::OperationId operation,
                         const devices::DevicePool<drivers::Printer>& printers, drivers::PrintJob job,
                         const std::string& document, const std::string& what,
                         std::function<Result<Bytes>()> draw) {
  // The same document tried again has the same id, by which the printer knows whether it is out already.
  const auto jobId = m_jobIds.try_emplace(document, Uuid::makeV7(m_clock.wall())).first->second;
  job.id = jobId.text();
  m_live.insert(jobId);
  if (what != kSlip) {
    m_proofs[jobId] = document;
  }
  const auto stop = m_running.begin(operation);
  auto journal = m_host.withOutbox([jobId, what, sheets = job.sheets](outbox::PrintJournal& prints) {
    return prints.started(jobId, what, sheets);
  });
  whenDone(journal, this,
           [this, operation, jobId, stop, &printers, job = std::move(job),
            draw = std::move(draw)](const Result<void>& written) {
             // A journal that cannot be written does not keep a resident from his paper.
             if (!written) {
               qWarning("the print journal is not written: %s", written.error().code.c_str());
             }
             start(operation, jobId, stop, printers, job, draw);
           });
}

void PrintHandler::start(workflow::OperationId operation, const Uuid& jobId, const std::stop_token& stop,
                         const devices::DevicePool<drivers::Printer>& printers, drivers::PrintJob job,
                         std::function<Result<Bytes>()> draw) {
  auto future = printers.call<drivers::PrintOutcome>(
      kPrintWithin, stop,
      [this, operation, job = std::move(job), draw = std::move(draw)](
          drivers::Printer& device, const CallContext& context) mutable -> Result<drivers::PrintOutcome> {
        if (draw) {
          auto pdf = draw();
          if (!pdf) {
            return fail(pdf.error());
          }
          job.pdf = std::move(*pdf);
        }
        return device.print(
            job,
            [this, operation](const drivers::PrintProgress& progress) {
              QMetaObject::invokeMethod(this, [this, operation, progress] { told(operation, progress); });
            },
            context);
      });
  whenDone(future, this, [this, operation, jobId](const Result<drivers::PrintOutcome>& outcome) {
    ended(operation, jobId, outcome);
  });
}

void PrintHandler::told(workflow::OperationId operation, const drivers::PrintProgress& progress) {
  // A slip whose owner has gone on may still come out, but not wait until somebody else stands there.
  const auto& current = m_context.state().operation;
  if (!progress.reason.empty() && (!current || current->id != operation)) {
    m_running.cancel(operation);
  }
  m_sheetsOut[operation] = progress.sheetsOut;
  m_context.send(workflow::PrintProgressed{operation, progress.sheetsOut, progress.reason});
}

void PrintHandler::ended(workflow::OperationId operation, const Uuid& jobId,
                         const Result<drivers::PrintOutcome>& outcome) {
  m_running.end(operation);
  m_live.erase(jobId);
  const int seen = m_sheetsOut[operation];
  m_sheetsOut.erase(operation);
  if (outcome) {
    // Reported before the journal forgets it: by the session, or here where it went on without waiting.
    const auto& current = m_context.state().operation;
    const auto proof = m_proofs.find(jobId);
    if (proof != m_proofs.end() && (!current || current->id != operation)) {
      reportProof(proof->second, outcome->sheetsOut, {true, true, outcome->sheetsOut});
    }
    m_context.send(workflow::Printed{operation, outcome->sheetsOut});
    note(jobId, outcome->sheetsOut, {});
    m_proofs.erase(jobId);
    return;
  }
  const auto& code = outcome.error().code;
  const bool isLastWord = code == drivers::errors::kPrintRefused || code == drivers::errors::kPrintAborted;
  if (isLastWord && !m_proofs.contains(jobId)) {
    note(jobId, seen, code);  // the printer's own last word
  } else {
    reconcile();  // what is out is known when the printer says that the job has ended
  }
  m_context.send(workflow::OperationFailed{operation, outcome.error()});
}

void PrintHandler::note(const Uuid& jobId, int sheetsOut, const std::string& code) {
  (void)m_host.withOutbox([jobId, sheetsOut, code](outbox::PrintJournal& prints) {
    return prints.settled(jobId, sheetsOut, code);
  });
}

void PrintHandler::reconcile() {
  auto journal = m_host.withOutbox([](outbox::PrintJournal& prints) { return prints.unsettled(); });
  whenDone(journal, this, [this](const Result<std::vector<outbox::UnsettledPrint>>& prints) {
    if (!prints) {
      return;
    }
    for (const auto& print : *prints) {
      if (m_live.insert(print.jobId).second) {
        settle(print);
      }
    }
  });
}

void PrintHandler::settle(const outbox::UnsettledPrint& print) {
  const auto& printers = print.what == kSlip ? m_slipPrinters : m_sheetPrinters;
  auto future = printers.call<drivers::PrintAccount>(
      kSettleWithin, {}, [id = print.jobId.text()](drivers::Printer& device, const CallContext& context) {
        return device.settle(id, context);
      });
  whenDone(future, this, [this, print](const Result<drivers::PrintAccount>& account) {
    m_live.erase(print.jobId);
    if (!account) {
      return;
    }
    const auto proofId = proofIdOf(print);
    const bool isWhole = account->completed || (print.sheets > 0 && account->sheetsOut >= print.sheets);
    if (!proofId.empty() && !isWhole && mayBeTriedAgain(print.jobId)) {
      return;  // its owner is still here; wipe() asks again
    }
    if (!proofId.empty()) {
      reportProof(proofId, print.sheets, *account);
    }
    m_proofs.erase(print.jobId);
    const auto code = account->known ? errors::kPrintCutOff : errors::kPrintForgotten;
    qCInfo(logWorkflow, "a %s of before: %d of %d sheets came out%s",
           print.what.substr(0, print.what.find(' ')).c_str(), account->sheetsOut, print.sheets,
           account->known ? "" : ", the printer does not know it");
    note(print.jobId, account->sheetsOut, isWhole ? std::string() : std::string(code));
  });
}

bool PrintHandler::mayBeTriedAgain(const Uuid& jobId) const {
  return std::any_of(m_jobIds.begin(), m_jobIds.end(), [&](const auto& job) { return job.second == jobId; });
}

/// In the queue before the journal forgets it. A job that ended after its last sheet was counted is whole,
/// whatever the printer calls its end. Of one that the printer does not know any more, or calls completed
/// with sheets that it did not count, nobody can say whether its owner has them: that proof stays as it is.
void PrintHandler::reportProof(const std::string& proofId, int sheets, const drivers::PrintAccount& account) {
  const bool isWhole = sheets > 0 && account.sheetsOut >= sheets;
  if (!account.completed && !account.known) {
    return;
  }
  const auto report =
      sync::PlatformClient::printedReport(proofId, account.sheetsOut, !isWhole && !account.completed);
  if (report) {
    (void)m_host.report(Uuid::makeV7(m_clock.wall()), report->first, report->second);
  }
}

void PrintHandler::wipe() {
  if (m_jobIds.empty()) {
    return;
  }
  m_jobIds.clear();
  reconcile();
}

}  // namespace xiaowu::session
