#pragma once
// Catch2 for every test: version 2 on Debian 12, version 3 on Debian 13. Tests use version 3's names; what
// version 2 calls otherwise is named here.

#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_approx.hpp>
#include <catch2/catch_session.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators_all.hpp>
#include <catch2/interfaces/catch_interfaces_reporter.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <catch2/reporters/catch_reporter_event_listener.hpp>
#include <catch2/reporters/catch_reporter_registrars.hpp>

using Catch::Approx;
#else
#include <catch2/catch.hpp>

#include <string>

namespace Catch {

#ifdef CATCH_CONFIG_EXTERNAL_INTERFACES
using EventListenerBase = TestEventListenerBase;
#endif

namespace Matchers {

inline auto ContainsSubstring(const std::string& text) {
  return Contains(text);
}

}  // namespace Matchers
}  // namespace Catch
#endif
