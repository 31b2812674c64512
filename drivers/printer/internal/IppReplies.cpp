#include "drivers/printer/internal/IppReplies.h"

#include <cups/cups.h>
#include <cups/ipp.h>

#include <algorithm>
#include <array>

namespace xiaowu::drivers {

namespace {

constexpr int kLowPercent = 10;
constexpr int kTrayLowSheets = 25;

void ask(const IppMessage& message, std::initializer_list<const char*> names) {
  ipp_attribute_t* wanted = nullptr;
  for (const char* name : names) {
    if (wanted == nullptr) {
      wanted = ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                            nullptr, name);
    } else {
      ippSetString(message.get(), &wanted, ippGetCount(wanted), name);
    }
  }
}

std::vector<std::string> keywords(ipp_attribute_t* attribute) {
  std::vector<std::string> words;
  for (int i = 0; i < ippGetCount(attribute); ++i) {
    if (const char* word = ippGetString(attribute, i, nullptr);
        word != nullptr && std::string_view(word) != "none") {
      words.emplace_back(reasonKeyword(word));
    }
  }
  return words;
}

std::optional<int> integer(const IppMessage& answer, const char* name, ipp_tag_t tag) {
  ipp_attribute_t* attribute = ippFindAttribute(answer.get(), name, tag);
  return attribute == nullptr ? std::nullopt : std::optional(ippGetInteger(attribute, 0));
}

bool contains(const IppMessage& answer, const char* name, ipp_tag_t tag, const char* value) {
  return ippContainsString(ippFindAttribute(answer.get(), name, tag), value) != 0;
}

std::vector<std::string_view> octets(const IppMessage& answer, const char* name) {
  std::vector<std::string_view> values;
  ipp_attribute_t* attribute = ippFindAttribute(answer.get(), name, IPP_TAG_STRING);
  for (int i = 0; i < ippGetCount(attribute); ++i) {
    int length = 0;
    if (const void* data = ippGetOctetString(attribute, i, &length); data != nullptr && length > 0) {
      values.emplace_back(static_cast<const char*>(data), static_cast<std::size_t>(length));
    }
  }
  return values;
}

Supply ofLevel(int level, int low) {
  if (level == -2 || level < -3) {
    return Supply::Unknown;
  }
  if (level == -3) {
    return Supply::Full;  // RFC 3805: "at least one unit remains"
  }
  if (level == 0) {
    return Supply::Out;
  }
  return level < low ? Supply::Low : Supply::Full;
}

int severityOf(Supply supply) {
  switch (supply) {
    case Supply::Out: return 3;
    case Supply::Low: return 2;
    case Supply::Full: return 1;
    case Supply::Unknown: break;
  }
  return 0;
}

/// The worst of several trays or cartridges; receptacles of waste are not supplies.
Supply worst(const std::vector<std::string_view>& values, int low, bool consumedOnly) {
  Supply result = Supply::Unknown;
  for (const std::string_view value : values) {
    if (consumedOnly && value.find("class=supplyThatIsConsumed") == std::string_view::npos) {
      continue;
    }
    if (const auto level = levelOf(value); level && severityOf(ofLevel(*level, low)) > severityOf(result)) {
      result = ofLevel(*level, low);
    }
  }
  return result;
}

void addTicket(const IppMessage& message, const PrintJob& job) {
  // Another medium than the one asked for is no service to anybody.
  ippAddBoolean(message.get(), IPP_TAG_OPERATION, "ipp-attribute-fidelity", 1);
  const std::string name = (job.title.empty() ? "xiaowu" : job.title) + (job.id.empty() ? "" : " " + job.id);
  ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, name.c_str());
}

void addMedia(const IppMessage& message, const PrintJob& job) {
  ippAddString(message.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, job.media.c_str());
  ippAddString(message.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "one-sided");
}

