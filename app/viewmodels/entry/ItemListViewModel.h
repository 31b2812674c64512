#pragma once
// The items, by category or by search (Chinese words, pinyin, pinyin initials), in pages that fit the screen.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class ItemListViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, category)  ///< empty: all
  XIAOWU_SHOWN(QString, searchText)
  XIAOWU_SHOWN(int, pageIndex)
  XIAOWU_SHOWN(int, pageCount)
  XIAOWU_SHOWN(int, foundCount)
  XIAOWU_LIST(categories, "key", "label", "icon", "itemCount", "chosen")
  XIAOWU_LIST(rows, "code", "name", "summary", "icon", "works", "availability")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  Q_INVOKABLE void choose(const QString& code);  ///< an item
  Q_INVOKABLE void chooseCategory(const QString& category);
  Q_INVOKABLE void search(const QString& text);
  Q_INVOKABLE void showPage(int index);
  Q_INVOKABLE void setRowsPerPage(int rows);  ///< as many as the layout has room for
  void reset();

 private:
  struct Entry {
    QString code, name, summary, category, searchable;
    bool works = false;
    QString availability;
  };
  void rebuild();
  [[nodiscard]] bool matches(const Entry& entry) const;

  QList<Entry> m_entries;
  int m_rowsPerPage = 6;
};

}  // namespace xiaowu::viewmodels
