#pragma once
// What stays in this machine of a case when its session ends. Plain values, nothing personal.

#include "core/base/Uuid.h"

namespace xiaowu::domain {

/// The page says so when a session ends or goes back to the guide. EarlierDraft: without what could not be
/// saved at the end. Delivered: the platform has it, the sealed copy here is deleted by itself.
enum class Remains { Nothing, Discarded, Draft, EarlierDraft, Stored, Delivered };

/// Of the session's case, as the outbox has answered so far.
struct DraftFate {
  bool saved = false;   ///< what was written at some time is on the disk
  bool behind = false;  ///< what was written last is not: it could not be saved
  bool told = false;    ///< and he knows
};

/// Of the case of the session that ended, until its last save is answered.
struct LeftDraft {
  Uuid caseId;                           ///< its id says nothing about the person
  Remains otherwise = Remains::Nothing;  ///< if the last save fails
};

}  // namespace xiaowu::domain
