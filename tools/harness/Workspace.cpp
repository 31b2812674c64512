#include "tools/harness/Workspace.h"

#include "core/base/DeliveredFiles.h"
#include "core/crypto/StaffCard.h"
#include "core/domain/Dates.h"
#include "drivers/idcard/simulator/SimulatorLink.h"
#include "tools/harness/Errors.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>

namespace xiaowu::harness {
namespace {

constexpr int kToolWithinMs = 20'000;
constexpr int kRemovedWithinMs = 10'000;

// Its input ends when nobody holds the other end any more, however that came about. Kiosk and platform die
// with their parent at the same moment and may still be writing.
const auto kRemoveAtTheEnd = QStringLiteral(
    "cat >/dev/null; for again in 1 2 3 4 5 6 7 8 9; do "
    "rm -rf -- \"$1\" 2>/dev/null; [ -e \"$1\" ] || exit 0; sleep 0.2; done");

std::unique_ptr<QProcess> startRemover(const std::filesystem::path& folder) {
  auto process = std::make_unique<QProcess>();
  process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process->setChildProcessModifier([] { setsid(); });  // Ctrl+C at the terminal is not for it
  process->start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), kRemoveAtTheEnd, QStringLiteral("sh"),
                                             QString::fromStdString(folder.string())});
  return process;
}

}  // namespace

Workspace::Workspace() {
  std::string pattern = (std::filesystem::temp_directory_path() / "xiaowu-run-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("no private folder could be made in " + pattern);
  }
  m_folder = pattern;
  std::filesystem::create_directory(kioskData());
  std::filesystem::create_directory(temporary());
  std::filesystem::permissions(kioskData(), std::filesystem::perms::owner_all);
  m_remover = startRemover(m_folder);
}

Workspace::~Workspace() {
  std::error_code ignored;
  std::filesystem::remove_all(m_folder, ignored);
  m_remover->closeWriteChannel();
  m_remover->waitForFinished(kRemovedWithinMs);
}

Result<std::string> makeKioskKey(const Workspace& workspace) {
  QProcess process;
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.start(QString::fromStdString(programBeside("xiaowu-tool").string()),
                {QStringLiteral("kiosk-key"), QStringLiteral("--data"),
                 QString::fromStdString(workspace.kioskData().string())});
  if (!process.waitForFinished(kToolWithinMs) || process.exitCode() != 0) {
    return fail(errors::kKiosk, Fault::Bug, "xiaowu-tool kiosk-key made no key");
  }
  const auto answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
  return answer[QStringLiteral("publicKey")].toString().toStdString();
}

namespace {

/// As `xiaowu-tool card-read --simulator PERSON --staff-id` says it.
Result<std::string> staffIdOf(const std::string& personId) {
  auto persons = simulator::loadPersons();
  if (!persons) {
    return fail(persons.error());
  }
  auto simulator = std::make_shared<simulator::SamSimulator>(std::move(*persons));
  if (const auto put = simulator->putCard(personId); !put) {
    return fail(put.error());
  }
  const auto reader = simulator::makeSimulatedIdCardReader(std::move(simulator));
  const auto context = CallContext::within(std::chrono::seconds{5});
  if (const auto opened = reader->open(context); !opened) {
    return fail(opened.error());
  }
  const auto card = reader->readCard(context);
  if (!card) {
    return fail(card.error());
  }
  return crypto::staffCardId(
      {card->number, card->issuer, domain::isoDate(card->validFrom), card->encodedPhoto});
}

std::string simulatedDevices(const SiteOptions& options) {
  const auto row = [](const std::string& id, const std::string& more, const std::string& address = {}) {
    return id + " = { class = " + more + ", address = \"" + (address.empty() ? "simulator:" : address) +
           "\" }\n";
  };
  return row("idcard", "\"idcard\"") + row("camera", "\"camera\"") + row("scanner", "\"scanner\"") +
         row("printer", "\"printer\"", options.printerAddress) +
         row("slipPrinter", "\"printer\", capabilities = [\"slip\"]") +
         (options.fingerprint ? row("fingerprint", "\"fingerprint\"") : "");
}

}  // namespace

Result<void> writeSite(const Workspace& workspace, const SiteOptions& options) {
  QFile file(QString::fromStdString((workspace.platformData() / "public.json").string()));
  if (!file.open(QIODevice::ReadOnly)) {
    return fail(errors::kPlatform, Fault::Bug, "the platform has written no public.json");
  }
  const auto keys = QJsonDocument::fromJson(file.readAll()).object();
  const auto key = [&](const char* name) { return keys.value(QLatin1String(name)).toString().toStdString(); };
  std::string staff;
  for (const auto& person : options.staffPersons) {
    const auto id = staffIdOf(person);
    if (!id) {
      return fail(id.error());
    }
    staff += (staff.empty() ? "\"" : ", \"") + *id + "\"";
  }
  std::ofstream site(workspace.siteFile());
  site << "[site]\nid = \"" << kKioskId
       << "\"\nname = \"清溪镇便民服务中心 24 小时政务晓屋\"\narea = \"430624\"\n"
       << "[screen]\nwidth = " << options.width << "\nheight = " << options.height
       << "\nfullscreen = " << (options.fullscreen ? "true" : "false") << "\npx_per_mm = 3.2\n"
       << "[platform]\nurl = \"" << options.platformUrl << "\"\npublic_url = \"" << options.platformUrl
       << "\"\nsigning_key = \"" << key("signingKey") << "\"\nsealing_key = \"" << key("sealingKey")
       << "\"\nsealing_key_id = \"" << key("keyId") << "\"\n"
       << "[folders]\ndata = \"" << workspace.kioskData().string() << "\"\nconfig = \""
       << delivered("kiosk-config").string() << "\"\nmodels = \"" << fetchedModels().string()
       << "\"\n[devices]\n"
       << simulatedDevices(options) << "[face]\nphoto_decoder = \"simulator:\"\n[staff]\ncards = [" << staff
       << "]\n";
  return {};
}

Result<std::filesystem::path> servicesWithoutSamples(const Workspace& workspace) {
  const auto folder = workspace.folder() / "services";
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  for (const auto& entry : std::filesystem::directory_iterator(delivered("kiosk-config/services"), problem)) {
    std::ifstream from(entry.path());
    std::string text{std::istreambuf_iterator<char>(from), {}};
    const bool isSchema = entry.path().string().find(".schema.") != std::string::npos;
    if (!isSchema) {
      // $01: the first group.
      text = std::regex_replace(text, std::regex("(\"samplePercent\": *)[0-9]+"), "$010");
    }
    if (!(std::ofstream(folder / entry.path().filename()) << text)) {
      return fail(errors::kServices, Fault::Bug, entry.path().filename().string());
    }
  }
  if (problem) {
    return fail(errors::kServices, Fault::Bug, problem.message());
  }
  return folder;
}

}  // namespace xiaowu::harness
