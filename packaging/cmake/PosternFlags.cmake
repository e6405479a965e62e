# Flags are targets: every target of ours links `flags`, nothing sets CMAKE_CXX_FLAGS. A warning stops the developer's
# build, never that of a user, whose compiler is another.
add_library(flags INTERFACE)
target_include_directories(flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wcast-qual -Wformat=2 -Wundef $<$<NOT:$<CONFIG:Release>>:-Werror>
  $<$<CXX_COMPILER_ID:Clang>:-Wno-gnu-statement-expression -Wno-gnu-statement-expression-from-macro-expansion
    -Wno-overlength-strings>)

# The release hardens what it can: checked containers, stack protector, full RELRO.
target_compile_definitions(flags INTERFACE
  $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>
  $<$<CONFIG:Release>:_GLIBCXX_ASSERTIONS>)
target_compile_options(flags INTERFACE $<$<CONFIG:Release>:-fstack-protector-strong>)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  target_compile_options(flags INTERFACE $<$<CONFIG:Release>:-fstack-clash-protection>)
  target_link_options(flags INTERFACE $<$<CONFIG:Release>:LINKER:-z,relro,-z,now,-z,noexecstack>)
endif()
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64" AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  target_compile_options(flags INTERFACE $<$<CONFIG:Release>:-fcf-protection=full>)
endif()
# The main thread's stack, which the system gives elsewhere: base::Thread::kStackSize.
if(WIN32)
  target_link_options(flags INTERFACE LINKER:--stack,16777216)
endif()
include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)

# A faster linker where there is one: a test build links more than a hundred programs. Users get their compiler's own.
option(POSTERN_FAST_LINK "Link with mold or lld where it is installed" ON)
if(POSTERN_FAST_LINK AND NOT CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
  include(CheckLinkerFlag)
  foreach(linker mold lld)
    check_linker_flag(CXX -fuse-ld=${linker} POSTERN_LINKS_WITH_${linker})
    if(POSTERN_LINKS_WITH_${linker})
      add_link_options(-fuse-ld=${linker})
      break()
    endif()
  endforeach()
endif()

# Sanitizers go on everything, third-party targets too: a half-instrumented program reports nonsense.
if(POSTERN_SANITIZE)
  add_compile_options(-fsanitize=${POSTERN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${POSTERN_SANITIZE})
  # Clang tells a function pointer's type by the names of its parameters' types, which C and C++ do not share.
  add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fno-sanitize=function>)
  # GCC's flow warnings see paths that only the instrumentation makes.
  target_compile_options(flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow -Wno-stringop-overread
    -Wno-array-bounds -Wno-maybe-uninitialized -Wno-restrict -Wno-null-dereference -Wno-free-nonheap-object>)
endif()
if(POSTERN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
