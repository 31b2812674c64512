#include "ScenePictures.h"

#include <QLinearGradient>
#include <QPainter>

namespace xiaowu::pagestest {

QImage cutPicture(const QString& words) {
  QImage picture(60 + static_cast<int>(words.size()) * (words.at(0).unicode() > 0x2E80 ? 26 : 14), 44,
                 QImage::Format_RGB32);
  picture.fill(QColor(0xF4, 0xF0, 0xE6));
  QPainter painter(&picture);
  painter.rotate(0.4);
  painter.setPen(QColor(0x33, 0x2E, 0x2E));
  QFont font(QStringLiteral("Noto Sans CJK SC"));
  font.setPixelSize(25);
  painter.setFont(font);
  painter.drawText(picture.rect(), Qt::AlignCenter, words);
  return picture;
}

QImage cameraPicture() {
  QImage picture(720, 720, QImage::Format_RGB32);
  QPainter painter(&picture);
  QLinearGradient wall(0, 0, 0, 720);
  wall.setColorAt(0, QColor(0xD9, 0xE2, 0xEC));
  wall.setColorAt(1, QColor(0xB4, 0xC3, 0xD2));
  painter.fillRect(picture.rect(), wall);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0x35, 0x4A, 0x63));
  painter.drawEllipse(QRect(120, 520, 480, 460));
  painter.setBrush(QColor(0xE3, 0xB8, 0x96));
  painter.drawRect(QRect(310, 440, 100, 120));
  painter.drawEllipse(QRect(240, 180, 240, 310));
  painter.setBrush(QColor(0x2B, 0x24, 0x22));
  painter.drawChord(QRect(232, 160, 256, 260), 0, 180 * 16);
  return picture;
}

QImage scannedPage() {
  QImage picture(1000, 700, QImage::Format_RGB32);
  picture.fill(QColor(0xFB, 0xF8, 0xF0));
  QPainter painter(&picture);
  painter.setPen(QPen(QColor(0x55, 0x44, 0x44), 2));
  painter.setFont(QFont(QStringLiteral("Noto Sans CJK SC"), 30));
  painter.drawText(QRect(0, 30, 1000, 70), Qt::AlignCenter, QStringLiteral("户 主 页"));
  painter.setFont(QFont(QStringLiteral("Noto Sans CJK SC"), 20));
  const QStringList lines{QStringLiteral("户别    家庭户        户主姓名    李伟"),
                          QStringLiteral("户号    430624108"),
                          QStringLiteral("住址    湖南省湘阴县清溪镇东风路18号2栋301室")};
  for (int i = 0; i < lines.size(); ++i) {
    painter.drawRect(QRect(60, 130 + i * 110, 880, 110));
    painter.drawText(QRect(90, 130 + i * 110, 850, 110), Qt::AlignVCenter, lines.at(i));
  }
  painter.setPen(QPen(QColor(0xC8, 0x2A, 0x22), 6));
  painter.drawEllipse(QRect(700, 480, 180, 180));
  return picture;
}

}  // namespace xiaowu::pagestest
