#pragma once
// What is counted for one reader.

#include "recognition/documents/DocumentReader.h"
#include "benchmarks/documents/Papers.h"

#include <nlohmann/json.hpp>

#include <set>

namespace xiaowu::bench {

/// The characters that PP-OCR can write; empty when its list is not there. Single characters, UTF-8.
[[nodiscard]] std::set<std::string> alphabetOf(const std::filesystem::path& modelsFolder);

class Score {
 public:
  explicit Score(const std::set<std::string>& alphabet) : m_alphabet(alphabet) {}

  /// `lines`: a sentence for every field that was wrong or flagged, for --verbose; may be null.
  void add(const Paper& paper, const documents::DocumentReading& reading, double cpuMilliseconds,
           std::ostream* lines);
  void addUnreadable(const Paper& paper);
  [[nodiscard]] nlohmann::json toJson() const;

 private:
  struct Fields {
    int all = 0;
    int exact = 0;
    int inside = 0;  ///< written with characters of the alphabet
    int insideExact = 0;
    int unflaggedWrong = 0;
    int flaggedRight = 0;
    int numbers = 0;
    int numbersAccepted = 0;
    int numbersAcceptedWrong = 0;
  };
  struct Pages {
    int all = 0;
    int typeRight = 0;
    int unknown = 0;  ///< papers outside the list
    int unknownRight = 0;
    int withSeal = 0;
    int sealFound = 0;
    int without = 0;
    int sealFalse = 0;
    int refused = 0;       ///< right papers that are called another kind
    int outsideTaken = 0;  ///< papers outside the list that are called a kind of it
    int outsideGood = 0;   ///< … with nothing on them that a person would have to look at
  };
  struct Time {
    int pages = 0;
    double sum = 0;
    double most = 0;
  };
  [[nodiscard]] bool writable(const std::string& text) const;
  void addField(const std::string& group, const std::string& name, const std::string& value,
                const documents::FieldReading* field);
  void addPage(const std::string& group, const Paper& paper, const documents::DocumentReading& reading);
  [[nodiscard]] static nlohmann::json jsonOf(const Fields& fields);
  [[nodiscard]] static nlohmann::json jsonOf(const Pages& pages);

  const std::set<std::string>& m_alphabet;
  std::map<std::string, Fields> m_fields;  ///< by condition group, type, "all"
  std::map<std::string, Pages> m_pages;    ///< by set, "all"
  std::map<std::string, Time> m_time;      ///< by type
};

}  // namespace xiaowu::bench
