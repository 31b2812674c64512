#include "tests/lint/project/Lint.h"
#include "tests/support/Catch.h"
#include "tests/support/Places.h"

using namespace xiaowu;
using namespace xiaowu::lint;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) {
    all += text;
  }
  return all;
}

std::string brokenIn(const std::string& text, const std::string& path = "app/x/X.cpp") {
  return report(brokenShape({{path, text}}));
}

}  // namespace

TEST_CASE("a fabricated source: what is too long or too wide is found", "[shape]") {
  CHECK(brokenIn("int a;\n") == "");
  CHECK(brokenIn(repeated("int a;\n", 451)).find("451 lines, not more than 450") != std::string::npos);
  CHECK(brokenIn(repeated("int a;\n", 181), "app/x/X.h").find("181 lines") != std::string::npos);
  CHECK(brokenIn(repeated("Item {}\n", 251), "ui/x/X.qml").find("251 lines") != std::string::npos);
  CHECK(brokenIn("int f() {\n" + repeated("  g();\n", 71) + "}\n").find("71 lines in a function") !=
        std::string::npos);
  CHECK(brokenIn("void f(int a,\n       int b) {\n" + repeated("  g();\n", 71) + "}\n") != "");
  CHECK(brokenIn("int f() {\n" + repeated("  g();\n", 70) + "}\n") == "");
  CHECK(brokenIn("struct A {\n" + repeated("  int a();\n", 71) + "};\n") == "");
  CHECK(brokenIn("// " + repeated("x", 108) + "\n") == "app/x/X.cpp:1: more than 110 columns\n");
  CHECK(brokenIn("// " + repeated("晓", 107) + "\n") == "");  // characters, not bytes
}

TEST_CASE("a fabricated source: a body on its condition's line is found, a loop's end is not", "[shape]") {
  CHECK(brokenIn("  if (a) b();\n") == "app/x/X.cpp:1: a body on the line of its condition\n");
  CHECK(brokenIn("  for (auto& a : b) a.c();\n") != "");
  CHECK(brokenIn("  if (a) {\n    b();\n  }\n") == "");
  CHECK(brokenIn("  do {\n    b();\n  } while (a);\n") == "");
  CHECK(brokenIn("  iffy(a);\n") == "");
}

TEST_CASE("a fabricated source: a choice within a choice is found, two beside each other are not",
          "[shape]") {
  CHECK(brokenIn("int a = b ? c : d ? e : f;\n") == "app/x/X.cpp:1: a choice (?:) within a choice\n");
  CHECK(brokenIn("int a = b ? c\n        : (d ? e : f);\n") ==
        "app/x/X.cpp:2: a choice (?:) within a choice\n");
  CHECK(brokenIn("f(b ? c : d, e ? g : h);\n") == "");
  CHECK(brokenIn("int a = b ? c : d;\nint e = f ? g : h;\n") == "");
  CHECK(brokenIn("f(\"what? why?\");  // who? when?\n") == "");
  CHECK(brokenIn("Item {\n    a: b ? c : d\n    e: f ? g : h\n}\n", "ui/x/X.qml") == "");
  CHECK(brokenIn("Item {\n    a: b?.c ?? d\n}\n", "ui/x/X.qml") == "");
  CHECK(brokenIn("Item {\n    a: b ? c : d ? e : f\n}\n", "ui/x/X.qml") != "");
}

TEST_CASE("a fabricated folder with too many files is found", "[shape]") {
  std::vector<File> files;
  for (int i = 0; i < 25; ++i) {
    files.push_back({"app/x/X" + std::to_string(i) + ".cpp", ""});
  }
  CHECK(brokenShape(files).empty());
  files.push_back({"app/x/Y.h", ""});
  CHECK(report(brokenShape(files)) == "app/x:1: 26 files, not more than 25\n");
}

TEST_CASE("the project keeps its shape", "[shape]") {
  const auto files = filesOf(places::source());
  const auto found = brokenShape(files);
  INFO(report(found));
  CHECK(found.empty());
  // What fits by now leaves the list, so that it only gets shorter.
  CHECK(idleShapeExceptions(files) == std::vector<std::string>{});
}
