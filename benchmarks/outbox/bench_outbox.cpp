#include "app/outbox/Outbox.h"
#include "core/crypto/Signing.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace xiaowu;

namespace {

constexpr int kSubmissions = 60;
constexpr std::size_t kParts = 6;
constexpr std::size_t kPartBytes = 300 * 1024;

int run(const std::filesystem::path& folder) {
  const SystemClock clock;
  const auto key = crypto::Signer::generate();
  outbox::Options options;
  options.kioskId = "bench";
  options.sign = [&key](std::string_view text) { return key.sign(text); };
  auto box = outbox::Outbox::open(folder, clock, options);
  if (!box) {
    return std::fprintf(stderr, "%s\n", describe(box.error()).c_str()), 1;
  }
  std::vector<double> millis;
  const auto content = crypto::ContentKey::random();
  for (int n = 0; n < kSubmissions; ++n) {
    outbox::Submission submission{
        Uuid::makeV7(clock.wall()), "bench", "seal-1", Bytes(80, 1), {}, clock.wall()};
    for (std::uint32_t part = 0; part < kParts; ++part) {
      submission.sealedParts.push_back(
          content.sealPart(submission.id, part, Bytes(kPartBytes, static_cast<std::uint8_t>(n))));
    }
    const auto begin = clock.steady();
    const auto stored = (*box)->submissions().enqueue(submission);
    if (!stored) {
      return std::fprintf(stderr, "%s\n", describe(stored.error()).c_str()), 1;
    }
    millis.push_back(std::chrono::duration<double, std::milli>(clock.steady() - begin).count());
  }
  double total = 0;
  for (const double each : millis) {
    total += each;
  }
  std::sort(millis.begin(), millis.end());
  std::printf(
      "{\"bench\":\"outbox.enqueue\",\"submissions\":%d,\"parts\":%zu,\"partBytes\":%zu,\"perSecond\":%.1f,"
      "\"p50Ms\":%.1f,\"p95Ms\":%.1f,\"maxMs\":%.1f}\n",
      kSubmissions, kParts, kPartBytes, kSubmissions * 1000 / total, millis[millis.size() / 2],
      millis[millis.size() * 95 / 100], millis.back());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::string name = ((argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path()) /
                      "xiaowu-bench-XXXXXX")
                         .string();
  if (::mkdtemp(name.data()) == nullptr) {
    return 1;
  }
  const int result = run(name);
  std::error_code ignored;
  std::filesystem::remove_all(name, ignored);
  return result;
}
