#include "drivers/scanner/simulator/papers/SealSheets.h"

#include "drivers/scanner/simulator/papers/Papers.h"
#include "drivers/scanner/simulator/papers/internal/Canvas.h"
#include "drivers/scanner/simulator/papers/internal/Effects.h"
#include "drivers/scanner/simulator/papers/internal/Invented.h"

#include <array>
#include <cmath>
#include <numbers>

namespace xiaowu::simulator {
namespace {

constexpr double kWidth = 130;
constexpr double kHeight = 105;
constexpr std::array<Face, 3> kFaces{Face::Song, Face::Hei, Face::Kai};

double between(std::mt19937_64& random, double from, double to) {
  return from + (to - from) * static_cast<double>(random() % 10001) / 10000.0;
}

void print(Canvas& canvas, std::mt19937_64& random) {
  static constexpr std::array<const char*, 7> kLines{"特此证明，情况属实。",
                                                     "二〇二六年十一月二十一日",
                                                     "经办人：张建国　联系电话：0718-8221234",
                                                     "2026年11月21日",
                                                     "该户家庭情况属实，予以盖章。",
                                                     "（盖章）负责人签字：",
                                                     "本证明自开具之日起三十日内有效"};
  const Face face = kFaces[random() % kFaces.size()];
  const int lines = 2 + static_cast<int>(random() % 4);
  double y = between(random, 24, 36);
  for (int line = 0; line < lines; ++line) {
    canvas.text(between(random, 8, 30), y, kLines[random() % kLines.size()],
                {face, between(random, 4.2, 5.6), random() % 5 == 0, 0, {0.07, 0.07, 0.08}});
    y += between(random, 10, 17);
  }
}

void stamp(Canvas& canvas, const SealOrder& order, std::mt19937_64& random) {
  SealStamp seal{order.title,
                 order.centre,
                 between(random, 45, 85),
                 between(random, 42, 63),
                 between(random, 19, 22.5),
                 between(random, -25, 25)};
  if (order.code) {
    for (int digit = 0; digit < 13; ++digit) {
      seal.code += static_cast<char>('0' + random() % 10);
    }
  }
  seal.face = random() % 2 == 0 ? Face::Song : kFaces[random() % kFaces.size()];
  seal.letterHeight = between(random, 0.21, 0.27);
  seal.letterWidth = between(random, 0.6, 0.95);
  seal.letterDegrees = between(random, 19, 30);
  seal.ringMm = between(random, 0.8, 1.3);
  seal.wear = between(random, 0.1, 0.5);
  seal.ink = {between(random, 0.72, 0.9), between(random, 0.05, 0.2), between(random, 0.08, 0.24)};
  canvas.stamp(seal, random);
}

void circle(Canvas& canvas, double x, double y, double radius, double thickness, const Colour& colour) {
  constexpr int kSides = 48;
  for (int side = 0; side < kSides; ++side) {
    const double from = side * 2 * std::numbers::pi / kSides;
    const double to = (side + 1.1) * 2 * std::numbers::pi / kSides;
    canvas.line(x + radius * std::cos(from), y + radius * std::sin(from), x + radius * std::cos(to),
                y + radius * std::sin(to), thickness, colour);
  }
}

void frame(Canvas& canvas, double x, double y, double width, double height, double thickness,
           const Colour& colour) {
  canvas.line(x, y, x + width, y, thickness, colour);
  canvas.line(x, y + height, x + width, y + height, thickness, colour);
  canvas.line(x, y, x, y + height, thickness, colour);
  canvas.line(x + width, y, x + width, y + height, thickness, colour);
}

/// Two or three things that papers without a seal carry.
void graphics(Canvas& canvas, std::mt19937_64& random) {
  const Colour red{between(random, 0.7, 0.9), between(random, 0.05, 0.2), between(random, 0.08, 0.2)};
  const int count = 2 + static_cast<int>(random() % 2);
  for (int thing = 0; thing < count; ++thing) {
    const double x = between(random, 35, 95);
    const double y = between(random, 30, 75);
    switch (random() % 7) {
      case 0:
        canvas.centred(65, 14, "关于印发管理办法的通知",
                       {kFaces[random() % 3], between(random, 6, 9), true, 0, red});
        break;
      case 1: frame(canvas, 6, 6, kWidth - 12, kHeight - 12, between(random, 0.3, 1.4), red); break;
      case 2:  // an emblem: a filled disc with a rim of another colour
        for (double r = 0.4; r < 9; r += 0.8) {
          circle(canvas, x, y, r, 1, red);
        }
        circle(canvas, x, y, 9.8, 1.2, {0.85, 0.7, 0.2});
        break;
      case 3:  // a square stamp with two columns of letters
        frame(canvas, x - 10, y - 10, 20, 20, 1.1, red);
        canvas.centred(x, y - 4.5, "财务", {Face::Song, 7, true, 1, red});
        canvas.centred(x, y + 4.5, "之章", {Face::Song, 7, true, 1, red});
        break;
      case 4:
        canvas.line(x - 11, y, x + 11, y, 28, {0.3, 0.42, 0.7});
        canvas.line(x - 5, y + 2, x + 5, y + 2, 13, {0.86, 0.66, 0.56});
        break;  // a photo
      case 5:
        canvas.line(10, y, 120, y, between(random, 0.4, 1.5), red);
        canvas.line(10, y + 2, 120, y + 2, 0.4, red);
        break;
      default:
        circle(canvas, x, y, between(random, 4, 9), 0.8, random() % 2 == 0 ? red : Colour{0.1, 0.1, 0.12});
        break;  // a small round mark
    }
  }
}

}  // namespace

Result<Image> captureSeal(const SealOrder& order, const CaptureSettings& settings) {
  if (order.dpi < 72 || order.dpi > 600) {
    return fail(errors::kPaper, Fault::Bug, "dpi out of range");
  }
  std::mt19937_64 random(order.seed * 6364136223846793005ULL + 1442695040888963407ULL);
  const double light = between(random, 0.9, 0.985);
  Canvas canvas(kWidth, kHeight, order.dpi,
                {light, light - between(random, 0, 0.04), light - between(random, 0, 0.06)});
  const bool sealed = order.kind == SealSheetKind::Red || order.kind == SealSheetKind::GreyCopy;
  const bool under = random() % 4 != 0;  // else the seal lies on bare paper
  if (under || !sealed) {
    print(canvas, random);
  }
  if (sealed) {
    stamp(canvas, order, random);
  } else {
    graphics(canvas, random);
  }
  if (!canvas.good()) {
    return fail(errors::kPaper, Fault::Bug, "drawing failed");
  }
  const bool grey = order.kind == SealSheetKind::GreyCopy || order.kind == SealSheetKind::NoSealGrey;
  return captured(grey ? greyCopy(canvas.finish()) : canvas.finish(), settings, order.seed);
}

}  // namespace xiaowu::simulator
