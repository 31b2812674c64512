#pragma once
// A paper of two persons, seen from the applicant. A pure function.

#include "core/domain/Case.h"
#include "recognition/documents/fields/DocumentTypes.h"

#include <string>
#include <vector>

namespace xiaowu::session {

/// Appends what the paper says of the one who is not the applicant ("spouse_name" beside "name_b"): copies of
/// the paper's own fields, crop and doubt included. Nothing where neither number is the applicant's, or where
/// the original was not read.
void addCounterpart(const documents::Counterpart& counterpart, const std::string& applicantNumber,
                    std::vector<domain::ReadField>& fields);

}  // namespace xiaowu::session
