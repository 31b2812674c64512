#pragma once
// What the kinds of paper are called on the pages of materials and scanning, from kiosk-config/documents.

#include "app/viewmodels/Scene.h"

namespace xiaowu::viewmodels {

/// A side of a paper of two sides, in the middle of a sentence: "有照片的一面".
[[nodiscard]] QString sideName(const Scene& scene, const QString& documentType);
[[nodiscard]] QString sidePicture(const Scene& scene, const QString& documentType);

/// What the paper's kind says of one of its fields. `asked`: the kind that is asked for.
[[nodiscard]] PaperKind::Field kindOfField(const Scene& scene, const std::string& asked,
                                           const domain::ReadField& field);
[[nodiscard]] QString fieldName(const Scene& scene, const std::string& asked, const domain::ReadField& field);

}  // namespace xiaowu::viewmodels
