#!/usr/bin/env bash
# Holds the code against .clang-format and .clang-tidy, with version 19 of both.
#   packaging/lint.sh                    the files that differ from where this branch left main
#   packaging/lint.sh --all              the whole tree
#   packaging/lint.sh --fix [--all]      writes the format instead of complaining
#   packaging/lint.sh --format-only …    without clang-tidy, which takes seconds a file
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

all=no fix=no tidy=yes
for option in "$@"; do
  case "$option" in
    --all) all=yes ;;
    --fix) fix=yes ;;
    --format-only) tidy=no ;;
    *) die "unknown option $option; see the head of packaging/lint.sh" ;;
  esac
done

install_packages lint
command -v clang-format-19 >/dev/null || die "clang-format-19 is not installed"

# The commit this branch left main at; on main itself, the commit before the last.
base=$(git merge-base HEAD main 2>/dev/null || git merge-base HEAD origin/main 2>/dev/null || true)
[ -n "$base" ] && [ "$base" != "$(git rev-parse HEAD)" ] || base=$(git rev-parse --verify -q HEAD~1 || git rev-parse HEAD)

files() {
  if [ $all = yes ]; then git ls-files -- "$@"; else git diff --name-only --diff-filter=d "$base" -- "$@"; fi
}

mapfile -t formatted < <(files '*.cpp' '*.h')
mapfile -t sources < <(files 'core/*.cpp' 'app/*.cpp' 'ui/*.cpp')
failed=0

say "format of ${#formatted[@]} files"
if [ ${#formatted[@]} -gt 0 ]; then
  if [ $fix = yes ]; then
    clang-format-19 -i "${formatted[@]}"
  else
    # Its own exit code; what it prints is shortened to how many places each file has.
    clang-format-19 --dry-run -Werror "${formatted[@]}" 2>&1 | { grep 'error:' || true; } | cut -d: -f1 | sort | uniq -c || failed=1
  fi
fi

if [ $tidy = yes ] && [ ${#sources[@]} -gt 0 ]; then
  say "clang-tidy of ${#sources[@]} files"
  # GCC's flags are nothing to clang-tidy: it reads a configuration of its own.
  [ -f build/lint/compile_commands.json ] ||
    cmake --preset dev -B build/lint -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_C_COMPILER=clang-19 \
      -DPOSTERN_TESTS=OFF -DPOSTERN_BENCH=OFF >/dev/null
  cmake build/lint >/dev/null
  printf '%s\0' "${sources[@]}" | xargs -0 -n 4 -P "$(cores)" clang-tidy-19 -p build/lint --quiet 2>/dev/null || failed=1
fi
exit $failed
