#pragma once
// GET /case/{id}: the public page that says where a case stands; the slip's QR code opens it. Nothing
// personal but a masked name. Any thread.

#include "core/base/Clock.h"
#include "platform/server/http/Call.h"
#include "platform/server/rendering/Pages.h"
#include "platform/server/repository/Epochs.h"
#include "platform/server/repository/Submissions.h"

namespace xiaowu::platform {

class CasePage {
 public:
  /// The arguments outlive this.
  CasePage(const Clock& clock, const Pages& pages, Submissions& submissions, Epochs& epochs)
      : m_clock(clock), m_pages(pages), m_submissions(submissions), m_epochs(epochs) {}
  [[nodiscard]] HttpResponse show(const Call& call);

 private:
  [[nodiscard]] HttpResponse page(int status, const Verdict& verdict) const;

  const Clock& m_clock;
  const Pages& m_pages;
  Submissions& m_submissions;
  Epochs& m_epochs;
};

/// The reason of a returned case in words for a resident; a general sentence for a code it does not know.
[[nodiscard]] std::string_view reasonInWords(std::string_view reason);

}  // namespace xiaowu::platform
