#pragma once
// Where tests and benchmarks find the checkout, the build and the fetched files. Compiled once, so that no
// test's command line names a folder of this machine and ccache knows a test again in another checkout.

#include <filesystem>
#include <string_view>

namespace xiaowu::places {

[[nodiscard]] const std::filesystem::path& source();  ///< the project's root
[[nodiscard]] const std::filesystem::path& build();   ///< the build folder
[[nodiscard]] const std::filesystem::path&
models();                                            ///< what packaging/setup/models.sh fetched; may be empty
[[nodiscard]] const std::filesystem::path& faces();  ///< pictures for the simulators' persons; may be empty

/// A program of this build.
[[nodiscard]] std::filesystem::path program(std::string_view name);

}  // namespace xiaowu::places