JobPhase phaseOf(int state, bool incoming) {
  switch (state) {
    case IPP_JSTATE_COMPLETED: return JobPhase::Completed;
    case IPP_JSTATE_CANCELED: return JobPhase::Canceled;
    case IPP_JSTATE_ABORTED: return JobPhase::Aborted;
    case IPP_JSTATE_HELD: return JobPhase::Incoming;
    default: return incoming ? JobPhase::Incoming : JobPhase::Waiting;
  }
}

/// The attributes of one job, as they come by.
class JobAttributes {
 public:
  void take(ipp_attribute_t* attribute) {
    const std::string_view name = ippGetName(attribute) == nullptr ? "" : ippGetName(attribute);
    const ipp_tag_t tag = ippGetValueTag(attribute);
    if (name == "job-state-reasons" && tag == IPP_TAG_KEYWORD) {
      m_job.facts.reasons = keywords(attribute);
    } else if (name == "job-name" && (tag == IPP_TAG_NAME || tag == IPP_TAG_NAMELANG)) {
      m_job.name = ippGetString(attribute, 0, nullptr);
    } else if (name == "job-state" && tag == IPP_TAG_ENUM) {
      m_state = ippGetInteger(attribute, 0);
    } else if (tag == IPP_TAG_INTEGER && name == "job-id") {
      m_job.id = ippGetInteger(attribute, 0);
    } else if (tag == IPP_TAG_INTEGER &&
               (name == "job-impressions-completed" || name == "job-media-sheets-completed")) {
      // one-sided: an impression is a sheet.
      m_job.facts.sheetsOut = std::max({m_job.facts.sheetsOut.value_or(0), ippGetInteger(attribute, 0), 0});
    }
  }
  [[nodiscard]] ListedJob job() const {
    ListedJob job = m_job;
    const auto& reasons = job.facts.reasons;
    const bool incoming = std::find(reasons.begin(), reasons.end(), "job-incoming") != reasons.end();
    job.facts.stopped = m_state == IPP_JSTATE_STOPPED;
    job.facts.phase = phaseOf(m_state, incoming);
    return job;
  }

 private:
  ListedJob m_job;
  int m_state = 0;
};

}  // namespace

Verdict verdictOf(const IppMessage& answer) {
  const ipp_status_t status = ippGetStatusCode(answer.get());
  switch (status) {
    case IPP_STATUS_OK_IGNORED_OR_SUBSTITUTED:
    case IPP_STATUS_OK_CONFLICTING: {
      for (ipp_attribute_t* a = ippFirstAttribute(answer.get()); a != nullptr;
           a = ippNextAttribute(answer.get())) {
        const char* name = ippGetName(a);
        if (name != nullptr && ippGetGroupTag(a) == IPP_TAG_UNSUPPORTED_GROUP &&
            std::string_view(name).starts_with("media")) {
          return Verdict::Refused;
        }
      }
      return Verdict::Ok;
    }
    case IPP_STATUS_ERROR_BUSY:
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    case IPP_STATUS_ERROR_TEMPORARY: return Verdict::Busy;
    case IPP_STATUS_ERROR_NOT_FOUND:
    case IPP_STATUS_ERROR_GONE: return Verdict::NotFound;
    default: break;
  }
  if (status < IPP_STATUS_REDIRECTION_OTHER_SITE) {
    return Verdict::Ok;
  }
  return status < IPP_STATUS_ERROR_INTERNAL ? Verdict::Refused : Verdict::Failed;
}

std::string statusName(const IppMessage& answer) {
  return ippErrorString(ippGetStatusCode(answer.get()));
}

IppMessage askPrinter(const IppSession& session) {
  IppMessage message = session.request(IPP_OP_GET_PRINTER_ATTRIBUTES);
  ask(message, {"printer-state", "printer-state-reasons", "printer-supply", "printer-input-tray",
                "document-format-supported", "operations-supported"});
  return message;
}

