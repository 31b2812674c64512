#pragma once
// A letter and the seal on it: the seal names the organ a second time.

#include "recognition/documents/fields/DocumentTypes.h"
#include "recognition/documents/DocumentReading.h"

namespace xiaowu::documents {

/// For a type that is free text: holds the organ against the seals that were read ("agrees-with-seal"),
/// offers a seal's organ, doubtful, where the text names none; and takes a page that is not certain to be
/// such a letter as one all the same, `typeDoubtful`, when person, organ and a red seal are there.
/// A letter that no organ signed is `typeDoubtful` as well. Else nothing.
void settleLetter(const DocumentType& type, DocumentReading& reading);

}  // namespace xiaowu::documents
