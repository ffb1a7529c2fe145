# SPDX-License-Identifier: Apache-2.0
# Start, stop, state and log of a hub.

ASTERISK="$ROOT/karaf-assembly/asterisk/asterisk.sh"
START_TIMEOUT_S="${SHUNIU_START_TIMEOUT_S:-180}"
STOP_TIMEOUT_S=60

up() {
  local detach=false build=true pbx="" home="" offset=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --detach) detach=true; shift ;;
      --no-build) build=false; shift ;;
      --pbx) pbx="${2:?--pbx needs a value}"; shift 2 ;;
      --home) home="${2:?--home needs a folder}"; shift 2 ;;
      --port-offset) offset="${2:?--port-offset needs a number}"; shift 2 ;;
      *) die "unknown option $1 (see './hub help')" ;;
    esac
  done
  find_java
  choose_home "$pbx" "$home" "$offset"
  if running_pid >/dev/null; then
    say "the hub of $HOME_DIR runs already, pid $(running_pid)"
    await_ready "$(running_pid)"
    greet
    return
  fi
  if $build; then build_when_needed; fi
  [ -x "$ASSEMBLY/bin/karaf" ] || die "there is no distribution: run './hub build'"
  ! port_answers "$HTTP_PORT" || die "port $HTTP_PORT is in use by another program; choose another --port-offset"
  ! port_answers "$SSH_PORT" || die "port $SSH_PORT is in use by another program; choose another --port-offset"
  make_home
  if [ "$PBX" = asterisk ]; then "$ASTERISK" start --home "$HOME_DIR" --port-offset "$OFFSET"; fi
  write_system_properties
  configure_pbx
  start_hub
  trap 'trap - INT TERM; echo; stop_home; exit 130' INT TERM
  await_ready "$(cat "$HOME_DIR/run/hub.pid")"
  if [ "$PBX" = simulator ]; then seed_demonstration; fi
  greet
  if $detach; then return; fi
  say "Ctrl-C stops the hub."
  wait "$(cat "$HOME_DIR/run/hub.pid")" || true
  die "the hub has ended by itself, see $HOME_DIR/data/log/hub.log"
}

start_hub() {
  local console="$HOME_DIR/data/log/console.log"
  KARAF_BASE="$HOME_DIR" KARAF_DATA="$HOME_DIR/data" KARAF_ETC="$HOME_DIR/etc" KARAF_LOG="$HOME_DIR/data/log" \
    KARAF_EXEC=exec CHECK_ROOT_INSTANCE_RUNNING=false \
    KARAF_OPTS="-Dkaraf.instances=$HOME_DIR/run/instances ${KARAF_OPTS:-}" \
    EXTRA_JAVA_OPTS="-Xmx1g ${EXTRA_JAVA_OPTS:-}" \
    setsid "$ASSEMBLY/bin/karaf" server </dev/null >"$console" 2>&1 &
  echo $! >"$HOME_DIR/run/hub.pid"
}

# A number in a file is trusted only when that process really is the hub of this home.
running_pid() {
  local pid
  pid="$(cat "$HOME_DIR/run/hub.pid" 2>/dev/null)" || return 1
  [ -n "$pid" ] && tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -- "-Dkaraf.base=$HOME_DIR" || return 1
  echo "$pid"
}

await_ready() {
  local pid="$1" deadline=$((SECONDS + START_TIMEOUT_S)) turn=0
  printf 'starting '
  until [ "$(health_code)" = 200 ]; do
    kill -0 "$pid" 2>/dev/null || { echo; show_end; die "the hub ended while it started"; }
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo
      show_end
      stop_home
      die "not ready within $START_TIMEOUT_S s, so it was stopped"
    fi
    turn=$((turn + 1))
    [ $((turn % 4)) -ne 0 ] || printf '.'
    sleep 0.25
  done
  echo " ready"
}

# People of the living hotline; those who are there already stay as they are.
seed_demonstration() {
  node "$ROOT/karaf-assembly/demo/seed.mjs" "$HOME_DIR" "http://127.0.0.1:$HTTP_PORT" ||
    { stop_home; die "the agents of the demonstration could not be made"; }
}

health_code() { curl -s -m 5 -o /dev/null -w '%{http_code}' "http://127.0.0.1:$HTTP_PORT/health" || true; }

