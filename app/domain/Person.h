#pragma once
// Words about persons that the domain shares with the card readers.

#include "drivers/api/IdCard.h"

namespace xiaowu::domain {

using drivers::CardKind;
using drivers::Sex;

}  // namespace xiaowu::domain
