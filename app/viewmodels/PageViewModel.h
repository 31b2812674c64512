#pragma once
// What every page's view-model is: values for one QML page, computed from the session machine's state, and
// the commands of that page, which leave as events. Holds no rule and keeps nothing personal once the state
// has no session. GUI thread only.

#include "app/viewmodels/RowList.h"
#include "app/viewmodels/Scene.h"
#include "app/workflow/Event.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <QVariant>

#include <functional>

namespace xiaowu::viewmodels {

/// Hands what a person did to the session machine; it must not show the next state from inside.
using Send = std::function<void(workflow::Event)>;

class PageViewModel : public QObject {
  Q_OBJECT
  QML_ANONYMOUS

 public:
  PageViewModel(Send send, QObject* parent) : QObject(parent), m_send(std::move(send)) {}
  virtual void update(const Scene& scene) = 0;

 Q_SIGNALS:
  void changed();

 protected:
  void send(workflow::Event event) const { m_send(std::move(event)); }

 private:
  Send m_send;
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

}  // namespace xiaowu::viewmodels
