#pragma once
// The orders that play hardware, line, platform and machine. What takes time (drawing a paper, starting a
// printer) is done on worker threads, in the order in which it was asked for; the answer comes when the thing
// has happened.

#include "ui/simulator/Panel.h"
#include "ui/simulator/Orders.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

class QNetworkAccessManager;

namespace xiaowu::panel {

class PanelCommands final : public QObject {
  Q_OBJECT

 public:
  explicit PanelCommands(const PanelSetup& setup, QObject* parent = nullptr);
  /// Waits for the worker threads (at most as long as a printer takes to start); answers that have not come
  /// by then never come.
  ~PanelCommands() override;

  /// GUI thread. `reply` may be called before this returns. Every command of Orders but those of the screen
  /// (ui.*).
  void run(const QString& command, const QJsonObject& arguments, const Reply& reply);

  /// Something that the kiosk announced; where power.cut was told to wait for it, this does not return.
  void announced(const QString& name, const QJsonObject& content);
  /// Person and document named last, for one-line orders.
  [[nodiscard]] const OrderDefaults& defaults() const { return m_defaults; }
  /// What is set at the moment, in words of the machine: card, face, paper, print, slip, network, server,
  /// seal, machine. Of a second device of a class with ":<device>" after it.
  [[nodiscard]] QJsonObject states() const;
  /// A simulated printer, and how orders and states name it.
  struct PrinterPlace {
    QString device;
    QString who;     ///< "print" or "slip"
    QString suffix;  ///< of the keys of its state; orders name the device when it is not empty
  };
  [[nodiscard]] QList<PrinterPlace> printers() const;

 Q_SIGNALS:
  void statesChanged();

 private:
  using Handler = std::function<void(const QJsonObject&, const Reply&)>;
  using Act = std::function<Result<QJsonObject>()>;
  using Direct = std::function<Result<QJsonObject>(const QJsonObject&)>;

  void add(const char* name, Handler handler) {
    m_handlers.insert(QString::fromUtf8(name), std::move(handler));
  }
  /// Done at once on the GUI thread.
  void addDirect(const char* name, Direct act);
  void onWorker(QThreadPool& pool, Act act, Reply reply, std::function<void()> after = {});
  /// Whom an order of a device is for: the device that it names ("device"), or the first that meets the need.
  template <typename T>
  struct Target {
    std::shared_ptr<T> hands;  ///< null: no simulator of it in this kiosk
    QString suffix;            ///< of the keys of its state: ":<device>", empty for the first
  };
  template <typename T>
  [[nodiscard]] Target<T> target(const QJsonObject& arguments, std::string_view need) const {
    auto first = m_setup.simulators.first<T>(need);
    const auto device = arguments.value(QStringLiteral("device")).toString();
    if (device.isEmpty()) {
      return {std::move(first), {}};
    }
    auto named = m_setup.simulators.of<T>(device.toStdString());
    const bool isFirst = named == first;
    return {std::move(named), isFirst ? QString() : u':' + device};
  }
  void note(const QString& what, const QString& state);
  void addCard();
  void addFace();
  void addFinger();
  void addScan();
  void addPrinter(const QString& who, std::string_view need);
  void addNetwork();
  void addServer();
  void addMachine();
  void askPlatform(const QJsonObject& fault, const QString& what, const QString& state, const Reply& reply);

  const PanelSetup m_setup;
  QHash<QString, Handler> m_handlers;
  OrderDefaults m_defaults;
  QString m_cutAt;
  QJsonObject m_states;
  QNetworkAccessManager* m_network = nullptr;
  int m_cardSubscription = 0;
  QThreadPool m_pictures;  ///< one thread each, so that orders keep their order
  QThreadPool m_printers;
};

}  // namespace xiaowu::panel
