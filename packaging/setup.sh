# Sourced by run.sh, test.sh, sanitize.sh, fuzz.sh and lint.sh: brings a bare machine to where CMake can configure.
# Installs nothing that is there already, so that a second call costs a second.

set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$project"

say() { printf '== %s\n' "$*"; }
die() { printf 'postern: %s\n' "$*" >&2; exit 1; }

cores() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN; }

# What the build needs, then what only the tests need. Names are those of Debian 12 and Ubuntu 24.04.
apt_build=(
  ca-certificates g++ cmake ninja-build pkg-config ccache zstd
  qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl1-mesa-dev
  libsecp256k1-dev libcurl4-openssl-dev libcpp-httplib-dev nlohmann-json3-dev libsqlite3-dev libssl-dev libutf8proc-dev
  zlib1g-dev libbrotli-dev
  nodejs npm
)
apt_test=(libbenchmark-dev mold xvfb xauth fonts-dejavu-core fonts-noto-cjk procps)
apt_clang=(clang-19 libclang-rt-19-dev llvm-19)
apt_lint=(clang-19 clang-format-19 clang-tidy-19)

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "packages are missing and there is no sudo: run as root once, or install: $*"
  fi
}

install_apt() {
  local missing=() package
  for package in "$@"; do
    # A newer node from elsewhere brings its own npm.
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "installing ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# install_packages build|test|clang…
install_packages() {
  local kind wanted=()
  case "$(uname -s)" in
    Linux)
      command -v apt-get >/dev/null || die "this Linux has no apt: install the packages named in packaging/setup.sh by hand"
      for kind in "$@"; do
        local -n list="apt_$kind"
        wanted+=("${list[@]}")
      done
      install_apt "${wanted[@]}" ;;
    Darwin) # untested
      command -v brew >/dev/null || die "install Homebrew first: https://brew.sh"
      brew install --quiet cmake ninja pkg-config ccache zstd qt secp256k1 curl cpp-httplib nlohmann-json sqlite openssl@3 utf8proc brotli node google-benchmark ;;
    MINGW*|MSYS*|CLANG64*) # untested; run inside MSYS2's CLANG64 shell (llvm-mingw)
      local prefix=mingw-w64-clang-x86_64
      pacman -S --needed --noconfirm $prefix-{clang,cmake,ninja,pkgconf,ccache,qt6-base,qt6-tools,libsecp256k1,curl,cpp-httplib,nlohmann-json,sqlite3,openssl,libutf8proc,zlib,brotli,nodejs,benchmark} zstd ;;
    *) die "$(uname -s) is not supported" ;;
  esac
}

# install_npm [without-tests]: packages of the lockfile, without running their install scripts. What only the tests need is
# optional there: there are no binaries of it for every system.
install_npm() {
  local folder=packaging/npm marker=.installed omit=()
  [ "${1:-}" = without-tests ] && marker=.installed-without-tests omit=(--omit=optional)
  cmp -s $folder/package-lock.json $folder/node_modules/.installed && return 0
  cmp -s $folder/package-lock.json $folder/node_modules/$marker && return 0
  say "installing npm packages"
  npm ci --prefix $folder --ignore-scripts --no-audit --no-fund --loglevel=error "${omit[@]}"
  cp $folder/package-lock.json $folder/node_modules/$marker
}

# build PRESET [TARGET…]
build() {
  local preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    say "configuring $preset"
    cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log"; die "configuring failed"; }
    rm "build-$preset.log"
  fi
  say "building $preset"
  cmake --build "build/$preset" ${1:+--target "$@"} -- --quiet
}
