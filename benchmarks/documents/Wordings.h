#pragma once
// Papers in wordings and editions of their own, from the text files in wordings/. They were written before
// the rules that read them; those whose file ends in "unseen" are looked at for figures only.
//
// A file is a list of papers. "== id SIZE FACE mm [type]" begins one: SIZE is A4, A5 or WIDTHxHEIGHT in mm,
// mm the size of the letters, type "letter" or, in outside*.txt, "unknown" unless it says another. Then, line
// by line:
//   @org=…  @seal=… (a name; "none"; or "x y name")  @orgprint=… what stands at the foot   @truth a=…;b=…
//   # title   > right   < left   | cell | cell   : x y size text   - x1 y1 x2 y2 (a ruled line)
//   anything else: a paragraph. {name}, {id}, {addr}, {date:a} … are filled in from the paper's seed.

#include "benchmarks/documents/Papers.h"

namespace xiaowu::bench {

/// Papers of wordings/*-<part>.txt, each in two conditions; `part` is "dev" or "unseen".
[[nodiscard]] std::vector<Paper> wordingPapers(const std::string& part, bool knownDpi);

}  // namespace xiaowu::bench