IppMessage askJob(const IppSession& session, int jobId) {
  IppMessage message = session.request(IPP_OP_GET_JOB_ATTRIBUTES);
  ippAddInteger(message.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", jobId);
  ask(message, {"job-state", "job-state-reasons", "job-impressions-completed", "job-media-sheets-completed"});
  return message;
}

IppMessage createJob(const IppSession& session, const PrintJob& job) {
  IppMessage message = session.request(IPP_OP_CREATE_JOB);
  addTicket(message, job);
  addMedia(message, job);
  return message;
}

IppMessage sendDocument(const IppSession& session, int jobId) {
  IppMessage message = session.request(IPP_OP_SEND_DOCUMENT);
  ippAddInteger(message.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", jobId);
  ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               "application/pdf");
  ippAddBoolean(message.get(), IPP_TAG_OPERATION, "last-document", 1);
  return message;
}

IppMessage printJob(const IppSession& session, const PrintJob& job) {
  IppMessage message = session.request(IPP_OP_PRINT_JOB);
  addTicket(message, job);
  ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               "application/pdf");
  addMedia(message, job);
  return message;
}

IppMessage cancelJob(const IppSession& session, int jobId) {
  IppMessage message = session.request(IPP_OP_CANCEL_JOB);
  ippAddInteger(message.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", jobId);
  return message;
}

IppMessage askOwnJobs(const IppSession& session, bool ended) {
  IppMessage message = session.request(IPP_OP_GET_JOBS);
  ippAddString(message.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr,
               ended ? "completed" : "not-completed");
  ippAddBoolean(message.get(), IPP_TAG_OPERATION, "my-jobs", 1);
  ask(message, {"job-id", "job-name", "job-state", "job-state-reasons", "job-impressions-completed",
                "job-media-sheets-completed"});
  return message;
}

PrinterFacts printerFacts(const IppMessage& answer) {
  PrinterFacts facts;
  const int state = integer(answer, "printer-state", IPP_TAG_ENUM).value_or(0);
  facts.stopped = state == IPP_PSTATE_STOPPED;
  facts.processing = state == IPP_PSTATE_PROCESSING;
  facts.takesPdf = contains(answer, "document-format-supported", IPP_TAG_MIMETYPE, "application/pdf");
  ipp_attribute_t* operations = ippFindAttribute(answer.get(), "operations-supported", IPP_TAG_ENUM);
  facts.createsJobs = ippContainsInteger(operations, IPP_OP_CREATE_JOB) != 0 &&
                      ippContainsInteger(operations, IPP_OP_SEND_DOCUMENT) != 0;
  facts.printsJobs = ippContainsInteger(operations, IPP_OP_PRINT_JOB) != 0;
  facts.reasons = keywords(ippFindAttribute(answer.get(), "printer-state-reasons", IPP_TAG_KEYWORD));
  facts.summary = summariseReasons(facts.reasons, facts.stopped);
  if (facts.summary.paper == Supply::Unknown) {
    facts.summary.paper = worst(octets(answer, "printer-input-tray"), kTrayLowSheets, false);
  }
  if (facts.summary.toner == Supply::Unknown) {
    facts.summary.toner = worst(octets(answer, "printer-supply"), kLowPercent, true);
  }
  return facts;
}

JobFacts jobFacts(const IppMessage& answer) {
  JobAttributes read;
  for (ipp_attribute_t* a = ippFirstAttribute(answer.get()); a != nullptr;
       a = ippNextAttribute(answer.get())) {
    read.take(a);
  }
  return read.job().facts;
}

std::vector<ListedJob> listedJobs(const IppMessage& answer) {
  std::vector<ListedJob> jobs;
  JobAttributes read;
  const auto end = [&] {
    if (read.job().id != 0) {
      jobs.push_back(read.job());
    }
    read = {};
  };
  for (ipp_attribute_t* a = ippFirstAttribute(answer.get()); a != nullptr;
       a = ippNextAttribute(answer.get())) {
    if (ippGetName(a) == nullptr || ippGetGroupTag(a) != IPP_TAG_JOB) {
      end();  // between two groups
    } else {
      read.take(a);
    }
  }
  end();
  return jobs;
}

std::optional<int> jobIdOf(const IppMessage& answer) {
  return integer(answer, "job-id", IPP_TAG_INTEGER);
}

}  // namespace xiaowu::drivers
