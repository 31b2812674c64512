#include "app/main/SiteConfig.h"

#include "core/base/DeliveredFiles.h"
#include "core/crypto/Signing.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace xiaowu::site {
namespace {

/// Reads values and remembers the first thing that was wrong.
class Reader {
 public:
  Reader(const toml::table& table, std::filesystem::path file) : m_table(table), m_file(std::move(file)) {}

  std::string text(const char* key, bool required = true) {
    m_known.insert(key);
    const auto node = m_table.at_path(key);
    if (!node) {
      return required ? (wrong(key, "is missing"), std::string()) : std::string();
    }
    const auto value = node.value<std::string>();
    if (!value) {
      return wrong(key, "must be a text"), std::string();
    }
    if (required && value->empty()) {
      wrong(key, "is empty");
    }
    return *value;
  }
  template <typename T>
  T number(const char* key, T fallback, T least, T most) {
    m_known.insert(key);
    const auto node = m_table.at_path(key);
    if (!node) {
      return fallback;
    }
    const auto value = node.template value<T>();
    if (!value || *value < least || *value > most) {
      return wrong(key, "is not a number in its range"), fallback;
    }
    return *value;
  }
  bool flag(const char* key, bool fallback) {
    m_known.insert(key);
    const auto node = m_table.at_path(key);
    if (!node) {
      return fallback;
    }
    const auto value = node.value_exact<bool>();
    return value ? *value : (wrong(key, "must be true or false"), fallback);
  }
  crypto::Key32 key(const char* name) {
    const auto value = text(name);
    if (!m_problem.empty()) {
      return {};
    }
    const auto parsed = crypto::keyFromBase64(value);
    return parsed ? *parsed : (wrong(name, "must be 32 bytes in base64"), crypto::Key32{});
  }
  /// Ids of cards: 64 hexadecimal digits in lower case each, as `xiaowu-tool card-read --staff-id` prints
  /// them.
  std::set<std::string> cardIds(const char* key) {
    m_known.insert(key);
    const auto node = m_table.at_path(key);
    std::set<std::string> ids;
    if (!node) {
      return ids;
    }
    const auto* list = node.as_array();
    if (list == nullptr) {
      return wrong(key, "must be a list"), ids;
    }
    for (const auto& entry : *list) {
      const auto id = entry.value<std::string>().value_or("");
      if (id.size() != 64 || id.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return wrong(key, "must hold ids of 64 hexadecimal digits"), ids;
      }
      if (!ids.insert(id).second) {
        return wrong(key, "holds an id twice"), ids;
      }
    }
    return ids;
  }
  std::filesystem::path path(const char* name) { return beside(text(name)); }
  std::filesystem::path path(const char* name, const std::filesystem::path& otherwise) {
    const auto value = text(name, false);
    return value.empty() ? otherwise : beside(value);
  }
  [[nodiscard]] std::filesystem::path beside(const std::filesystem::path& value) const {
    return value.is_absolute() ? value : m_file.parent_path() / value;
  }
  void wrong(std::string_view key, std::string_view reason) {
    if (m_problem.empty()) {
      m_problem = m_file.filename().string() + ": " + std::string(key) + ": " + std::string(reason);
    }
  }
  /// [devices]: one row for each device, named by its id, in the order of the file. What a class makes of a
  /// row is the registry's to say.
  std::vector<drivers::DeviceRow> devices() {
    std::vector<std::pair<int, drivers::DeviceRow>> found;
    const auto* section = m_table["devices"].as_table();
    if (section == nullptr) {
      wrong("devices", "is missing");
      return {};
    }
    for (const auto& [key, node] : *section) {
      const auto id = std::string(key.str());
      const auto place = "devices." + id;
      const auto* row = node.as_table();
      if (row == nullptr) {
        wrong(place, "must be a row such as { class = \"printer\", address = \"ipp://…\" }");
        return {};
      }
      found.emplace_back(static_cast<int>(key.source().begin.line), deviceRow(id, *row));
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    std::vector<drivers::DeviceRow> rows;
    for (auto& [line, row] : found) {
      rows.push_back(std::move(row));
    }
    return rows;
  }
  /// A misspelt key would silently be a default.
  void refuseUnknown() {
    for (const auto& [section, node] : m_table) {
      if (section.str() == "devices") {
        continue;  // its keys are the classes'
      }
      const auto* table = node.as_table();
      if (table == nullptr) {
        return wrong(section.str(), "is not a section");
      }
      for (const auto& [key, value] : *table) {
        const auto name = std::string(section.str()) + "." + std::string(key.str());
        if (m_known.count(name) == 0) {
          return wrong(name, "is not known");
        }
      }
    }
  }
  [[nodiscard]] const std::string& problem() const { return m_problem; }

 private:
  drivers::DeviceRow deviceRow(const std::string& id, const toml::table& table) {
    drivers::DeviceRow row;
    row.instance.id = id;
    row.place = m_file.filename().string() + ": devices." + id;
    for (const auto& [key, node] : table) {
      const auto name = std::string(key.str());
      const auto place = "devices." + id + "." + name;
      if (name == "capabilities") {
        row.capabilities = words(place, node);
      } else if (name == "optional") {
        const auto value = node.value_exact<bool>();
        row.instance.optional = value.value_or(false);
        if (!value) {
          wrong(place, "must be true or false");
        }
      } else if (const auto value = node.value_exact<std::string>()) {
        (name == "class" ? row.instance.deviceClass : row.values[name]) = *value;
      } else {
        wrong(place, "must be a text");
      }
    }
    return row;
  }
  std::vector<std::string> words(const std::string& place, const toml::node& node) {
    std::vector<std::string> words;
    const auto* list = node.as_array();
    if (list == nullptr || list->empty()) {
      wrong(place, "must be a list of at least one text");
      return words;
    }
    for (const auto& entry : *list) {
      const auto word = entry.value_exact<std::string>();
      if (!word) {
        wrong(place, "must be a list of at least one text");
        return words;
      }
      words.push_back(*word);
    }
    return words;
  }

  const toml::table& m_table;
  std::filesystem::path m_file;
  std::set<std::string> m_known;
  std::string m_problem;
};

void readLimit(Reader& read, const face::FusionRow& row, face::FusionLimits& limits) {
  if (row.key.empty()) {
    return;
  }
  const auto key = "face." + std::string(row.key);
  auto& limit = limits.*row.limit;
  if (row.upper == nullptr) {
    limit = read.number<double>(key.c_str(), limit, 0.0, 1.0);
  } else {
    limit = read.number<double>((key + "_min_mm").c_str(), limit, 0.0, 200.0);
    limits.*row.upper = read.number<double>((key + "_max_mm").c_str(), limits.*row.upper, 0.0, 200.0);
  }
}

FaceSite readFace(Reader& read, const std::filesystem::path& config) {
  FaceSite face;
  const auto file = std::filesystem::path(read.text("face.calibration", false));
  face.calibration = file.empty()         ? config / "camera-calibration.json"
                     : file.is_absolute() ? file
                                          : config / file;
  face.photoDecoder = read.text("face.photo_decoder", false);
  for (const auto& row : face::kFusionTable) {
    readLimit(read, row, face.limits);
  }
  readLimit(read, face::kLikenessRow, face.limits);
  face.limits.doubtBelow = read.number<double>("face.doubt_below", face.limits.doubtBelow, 0.0, 1.0);
  const auto looser = face::looserThan(face.limits, {});
  if (!looser.empty()) {
    read.wrong("face",
               "the limit of the gate '" + std::string(looser) + "' is looser than the table of fusion");
  }
  const auto policy = read.text("face.challenge", false);
  if (policy == "off") {
    face.challenge = face::ChallengePolicy::Off;
  } else if (policy == "always") {
    face.challenge = face::ChallengePolicy::Always;
  } else if (!policy.empty() && policy != "doubt") {
    read.wrong("face.challenge", "is off, doubt or always");
  }
  return face;
}

bool isTimeOfDay(const std::string& text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  return text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4) &&
         text.substr(0, 2) < "24" && text.substr(3) < "60";
}

HelpDesk readHelp(Reader& read) {
  HelpDesk help;
  help.phone = read.text("help.phone", false);
  if (help.phone.size() > 24 || help.phone.find_first_not_of("0123456789+-() ") != std::string::npos) {
    read.wrong("help.phone", "must be a telephone number: digits, +, -, brackets and blanks");
  }
  help.waitMinutes = static_cast<int>(read.number<std::int64_t>("help.wait_minutes", 0, 0, 240));
  help.opens = read.text("help.opens", false);
  help.closes = read.text("help.closes", false);
  help.onWeekends = read.flag("help.weekends", false);
  const bool isSaid = !help.opens.empty() || !help.closes.empty();
  if (isSaid && !(isTimeOfDay(help.opens) && isTimeOfDay(help.closes) && help.opens < help.closes)) {
    read.wrong("help", "opens and closes are two times of a day such as \"08:30\", the first one earlier");
  }
  return help;
}

SiteConfig readAll(Reader& read) {
  SiteConfig site;
  site.kioskId = read.text("site.id");
  site.name = read.text("site.name");
  site.areaCode = read.text("site.area");
  if (site.areaCode.size() != 6 ||
      !std::all_of(site.areaCode.begin(), site.areaCode.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    read.wrong("site.area", "must be six digits");
  }
  site.screenWidth = static_cast<int>(read.number<std::int64_t>("screen.width", 1080, 640, 7680));
  site.screenHeight = static_cast<int>(read.number<std::int64_t>("screen.height", 1920, 480, 7680));
  site.fullscreen = read.flag("screen.fullscreen", true);
  site.pxPerMm = read.number<double>("screen.px_per_mm", 3.2, 0.5, 20.0);
  site.platformUrl = read.text("platform.url");
  site.caFile = read.path("platform.ca_file", {}).string();
  site.publicUrl = read.text("platform.public_url", false);
  if (site.publicUrl.empty()) {
    site.publicUrl = site.platformUrl;
  }
  site.platformSigningKey = read.key("platform.signing_key");
  site.platformSealingKey = read.key("platform.sealing_key");
  site.platformSealingKeyId = read.text("platform.sealing_key_id");
  site.dataFolder = read.path("folders.data");
  site.configFolder = read.path("folders.config", delivered("kiosk-config"));
  site.modelsFolder = read.path("folders.models", fetchedModels());
  site.devices = read.devices();
  site.staffCards = read.cardIds("staff.cards");
  site.help = readHelp(read);
  site.copyDays = static_cast<int>(read.number<std::int64_t>("copies.days", 7, 0, 365));
  site.copyDaysAtMost =
      static_cast<int>(read.number<std::int64_t>("copies.days_at_most", std::max(30, site.copyDays), 0, 365));
  if (site.copyDaysAtMost < site.copyDays) {
    read.wrong("copies.days_at_most", "must not be less than copies.days");
  }
  const auto comparedBy = read.text("face.comparison", false);
  if (comparedBy == "platform") {
    site.faceComparedBy = FaceComparedBy::Platform;
  }
  if (!comparedBy.empty() && comparedBy != "platform" && comparedBy != "local") {
    read.wrong("face.comparison", "must be \"local\" or \"platform\"");
  }
  // What was measured at the site is not among what was delivered.
  site.face = readFace(read, read.path("folders.config", read.beside({})));
  return site;
}

}  // namespace

Result<SiteConfig> parseSiteConfig(std::string_view text, const std::filesystem::path& file,
                                   const drivers::DeviceRegistry& registry) {
  try {
    const auto table = toml::parse(text);
    Reader read(table, file);
    auto site = readAll(read);
    read.refuseUnknown();
    if (!read.problem().empty()) {
      return fail(errors::kWrongConfig, Fault::Bug, read.problem());
    }
    auto rows = registry.check(std::move(site.devices), file.filename().string() + ": devices");
    if (!rows) {
      return fail(errors::kWrongConfig, Fault::Bug, rows.error().detail);
    }
    site.devices = std::move(*rows);
    return site;
  } catch (const toml::parse_error& error) {
    std::ostringstream place;
    place << file.filename().string() << ": line " << error.source().begin.line << ": "
          << error.description();
    return fail(errors::kWrongConfig, Fault::Bug, place.str());
  }
}

Result<SiteConfig> loadSiteConfig(const std::filesystem::path& file,
                                  const drivers::DeviceRegistry& registry) {
  std::ifstream stream(file);
  if (!stream) {
    return fail(errors::kWrongConfig, Fault::Bug, file.string() + ": cannot be opened");
  }
  std::ostringstream text;
  text << stream.rdbuf();
  return parseSiteConfig(text.str(), std::filesystem::absolute(file), registry);
}

}  // namespace xiaowu::site
