#pragma once
// The two printers of the contract suite, each with its controls.

#include "drivers/printer/IppPrinter.h"
#include "drivers/printer/simulator/IppPrinterProcess.h"
#include "drivers/printer/simulator/PrinterSimulator.h"

#include "tests/support/Catch.h"

#include <chrono>
#include <cstdlib>
#include <memory>
#include <stop_token>
#include <string>

namespace xiaowu::tests {

/// Longer than anything here takes, over the slowest line too.
inline CallContext patient(std::stop_token stop = {}) {
  return CallContext::within(std::chrono::seconds{40}, std::move(stop));
}

/// A correct PDF of empty A4 pages.
inline Bytes pdfOfPages(int pages) {
  std::string text = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  const auto object = [&](const std::string& body) {
    offsets.push_back(text.size());
    text += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
  };
  std::string kids;
  for (int i = 0; i < pages; ++i) {
    kids += std::to_string(3 + i) + " 0 R ";
  }
  object("<< /Type /Catalog /Pages 2 0 R >>");
  object("<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [" + kids + "] >>");
  for (int i = 0; i < pages; ++i) {
    object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
  }
  const std::size_t table = text.size();
  text += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    const std::string digits = std::to_string(offset);
    text += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  text += "trailer\n<< /Size " + std::to_string(offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
          std::to_string(table) + "\n%%EOF\n";
  return {text.begin(), text.end()};
}

inline drivers::PrintJob jobOf(int pages) {
  drivers::PrintJob job;
  job.pdf = pdfOfPages(pages);
  job.title = "contract";
  job.sheets = pages;
  return job;
}

class SimulatorHarness {
 public:
  simulator::PrinterControl& control() { return *m_simulator; }
  std::unique_ptr<drivers::Printer> driver() { return simulator::makeSimulatedPrinter(m_simulator); }

 private:
  std::shared_ptr<simulator::PrinterSimulator> m_simulator = std::make_shared<simulator::PrinterSimulator>();
};

class IppHarness {
 public:
  explicit IppHarness(simulator::IppPrinterSetup setup = {}) {
    auto started = simulator::IppPrinterProcess::start(std::move(setup));
    INFO((started ? std::string() : describe(started.error())));
    REQUIRE(started);
    m_process = std::move(*started);
  }
  simulator::IppPrinterProcess& control() { return *m_process; }
  std::unique_ptr<drivers::Printer> driver() { return drivers::makePrinter(m_process->uri()).value(); }

 private:
  std::unique_ptr<simulator::IppPrinterProcess> m_process;
};

}  // namespace xiaowu::tests
