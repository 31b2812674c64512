#include "app/viewmodels/RowList.h"

namespace xiaowu::viewmodels {

RowList::RowList(QByteArrayList roles, QObject* parent)
    : QAbstractListModel(parent), m_roles(std::move(roles)) {}

void RowList::setRows(QList<Row> rows) {
  if (rows == m_rows) {
    return;
  }
  if (rows.size() == m_rows.size()) {
    for (int i = 0; i < count(); ++i) {
      if (rows.at(i) != m_rows.at(i)) {
        m_rows[i] = rows.at(i);
        Q_EMIT dataChanged(index(i), index(i));
      }
    }
    Q_EMIT rowsChanged();
    return;
  }
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
  Q_EMIT rowsChanged();
}

QVariantList RowList::maps() const {
  QVariantList maps;
  for (const Row& row : m_rows) {
    QVariantMap map;
    for (int i = 0; i < m_roles.size(); ++i) {
      map.insert(QString::fromLatin1(m_roles.at(i)), row.value(i));
    }
    maps.append(map);
  }
  return maps;
}

QVariant RowList::value(int row, const QByteArray& role) const {
  const auto column = m_roles.indexOf(role);
  return row >= 0 && row < count() && column >= 0 ? m_rows.at(row).value(column) : QVariant();
}

int RowList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : count();
}

QVariant RowList::data(const QModelIndex& index, int role) const {
  const int column = role - Qt::UserRole;
  return index.isValid() && index.row() < count() && column >= 0 ? m_rows.at(index.row()).value(column)
                                                                 : QVariant();
}

QHash<int, QByteArray> RowList::roleNames() const {
  QHash<int, QByteArray> names;
  for (int i = 0; i < m_roles.size(); ++i) {
    names.insert(Qt::UserRole + i, m_roles.at(i));
  }
  return names;
}

}  // namespace xiaowu::viewmodels
