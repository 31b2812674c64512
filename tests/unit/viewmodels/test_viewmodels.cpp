#include "app/viewmodels/Kiosk.h"
#include "app/viewmodels/Messages.h"
#include "tests/qml/pages/Scenes.h"

#include <catch2/catch.hpp>

#include <QCoreApplication>
#include <QFile>
#include <QMetaProperty>
#include <QRegularExpression>

#include <vector>

using namespace xiaowu;
using viewmodels::SubmissionViewModel;

namespace {

struct Desk {
  std::vector<workflow::Happening> sent;
  viewmodels::KioskViewModel kiosk{[this](const workflow::Happening& happening) { sent.push_back(happening); }};
  workflow::Rules rules = pagestest::sampleRules();

  Desk() { pagestest::furnish(kiosk, rules); }
  workflow::State scene(const std::string& name) const {
    for (const auto& each : pagestest::scenes(rules)) {
      if (each.name == name) return each.state;
    }
    FAIL("no scene " << name);
    return {};
  }
  template <typename T>
  const T* last() const {
    return sent.empty() ? nullptr : std::get_if<T>(&sent.back());
  }
};

QStringList found(const viewmodels::RowList& rows) {
  QStringList codes;
  for (int i = 0; i < rows.count(); ++i) codes.append(rows.value(i, "code").toString());
  return codes;
}

}  // namespace

TEST_CASE("items are found by Chinese words, pinyin and initials", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("02-items"));
  auto* items = desk.kiosk.items();
  for (const auto* words : {"高龄", "gaoling", "GLJT", "老年"}) {
    items->search(QString::fromUtf8(words));
    CHECK(found(*items->rows()) == QStringList{QStringLiteral("elderly-allowance")});
  }
  items->search(QStringLiteral("xyzzy"));
  CHECK(items->foundCount() == 0);
  CHECK(items->pageCount() == 1);
  items->chooseCategory(QStringLiteral("family"));
  CHECK(items->searchText().isEmpty());
  CHECK(found(*items->rows()) == QStringList{QStringLiteral("marriage-record")});
}

TEST_CASE("pages of items stay in range when fewer are found", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("02-items"));
  auto* items = desk.kiosk.items();
  items->setRowsPerPage(3);
  CHECK(items->pageCount() == 3);
  items->showPage(99);
  CHECK(items->pageIndex() == 2);
  CHECK(items->rows()->count() == 2);
  items->setRowsPerPage(0);
  CHECK(items->pageCount() == 3);
}

TEST_CASE("the face's consent page says whether a picture leaves the machine", "[viewmodels]") {
  Desk desk;
  const auto sent = QStringLiteral("政务平台");
  desk.kiosk.show(desk.scene("06-faceconsent"));
  CHECK_FALSE(desk.kiosk.face()->why().contains(sent));
  CHECK(desk.kiosk.face()->promises().first().contains(QStringLiteral("不保存")));
  CHECK(desk.kiosk.face()->pictureWords().contains(QStringLiteral("只给您自己看")));
  desk.rules.facesComparedOnPlatform = true;
  desk.kiosk.setRules(desk.rules);
  auto state = desk.scene("06-faceconsent");
  desk.kiosk.show(state);
  CHECK(desk.kiosk.face()->why().contains(sent));
  CHECK_FALSE(desk.kiosk.face()->pictureWords().contains(QStringLiteral("只给您自己看")));
  state.preferences.language = workflow::Language::English;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.face()->why().contains(QStringLiteral("platform")));
  CHECK(desk.kiosk.face()->promises().first().contains(QStringLiteral("nothing is kept")));
  CHECK(desk.kiosk.face()->pictureWords().contains(QStringLiteral("sent")));
}

TEST_CASE("an item that lacks a device says why", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("02-items-limited"));
  auto* rows = desk.kiosk.items()->rows();
  CHECK_FALSE(rows->value(0, "works").toBool());
  CHECK(rows->value(0, "availability").toString().contains(QStringLiteral("打印机")));
  desk.kiosk.show(desk.scene("01-attract-limited"));
  CHECK_FALSE(desk.kiosk.attract()->allWell());
  CHECK(desk.kiosk.attract()->problems()->count() == 2);
}

