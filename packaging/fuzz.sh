#!/usr/bin/env bash
# Builds the fuzzers and runs each for a while, from the seeds in tests/fuzz/seeds.
#   packaging/fuzz.sh                    60 seconds each
#   packaging/fuzz.sh --seconds 5
#   packaging/fuzz.sh --runs 10000000 [NAME…]
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

limit=-max_total_time=60
names=()
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds) limit=-max_total_time=$2; shift 2 ;;
    --runs) limit=-runs=$2; shift 2 ;;
    --*) die "unknown option $1; see the head of packaging/fuzz.sh" ;;
    *) names+=("$1"); shift ;;
  esac
done

install_packages build test clang
install_npm
build asan fuzzers

[ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd build/asan/tests/fuzz && find . -maxdepth 1 -type f -name 'fuzz_*' -perm -u+x -printf '%f\n' | sed 's/^fuzz_//' | sort)
export limit
export out=build/asan/fuzz # corpus, logs, and the inputs that a fuzzer failed on

fuzz() {
  local name=$1 seeds=()
  mkdir -p "$out/corpus/$name"
  [ -d "tests/fuzz/seeds/$name" ] && seeds=("tests/fuzz/seeds/$name")
  if "build/asan/tests/fuzz/fuzz_$name" "$limit" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
      -artifact_prefix="$out/$name-" "$out/corpus/$name" "${seeds[@]}" >"$out/$name.log" 2>&1; then
    printf '%-14s %s runs\n' "$name" "$(awk '/number_of_executed_units/{print $2}' "$out/$name.log")"
  else
    tail -n 40 "$out/$name.log"
    printf '%-14s FAILED\n' "$name"
    return 1
  fi
}
export -f fuzz

say "fuzzing"
# As many at once as there are cores, for each has a thread only; a failure of one does not stop the others.
printf '%s\n' "${names[@]}" | xargs -P "$(cores)" -I{} bash -c 'fuzz {}'
