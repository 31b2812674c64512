#pragma once
// The scanners of the contract suite, each with its controls.

#include "drivers/scanner/SaneScanner.h"
#include "drivers/scanner/simulator/ScannerSimulator.h"

#include "tests/support/Catch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace xiaowu::tests {

enum class Trouble { Jam, Cover, NoPaper };

inline std::string_view codeOf(Trouble trouble) {
  namespace codes = xiaowu::drivers::errors;
  switch (trouble) {
    case Trouble::Jam: return codes::kScannerJammed;
    case Trouble::Cover: return codes::kScannerCoverOpen;
    case Trouble::NoPaper: return codes::kScannerNoPaper;
  }
  return {};
}

/// A SANE configuration with the pnm and test backends only, in a folder of its own that this object made and
/// removes.
class SaneFolder {
 public:
  SaneFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "xiaowu-sane-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    m_path = pattern;
    std::ofstream(m_path / "dll.conf") << "test\npnm\n";
    ::setenv("SANE_CONFIG_DIR", m_path.c_str(), 1);
  }
  SaneFolder(const SaneFolder&) = delete;
  SaneFolder& operator=(const SaneFolder&) = delete;
  ~SaneFolder() {
    if (m_path.filename().string().starts_with("xiaowu-sane-")) {
      std::error_code ignored;
      std::filesystem::remove_all(m_path, ignored);
    }
  }
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

/// Noise in which every byte counts, the same on each run.
inline Image noise(int width, int height, PixelFormat format = PixelFormat::Bgr8) {
  Bytes pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
               (format == PixelFormat::Grey8 ? 1U : 3U));
  std::uint32_t state = 12345;
  for (auto& byte : pixels) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return Image::of(width, height, format, std::move(pixels));
}

class SimulatorScannerHarness {
 public:
  static constexpr bool kShowsPictures = true;
  void put(const Image& picture) { m_simulator->put(picture); }
  void trouble(Trouble what) {
    m_simulator->jam(what == Trouble::Jam);
    m_simulator->openCover(what == Trouble::Cover);
    if (what == Trouble::NoPaper) {
      m_simulator->takeAway();
    }
  }
  void heal() {
    m_simulator->jam(false);
    m_simulator->openCover(false);
    m_simulator->setMechanicalDelay(std::chrono::milliseconds(0));
    put(noise(40, 30));
  }
  void slow() { m_simulator->setMechanicalDelay(std::chrono::seconds(30)); }
  std::unique_ptr<drivers::Scanner> driver() { return simulator::makeSimulatedScanner(m_simulator); }
  simulator::ScannerSimulator& control() { return *m_simulator; }
  SimulatorScannerHarness() { heal(); }

 private:
  std::shared_ptr<simulator::ScannerSimulator> m_simulator = std::make_shared<simulator::ScannerSimulator>();
};

/// SANE's pnm backend: scans a file. Troubles are options of the device, so they reach drivers made
/// afterwards.
class PnmHarness {
 public:
  static constexpr bool kShowsPictures = true;
  PnmHarness() { heal(); }
  void put(const Image& picture) {
    std::ofstream file(page(), std::ios::binary);
    file << (picture.format == PixelFormat::Grey8 ? "P5\n" : "P6\n") << picture.width << " " << picture.height
         << "\n255\n";
    Bytes rgb = *picture.pixels;
    for (std::size_t i = 0; picture.format == PixelFormat::Bgr8 && i < rgb.size(); i += 3) {
      std::swap(rgb[i], rgb[i + 2]);
    }
    file.write(reinterpret_cast<const char*>(rgb.data()), static_cast<std::streamsize>(rgb.size()));
  }
  void trouble(Trouble what) { m_options = "&status=yes&status-" + wordOf(what) + "=yes"; }
  void heal() {
    m_options.clear();
    put(noise(40, 30));
  }
  void option(const std::string& text) { m_options = "&" + text; }
  [[nodiscard]] std::filesystem::path page() const { return m_folder.path() / "page.pnm"; }
  std::unique_ptr<drivers::Scanner> driver() {
    return drivers::makeScanner("sane:pnm:0?filename=" + page().string() + m_options).value();
  }

 private:
  static std::string wordOf(Trouble what) {
    switch (what) {
      case Trouble::Jam: return "jammed";
      case Trouble::Cover: return "coveropen";
      case Trouble::NoPaper: return "nodocs";
    }
    return {};
  }

  SaneFolder m_folder;
  std::string m_options;
};

/// SANE's test backend: pictures of its own, but errors in mid-scan and slow reads.
class TestBackendHarness {
 public:
  static constexpr bool kShowsPictures = false;
  void trouble(Trouble what) { m_options = "read-return-value=SANE_STATUS_" + wordOf(what); }
  void heal() { m_options = "br-x=20&br-y=20"; }
  void slow() { m_options = "read-limit=yes&read-limit-size=64&read-delay=yes&read-delay-duration=20000"; }
  void option(const std::string& text) { m_options = text; }
  std::unique_ptr<drivers::Scanner> driver() {
    return drivers::makeScanner("sane:test:0?" + m_options).value();
  }
  TestBackendHarness() { heal(); }

 private:
  static std::string wordOf(Trouble what) {
    switch (what) {
      case Trouble::Jam: return "JAMMED";
      case Trouble::Cover: return "COVER_OPEN";
      case Trouble::NoPaper: return "NO_DOCS";
    }
    return {};
  }

  SaneFolder m_folder;
  std::string m_options;
};

inline CallContext patient(std::stop_token stop = {}) {
  return CallContext::within(std::chrono::seconds(20), std::move(stop));
}

inline std::unique_ptr<drivers::Scanner> openedScanner(std::unique_ptr<drivers::Scanner> scanner) {
  const auto health = scanner->open(patient());
  INFO((health ? std::string() : describe(health.error())));
  REQUIRE(health);
  return scanner;
}

}  // namespace xiaowu::tests
