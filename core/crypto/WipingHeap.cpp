// The C++ heap of a program that holds personal data: what is given back is overwritten first. A program
// links xiaowu_wiping_heap itself; then every string, byte array and tree of values that goes away leaves
// nothing behind, also the pieces that grew and moved and that no caller can reach. Not covered: memory of C
// libraries and of Qt's own containers, which do not come from here. Under a sanitizer, which has a heap of
// its own, this is empty.

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace {

void* got(void* block) {
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  return block;
}

void giveBack(void* block) {
  if (block != nullptr) {
    explicit_bzero(block, malloc_usable_size(block));
    std::free(block);
  }
}

}  // namespace

// The library's forms for arrays, sizes and nothrow all end in these.
void* operator new(std::size_t size) {
  return got(std::malloc(size != 0 ? size : 1));
}

void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  return got(std::aligned_alloc(step, (size / step + 1) * step));
}

void operator delete(void* block) noexcept {
  giveBack(block);
}

void operator delete(void* block, std::size_t) noexcept {
  giveBack(block);
}

void operator delete(void* block, std::align_val_t) noexcept {
  giveBack(block);
}

void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
  giveBack(block);
}

#endif
