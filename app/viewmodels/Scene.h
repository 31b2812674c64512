#pragma once
// What the view-models are computed from: the session machine's state with its rules, and the pictures beside
// it. GUI thread only.

#include "app/viewmodels/Pictures.h"
#include "app/workflow/Machine.h"

#include <QHash>
#include <QString>

namespace xiaowu::viewmodels {

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

/// Whom a resident can reach at this site; what is not known is not said.
struct HelpDesk {
  QString phone;
  int waitMinutes = 0;
  QString opens, closes;  ///< "08:30"
  bool isStaffed = true;  ///< now
  [[nodiscard]] bool hasHours() const { return !opens.isEmpty(); }
  friend bool operator==(const HelpDesk&, const HelpDesk&) = default;
};

/// Everything a view-model may look at, for the length of one update.
struct Scene {
  const workflow::State& state;
  const workflow::Rules& rules;
  Pictures& pictures;
  QString casePage;  ///< public address that a case's id is appended to
  const PaperKinds& paperKinds;
  const HelpDesk& help;

  [[nodiscard]] const workflow::Session* session() const { return state.session ? &*state.session : nullptr; }
  [[nodiscard]] const catalog::ServiceItem* item() const {
    return state.session ? state.session->item.get() : nullptr;
  }
  [[nodiscard]] QString text(const catalog::LocalText& words) const {
    return QString::fromStdString(state.preferences.language == workflow::Language::Chinese ? words.zh
                                                                                            : words.en);
  }
  /// The drawing of the paper that a material asks for.
  [[nodiscard]] QString pictureOf(const catalog::MaterialRequirement& wanted) const {
    const QString drawing = paperKinds.value(QString::fromStdString(wanted.documentType)).picture;
    return drawing.isEmpty() ? QStringLiteral("paper") : drawing;
  }
};

}  // namespace xiaowu::viewmodels
