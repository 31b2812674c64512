#include "app/viewmodels/identity/Attempts.h"

#include "app/viewmodels/identity/FaceViewModel.h"

namespace xiaowu::viewmodels {

QString attemptsIn(int inVain) {
  if (inVain <= 0 || inVain >= workflow::kAttemptsMax) {
    return {};
  }
  return FaceViewModel::tr("第 %1 次，最多 %2 次").arg(inVain + 1).arg(workflow::kAttemptsMax);
}

bool cardAway(const workflow::State& state) {
  return state.timerRunning[static_cast<std::size_t>(workflow::TimerKind::HolderAway)];
}

}  // namespace xiaowu::viewmodels
