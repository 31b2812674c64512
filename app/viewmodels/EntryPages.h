#pragma once
// View-models of the pages before anybody has proven who he is: attract, the list of items, the guide,
// consent.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

/// What works here now, what does not and why.
class AttractViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, headline)
  XIAOWU_SHOWN(QString, afterPowerCut)  ///< empty, or what to do after a power cut
  XIAOWU_SHOWN(bool, allWell)
  XIAOWU_LIST(offers, "name", "picture", "works")
  XIAOWU_LIST(problems, "what", "effect")

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// The items, by category or by search (Chinese words, pinyin, pinyin initials), in pages that fit the
/// screen.
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

class GuideViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, name)
  XIAOWU_SHOWN(QString, summary)
  XIAOWU_SHOWN(QString, time)
  XIAOWU_SHOWN(QString, fee)
  XIAOWU_SHOWN(bool, canDoHere)
  XIAOWU_SHOWN(QString, verdict)  ///< can be done here now, or why not
  XIAOWU_SHOWN(QList<QString>, conditions)
  XIAOWU_SHOWN(QList<QString>, bring)
  XIAOWU_SHOWN(QList<QString>, steps)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

class ConsentViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, itemName)
  XIAOWU_SHOWN(QString, words)
  XIAOWU_SHOWN(QList<QString>, promises)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
};

/// "What is missing for this item now" as one sentence; empty when it can be done.
[[nodiscard]] QString whyNot(const catalog::ServiceItem& item, const workflow::Availability& availability);

}  // namespace xiaowu::viewmodels
