#include "app/viewmodels/entry/ItemListViewModel.h"

#include "app/viewmodels/entry/Availability.h"
#include "app/viewmodels/Wording.h"

#include <QRegularExpression>

#include <algorithm>

namespace xiaowu::viewmodels {

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
    const QString reason = whyNot(*item, scene);
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

void ItemListViewModel::choose(const QString& code) {
  send(workflow::ChooseItem{code.toStdString()});
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

}  // namespace xiaowu::viewmodels
