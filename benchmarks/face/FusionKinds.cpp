#include "benchmarks/face/FusionKinds.h"

#include <string>
#include <utility>

namespace xiaowu::bench {
namespace {

using simulator::Presentation;
using simulator::Scene;

Scene livingScene(Dice& dice, const char* person = "owner") {
  Scene scene;
  scene.person = person;
  auto& v = scene.variation;
  v.seed = static_cast<std::uint32_t>(dice.below(1'000'000));
  v.aside = dice.between(-25, 25);
  v.down = dice.between(-15, 15);
  v.nearer = dice.between(-30, 40);
  v.yaw = dice.between(-5, 5);
  v.pitch = dice.between(-4, 4);
  v.roll = dice.between(-4, 4);
  v.motion = dice.between(0.4, 1.6);
  v.light = dice.between(0.85, 1.12);
  v.warmth = dice.between(-0.04, 0.04);
  return scene;
}

Scene sheetScene(Dice& dice, Presentation presentation, const char* person = "owner") {
  auto scene = livingScene(dice, person);
  scene.presentation = presentation;
  auto& v = scene.variation;
  v.yaw = dice.between(-20, 20);
  v.pitch = dice.between(-15, 15);
  v.roll = dice.between(-6, 6);
  v.size = dice.coin() ? dice.between(0.9, 1.1)
                       : dice.between(0.55, 1.3);  // who knows about the measure of the eyes prints life-size
  v.ink = dice.coin() ? dice.between(0.8, 1.0)
                      : dice.between(0.3, 1.0);  // black toner shows in near infrared, ink hardly
  v.wear = dice.between(0, 1);
  v.bend = dice.between(70, 260) * (dice.below(4) == 0 ? -1 : 1);
  v.isBentAcross = dice.below(3) == 0;
  return scene;
}

Show showOf(Scene scene, bool acts = false) {
  Show show;
  show.first = scene;
  show.later = std::move(scene);
  show.acts = acts;
  return show;
}

Show swapped(Dice& dice, Scene first, Scene later) {
  Show show = showOf(std::move(first), true);
  show.later = std::move(later);
  show.swapTick = kTicksPerLook * (2 + dice.below(4));  // within the first window
  return show;
}

Show beside(Dice& dice) {
  auto scene = sheetScene(dice, dice.coin() ? Presentation::Photo : Presentation::Bent);
  scene.second = "other";
  return showOf(std::move(scene), true);
}

Show frozen(Dice& dice) {
  auto show = showOf(livingScene(dice));
  const int which = dice.below(3);
  show.freezesRgb = which != 1;
  show.freezesNir = which != 0;
  return show;
}

Show withoutNir(Dice& dice) {
  auto show = showOf(livingScene(dice));
  show.nirLoss = 1 + dice.below(3);
  return show;
}

Show filmed(Dice& dice) {
  auto scene = sheetScene(dice, Presentation::Filmed);
  scene.variation.yaw /= 2;  // the print in the picture has a tilt of its own
  scene.variation.pitch /= 2;
  return showOf(std::move(scene));
}

}  // namespace

const std::vector<Kind>& presentationKinds() {
  static const std::vector<Kind> all{
      {"live", false, false, [](Dice& dice) { return showOf(livingScene(dice), true); }},
      {"flat-print", true, false, [](Dice& dice) { return showOf(sheetScene(dice, Presentation::Photo)); }},
      {"filmed-print", true, true, filmed},
      {"bent-print", true, false, [](Dice& dice) { return showOf(sheetScene(dice, Presentation::Bent)); }},
      {"screen", true, false, [](Dice& dice) { return showOf(sheetScene(dice, Presentation::Screen)); }},
      {"other-photo", true, false,
       [](Dice& dice) { return showOf(sheetScene(dice, Presentation::Photo, "other")); }},
      {"print-beside-person", true, false, beside},
      {"swap-to-print", true, false,
       [](Dice& dice) {
         return swapped(dice, livingScene(dice, "other"),
                        sheetScene(dice, dice.coin() ? Presentation::Photo : Presentation::Bent));
       }},
      {"swap-to-owner", true, false,
       [](Dice& dice) {
         return swapped(dice, sheetScene(dice, Presentation::Photo), livingScene(dice, "other"));
       }},
      {"swap-person", true, false,
       [](Dice& dice) { return swapped(dice, livingScene(dice), livingScene(dice, "other")); }},
      {"mask", true, false,
       [](Dice& dice) {
         auto scene = livingScene(dice);
         scene.presentation = Presentation::Mask;
         return showOf(std::move(scene), true);
       }},
      {"nobody", true, false, [](Dice& dice) { return showOf(livingScene(dice, "")); }},
      {"frozen-stream", true, false, frozen},
      {"missing-stream", true, false, withoutNir},
      {"low-light", false, false,
       [](Dice& dice) {
         auto scene = livingScene(dice);
         scene.isDark = true;
         return showOf(std::move(scene), true);
       }},
  };
  return all;
}

}  // namespace xiaowu::bench
