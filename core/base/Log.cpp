#include "core/base/Log.h"

namespace xiaowu {

Q_LOGGING_CATEGORY(logBase, "xiaowu.base")
Q_LOGGING_CATEGORY(logDevices, "xiaowu.devices")
Q_LOGGING_CATEGORY(logVision, "xiaowu.vision")
Q_LOGGING_CATEGORY(logDocuments, "xiaowu.documents")
Q_LOGGING_CATEGORY(logOutbox, "xiaowu.outbox")
Q_LOGGING_CATEGORY(logSync, "xiaowu.sync")
Q_LOGGING_CATEGORY(logWorkflow, "xiaowu.workflow")
Q_LOGGING_CATEGORY(logUi, "xiaowu.ui")
Q_LOGGING_CATEGORY(logPlatform, "xiaowu.platform")

void installLogFormat() {
  qSetMessagePattern(QStringLiteral(
      "%{time yyyy-MM-ddThh:mm:ss.zzz} "
      "%{if-debug}debug%{endif}%{if-info}info%{endif}%{if-warning}warning%{endif}%{if-critical}error%{endif}"
      "%{if-fatal}fatal%{endif} %{category} %{message}"));
}

}  // namespace xiaowu
