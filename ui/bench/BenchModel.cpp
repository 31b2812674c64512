#include "ui/bench/BenchModel.h"

#include "drivers/virtual/Persons.h"
#include "ui/bench/Desk.h"

namespace xiaowu::bench {
namespace {

constexpr int kLogMax = 40;

const std::vector<virtualdevices::Person>& persons() {
  static const auto all = virtualdevices::loadPersons().value_or(std::vector<virtualdevices::Person>{});
  return all;
}

}  // namespace

BenchModel::BenchModel(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk) {
  connect(&desk.commands(), &BenchCommands::statesChanged, this, &BenchModel::statesChanged);
  connect(&desk, &Desk::answered, this, [this](const QString& order, bool good, const QString& answer) {
    m_log.prepend((good ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + order + QStringLiteral("  ") +
                  answer);
    if (m_log.size() > kLogMax) {
      m_log.removeLast();
    }
    Q_EMIT logChanged();
    Q_EMIT statesChanged();
  });
}

QStringList BenchModel::persons() const {
  return personIds();
}

QVariantMap BenchModel::states() const {
  return m_desk.commands().states().toVariantMap();
}

void BenchModel::setStep(const QString& step) {
  if (std::exchange(m_step, step) != step) {
    Q_EMIT stepChanged();
  }
  Q_EMIT statesChanged();
}

void BenchModel::run(const QString& line) {
  m_desk.runLine(line, [](const Result<QJsonObject>&) {});
}

QString BenchModel::personTitle(const QString& id) const {
  const auto* person = virtualdevices::findPerson(bench::persons(), id.toStdString());
  if (person == nullptr) {
    return id;
  }
  return QString::fromStdString(person->card.name.empty() ? person->card.englishName : person->card.name);
}

QString BenchModel::personLine(const QString& id) const {
  using drivers::CardKind;
  const auto* person = virtualdevices::findPerson(bench::persons(), id.toStdString());
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

}  // namespace xiaowu::bench
