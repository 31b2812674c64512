#include "app/viewmodels/Messages.h"
#include "tests/unit/viewmodels/Desk.h"

#include <catch2/catch.hpp>

#include <QCoreApplication>
#include <QFile>
#include <QMetaProperty>
#include <QRegularExpression>

using namespace xiaowu;
using viewmodels::SubmissionViewModel;
using viewmodels::test::Desk;

namespace {

QStringList found(const viewmodels::RowList& rows) {
  QStringList codes;
  for (int i = 0; i < rows.count(); ++i) {
    codes.append(rows.value(i, "code").toString());
  }
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
  for (const auto submission :
       {domain::SubmissionState::None, domain::SubmissionState::Stored, domain::SubmissionState::Uploaded}) {
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
    const std::vector<viewmodels::PageViewModel*> pages{
        desk.kiosk.form(),   desk.kiosk.record(),    desk.kiosk.printing(),   desk.kiosk.scan(),
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
        INFO(scene.name << ' ' << page->metaObject()->className() << ' '
                        << page->metaObject()->property(i).name());
        for (const auto* personal : {"李伟", "430624", "东风路", "13873", "7K3M"}) {
          CHECK_FALSE(text.contains(QString::fromUtf8(personal)));
        }
        if (value.userType() == QMetaType::QImage) {
          CHECK(value.value<QImage>().isNull());
        }
      }
    }
  }
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
  for (int i = 0; i < 14; ++i) {
    form->type(QStringLiteral("1"));
  }
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