show_end() {
  echo "--- last words of $HOME_DIR/data/log" >&2
  tail -n 20 "$HOME_DIR/data/log/console.log" >&2 || true
  tail -n 40 "$HOME_DIR/data/log/hub.log" >&2 || true
  echo "--- health: $(curl -s -m 5 "http://127.0.0.1:$HTTP_PORT/health" || echo 'no answer')" >&2
}

greet() {
  say "console   http://127.0.0.1:$HTTP_PORT/"
  say "home      $HOME_DIR (--pbx $PBX)"
  if [ -n "${SHUNIU_ADMIN_PASSWORD:-}" ]; then
    say "login     admin, password from SHUNIU_ADMIN_PASSWORD"
  else
    say "login     admin, first password in $HOME_DIR/secrets/admin-password"
  fi
  [ ! -f "$HOME_DIR/secrets/demo-agents" ] || say "agents    logins and passwords in $HOME_DIR/secrets/demo-agents"
  say "shell     ssh -p $SSH_PORT -i $HOME_DIR/secrets/shell-key admin@127.0.0.1"
}

stop_home() {
  local pid deadline=$((SECONDS + STOP_TIMEOUT_S)) killed=false
  if pid="$(running_pid)"; then
    kill "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do
      if ! $killed && [ "$SECONDS" -ge "$deadline" ]; then
        killed=true
        say "the hub did not stop within $STOP_TIMEOUT_S s and is killed"
        kill -9 "$pid" 2>/dev/null || true
      fi
      sleep 0.1
    done
    say "the hub of $HOME_DIR stopped"
  else
    say "no hub runs in $HOME_DIR"
  fi
  rm -f "$HOME_DIR/run/hub.pid"
  if [ -f "$HOME_DIR/asterisk/asterisk.pid" ]; then "$ASTERISK" stop --home "$HOME_DIR"; fi
}

down() {
  local home=""
  [ $# -eq 0 ] || { [ "$1" = --home ] && home="${2:?--home needs a folder}"; } || die "unknown option $1"
  if [ -n "$home" ]; then
    HOME_DIR="$(absolute "$home")"
    [ -d "$HOME_DIR" ] || die "there is no home $HOME_DIR"
    stop_home
    return
  fi
  local found=false
  for HOME_DIR in "$HOMES"/*; do
    if [ -f "$HOME_DIR/run/hub.pid" ] || [ -f "$HOME_DIR/asterisk/asterisk.pid" ]; then
      found=true
      stop_home
    fi
  done
  $found || say "no hub runs below $HOMES"
}

# The home named by the option; else the one that runs; else the default one.
find_home() {
  local home="$1" candidate
  if [ -z "$home" ]; then
    for candidate in "$HOMES"/*; do
      HOME_DIR="$candidate"
      if running_pid >/dev/null; then
        [ -z "$home" ] || die "several hubs run below $HOMES: say which by --home"
        home="$candidate"
      fi
    done
  fi
  choose_home "" "$home" ""
}

status() {
  local home="" json=false pid="" health=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --home) home="${2:?--home needs a folder}"; shift 2 ;;
      --json) json=true; shift ;;
      *) die "unknown option $1" ;;
    esac
  done
  find_home "$home"
  if pid="$(running_pid)"; then health="$(curl -s -m 5 "http://127.0.0.1:$HTTP_PORT/health" || true)"; fi
  if $json; then
    printf '{"home":"%s","pbx":"%s","running":%s,"pid":%s,"console":"http://127.0.0.1:%s/","health":%s}\n' \
      "$HOME_DIR" "$PBX" "$([ -n "$pid" ] && echo true || echo false)" "${pid:-null}" "$HTTP_PORT" "${health:-null}"
  elif [ -n "$pid" ]; then
    say "running, pid $pid, --pbx $PBX, home $HOME_DIR, console http://127.0.0.1:$HTTP_PORT/"
    say "health: ${health:-no answer}" | sed 's/{"name"/\n  &/g'
  else
    say "stopped, home $HOME_DIR"
  fi
  $json || [ -n "$pid" ] || return 3
}

logs() {
  local home="" follow=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --home) home="${2:?--home needs a folder}"; shift 2 ;;
      -f | --follow) follow=-F; shift ;;
      *) die "unknown option $1" ;;
    esac
  done
  find_home "$home"
  [ -f "$HOME_DIR/data/log/hub.log" ] || die "$HOME_DIR has no log yet"
  # shellcheck disable=SC2086
  exec tail -n 200 $follow "$HOME_DIR/data/log/hub.log"
}
