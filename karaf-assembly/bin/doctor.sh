# SPDX-License-Identifier: Apache-2.0
# What this machine has and lacks.

# program | Debian package | what for
TOOLS="
curl|curl|up, status
setsid|util-linux|up
ssh-keygen|openssh-client|the administrator's shell
sox|sox|speech, tests
espeak-ng|espeak-ng|speech
chromium|chromium|end-to-end tests
postgres|postgresql|tests on PostgreSQL
wqy-zenhei.ttc|fonts-wqy-zenhei|Chinese on screenshots
"

doctor() {
  local fix=true missing="" program package purpose
  case "${1:-}" in '' | --fix) ;; --check) fix=false ;; *) die "unknown option $1" ;; esac
  local ill=0
  doctor_base || ill=1
  while IFS='|' read -r program package purpose; do
    [ -n "$program" ] || continue
    if where="$(locate_tool "$program")"; then
      printf '  ok       %-14s %s\n' "$program" "$where"
    else
      printf '  missing  %-14s package %s, for: %s\n' "$program" "$package" "$purpose"
      missing="$missing $package"
    fi
  done <<<"$TOOLS"
  if [ -n "$missing" ] && $fix; then install_packages "$missing" || ill=1; elif [ -n "$missing" ]; then ill=1; fi
  say "Asterisk and SIPp are not looked for here: 'hub up --pbx asterisk' takes the host's or unpacks its own."
  return $ill
}

# JDK, Maven and Node are the machine's own matter: found and judged, never installed.
doctor_base() {
  local ok=0 node
  if (find_java) 2>/dev/null; then find_java && say "  ok       java 17        $JAVA_HOME"; else say "  missing  java 17        JDK 17 (set JAVA_HOME)"; ok=1; fi
  [ -z "${JAVA_HOME:-}" ] || [ -x "$JAVA_HOME/bin/javac" ] || { say "  missing  javac          a JDK, not only a run-time"; ok=1; }
  if command -v mvn >/dev/null; then say "  ok       mvn            $(command -v mvn)"; else say "  missing  mvn            Maven 3.8 or later"; ok=1; fi
  node="$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')"
  if [ "${node:-0}" -ge 20 ] && command -v npm >/dev/null; then say "  ok       node $node, npm   $(command -v node)"; else say "  missing  node, npm      Node 20 or later with npm"; ok=1; fi
  return $ok
}

locate_tool() {
  case "$1" in
    postgres) find /usr/lib/postgresql -name postgres -path '*/bin/*' 2>/dev/null | sort -V | tail -n 1 | grep . ;;
    *.ttc) find /usr/share/fonts "$HOME/.fonts" -name '*.tt[cf]' 2>/dev/null | grep -iE 'wqy|cjk|noto.*sc' | head -n 1 | grep . ;;
    *) PATH="$PATH:/usr/sbin" command -v "$1" ;;
  esac
}

install_packages() {
  local sudo="" packages="$1"
  # shellcheck disable=SC2086
  packages="$(printf '%s\n' $packages | sort -u | tr '\n' ' ')"
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null && sudo="sudo -n"
  fi
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" -ne 0 ] && [ -z "$sudo" ]; }; then
    say "install them:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $packages"
    return 1
  fi
  say "installing $packages..."
  # shellcheck disable=SC2086
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $packages >/dev/null ||
    { say "apt-get could not install: $packages"; return 1; }
}
