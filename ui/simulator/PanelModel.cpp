#include "ui/simulator/PanelModel.h"

#include "drivers/persons/Persons.h"
#include "ui/simulator/Dispatcher.h"

namespace xiaowu::panel {
namespace {

constexpr int kLogMax = 40;

const std::vector<simulator::Person>& persons() {
  static const auto all = simulator::loadPersons().value_or(std::vector<simulator::Person>{});
  return all;
}

}  // namespace

PanelModel::PanelModel(Dispatcher& dispatcher, QObject* parent) : QObject(parent), m_dispatcher(dispatcher) {
  connect(&dispatcher.commands(), &PanelCommands::statesChanged, this, &PanelModel::statesChanged);
  connect(&dispatcher, &Dispatcher::answered, this,
          [this](const QString& order, bool good, const QString& answer) {
            m_log.prepend((good ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + order +
                          QStringLiteral("  ") + answer);
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

QString PanelModel::personTitle(const QString& id) const {
  const auto* person = simulator::findPerson(panel::persons(), id.toStdString());
  if (person == nullptr) {
    return id;
  }
  return QString::fromStdString(person->card.name.empty() ? person->card.englishName : person->card.name);
}

QString PanelModel::personLine(const QString& id) const {
  using domain::CardKind;
  const auto* person = simulator::findPerson(panel::persons(), id.toStdString());
  if (person == nullptr) {
    return {};
  }
  const auto kind = person->card.kind;
  const auto card = kind == CardKind::Resident        ? tr("居民身份证")
                    : kind == CardKind::HkMacaoTaiwan ? tr("港澳台居民居住证")
                    : kind == CardKind::Foreigner2017 ? tr("外国人永久居留身份证 2017 版")
                                                      : tr("外国人永久居留身份证 2023 版");
  const auto born =
      person->card.birth ? tr("%1 年生").arg(static_cast<int>(person->card.birth->year())) : QString();
  return QStringList{id, born, card}.join(QStringLiteral(" · "));
}

}  // namespace xiaowu::panel
