#pragma once
// A file descriptor with one owner.

namespace xiaowu::simulator {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : m_number(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : m_number(other.m_number) { other.m_number = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;
  [[nodiscard]] int number() const { return m_number; }
  [[nodiscard]] bool good() const { return m_number >= 0; }
  void close();
  /// Closes with a reset instead of an orderly end, as a torn line does.
  void reset();

 private:
  int m_number;
};

}  // namespace xiaowu::simulator
