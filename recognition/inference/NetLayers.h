#pragma once
// Layers that packaging/setup/ocr_rewrite.py writes into PP-OCR's nets and that OpenCV's dnn does not have.
// OpenCV 4.6 computes HardSwish and depthwise convolutions of 5 × 5 one number at a time, and they were half
// of a page's time; here they are one pass in vectors.

namespace xiaowu::inference {

/// Makes the layers known to OpenCV; before a net is read. Cheap when done before; any thread.
/// - XiaowuDepthwise: one filter per channel (weights [C,1,K,K], K 3 or 5, and [C]), then HardSwish if
/// `swish`
///   is 1, then × `gain` + `offset`. `step_y`, `step_x` 1 or 2. K / 2 pixels around the map count as
///   `outside`.
/// - XiaowuSwish: HardSwish, × `gain` + `offset`.
void registerNetLayers();

}  // namespace xiaowu::inference