TEST_CASE("accepted is never said without a case number, and stored never more than stored", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("20-receipt-accepted");
  desk.kiosk.show(state);
  CHECK(desk.kiosk.submission()->stateWord() == QStringLiteral("已受理"));
  CHECK(desk.kiosk.submission()->caseNumber() == QStringLiteral("430624-20261121-000318"));
  state.session->caseNumber.clear();
  desk.kiosk.show(state);
  CHECK(desk.kiosk.submission()->stage() == SubmissionViewModel::Uploaded);
  CHECK(desk.kiosk.submission()->title() == QStringLiteral("已上传"));
  for (const auto submission : {domain::SubmissionState::None, domain::SubmissionState::Stored, domain::SubmissionState::Uploaded}) {
    state.session->submission = submission;
    desk.kiosk.show(state);
    const auto* shown = desk.kiosk.submission();
    CHECK_FALSE(shown->title().contains(QStringLiteral("已受理")));
    CHECK_FALSE(shown->stateWord().contains(QStringLiteral("已受理")));
    CHECK_FALSE(shown->explanation().contains(QStringLiteral("提交成功")));
  }
  state.session->submission = domain::SubmissionState::Stored;
  state.availability.online = false;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.submission()->explanation().contains(QStringLiteral("这还不是受理")));
}

TEST_CASE("nothing personal is left when the session ends", "[viewmodels]") {
  Desk desk;
  for (const auto& scene : pagestest::scenes(desk.rules)) {
    desk.kiosk.setPageImage(7, QImage(4, 4, QImage::Format_RGB32));
    desk.kiosk.show(scene.state);
    desk.kiosk.form()->showQuestion(1);
    desk.kiosk.form()->enter(QStringLiteral("13873000000"));
    workflow::State ended = desk.scene("22-farewell");
    desk.kiosk.show(ended);
    const std::vector<viewmodels::PageViewModel*> pages{desk.kiosk.form(),   desk.kiosk.record(), desk.kiosk.printing(),   desk.kiosk.scan(),
                                                        desk.kiosk.review(), desk.kiosk.materials(), desk.kiosk.submission(), desk.kiosk.signature()};
    for (const auto* page : pages) {
      for (int i = 0; i < page->metaObject()->propertyCount(); ++i) {
        const QVariant value = page->metaObject()->property(i).read(page);
        if (const auto* rows = value.value<viewmodels::RowList*>()) {
          for (const QVariant& row : rows->maps()) {
            CHECK_FALSE(row.toMap().contains(QStringLiteral("value")));
          }
        }
        const QString text = value.toString();
        INFO(scene.name << ' ' << page->metaObject()->className() << ' ' << page->metaObject()->property(i).name());
        for (const auto* personal : {"李伟", "430624", "东风路", "13873", "7K3M"}) {
          CHECK_FALSE(text.contains(QString::fromUtf8(personal)));
        }
        if (value.userType() == QMetaType::QImage) CHECK(value.value<QImage>().isNull());
      }
    }
  }
}

TEST_CASE("a doubtful field is shown beside its crop, as papers write it, and the answers leave as they were given", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("16-scan-compare-name");
  desk.kiosk.setFieldCut(7, 1, QImage(90, 30, QImage::Format_RGB32));
  desk.kiosk.show(state);
  const auto* scan = desk.kiosk.scan();
  CHECK(scan->phase() == viewmodels::ScanViewModel::Compare);
  CHECK(scan->compareValue() == QStringLiteral("陈桂英"));
  CHECK(scan->compareLabel() == QStringLiteral("姓名"));
  CHECK(scan->hint() == QStringLiteral("第 1 处，共 3 处。"));
  CHECK(scan->comparePicture().width() == 90);
  CHECK(scan->compareShape() == Approx(3));
  desk.kiosk.sayFieldIsSame();
  REQUIRE(desk.last<workflow::CompareField>() != nullptr);
  CHECK(desk.last<workflow::CompareField>()->word == domain::ResidentWord::Same);
  desk.kiosk.sayFieldDiffers();
  CHECK(desk.last<workflow::CompareField>()->word == domain::ResidentWord::Different);
  desk.kiosk.sayCannotTell();
  CHECK(desk.last<workflow::CompareField>()->word == domain::ResidentWord::CannotTell);
  state.session->finding->fields[0].value = "1944-03-12";
  desk.kiosk.show(state);
  CHECK(desk.kiosk.scan()->compareValue() == QStringLiteral("1944年3月12日"));
  CHECK(desk.kiosk.scan()->hint().contains(QStringLiteral("08 月")));  // papers differ in how they write it
  SECTION("the crop goes with its page") {
    desk.kiosk.dropPageImage(7);
    desk.kiosk.show(state);
    CHECK(desk.kiosk.scan()->comparePicture().isNull());
  }
  SECTION("and not with another one whose number begins alike") {
    desk.kiosk.dropPageImage(70);
    desk.kiosk.show(state);
    CHECK_FALSE(desk.kiosk.scan()->comparePicture().isNull());
  }
  SECTION("and with the session") {
    desk.kiosk.show(desk.scene("22-farewell"));
    desk.kiosk.show(state);
    CHECK(desk.kiosk.scan()->comparePicture().isNull());
  }
}

