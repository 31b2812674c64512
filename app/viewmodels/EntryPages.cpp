#include "app/viewmodels/EntryPages.h"

#include "app/viewmodels/Wording.h"

#include <QRegularExpression>

#include <algorithm>

namespace xiaowu::viewmodels {

namespace {

QStringList textsOf(const Scene& scene, const std::vector<catalog::LocalText>& texts) {
  QStringList lines;
  for (const auto& text : texts) {
    lines.append(scene.text(text));
  }
  return lines;
}

}  // namespace

QString whyNot(const catalog::ServiceItem& item, const workflow::Availability& availability) {
  const auto missing = workflow::missingFor(item, availability);
  return missing.empty() ? QString() : wording::missing(QString::fromStdString(missing.front()));
}

void AttractViewModel::update(const Scene& scene) {
  const auto& available = scene.state.availability;
  int working = 0;
  QList<Row> offers;
  for (const auto& item : scene.rules.items) {
    const bool works = whyNot(*item, available).isEmpty();
    working += works ? 1 : 0;
    offers.append(
        {scene.text(item->name), wording::categoryPicture(QString::fromStdString(item->category)), works});
  }
  std::stable_partition(offers.begin(), offers.end(), [](const Row& row) { return row.last().toBool(); });
  constexpr int kOffersShown = 6;
  m_offers->setRows(offers.mid(0, kOffersShown));

  QList<Row> problems;
  for (int i = 0; i < workflow::kDeviceCount; ++i) {
    const auto device = static_cast<workflow::DeviceKind>(i);
    const bool fitted = device != workflow::DeviceKind::Fingerprint || available.fingerprintFitted;
    if (fitted && !available.has(device)) {
      problems.append(
          {tr("%1现在不能用。").arg(wording::deviceName(device)), wording::withoutDevice(device, available)});
    }
  }
  if (!available.online) {
    problems.append({tr("网络断了。"), tr("能收材料，网络恢复后自动送出；查询和打印要等网络恢复。")});
  }
  if (available.storageFull) {
    problems.append({tr("现在不能收新材料。"), tr("查询还可以用。")});
  }
  m_problems->setRows(problems);

  const int total = static_cast<int>(scene.rules.items.size());
  m_allWell = problems.isEmpty() && working == total;
  m_headline = working == 0 ? tr("现在只能查看办事指南")
               : working == total
                   ? tr("%1 项服务现在都可以办").arg(total)
                   : tr("%1 项服务现在可以办，%2 项暂时不能办").arg(working).arg(total - working);
  m_afterPowerCut =
      scene.state.powerFailed ? tr("刚才停电了。请重新放身份证，我们帮您找回刚才填的内容。") : QString();
  Q_EMIT changed();
}

void ItemListViewModel::update(const Scene& scene) {
  if (scene.state.step == workflow::Step::Attract || scene.state.step == workflow::Step::Farewell) {
    reset();
  }
  m_entries.clear();
  QMap<QString, int> counts;
  for (const auto& item : scene.rules.items) {
    Entry entry{QString::fromStdString(item->code),
                scene.text(item->name),
                scene.text(item->summary),
                QString::fromStdString(item->category),
                {},
                true,
                {}};
    QStringList words{QString::fromStdString(item->name.zh), QString::fromStdString(item->name.en).toLower()};
    for (const auto& word : item->searchWords) {
      words.append(QString::fromStdString(word));
    }
    entry.searchable = words.join(QLatin1Char('\n'));
    const QString reason = whyNot(*item, scene.state.availability);
    entry.works = reason.isEmpty();
    entry.availability = entry.works ? tr("现在可以办") : tr("暂时不能办：%1").arg(reason);
    ++counts[entry.category];
    m_entries.append(entry);
  }
  QList<Row> categories{
      {QString(), tr("全部"), QStringLiteral("all"), m_entries.size(), m_category.isEmpty()}};
  for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
    categories.append(
        {it.key(), wording::categoryName(it.key()), it.key(), it.value(), it.key() == m_category});
  }
  m_categories->setRows(categories);
  rebuild();
}

