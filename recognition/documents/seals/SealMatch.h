#pragma once
// Is what a seal reads as one of the issuers that a service item expects? Pure functions; any thread. The
// answer is about letters: it never says that a seal is genuine.

#include "recognition/documents/DocumentReading.h"

#include <string>
#include <string_view>
#include <vector>

namespace xiaowu::documents {

enum class SealVerdict {
  Matching,     ///< reads as one of the expected issuers
  Missing,      ///< no seal on the page
  GreyCopy,     ///< only a ring without red: a copy
  Unreadable,   ///< too little or too unsurely read, or two issuers are equally near: a person has to look
  WrongIssuer,  ///< reads clearly as something else
};

/// "matching", "missing", "grey-copy", "unreadable", "wrong-issuer".
[[nodiscard]] std::string_view sealVerdictName(SealVerdict verdict);

struct SealMatch {
  SealVerdict verdict = SealVerdict::Missing;
  std::string issuer;   ///< Matching: the expected issuer, with '*' filled by what was read
  std::string readsAs;  ///< what the seal reads as, empty when nothing was read
  double distance = 1;  ///< edits per letter of the nearest expected issuer, 0 … 1
};

/// `expectedIssuers`: full names or patterns in which one '*' stands for at least two letters
/// ("*村民委员会"); alternatives may also be joined by '|'. A letter may differ from the expected one only
/// where it may also be that one (`also`, as in Seal), and not in a county's name that the table has:
/// neighbouring villages and counties differ in one letter. Such letters may be one in five; a name that is
/// near but for a letter that nobody saw is unreadable: a person has to look. An empty list matches any text
/// that was read. `confidence` below 0.5 is unreadable whatever the letters, and nothing read with less than
/// 0.8 is called a wrong issuer.
[[nodiscard]] SealMatch matchIssuer(std::string_view text, double confidence,
                                    const std::vector<std::string>& expectedIssuers,
                                    const std::vector<std::string>& also = {});

/// The same for all seals of a page: matching before wrong issuer before unreadable before a grey copy.
[[nodiscard]] SealMatch matchSeals(const std::vector<Seal>& seals,
                                   const std::vector<std::string>& expectedIssuers);

}  // namespace xiaowu::documents
