#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A real Asterisk for the hub: private configuration, loopback only, no root, nothing installed on the host.
set -euo pipefail

ASTERISK_HOME_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
CACHE="${SHUNIU_CACHE:-$HOME/.cache/shuniu}/asterisk-fs"

# shellcheck source=lib/provision.sh
. "$ASTERISK_HOME_DIR/lib/provision.sh"
# shellcheck source=lib/configure.sh
. "$ASTERISK_HOME_DIR/lib/configure.sh"

usage() {
  cat <<'TEXT'
usage: asterisk.sh provision
       asterisk.sh start  --home DIR [--port-offset N]
       asterisk.sh stop   --home DIR
       asterisk.sh status --home DIR
       asterisk.sh cli    --home DIR COMMAND...
       asterisk.sh tool   sipp|sox|espeak-ng|baresip ARGUMENTS...
DIR/asterisk/hub.cfg.env tells ports, secret file and folders after start; DIR/asterisk/phones the phones' passwords.
TEXT
}

die() { echo "asterisk.sh: $*" >&2; exit 1; }

# Numbers of a running Asterisk are trusted only when the process really runs our configuration.
running_pid() {
  local pid
  pid="$(cat "$BASE/asterisk.pid" 2>/dev/null)" || return 1
  [ -n "$pid" ] && [ -r "/proc/$pid/cmdline" ] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$BASE/conf/asterisk.conf" || return 1
  echo "$pid"
}

cli() { run_tool asterisk -C "$BASE/conf/asterisk.conf" -rx "$*"; }

start() {
  local pid runner
  if pid="$(running_pid)"; then
    [ "$(env_value PORT_OFFSET)" = "$OFFSET" ] || die "already running as $pid with another port offset; stop it first"
    echo "asterisk runs already, pid $pid"
    return
  fi
  provision
  configure
  port_free udp "$SIP_PORT" SIP
  port_free tcp "$AMI_PORT" AMI
  runner="$(tool_runner asterisk)"
  setsid "$runner" -f -C "$BASE/conf/asterisk.conf" </dev/null >"$BASE/log/console.log" 2>&1 &
  pid=$!
  echo "$pid" >"$BASE/asterisk.pid"
  await_booted "$pid"
  echo "asterisk $(cli core show version | sed -n 's/^Asterisk \([^ ]*\).*/\1/p') runs, pid $pid, SIP $BIND:$SIP_PORT, AMI $BIND:$AMI_PORT"
}

# With its port taken by another program, Asterisk would run all the same, and hear nothing.
port_free() {
  local protocol=$1 port=$2 what=$3
  ! awk '{ print $2, $4 }' "/proc/net/$protocol" | grep -qE ":$(printf '%04X' "$port") (07|0A)$" ||
    die "port $port ($what, $protocol) is in use by another program; choose another --port-offset"
}

await_booted() {
  local pid=$1 deadline=$((SECONDS + 60))
  until cli core waitfullybooted 2>/dev/null | grep -q 'fully booted'; do
    kill -0 "$pid" 2>/dev/null || { tail -n 20 "$BASE/log/console.log" >&2; die "asterisk ended while starting"; }
    [ "$SECONDS" -lt "$deadline" ] || { kill -9 "$pid"; die "asterisk was not ready within 60 s, see $BASE/log"; }
    sleep 0.1
  done
}

stop() {
  local pid deadline=$((SECONDS + 10))
  if ! pid="$(running_pid)"; then
    rm -f "$BASE/asterisk.pid"
    echo "asterisk is not running"
    return
  fi
  timeout 5 "$0" cli --home "$HOME_DIR" core stop now >/dev/null 2>&1 || kill "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do
    if [ "$SECONDS" -ge "$deadline" ]; then kill -9 "$pid" 2>/dev/null || true; fi
    sleep 0.1
  done
  rm -f "$BASE/asterisk.pid"
  echo "asterisk stopped"
}

status() {
  local pid
  pid="$(running_pid)" || { echo "asterisk stopped"; return 3; }
  echo "asterisk running, pid $pid, SIP $(env_value SIP_HOST):$(env_value SIP_PORT), AMI $(env_value AMI_HOST):$(env_value AMI_PORT)"
}

main() {
  local command="${1:-}"
  shift || true
  case "$command" in
    provision) provision; return ;;
    tool) [ $# -gt 0 ] || die "tool needs a name"; exec_tool "$@" ;;
    start | stop | status | cli) ;;
    -h | --help | help) usage; return ;;
    *) usage >&2; exit 2 ;;
  esac
  HOME_DIR="" OFFSET=0
  while [ $# -gt 0 ]; do
    case "$1" in
      --home) HOME_DIR="${2:?--home needs a folder}"; shift 2 ;;
      --port-offset) OFFSET="${2:?--port-offset needs a number}"; shift 2 ;;
      *) [ "$command" = cli ] && break; die "unknown option $1" ;;
    esac
  done
  [ -n "$HOME_DIR" ] || die "--home DIR is missing"
  [[ "$OFFSET" =~ ^[0-9]{1,4}$ ]] && [ "$OFFSET" -le 2500 ] || die "--port-offset must be 0 to 2500"
  mkdir -p "$HOME_DIR"
  HOME_DIR="$(cd "$HOME_DIR" && pwd)"
  BASE="$HOME_DIR/asterisk"
  case "$command" in
    cli) running_pid >/dev/null || die "asterisk is not running"; cli "$@" ;;
    *) "$command" ;;
  esac
}

main "$@"
