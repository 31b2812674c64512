#pragma once
// What every page's view-model is: values for one QML page, computed from the session machine's state. Holds
// no rule and keeps nothing personal once the state has no session. GUI thread only.

#include "app/viewmodels/Pictures.h"
#include "app/viewmodels/RowList.h"
#include "app/workflow/Event.h"
#include "app/workflow/Machine.h"

#include <QHash>
#include <QImage>
#include <QObject>
#include <QString>
#include <QVariant>

#include <functional>

namespace xiaowu::viewmodels {

using Send = std::function<void(workflow::Event)>;

/// A kind of paper as residents know it, from kiosk-config/documents.
struct PaperKind {
  struct Field {
    catalog::LocalText label;
    bool isCopy = false;  ///< of another field of the paper, under another name
  };
  catalog::LocalText name;
  QString picture;            ///< drawing of the right paper, of resources/pictures; may be empty
  catalog::LocalText side{};  ///< of one side of a paper of two: its name in a sentence; else empty
  QHash<QString, Field> fields{};
};
using PaperKinds = QHash<QString, PaperKind>;  ///< by document type

/// Everything a view-model may look at, for the length of one update.
struct Scene {
  const workflow::State& state;
  const workflow::Rules& rules;
  Pictures& pictures;
  QString casePage;  ///< public address that a case's id is appended to
  const PaperKinds& paperKinds;

  [[nodiscard]] const workflow::Session* session() const { return state.session ? &*state.session : nullptr; }
  [[nodiscard]] const catalog::ServiceItem* item() const {
    return state.session ? state.session->item.get() : nullptr;
  }
  [[nodiscard]] QString text(const catalog::LocalText& words) const {
    return QString::fromStdString(state.preferences.language == workflow::Language::Chinese ? words.zh
                                                                                            : words.en);
  }
};

class PageViewModel : public QObject {
  Q_OBJECT
  QML_ANONYMOUS

 public:
  explicit PageViewModel(QObject* parent) : QObject(parent) {}
  virtual void update(const Scene& scene) = 0;

 Q_SIGNALS:
  void changed();
};

// A read-only property of a page's view-model, with its member. Lists of words are QList<QString>, not
// QStringList: QML's tools know the former as list<string>.
#define XIAOWU_SHOWN(type, name)                 \
  Q_PROPERTY(type name READ name NOTIFY changed) \
 public:                                         \
  [[nodiscard]] type name() const {              \
    return m_##name;                             \
  }                                              \
                                                 \
 private:                                        \
  type m_##name{};

// A picture for the kit's FrameItem, with its member. QML's tools do not know QImage as a property's type, so
// it travels in a variant.
#define XIAOWU_PICTURE(name)                                \
  Q_PROPERTY(QVariant name READ name##Value NOTIFY changed) \
 public:                                                    \
  [[nodiscard]] QImage name() const {                       \
    return m_##name;                                        \
  }                                                         \
  [[nodiscard]] QVariant name##Value() const {              \
    return m_##name;                                        \
  }                                                         \
                                                            \
 private:                                                   \
  QImage m_##name{};

// A list of a page's view-model.
#define XIAOWU_LIST(name, ...)                                     \
  Q_PROPERTY(xiaowu::viewmodels::RowList* name READ name CONSTANT) \
 public:                                                           \
  [[nodiscard]] xiaowu::viewmodels::RowList* name() const {        \
    return m_##name;                                               \
  }                                                                \
                                                                   \
 private:                                                          \
  xiaowu::viewmodels::RowList* m_##name = new xiaowu::viewmodels::RowList({__VA_ARGS__}, this);

// A page of the facade, with its member.
#define XIAOWU_PAGE(Type, name)                                 \
  Q_PROPERTY(xiaowu::viewmodels::Type* name READ name CONSTANT) \
 public:                                                        \
  [[nodiscard]] xiaowu::viewmodels::Type* name() const {        \
    return m_##name;                                            \
  }                                                             \
                                                                \
 private:                                                       \
  xiaowu::viewmodels::Type* m_##name = nullptr;

}  // namespace xiaowu::viewmodels
