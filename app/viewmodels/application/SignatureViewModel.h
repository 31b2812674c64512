#pragma once
// The statement that is signed, and the signature itself.

#include "app/viewmodels/PageViewModel.h"

namespace xiaowu::viewmodels {

class SignatureViewModel final : public PageViewModel {
  Q_OBJECT
  QML_ELEMENT
  QML_UNCREATABLE("made by Kiosk")
  XIAOWU_SHOWN(QString, statement)

 public:
  using PageViewModel::PageViewModel;
  void update(const Scene& scene) override;
  /// Keeps a signature's picture and gives back its key for the Signed event (0: could not be kept).
  void setKeeper(std::function<domain::PageId(const QImage&)> keep);
  Q_INVOKABLE void sign(const QImage& picture, int strokes);

 private:
  std::function<domain::PageId(const QImage&)> m_keep;
};

}  // namespace xiaowu::viewmodels
