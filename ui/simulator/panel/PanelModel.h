#pragma once
// What the panel's window shows and does: persons, states and the log.

#include <QObject>
#include <QQmlEngine>
#include <QStringList>
#include <QVariantMap>

namespace xiaowu::panel {

class Dispatcher;

class PanelModel final : public QObject {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by the panel")
  Q_PROPERTY(QStringList persons READ persons CONSTANT)
  Q_PROPERTY(QVariantList printers READ printers CONSTANT)
  Q_PROPERTY(QVariantMap states READ states NOTIFY statesChanged)
  Q_PROPERTY(QStringList log READ log NOTIFY logChanged)
  Q_PROPERTY(QString step READ step NOTIFY stepChanged)
  Q_PROPERTY(QString headline READ headline NOTIFY stepChanged)
  Q_PROPERTY(QString next READ next NOTIFY statesChanged)
  Q_PROPERTY(QString nextOrder READ nextOrder NOTIFY statesChanged)

 public:
  explicit PanelModel(Dispatcher& dispatcher, QObject* parent = nullptr);
  [[nodiscard]] QStringList persons() const;
  /// The simulated printers, {title, who, suffix, device} each.
  [[nodiscard]] QVariantList printers() const;
  [[nodiscard]] QVariantMap states() const;
  /// Newest first, at most 40: "✓ 放上李伟的身份证"; of what failed, why.
  [[nodiscard]] QStringList log() const { return m_log; }
  /// The page that the kiosk shows, as it last announced it.
  [[nodiscard]] QString step() const { return m_step; }
  /// Where the screen is; before the first page, what this window is.
  [[nodiscard]] QString headline() const;
  /// The one thing to do now, here or on the kiosk's screen.
  [[nodiscard]] QString next() const;
  /// Its order ("card.put"), where it is a button of the panel; else empty.
  [[nodiscard]] QString nextOrder() const;
  void setStep(const QString& step);

  Q_INVOKABLE void run(const QString& line);
  Q_INVOKABLE void turn(const QString& order, bool on);  ///< "card.hang" on or off
  Q_INVOKABLE void layPaper(const QString& document, const QString& person, const QString& flaw);
  /// "" when nothing is set. The states are handed in so that a binding is renewed with them.
  Q_INVOKABLE QString stateOf(const QVariantMap& states, const QString& what) const {
    return states.value(what).toString();
  }
  // What is set, as one line for each part of the panel; "" when nothing is.
  Q_INVOKABLE QString cardLine(const QVariantMap& states) const;
  Q_INVOKABLE QString faceLine(const QVariantMap& states) const;
  Q_INVOKABLE QString networkLine(const QVariantMap& states) const;
  Q_INVOKABLE QString machineLine(const QVariantMap& states) const;
  Q_INVOKABLE QString paperLine(const QVariantMap& states) const;
  Q_INVOKABLE QString printerLine(const QVariantMap& states, const QString& who, const QString& suffix) const;
  /// The name on the card.
  Q_INVOKABLE QString personTitle(const QString& id) const;
  /// What tells that person from the others: "li-wei · 1993 年生 · 居民身份证".
  Q_INVOKABLE QString personLine(const QString& id) const;

 Q_SIGNALS:
  void statesChanged();
  void logChanged();
  void stepChanged();

 private:
  Dispatcher& m_dispatcher;
  QStringList m_log;
  QString m_step;
};

}  // namespace xiaowu::panel
