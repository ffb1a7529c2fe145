# SPDX-License-Identifier: Apache-2.0
# Backups of a home: written by the running hub, checked and restored without one.

backup() {
  local home="" to="" verify="" words=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --home) home="${2:?--home needs a folder}"; shift 2 ;;
      --to) to="${2:?--to needs a file}"; shift 2 ;;
      --no-recordings) words=" --no-recordings"; shift ;;
      --verify) verify="${2:?--verify needs a file}"; shift 2 ;;
      *) die "unknown option $1 (see './hub help')" ;;
    esac
  done
  find_java
  if [ -n "$verify" ]; then backup_tool verify "$(absolute "$verify")"; return; fi
  find_home "$home"
  running_pid >/dev/null || die "the hub of $HOME_DIR does not run; a backup needs it (or copy the whole folder while it is down)"
  if [ -n "$to" ]; then
    to="$(absolute "$to")"
  else
    (umask 077 && mkdir -p "$HOME_DIR/backup")
    to="$HOME_DIR/backup/shuniu-$(date +%Y%m%d-%H%M%S).zip"
  fi
  [ ! -e "$to" ] || die "$to is there already"
  # The shell of the hub takes the name in quotes, which therefore cannot hold one.
  case "$to" in *\'*) die "the name of the file may not hold a quote: $to" ;; esac
  hub_shell "shuniu:backup '$to'$words" || true
  [ -f "$to" ] || die "no backup was written"
  backup_tool verify "$to"
  say "$to holds keys and personal data: keep it where only administrators get at it"
}

restore() {
  local home="" file="" replace=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --home) home="${2:?--home needs a folder}"; shift 2 ;;
      --replace) replace=replace; shift ;;
      -*) die "unknown option $1 (see './hub help')" ;;
      *) [ -z "$file" ] || die "one file at a time"; file="$1"; shift ;;
    esac
  done
  [ -n "$file" ] || die "which file? hub restore FILE [--home DIR] [--replace]"
  find_java
  choose_home "" "$home" ""
  ! running_pid >/dev/null || die "the hub of $HOME_DIR runs: stop it by 'hub down' first"
  [ ! -f "$HOME_DIR/asterisk/asterisk.pid" ] || die "the Asterisk of $HOME_DIR runs: stop it by 'hub down' first"
  backup_tool restore "$(basename "$(dirname "$(system_jar org/shuniu/org.shuniu.core.ops)")")" \
    "$(absolute "$file")" "$HOME_DIR" ${replace:+"$replace"}
  say "start it by:  hub up --home $HOME_DIR"
}

# One command in the administrator's shell of the hub. Its host key is this home's own.
hub_shell() {
  ssh -p "$SSH_PORT" -i "$HOME_DIR/secrets/shell-key" -o BatchMode=yes -o ServerAliveInterval=30 \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR admin@127.0.0.1 "$1"
}

backup_tool() {
  "$JAVA_HOME/bin/java" -cp "$(system_jar org/shuniu/org.shuniu.core.ops):$(system_jar com/h2database/h2)" \
    org.shuniu.core.ops.backup.Tool "$@"
}

# The jar of an artifact in the distribution.
system_jar() {
  [ -d "$ASSEMBLY/system" ] || die "there is no distribution: run './hub build'"
  find "$ASSEMBLY/system/$1" -name '*.jar' | sort -V | tail -n 1
}
