#!/usr/bin/env bash
# Installs what the tests need, builds everything, and runs all tests. Arguments are passed to ctest: -L quick, -R trie.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_packages build test
install_npm
build dev
say "testing"
log=build/dev/test-summary.log
status=0
ctest --test-dir build/dev --output-on-failure --parallel "$(cores)" "$@" | tee "$log" || status=$?

# ctest does not show why a test skipped a part of itself; the reasons go before its summary line, which comes last.
if skips=$(grep -aA1 '^SKIP   :' build/dev/Testing/Temporary/LastTest.log); then
  say "skipped"
  printf '%s\n' "$skips" | grep -v '^--'
fi
grep -E '^[0-9]+% tests passed' "$log" || true
exit $status
