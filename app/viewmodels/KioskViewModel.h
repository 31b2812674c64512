#pragma once
// The one facade between QML and the session machine. `show()` is called on the GUI thread after every step;
// what people do leaves as Events through `send` (which must not call show() from inside). Here are the
// values and commands that belong to every page; those of one page are in its own view-model
// (`Kiosk.scan.proceed()`). Nothing personal stays here once a state has no session. GUI thread only.

#include "app/viewmodels/HelpViewModel.h"
#include "app/viewmodels/RatingViewModel.h"
#include "app/viewmodels/TroubleViewModel.h"
#include "app/viewmodels/application/DraftViewModel.h"
#include "app/viewmodels/application/FormViewModel.h"
#include "app/viewmodels/application/MaterialsViewModel.h"
#include "app/viewmodels/application/PromiseViewModel.h"
#include "app/viewmodels/application/ReviewViewModel.h"
#include "app/viewmodels/application/ScanViewModel.h"
#include "app/viewmodels/application/SignatureViewModel.h"
#include "app/viewmodels/application/SubmissionViewModel.h"
#include "app/viewmodels/entry/AttractViewModel.h"
#include "app/viewmodels/entry/ConsentViewModel.h"
#include "app/viewmodels/entry/GuideViewModel.h"
#include "app/viewmodels/entry/ItemListViewModel.h"
#include "app/viewmodels/identity/CardViewModel.h"
#include "app/viewmodels/identity/FaceViewModel.h"
#include "app/viewmodels/identity/FingerViewModel.h"
#include "app/viewmodels/identity/MaskViewModel.h"
#include "app/viewmodels/identity/OtherWaysViewModel.h"
#include "app/viewmodels/identity/StaffViewModel.h"
#include "app/viewmodels/record/PrintingViewModel.h"
#include "app/viewmodels/record/RecordViewModel.h"

#include <QImage>
#include <QTimer>
#include <QTranslator>
#include <QtQml/qqmlregistration.h>

class QJSEngine;
class QQmlEngine;

namespace xiaowu::viewmodels {

// The view-model of a page, with its member; made with the facade and updated after every step.
#define XIAOWU_PAGE(Type, name)                                 \
  Q_PROPERTY(xiaowu::viewmodels::Type* name READ name CONSTANT) \
 public:                                                        \
  [[nodiscard]] xiaowu::viewmodels::Type* name() const {        \
    return m_##name;                                            \
  }                                                             \
                                                                \
 private:                                                       \
  xiaowu::viewmodels::Type* m_##name = made<xiaowu::viewmodels::Type>();

class KioskViewModel final : public QObject {
  Q_OBJECT
  QML_NAMED_ELEMENT(Kiosk)
  QML_SINGLETON
  Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
  /// Between two pages: the old one is gone before the values change, and lays nothing out once more.
  Q_PROPERTY(bool turning READ turning NOTIFY turningChanged)

 private:
  // Before the pages, which are made with them.
  Send m_send;
  std::vector<PageViewModel*> m_pages;
  template <typename Page>
  Page* made() {
    auto* page = new Page(m_send, this);
    m_pages.push_back(page);
    return page;
  }

  XIAOWU_SHOWN(QString, page)  ///< file in ui/pages that shows the present step
  XIAOWU_SHOWN(int, place)     ///< of the step on the way: a page that comes later has a higher one
  XIAOWU_SHOWN(bool, care)
  XIAOWU_SHOWN(bool, controlsLow)
  XIAOWU_SHOWN(bool, english)
  XIAOWU_SHOWN(QString, siteName)
  XIAOWU_SHOWN(QString, time)
  XIAOWU_SHOWN(QString, date)
  XIAOWU_SHOWN(bool, networkGood)
  XIAOWU_SHOWN(QString, networkWord)
  XIAOWU_SHOWN(bool, printerGood)
  XIAOWU_SHOWN(QString, printerWord)
  XIAOWU_SHOWN(QList<QString>, stepLabels)
  XIAOWU_SHOWN(int, stepIndex)  ///< -1: no line of steps on this page
  XIAOWU_SHOWN(int, stepCount)
  XIAOWU_SHOWN(bool, idleQuestion)
  XIAOWU_SHOWN(QString, idleLine)  ///< what happens when nobody answers
  XIAOWU_SHOWN(bool, helpCalled)
  XIAOWU_SHOWN(bool, hasSession)

