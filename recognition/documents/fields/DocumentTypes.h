#pragma once
// The kinds of paper we can read, as data: one file per type in kiosk-config/documents, validated by
// document.schema.json beside them.

#include "core/base/Result.h"
#include "core/domain/LocalText.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaowu::documents {

struct FreeTextWords;

struct Keyword {
  std::string text;
  double weight = 1;
};

/// What a letter states, found by what it is and not by its wording.
enum class Fact {
  None,
  Name,    ///< of the person that the letter is about
  Number,  ///< that person's
  Place,   ///< where that person lives
  Organ,   ///< that signed
  Date,    ///< on which it did
};

/// One way to find a value; the ways of a field are tried in order until one gives a value.
struct FieldSource {
  std::string label;         ///< value stands right of it
  bool below = false;        ///< or in the row under it, when nothing stands right of it
  int nth = 1;               ///< which of the equal labels, counted from the top
  bool severalRows = false;  ///< value goes on in the next rows until a row that starts with a label
  /// Left, top, right, bottom as shares of the page; only used when the page's edges were found (a pattern
  /// with a zone needs them).
  std::optional<std::array<double, 4>> zone;
  std::string pattern;     ///< regular expression with one group, on the text of the whole page or …
  bool perRow = false;     ///< … on each row
  bool last = false;       ///< the last match instead of the first
  Fact fact = Fact::None;  ///< a fact of a letter; only for types that are free text
  /// Which of the persons of a paper of several the label belongs to, 1 or 2; 0: no matter. Wherever they
  /// stand: one below the other or side by side.
  int person = 0;
};

enum class FieldKind {
  Text,
  Name,
  Date,
  Sex,
  IdNumber,      ///< GB 11643
  CreditCode,    ///< GB 32100
  BankCard,      ///< 16 … 19 digits, Luhn
  PropertyUnit,  ///< 28 characters, GB/T 37346
  Validity,      ///< 有效期限 of an ID card
  Place,         ///< text that begins with an administrative division: an address, an office
  Code,          ///< fits `format`
};

struct FieldRule {
  std::string name;
  FieldKind kind = FieldKind::Text;
  std::string role;
  std::string format;              ///< Code only: '#' digit, everything else stands for itself
  std::vector<std::string> oneOf;  ///< closed list; a value outside is doubtful
  double confidenceMin = 0;        ///< below it the value is doubtful
  std::vector<FieldSource> sources;
  /// Text only: characters that can stand there; empty: all. A reader's second thought counts where its first
  /// cannot be.
  std::string alphabet{};
  domain::LocalText label{};  ///< what residents and staff call it
};

/// A relation between two fields of one page. Kinds: birth-matches-number, sex-matches-number, equals-one-of,
/// year-matches, area-matches-code (the first six digits of `with` are the county that `field` begins with; a
/// difference proves nothing).
struct CrossCheck {
  std::string kind;
  std::string field;
  std::vector<std::string> with;
};

/// A paper of two persons, seen by one of them: what it says of the other, under names of its own.
struct Counterpart {
  struct Field {
    std::string name;
    domain::LocalText label;
    std::array<std::string, 2> from;  ///< of the first and of the second person on the paper
  };
  std::array<std::string, 2> numbers;  ///< the fields that tell who is who
  std::vector<Field> fields;
};

struct DocumentType {
  std::string type;
  domain::LocalText name;
  domain::LocalText
      side;  ///< of one side of a paper of two: what it is called in the middle of a sentence; else empty
  double widthMm = 0;  ///< 0: unknown
  double heightMm = 0;
  double threshold = 3;  ///< votes needed to be sure
  /// Only known so that it is not taken for another: read() calls it "unknown", with this type as best guess.
  bool outsider = false;
  /// Drawing of the right paper in resources/pictures, without its ending; may be empty.
  std::string picture;
  std::vector<Keyword> keywords;
  std::vector<Keyword> unlike;  ///< words that speak against the type; their weight is taken off
  std::vector<std::string> labels;
  /// Other words that this paper's editions print for a label, each with the label that it stands for.
  std::vector<std::pair<std::string, std::string>> synonyms;
  std::string personLabel;  ///< where each person of a paper of several begins, mostly 姓名
  int charactersMax = 0;    ///< more than the paper has room for speaks against the type; 0: no limit
  /// Not null: a letter that its writer words as they like; it is also known by its structure.
  std::shared_ptr<const FreeTextWords> freeText;
  std::vector<FieldRule> fields;
  std::optional<Counterpart> counterpart;
  std::vector<CrossCheck> checks;
};

/// All *.json of the folder but the schema, sorted by type. Fails with documents.types-broken; the detail
/// names file, path in it, and reason.
[[nodiscard]] Result<std::vector<DocumentType>> loadDocumentTypes(const std::filesystem::path& folder);

[[nodiscard]] const DocumentType* findType(const std::vector<DocumentType>& types, std::string_view type);

}  // namespace xiaowu::documents
