#include "app/viewmodels/application/PaperWords.h"

#include "app/viewmodels/Wording.h"

namespace xiaowu::viewmodels {

QString sideName(const Scene& scene, const QString& documentType) {
  const QString name = scene.text(scene.paperKinds.value(documentType).side);
  return name.isEmpty() ? wording::otherSide() : name;
}

QString sidePicture(const Scene& scene, const QString& documentType) {
  return scene.paperKinds.value(documentType).picture;
}

PaperKind::Field kindOfField(const Scene& scene, const std::string& asked, const domain::ReadField& field) {
  const auto type = QString::fromStdString(field.side.empty() ? asked : field.side);
  return scene.paperKinds.value(type).fields.value(QString::fromStdString(field.name));
}

QString fieldName(const Scene& scene, const std::string& asked, const domain::ReadField& field) {
  const QString name = scene.text(kindOfField(scene, asked, field).label);
  return name.isEmpty() ? wording::otherField() : name;
}

}  // namespace xiaowu::viewmodels
