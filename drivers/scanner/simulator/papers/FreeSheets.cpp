#include "drivers/scanner/simulator/papers/FreeSheets.h"

#include "drivers/scanner/simulator/papers/internal/Effects.h"
#include "drivers/scanner/simulator/papers/internal/Sheets.h"

#include <algorithm>
#include <sstream>

namespace xiaowu::simulator {
namespace {

constexpr double kSideMargin = 28;  // on a sheet 210 mm wide
const Colour kCellRule{0.25, 0.25, 0.25};

std::vector<std::string> cellsOf(const std::string& text, char between) {
  std::vector<std::string> pieces;
  std::stringstream stream(text);
  for (std::string piece; std::getline(stream, piece, between);) {
    pieces.push_back(piece);
  }
  return pieces;
}

std::string withoutBlanks(const std::string& text) {
  const auto from = text.find_first_not_of(' ');
  return from == std::string::npos ? std::string() : text.substr(from, text.find_last_not_of(' ') - from + 1);
}

Face faceOf(const FreeSheet& sheet) {
  if (sheet.face == "Kai") {
    return Face::Kai;
  }
  return sheet.face == "Hei" ? Face::Hei : Face::Song;
}

void drawTable(Canvas& canvas, const FreeSheet& sheet, const std::vector<std::string>& cells, double& y,
               const TextStyle& style) {
  const double left = kSideMargin * sheet.width / 210;
  const double right = sheet.width - left;
  double total = 0;
  std::vector<double> widths;
  for (const auto& cell : cells) {
    widths.push_back(canvas.width(cell, style) + 4);
    total += widths.back();
  }
  TextStyle inside = style;
  const double squeeze = std::min(1.0, (right - left) / total);
  inside.size *= squeeze;
  const double spare = std::max(0.0, right - left - total) / static_cast<double>(cells.size());
  const double height = style.size * 2.2;
  double x = left;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    canvas.line(x, y - height / 2, x, y + height / 2, 0.22, kCellRule);
    canvas.text(x + 1.6, y, cells[at], inside);
    x += widths[at] * squeeze + spare;
  }
  canvas.line(right, y - height / 2, right, y + height / 2, 0.22, kCellRule);
  canvas.line(left, y - height / 2, right, y - height / 2, 0.22, kCellRule);
  canvas.line(left, y + height / 2, right, y + height / 2, 0.22, kCellRule);
  y += height;
}

void drawPlaced(Canvas& canvas, const FreeSheet& sheet, const std::string& line) {
  std::stringstream stream(line.substr(1));
  double x = 0;
  double y = 0;
  double size = 0;
  stream >> x >> y >> size;
  if (line[0] == '-') {
    double below = 0;
    stream >> below;
    canvas.line(x, y, size, below, 0.22, kCellRule);
    return;
  }
  std::string text;
  std::getline(stream, text);
  canvas.text(x, y, withoutBlanks(text), {faceOf(sheet), size, size > 10, 0, {0.06, 0.06, 0.07}});
}

void drawLine(Canvas& canvas, const FreeSheet& sheet, const std::string& line, double& y, double& foot) {
  const TextStyle body{faceOf(sheet), sheet.size, false, 0, {0.07, 0.07, 0.08}};
  const double left = kSideMargin * sheet.width / 210;
  const double right = sheet.width - left;
  const std::string text = line.size() > 2 ? line.substr(2) : std::string();
  switch (line[0]) {
    case '#':
      canvas.centred(sheet.width / 2, y, text, {Face::Song, sheet.size * 1.7, true, 0, {0.03, 0.03, 0.03}});
      y += sheet.size * 4;
      break;
    case '>':
      if (foot == 0) {
        y += sheet.size * 2;
        foot = y;
      }
      canvas.text(right - canvas.width(text, body) - (y > foot ? 6 : 0), y, text, body);
      y += sheet.size * 2;
      break;
    case '<':
      canvas.text(left, y, text, body);
      y += sheet.size * 1.9;
      break;
    case '|': {
      std::vector<std::string> cells;
      for (const auto& cell : cellsOf(line.substr(1), '|')) {
        cells.push_back(withoutBlanks(cell));
      }
      drawTable(canvas, sheet, cells, y, body);
      break;
    }
    case ':':
    case '-': drawPlaced(canvas, sheet, line); break;
    default: paragraph(canvas, "　　" + withoutBlanks(line), y, left, right, body);
  }
}

void stampOn(Canvas& canvas, const FreeSheet& sheet, double foot, std::mt19937_64& random) {
  SealStamp stamp;
  stamp.title = sheet.seal;
  stamp.x = sheet.sealX > 0 ? sheet.sealX : sheet.width - 58;
  stamp.y = sheet.sealX > 0 ? sheet.sealY : foot + 5;
  stamp.radius = sheet.height < 120 ? 13 : 19.5;
  stamp.degrees = static_cast<double>(random() % 21) - 10.0;
  canvas.stamp(stamp, random);
}

}  // namespace

Result<Image> captureFreeSheet(const FreeSheet& sheet, const CaptureCondition& condition) {
  std::mt19937_64 random(sheet.seed);
  Canvas canvas(sheet.width, sheet.height, condition.dpi, {0.975, 0.972, 0.965});
  double y = sheet.height * 0.13;
  double foot = 0;
  for (const auto& line : sheet.lines) {
    if (!line.empty()) {
      drawLine(canvas, sheet, line, y, foot);
    }
  }
  if (!sheet.seal.empty()) {
    stampOn(canvas, sheet, foot, random);
  }
  const Image picture = canvas.finish();
  return picture.empty() ? fail(errors::kPaper, Fault::Bug, "drawing failed")
                         : captured(picture, condition.settings, sheet.seed);
}

}  // namespace xiaowu::simulator
