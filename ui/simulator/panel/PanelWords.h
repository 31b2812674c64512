#pragma once
// What the panel says: where the kiosk stands, what to press next, and each order as a sentence. Chinese
// only, like the panel.

#include <QString>
#include <QVariantMap>

#include <functional>

namespace xiaowu::panel::words {

/// "放身份证"; the step's own name where there are no words for it.
[[nodiscard]] QString step(const QString& name);
/// The one thing to do now, here or on the kiosk's screen. `states`: what is set, as PanelCommands tells it.
[[nodiscard]] QString next(const QString& step, const QVariantMap& states);
/// Name of the order whose button to press next ("card.put"); empty when it is the kiosk's turn.
[[nodiscard]] QString nextOrder(const QString& step, const QVariantMap& states);
/// "card.put person=li-wei" as "放上李伟的身份证"; an order without words stays as it is. `personName` gives
/// the name of an id.
[[nodiscard]] QString order(const QString& line, const std::function<QString(const QString&)>& personName);
/// "marriage li-wei noseal", what lies under the scanner, as "李伟的结婚证，没有章".
[[nodiscard]] QString paper(const QString& lying, const std::function<QString(const QString&)>& personName);
/// "unplugged" as "线拔掉了".
[[nodiscard]] QString state(const QString& name);

}  // namespace xiaowu::panel::words
