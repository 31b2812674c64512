#pragma once
// Log categories, "xiaowu.<folder>". Rule of the project: no name, number, address, picture or text of a
// resident in any log line.

#include <QLoggingCategory>

namespace xiaowu {

Q_DECLARE_LOGGING_CATEGORY(logBase)
Q_DECLARE_LOGGING_CATEGORY(logDevices)
Q_DECLARE_LOGGING_CATEGORY(logVision)
Q_DECLARE_LOGGING_CATEGORY(logDocuments)
Q_DECLARE_LOGGING_CATEGORY(logOutbox)
Q_DECLARE_LOGGING_CATEGORY(logSync)
Q_DECLARE_LOGGING_CATEGORY(logWorkflow)
Q_DECLARE_LOGGING_CATEGORY(logUi)
Q_DECLARE_LOGGING_CATEGORY(logPlatform)

/// One line on standard error for every message: local time, level, category, text. Installed once by each
/// program's main.
void installLogFormat();

}  // namespace xiaowu
