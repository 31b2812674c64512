#include "tools/demo/Player.h"

#include <QThread>

#include <cstdio>

namespace xiaowu::demo {
namespace {

/// Runs the steps in order and stops at the first that fails.
Result<void> inOrder(std::initializer_list<std::function<Result<void>()>> steps) {
  for (const auto& each : steps) {
    if (auto done = each(); !done) {
      return done;
    }
  }
  return {};
}

}  // namespace

std::int64_t Player::mechanicalMs(const char* mechanics) {
  if (mechanics == nullptr) {
    return 0;
  }
  const auto metrics = m_kiosk.command(QStringLiteral("metrics"));
  return metrics ? (*metrics)[QStringLiteral("mechanicalMs")].toObject()[QLatin1String(mechanics)].toInteger()
                 : 0;
}

void Player::think(std::chrono::milliseconds time) {
  // A person reading: scripted time, set apart in the timeline.
  QThread::msleep(static_cast<unsigned long>(time.count()));
  m_human += time.count();
}

Result<void> Player::step(const QString& name, const Doing& doing, const char* mechanics) {
  TimelineEntry entry;
  entry.part = m_part;
  entry.step = name;
  const auto mechanical = mechanicalMs(mechanics);
  m_human = 0;
  entry.startMs = m_timeline.nowMs();
  const auto done = doing();
  entry.durationMs = m_timeline.nowMs() - entry.startMs;
  entry.humanMs = m_human;
  entry.mechanicalMs = mechanicalMs(mechanics) - mechanical;
  if (m_options.print) {
    std::printf("  %-28s %6lld ms machine  (%lld ms in all)%s\n", name.toUtf8().constData(),
                static_cast<long long>(entry.machineMs()), static_cast<long long>(entry.durationMs),
                done ? "" : "  FAILED");
    std::fflush(stdout);
  }
  m_timeline.add(entry);
  if (!m_options.pictures.empty()) {
    QThread::msleep(300);  // outside of the timed step: the page has stopped sliding in
    const auto file =
        m_options.pictures /
        QStringLiteral("%1-%2.png").arg(++m_pictureCount, 2, 10, QLatin1Char('0')).arg(name).toStdString();
    const auto taken = m_kiosk.command(QStringLiteral("ui.screenshot"),
                                       {{QStringLiteral("file"), QString::fromStdString(file.string())}});
    if (!taken && done) {
      return fail(taken.error());
    }
  }
  return done ? Result<void>{} : fail(withContext(done.error(), "step " + name.toStdString()));
}

Result<void> Player::touch(const QString& name) {
  think(m_options.readingTime);
  return m_kiosk.tap(name);
}

Result<void> Player::reach(const QString& touched, const QString& page) {
  return inOrder({[&] { return touch(touched); }, [&] { return m_kiosk.waitForStep(page); }});
}

Result<void> Player::stepTo(const QString& name, const QString& touched, const QString& page,
                            const char* mechanics) {
  return step(name, [&] { return reach(touched, page); }, mechanics);
}

Result<void> Player::putCard(const QString& person) {
  const auto put = m_kiosk.command(QStringLiteral("card.put"), {{QStringLiteral("person"), person}});
  return put ? Result<void>{} : fail(put.error());
}

Result<void> Player::finish(const QString& leave, const QString& stars) {
  const auto removeCard = [this]() -> Result<void> {
    const auto removed = m_kiosk.command(QStringLiteral("card.remove"));
    return removed ? Result<void>{} : fail(removed.error());
  };
  // A card that is laid before the kiosk has seen the plate empty would count as the one left over.
  const auto plateEmpty = [this]() -> Result<void> {
    const auto seen = m_kiosk.waitForStatus(
        [](const QJsonObject& status) { return !status[QStringLiteral("cardLeftOver")].toBool(); },
        QStringLiteral("the empty plate"));
    return seen ? Result<void>{} : fail(seen.error());
  };
  return inOrder(
      {[&] {
         return step(QStringLiteral("rating"), [&] {
           return inOrder(
               {[&] { return touch(leave); }, [&] { return m_kiosk.waitForStep(QStringLiteral("rating")); }});
         });
       },
       [&] {
         return step(QStringLiteral("farewell"), [&] {
           return inOrder({[&] { return touch(stars); },
                           [&] { return m_kiosk.waitForStep(QStringLiteral("farewell")); }, removeCard});
         });
       },
       [&] {
         return step(QStringLiteral("attract-again"), [&] {
           return inOrder({[&] { return touch(QStringLiteral("回到首页")); },
                           [&] { return m_kiosk.waitForStep(QStringLiteral("attract")); }, plateEmpty});
         });
       }});
}

Result<void> Player::noteProof(ProofOutcome& outcome) {
  const auto status = m_kiosk.command(QStringLiteral("status"));
  if (!status) {
    return fail(status.error());
  }
  outcome.verifyUrl = (*status)[QStringLiteral("verifyUrl")].toString();
  outcome.checkCode = (*status)[QStringLiteral("checkCode")].toString();
  outcome.sheets = (*status)[QStringLiteral("sheetsOut")].toInt();
  return {};
}

Result<ProofOutcome> Player::recordQuery(const QString& person) {
  m_part = QStringLiteral("recordQuery");
  ProofOutcome outcome;
  const auto showFace = [&]() -> Result<void> {
    const auto shown = m_kiosk.command(QStringLiteral("face.show"), {{QStringLiteral("person"), person}});
    return shown ? Result<void>{} : fail(shown.error());
  };
  const auto played = inOrder({
      [&] {
        return step(QStringLiteral("attract"),
                    [&] { return m_kiosk.waitForStep(QStringLiteral("attract")); });
      },
      [&] { return stepTo(QStringLiteral("items"), QStringLiteral("开始办理"), QStringLiteral("items")); },
      [&] {
        return stepTo(QStringLiteral("guide"), QStringLiteral("不动产登记信息查询"), QStringLiteral("guide"));
      },
      [&] { return stepTo(QStringLiteral("consent"), QStringLiteral("下一步"), QStringLiteral("consent")); },
      [&] { return stepTo(QStringLiteral("card"), QStringLiteral("同意"), QStringLiteral("card")); },
      [&] {
        return step(
            QStringLiteral("card-read"),
            [&] {
              return inOrder({[&] { return putCard(person); },
                              [&] { return m_kiosk.waitForStep(QStringLiteral("faceConsent")); }});
            },
            "idcard");
      },
      [&] {
        return step(QStringLiteral("face"), [&] {
          return inOrder({showFace, [&] { return reach(QStringLiteral("同意"), QStringLiteral("face")); }});
        });
      },
      [&] {
        return step(QStringLiteral("record"), [&] { return m_kiosk.waitForStep(QStringLiteral("record")); });
      },
      [&] {
        return stepTo(QStringLiteral("printing"), QStringLiteral("打印"), QStringLiteral("printing"),
                      "printer");
      },
      [&] {
        return step(
            QStringLiteral("printed"),
            [&] {
              return inOrder({[&] { return m_kiosk.waitForStep(QStringLiteral("result")); },
                              [&] { return noteProof(outcome); }});
            },
            "printer");
      },
      [&] { return finish(QStringLiteral("完成"), QStringLiteral("非常满意")); },
  });
  if (!played) {
    return fail(played.error());
  }
  return outcome;
}

Result<void> Player::scan(const QString& material, const QString& person) {
  const auto lay = [&]() -> Result<void> {
    const auto put = m_kiosk.command(QStringLiteral("scan.put"), {{QStringLiteral("document"), material},
                                                                  {QStringLiteral("person"), person}});
    return put ? Result<void>{} : fail(put.error());
  };
  return inOrder({
      [&] {
        return step(QStringLiteral("scan-") + material, [&] {
          return inOrder({[&] { return touch(QStringLiteral("扫描")); },
                          [&] { return m_kiosk.waitForStep(QStringLiteral("scan")); }});
        });
      },
      lay,  // a person with paper in hand: rendering it is the simulator's business, not the machine's
      [&] {
        return step(
            QStringLiteral("read-") + material,
            [&] {
              return inOrder({[&] { return touch(QStringLiteral("开始扫描")); },
                              [&]() -> Result<void> {
                                const auto found =
                                    m_kiosk.command(QStringLiteral("ui.wait"),
                                                    {{QStringLiteral("name"), QStringLiteral("使用这一页")},
                                                     {QStringLiteral("timeoutMs"), 60'000}},
                                                    std::chrono::seconds{65});
                                return found ? Result<void>{} : fail(found.error());
                              }});
            },
            "scanner");
      },
      [&] {
        return step(QStringLiteral("accept-") + material, [&] {
          return inOrder({[&] { return touch(QStringLiteral("使用这一页")); },
                          [&] { return m_kiosk.waitForStep(QStringLiteral("materials")); }});
        });
      },
  });
}

Result<void> Player::fillForm() {
  const auto type = [&](const QString& digits) {
    think(m_options.readingTime);
    return m_kiosk.type(digits);
  };
  const auto next = [&] { return touch(QStringLiteral("下一步")); };
  return inOrder({[&] { return step(QStringLiteral("form-card"), [&] { return next(); }); },
                  [&] {
                    return step(QStringLiteral("form-phone"), [&] {
                      return inOrder({[&] { return type(QStringLiteral("13812345678")); }, next});
                    });
                  },
                  [&] {
                    return step(QStringLiteral("form-child"), [&] {
                      return inOrder({[&] { return touch(QStringLiteral("第一个")); }, next});
                    });
                  },
                  [&] {
                    return step(QStringLiteral("form-date"), [&] {
                      return inOrder({[&] { return type(QStringLiteral("20270315")); }, next,
                                      [&] { return m_kiosk.waitForStep(QStringLiteral("materials")); }});
                    });
                  }});
}

Result<void> Player::sign() {
  think(m_options.readingTime);
  const QJsonArray first{QJsonArray{0.2, 0.3}, QJsonArray{0.45, 0.3}, QJsonArray{0.3, 0.7}};
  const QJsonArray second{QJsonArray{0.55, 0.25}, QJsonArray{0.6, 0.75}, QJsonArray{0.8, 0.4}};
  for (const auto& points : {first, second}) {
    const auto drawn = m_kiosk.command(
        QStringLiteral("ui.stroke"),
        {{QStringLiteral("name"), QStringLiteral("签名框")}, {QStringLiteral("points"), points}});
    if (!drawn) {
      return fail(drawn.error());
    }
  }
  return {};
}

Result<void> Player::awaitReceipt(ApplicationOutcome& outcome) {
  const auto status = m_kiosk.waitForStatus(
      [](const QJsonObject& each) {
        return each[QStringLiteral("step")].toString() == QStringLiteral("receipt");
      },
      QStringLiteral("the receipt"), std::chrono::seconds{40});
  if (!status) {
    return fail(status.error());
  }
  outcome.caseId = (*status)[QStringLiteral("caseId")].toString();
  outcome.state = (*status)[QStringLiteral("submission")].toString();
  outcome.caseNumber = (*status)[QStringLiteral("caseNumber")].toString();
  return {};
}

Result<ApplicationOutcome> Player::application(const QString& person) {
  m_part = QStringLiteral("application");
  ApplicationOutcome outcome;
  const auto played = inOrder({
      [&] { return stepTo(QStringLiteral("items"), QStringLiteral("开始办理"), QStringLiteral("items")); },
      [&] {
        return stepTo(QStringLiteral("guide"), QStringLiteral("生育服务登记"), QStringLiteral("guide"));
      },
      [&] { return stepTo(QStringLiteral("consent"), QStringLiteral("下一步"), QStringLiteral("consent")); },
      [&] { return stepTo(QStringLiteral("card"), QStringLiteral("同意"), QStringLiteral("card")); },
      [&] {
        return step(
            QStringLiteral("card-read"),
            [&] {
              return inOrder({[&] { return putCard(person); },
                              [&] { return m_kiosk.waitForStep(QStringLiteral("form")); }});
            },
            "idcard");
      },
      [&] { return fillForm(); },
      [&] { return scan(QStringLiteral("marriage"), person); },
      [&] { return scan(QStringLiteral("hukou"), person); },
      [&] { return scan(QStringLiteral("letter"), person); },
      [&] { return stepTo(QStringLiteral("review"), QStringLiteral("下一步"), QStringLiteral("review")); },
      [&] {
        return stepTo(QStringLiteral("signature"), QStringLiteral("确认"), QStringLiteral("signature"));
      },
      [&] { return step(QStringLiteral("signed"), [&] { return sign(); }); },
      [&] {
        return step(QStringLiteral("receipt"), [&] {
          return inOrder(
              {[&] { return touch(QStringLiteral("签好了")); }, [&] { return awaitReceipt(outcome); }});
        });
      },
      [&] { return finish(QStringLiteral("完成"), QStringLiteral("满意")); },
  });
  if (!played) {
    return fail(played.error());
  }
  return outcome;
}

}  // namespace xiaowu::demo
