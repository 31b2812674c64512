#include "drivers/idcard/internal/SerialLink.h"

#include <QSerialPort>

#include <poll.h>

#include <algorithm>
#include <array>

namespace xiaowu::idcard {
namespace {

constexpr int kSliceMs = 20;  // how late a stop request may be seen

class SerialLink final : public Link {
 public:
  SerialLink(const std::string& path, int baud) : m_path(QString::fromStdString(path)), m_baud(baud) {}
  ~SerialLink() override { close(); }
  SerialLink(const SerialLink&) = delete;
  SerialLink& operator=(const SerialLink&) = delete;

  Result<void> open(const CallContext& context) override;
  void close() override { m_port.reset(); }
  Result<void> write(ByteView bytes, const CallContext& context) override;
  Result<Bytes> read(const CallContext& context) override;
  void discardInput() override;

 private:
  /// After a wait that brought nothing: why the call must end, if it must.
  Result<void> checkOn(const CallContext& context);
  [[nodiscard]] bool hungUp() const;
  tl::unexpected<Error> lost();

  QString m_path;
  int m_baud;
  std::unique_ptr<QSerialPort> m_port;  ///< null when closed or gone
};

Result<void> SerialLink::open(const CallContext& context) {
  close();
  if (context.cancelled()) {
    return linkerrors::cancelled();
  }
  auto port = std::make_unique<QSerialPort>(m_path);
  port->setDataBits(QSerialPort::Data8);
  port->setParity(QSerialPort::NoParity);
  port->setStopBits(QSerialPort::OneStop);
  port->setFlowControl(QSerialPort::NoFlowControl);
  if (!port->setBaudRate(m_baud) || !port->open(QIODevice::ReadWrite)) {
    const auto why = port->errorString().toStdString();
    switch (port->error()) {
      case QSerialPort::DeviceNotFoundError:
        return fail(drivers::errors::kNotFound, Fault::AttendantNeeded, why);
      case QSerialPort::PermissionError: return fail(drivers::errors::kBusy, Fault::AttendantNeeded, why);
      default: return linkerrors::hardware(why);
    }
  }
  // Some readers are powered from this line; a line without it (a pseudo-terminal) is just as good.
  port->setDataTerminalReady(true);
  port->clearError();
  m_port = std::move(port);
  discardInput();
  return {};
}

Result<void> SerialLink::write(ByteView bytes, const CallContext& context) {
  if (!m_port) {
    return linkerrors::gone("serial line closed");
  }
  m_port->clearError();
  if (m_port->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())) < 0) {
    return lost();
  }
  while (m_port->bytesToWrite() > 0) {
    if (m_port->waitForBytesWritten(kSliceMs)) {
      continue;
    }
    if (auto on = checkOn(context); !on) {
      return on;
    }
  }
  return {};
}

Result<Bytes> SerialLink::read(const CallContext& context) {
  if (!m_port) {
    return linkerrors::gone("serial line closed");
  }
  while (m_port->bytesAvailable() == 0) {
    const int slice = std::min<int>(kSliceMs, static_cast<int>(context.remaining().count()) + 1);
    if (m_port->waitForReadyRead(slice)) {
      continue;
    }
    if (auto on = checkOn(context); !on) {
      return fail(on.error());
    }
  }
  const QByteArray array = m_port->readAll();
  return Bytes(array.begin(), array.end());
}

void SerialLink::discardInput() {
  if (!m_port) {
    return;
  }
  m_port->readAll();
  m_port->clear(QSerialPort::Input);
}

Result<void> SerialLink::checkOn(const CallContext& context) {
  const auto error = m_port->error();
  if ((error != QSerialPort::NoError && error != QSerialPort::TimeoutError) || hungUp()) {
    return lost();
  }
  m_port->clearError();
  if (context.cancelled()) {
    return linkerrors::cancelled();
  }
  if (context.expired()) {
    return linkerrors::timedOut();
  }
  return {};
}

/// Qt 6.8 only says that it waited in vain.
bool SerialLink::hungUp() const {
  pollfd line{m_port->handle(), POLLIN, 0};
  return ::poll(&line, 1, 0) == 1 && (line.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

/// A vanished line shows as ReadError or ResourceError, by kernel driver; both mean the same.
tl::unexpected<Error> SerialLink::lost() {
  const auto why = m_port->errorString().toStdString();
  m_port.reset();
  return linkerrors::gone(why);
}

}  // namespace

std::unique_ptr<Link> makeSerialLink(const std::string& path, int baud) {
  return std::make_unique<SerialLink>(path, baud);
}

}  // namespace xiaowu::idcard
