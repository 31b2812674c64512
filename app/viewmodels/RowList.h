#pragma once
// The one list model of the view-models: rows of values under named roles. Replacing equal rows changes
// nothing, so delegates keep their state; rows of the same number are updated in place. GUI thread only.

#include <QAbstractListModel>
#include <QByteArrayList>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace xiaowu::viewmodels {

using Row = QVariantList;  ///< one value per role, in the roles' order

class RowList final : public QAbstractListModel {
  Q_OBJECT
  QML_ANONYMOUS
  Q_PROPERTY(int count READ count NOTIFY rowsChanged)
  Q_PROPERTY(QVariantList maps READ maps NOTIFY
                 rowsChanged)  ///< the same rows as objects, for tables that take a plain list

 public:
  explicit RowList(QByteArrayList roles, QObject* parent);

  void setRows(QList<Row> rows);
  [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
  [[nodiscard]] QVariantList maps() const;
  /// Invalid for an unknown role or row.
  [[nodiscard]] QVariant value(int row, const QByteArray& role) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 Q_SIGNALS:
  void rowsChanged();

 private:
  QByteArrayList m_roles;
  QList<Row> m_rows;
};

}  // namespace xiaowu::viewmodels
