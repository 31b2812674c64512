#include "core/base/DeliveredFiles.h"
#include "tools/cli/Arguments.h"
#include "tools/cli/Commands.h"
#include "tools/cli/Lines.h"
#include "tools/cli/PictureLines.h"

#include "recognition/documents/DocumentReader.h"
#include "recognition/documents/PageGeometry.h"
#include "recognition/documents/page/Pictures.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <ostream>

namespace xiaowu::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace documents;

constexpr int kThreadsMax = 4;

/// A check that did not pass stands with "!" in front of it.
Json jsonOf(const FieldReading& field) {
  Json checks = Json::array();
  for (const auto& check : field.checks) {
    checks.push_back((check.passed ? "" : "!") + check.check);
  }
  Json readers = Json::array();
  for (const auto reader : field.readers) {
    readers.push_back(readerName(reader));
  }
  return {{"value", field.value},
          {"confidence", rounded(field.confidence, 3)},
          {"doubtful", field.doubtful},
          {"checks", checks},
          {"readers", readers}};
}

Json jsonOf(const DocumentReading& reading, const std::string& file) {
  Json line{{"file", file},
            {"type", reading.type},
            {"typeDoubtful", reading.typeDoubtful},
            {"guess", reading.bestGuess},
            {"fields", Json::object()},
            {"seals", Json::array()},
            {"findings", Json::array()},
            {"quad", Json::array()}};
  for (const auto& field : reading.fields) {
    line["fields"][field.name] = jsonOf(field);
  }
  for (const auto& seal : reading.seals) {
    const auto circle = sealInPicture(reading, seal);
    line["seals"].push_back({{"text", seal.text},
                             {"center", seal.centreText},
                             {"c", {rounded(circle.centre.x, 1), rounded(circle.centre.y, 1)}},
                             {"r", rounded(circle.radius, 1)},
                             {"finding", sealFindingName(seal)}});
  }
  for (const auto finding : reading.findings) {
    line["findings"].push_back(pageFindingName(finding));
  }
  for (const auto& corner : reading.quad) {
    line["quad"].push_back({rounded(corner.x, 1), rounded(corner.y, 1)});
  }
  line["dpi"] = rounded(reading.dpi, 0);
  line["ms"] = reading.milliseconds;
  return line;
}

Result<DocumentReading> readFile(DocumentReader& reader, const std::string& file, const std::string& type) {
  const auto bytes = bytesOfFile(file);
  if (!bytes) {
    return fail(bytes.error());
  }
  const auto image = decodeImage(*bytes);
  if (!image) {
    return fail(image.error());
  }
  return reader.read(*image, type, {});
}

Result<ReaderOptions> optionsOf(const Arguments& arguments) {
  ReaderOptions options{modelsFolder(arguments), 1, ReaderChoice::Both};
  if (const auto count = arguments.option("--threads")) {
    if (count->size() != 1 || count->front() < '1' || count->front() > '0' + kThreadsMax) {
      return usageError("--threads is 1 to 4");
    }
    options.threads = count->front() - '0';
  }
  const auto readers = arguments.option("--readers").value_or("both");
  if (readers == "ppocr") {
    options.readers = ReaderChoice::PpOcrOnly;
  } else if (readers == "tesseract") {
    options.readers = ReaderChoice::TesseractOnly;
  } else if (readers != "both") {
    return usageError("--readers is both, ppocr or tesseract");
  }
  return options;
}

Result<Exit> runReadDocument(const std::vector<std::string>& words, Surroundings& io) {
  const auto arguments =
      parseArguments(words, {"--type", "--types", "--models", "--threads", "--readers"}, {});
  if (!arguments) {
    return fail(arguments.error());
  }
  if (arguments->values.empty()) {
    return usageError("at least one picture is needed");
  }
  const auto options = optionsOf(*arguments);
  if (!options) {
    return fail(options.error());
  }
  const std::string folder =
      arguments->option("--types").value_or(delivered("kiosk-config/documents").string());
  const auto reader = DocumentReader::load(folder, *options);
  if (!reader) {
    return fail(reader.error());
  }
  const std::string type = arguments->option("--type").value_or("");
  if (!type.empty() && findType((*reader)->types(), type) == nullptr) {
    return usageError("no such type");
  }
  return printLines(arguments->values, io, "read-document",
                    [&](const std::string& file) -> Result<std::string> {
                      const auto reading = readFile(**reader, file, type);
                      if (!reading) {
                        return fail(reading.error());
                      }
                      return oneLine(jsonOf(*reading, file));
                    });
}

}  // namespace

const Command kReadDocument{
    "read-document", "reads a paper: type, fields with proof, seals",
    "Usage: xiaowu-tool read-document [--type T] [--types DIR] [--models DIR] [--threads N] [--readers "
    "both|ppocr|tesseract] PICTURE…\n\n"
    "  PICTURE    PNG or JPEG of one page\n"
    "  --type     the type that is expected; it only breaks ties, another paper is still called by its own "
    "name\n"
    "  --types    folder of the document types, kiosk-config/documents by default\n"
    "  --models   the site's models; otherwise XIAOWU_MODELS of the environment, else those of the build\n"
    "  --threads  1 (default) to 4, for the nets of PP-OCR\n"
    "  --readers  both (default): PP-OCR, and Tesseract as second reader; or one of them alone\n\n"
    "Prints one line per picture: {\"file\", \"type\", \"guess\", \"fields\": {NAME: {\"value\", "
    "\"confidence\", \"doubtful\", \"checks\", \"readers\"}},\n"
    "\"seals\": [{\"text\", \"center\", \"c\", \"r\", \"finding\"}], \"findings\", \"quad\", \"dpi\", "
    "\"ms\"}, corners and seals in pixels of the picture, or {\"file\", \"error\"}.\n"
    "The guess is the kind that is nearest to an unknown paper; findings are blank, blurred, cut-off, glare, "
    "colourless. A check that did not pass has a \"!\"\n"
    "in front. Values are personal data. Exit status 1 when a picture could not be read.\n",
    runReadDocument};

}  // namespace xiaowu::cli
