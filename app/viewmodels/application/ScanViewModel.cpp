#include "app/viewmodels/application/ScanViewModel.h"

#include "app/session/PaperSides.h"
#include "app/viewmodels/Wording.h"
#include "app/viewmodels/application/PaperWords.h"
#include "app/workflow/SessionFacts.h"

namespace xiaowu::viewmodels {

namespace {

/// What was read, and what the resident or nobody yet has said of it.
QString readValue(const domain::ReadField& field, const QString& ownNumber) {
  if (field.value.empty()) {
    return ScanViewModel::tr("没有读到");
  }
  const QString value = wording::foundValue(QString::fromStdString(field.value), ownNumber);
  switch (field.resident) {
    case domain::ResidentWord::Same: return ScanViewModel::tr("%1（您对过了）").arg(value);
    case domain::ResidentWord::Different: return ScanViewModel::tr("%1（您说不一样）").arg(value);
    case domain::ResidentWord::CannotTell: return ScanViewModel::tr("%1（请工作人员看）").arg(value);
    case domain::ResidentWord::NotAsked: break;
  }
  return field.doubtful ? ScanViewModel::tr("%1（请看一看）").arg(value) : value;
}

/// The kind of paper that is being scanned.
std::string wantedType(const Scene& scene) {
  const auto& session = *scene.session();
  return session.materials[session.scanning].documentType;
}

/// Width of the words in ems: a hanzi has one, a digit of this weight six tenths.
double emsOf(const QString& words) {
  constexpr char32_t kHanziFrom = 0x2E80;
  constexpr double kHanzi = 1.02;
  constexpr double kDigit = 0.62;
  double ems = 0;
  for (const char32_t sign : words.toUcs4()) {
    ems += sign > kHanziFrom ? kHanzi : kDigit;
  }
  return ems;
}

}  // namespace

void ScanViewModel::update(const Scene& scene) {
  forget();
  tellPhase(scene);
  settle();
  Q_EMIT changed();
}

void ScanViewModel::forget() {
  m_phase = Place;
  m_fields->setRows({});
  m_picture = {};
  m_comparePicture = {};
  m_paperName.clear();
  m_title.clear();
  m_hint.clear();
  m_placePicture.clear();
  m_compareLabel.clear();
  m_compareValue.clear();
}

void ScanViewModel::tellPhase(const Scene& scene) {
  const auto* session = scene.session();
  const auto* wanted = session != nullptr && session->scanning < session->materials.size()
                           ? session->item->material(session->materials[session->scanning].code)
                           : nullptr;
  if (wanted == nullptr) {
    return;
  }
  m_code = QString::fromStdString(wanted->code);
  m_paperName = scene.text(wanted->name);
  m_paperPicture = scene.pictureOf(*wanted);
  m_canPromise = wanted->promiseAllowed;
  m_mayHandIn = workflow::mayHandInAnyway(*session);
  m_picture = scene.pictures.find(QStringLiteral("page-%1").arg(session->scannedPage));
  switch (session->scanPhase) {
    case workflow::ScanPhase::Place: tellPlace(scene); break;
    case workflow::ScanPhase::Scanning:
      m_phase = Scanning;
      m_title = tr("正在扫描，请不要动");
      m_hint = tr("通常 5 秒。想停下来，请按“返回”。");
      break;
    case workflow::ScanPhase::Reading:
      m_phase = Reading;
      m_title = tr("正在看这份材料");
      m_hint = tr("通常 3 秒。想停下来，请按“返回”。");
      break;
    case workflow::ScanPhase::Finding:
      if (session->finding) {
        tellFinding(scene, *session->finding);
      }
      break;
    case workflow::ScanPhase::Compare:
      if (session->finding) {
        tellComparison(scene, *session->finding);
      }
      break;
  }
}

void ScanViewModel::settle() {
  m_placing = m_phase == Place;
  m_comparing = m_phase == Compare;
  m_bad = m_phase == Bad;
  m_usable = m_phase == Good || m_phase == Doubtful || m_phase == Disputed;
  m_working = !m_bad && !m_usable && !m_comparing;
  m_offersPromise = m_bad && m_canPromise;
  m_offersStaff = m_bad && m_mayHandIn;
  m_heading = m_bad ? tr("这一份还不能用") : m_title;
  m_line = m_bad ? QString() : m_hint;
  m_example = m_placePicture.isEmpty() ? m_paperPicture : m_placePicture;
  m_remark = m_phase == Doubtful ? m_placePicture : QString();
  m_anotherText = m_phase == Disputed ? tr("就这样交，请工作人员核对") : tr("重新扫描");
  switch (m_phase) {
    case Place: m_proceedText = tr("开始扫描"); break;
    case Good:
    case Doubtful: m_proceedText = tr("使用这一页"); break;
    case Bad:
    case Disputed: m_proceedText = tr("重新扫描"); break;
    case Scanning:
    case Reading:
    case Compare: m_proceedText.clear(); break;
  }
}

void ScanViewModel::tellPlace(const Scene& scene) {
  const auto& session = *scene.session();
  const auto& material = session.materials[session.scanning];
  const auto& wanted = *session.item->material(material.code);
  m_phase = Place;
  m_title = tr("请把“%1”放在扫描台上").arg(m_paperName);
  m_hint = scene.text(wanted.hint);
  if (!wanted.twoSided()) {
    return;
  }
  const auto asked = workflow::sideAsked(session);
  const QString side = QString::fromUtf8(asked.data(), static_cast<qsizetype>(asked.size()));
  if (side.isEmpty()) {  // scanned again: whichever side lies there takes the place of the same one
    m_hint = tr("想重新扫描哪一面，就把哪一面朝上。另一面不用再扫。");
  } else if (material.sides.empty()) {
    m_title = tr("请把%1朝上，放在扫描台上").arg(sideName(scene, side));
    m_hint = tr("两面都要。两面印在同一张纸上的，扫一次就行。");
    m_placePicture = sidePicture(scene, side);
  } else {
    m_title = tr("请翻过来，再扫描%1").arg(sideName(scene, side));
    m_hint = tr("前一面已经收好了。");
    m_placePicture = sidePicture(scene, side);
  }
}

void ScanViewModel::tellComparison(const Scene& scene, const domain::Material& finding) {
  const auto now = workflow::comparing(finding);
  m_phase = Compare;
  if (now.field == nullptr) {
    return;
  }
  m_title = tr("请您看一看，上下两行一样吗？");
  m_hint = now.total > 1 ? tr("第 %1 处，共 %2 处。").arg(now.number).arg(now.total)
                         : tr("只有这一处机器没看太清楚。");
  if (wording::isReadDate(QString::fromStdString(now.field->value))) {
    m_hint = tr("%1写成 8 月还是 08 月没关系，日子一样就行。").arg(m_hint);
  }
  m_compareLabel = fieldName(scene, wantedType(scene), *now.field);
  m_compareValue = wording::readFieldValue(QString::fromStdString(now.field->value));
  m_comparePicture = scene.pictures.find(fieldCutName(scene.session()->scannedPage, now.field->cut));
  m_compareEms = emsOf(m_compareValue);
  m_compareShape = m_comparePicture.isNull()
                       ? 1
                       : static_cast<double>(m_comparePicture.width()) / m_comparePicture.height();
}

void ScanViewModel::tellFinding(const Scene& scene, const domain::Material& finding) {
  const auto asked = wantedType(scene);
  QList<Row> rows;
  QList<Row> different;
  const auto& card = scene.session()->card;
  const QString ownNumber = card ? QString::fromStdString(card->number) : QString();
  for (const auto& field : finding.fields) {
    const auto* side = field.side.empty() ? nullptr : finding.side(field.side);
    if (side != nullptr && side->page != scene.session()->scannedPage) {
      continue;  // of the side that was taken before
    }
    rows.append({fieldName(scene, asked, field), readValue(field, ownNumber), QString()});
    const bool isCopy = kindOfField(scene, asked, field).isCopy;
    if (field.resident == domain::ResidentWord::Different && !isCopy) {
      different.append(rows.last());
    }
  }
  tellStatus(scene, finding);
  if (m_phase == Bad) {
    return;
  }
  if (!different.isEmpty()) {
    m_phase = Disputed;
    rows = different;  // what the choice is about, and nothing else
    m_title = tr("有 %1 处和原件不一样").arg(different.size());
    m_hint = tr("最好重新扫描一次。也可以就这样交，由工作人员核对、改正。");
  } else if (m_phase != Disputed && finding.disputed()) {
    m_phase = Doubtful;
    m_title = tr("可以用，工作人员会再看一眼");
    m_hint = tr("看不清的地方，由工作人员核对。");
  }
  m_fields->setRows(rows);
}

void ScanViewModel::tellStatus(const Scene& scene, const domain::Material& finding) {
  switch (finding.status) {
    case domain::MaterialStatus::Good:
      m_phase = Good;
      m_title = tr("看清楚了，可以用");
      m_hint = tr("请看看读到的内容对不对。");
      return;
    case domain::MaterialStatus::Doubtful:
      if (const QString unfit = wording::unfitTitle(finding.reasons); !unfit.isEmpty()) {
        // Not "can be used": a better one first, staff's eyes second.
        m_phase = Disputed;
        m_title = unfit;
        m_hint = tr("%1没有更合适的，也可以就这样交，由工作人员核对。")
                     .arg(wording::findingReason(finding.reasons, {}));
        return;
      }
      m_phase = Doubtful;
      m_title = tr("可以用，工作人员会再看一眼");
      m_hint = wording::findingReason(finding.reasons, tr("带“请看一看”的，请和原件对一对。"));
      break;
    case domain::MaterialStatus::WrongPaper: tellWrongPaper(scene, finding); return;
    case domain::MaterialStatus::NoSeal:
      m_phase = Bad;
      m_title = tr("这份材料上没有找到公章");
      m_hint = wording::findingReason(finding.reasons,
                                      m_canPromise ? tr("请看看是不是放错了一面，也可以先承诺、以后补交。")
                                                   : tr("请看看是不是放错了一面，也可以请工作人员帮忙。"));
      break;
    default:
      m_phase = Bad;
      m_title = tr("这一页没有看清楚");
      m_hint = wording::findingReason(finding.reasons, tr("请放平、放正，不要折角，再扫一次。"));
      break;
  }
  m_placePicture = wording::findingPicture(finding.reasons);
}

void ScanViewModel::tellWrongPaper(const Scene& scene, const domain::Material& finding) {
  m_phase = Bad;
  const QString seems = QString::fromStdString(finding.seemsType);
  const auto& wanted = *scene.item()->material(m_code.toStdString());
  m_hint = scene.text(wanted.hint);
  if (!finding.reasons.empty() && finding.reasons.front() == session::reasons::kSameSide) {
    const auto asked = workflow::sideAsked(*scene.session());
    const QString side = QString::fromUtf8(asked.data(), static_cast<qsizetype>(asked.size()));
    m_title = tr("%1已经有了，还差%2").arg(sideName(scene, seems), sideName(scene, side));
    m_hint = tr("请把身份证翻过来，再扫一次。");
    m_placePicture = sidePicture(scene, side);
    return;
  }
  const auto kind = scene.paperKinds.constFind(seems);
  m_title = kind != scene.paperKinds.cend()
                ? tr("这看起来是“%1”，我们需要的是“%2”，像这样。").arg(scene.text(kind->name), m_paperName)
                : tr("这看起来不是“%1”。我们需要的像这样。").arg(m_paperName);
}

void ScanViewModel::proceed() {
  if (m_placing) {
    send(workflow::StartScan{});
  } else if (m_phase == Good || m_phase == Doubtful) {
    send(workflow::AcceptScan{});
  } else {
    send(workflow::RetakeScan{});
  }
}

void ScanViewModel::another() {
  if (m_phase == Disputed) {
    send(workflow::AcceptScan{});
  } else {
    send(workflow::RetakeScan{});
  }
}

void ScanViewModel::handInAnyway() {
  send(workflow::AcceptScan{});
}

void ScanViewModel::promise() {
  send(workflow::PromiseMaterial{m_code.toStdString()});
}

void ScanViewModel::saySame() {
  send(workflow::CompareField{domain::ResidentWord::Same});
}

void ScanViewModel::sayDifferent() {
  send(workflow::CompareField{domain::ResidentWord::Different});
}

void ScanViewModel::sayCannotTell() {
  send(workflow::CompareField{domain::ResidentWord::CannotTell});
}

}  // namespace xiaowu::viewmodels
