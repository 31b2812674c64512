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

std::string shapeOf(const std::string& text, const std::string& path = "app/x/X.cpp") {
  return report(brokenShape({{path, text}}));
}

}  // namespace

TEST_CASE("a fabricated source: what is too long or too wide is found", "[shape]") {
  CHECK(shapeOf("int a;\n") == "");
  CHECK(shapeOf(repeated("int a;\n", 451)).find("451 lines, not more than 450") != std::string::npos);
  CHECK(shapeOf(repeated("int a;\n", 181), "app/x/X.h").find("181 lines") != std::string::npos);
  CHECK(shapeOf(repeated("Item {}\n", 251), "ui/x/X.qml").find("251 lines") != std::string::npos);
  CHECK(shapeOf("int f() {\n" + repeated("  g();\n", 71) + "}\n").find("71 lines in a function") !=
        std::string::npos);
  CHECK(shapeOf("void f(int a,\n       int b) {\n" + repeated("  g();\n", 71) + "}\n") != "");
  CHECK(shapeOf("int f() {\n" + repeated("  g();\n", 70) + "}\n") == "");
  CHECK(shapeOf("struct A {\n" + repeated("  int a();\n", 71) + "};\n") == "");
  CHECK(shapeOf("// " + repeated("x", 108) + "\n") == "app/x/X.cpp:1: more than 110 columns\n");
  CHECK(shapeOf("// " + repeated("晓", 107) + "\n") == "");  // characters, not bytes
}

TEST_CASE("a fabricated source: a body on its condition's line is found, a loop's end is not", "[shape]") {
  CHECK(shapeOf("  if (a) b();\n") == "app/x/X.cpp:1: a body on the line of its condition\n");
  CHECK(shapeOf("  for (auto& a : b) a.c();\n") != "");
  CHECK(shapeOf("  if (a) {\n    b();\n  }\n") == "");
  CHECK(shapeOf("  do {\n    b();\n  } while (a);\n") == "");
  CHECK(shapeOf("  iffy(a);\n") == "");
}

TEST_CASE("a fabricated source: a choice within a choice is found, two beside each other are not",
          "[shape]") {
  CHECK(shapeOf("int a = b ? c : d ? e : f;\n") == "app/x/X.cpp:1: a choice (?:) within a choice\n");
  CHECK(shapeOf("int a = b ? c\n        : (d ? e : f);\n") ==
        "app/x/X.cpp:2: a choice (?:) within a choice\n");
  CHECK(shapeOf("f(b ? c : d, e ? g : h);\n") == "");
  CHECK(shapeOf("int a = b ? c : d;\nint e = f ? g : h;\n") == "");
  CHECK(shapeOf("f(\"what? why?\");  // who? when?\n") == "");
  CHECK(shapeOf("Item {\n    a: b ? c : d\n    e: f ? g : h\n}\n", "ui/x/X.qml") == "");
  CHECK(shapeOf("Item {\n    a: b?.c ?? d\n}\n", "ui/x/X.qml") == "");
  CHECK(shapeOf("Item {\n    a: b ? c : d ? e : f\n}\n", "ui/x/X.qml") != "");
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
  const auto found = brokenShape(filesOf(places::source()));
  INFO(report(found));
  CHECK(found.empty());
}
