#include "app/viewmodels/Messages.h"
#include "tests/unit/app/viewmodels/ViewModelFixture.h"

#include "tests/support/Catch.h"
#include "tests/support/Places.h"

#include <QCoreApplication>
#include <QFile>
#include <QMetaProperty>
#include <QRegularExpression>

using namespace xiaowu;
using viewmodels::SubmissionViewModel;
using viewmodels::test::Fixture;

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
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("02-items"));
  auto* items = fixture.kiosk.items();
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
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("02-items"));
  auto* items = fixture.kiosk.items();
  items->setRowsPerPage(3);
  CHECK(items->pageCount() == 3);
  items->showPage(99);
  CHECK(items->pageIndex() == 2);
  CHECK(items->rows()->count() == 2);
  items->setRowsPerPage(0);
  CHECK(items->pageCount() == 3);
}

TEST_CASE("an item that lacks a device says why", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("02-items-limited"));
  auto* rows = fixture.kiosk.items()->rows();
  CHECK_FALSE(rows->value(0, "works").toBool());
  CHECK(rows->value(0, "availability").toString().contains(QStringLiteral("打印机")));
  fixture.kiosk.show(fixture.scene("01-attract-limited"));
  CHECK_FALSE(fixture.kiosk.attract()->allWell());
  CHECK(fixture.kiosk.attract()->problems()->count() == 2);
}

TEST_CASE("accepted is never said without a case number, and stored never more than stored", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("20-receipt-accepted");
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.submission()->stateWord() == QStringLiteral("已受理"));
  CHECK(fixture.kiosk.submission()->caseNumber() == QStringLiteral("430624-20261121-000318"));
  state.session->caseNumber.clear();
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.submission()->stage() == SubmissionViewModel::Uploaded);
  CHECK(fixture.kiosk.submission()->title() == QStringLiteral("已上传"));
  for (const auto submission :
       {domain::SubmissionState::None, domain::SubmissionState::Stored, domain::SubmissionState::Uploaded}) {
    state.session->submission = submission;
    fixture.kiosk.show(state);
    const auto* shown = fixture.kiosk.submission();
    CHECK_FALSE(shown->title().contains(QStringLiteral("已受理")));
    CHECK_FALSE(shown->stateWord().contains(QStringLiteral("已受理")));
    CHECK_FALSE(shown->explanation().contains(QStringLiteral("提交成功")));
  }
  state.session->submission = domain::SubmissionState::Stored;
  state.availability.online = false;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.submission()->explanation().contains(QStringLiteral("这还不是受理")));
}

TEST_CASE("nothing personal is left when the session ends", "[viewmodels]") {
  Fixture fixture;
  for (const auto& scene : pagestest::scenes(fixture.rules)) {
    fixture.kiosk.setPageImage(7, QImage(4, 4, QImage::Format_RGB32));
    fixture.kiosk.show(scene.state);
    fixture.kiosk.form()->showQuestion(1);
    fixture.kiosk.form()->enter(QStringLiteral("13873000000"));
    workflow::State ended = fixture.scene("22-farewell");
    fixture.kiosk.show(ended);
    const std::vector<viewmodels::PageViewModel*> pages{
        fixture.kiosk.form(),       fixture.kiosk.record(),   fixture.kiosk.printing(),
        fixture.kiosk.scan(),       fixture.kiosk.review(),   fixture.kiosk.materials(),
        fixture.kiosk.submission(), fixture.kiosk.signature()};
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
  Fixture fixture;
  auto state = fixture.scene("14-form-table");
  fixture.kiosk.show(state);
  auto* form = fixture.kiosk.form();
  CHECK(form->kind() == viewmodels::FormViewModel::Table);
  CHECK(form->known()->count() == 4);
  CHECK(form->known()->value(1, "value").toString() == QStringLiteral("4306**********0019"));
  form->next();
  REQUIRE(form->kind() == viewmodels::FormViewModel::Phone);
  form->next();
  CHECK_FALSE(form->error().isEmpty());
  CHECK(fixture.sent.empty());
  for (int i = 0; i < 14; ++i) {
    form->type(QStringLiteral("1"));
  }
  CHECK(form->value().size() == 11);
  form->next();
  REQUIRE(fixture.last<workflow::SetAnswer>() != nullptr);
  // The machine refuses: the question stays, with its reason.
  state.session->answers["phone"] = {"phone", "11111111111"};
  state.session->fieldErrors["phone"] = "field.phone";
  fixture.kiosk.show(state);
  CHECK(form->kind() == viewmodels::FormViewModel::Phone);
  CHECK(form->error().contains(QStringLiteral("11 位")));
  form->enter(QStringLiteral("13873000000"));
  CHECK(form->shown() == QStringLiteral("138 7300 0000"));
  form->next();
  state.session->answers["phone"].value = "13873000000";
  state.session->fieldErrors.clear();
  fixture.kiosk.show(state);
  CHECK(form->kind() == viewmodels::FormViewModel::Choice);
  form->back();
  CHECK(form->kind() == viewmodels::FormViewModel::Phone);
  CHECK(form->value() == QStringLiteral("13873000000"));
  form->back();
  form->back();
  CHECK(fixture.last<workflow::Back>() != nullptr);
}

TEST_CASE("one answer is changed from the review and nothing else is asked", "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("17-review");
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.review()->doubts() == 1);
  fixture.kiosk.form()->edit(QStringLiteral("householdNumber"));
  state.step = workflow::Step::Form;
  fixture.kiosk.show(state);
  auto* form = fixture.kiosk.form();
  CHECK(form->field() == QStringLiteral("householdNumber"));
  form->enter(QStringLiteral("430624109"));
  form->next();
  REQUIRE(fixture.last<workflow::SetAnswer>() != nullptr);
  CHECK(fixture.last<workflow::SetAnswer>()->value == "430624109");
  state.session->answers["householdNumber"].value = "430624109";
  fixture.kiosk.show(state);
  QCoreApplication::processEvents();
  CHECK(fixture.last<workflow::Continue>() != nullptr);
}

