# SPDX-License-Identifier: Apache-2.0
# Builds the distribution, when it has to be.

BUILT="$ROOT/karaf-assembly/distribution/target/hub.built"

build() {
  find_java
  command -v mvn >/dev/null || die "no Maven found: run './hub doctor'"
  say "building (the first time takes some minutes and fetches some hundred MB) ..."
  local began=$SECONDS
  (cd "$ROOT" && mvn -B -ntp -q -T 1C install -DskipTests -Dspotless.check.skip -pl '!karaf-assembly/itest') ||
    die "the build failed"
  touch "$BUILT"
  say "built in $((SECONDS - began)) s"
}

build_when_needed() {
  # Tests run what was built for them, whatever somebody edits meanwhile.
  [ -z "${SHUNIU_NO_BUILD:-}" ] || return 0
  if [ ! -x "$ASSEMBLY/bin/karaf" ] || sources_newer; then build; fi
}

sources_newer() {
  [ -f "$BUILT" ] || return 0
  [ -n "$(cd "$ROOT" && find pom.xml .mvn build bundles connectors features etc karaf-assembly/distribution karaf-assembly/check \
    \( -name target -o -name node_modules -o -name dist \) -prune -o \
    -type f -newer "$BUILT" -print -quit 2>/dev/null)" ]
}
