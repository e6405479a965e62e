#!/usr/bin/env bash
# Runs the tests under the sanitizers: address and undefined behaviour on all of them, thread on those with threads.
#   packaging/sanitize.sh            everything
#   packaging/sanitize.sh --short    the quick tests of the library, those of whole practice worlds aside
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

short=no
[ "${1:-}" = --short ] && short=yes

install_packages build test clang
install_npm

targets=()
selection=()
if [ $short = yes ]; then
  targets=(quick_core_tests)
  selection=(-L quick -LE world -R '^core/')
fi
build asan "${targets[@]}"
say "address and undefined-behaviour sanitizers"
ctest --test-dir build/asan --output-on-failure --parallel "$(cores)" "${selection[@]}"

build tsan threaded_tests
say "thread sanitizer"
ctest --test-dir build/tsan --output-on-failure --parallel "$(cores)" -L threads