TEST_CASE("after the comparison the page says what the resident said, and proposes another scan where it differs", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("16-scan-compare-differs"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Disputed);
  REQUIRE(desk.kiosk.scan()->fields()->count() == 1);
  CHECK(desk.kiosk.scan()->fields()->value(0, "value").toString().contains(QStringLiteral("您说不一样")));
  desk.kiosk.show(desk.scene("16-scan-compare-same"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Good);
  CHECK(desk.kiosk.scan()->fields()->value(0, "value").toString().contains(QStringLiteral("您对过了")));
  desk.kiosk.show(desk.scene("16-scan-compare-cannot-tell"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Doubtful);
  CHECK(desk.kiosk.scan()->hint().contains(QStringLiteral("工作人员")));
  desk.kiosk.show(desk.scene("17-review-compared"));
  CHECK(desk.kiosk.review()->doubts() == 1);  // the other one
}

TEST_CASE("of a card with two sides the page says which is wanted", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("16-scan-sides-front"));
  CHECK(desk.kiosk.scan()->title().contains(QStringLiteral("有照片的一面")));
  CHECK(desk.kiosk.scan()->placePicture() == QStringLiteral("card-portrait-side"));
  desk.kiosk.show(desk.scene("16-scan-sides-back"));
  CHECK(desk.kiosk.scan()->title().contains(QStringLiteral("有国徽的一面")));
  CHECK(desk.kiosk.scan()->placePicture() == QStringLiteral("card-emblem-side"));
  desk.kiosk.show(desk.scene("16-scan-sides-same"));
  CHECK(desk.kiosk.scan()->phase() == viewmodels::ScanViewModel::Bad);
  CHECK(desk.kiosk.scan()->title() == QStringLiteral("有照片的一面已经有了，还差有国徽的一面"));
  desk.kiosk.show(desk.scene("15-materials-sides"));
  CHECK(desk.kiosk.materials()->rows()->value(3, "stateText").toString() == QStringLiteral("还差有国徽的一面"));
  CHECK_FALSE(desk.kiosk.materials()->allSettled());
  desk.kiosk.show(desk.scene("16-scan-sides-again"));
  CHECK(desk.kiosk.scan()->placePicture().isEmpty());
  CHECK(desk.kiosk.scan()->hint().contains(QStringLiteral("另一面不用再扫")));
}

TEST_CASE("a wrong paper is named, the right one is drawn, and a kind that nobody described has no name made up for it", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("16-scan-wrong");
  desk.kiosk.show(state);
  CHECK(desk.kiosk.scan()->title() == QStringLiteral("这看起来是“医疗票据”，我们需要的是“户口簿”，像这样。"));
  CHECK(desk.kiosk.scan()->paperPicture() == QStringLiteral("paper-hukou"));
  CHECK(desk.kiosk.materials()->rows()->value(0, "picture").toString() == QStringLiteral("paper-hukou"));
  CHECK(desk.kiosk.scan()->canPromise());
  state.session->finding->seemsType = "unknown";
  desk.kiosk.show(state);
  CHECK(desk.kiosk.scan()->title() == QStringLiteral("这看起来不是“户口簿”。我们需要的像这样。"));
  desk.kiosk.show(desk.scene("16-scan-noseal"));  // of a letter nothing is described in these scenes
  CHECK(desk.kiosk.scan()->paperPicture() == QStringLiteral("paper"));
}

TEST_CASE("the receipt says when people look at a paper first", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("20-receipt-accepted"));
  CHECK(desk.kiosk.submission()->explanation().startsWith(QStringLiteral("有 1 份材料工作人员会再看一眼。")));
  auto state = desk.scene("20-receipt-accepted");
  for (auto& material : state.session->materials) material.status = domain::MaterialStatus::Good;
  desk.kiosk.show(state);
  CHECK_FALSE(desk.kiosk.submission()->explanation().contains(QStringLiteral("工作人员")));
}

