#pragma once
// A file descriptor that is closed with its owner.

#include <unistd.h>

namespace xiaowu::storage {

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : m_fd(fd) {}
  ~FileDescriptor() {
    if (m_fd >= 0) {
      ::close(m_fd);
    }
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  [[nodiscard]] int value() const { return m_fd; }
  [[nodiscard]] bool valid() const { return m_fd >= 0; }

 private:
  int m_fd;
};

}  // namespace xiaowu::storage
