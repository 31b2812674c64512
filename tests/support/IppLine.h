#pragma once
// A bad line in front of an IPP printer: delivers in pieces, loses answers or requests of one kind, is cut.
// Thread-safe; ends with its object.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace xiaowu::testing {

/// What happens to one exchange.
enum class LineFate {
  Passes,
  AnswerLost,   ///< the printer gets and does it; the connection closes before a byte of the answer
  AnswerTorn,   ///< the same after half of the answer
  RequestLost,  ///< the connection closes before the printer has seen a byte of it
  RequestTorn   ///< the printer sees the first half of what follows the IPP attributes, then the connection
                ///< closes
};

class IppLine {
 public:
  explicit IppLine(int printerPort);
  ~IppLine();
  IppLine(const IppLine&) = delete;
  IppLine& operator=(const IppLine&) = delete;

  [[nodiscard]] std::string uri() const;  ///< "ipp://127.0.0.1:PORT/ipp/print"
  /// Both directions from now on; 0: as it comes.
  void deliverInPieces(std::size_t bytes, std::chrono::milliseconds pause);
  /// Asked for each request with its ipp_op_t, on a thread of the line.
  void decide(std::function<LineFate(int operation)> fate);
  void cut();  ///< every connection breaks, and none is taken
  void restore();

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// The port in "ipp://127.0.0.1:PORT/…".
[[nodiscard]] int portOf(const std::string& uri);

}  // namespace xiaowu::testing
