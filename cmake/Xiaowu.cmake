# Build rules shared by every folder: one language level, one set of warnings, and short functions to add a library, program or test.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC OFF)
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)  # moc reads headers; it need not wait for the libraries of a target
# Optimised, with asserts, and with just enough debug information for a stack trace: a third less to write and link than -g.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
if(XIAOWU_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")  # built in half the time, and the stacks are truer
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(XIAOWU_CCACHE ccache)
if(XIAOWU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;CCACHE_SLOPPINESS=pch_defines,time_macros;${XIAOWU_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()

# Several sources as one: headers are parsed once for eight of them. That halves the time of a first build, and makes an edit of one file dear.
if(XIAOWU_UNITY)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
endif()

# Everything foreign, found in one place; docs/dependencies.md says what each is for.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Network Qml Quick QuickControls2 Svg SerialPort Concurrent Test LinguistTools)
find_package(OpenCV 4.6 REQUIRED COMPONENTS core imgproc imgcodecs dnn calib3d videoio)
find_package(nlohmann_json 3 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(Cups REQUIRED)  # Cups::Cups; Debian ships no pkg-config file for it
foreach(module IN ITEMS libusb-1.0 libsodium sqlite3 libqrencode tesseract sane-backends zxing cairo pangocairo tomlplusplus)
  string(MAKE_C_IDENTIFIER "${module}" id)
  pkg_check_modules(${id} REQUIRED IMPORTED_TARGET GLOBAL ${module})  # linked as PkgConfig::<id>, for example PkgConfig::libusb_1_0
endforeach()
if(XIAOWU_TESTS)
  find_package(Catch2 REQUIRED)  # 2 on Debian 12, 3 on Debian 13
  find_package(Qt6 6.4 REQUIRED COMPONENTS QuickTest)
  pkg_check_modules(umockdev_1_0 REQUIRED IMPORTED_TARGET GLOBAL umockdev-1.0)
endif()

add_library(xiaowu_flags INTERFACE)
target_compile_options(xiaowu_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 $<$<BOOL:${XIAOWU_WERROR}>:-Werror>
  $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast -Wconversion -Wsuggest-override -Wduplicated-cond -Wlogical-op>
  -Wno-restrict  # GCC 12 warns falsely on std::string::insert and operator+ (PR 105651)
  $<$<BOOL:${XIAOWU_UNITY}>:-Wno-subobject-linkage>  # what a source keeps to itself looks like a header's when it is compiled with others
  -fstack-protector-strong)
target_compile_definitions(xiaowu_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_DISABLE_DEPRECATED_BEFORE=0x060400
  $<$<BOOL:${XIAOWU_SIMULATORS}>:XIAOWU_SIMULATORS>)
target_include_directories(xiaowu_flags INTERFACE "${CMAKE_SOURCE_DIR}")
if(XIAOWU_SANITIZE)
  # GCC 12's sanitizers make it warn falsely inside <functional>.
  add_compile_options(-fsanitize=${XIAOWU_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=${XIAOWU_SANITIZE})
  # For every test, and for the kiosk and the platform that a test starts.
  set(XIAOWU_SANITIZER_ENVIRONMENT
    LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0
    TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/races.supp:die_after_fork=0)
endif()
# The thread sanitizer does not see the locks of a Qt that was built without it, and would report what two threads hand each other through Qt's
# events and futures. These tests are skipped there, as are the journeys and all that draws; what has threads of its own stays.
set(XIAOWU_QT_THREADS_UNSEEN OFF)
if(XIAOWU_SANITIZE STREQUAL "thread")
  set(XIAOWU_QT_THREADS_UNSEEN ON)
endif()
set(XIAOWU_QT_THREAD_TESTS contract_camera integration_comparison integration_devices integration_sync unit_session unit_session_papers)

# Third-party headers must not trip our warnings: every foreign package is linked as SYSTEM by CMake's imported targets.

# xiaowu_define(<file> NAME="value"…): definitions for the one source that asks. Folders of this machine belong here and not on a target: a command line
# without them is known to ccache in every checkout.
function(xiaowu_define file)
  set_property(SOURCE "${file}" APPEND PROPERTY COMPILE_DEFINITIONS ${ARGN})
endfunction()

# xiaowu_library(<name> SOURCES … [PUBLIC libs…] [PRIVATE libs…] [MOC])
# One static library for one folder; includes are written from the project's root ("core/base/Result.h").
function(xiaowu_library name)
  cmake_parse_arguments(ARG "MOC" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE xiaowu_flags ${ARG_PRIVATE})
  target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_compile_definitions(${name} PUBLIC $<$<BOOL:${XIAOWU_SIMULATORS}>:XIAOWU_SIMULATORS>)
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# xiaowu_program(<name> SOURCES … LIBS … [MOC])
function(xiaowu_program name)
  cmake_parse_arguments(ARG "MOC" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE xiaowu_flags ${ARG_LIBS})
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
endfunction()

# xiaowu_test(<name> LABELS unit|contract|integration|qml|journey|lint SOURCES … LIBS … [TIMEOUT s] [MOC] [SERIAL])
# A Catch2 program; each of its test cases is one CTest test. SERIAL: the cases share a resource and run one by one.
# The main function is shared (tests/support/catch_main.cpp) because Catch2's takes seconds to compile.
function(xiaowu_test name)
  cmake_parse_arguments(ARG "MOC;SERIAL" "TIMEOUT" "LABELS;SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE xiaowu_flags xiaowu_catch_main xiaowu_places ${ARG_LIBS})
  if(ARG_MOC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set(environment QT_QPA_PLATFORM=offscreen)
  if(XIAOWU_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")
    list(APPEND environment ${XIAOWU_SANITIZER_ENVIRONMENT})
  endif()
  set(properties LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} SKIP_RETURN_CODE 77)
  if(ARG_SERIAL)
    list(APPEND properties RESOURCE_LOCK ${name})
  endif()
  if(XIAOWU_QT_THREADS_UNSEEN AND (name IN_LIST XIAOWU_QT_THREAD_TESTS OR "journey" IN_LIST ARG_LABELS))
    list(APPEND properties DISABLED TRUE)
  endif()
  # One CTest test for one program keeps 2-core runs quick: most of a Catch2 case's time is the program's start.
  add_test(NAME ${name} COMMAND ${name} --order lex)
  set_tests_properties(${name} PROPERTIES ${properties} ENVIRONMENT "${environment}")
endfunction()

# xiaowu_qmllint_test(<name> <target>): qmllint over the QML files of a module, as all_qmllint runs it, but without building anything. As a build the test failed whenever something was stale:
# it compiled beside the other tests, and beside whoever was building in the same folder.
function(xiaowu_qmllint_test name target)
  add_test(NAME lint.qmllint.${name}
    COMMAND Qt6::qmllint --bare -I "${CMAKE_BINARY_DIR}/qml" -I "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_QML}"
            --resource "$<JOIN:$<TARGET_PROPERTY:${target},_qt_generated_qrc_files>,;--resource;>" "$<TARGET_PROPERTY:${target},QT_QML_LINT_FILES>"
    COMMAND_EXPAND_LISTS)
  set_tests_properties(lint.qmllint.${name} PROPERTIES LABELS "qml;lint" TIMEOUT 120)
endfunction()

# xiaowu_generated_sources(<target>): code that Qt's tools write for a QML module is theirs; our warnings and debug information stop at its door.
# QML is compiled to byte code only: C++ as well took 145 s of processor time for kit and simulator panel; first picture and longest wait of the demo are no worse without it (README, Measured).
function(xiaowu_generated_sources target)
  set_target_properties(${target} PROPERTIES QT_QMLCACHEGEN_ARGUMENTS "--only-bytecode")
  get_target_property(generated ${target} SOURCES)
  list(FILTER generated INCLUDE REGEX "qmlcache|qmltyperegistrations")
  set_source_files_properties(${generated} PROPERTIES COMPILE_OPTIONS "-w;-g0;-O1" SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
