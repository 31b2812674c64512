#pragma once
// The pictures that pages show: scanned pages, QR codes. Personal, so they live in memory only, are handed to
// QML as values (an image provider's cache would outlive the session), and clear() forgets all of them. GUI
// thread only.

#include <QImage>
#include <QMap>
#include <QString>

namespace xiaowu::viewmodels {

class Pictures {
 public:
  [[nodiscard]] QImage find(const QString& name) const { return m_pictures.value(name); }
  void put(const QString& name, const QImage& picture) { m_pictures.insert(name, picture); }
  void remove(const QString& name) { m_pictures.remove(name); }
  void removeAllOf(const QString& prefix) {
    m_pictures.removeIf([&](const auto& each) { return each.key().startsWith(prefix); });
  }
  void clear() { m_pictures.clear(); }

 private:
  QMap<QString, QImage> m_pictures;
};

/// The name of the n-th crop of a page.
[[nodiscard]] QString fieldCutName(std::uint64_t page, int cut);

/// The QR code of `text` (core/image/Qr.h), one pixel per module with the quiet zone; null for an empty text
/// and for one that is too long.
[[nodiscard]] QImage qrPicture(const QString& text);

}  // namespace xiaowu::viewmodels
