#include "drivers/network/simulator/internal/Descriptor.h"

#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace xiaowu::simulator {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    m_number = std::exchange(other.m_number, -1);
  }
  return *this;
}

void Descriptor::close() {
  if (m_number >= 0) {
    ::close(m_number);
  }
  m_number = -1;
}

void Descriptor::reset() {
  const linger now{1, 0};
  if (m_number >= 0) {
    ::setsockopt(m_number, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }
  close();
}

}  // namespace xiaowu::simulator