TEST_CASE("the form asks one question after the other and leaves with the last", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("14-form-table");
  desk.kiosk.show(state);
  auto* form = desk.kiosk.form();
  CHECK(form->kind() == viewmodels::FormViewModel::Table);
  CHECK(form->known()->count() == 4);
  CHECK(form->known()->value(1, "value").toString() == QStringLiteral("4306**********0019"));
  form->next();
  REQUIRE(form->kind() == viewmodels::FormViewModel::Phone);
  form->next();
  CHECK_FALSE(form->error().isEmpty());
  CHECK(desk.sent.empty());
  for (int i = 0; i < 14; ++i) form->type(QStringLiteral("1"));
  CHECK(form->value().size() == 11);
  form->next();
  REQUIRE(desk.last<workflow::SetAnswer>() != nullptr);
  // The machine refuses: the question stays, with its reason.
  state.session->answers["phone"] = {"phone", "11111111111"};
  state.session->fieldErrors["phone"] = "field.phone";
  desk.kiosk.show(state);
  CHECK(form->kind() == viewmodels::FormViewModel::Phone);
  CHECK(form->error().contains(QStringLiteral("11 位")));
  form->enter(QStringLiteral("13873000000"));
  CHECK(form->shown() == QStringLiteral("138 7300 0000"));
  form->next();
  state.session->answers["phone"].value = "13873000000";
  state.session->fieldErrors.clear();
  desk.kiosk.show(state);
  CHECK(form->kind() == viewmodels::FormViewModel::Choice);
  form->back();
  CHECK(form->kind() == viewmodels::FormViewModel::Phone);
  CHECK(form->value() == QStringLiteral("13873000000"));
  form->back();
  form->back();
  CHECK(desk.last<workflow::Back>() != nullptr);
}

TEST_CASE("one answer is changed from the review and nothing else is asked", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("17-review");
  desk.kiosk.show(state);
  CHECK(desk.kiosk.review()->doubts() == 1);
  desk.kiosk.editAnswer(QStringLiteral("householdNumber"));
  state.step = workflow::Step::Form;
  desk.kiosk.show(state);
  auto* form = desk.kiosk.form();
  CHECK(form->field() == QStringLiteral("householdNumber"));
  form->enter(QStringLiteral("430624109"));
  form->next();
  REQUIRE(desk.last<workflow::SetAnswer>() != nullptr);
  CHECK(desk.last<workflow::SetAnswer>()->value == "430624109");
  state.session->answers["householdNumber"].value = "430624109";
  desk.kiosk.show(state);
  QCoreApplication::processEvents();
  CHECK(desk.last<workflow::Continue>() != nullptr);
}

TEST_CASE("a signature without ink or without a place to keep it has no page", "[viewmodels]") {
  Desk desk;
  desk.kiosk.sign({}, 3);
  REQUIRE(desk.last<workflow::Signed>() != nullptr);
  CHECK(desk.last<workflow::Signed>()->page == 0);
  desk.kiosk.setSignatureKeeper([](const QImage&) { return domain::PageId{9}; });
  desk.kiosk.sign(QImage(4, 4, QImage::Format_RGB32), 2);
  CHECK(desk.last<workflow::Signed>()->page == 9);
}

TEST_CASE("troubles are told in words with their figures, never as a code", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("11-printing-paperout"));
  CHECK(desk.kiosk.trouble()->what() == QStringLiteral("打印纸用完了。已经出来 1 张，还差 2 张，请先收好。"));
  CHECK(desk.kiosk.trouble()->help().contains(QStringLiteral("已通知")));
  CHECK(viewmodels::message(std::string("nobody.knows-this")).what.contains(QStringLiteral("不是您的错")));
  CHECK(viewmodels::message(std::string("slip.printer.paper-out")).what.contains(QStringLiteral("小票")));
  const QRegularExpression code(QStringLiteral("[a-z]+\\.[a-z-]+"));
  for (const auto& each : viewmodels::messageCodes()) {
    const auto words = viewmodels::message(each);
    INFO(each);
    CHECK_FALSE(words.what.isEmpty());
    CHECK_FALSE(words.now.isEmpty());
    CHECK_FALSE(words.what.contains(code));
  }
}

TEST_CASE("every documented error code has words of its own", "[viewmodels]") {
  QFile file(QStringLiteral(XIAOWU_SOURCE_DIR "/docs/error-codes.md"));
  REQUIRE(file.open(QIODevice::ReadOnly));
  const QString text = QString::fromUtf8(file.readAll());
  const QRegularExpression row(QStringLiteral("^\\| `([a-z.-]+)` \\|"), QRegularExpression::MultilineOption);
  auto matches = row.globalMatch(text);
  int count = 0;
  while (matches.hasNext()) {
    const auto code = matches.next().captured(1).toStdString();
    INFO(code);
    CHECK(viewmodels::hasOwnMessage(code));
    ++count;
  }
  CHECK(count > 50);
}