  XIAOWU_PAGE(AttractViewModel, attract)
  XIAOWU_PAGE(ItemListViewModel, items)
  XIAOWU_PAGE(GuideViewModel, guide)
  XIAOWU_PAGE(ConsentViewModel, consent)
  XIAOWU_PAGE(CardViewModel, card)
  XIAOWU_PAGE(FaceViewModel, face)
  XIAOWU_PAGE(OtherWaysViewModel, otherWays)
  XIAOWU_PAGE(FingerViewModel, finger)
  XIAOWU_PAGE(StaffViewModel, staff)
  XIAOWU_PAGE(MaskViewModel, mask)
  XIAOWU_PAGE(RecordViewModel, record)
  XIAOWU_PAGE(PrintingViewModel, printing)
  XIAOWU_PAGE(DraftViewModel, draft)
  XIAOWU_PAGE(FormViewModel, form)
  XIAOWU_PAGE(MaterialsViewModel, materials)
  XIAOWU_PAGE(PromiseViewModel, promise)
  XIAOWU_PAGE(ScanViewModel, scan)
  XIAOWU_PAGE(ReviewViewModel, review)
  XIAOWU_PAGE(SignatureViewModel, signature)
  XIAOWU_PAGE(SubmissionViewModel, submission)
  XIAOWU_PAGE(RatingViewModel, rating)
  XIAOWU_PAGE(TroubleViewModel, trouble)
  XIAOWU_PAGE(HelpViewModel, help)

 public:
  explicit KioskViewModel(Send send, QObject* parent = nullptr);
  ~KioskViewModel() override;
  /// For the QML engine: the living instance, which stays C++-owned; made before a page is loaded.
  static KioskViewModel* create(QQmlEngine* engine, QJSEngine* scriptEngine);

  // From the composition root.
  void show(const workflow::State& state);
  void setRules(workflow::Rules rules);
  void setSite(const QString& name);
  void setClock(const QString& time, const QString& date);
  void setHelpDesk(const HelpDesk& desk);
  void setCasePage(const QString& address);  ///< "https://…/case/": the case's id is appended for the QR code
  void setPaperKinds(PaperKinds kinds);
  void setPreview(const QImage& picture);
  void setPageImage(domain::PageId page, const QImage& picture);
  /// A doubtful field as it stands there; before the state that asks for it.
  void setFieldCut(domain::PageId page, int cut, const QImage& picture);
  void dropPageImage(domain::PageId page);     ///< with its cuts
  void setHolderPhoto(const QImage& picture);  ///< for staff who verify by eye; a null picture forgets it
  void wipe();
  /// Keeps a signature's picture and gives back its key for the Signed event (0: could not be kept).
  void setSignatureKeeper(std::function<domain::PageId(const QImage&)> keep);
  [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }
  [[nodiscard]] bool turning() const { return m_turning; }

  // What a person can do on every page.
  Q_INVOKABLE void touched();
  Q_INVOKABLE void back();
  Q_INVOKABLE void next();  ///< the page's one primary action, where it needs no more than this
  Q_INVOKABLE void cancel();
  Q_INVOKABLE void callHelp();
  Q_INVOKABLE void closeHelp();
  Q_INVOKABLE void extend();
  Q_INVOKABLE void switchLanguage();
  Q_INVOKABLE void switchCare();
  Q_INVOKABLE void switchControlsLow();

 Q_SIGNALS:
  void changed();
  void frameReady(const QImage& frame);  ///< the live picture; a null one when there is none
  void secondsLeftChanged();
  void turningChanged();
  void controlsLowSettled();  ///< after every step, for the theme that the kit switches by itself
  void languageChanged();     ///< the translator has been switched: the engine must retranslate

 private:
  void refresh();
  void tellMachine(const Scene& scene);
  void tellIdle();
  void showLanguage();
  void countDown();
  workflow::Rules m_rules;
  workflow::State m_state;
  Pictures m_pictures;
  QTranslator m_translator;
  QTimer m_countDown;
  QString m_casePage;
  PaperKinds m_paperKinds;
  HelpDesk m_helpDesk;
  int m_secondsLeft = 0;
  workflow::TimerKind m_counted = workflow::TimerKind::Idle;  ///< whose end is counted down; Idle: none's
  bool m_turning = false;
};

}  // namespace xiaowu::viewmodels
