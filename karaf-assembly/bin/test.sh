# SPDX-License-Identifier: Apache-2.0
# Runs the tests and counts them.

PASSED=0
FAILED=0
FAILURES=""
E2E="$ROOT/karaf-assembly/e2e"

run_tests() {
  local what="${1:-all}" rounds=""
  [ $# -eq 0 ] || shift
  if [ "${1:-}" = --rounds ]; then rounds="${2:?--rounds needs a number}"; fi
  find_java
  FAILURES="$(mktemp)"
  case "$what" in
    unit) unit_tests ;;
    it) build_when_needed; container_tests ;;
    e2e) build_when_needed; node_tests e2e ;;
    administration) build_when_needed; node_tests administration ;;
    faults) build_when_needed; node_tests faults ;;
    chaos) build_when_needed; node_tests chaos --rounds "${rounds:-20}" ;;
    all)
      doctor --fix || true
      unit_tests
      container_tests
      side_by_side e2e administration
      node_tests faults
      node_tests chaos --rounds "${rounds:-3}"
      ;;
    *) die "tests are unit, it, e2e, administration, faults, chaos or all, not '$what'" ;;
  esac
  cat "$FAILURES"
  rm -f "$FAILURES"
  echo "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}

unit_tests() {
  local built=true modules=("$ROOT/build" "$ROOT/bundles" "$ROOT/connectors")
  reports "${modules[@]}" | xargs -r rm -f
  (cd "$ROOT" && mvn -B -ntp -T 2 install -Dmaven.test.failure.ignore=true -pl '!karaf-assembly/itest') || built=false
  touch "$BUILT"
  count_reports "${modules[@]}"
  $built || failed "the build"
}

# Containers in a module of their own, with the manifests of all bundles; then the driver before a real switch.
container_tests() {
  local itest="$ROOT/karaf-assembly/itest" driver="$ROOT/connectors/pbx/asterisk"
  verified "the container tests" "$itest/target" -f "$itest/pom.xml"
  # Its unit tests were counted elsewhere: nothing is named so.
  verified "the driver contract before a real Asterisk" "$driver/target/failsafe-reports" -Pasterisk -pl connectors/pbx/asterisk -am \
    -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
}

# Lets Maven verify, and counts what it reports below a folder; no report is a failure.
verified() {
  local built=true what="$1" folder="$2"
  shift 2
  mkdir -p "$folder"
  find "$folder" -name 'TEST-*.xml' -exec rm -f {} +
  (cd "$ROOT" && mvn -B -ntp verify -Dmaven.test.failure.ignore=true "$@") || built=false
  count_reports "$folder"
  [ -n "$(find "$folder" -name 'TEST-*.xml')" ] || built=false
  $built || failed "$what did not run"
}

# The JUnit reports below some folders.
reports() {
  find "$@" -name node_modules -prune -o -path '*-reports/TEST-*.xml' -print
}

# Adds up the <testsuite> elements of JUnit reports and tells what failed, and why.
count_reports() {
  local tests bad skipped
  read -r tests bad skipped < <(reports "$@" | xargs -r awk -f "$ROOT/karaf-assembly/bin/junit.awk" -v failures="$FAILURES" | grep . || echo 0 0 0)
  PASSED=$((PASSED + tests - bad - skipped))
  FAILED=$((FAILED + bad))
}

# Notes a failure for the summary at the end: what a long run printed before is often cut off.
failed() {
  FAILED=$((FAILED + 1))
  echo "failed: $1" >>"$FAILURES"
}

# The scripts print "N passed, N failed" as their last line, like this one.
node_tests() {
  local out
  node_modules || { failed "npm could not install what the $1 tests need"; return; }
  out="$(mktemp)"
  (cd "$ROOT" && node "$E2E/run.mjs" "$@") 2>&1 | tee "$out" || true
  count_scripts "$1" "$out"
}

# Two kinds at a time, which share no port (those of administration lie a thousand higher): calls talk and telephones ring in real time, and leave a core to others.
side_by_side() {
  local out second
  node_modules || { failed "npm could not install what the tests need"; return; }
  out="$(mktemp)"
  (cd "$ROOT" && node "$E2E/run.mjs" "$2") >"$out" 2>&1 &
  second=$!
  node_tests "$1"
  say "waiting for the $2 tests"
  wait "$second" || true
  cat "$out"
  count_scripts "$2" "$out"
}

# Takes the numbers from the last line of what some scripts printed, and the file away.
count_scripts() {
  local line
  line="$(tail -n 1 "$2")"
  grep '^failed: ' "$2" >>"$FAILURES" || true
  rm -f "$2"
  if [[ "$line" =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
    PASSED=$((PASSED + BASH_REMATCH[1]))
    FAILED=$((FAILED + BASH_REMATCH[2]))
  else
    failed "the $1 tests ended without a result"
  fi
}

# What the scripts need of npm.
node_modules() {
  # A list that is newer than what lies there has something that is missing.
  [ "$E2E/node_modules/.package-lock.json" -nt "$E2E/package-lock.json" ] || (cd "$E2E" && npm ci --silent --no-audit --no-fund)
}

bench() {
  find_java
  build_when_needed
  node_modules || die "npm could not install what the measurements need"
  (cd "$ROOT" && node "$E2E/bench.mjs" "$@")
}
