#include "core/storage/ErrorCodes.h"

#include <cerrno>

namespace xiaowu::storage {

tl::unexpected<Error> failFor(const ErrorCodes& codes, Cause cause, std::string detail) {
  switch (cause) {
    case Cause::DiskFull: return fail(codes.diskFull, Fault::ServiceUnavailable, std::move(detail));
    case Cause::Damaged: return fail(codes.damaged, Fault::ServiceUnavailable, std::move(detail));
    case Cause::TooNew: return fail(codes.tooNew, Fault::AttendantNeeded, std::move(detail));
    case Cause::WrongUse: return fail(codes.unavailable, Fault::Bug, std::move(detail));
    case Cause::Unavailable: break;
  }
  return fail(codes.unavailable, Fault::ServiceUnavailable, std::move(detail));
}

Cause causeOfErrno(int error) {
  const bool noRoom = error == ENOSPC || error == EDQUOT || error == EFBIG;
  return noRoom ? Cause::DiskFull : Cause::Unavailable;
}

}  // namespace xiaowu::storage
