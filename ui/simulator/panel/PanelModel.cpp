#include "ui/simulator/panel/PanelModel.h"

#include "drivers/persons/Persons.h"
#include "ui/simulator/Dispatcher.h"
#include "ui/simulator/panel/PanelWords.h"

namespace xiaowu::panel {
namespace {

constexpr int kLogMax = 40;

const std::vector<simulator::Person>& persons() {
  static const auto all = simulator::loadPersons().value_or(std::vector<simulator::Person>{});
  return all;
}

QString cardName(domain::CardKind kind) {
  switch (kind) {
    case domain::CardKind::Resident: return PanelModel::tr("居民身份证");
    case domain::CardKind::HkMacaoTaiwan: return PanelModel::tr("港澳台居民居住证");
    case domain::CardKind::Foreigner2017: return PanelModel::tr("外国人永久居留身份证 2017 版");
    default: return PanelModel::tr("外国人永久居留身份证 2023 版");
  }
}

QString joined(QStringList parts) {
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

PanelModel::PanelModel(Dispatcher& dispatcher, QObject* parent) : QObject(parent), m_dispatcher(dispatcher) {
  connect(&dispatcher.commands(), &PanelCommands::statesChanged, this, &PanelModel::statesChanged);
  connect(&dispatcher, &Dispatcher::answered, this,
          [this](const QString& order, bool good, const QString& answer) {
            const QString said = words::order(order, [this](const QString& id) { return personTitle(id); });
            m_log.prepend(good ? QStringLiteral("✓ ") + said
                               : QStringLiteral("✗ ") + said + tr("，没有成：") + answer);
            if (m_log.size() > kLogMax) {
              m_log.removeLast();
            }
            Q_EMIT logChanged();
            Q_EMIT statesChanged();
          });
}

QStringList PanelModel::persons() const {
  return personIds();
}

QVariantList PanelModel::printers() const {
  QVariantList list;
  for (const auto& printer : m_dispatcher.commands().printers()) {
    const auto title = printer.who == QStringLiteral("slip") ? tr("回执打印机") : tr("打印机");
    list.append(
        QVariantMap{{QStringLiteral("title"),
                     printer.suffix.isEmpty() ? title : title + QStringLiteral(" · ") + printer.device},
                    {QStringLiteral("who"), printer.who},
                    {QStringLiteral("suffix"), printer.suffix},
                    {QStringLiteral("device"), printer.suffix.isEmpty() ? QString() : printer.device}});
  }
  return list;
}

QVariantMap PanelModel::states() const {
  return m_dispatcher.commands().states().toVariantMap();
}

void PanelModel::setStep(const QString& step) {
  if (std::exchange(m_step, step) != step) {
    Q_EMIT stepChanged();
  }
  Q_EMIT statesChanged();
}

void PanelModel::run(const QString& line) {
  m_dispatcher.runLine(line, [](const Result<QJsonObject>&) {});
}

void PanelModel::turn(const QString& order, bool on) {
  run(order + (on ? QStringLiteral(" on") : QStringLiteral(" off")));
}

void PanelModel::layPaper(const QString& document, const QString& person, const QString& flaw) {
  QString line = QStringLiteral("scan.put document=%1 person=%2").arg(document, person);
  if (!flaw.isEmpty()) {
    line += QStringLiteral(" flaw=") + flaw;
  }
  run(line);
}

QString PanelModel::headline() const {
  return m_step.isEmpty() ? tr("模拟硬件，仅供演示和测试") : tr("屏幕在：%1").arg(words::step(m_step));
}

QString PanelModel::next() const {
  return words::next(m_step.isEmpty() ? QStringLiteral("attract") : m_step, states());
}

QString PanelModel::nextOrder() const {
  return words::nextOrder(m_step, states());
}

QString PanelModel::cardLine(const QVariantMap& states) const {
  const QString reader = stateOf(states, QStringLiteral("reader"));
  const QString owner = stateOf(states, QStringLiteral("card"));
  if (!reader.isEmpty() || owner.isEmpty()) {
    return words::state(reader);
  }
  return owner == QLatin1String("no-simulator") ? tr("真机") : tr("有卡：%1").arg(personTitle(owner));
}

QString PanelModel::faceLine(const QVariantMap& states) const {
  const bool nirGone = !stateOf(states, QStringLiteral("nir")).isEmpty();
  const bool dark = !stateOf(states, QStringLiteral("light")).isEmpty();
  const auto face = stateOf(states, QStringLiteral("face")).split(QLatin1Char(' ')).first();
  return joined({face.isEmpty() ? QString() : personTitle(face),
                 words::state(stateOf(states, QStringLiteral("camera"))),
                 nirGone ? tr("没有红外") : QString(), dark ? tr("光线暗") : QString()});
}

QString PanelModel::networkLine(const QVariantMap& states) const {
  const bool sealDown = !stateOf(states, QStringLiteral("seal")).isEmpty();
  return joined({words::state(stateOf(states, QStringLiteral("network"))),
                 words::state(stateOf(states, QStringLiteral("server"))),
                 sealDown ? tr("不能盖章") : QString()});
}

QString PanelModel::machineLine(const QVariantMap& states) const {
  const bool full = !stateOf(states, QStringLiteral("disk")).isEmpty();
  const QString clock = stateOf(states, QStringLiteral("clock"));
  return joined({full ? tr("磁盘满") : QString(), clock.isEmpty() ? QString() : tr("时钟 %1 秒").arg(clock)});
}

QString PanelModel::paperLine(const QVariantMap& states) const {
  const auto named = [this](const QString& id) { return personTitle(id); };
  return joined({words::paper(stateOf(states, QStringLiteral("paper")), named),
                 words::state(stateOf(states, QStringLiteral("scanner")))});
}

QString PanelModel::printerLine(const QVariantMap& states, const QString& who, const QString& suffix) const {
  const QString trouble = stateOf(states, who + suffix);
  const int sheets = stateOf(states, who + QStringLiteral("Sheets") + suffix).toInt();
  if (!trouble.isEmpty() || sheets <= 0) {
    return words::state(trouble);
  }
  return tr("已出 %1 张").arg(sheets);
}

QString PanelModel::personTitle(const QString& id) const {
  const auto* person = simulator::findPerson(panel::persons(), id.toStdString());
  if (person == nullptr) {
    return id;
  }
  return QString::fromStdString(person->card.name.empty() ? person->card.englishName : person->card.name);
}

QString PanelModel::personLine(const QString& id) const {
  const auto* person = simulator::findPerson(panel::persons(), id.toStdString());
  if (person == nullptr) {
    return {};
  }
  const auto born =
      person->card.birth ? tr("%1 年生").arg(static_cast<int>(person->card.birth->year())) : QString();
  return QStringList{id, born, cardName(person->card.kind)}.join(QStringLiteral(" · "));
}

}  // namespace xiaowu::panel
