#include "app/viewmodels/application/DraftViewModel.h"

namespace xiaowu::viewmodels {

void DraftViewModel::update(const Scene& /*scene*/) {}  // the page has fixed words only

void DraftViewModel::open() {
  send(workflow::OpenDraft{true});
}

void DraftViewModel::beginAnew() {
  send(workflow::OpenDraft{false});
}

}  // namespace xiaowu::viewmodels
