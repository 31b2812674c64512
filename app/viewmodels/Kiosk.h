#pragma once
// The one facade between QML and the session machine. `show()` is called on the GUI thread after every step;
// what people do leaves as Events through `send` (which must not call show() from inside). Nothing
// personal stays here once a state has no session. GUI thread only.

#include "app/viewmodels/EntryPages.h"
#include "app/viewmodels/FormViewModel.h"
#include "app/viewmodels/IdentityPages.h"
#include "app/viewmodels/MaterialPages.h"
#include "app/viewmodels/SubmitPages.h"
#include "app/viewmodels/WaysPages.h"

#include <QImage>
#include <QTimer>
#include <QTranslator>
#include <QtQml/qqmlregistration.h>

class QJSEngine;
class QQmlEngine;

namespace xiaowu::viewmodels {

class KioskViewModel final : public QObject {
  Q_OBJECT
  QML_NAMED_ELEMENT(Kiosk)
  QML_SINGLETON
  Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
  /// Between two pages: the old one is gone before the values change, so that it does not lay itself out once
  /// more for nothing.
  Q_PROPERTY(bool turning READ turning NOTIFY turningChanged)

 public:
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
  XIAOWU_PAGE(RecordViewModel, record)
  XIAOWU_PAGE(PrintingViewModel, printing)
  XIAOWU_PAGE(FormViewModel, form)
  XIAOWU_PAGE(MaterialsViewModel, materials)
  XIAOWU_PAGE(ScanViewModel, scan)
  XIAOWU_PAGE(ReviewViewModel, review)
  XIAOWU_PAGE(SignatureViewModel, signature)
  XIAOWU_PAGE(SubmissionViewModel, submission)
  XIAOWU_PAGE(RatingViewModel, rating)
  XIAOWU_PAGE(TroubleViewModel, trouble)

 public:
  explicit KioskViewModel(Send send, QObject* parent = nullptr);
  ~KioskViewModel() override;
  /// For the QML engine: the living instance, which stays C++-owned. There must be one before the engine
  /// loads a page.
  static KioskViewModel* create(QQmlEngine* engine, QJSEngine* scriptEngine);

  // From the composition root.
  void show(const workflow::State& state);
  void setRules(workflow::Rules rules);
  void setSite(const QString& name);
  void setClock(const QString& time, const QString& date);
  void setCasePage(const QString& address);  ///< "https://…/case/": the case's id is appended for the QR code
  void setPaperKinds(PaperKinds kinds);
  void setPreview(const QImage& picture);
  void setPageImage(domain::PageId page, const QImage& picture);
  void setFieldCut(
      domain::PageId page, int cut,
      const QImage& picture);  ///< a doubtful field as it stands there; before the state that asks for it
  void dropPageImage(domain::PageId page);     ///< with its cuts
  void setHolderPhoto(const QImage& picture);  ///< for staff who verify by eye; a null picture forgets it
  void wipe();
  /// Keeps a signature's picture and gives back its key for the Signed event (0: could not be kept).
  void setSignatureKeeper(std::function<domain::PageId(const QImage&)> keep);
  [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }
  [[nodiscard]] bool turning() const { return m_turning; }

  // From the pages: what the person does.
  Q_INVOKABLE void touched();
  Q_INVOKABLE void start();
  Q_INVOKABLE void back();
  Q_INVOKABLE void next();
  Q_INVOKABLE void cancel();
  Q_INVOKABLE void callHelp();
  Q_INVOKABLE void closeHelp();
  Q_INVOKABLE void extend();
  Q_INVOKABLE void answerTrouble(bool retry);
  Q_INVOKABLE void chooseItem(const QString& code);
  Q_INVOKABLE void switchLanguage();
  Q_INVOKABLE void switchCare();
  Q_INVOKABLE void switchControlsLow();
  Q_INVOKABLE void refuseFace();
  Q_INVOKABLE void tryFaceAgain();
  Q_INVOKABLE void useFingerprint();
  Q_INVOKABLE void askStaff();
  Q_INVOKABLE void chooseStaffReason(int reason);
  Q_INVOKABLE void vouch(bool isHolder);
  Q_INVOKABLE void editAnswer(const QString& field);
  Q_INVOKABLE void openDraft(bool open);
  Q_INVOKABLE void scanMaterial(const QString& code);
  Q_INVOKABLE void promiseMaterial(const QString& code);
  Q_INVOKABLE void findKeptPapers();
  Q_INVOKABLE void reuseMaterial(const QString& code);
  Q_INVOKABLE void keepPapers(bool keep);
  Q_INVOKABLE void startScan();
  Q_INVOKABLE void acceptScan();
  Q_INVOKABLE void retakeScan();
  Q_INVOKABLE void sayFieldIsSame();
  Q_INVOKABLE void sayFieldDiffers();
  Q_INVOKABLE void sayCannotTell();
  Q_INVOKABLE void sign(const QImage& picture, int strokes);
  Q_INVOKABLE void rate(int stars);

 Q_SIGNALS:
  void changed();
  void frameReady(const QImage& frame);  ///< the live picture; a null one when there is none
  void secondsLeftChanged();
  void turningChanged();
  void controlsLowSettled();  ///< after every step, for the theme that the kit switches by itself
  void languageChanged();     ///< the translator has been switched: the engine must retranslate

 private:
  void refresh();
  void showLanguage();
  void countDown();
  [[nodiscard]] std::vector<PageViewModel*> pages() const;
  Send m_send;
  workflow::Rules m_rules;
  workflow::State m_state;
  Pictures m_pictures;
  std::function<domain::PageId(const QImage&)> m_keepSignature;
  QTranslator m_translator;
  QTimer m_countDown;
  QString m_casePage;
  PaperKinds m_paperKinds;
  int m_secondsLeft = 0;
  bool m_turning = false;
};

}  // namespace xiaowu::viewmodels