TEST_CASE("a signature without ink or without a place to keep it has no page", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.signature()->sign({}, 3);
  REQUIRE(fixture.last<workflow::Signed>() != nullptr);
  CHECK(fixture.last<workflow::Signed>()->page == 0);
  fixture.kiosk.setSignatureKeeper([](const QImage&) { return domain::PageId{9}; });
  fixture.kiosk.signature()->sign(QImage(4, 4, QImage::Format_RGB32), 2);
  CHECK(fixture.last<workflow::Signed>()->page == 9);
}

TEST_CASE("troubles are told in words with their figures, never as a code", "[viewmodels]") {
  Fixture fixture;
  fixture.kiosk.show(fixture.scene("11-printing-paperout"));
  CHECK(fixture.kiosk.trouble()->what() ==
        QStringLiteral("打印纸用完了。已经出来 1 张，还差 2 张，请先收好。"));
  CHECK(fixture.kiosk.trouble()->help().contains(QStringLiteral("已通知")));
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
  QFile file(QString::fromStdString(places::source() / "docs/error-codes.md"));
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
  Fixture fixture;
  workflow::State state = fixture.scene("32-trouble-face");
  fixture.kiosk.show(state);
  const QString chinese = fixture.kiosk.trouble()->what();
  state.preferences.language = workflow::Language::English;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.english());
  CHECK(fixture.kiosk.trouble()->what() != chinese);
  const QRegularExpression han(QStringLiteral("\\p{Han}"));
  for (const auto& each : viewmodels::messageCodes()) {
    const auto words = viewmodels::message(each);
    INFO(each);
    CHECK_FALSE((words.what + words.kept + words.now + words.help).contains(han));
  }
  state.preferences.language = workflow::Language::Chinese;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.trouble()->what() == chinese);
}

TEST_CASE("a device of a class without words of its own is called what the registry calls it",
          "[viewmodels]") {
  Fixture fixture;
  auto state = fixture.scene("01-attract");
  auto item = *fixture.rules.items.front();
  item.needsDevices = {"scale"};
  fixture.rules.items = {std::make_shared<const catalog::ServiceItem>(item)};
  fixture.rules.deviceNames["scale"] = {"电子秤", "scale"};
  fixture.kiosk.setRules(fixture.rules);
  state.availability.devices.push_back({{"scale", "scale", {"scale"}, false}, false, "device.gone"});
  fixture.kiosk.show(state);
  REQUIRE(fixture.kiosk.attract()->problems()->count() == 1);
  CHECK(fixture.kiosk.attract()->problems()->value(0, "what").toString() ==
        QStringLiteral("电子秤现在不能用。"));
  state.availability.devices.back().instance.optional = true;
  state.step = workflow::Step::Items;
  fixture.kiosk.show(state);
  CHECK(fixture.kiosk.attract()->problems()->count() == 0);
  CHECK(fixture.kiosk.items()
            ->rows()
            ->value(0, "availability")
            .toString()
            .contains(QStringLiteral("电子秤现在不能用")));
}