TEST_CASE("English is complete: every text of the view-models changes with the language", "[viewmodels]") {
  Desk desk;
  workflow::State state = desk.scene("32-trouble-face");
  desk.kiosk.show(state);
  const QString chinese = desk.kiosk.trouble()->what();
  state.preferences.language = workflow::Language::English;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.english());
  CHECK(desk.kiosk.trouble()->what() != chinese);
  const QRegularExpression han(QStringLiteral("\\p{Han}"));
  for (const auto& each : viewmodels::messageCodes()) {
    const auto words = viewmodels::message(each);
    INFO(each);
    CHECK_FALSE((words.what + words.kept + words.now + words.help).contains(han));
  }
  state.preferences.language = workflow::Language::Chinese;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.trouble()->what() == chinese);
}

TEST_CASE("every way to stand wrong and every action has a sentence and a drawing of its own", "[viewmodels]") {
  Desk desk;
  QStringList seen;
  for (int guidance = static_cast<int>(workflow::FaceGuidance::NoFace); guidance <= static_cast<int>(workflow::FaceGuidance::HoldStill); ++guidance) {
    desk.kiosk.show(desk.scene("07-face-hint-" + std::to_string(guidance)));
    seen.append(desk.kiosk.face()->guidance());
    seen.append(desk.kiosk.face()->hint());
  }
  for (int action = 0; action < 4; ++action) {
    desk.kiosk.show(desk.scene("07-face-action-" + std::to_string(action)));
    seen.append(desk.kiosk.face()->guidance());
    seen.append(desk.kiosk.face()->hint());
  }
  CHECK(seen.size() == 28);
  CHECK(seen.removeDuplicates() == 0);
  CHECK_FALSE(seen.contains(QString()));
  for (const auto& name : seen.filter(QRegularExpression(QStringLiteral("^(face|do)-")))) {
    CHECK(QFile::exists(QStringLiteral(XIAOWU_SOURCE_DIR "/resources/pictures/%1.svg").arg(name)));
  }
}

TEST_CASE("how to stand comes before what to do", "[viewmodels]") {
  Desk desk;
  auto state = desk.scene("07-face-action-0");
  state.session->guidance = workflow::FaceGuidance::TooFar;
  desk.kiosk.show(state);
  CHECK(desk.kiosk.face()->hint() == QStringLiteral("face-far"));
  CHECK(desk.kiosk.face()->place().isEmpty());
}

TEST_CASE("other ways are listed only where they are, and offline nobody is said to be told", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("08-otherways"));
  CHECK_FALSE(desk.kiosk.otherWays()->staff());
  CHECK_FALSE(desk.kiosk.otherWays()->fingerprint());
  CHECK(desk.kiosk.otherWays()->face());
  desk.kiosk.show(desk.scene("08-otherways-all"));
  CHECK(desk.kiosk.otherWays()->staff());
  CHECK(desk.kiosk.otherWays()->fingerprint());
  const auto online = desk.kiosk.otherWays()->staffLine();
  desk.kiosk.show(desk.scene("08-otherways-offline"));
  CHECK_FALSE(desk.kiosk.otherWays()->face());
  CHECK(desk.kiosk.otherWays()->staffLine() != online);
  CHECK(viewmodels::message(workflow::Trouble{"device.gone", 0, 0, {}, false}, false).help != viewmodels::message(workflow::Trouble{"device.gone", 0, 0, {}, false}).help);
}

TEST_CASE("staff see the masked number, and nothing once they have answered or the session is over", "[viewmodels]") {
  Desk desk;
  desk.kiosk.show(desk.scene("08c-staffcheck"));
  QImage picture(102, 126, QImage::Format_RGB32);
  desk.kiosk.setHolderPhoto(picture);
  auto* staff = desk.kiosk.staff();
  CHECK(staff->hasPhoto());
  CHECK(staff->facts()->count() == 3);
  CHECK(staff->facts()->value(1, "value").toString() == QStringLiteral("4306**********0019"));
  CHECK(staff->reasons()->count() == workflow::kStaffReasonCount);
  desk.kiosk.chooseStaffReason(3);
  REQUIRE(desk.last<workflow::ChooseStaffReason>());
  CHECK(desk.last<workflow::ChooseStaffReason>()->reason == workflow::StaffReason::Injury);
  desk.kiosk.show(desk.scene("08c-staffcheck-confirmed"));
  CHECK(staff->facts()->count() == 0);
  desk.kiosk.show(desk.scene("01-attract"));
  CHECK(staff->facts()->count() == 0);
  CHECK_FALSE(staff->hasPhoto());
}
