#!/usr/bin/env bash
# Installs what Postern needs, builds it, and starts it. Arguments are passed on.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_packages build
install_npm without-tests
build release

has_display() {
  case "$(uname -s)" in
    Linux) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] ;;
    *) true ;;
  esac
}

if has_display; then
  exec "build/release/app/gui/postern" "$@"
fi
echo "There is no display here, so Postern runs in this terminal instead of a window."
exec "build/release/app/cli/postern-cli" "${@:---help}"