bool ItemListViewModel::matches(const Entry& entry) const {
  if (!m_searchText.isEmpty()) {
    // Utf8Characters are the beginning of a word (pinyin, initials, English); Chinese may stand anywhere in
    // it.
    const bool letters = m_searchText.front().unicode() < 128;
    const QStringList words = entry.searchable.split(
        QRegularExpression(letters ? QStringLiteral("[\\n ]") : QStringLiteral("\\n")), Qt::SkipEmptyParts);
    return std::any_of(words.begin(), words.end(), [&](const QString& word) {
      return letters ? word.startsWith(m_searchText, Qt::CaseInsensitive) : word.contains(m_searchText);
    });
  }
  return m_category.isEmpty() || entry.category == m_category;
}

void ItemListViewModel::rebuild() {
  QList<Row> found;
  for (const Entry& entry : std::as_const(m_entries)) {
    if (matches(entry)) {
      found.append({entry.code, entry.name, entry.summary, wording::categoryPicture(entry.category),
                    entry.works, entry.availability});
    }
  }
  m_foundCount = static_cast<int>(found.size());
  m_pageCount = std::max(1, (m_foundCount + m_rowsPerPage - 1) / m_rowsPerPage);
  m_pageIndex = std::clamp(m_pageIndex, 0, m_pageCount - 1);
  m_rows->setRows(found.mid(m_pageIndex * m_rowsPerPage, m_rowsPerPage));
  Q_EMIT changed();
}

void ItemListViewModel::chooseCategory(const QString& category) {
  m_category = category;
  m_searchText.clear();
  m_pageIndex = 0;
  QList<Row> categories;
  for (int i = 0; i < m_categories->count(); ++i) {
    const QString key = m_categories->value(i, "key").toString();
    categories.append({key, m_categories->value(i, "label"), m_categories->value(i, "icon"),
                       m_categories->value(i, "itemCount"), key == category});
  }
  m_categories->setRows(categories);
  rebuild();
}

void ItemListViewModel::search(const QString& text) {
  m_searchText = text.trimmed();
  m_pageIndex = 0;
  rebuild();
}

void ItemListViewModel::showPage(int index) {
  m_pageIndex = index;
  rebuild();
}

void ItemListViewModel::setRowsPerPage(int rows) {
  if (rows > 0 && rows != m_rowsPerPage) {
    m_rowsPerPage = rows;
    rebuild();
  }
}

void ItemListViewModel::reset() {
  m_category.clear();
  m_searchText.clear();
  m_pageIndex = 0;
}

void GuideViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  if (item == nullptr) {
    return;  // nothing personal here: the words stay while the page leaves
  }
  m_name = scene.text(item->name);
  m_summary = scene.text(item->summary);
  const QString promised = scene.text(item->promisedTime);
  m_time = tr("多久办好：%1").arg(promised.isEmpty() ? scene.text(item->legalTime) : promised);
  m_fee = scene.text(item->fee);
  m_conditions = textsOf(scene, item->conditions);
  m_bring = textsOf(scene, item->bring);
  m_steps = textsOf(scene, item->steps);
  const QString reason = whyNot(*item, scene.state.availability);
  m_canDoHere = reason.isEmpty();
  const bool staffInstead = m_canDoHere && item->identityLevel == domain::IdentityLevel::L2 &&
                            !scene.state.availability.has(workflow::DeviceKind::Camera);
  m_verdict = staffInstead  ? tr("可以在这里办，但是现在不能刷脸，要请工作人员核对本人")
              : m_canDoHere ? tr("在这台机器上现在就能办")
                            : tr("现在不能在这里办：%1").arg(reason);
  Q_EMIT changed();
}

void ConsentViewModel::update(const Scene& scene) {
  const auto* item = scene.item();
  if (item == nullptr) {
    return;
  }
  m_itemName = scene.text(item->name);
  m_words = scene.text(item->consent);
  m_promises = {tr("只用来办这一件事"), tr("办完就从这台机器上清除"), tr("您可以随时停下来")};
  Q_EMIT changed();
}

}  // namespace xiaowu::viewmodels
